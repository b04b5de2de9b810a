"""The history of a scorecard: an unbroken chain of changes that only grows and ends in the results."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.assessment import Status
from lpse_docs.model.seal import chained
from lpse_docs.model.workspace import Workspace


def continuous(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap perubahan status melanjutkan perubahan sebelumnya; hanya moderator menguatkan yang ditulis asesor lain.

    Mengapa: riwayat yang terputus menandakan baris yang dihapus atau disunting; nilai dihitung dari riwayat saja.
    Contoh: `before: belum` padahal perubahan sebelumnya berakhir dengan `after: sebagian`.
    Perbaikan: kembalikan baris yang hilang; koreksi ditambahkan sebagai baris baru pada akhir riwayat.
    """
    for assessment in workspace.assessments:
        for changes in assessment.history.values():
            last, by = Status.UNASSESSED, ""
            for item in changes:
                confirming = by not in assessment.moderators and item.changed_by in assessment.moderators
                if item.before is not last:
                    message = f"Status {item.criterion} sebelumnya {last.value}, bukan {item.before.value}."
                    yield error("LPSE524", item.at("before"), message)
                elif item.after is last and not (by and confirming):
                    yield error("LPSE524", item.at("after"), f"Status {item.criterion} tidak berubah pada baris ini.")
                last, by = item.after, item.changed_by


def recorded(workspace: Workspace) -> Iterator[Diagnostic]:
    """Status setiap kriteria sama dengan akhir riwayatnya.

    Mengapa: nilai dihitung dari riwayat; status yang diubah tanpa riwayat tidak diketahui siapa dan kapan mengubahnya.
    Contoh: `status: terpenuhi` padahal baris terakhir riwayatnya `after: sebagian`.
    Perbaikan: tambahkan baris pada akhir `history`, atau ubah status dengan perintah assess.
    """
    for assessment in workspace.assessments:
        for item in assessment.result.values():
            told = assessment.history.get(item.criterion)
            last = told[-1].after if told else Status.UNASSESSED
            if item.status is not last:
                message = f"Status {item.criterion} {item.status.value}, tetapi riwayatnya berakhir {last.value}."
                yield error("LPSE525", item.at("status"), message, "Tambahkan baris pada akhir history.")
        for code, changes in assessment.history.items():
            if code not in assessment.result:
                yield error("LPSE525", changes[-1].at("criterion"), f"{code} mempunyai riwayat, tetapi tanpa hasil.")


def forwards(workspace: Workspace) -> Iterator[Diagnostic]:
    """Tanggal perubahan status tidak pernah mundur.

    Mengapa: riwayat hanya ditambah pada akhirnya; tanggal yang mundur membuat nilai pada tanggal lampau tidak pasti.
    Contoh: perubahan kedua atas S04-K02 bertanggal lebih awal daripada perubahan pertamanya.
    Perbaikan: betulkan tanggalnya, atau kembalikan urutan barisnya.
    """
    for assessment in workspace.assessments:
        for changes in assessment.history.values():
            for earlier, later in pairwise(changes):
                if later.changed_on < earlier.changed_on:
                    message = f"Perubahan {later.criterion} mendahului perubahan sebelumnya ({earlier.changed_on})."
                    yield error("LPSE526", later.at("changed_on"), message)


def sealed(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap baris riwayat bersegel menurut isinya dan baris sebelumnya.

    Mengapa: baris yang disunting atau hilang mengubah nilai pada tanggal lampau; segel menunjukkan suntingan, bukan pemalsuan.
    Contoh: `changed_on` sebuah baris diganti, atau satu baris ditulis dengan tangan sesudah baris yang bersegel.
    Perbaikan: kembalikan barisnya dari versi yang lalu; bila perubahan itu memang benar, tulis segel yang disebut.
    """
    for assessment in workspace.assessments:
        history = assessment.scorecard.history
        begun = False
        for item, seal in zip(history, chained(history), strict=True):
            begun = begun or item.seal is not None
            if begun and item.seal != seal:
                message = (
                    f"Baris riwayat {item.criterion} berubah, atau baris sebelumnya hilang, bertambah, atau bertukar."
                )
                name = "seal" if item.seal else "criterion"
                yield warning("LPSE518", item.at(name), message, f"Bila memang benar, tulis seal: '{seal}'.")


RULES: Mapping[str, Rule] = {
    "LPSE518": sealed,
    "LPSE524": continuous,
    "LPSE525": recorded,
    "LPSE526": forwards,
}
