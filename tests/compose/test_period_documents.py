"""Documents of a period: what they hold, what they hide, and what they never claim."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.assess.score import score
from lpse_docs.compose import compose
from lpse_docs.document.blocks import Document, Heading, Paragraph, Row, Signature, Table
from lpse_docs.document.chart import Chart
from lpse_docs.document.inlines import Inline, Reference, Strong, plain
from lpse_docs.document.outline import blocks_of, headings, walk
from lpse_docs.model.assessment import Scope, Status, StatusChange, criteria_digest
from lpse_docs.model.evidence import Confidentiality
from lpse_docs.model.workspace import Workspace
from tests.compose.periods import END, FIRST, SECOND, TITLE, placed, with_periods
from tests.compose.test_documents import cells, plain_cell, rows, words

KINDS = ("kartu-skor-terisi", "berita-acara-penilaian", "laporan-kepatuhan")
Made = Mapping[str, Document]


def made_from(workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> Made:
    files = [item.at().path for one in workspace.assessments for item in (one.scorecard, one.register)]
    sources = dict.fromkeys(files, b"a: 1\n")
    out: dict[str, Document] = {}
    for kind in KINDS:
        for period in (FIRST, SECOND):
            documents, found = compose(workspace, templates, sources, fonts, only=f"{kind}-{period}")
            assert not found
            out |= {item.id: item for item in documents}
    return out


@pytest.fixture(scope="module")
def periods(workspace: Workspace) -> Workspace:
    return with_periods(workspace)


@pytest.fixture(scope="module")
def made(periods: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> Made:
    """The documents of two periods that are not assessed whole."""
    return made_from(periods, templates, fonts)


@pytest.fixture(scope="module")
def whole(workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> Made:
    """The documents of the same periods, assessed whole and invented."""
    return made_from(with_periods(workspace, complete=True, example=True), templates, fonts)


def references(children: tuple[Inline, ...]) -> Iterator[str]:
    for child in children:
        if isinstance(child, Reference):
            yield child.anchor
        elif isinstance(child, Strong):
            yield from references(child.children)


def test_every_period_has_its_documents_in_its_folder(made: Made) -> None:
    for period in (FIRST, SECOND):
        for kind in KINDS:
            document = made[f"{kind}-{period}"]
            assert document.folder == f"penilaian/{period}"
            assert document.dated == END[period]
            assert document.foot == f"LPSE Kabupaten Katingan, {TITLE[period]}"
            assert f"periode:{period}" in document.keywords


def test_documents_tell_the_criteria_set_they_were_made_from(periods: Workspace, made: Made) -> None:
    wanted = f"kriteria:{criteria_digest(periods.standards)}"
    assert all(wanted in document.keywords for document in made.values())


def test_anchors_are_unique_and_every_reference_leads_somewhere(made: Made, whole: Made) -> None:
    for document in (*made.values(), *whole.values()):
        anchors = [item.anchor for item in headings(document)] + [row.anchor for row in rows(document) if row.anchor]
        assert len(anchors) == len(set(anchors)), document.id
        blocks = [block for block in blocks_of(document) if isinstance(block, Paragraph)]
        targets = {target for block in blocks for target in references(block.children)}
        assert targets - set(anchors) <= elsewhere(document), document.id


def elsewhere(document: Document) -> set[str]:
    """Tables of the report that the short documents only name; the words stay, the link does not."""
    if document.id.startswith("laporan"):
        return set()
    return {"daftar-kesenjangan", "daftar-bukti"} | {
        target
        for block in blocks_of(document)
        if isinstance(block, Paragraph)
        for target in references(block.children)
        if target.startswith("bukti-")
    }


def test_no_percentage_and_nothing_of_the_machinery(made: Made, whole: Made) -> None:
    for document in (*made.values(), *whole.values()):
        assert not re.search(r"%|persen\b|[\ue000-\uf8ff]|\{\{|None|Span\(", words(document)), document.id


def test_what_is_not_assessed_whole_says_so_and_is_a_draft(made: Made) -> None:
    for document in made.values():
        assert re.search(r"BELUM LENGKAP: \d+ kriteria belum dinilai\.", words(document)), document.id
        assert document.mark == "draft"


def test_what_is_assessed_whole_is_no_draft_and_an_example_says_so(whole: Made) -> None:
    for document in whole.values():
        assert "BELUM LENGKAP" not in words(document), document.id
        assert document.draft is document.id.startswith("laporan-kepatuhan")  # a report has to be approved
        assert document.mark == "example"


def test_every_criterion_stands_with_its_finding(periods: Workspace, made: Made) -> None:
    for kind in ("kartu-skor-terisi", "laporan-kepatuhan"):
        told = words(made[f"{kind}-{SECOND}"])
        for _, criterion in periods.criteria():
            assert criterion.id in told and criterion.statement in told
        for result in periods.assessment[SECOND].scorecard.results:
            assert (result.finding or "") in told and (result.recommendation or "") in told


def test_the_recapitulation_adds_up(made: Made) -> None:
    for document in made.values():
        (recap,) = (item for item in tables(document) if item.title == "Rekapitulasi hasil")
        *each, total = ([plain_cell(cell) for cell in row.cells] for row in recap.rows)
        columns = [[int(row[column]) for row in each] for column in range(4, len(each[0]))]
        assert [str(sum(column)) for column in columns] == total[3:]
        shares = [row[3].split("/") for row in each]
        assert total[2] == f"{sum(int(n) for n, _ in shares)}/{sum(int(m) for _, m in shares)}"
        assert total[1] == f"{sum(row[2] == 'Terpenuhi' for row in each)} dari 17 standar"
        assert all((n == m) is (row[2] == "Terpenuhi") for (n, m), row in zip(shares, each, strict=True))
        for row, counts, (_, applicable) in zip(each, zip(*columns, strict=True), shares, strict=True):
            assert sum(counts) - counts[-1] == int(applicable), row


def test_what_is_out_of_scope_has_a_name_of_its_own_everywhere(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    narrow = made_from(with_periods(workspace, scope=Scope(standards=tuple("abcdefgh"))), templates, fonts)
    for kind in ("kartu-skor-terisi", "laporan-kepatuhan"):
        document = narrow[f"{kind}-{SECOND}"]
        (recap,) = (item for item in tables(document) if item.title == "Rekapitulasi hasil")
        *each, total = ([plain_cell(cell) for cell in row.cells] for row in recap.rows)
        assert [row[2] == "Di luar lingkup" for row in each] == [row[0] > "H" for row in each]
        outside = [item.id for one in workspace.standards if one.letter > "h" for item in one.criteria]
        assert total[7] == str(len(outside))
        told = {row.anchor: plain_cell(row.cells[2]) for row in rows(document) if row.anchor.startswith("k-")}
        assert {told[f"k-{code.lower()}"] for code in outside} == {"Di luar lingkup"}


def tables(document: Document) -> list[Table]:
    return [block for block in blocks_of(document) if isinstance(block, Table)]


def test_classified_evidence_is_named_by_code_and_kind_alone(periods: Workspace, made: Made) -> None:
    everything = [repr(document) for document in made.values()]
    for period in (FIRST, SECOND):
        secret = [
            item
            for item in periods.assessment[period].register.evidence
            if item.confidentiality is Confidentiality.CLASSIFIED
        ]
        assert secret
        report = made[f"laporan-kepatuhan-{period}"]
        named = {row.anchor.removeprefix("bukti-"): row for row in rows(report) if row.anchor.startswith("bukti-")}
        for item in secret:
            told = [plain_cell(cell) for cell in named[item.id].cells]
            assert told[0] == f"{item.id} {item.kind.value} rahasia"
            assert told[1:4] == ["(rahasia)"] * 3
            hidden = [text for text in (item.title, item.file, item.location, (item.sha256 or "")[:8]) if text]
            assert not [text for text in hidden if any(text in whole for whole in everything)]


def test_a_register_with_classified_evidence_is_named_but_does_not_travel(
    periods: Workspace, made: Made, templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    register = f"assessments/{SECOND}/evidence.yaml"
    document = made[f"laporan-kepatuhan-{SECOND}"]
    carried = {item.description.removeprefix("Sumber ") for item in document.attachments}
    assert register in document.sources and register not in carried
    assert f"assessments/{SECOND}/scorecard.yaml" in carried
    whole = periods.assessments[1]
    openly = tuple(
        item.model_copy(update={"confidentiality": Confidentiality.RESTRICTED}) for item in whole.register.evidence
    )
    bare = whole.register.model_copy(update={"evidence": openly})
    bare._places = whole.register._places
    open_one = replace(periods, assessments=(periods.assessments[0], replace(whole, register=bare)))
    again = made_from(open_one, templates, fonts)[f"laporan-kepatuhan-{SECOND}"]
    assert register in {item.description.removeprefix("Sumber ") for item in again.attachments}


def test_a_document_names_the_files_of_its_own_period_and_of_what_it_compares(made: Made) -> None:
    def files(name: str) -> set[str]:
        return {path.split("/")[1] for path in made[name].sources if path.startswith("assessments/")}

    assert files(f"laporan-kepatuhan-{FIRST}") == {FIRST}
    assert files(f"laporan-kepatuhan-{SECOND}") == {FIRST, SECOND}
    for kind in KINDS[:2]:
        assert files(f"{kind}-{SECOND}") == {SECOND}
        assert not [path for path in made[f"{kind}-{SECOND}"].sources if path.startswith("sops/")]


def test_the_report_begins_with_a_letter_and_a_summary(made: Made) -> None:
    report = made[f"laporan-kepatuhan-{SECOND}"]
    letter = " ".join(
        plain(block.children) for block in walk(report.sections[0].blocks) if isinstance(block, Paragraph)
    )
    for word in ("Nomor", "Sifat", "Lampiran", "Hal", "Yth. Bupati Katingan", "melalui Sekretaris Daerah"):
        assert word in letter
    signed = [block for block in walk(report.sections[0].blocks) if isinstance(block, Signature)]
    assert [(block.field, block.name) for block in signed] == [("surat-pengantar", None)]
    chapters = [plain(item.children) for item in headings(report, 1)]
    assert chapters == [
        "Ringkasan Eksekutif",
        "Hasil Penilaian",
        "Hasil Setiap Standar",
        "Daftar Kesenjangan",
        "Lampiran I. Daftar Bukti",
        "Lampiran II. Ketertelusuran Hukum",
        "Lampiran III. Cara Menghitung Hasil",
        "Lampiran IV. Sumber",
        "Lampiran V. Perubahan Antarperiode",
    ]
    first = made[f"laporan-kepatuhan-{FIRST}"]
    assert [plain(item.children) for item in headings(first, 1)] == chapters[:-1]


def test_the_summary_is_read_in_two_minutes(made: Made, whole: Made) -> None:
    """At 220 words a minute, as adults read silently; codes and names count as words."""
    for document in (made[f"laporan-kepatuhan-{SECOND}"], whole[f"laporan-kepatuhan-{SECOND}"]):
        blocks = list(blocks_of(document))
        begin, end = (
            next(at for at, block in enumerate(blocks) if isinstance(block, Heading) and plain(block.children) == name)
            for name in ("Ringkasan Eksekutif", "Hasil Penilaian")
        )
        told = " ".join(plain(block.children) for block in blocks[begin:end] if isinstance(block, Heading | Paragraph))
        assert 150 < len(told.split()) < 440


def test_the_body_keeps_what_fell_and_the_annex_every_change(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.compose.periods.WHOLE", {FIRST: "achm", SECOND: "abcdfhl"})
        report = made_from(with_periods(workspace, complete=True), templates, fonts)[f"laporan-kepatuhan-{SECOND}"]
    told = {item.title: item for item in tables(report)}
    annex = {plain_cell(row.cells[0]): plain_cell(row.cells[4]) for row in told["Perubahan kriteria"].rows}
    (fallen,) = (
        plain_cell(row.cells[1])
        for row in told["Perubahan yang perlu diperhatikan"].rows
        if plain_cell(row.cells[0]) == "Kriteria yang turun"
    )
    codes = re.findall(r"S\d\d-K\d\d", fallen)
    assert codes == [code for code, words_ in annex.items() if words_ == "turun"]
    assert {"naik", "turun"} <= set(annex.values())
    assert len(annex) > len(codes)


def test_the_minutes_are_dated_by_hand_and_signed_by_the_team(made: Made) -> None:
    minutes = made[f"berita-acara-penilaian-{FIRST}"]
    dots = r"\.{9,}"
    opening = f"Pada hari ini {dots}, tanggal {dots} bulan {dots} tahun {dots}, bertempat di Kasongan,"
    assert re.search(opening, words(minutes))
    signed = [block for block in blocks_of(minutes) if isinstance(block, Signature)]
    assert [block.field for block in signed] == [f"berita-acara/asesor-{number}" for number in (1, 2, 3)]
    assert all(block.bare and block.name is None for block in signed)


def test_gaps_stand_in_the_order_of_their_rule(made: Made) -> None:
    found = [row for row in rows(made[f"laporan-kepatuhan-{SECOND}"]) if row.anchor.startswith("celah-")]
    told = [[plain_cell(cell) for cell in row.cells] for row in found]
    ranks = [re.fullmatch(r"Tahap: (ya|tidak)\s*Sisa: (\d+)\s*Wajib: (\d+)\s*Tumpuan: (\d+)", row[6]) for row in told]
    keys = [
        (rank[1] != "ya", int(rank[2]), -int(rank[3]), -int(rank[4]), row[1])
        for rank, row in zip(ranks, told, strict=True)
        if rank
    ]
    assert len(keys) == len(told)
    assert keys == sorted(keys)
    assert [row[0] for row in told] == [str(number) for number in range(1, len(told) + 1)]


def test_a_criterion_of_many_words_may_run_on_and_a_short_one_may_not(periods: Workspace, made: Made) -> None:
    document = made[f"kartu-skor-terisi-{SECOND}"]
    found = [row for row in rows(document) if re.fullmatch(r"k-s\d\d-k\d\d", row.anchor)]
    assert len(found) == len(periods.criteria())
    assert all(row.splittable is (longest(row) > 600) for row in found)


def longest(row: Row) -> int:
    return max(
        sum(len(plain(block.children)) for block in cell.blocks if isinstance(block, Paragraph)) for cell in row.cells
    )


def test_headings_of_a_document_are_told_apart(made: Made) -> None:
    for document in made.values():
        told = [plain(item.children) for item in blocks_of(document) if isinstance(item, Heading)]
        assert len(told) == len(set(told)), document.id
        assert all(cell.blocks for cell in cells(document)), document.id


def test_a_prohibition_says_so(made: Made) -> None:
    table = {item.title: item for item in tables(made[f"laporan-kepatuhan-{SECOND}"])}["Ketentuan yang mengikat"]
    told = {plain_cell(row.cells[0]): plain_cell(row.cells[1]) for row in table.rows}
    assert told["Pasal 13 ayat (3)"] == "Dilarang: merangkap sebagai PPK, ULP, Panitia, atau Pejabat Pengadaan."
    assert sum(words.startswith("Dilarang: ") for words in told.values()) == 1


def test_the_report_shows_charts_that_are_told_in_words(periods: Workspace, made: Made) -> None:
    first, second = (charts(made[f"laporan-kepatuhan-{name}"]) for name in (FIRST, SECOND))
    assert [chart.title for chart in second] == [
        "Kemajuan setiap standar",
        "Standar terpenuhi menurut periode",
        "Peta hasil setiap kriteria",
    ]
    radar, trend, heatmap = (chart.alt for chart in second)
    assert TITLE[FIRST] in radar and TITLE[SECOND] in radar and TITLE[FIRST] in trend
    assert TITLE[SECOND] not in first[0].alt + first[1].alt
    scored = score(periods.assessment[SECOND], periods.standards, periods.office.stages)
    for one in scored.standards:
        row = re.search(rf"\b{one.letter.upper()} [^:]*: ([^.]*)\.", heatmap)
        assert row and f"{one.fulfilled} dari {one.applicable} kriteria" in row[1]
        wanted = [item.criterion[4:] for item in one.criteria if item.outcome is Status.UNMET]
        assert (f"belum terpenuhi {', '.join(wanted)}" in row[1]) is bool(wanted)


def charts(document: Document) -> list[Chart]:
    return [block for block in blocks_of(document) if isinstance(block, Chart)]


def test_periods_of_another_criteria_set_are_not_drawn(
    periods: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    before, after = periods.assessments
    card = placed(before.scorecard.model_copy(update={"criteria_digest": "0" * 64}), before.scorecard.at().path)
    both = made_from(replace(periods, assessments=(replace(before, scorecard=card), after)), templates, fonts)
    drawn = " ".join(chart.alt for chart in charts(both[f"laporan-kepatuhan-{SECOND}"]))
    assert TITLE[FIRST] not in drawn and TITLE[SECOND] in drawn
    old = both[f"laporan-kepatuhan-{FIRST}"]
    assert "PERANGKAT KRITERIA BERUBAH." in words(old)
    assert "Standar terpenuhi menurut periode" not in [chart.title for chart in charts(old)]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chance=st.randoms(use_true_random=False))
def test_whatever_the_assessors_said_the_documents_are_whole_and_claim_no_more(
    periods: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes], chance: random.Random
) -> None:
    given_ = periods.assessment[SECOND]
    results = [
        item.model_copy(update={"status": chance.choice(list(Status)), "reason": chance.choice([None, "Alasan."])})
        for item in given_.scorecard.results
        if chance.random() < 0.9
    ]
    history = [
        StatusChange(
            criterion=item.criterion,
            changed_on=END[chance.choice((FIRST, SECOND))],
            changed_by="asesor-1",
            before=Status.UNASSESSED,
            after=item.status,
        )
        for item in results
    ]
    told = {"results": tuple(results), "history": tuple(history)}
    card = placed(given_.scorecard.model_copy(update=told), given_.scorecard.at().path)
    whole = replace(periods, assessments=(periods.assessments[0], replace(given_, scorecard=card)))
    scored = score(whole.assessments[1], whole.standards, whole.office.stages)
    for kind in KINDS:
        (document,), found = compose(whole, templates, {}, fonts, only=f"{kind}-{SECOND}")
        assert not found
        said = words(document)
        assert document.draft is (not scored.complete or kind == "laporan-kepatuhan")
        assert ("BELUM LENGKAP" in said) is not scored.complete
        assert f"{scored.met} dari 17" in said
        anchors = {item.anchor for item in headings(document)} | {row.anchor for row in rows(document)}
        blocks = [block for block in blocks_of(document) if isinstance(block, Paragraph)]
        assert {it for block in blocks for it in references(block.children)} - anchors <= elsewhere(document)
