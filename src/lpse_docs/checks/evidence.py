"""The evidence register of a period: what every entry must say, and how results use it."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from lpse_docs.checks.again import again
from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.model.assessment import Assessment, BlindScores, Integrity, Result, Scorecard, Status
from lpse_docs.model.evidence import Evidence
from lpse_docs.model.workspace import Workspace

LATE = timedelta(days=366)


def criteria(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap kriteria yang didukung bukti terdapat dalam standar.

    Mengapa: bukti untuk kriteria yang tidak ada tidak pernah dihitung.
    Contoh: `criteria: [S04-K12]` padahal standar itu hanya memuat sembilan kriteria.
    Perbaikan: betulkan kodenya.
    """
    known = {item.id for _, item in workspace.criteria()}
    for _, item in _entries(workspace):
        for place, code in enumerate(item.criteria):
            if code not in known:
                yield error("LPSE540", item.at("criteria", place), f"Kriteria {code} tidak ada dalam standar.")


def codes(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap kode bukti dipakai sekali dalam satu periode.

    Mengapa: hasil mengutip bukti dengan kodenya; kode ganda membuat kutipan tidak pasti.
    Contoh: dua butir dengan `id: bukti-007`.
    Perbaikan: ganti salah satu kodenya, dan betulkan hasil yang mengutipnya.
    """
    for assessment in workspace.assessments:
        named = [(item.id, item.at("id")) for item in assessment.register.evidence]
        for code, span, first in again(named):
            yield error("LPSE541", span, f"Kode bukti {code} sudah dipakai di {first}.")


def place(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap bukti berupa berkas, atau mempunyai letak; tidak keduanya.

    Mengapa: bukti diperiksa dari sidik berkasnya, atau dari asesor yang melihatnya di tempatnya.
    Contoh: butir tanpa `file` dan tanpa `location`.
    Perbaikan: tulis salah satunya; bila berkas hanya salinan dari arsip, tulis arsipnya pada `note`.
    """
    for _, item in _entries(workspace):
        if item.file is None and item.location is None:
            yield error(
                "LPSE542", item.at("id"), f"Bukti {item.id} tanpa berkas dan tanpa letak.", "Tulis file atau location."
            )
        elif item.file is not None and item.location is not None:
            yield error("LPSE542", item.at("location"), f"Bukti {item.id} mempunyai berkas dan letak sekaligus.")


def present(workspace: Workspace) -> Iterator[Diagnostic]:
    """Berkas setiap bukti ada di gudang periode itu.

    Mengapa: bukti yang berkasnya tidak ada tidak dihitung.
    Contoh: `file: sk-tim.pdf` padahal evidence/ tidak memuatnya, atau yang ada hanya tautan.
    Perbaikan: kembalikan berkas aslinya ke folder evidence/ periode itu. Folder evidence/ tidak boleh tautan ke luar.
    """
    bare = {item.period: total for item in workspace.assessments if not item.files and (total := _filed(item)) > 1}
    for period, total in bare.items():
        message = f"Gudang bukti tidak ada, kosong, atau tautan ke luar, sehingga {total} bukti tidak dihitung."
        yield warning("LPSE543", Span(f"assessments/{period}/evidence"), message, "Kembalikan folder aslinya.")
    for assessment, item in _entries(workspace):
        if assessment.period not in bare and item.file and assessment.integrity(item) is Integrity.MISSING:
            message = f"Berkas {item.file} tidak ada di gudang, sehingga bukti {item.id} tidak dihitung."
            yield warning("LPSE543", item.at("file"), message)


def unchanged(workspace: Workspace) -> Iterator[Diagnostic]:
    """Berkas setiap bukti sama dengan yang diterima.

    Mengapa: bukti yang berubah sesudah diterima tidak dapat dipercaya dan tidak dihitung.
    Contoh: berkas di gudang disunting, sehingga sidiknya lain daripada `sha256`.
    Perbaikan: kembalikan berkas aslinya; versi baru didaftarkan sebagai bukti baru.
    """
    for assessment, item in _entries(workspace):
        if item.file and item.sha256 and assessment.integrity(item) is Integrity.CHANGED:
            message = f"Berkas {item.file} berubah sejak diterima, sehingga bukti {item.id} tidak dihitung."
            yield warning("LPSE544", item.at("sha256"), message)


def digests(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap berkas bukti mempunyai sidik.

    Mengapa: tanpa sidik tidak dapat dibuktikan bahwa berkasnya tidak berubah, sehingga buktinya tidak dihitung.
    Contoh: `file: sk-tim.pdf` tanpa `sha256`.
    Perbaikan: daftarkan berkas dengan perintah evidence add, yang menulis sidiknya.
    """
    for _, item in _entries(workspace):
        if item.file and item.sha256 is None:
            yield warning("LPSE545", item.at("file"), f"Bukti {item.id} tanpa sidik, sehingga tidak dihitung.")


def dates(workspace: Workspace) -> Iterator[Diagnostic]:
    """Masa berlaku bukti berurutan: disahkan, mulai berlaku, berlaku sampai.

    Mengapa: bukti dihitung hanya selama berlaku; masa yang terbalik membuatnya tidak pernah berlaku.
    Contoh: `effective_to: 2026-01-31` dengan `effective_from: 2026-02-01`.
    Perbaikan: betulkan tanggalnya menurut dokumen.
    """
    for _, item in _entries(workspace):
        start = item.effective_from or item.approved_on
        if start and item.effective_to and item.effective_to < start:
            yield error("LPSE546", item.at("effective_to"), f"Bukti {item.id} berakhir sebelum berlaku ({start}).")
        if item.approved_on and item.effective_from and item.approved_on > item.effective_from:
            message = f"Bukti {item.id} disahkan sesudah mulai berlaku ({item.effective_from})."
            yield warning("LPSE546", item.at("approved_on"), message)


def received(workspace: Workspace) -> Iterator[Diagnostic]:
    """Bukti diterima paling lambat setahun sesudah periodenya.

    Mengapa: bukti yang diterima jauh sesudah periode biasanya salah tanggal atau salah periode.
    Contoh: `received_on: 2062-03-02` pada periode 2026.
    Perbaikan: betulkan tanggalnya, atau daftarkan pada periode yang benar.
    """
    for assessment, item in _entries(workspace):
        end = assessment.scorecard.end
        if item.received_on > end and item.received_on - end > LATE:
            message = f"Bukti {item.id} diterima lebih dari setahun sesudah periodenya ({end})."
            yield warning("LPSE547", item.at("received_on"), message)


def seen(workspace: Workspace) -> Iterator[Diagnostic]:
    """Bukti yang bukan berkas dilihat di letaknya oleh seorang asesor, pada tanggal yang dicatat.

    Mengapa: bukti tanpa berkas hanya dihitung bila ada asesor yang bertanggung jawab telah melihatnya.
    Contoh: `location: Lemari arsip 2` tanpa `seen_by`, atau `seen_by: asesor-9` yang bukan anggota tim.
    Perbaikan: tulis `seen_by` dan `seen_on` setelah asesor melihat buktinya.
    """
    for assessment, item in _entries(workspace):
        if item.seen_by and item.seen_by not in assessment.assessor:
            yield error("LPSE548", item.at("seen_by"), f"Asesor {item.seen_by} tidak ada pada assessors.")
        elif item.location and (item.seen_by is None or item.seen_on is None):
            message = f"Bukti {item.id} belum dilihat asesor di letaknya, sehingga tidak dihitung."
            yield warning("LPSE548", item.at("location"), message, "Tulis seen_by dan seen_on.")


def owners(workspace: Workspace) -> Iterator[Diagnostic]:
    """Pemilik bukti adalah jabatan yang ada.

    Mengapa: pembaruan bukti dimintakan kepada pemiliknya.
    Contoh: `owner: unit-arsip` padahal jabatan itu tidak ada pada posts di lpse.yaml.
    Perbaikan: betulkan kodenya.
    """
    for _, item in _entries(workspace):
        if item.owner and item.owner not in workspace.post:
            yield error("LPSE549", item.at("owner"), f"Jabatan {item.owner} tidak ada pada posts di lpse.yaml.")


def once(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap isi berkas didaftarkan satu kali dalam satu periode.

    Mengapa: satu dokumen yang didaftarkan dua kali tampak seperti dua bukti; bagi satu kriteria hanya satu yang dihitung.
    Contoh: dua butir dengan `sha256` yang sama.
    Perbaikan: gabungkan kriterianya pada satu butir, lalu hapus yang lain.
    """
    for assessment in workspace.assessments:
        first: dict[str, str] = {}
        for item in assessment.register.evidence:
            if item.sha256 in first:
                message = f"Isi bukti {item.id} sama dengan {first[item.sha256]}."
                yield warning("LPSE550", item.at("sha256"), message)
            elif item.sha256:
                first[item.sha256] = item.id


def leftovers(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap berkas di gudang terdaftar sebagai bukti.

    Mengapa: berkas yang tidak terdaftar tidak dihitung; mungkin penambahannya terputus atau disalin dengan tangan.
    Contoh: evidence/ memuat notulen.pdf yang tidak disebut butir mana pun.
    Perbaikan: daftarkan dengan perintah evidence add, atau pindahkan dari gudang.
    """
    for assessment in workspace.assessments:
        known = {item.file for item in assessment.register.evidence}
        for name in assessment.files:
            if name not in known:
                path = Span(f"assessments/{assessment.period}/evidence/{name}")
                yield warning("LPSE551", path, "Berkas ini tidak terdaftar sebagai bukti.")


def demanded(workspace: Workspace) -> Iterator[Diagnostic]:
    """Jenis bukti diminta oleh salah satu kriteria yang didukungnya.

    Mengapa: bukti hanya dihitung untuk jenis yang diminta kriterianya.
    Contoh: `kind: rekaman` untuk kriteria yang hanya meminta kebijakan.
    Perbaikan: periksa jenis dan kriterianya.
    """
    wanted = {item.id: {proof.kind for proof in item.evidence} for _, item in workspace.criteria()}
    for _, item in _entries(workspace):
        known = [code for code in item.criteria if code in wanted]
        if known and not any(item.kind in wanted[code] for code in known):
            message = f"Jenis {item.kind.value} tidak diminta {', '.join(known)}."
            yield warning("LPSE552", item.at("kind"), message)


def cited(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap bukti yang dikutip hasil terdapat dalam daftar bukti.

    Mengapa: kutipan atas bukti yang tidak terdaftar tidak dihitung.
    Contoh: `evidence: [bukti-099]` padahal evidence.yaml tidak memuatnya.
    Perbaikan: betulkan kodenya, atau daftarkan buktinya.
    """
    for assessment, result, index, code in _citations(workspace):
        if code not in assessment.evidence:
            yield error("LPSE553", result.at("evidence", index), f"Bukti {code} tidak ada dalam daftar bukti.")


def related(workspace: Workspace) -> Iterator[Diagnostic]:
    """Bukti yang dikutip hasil terdaftar untuk kriteria itu.

    Mengapa: bukti hanya dihitung untuk kriteria yang disebut dalam daftar bukti.
    Contoh: hasil S04-K02 mengutip bukti-007 yang hanya mendukung S04-K01.
    Perbaikan: tambahkan kriterianya pada butir bukti itu, atau hapus kutipannya.
    """
    for assessment, result, index, code in _citations(workspace):
        item = assessment.evidence.get(code)
        if item and result.criterion not in item.criteria:
            message = f"Bukti {code} tidak didaftarkan untuk {result.criterion}."
            yield error("LPSE554", result.at("evidence", index), message, "Tambahkan pada criteria bukti itu.")


def in_force(workspace: Workspace) -> Iterator[Diagnostic]:
    """Bukti untuk kriteria yang terpenuhi masih berlaku pada tanggal hitung.

    Mengapa: bukti yang kedaluwarsa tidak dihitung, sehingga kriteria itu dapat turun.
    Contoh: `effective_to: 2026-05-31` sedangkan `scored_on: 2026-06-30`.
    Perbaikan: minta bukti yang masih berlaku, daftarkan, lalu kutip pada hasilnya.
    """
    for assessment, result, index, code in _citations(workspace, scored=True):
        item, on = assessment.evidence.get(code), assessment.scorecard.scored_on
        if result.status is Status.MET and item and (item.effective_to or date.max) < on:
            message = f"Bukti {code} kedaluwarsa pada tanggal hitung (berlaku sampai {item.effective_to})."
            yield warning("LPSE555", result.at("evidence", index), message)


def _filed(assessment: Assessment) -> int:
    """How much evidence is a file."""
    return sum(item.file is not None for item in assessment.register.evidence)


def _entries(workspace: Workspace) -> Iterator[tuple[Assessment, Evidence]]:
    for assessment in workspace.assessments:
        for item in assessment.register.evidence:
            yield assessment, item


def _citations(workspace: Workspace, *, scored: bool = False) -> Iterator[tuple[Assessment, Result, int, str]]:
    """Every evidence a result names, in the scorecard and in the blind marks or in the scorecard alone."""
    for assessment in workspace.assessments:
        sheets: list[Scorecard | BlindScores] = [assessment.scorecard]
        sheets += () if scored else assessment.blind
        for owner in sheets:
            for result in owner.results:
                for index, code in enumerate(result.evidence):
                    yield assessment, result, index, code


RULES: Mapping[str, Rule] = {
    "LPSE540": criteria,
    "LPSE541": codes,
    "LPSE542": place,
    "LPSE543": present,
    "LPSE544": unchanged,
    "LPSE545": digests,
    "LPSE546": dates,
    "LPSE547": received,
    "LPSE548": seen,
    "LPSE549": owners,
    "LPSE550": once,
    "LPSE551": leftovers,
    "LPSE552": demanded,
    "LPSE553": cited,
    "LPSE554": related,
    "LPSE555": in_force,
}
