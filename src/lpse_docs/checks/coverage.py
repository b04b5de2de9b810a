"""The coverage proof: everything the regulation orders or forbids is served, or waived with a reason."""

import re
from collections.abc import Iterator, Mapping

from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.trace import BINDING, coverage
from lpse_docs.model.workspace import Workspace

WORD = re.compile(r"[^\W\d_]{2,}")
SENTENCE = 4  # different words: subject, verb and why


def binding(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap ketentuan wajib atau dilarang dilayani langkah SOP atau kriteria, atau dikecualikan (BK-03).

    Mengapa: dokumen membuktikan bahwa seluruh kewajiban peraturan dilaksanakan (Pasal 21 dan Pasal 29).
    Contoh: P27.2 tidak disebut `provisions` langkah atau kriteria mana pun.
    Perbaikan: tulis kodenya pada langkah atau kriteria yang melayaninya, atau kecualikan dengan alasan (`waivers`).
    """
    for item in coverage(workspace).values():
        if item.open:
            message = f"{item.provision.cite} ({item.provision.modality}) belum dilayani langkah atau kriteria."
            yield error("LPSE403", item.provision.at("id"), message, "Tulis kodenya pada langkah atau kriteria.")


def in_sop(workspace: Workspace) -> Iterator[Diagnostic]:
    """Ketentuan yang menjadi isi SOP dilayani oleh langkah, tidak hanya oleh kriteria (BK-03).

    Mengapa: Pasal 22 sampai dengan Pasal 27 menetapkan isi SOP; kriteria saja tidak menjalankannya.
    Contoh: P26.4 hanya disebut pada kriteria standar huruf f.
    Perbaikan: tulis kodenya pada langkah SOP yang menjalankannya.
    """
    letters = {sop.letter for sop in workspace.sops}
    for item in coverage(workspace).values():
        provision = item.provision
        ordered = provision.sop in letters and provision.modality in BINDING and not provision.id.startswith("P21.")
        if ordered and item.criteria and not item.steps and not item.waiver:
            message = f"{provision.cite} menjadi isi SOP huruf {provision.sop}, tetapi tidak dilayani langkah mana pun."
            yield warning("LPSE414", provision.at("id"), message)


def needless_waivers(workspace: Workspace) -> Iterator[Diagnostic]:
    """Pengecualian hanya untuk ketentuan mengikat yang memang tidak dilayani.

    Mengapa: pengecualian yang usang menutupi keadaan yang sebenarnya pada matriks ketertelusuran.
    Contoh: `waivers` memuat P26.1 padahal sebuah langkah melayaninya.
    Perbaikan: hapus pengecualian itu.
    """
    served = coverage(workspace)
    for waiver in workspace.office.waivers:
        item = served.get(waiver.provision)
        if item and (item.criteria or item.steps):
            yield warning("LPSE415", waiver.at("provision"), f"{item.provision.cite} sudah dilayani.", "Hapus.")
        elif item and item.provision.modality not in BINDING:
            message = f"{item.provision.cite} tidak mengikat ({item.provision.modality})."
            yield warning("LPSE415", waiver.at("provision"), message, "Hapus.")


def unknown_waivers(workspace: Workspace) -> Iterator[Diagnostic]:
    """Pengecualian menunjuk ketentuan yang ada.

    Mengapa: pengecualian untuk ketentuan yang tidak ada berarti ketentuan lain yang dimaksud tetap terbuka.
    Contoh: `waivers` memuat P99.1.
    Perbaikan: betulkan kode ketentuannya.
    """
    for waiver in workspace.office.waivers:
        if waiver.provision not in workspace.provision:
            yield error("LPSE416", waiver.at("provision"), f"Ketentuan “{waiver.provision}” tidak ada.")


def reasons(workspace: Workspace) -> Iterator[Diagnostic]:
    """Alasan pengecualian berupa kalimat.

    Mengapa: alasan dicetak pada matriks ketertelusuran dan dibaca pemeriksa; tanda baca atau satu kata bukan alasan.
    Contoh: `reason: .` atau `reason: tidak perlu`.
    Perbaikan: tulis dalam satu kalimat siapa yang memikul kewajiban itu dan mengapa LPSE tidak melayaninya.
    """
    for waiver in workspace.office.waivers:
        if len(set(WORD.findall(waiver.reason.casefold()))) < SENTENCE:
            message = f"Alasan pengecualian {waiver.provision} belum berupa kalimat."
            yield error("LPSE418", waiver.at("reason"), message, "Tulis siapa yang memikul kewajiban itu dan mengapa.")


RULES: Mapping[str, Rule] = {
    "LPSE403": binding,
    "LPSE414": in_sop,
    "LPSE415": needless_waivers,
    "LPSE416": unknown_waivers,
    "LPSE418": reasons,
}
