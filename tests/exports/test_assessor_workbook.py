"""The assessor's workbook as it is written: structure, formulas, locks, blindness, bytes."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from lpse_docs.assess import desk
from lpse_docs.assess.score import score
from lpse_docs.exports.assessor_workbook import write
from lpse_docs.model.assessment import Status
from tests.exports.desks import PERIOD, demo
from tests.office import convert


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(demo(), demo().assessment[PERIOD])


def test_every_standard_has_a_sheet_with_a_row_for_each_criterion(data: bytes) -> None:
    book = load_workbook(BytesIO(data))
    letters = [desk.sheet_name(item.letter) for item in demo().standards]
    assert book.sheetnames == [desk.GUIDE, desk.SUMMARY, *letters, desk.BASE]
    for standard in demo().standards:
        sheet = book[desk.sheet_name(standard.letter)]
        assert [cell.value for cell in sheet[desk.HEAD_ROW]][: len(desk.COLUMNS)] == list(desk.COLUMNS.values())
        codes = [sheet.cell(row, 1).value for row in range(desk.HEAD_ROW + 1, sheet.max_row + 1)]
        assert codes == [item.id for item in standard.criteria]


def test_only_answers_and_own_columns_are_unlocked(data: bytes) -> None:
    book = load_workbook(BytesIO(data))
    for name in book.sheetnames:
        sheet = book[name]
        assert sheet.protection.sheet
        assert not sheet.protection.password
        unlocked = {cell.column for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
        if name.startswith("Standar"):
            places = {number for number, column in enumerate(desk.COLUMNS, 1) if column in desk.ANSWERS}
            assert unlocked == places | {10, 11, 12}
        else:
            assert unlocked == set()
    assert book[desk.BASE].sheet_state == "hidden"


def test_the_first_sheet_writes_days_as_people_do(data: bytes) -> None:
    told = {cell.value for cell in load_workbook(BytesIO(data))[desk.GUIDE]["A"]}
    assert "Periode 1 Januari 2026 sampai dengan 30 Juni 2026; tanggal hitung 30 Juni 2026" in told


def test_the_same_sources_give_the_same_bytes(data: bytes) -> None:
    assert write(demo(), demo().assessment[PERIOD]) == data


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    whole = demo().assessment[PERIOD]
    first = whole.scorecard.results[0].model_copy(update={"finding": "=1+1", "reason": "@SUM(A1)"})
    card = whole.scorecard.model_copy(update={"results": (first, *whole.scorecard.results[1:])})
    changed = type(whole)(card, whole.register, whole.blind, whole.files)
    sheet = load_workbook(BytesIO(write(demo(), changed)))["Standar A"]
    for name, text in (("finding", "=1+1"), ("reason", "@SUM(A1)")):
        cell = sheet.cell(desk.HEAD_ROW + 1, list(desk.COLUMNS).index(name) + 1)
        assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_blind_desk_holds_nothing_of_the_others() -> None:
    whole = demo().assessment[PERIOD]
    mine, other = whole.blind[0], whole.blind[1]
    texts = {item.finding for item in other.results if item.finding} - {it.finding for it in mine.results if it.finding}
    texts |= {item.reason for item in whole.scorecard.results if item.reason}
    assert texts
    written = write(demo(), whole, mine.assessor, blind=True)
    with zipfile.ZipFile(BytesIO(written)) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    own = "".join(item.finding or "" for item in mine.results) + "".join(item.reason or "" for item in mine.results)
    assert [text for text in texts if text and text not in own and text in content] == []


def test_libreoffice_computes_the_summary_that_the_statuses_give(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "meja.xlsx").write_bytes(data)
    out = tmp_path / "keluar"
    convert([tmp_path / "meja.xlsx"], "xlsx:Calc MS Excel 2007 XML", out)
    sheet = load_workbook(out / "meja.xlsx", data_only=True)[desk.SUMMARY]
    rows = {row[0]: row[2:6] for row in sheet.iter_rows(min_row=10, values_only=True) if row[0]}
    scored = score(demo().assessment[PERIOD], demo().standards, demo().office.stages)
    met = 0
    for one in scored.standards:
        judged = [item.judged for item in one.criteria]
        fulfilled, applicable = judged.count(Status.MET), len(judged) - judged.count(Status.NOT_APPLICABLE)
        met += fulfilled == applicable
        told = "terpenuhi" if fulfilled == applicable else "belum terpenuhi"
        assert rows[one.letter.upper()] == (fulfilled, applicable, judged.count(Status.UNASSESSED), told)
    assert sheet["A3"].value == f"Standar terpenuhi menurut status: {met} dari 17"
