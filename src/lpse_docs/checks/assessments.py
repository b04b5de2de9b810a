"""Periods and their scorecards: who assesses what and when, and what was found."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

from lpse_docs.checks.again import again
from lpse_docs.checks.finding import Rule, error, note, warning
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.assessment import (
    Assessment,
    BlindScores,
    Result,
    Scorecard,
    Status,
    StatusChange,
    criteria_digest,
)
from lpse_docs.model.words import worded
from lpse_docs.model.workspace import Workspace


def criteria(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap kriteria yang dinilai terdapat dalam standar.

    Mengapa: nilai untuk kriteria yang tidak ada tidak dihitung dan tidak dicetak (Pasal 29).
    Contoh: `criterion: S04-K12` padahal standar itu hanya memuat sembilan kriteria.
    Perbaikan: betulkan kodenya, atau hapus barisnya bila kriterianya sudah tidak ada.
    """
    known = {item.id for _, item in workspace.criteria()}
    for assessment in workspace.assessments:
        named: Iterator[Result | StatusChange] = chain(_results(assessment), assessment.scorecard.history)
        for item in named:
            if item.criterion not in known:
                yield error("LPSE520", item.at("criterion"), f"Kriteria {item.criterion} tidak ada dalam standar.")


def repeats(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap kriteria dinilai sekali saja dalam satu berkas.

    Mengapa: dari dua hasil untuk satu kriteria, yang terakhir menutupi yang pertama tanpa ada yang tahu.
    Contoh: dua butir dengan `criterion: S04-K02` pada `results`.
    Perbaikan: gabungkan keduanya menjadi satu hasil.
    """
    for assessment in workspace.assessments:
        for owner in _sheets(assessment):
            named = [(item.criterion, item.at("criterion")) for item in owner.results]
            for code, span, first in again(named):
                yield error("LPSE521", span, f"Kriteria {code} sudah dinilai di {first}.")


def reasons(workspace: Workspace) -> Iterator[Diagnostic]:
    """Kriteria yang tidak berlaku disertai alasan.

    Mengapa: kriteria yang tidak berlaku keluar dari pembagi; tanpa alasan, hasil dapat dinaikkan dengan menghapusnya.
    Contoh: `status: tidak-berlaku` tanpa `reason`, atau dengan `reason: "-"`.
    Perbaikan: tulis alasannya dalam satu kalimat, atau nilai kriterianya.
    """
    for assessment in workspace.assessments:
        for item in _results(assessment):
            if item.status is Status.NOT_APPLICABLE and not worded(item.reason):
                message = f"Kriteria {item.criterion} tidak berlaku tanpa alasan, sehingga dihitung belum terpenuhi."
                yield error("LPSE522", item.at("status"), message, "Tulis reason.")


def moderated(workspace: Workspace) -> Iterator[Diagnostic]:
    """Hasil atas kriteria yang dinilai berbeda diputus moderator dengan alasan.

    Mengapa: berita acara memuat mengapa satu nilai dipilih dari nilai yang berbeda; asesor tidak memutus nilainya sendiri.
    Contoh: asesor-1 menilai terpenuhi, asesor-2 menilai sebagian, dan hasilnya terpenuhi menurut asesor-1 saja.
    Perbaikan: putuskan dengan `assess decide`, yang mencatat moderator dan alasannya. Tim tanpa moderator: oleh ketua.
    """
    for assessment in workspace.assessments:
        marks = _marks(assessment) if _marked_whole(workspace, assessment) else {}
        for item in assessment.scorecard.results:
            differing = len(marks.get(item.criterion, ())) > 1
            if differing and item.status is not Status.UNASSESSED and not assessment.settled(item.criterion):
                lacks = "bukan oleh moderator" if worded(item.reason) else "tanpa alasan"
                message = f"Kriteria {item.criterion} dinilai berbeda, tetapi belum diputus: hasilnya {lacks}."
                yield error("LPSE523", item.at("status"), message, f"Putuskan: assess decide {item.criterion}.")


def known_assessors(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap asesor yang disebut adalah anggota tim.

    Mengapa: setiap nilai harus dapat dipertanggungjawabkan oleh anggota tim penilai periode itu.
    Contoh: `changed_by: asesor-4` tanpa asesor itu pada `assessors`.
    Perbaikan: betulkan kodenya, atau tambahkan orangnya pada `assessors`.
    """
    for assessment in workspace.assessments:
        named = [(item.assessor, item.at("assessor")) for item in _results(assessment) if item.assessor]
        named += [(item.changed_by, item.at("changed_by")) for item in assessment.scorecard.history]
        for code, span in named:
            if code not in assessment.assessor:
                yield error("LPSE527", span, f"Asesor {code} tidak ada pada assessors.")


def team(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap kode asesor dipakai untuk satu orang.

    Mengapa: kode ganda membuat nilai dua orang tercampur.
    Contoh: dua butir dengan `id: asesor-1` pada `assessors`.
    Perbaikan: ganti salah satu kode.
    """
    for assessment in workspace.assessments:
        named = [(item.id, item.at("id")) for item in assessment.scorecard.assessors]
        for code, span, first in again(named):
            yield error("LPSE528", span, f"Asesor {code} sudah ada di {first}.")


def scope(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap huruf dalam lingkup adalah standar yang ada, sekali saja.

    Mengapa: lingkup menentukan standar mana yang dinilai; huruf yang salah membuat satu standar terlewat.
    Contoh: `standards: [a, b, r]` pada `scope`.
    Perbaikan: pakai huruf standar yang ada.
    """
    for assessment in workspace.assessments:
        inside = assessment.scorecard.scope
        named = [(letter, inside.at("standards", place)) for place, letter in enumerate(inside.standards)]
        for letter, span in named:
            if letter not in workspace.standard:
                yield error("LPSE529", span, f"Standar {letter} tidak ada.")
        for letter, span, first in again(named):
            yield error("LPSE529", span, f"Standar {letter} sudah ada di {first}.")


def dates(workspace: Workspace) -> Iterator[Diagnostic]:
    """Periode berakhir setelah dimulai.

    Mengapa: urutan periode dan perbandingannya mengikuti tanggal ini.
    Contoh: `start: 2026-07-01` dengan `end: 2026-06-30`.
    Perbaikan: betulkan tanggalnya.
    """
    for card in _cards(workspace):
        if card.end < card.start:
            yield error("LPSE530", card.at("end"), f"Periode berakhir sebelum dimulai ({card.start}).")


def scoring_date(workspace: Workspace) -> Iterator[Diagnostic]:
    """Tanggal hitung terletak dalam periodenya.

    Mengapa: bukti dihitung menurut keadaan pada tanggal itu, sehingga tanggal di luar periode menilai keadaan lain.
    Contoh: `scored_on: 2025-12-31` pada periode yang dimulai 2026-01-01.
    Perbaikan: pakai tanggal dalam periode; sesudahnya boleh bila memang penilaian selesai kemudian.
    """
    for card in _cards(workspace):
        if card.scored_on < card.start:
            yield warning("LPSE531", card.at("scored_on"), f"Tanggal hitung mendahului periodenya ({card.start}).")
        elif card.end >= card.start and card.scored_on > card.end:
            yield note("LPSE531", card.at("scored_on"), f"Tanggal hitung sesudah akhir periodenya ({card.end}).")


def overlaps(workspace: Workspace) -> Iterator[Diagnostic]:
    """Periode penilaian tidak bertumpang tindih.

    Mengapa: perbandingan antarperiode hanya bermakna bila setiap hari termasuk satu periode.
    Contoh: satu periode berakhir 2026-06-30 dan periode lain dimulai 2026-06-01.
    Perbaikan: betulkan `start` atau `end` salah satunya.
    """
    for one, two in combinations(_cards(workspace), 2):
        if one.start <= two.end and two.start <= one.end:
            message = f"Periode {two.period} bertumpang tindih dengan {one.period} ({one.start} sampai {one.end})."
            yield warning("LPSE532", two.at("start"), message)


def same_criteria(workspace: Workspace) -> Iterator[Diagnostic]:
    """Hasil penilaian diberikan untuk perangkat kriteria yang sekarang berlaku.

    Mengapa: bila kriteria berubah sesudah penilaian, hasilnya diberikan untuk rumusan atau bukti yang lain.
    Contoh: satu kriteria pada standards/ diubah setelah kartu skor diisi.
    Perbaikan: tinjau hasilnya terhadap kriteria yang sekarang, lalu perbarui `criteria_digest`; periode lama dibiarkan.
    """
    now = criteria_digest(workspace.standards)
    for assessment in workspace.assessments:
        for owner in _sheets(assessment):
            if owner.criteria_digest != now:
                message = "Hasil ini diberikan untuk perangkat kriteria lain daripada yang sekarang berlaku."
                yield warning("LPSE533", owner.at("criteria_digest"), message, f"Perangkat sekarang: {now}.")


def cited(workspace: Workspace) -> Iterator[Diagnostic]:
    """Kriteria yang dinilai terpenuhi menyebut buktinya.

    Mengapa: tanpa bukti, kriteria itu tetap dihitung belum terpenuhi.
    Contoh: `status: terpenuhi` tanpa `evidence`.
    Perbaikan: catat kode bukti dari evidence.yaml dengan `assess import`, atau ubah statusnya.
    """
    for assessment in workspace.assessments:
        for item in assessment.scorecard.results:
            if item.status is Status.MET and not item.evidence:
                message = f"Kriteria {item.criterion} dinilai terpenuhi tanpa bukti, sehingga dihitung belum terpenuhi."
                yield warning("LPSE534", item.at("status"), message, "Catat kode buktinya dengan assess import.")


def signed(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap hasil menyebut asesor dan tanggalnya.

    Mengapa: berita acara memuat siapa yang menilai dan kapan.
    Contoh: `status: sebagian` tanpa `assessor` atau `assessed_on`.
    Perbaikan: lengkapi keduanya.
    """
    for assessment in workspace.assessments:
        for item in _results(assessment):
            wanting = [name for name in ("assessor", "assessed_on") if getattr(item, name) is None]
            if item.status is not Status.UNASSESSED and wanting:
                yield warning("LPSE535", item.at("status"), f"{item.criterion} dinilai tanpa {' dan '.join(wanting)}.")


def blind_team(workspace: Workspace) -> Iterator[Diagnostic]:
    """Nilai buta diberikan oleh anggota tim atas namanya sendiri.

    Mengapa: kesepakatan asesor dihitung dari nilai yang diberikan masing-masing tanpa melihat nilai yang lain.
    Contoh: blind/asesor-4.yaml tanpa asesor-4 pada `assessors`, atau `assessor: asesor-2` dalam blind/asesor-1.yaml.
    Perbaikan: betulkan nama berkas dan kodenya, atau tambahkan orangnya pada `assessors`.
    """
    for assessment in workspace.assessments:
        for sheet in assessment.blind:
            if sheet.assessor not in assessment.assessor:
                yield error("LPSE536", sheet.at("assessor"), f"Asesor {sheet.assessor} bukan anggota tim.")
            for item in sheet.results:
                if item.assessor in assessment.assessor and item.assessor != sheet.assessor:
                    message = f"Nilai buta {sheet.assessor} memuat nilai {item.assessor}."
                    yield error("LPSE536", item.at("assessor"), message)


def inside_scope(workspace: Workspace) -> Iterator[Diagnostic]:
    """Yang dinilai termasuk lingkup periodenya.

    Mengapa: hasil di luar lingkup tidak dihitung, sehingga penilaian itu sia-sia atau lingkupnya keliru.
    Contoh: hasil S04-K02 padahal `scope` tidak memuat huruf d.
    Perbaikan: tambahkan hurufnya pada `scope`, atau hapus hasilnya.
    """
    letter = {item.id: standard.letter for standard, item in workspace.criteria()}
    for assessment in workspace.assessments:
        inside = assessment.scorecard.scope.standards
        for item in _results(assessment):
            of = letter.get(item.criterion)
            if of and of not in inside and item.status is not Status.UNASSESSED:
                message = f"{item.criterion} dinilai, tetapi standar {of} di luar lingkup periode ini."
                yield warning("LPSE537", item.at("criterion"), message)


def examples(workspace: Workspace) -> Iterator[Diagnostic]:
    """Periode contoh tidak bercampur dengan penilaian nyata.

    Mengapa: tren dan perbandingan tidak boleh memuat karangan.
    Contoh: satu periode bertanda `example: true` di samping periode tanpa tanda itu, atau periode nyata pada lpse.yaml peragaan.
    Perbaikan: pindahkan periode contoh ke ruang kerja peragaan (perintah demo).
    """
    marked = [card for card in _cards(workspace) if card.example]
    if len(marked) < len(workspace.assessments):
        for card in marked:
            yield error("LPSE538", card.at("example"), "Periode contoh bercampur dengan penilaian nyata.")
    if workspace.office.example and len(marked) < len(workspace.assessments):
        message = "Ruang kerja contoh memuat penilaian nyata."
        yield error("LPSE538", workspace.office.at("example"), message)


def posts(workspace: Workspace) -> Iterator[Diagnostic]:
    """Jabatan setiap asesor terdapat dalam lpse.yaml.

    Mengapa: berita acara mencetak nama jabatannya.
    Contoh: `post: kepala-bagian` tanpa jabatan itu pada `posts`.
    Perbaikan: pakai kode jabatan dari lpse.yaml, atau kosongkan.
    """
    for card in _cards(workspace):
        for item in card.assessors:
            if item.post is not None and item.post not in workspace.post:
                yield error("LPSE539", item.at("post"), f"Jabatan {item.post} tidak ada.")


RULES: Mapping[str, Rule] = {
    "LPSE520": criteria,
    "LPSE521": repeats,
    "LPSE522": reasons,
    "LPSE523": moderated,
    "LPSE527": known_assessors,
    "LPSE528": team,
    "LPSE529": scope,
    "LPSE530": dates,
    "LPSE531": scoring_date,
    "LPSE532": overlaps,
    "LPSE533": same_criteria,
    "LPSE534": cited,
    "LPSE535": signed,
    "LPSE536": blind_team,
    "LPSE537": inside_scope,
    "LPSE538": examples,
    "LPSE539": posts,
}


def _cards(workspace: Workspace) -> list[Scorecard]:
    return [item.scorecard for item in workspace.assessments]


def _sheets(assessment: Assessment) -> Sequence[Scorecard | BlindScores]:
    """The scorecard and the blind marks of every assessor."""
    return (assessment.scorecard, *assessment.blind)


def _results(assessment: Assessment) -> Iterator[Result]:
    """All results, those of the scorecard first."""
    return chain.from_iterable(owner.results for owner in _sheets(assessment))


def _marks(assessment: Assessment) -> dict[str, set[Status]]:
    """The different blind marks of every criterion."""
    marks: dict[str, set[Status]] = {}
    for item in chain.from_iterable(sheet.results for sheet in assessment.blind):
        if item.status is not Status.UNASSESSED:
            marks.setdefault(item.criterion, set()).add(item.status)
    return marks


def _marked_whole(workspace: Workspace, assessment: Assessment) -> bool:
    """Whether all have marked everything within the scope; until then it is not told where they differ."""
    inside = assessment.scorecard.scope.standards
    codes = [item.id for standard, item in workspace.criteria() if standard.letter in inside]
    return all(code in marks for marks in assessment.marks.values() for code in codes)
