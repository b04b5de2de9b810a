"""The report on a plan: every package once, counts and dates those of the review, and only where there is one."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from lpse_docs.amounts import rupiah
from lpse_docs.compose import compose, names
from lpse_docs.compose.law import long_date
from lpse_docs.document.blocks import Document, Paragraph, Row, Table
from lpse_docs.document.chart import Chart
from lpse_docs.document.outline import blocks_of, headings
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.review import Review, review
from lpse_docs.planning.track import Standing
from tests.compose.test_documents import plain_cell, rows, words
from tests.compose.test_period_documents import references, tables
from tests.planning.test_review import NEXT, SCORED, agreed

REPORT = f"pemantauan-rencana-{NEXT}"
Shown = tuple[Review, Document]


def again(space: Workspace) -> Workspace:
    """What is late is planned again for the quarter after the scoring date."""
    moved = tuple(
        it.model_copy(update={"bucket": "2027-T3", "start": date(2027, 7, 1), "finish": date(2027, 7, 9)})
        if it.finish < SCORED
        else it
        for it in space.schedules[0].placings
    )
    made = space.schedules[0].model_copy(update={"made_on": SCORED, "approved_on": None, "placings": moved})
    return replace(space, schedules=(made,))


def report(space: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> Document:
    made, found = compose(space, templates, {}, fonts, only=REPORT)
    assert not found
    return made[0]


@pytest.fixture(scope="module")
def shown(templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> Shown:
    space = again(agreed())
    held = review(space, space.assessments[-1])
    assert held is not None
    return held, report(space, templates, fonts)


def table(document: Document, title: str) -> Table:
    (found,) = (item for item in tables(document) if item.title == title)
    return found


def told(row: Row) -> list[str]:
    return [plain_cell(item) for item in row.cells]


def test_it_exists_where_there_is_something_to_compare_and_nowhere_else() -> None:
    space = agreed()
    assert [(folder, name) for folder, name in names(space) if name.startswith("pemantauan")] == [
        (f"penilaian/{NEXT}", REPORT)
    ]
    for other in (replace(space, agreed_schedules=()), replace(space, assessments=space.assessments[:1])):
        assert not [name for _, name in names(other) if name.startswith("pemantauan")]


def test_every_package_stands_once_with_its_unit_and_how_it_stands(shown: Shown) -> None:
    held, document = shown
    seen: dict[str, list[str]] = {}
    for part in tables(document):
        if part.title.startswith("Paket kerja ") and part.title != "Paket kerja yang terlambat":
            for row in map(told, part.rows):
                assert row[0] not in seen
                seen[row[0]] = row
    assert seen.keys() == held.standing.keys()
    for item in held.items:
        row = seen[item.package.id]
        late = item.standing is Standing.LATE
        assert row[3] == (f"terlambat {item.days} hari" if late else item.standing.value)
        if item.placing:
            assert row[4] == f"{long_date(item.placing.start)} s.d. {long_date(item.placing.finish)}"
        now = held.now.placing.get(item.package.id)
        if now and item.placing and item.standing is not Standing.DONE:
            days = (now.finish - item.placing.finish).days
            assert int(row[6].replace("\u2212", "-")) == days


def test_counts_by_unit_add_up(shown: Shown) -> None:
    held, document = shown
    *units, total = [told(row) for row in table(document, "Keadaan paket kerja menurut unit").rows]
    stages = [told(row) for row in table(document, "Keadaan paket kerja menurut tahap").rows]
    for column in range(1, len(total)):
        assert int(total[column]) == sum(int(row[column]) for row in units) == sum(int(row[column]) for row in stages)
    every, due, done, late, *others = map(int, total[1:])
    assert every == len(held.items) == due + sum(others)
    assert due == done + late
    assert late == sum(item.standing is Standing.LATE for item in held.items) > 0


def test_money_by_year_is_that_of_the_packages(shown: Shown) -> None:
    held, document = shown
    *_, total = [told(row) for row in table(document, "Biaya rencana setiap tahun").rows]
    planned = [item for item in held.items if item.placing]
    done = [item for item in planned if item.standing is Standing.DONE]
    ahead = [item for item in held.open if item.package.id in held.now.placing]
    for words_, items in zip(total[1:4], (planned, done, ahead), strict=True):
        assert words_ == rupiah(sum(item.package.cost for item in items)).removeprefix("Rp")


def test_standards_and_stages_have_the_days_of_the_review(shown: Shown) -> None:
    held, document = shown
    day = held.expected("a")
    assert day is not None
    assert told(table(document, "Standar menurut rencana dan keadaan").rows[0])[4] == long_date(day)
    stage = told(table(document, "Tahap menurut rencana dan keadaan").rows[0])
    assert stage[2] == "30 Juni 2027"
    assert stage[4] == long_date(day)
    assert stage[5] == f"terlambat {(day - date(2027, 6, 30)).days} hari"
    assert f"Memutuskan bagi tahap 1 (tenggat 30 Juni 2027), yang baru tercapai pada {long_date(day)}" in words(
        document
    )


def test_the_picture_shows_what_is_done_what_was_agreed_on_and_the_date(shown: Shown) -> None:
    held, document = shown
    charts = [it for it in blocks_of(document) if isinstance(it, Chart) and it.title.startswith("Jadwal sekarang")]
    alt = " ".join(chart.alt for chart in charts)
    assert "Tanggal hitung: 30 Jun 2027" in alt
    assert "Hari ini" not in alt
    assert alt.count("rencana semula") == sum(
        it.placing is not None and held.now.placing[it.package.id].start != it.placing.start
        for it in held.items
        if it.package.id in held.now.placing
    )
    assert "selesai dikerjakan sampai" in alt


def test_while_nothing_is_planned_again_it_says_so(templates: Mapping[str, str], fonts: Mapping[str, bytes]) -> None:
    said = words(report(agreed(), templates, fonts))
    assert "JADWAL BELUM DISUSUN ULANG." in said
    assert "Menugaskan Kepala LPSE menjadwalkan ulang sisa rencana." in said
    assert "Menyetujui jadwal baru" not in said


def test_numbers_lead_to_their_rows_and_it_is_dated_by_the_scorecard(shown: Shown) -> None:
    _, document = shown
    anchors = [item.anchor for item in headings(document)] + [row.anchor for row in rows(document) if row.anchor]
    assert len(anchors) == len(set(anchors))
    paragraphs = [block for block in blocks_of(document) if isinstance(block, Paragraph)]
    assert {it for block in paragraphs for it in references(block.children)} <= set(anchors)
    assert document.dated == SCORED
    assert not re.search(r"%|persen\b|[\ue000-\uf8ff]|\{\{|\bNone\b|Span\(", words(document))
