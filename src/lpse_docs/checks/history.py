"""The history of a scorecard: an unbroken chain of changes that only grows and ends in the results."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from lpse_docs.checks.finding import Rule, error
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.assessment import Result, Status, StatusChange
from lpse_docs.model.seal import broken, uncovered
from lpse_docs.model.workspace import Workspace

NOTHING: tuple[str, ...] | None = ()  # cited before anything is told
RECORD = "Kembalikan dari versi yang lalu, lalu catat perubahannya dengan perintah assess."
RESTORE = "Kembalikan berkasnya dari versi yang lalu, lalu catat perubahannya dengan assess import atau assess decide."


def continuous(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap perubahan melanjutkan perubahan sebelumnya, dan mengubah status atau kutipan bukti.

    Mengapa: riwayat terputus bila barisnya dihapus atau disunting; hanya moderator menguatkan status yang sudah tertulis.
    Contoh: `before: belum` padahal perubahan sebelumnya berakhir dengan `after: sebagian`.
    Perbaikan: kembalikan baris yang hilang; koreksi dicatat pada akhir riwayat dengan perintah assess.
    """
    for assessment in workspace.assessments:
        for changes in assessment.history.values():
            last, written, cited = Status.UNASSESSED, ("", date.min), NOTHING
            for item in changes:
                now = (item.changed_by, item.changed_on)
                confirming = written[0] and written != now and item.changed_by in assessment.moderators
                if item.before is not last:
                    message = f"Status {item.criterion} sebelumnya {last.value}, bukan {item.before.value}."
                    yield error("LPSE524", item.at("before"), message)
                elif item.after is last and not confirming and item.evidence in (None, cited):
                    yield error("LPSE524", item.at("after"), f"Status {item.criterion} tidak berubah pada baris ini.")
                last, written, cited = item.after, now, item.evidence


def recorded(workspace: Workspace) -> Iterator[Diagnostic]:
    """Status, kutipan bukti, dan asesor setiap hasil sama dengan akhir riwayatnya.

    Mengapa: nilai dihitung dari riwayat; hasil yang diubah tanpa riwayat tidak diketahui siapa dan kapan mengubahnya.
    Contoh: `status: terpenuhi` padahal baris terakhir riwayatnya `after: sebagian`, atau baris terakhirnya dihapus.
    Perbaikan: kembalikan hasil atau baris yang hilang dari versi yang lalu, lalu catat perubahannya dengan perintah assess.
    """
    for assessment in workspace.assessments:
        for item in assessment.result.values():
            for name, message in _apart(item, assessment.history.get(item.criterion, ())):
                yield error("LPSE525", item.at(name), message, RECORD)
        for code, changes in assessment.history.items():
            if code not in assessment.result:
                yield error("LPSE525", changes[-1].at("criterion"), f"{code} mempunyai riwayat, tetapi tanpa hasil.")


def _apart(item: Result, told: Sequence[StatusChange]) -> Iterator[tuple[str, str]]:
    """In which fields a result is not the end of its history, and how."""
    last = told[-1].after if told else Status.UNASSESSED
    if item.status is not last:
        yield "status", f"Status {item.criterion} {item.status.value}, tetapi riwayatnya berakhir {last.value}."
        return
    if not told:
        return
    if told[-1].evidence is not None and told[-1].evidence != item.evidence:
        name = "evidence" if item.evidence else "criterion"
        was = ", ".join(told[-1].evidence) or "tanpa bukti"
        yield name, f"Kutipan bukti {item.criterion} lain daripada akhir riwayatnya ({was})."
    if item.assessor is not None and item.assessor != told[-1].changed_by:
        by = told[-1].changed_by
        yield "assessor", f"Hasil {item.criterion} menyebut {item.assessor}, tetapi riwayatnya berakhir oleh {by}."


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


def covered(workspace: Workspace) -> Iterator[Diagnostic]:
    """Riwayat ditutup oleh segel: sesudah baris bersegel yang terakhir tidak ada baris lagi.

    Mengapa: program menulis segel pada setiap baris; riwayat tanpa segel ditulis tangan, atau segelnya dihapus sebelum disunting.
    Contoh: semua `seal` pada `history` dihapus, atau satu baris ditulis dengan tangan pada akhirnya.
    Perbaikan: kembalikan berkasnya dari versi yang lalu, lalu catat perubahannya dengan `assess import` atau `assess decide`.
    """
    for assessment in workspace.assessments:
        if open_ := uncovered(assessment.scorecard.history):
            message = f"{len(open_)} baris terakhir riwayat, mulai {open_[0].criterion}, tidak bersegel."
            yield error("LPSE515", open_[0].at("criterion"), message, RESTORE)


def sealed(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap segel pada riwayat sesuai dengan barisnya dan baris sebelumnya.

    Mengapa: baris yang disunting atau hilang mengubah nilai pada tanggal lampau; segel menunjukkan suntingan, bukan pemalsuan.
    Contoh: `changed_on` sebuah baris diganti, atau satu baris di tengah riwayat dihapus.
    Perbaikan: kembalikan berkasnya dari versi yang lalu, lalu catat perubahannya dengan `assess import` atau `assess decide`.
    """
    for assessment in workspace.assessments:
        for item in broken(assessment.scorecard.history):
            message = f"Baris riwayat {item.criterion} berubah, atau baris sebelumnya hilang, bertambah, atau bertukar."
            yield error("LPSE518", item.at("seal"), message, RESTORE)


RULES: Mapping[str, Rule] = {
    "LPSE515": covered,
    "LPSE518": sealed,
    "LPSE524": continuous,
    "LPSE525": recorded,
    "LPSE526": forwards,
}
