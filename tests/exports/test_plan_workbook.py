"""The workbook of a plan: LibreOffice counts what we count, and goes on counting when a cell is changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from lpse_docs.exports.plan_summary import proof
from lpse_docs.exports.plan_workbook import write
from lpse_docs.model.plan import BucketSize, GoalReached
from lpse_docs.planning.outlook import Outlook
from tests.office import convert
from tests.planning.plans import MADE_ON, OFFICE, SYSTEMS, built, plan, tiny

SHEETS = ["Ringkasan", "Jadwal", "Beban", "Matriks", "Anggaran", "Urutan", "Sebaran", "Asumsi"]
FIRST = 4


@pytest.fixture(scope="module")
def data() -> bytes:
    return write(*tiny())


def computed(folder: Path, **books: bytes) -> dict[str, Any]:
    """Books as LibreOffice leaves them, computed anew."""
    for name, content in books.items():
        (folder / f"{name}.xlsx").write_bytes(content)
    convert([folder / f"{name}.xlsx" for name in books], "xlsx:Calc MS Excel 2007 XML", folder / "keluar")
    return {name: load_workbook(folder / "keluar" / f"{name}.xlsx", data_only=True) for name in books}


def changed(data: bytes, edit: Callable[[Workbook], None]) -> bytes:
    book = load_workbook(BytesIO(data))
    edit(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) and value.year > 1900 else None


def rows(book: Any, sheet: str) -> dict[Any, tuple[Any, ...]]:
    """Rows of a sheet by what stands in the first column."""
    return {row[0]: row for row in book[sheet].iter_rows(min_row=FIRST, values_only=True) if row[0] is not None}


def unit(name: str) -> str:
    """The code of a unit by its name."""
    return next(code for code, post in tiny()[0].post.items() if post.name == name)


def load(book: Any) -> dict[tuple[str, str], tuple[float, float, float]]:
    found = book["Beban"].iter_rows(min_row=FIRST, values_only=True)
    return {(unit(row[0]), row[2]): (row[3], row[4], row[5]) for row in found if row[0]}


def promised(outlook: Outlook) -> dict[tuple[str, str], tuple[float, float, float]]:
    return {
        (unit, period.code): (has, takes, round(has - takes, 1))
        for unit, parts in outlook.load.items()
        for period, takes, has in zip(outlook.draft.calendar.periods, parts, outlook.capacity[unit], strict=True)
    }


def move(code: str, **values: Any) -> Callable[[Workbook], None]:
    """Change cells of a package on the schedule."""

    def edit(book: Workbook) -> None:
        sheet = book["Jadwal"]
        row = next(cell.row for cell in sheet["A"] if cell.value == code)
        for column, value in values.items():
            sheet[f"{column}{row}"] = value

    return edit


def test_libreoffice_counts_what_we_count_and_counts_on_when_cells_change(data: bytes, tmp_path: Path) -> None:
    _, outlook = tiny()
    books = computed(
        tmp_path,
        asli=data,
        geser=changed(data, move("audit", H="2027-T2")),
        beban=changed(data, move("pelatihan", F=30)),
        lepas=changed(data, move("S01-K02", H=None)),
        taksir=changed(data, move("S03-K01", G=5)),
        pindah=changed(data, move("S03-K01", H="2028-T1")),
    )
    _tells_what_is_promised(books["asli"], outlook)
    _shows_it_without_counting(data, books["asli"])
    before = load(books["asli"])
    later = load(books["geser"])
    assert later[SYSTEMS, "2027-T2"] == (25, 22.5, 2.5)
    assert later[SYSTEMS, "2027-T3"] == (21, 22.5, -1.5)
    assert later[SYSTEMS, "2028-T1"][1] == 0
    assert {key for key in later if later[key] != before[key]} == {
        (SYSTEMS, code) for code in ("2027-T2", "2027-T3", "2027-T4", "2028-T1")
    }
    assert day(rows(books["geser"], "Jadwal")["audit"][10]) == date(2027, 4, 1)
    assert "URUTAN DILANGGAR: 1 kali" in books["geser"]["Ringkasan"]["A5"].value
    assert load(books["beban"])[OFFICE, "2027-T2"] == (20, 30, -10)
    told, untold = rows(books["taksir"], "Anggaran"), rows(books["asli"], "Anggaran")
    year = outlook.placing["S03-K01"].start.year
    assert (told[year][2], told[year][5]) == (outlook.spent[year] + 5, untold[year][5] - 1)
    assert rows(books["pindah"], "Anggaran")[2028][1:6] == (None, "belum ditaksir", None, "tanpa pagu", 1)
    alone = books["lepas"]
    assert load(alone)[OFFICE, "2027-T1"][1] == before[OFFICE, "2027-T1"][1] - 4.3
    assert rows(alone, "Anggaran")[2027][2] == 47_500_000
    assert rows(alone, "Anggaran")["Tidak tertampung"][2] == 1_000_000
    assert alone["Ringkasan"]["A4"].value == "Standar terpenuhi bila rencana dijalankan: 1 dari 2"
    assert [row[5] for row in alone["Ringkasan"].iter_rows(min_row=10, max_row=11, values_only=True)] == [
        "tidak tercapai",
        "tidak tercapai",
    ]


def _shows_it_without_counting(data: bytes, counted: Any) -> None:
    """Every formula stands with the value that LibreOffice finds for it."""
    formulas, values = load_workbook(BytesIO(data)), load_workbook(BytesIO(data), data_only=True)
    found = [
        (sheet.title, cell.coordinate) for sheet in formulas for row in sheet for cell in row if cell.data_type == "f"
    ]
    assert len(found) > 200
    for sheet, at in found:
        ours, theirs = values[sheet][at].value, counted[sheet][at].value
        assert (ours or None) == (pytest.approx(theirs) if isinstance(theirs, float) else theirs or None), (sheet, at)


def _tells_what_is_promised(book: Any, outlook: Outlook) -> None:
    assert load(book) == promised(outlook)
    schedule = rows(book, "Jadwal")
    assert list(schedule) == [item.id for item in outlook.draft.packages]
    for item in outlook.draft.packages:
        row, placing = schedule[item.id], outlook.placing.get(item.id)
        assert (row[5], row[6], row[12]) == (item.effort, item.cost if item.estimated else None, item.running_in)
        assert (day(row[10]), day(row[11])) == ((placing.start, placing.finish) if placing else (None, item.done_on))
        assert day(row[13]) == outlook.counts_on(item)
    money = rows(book, "Anggaran")
    done, lost, whole_cost = (money.pop(name) for name in ("Terjadwal", "Tidak tertampung", "Seluruhnya"))
    assert (done[2], lost[2], whole_cost[2]) == (48_500_000, 0, 48_500_000)
    _matrix_tells(book, outlook)
    begun = [outlook.draft.package[code] for code in outlook.placing]
    assert done[5] + lost[5] == whole_cost[5] == sum(not item.estimated for item in begun)
    assert {year: row[2] for year, row in money.items()} == outlook.spent
    assert [row[1:5] for row in money.values()] == [
        (50_000_000, 48_500_000, 1_500_000, None),
        (None, 0, None, "tanpa pagu"),
    ]
    whole = rows(book, "Ringkasan")
    stages = list(book["Ringkasan"].iter_rows(min_row=10, max_row=11, values_only=True))
    assert [day(row[4]) for row in stages] == [outlook.stage_on(stage) for stage in outlook.stages]
    assert [row[5] for row in stages] == ["sesuai tenggat", "sesuai tenggat"]
    for period in outlook.draft.calendar.periods:
        assert whole[period.code][4] == outlook.met(period.end)
    assert {letter: day(whole[letter.upper()][4]) for letter in "ac"} == dict(outlook.standards_met_on)
    assert {row[4] for row in book["Urutan"].iter_rows(min_row=FIRST, values_only=True)} == {"sesuai"}


def _matrix_tells(book: Any, outlook: Outlook) -> None:
    """Loads side by side, capacities below."""
    sheet, many = book["Matriks"], len(outlook.draft.calendar.periods)
    units = [unit(cell.value) for cell in sheet[3][2:]]
    for place, code in enumerate(units, 3):
        loads = [sheet.cell(FIRST + n, place).value for n in range(many)]
        limits = [sheet.cell(FIRST + many + 3 + n, place).value for n in range(many)]
        assert (tuple(loads), tuple(limits)) == (outlook.load[code], outlook.capacity[code])
        assert sheet.cell(FIRST + many, place).value == pytest.approx(sum(loads))


def test_the_same_plan_gives_the_same_bytes_without_a_clock(data: bytes) -> None:
    assert write(*built()) == data
    modified = load_workbook(BytesIO(data)).properties.modified
    assert modified is not None
    assert modified.date() == MADE_ON


def test_heads_stay_in_sight_and_are_printed_on_every_page(data: bytes) -> None:
    book = load_workbook(BytesIO(data))
    assert book.sheetnames == SHEETS
    for sheet in book.worksheets:
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        upright = sheet.title in {"Ringkasan", "Urutan"}
        assert sheet.page_setup.orientation == ("portrait" if upright else "landscape")
        assert sheet.page_setup.fitToWidth == 1
        assert (sheet.sheet_state == "hidden") is (sheet.title == "Sebaran")
        assert sheet.protection.sheet
        assert not sheet.protection.password
    open_ = {cell.column for row in book["Jadwal"].iter_rows() for cell in row if not cell.protection.locked}
    assert open_ == {3, 6, 7, 8, 9, 10, 13}
    assert [str(item.sqref) for item in book["Beban"].conditional_formatting] == [f"A4:G{3 + 4 * 8}"]


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2", "@A1", '=HYPERLINK("http://a.example")'])
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    own = plan().packages
    told = (own[0].model_copy(update={"title": text}), *own[1:])
    space, outlook = built(plan(packages=told, title=text))
    book = load_workbook(BytesIO(write(space, outlook)))
    cell = next(row[1] for row in book["Jadwal"].iter_rows(min_row=FIRST) if row[0].value == "pelatihan")
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)
    assert (book["Ringkasan"]["A1"].value, book["Ringkasan"]["A1"].data_type) == (text, "s")
    formulas = [
        cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    ]
    assert formulas
    assert not [item for item in formulas if text in str(item)]


def test_an_example_says_so_on_every_sheet() -> None:
    space, outlook = tiny()
    given = space.assessments[0]
    marked = replace(given, scorecard=given.scorecard.model_copy(update={"example": True}))
    book = load_workbook(BytesIO(write(replace(space, assessments=(marked,)), outlook)))
    assert all("CONTOH - bukan hasil penilaian" in str(sheet["A1"].value) for sheet in book.worksheets)


def test_every_assumption_is_told(data: bytes) -> None:
    told = rows(load_workbook(BytesIO(data)), "Asumsi")
    assert told["S01-K01"][1:3] == (
        "beban kerja, biaya, masa berjalan, unit pelaksana, urutan",
        "5 hari-orang; biaya belum ditaksir; 0 hari; Sekretariat LPSE; tanpa pendahulu",
    )
    assert told["S01-K02"][1] == "masa berjalan, unit pelaksana, urutan"
    assert told["Hari libur"][1:3] == ("Idulfitri", "8 Maret 2027 s.d. 12 Maret 2027")


def test_a_plan_in_months_and_a_plan_without_gaps_are_workbooks_too(tmp_path: Path) -> None:
    space, outlook = tiny()
    months = built(plan(step=BucketSize.MONTH))
    empty = replace(outlook.draft, packages=(), problem=replace(outlook.draft.problem, tasks=()))
    bare = Outlook(empty, outlook.schedule.model_copy(update={"placings": ()}), outlook.stages)
    books = computed(tmp_path, kosong=write(space, bare), bulan=write(*months))
    assert load(books["kosong"])[OFFICE, "2027-T1"] == (18.4, 0, 18.4)
    assert load(books["bulan"]) == promised(months[1])
    assert max(task.load.get(SYSTEMS, ()) for task in months[1].draft.problem.tasks) == (225, 225)


def test_a_goal_says_whether_it_is_proven_and_for_which_periods() -> None:
    told = [
        proof(GoalReached(goal="tenggat tahap", value=value, bound=bound), "triwulan")
        for value, bound in ((90, 90), (30, 20), (2430, 24))
    ]
    assert told == ["terbukti, per triwulan", "sedikitnya 20, per triwulan", "tidak ada batas yang berarti"]
