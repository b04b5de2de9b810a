"""An adoption plan as a workbook that counts along: whoever moves a package or changes an effort sees load and money move.

Every package has a row on Jadwal, and on Sebaran (hidden) a row for each planning period it lies in: its effort is shared evenly
over them, as the schedule does. Load, money, dates and standards are formulas over these two sheets.
"""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lpse_docs.exports import plan_summary
from lpse_docs.exports.agenda import Agenda, Entry, named
from lpse_docs.exports.assumptions import assumptions, waited
from lpse_docs.exports.plan_cells import (
    ASSUMPTIONS,
    BUDGET,
    DATE,
    DAYS,
    FIRST,
    LOAD,
    MATRIX,
    MONEY,
    ORDER,
    RUNNING,
    SCHEDULE,
    SHARES,
    SUMMARY,
    WAITING,
    Book,
    cells,
    printed,
    ruled,
)
from lpse_docs.exports.sheets import describe, fit, formula, head, number, put, settled
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.calendar import TENTHS
from lpse_docs.planning.outlook import Outlook
from lpse_docs.planning.waiting import Wait

Columns = Sequence[tuple[str, float]]
INPUT = PatternFill("solid", fgColor="FFF8DC")
RED = PatternFill("solid", bgColor="F4B6B6")
SCHEDULE_COLUMNS: Columns = (
    ("Kode", 15),
    ("Paket kerja", 40),
    ("Unit", 20),
    ("Huruf standar", 8),
    ("Standar atau SOP", 24),
    ("Beban (hari-orang)", 10),
    ("Biaya (rupiah)", 14),
    ("Periode rencana", 11),
    ("Mulai hari ke-", 8),
    ("Lama (hari)", 8),
    ("Mulai", 12),
    ("Selesai", 12),
    ("Masa berjalan (hari)", 9),
    ("Dihitung pada", 12),
    ("Setelah", 24),
    ("Tahun", 8),
)
SHARE_COLUMNS: Columns = (
    ("Kode", 18),
    ("Bagian ke-", 9),
    ("Dari", 7),
    ("Unit", 28),
    ("Periode rencana", 16),
    ("Hari-orang", 12),
)
LOAD_COLUMNS: Columns = (
    ("Unit", 40),
    ("Singkatan", 28),
    ("Periode rencana", 16),
    ("Kapasitas (hari-orang)", 14),
    ("Beban (hari-orang)", 14),
    ("Sisa (hari-orang)", 14),
    ("Keterangan", 22),
)
BUDGET_COLUMNS: Columns = (
    ("Tahun", 18),
    ("Pagu (rupiah)", 20),
    ("Rencana (rupiah)", 20),
    ("Sisa (rupiah)", 20),
    ("Keterangan", 24),
    ("Paket yang belum ditaksir", 16),
)
ORDER_COLUMNS: Columns = (
    ("Paket kerja", 20),
    ("Setelah", 22),
    ("Mulai", 14),
    ("Pendahulu ditunggu sampai", 16),
    ("Hasil", 20),
)
ASSUMPTION_COLUMNS: Columns = (("Perihal", 20), ("Yang diasumsikan", 62), ("Nilai", 78))
PRINTED = 12  # columns of the schedule up to its last day; the rest only counts
DONE = "telah selesai"
UNTOLD = "belum ditaksir"
HOW = "Sel berwarna kuning dapat diubah; beban, anggaran, tanggal, dan ringkasan ikut berubah. Urutan tidak dihitung ulang: lihat lembar Urutan. Biaya yang kosong belum ditaksir."
SHARED = "Beban setiap paket dibagi rata atas periode rencananya, mulai dari periode pada lembar Jadwal; satu baris setiap periode."


def write(workspace: Workspace, outlook: Outlook) -> bytes:
    """The workbook of a plan; the same sources give the same bytes."""
    agenda = Agenda(workspace, outlook)
    made = Book(agenda)
    book = Workbook()
    book.remove(book.worksheets[0])
    plan_summary.write(book.create_sheet(SUMMARY), made)
    _schedule(book.create_sheet(SCHEDULE), made)
    _load(book.create_sheet(LOAD), made)
    _matrix(book.create_sheet(MATRIX), made)
    _budget(book.create_sheet(BUDGET), made)
    _order(book.create_sheet(ORDER), made)
    _shares(book.create_sheet(SHARES), made)
    _assumptions(book.create_sheet(ASSUMPTIONS), made)
    office = workspace.office
    describe(book, agenda.title, f"{office.abbreviation} {office.region}", agenda.made_on)
    book.calculation.fullCalcOnLoad = True
    return settled(book, agenda.made_on, made.values)


def _begin(sheet: Worksheet, made: Book, title: str, note: str, columns: Columns) -> None:
    put(sheet, 1, 1, f"{title}: {made.agenda.title}", bold=True).alignment = RUNNING
    put(sheet, 2, 1, note).alignment = RUNNING
    for place, (name, width) in enumerate(columns, 1):
        head(sheet, FIRST - 1, place, name, width)
    sheet.row_dimensions[FIRST - 1].height = 40


def _end(sheet: Worksheet, columns: Columns, last: int, frozen: str, shown: int = 0) -> None:
    """Lines, filters and print area; only the `shown` first columns are printed, all when none are named."""
    ruled(sheet, FIRST - 1, last, len(columns))
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = f"A{FIRST - 1}:{chr(64 + len(columns))}{max(last, FIRST)}"
    printed(sheet, f"{FIRST - 1}:{FIRST - 1}", f"A1:{chr(64 + (shown or len(columns)))}{max(last, FIRST)}")


def _open(sheet: Worksheet, row: int, *columns: int) -> None:
    """Cells to be changed."""
    for column in columns:
        sheet.cell(row, column).protection = Protection(locked=False)
        sheet.cell(row, column).fill = INPUT


def _schedule(sheet: Worksheet, made: Book) -> None:
    _begin(sheet, made, SCHEDULE, HOW, SCHEDULE_COLUMNS)
    for row, entry in enumerate(made.agenda.entries, FIRST):
        _package(sheet, made, row, entry)
    for row, wait in enumerate(made.agenda.waits, FIRST + len(made.agenda.entries)):
        _wait(sheet, made, row, wait)
    last = made.schedule_last
    _choice(sheet, cells(SUMMARY, "A", *made.period_rows), f"H{FIRST}:H{last}", "periode rencana")
    _choice(sheet, cells(LOAD, "A", FIRST, made.load_last), f"C{FIRST}:C{last}", "unit")
    _end(sheet, SCHEDULE_COLUMNS, last, f"C{FIRST}", PRINTED)


def _choice(sheet: Worksheet, source: str, where: str, what: str) -> None:
    rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
    rule.errorTitle, rule.error = "Tidak dikenal", f"Pilih {what} dari daftar."
    rule.add(where)
    sheet.add_data_validation(rule)


def _package(sheet: Worksheet, made: Book, row: int, entry: Entry) -> None:
    item, placing = entry.package, entry.placing
    heading, after = entry.heading, waited(entry.package, [it.id for it in entry.before])
    for column, text in (
        (1, item.id),
        (2, item.title),
        (3, made.label(item.unit)),
        (4, (item.letter or "").upper()),
        (5, heading),
    ):
        put(sheet, row, column, text)
    put(sheet, row, 15, after)
    fit(sheet, row, ((item.title, 40), (heading, 24), (after, 24), (made.label(item.unit), 20), (item.id, 15)))
    number(sheet, row, 6, made.effort(entry), DAYS)
    number(sheet, row, 7, item.cost if item.estimated else None, MONEY)
    number(sheet, row, 13, item.running_in, "0")
    counts = made.agenda.outlook.counts_on(item)
    made.tell(formula(sheet, row, 14, f"=IF(L{row}=0,0,L{row}+M{row})", form=DATE), counts)
    if item.done_on:
        put(sheet, row, 8, DONE)
        number(sheet, row, 12, item.done_on, DATE)
        return
    put(sheet, row, 8, placing.bucket if placing else "")
    if not placing:
        sheet.cell(row, 8).value = None
    number(sheet, row, 9, made.offset(placing) + 1, "0")
    number(sheet, row, 10, entry.days, "0")
    begins = cells(SUMMARY, "C", *made.period_rows)
    first = formula(sheet, row, 11, f"=IFERROR(INDEX({begins},{made.place(f'H{row}')})+I{row}-1,0)", form=DATE)
    made.tell(first, placing.start if placing else None)
    last = formula(sheet, row, 12, f"=IF(K{row}=0,0,K{row}+MAX(J{row}-1,0))", form=DATE)
    made.tell(last, placing.finish if placing else None)
    year = formula(sheet, row, 16, f'=IF(K{row}=0,"",VALUE(LEFT(H{row},4)))')
    made.tell(year, int(placing.bucket[:4]) if placing else "")
    _open(sheet, row, 3, 6, 7, 8, 9, 10, 13)


def _wait(sheet: Worksheet, made: Book, row: int, item: Wait) -> None:
    """Evidence that only has to wait: a day, but no unit, no effort and no cost."""
    standard = next(it for it in made.agenda.workspace.standards if it.letter == item.letter)
    title = f"{item.title} ({', '.join(item.evidence)})"
    texts = {1: item.criterion, 2: title, 4: item.letter.upper(), 5: named(standard), 8: WAITING}
    for column, text in texts.items():
        put(sheet, row, column, text)
    fit(sheet, row, ((title, 40), (named(standard), 24)))
    number(sheet, row, 14, item.until, DATE)


def _shares(sheet: Worksheet, made: Book) -> None:
    _begin(sheet, made, SHARES, SHARED, SHARE_COLUMNS)
    for row, (entry, part) in enumerate(made.shares, FIRST):
        _share(sheet, made, row, entry, part)
    _end(sheet, SHARE_COLUMNS, made.shares_last, f"A{FIRST}")
    sheet.sheet_state = "hidden"  # it only counts; nobody prints or reads it
    sheet.print_area = None


def _share(sheet: Worksheet, made: Book, row: int, entry: Entry, part: int) -> None:
    """One package in one of its planning periods; whole tenths of a day, the first parts taking what is left over."""
    at = made.row[entry.package.id]
    put(sheet, row, 1, entry.package.id)
    number(sheet, row, 2, part + 1, "0")
    number(sheet, row, 3, entry.span, "0")
    made.tell(formula(sheet, row, 4, f"={SCHEDULE}!C{at}"), made.label(entry.package.unit))
    codes = cells(SUMMARY, "A", *made.period_rows)
    period = formula(sheet, row, 5, f'=IFERROR(INDEX({codes},{made.place(f"{SCHEDULE}!H{at}")}+B{row}-1),"")')
    made.tell(period, made.period_of(entry, part))
    tenths = f"ROUND({SCHEDULE}!F{at}*10,0)"
    days = formula(sheet, row, 6, f"=(INT({tenths}/C{row})+IF(B{row}<=MOD({tenths},C{row}),1,0))/10", form=DAYS)
    whole, left = divmod(round(made.effort(entry) * TENTHS), entry.span)
    made.tell(days, (whole + (part < left)) / TENTHS)


def _load(sheet: Worksheet, made: Book) -> None:
    """Load as a product of equalities: SUMIFS would take a code like 2027-05 for a day."""
    _begin(sheet, made, LOAD, "Beban setiap unit menurut periode rencana terhadap kapasitasnya.", LOAD_COLUMNS)
    units, codes, days = (cells(SHARES, column, FIRST, made.shares_last) for column in "DEF")
    for row, (unit, place) in enumerate(made.loads, FIRST):
        name = made.label(unit)
        put(sheet, row, 1, name)
        put(sheet, row, 2, made.agenda.short(unit))
        fit(sheet, row, ((name, 40),))
        put(sheet, row, 3, made.periods[place].code)
        number(sheet, row, 4, made.capacity(unit, place), DAYS)
        has, takes = made.capacity(unit, place), made.load(unit, place)
        takes_cell = formula(sheet, row, 5, f"=SUMPRODUCT(({units}=A{row})*({codes}=C{row})*{days})", form=DAYS)
        made.tell(takes_cell, takes)
        made.tell(formula(sheet, row, 6, f"=ROUND(D{row}-E{row},1)", form=DAYS), round(has - takes, 1))
        over = formula(sheet, row, 7, f'=IF(F{row}<0,"melebihi kapasitas","")')
        made.tell(over, "melebihi kapasitas" if round(has - takes, 1) < 0 else "")
        _open(sheet, row, 4)
    _alarm(sheet, f"A{FIRST}:G{made.load_last}", f"$F{FIRST}<0")
    _end(sheet, LOAD_COLUMNS, made.load_last, f"A{FIRST}")


def _alarm(sheet: Worksheet, where: str, when: str) -> None:
    # openpyxl gives its rules no types
    rule = FormulaRule(formula=[when], fill=RED, font=Font(bold=True))
    sheet.conditional_formatting.add(where, rule)


def _budget(sheet: Worksheet, made: Book) -> None:
    """Money by year; where nobody has told any cost, it is not nought."""
    _begin(sheet, made, BUDGET, "Biaya dihitung pada tahun paket kerja dimulai.", BUDGET_COLUMNS)
    years, costs = (cells(SCHEDULE, column, FIRST, made.schedule_last) for column in "PG")
    for row, year in enumerate(made.years, FIRST):
        number(sheet, row, 1, year, "0")
        number(sheet, row, 2, made.agenda.outlook.draft.problem.budgets.get(year), MONEY)
        ceiling, spent = made.agenda.outlook.draft.problem.budgets.get(year), made.spent(year)
        told, untold = made.told(year)
        known = f'SUMPRODUCT(({years}=A{row})*({costs}<>""))'
        text = f'=IF(AND(F{row}>0,{known}=0),"{UNTOLD}",SUMIFS({costs},{years},A{row}))'
        made.tell(formula(sheet, row, 3, text, form=MONEY), UNTOLD if untold and not told else spent)
        left = formula(sheet, row, 4, f'=IF(B{row}="","",B{row}-N(C{row}))', form=MONEY)
        made.tell(left, "" if ceiling is None else ceiling - spent)
        said = formula(sheet, row, 5, f'=IF(B{row}="","tanpa pagu",IF(D{row}<0,"melebihi pagu",""))')
        made.tell(said, "tanpa pagu" if ceiling is None else "melebihi pagu" if spent > ceiling else "")
        made.tell(formula(sheet, row, 6, f'=SUMPRODUCT(({years}=A{row})*({costs}=""))', form="0"), untold)
        _open(sheet, row, 2)
    last = FIRST + len(made.years) - 1
    _alarm(sheet, f"A{FIRST}:E{last}", f"AND(ISNUMBER($D{FIRST}),$D{FIRST}<0)")
    _end(sheet, BUDGET_COLUMNS, _totals(sheet, made, last), f"A{FIRST}")


def _totals(sheet: Worksheet, made: Book, last: int) -> int:
    """What is scheduled, what has no planning period, and both together; the last row of the sheet."""
    years, costs, days, codes = (cells(SCHEDULE, column, FIRST, made.schedule_last) for column in "PGHA")
    idle = f'({years}="")*({days}<>"{DONE}")*({days}<>"{WAITING}")*({codes}<>"")'
    sums = {
        "Terjadwal": ("=SUM(C{0}:C{1})", "=SUM(F{0}:F{1})"),
        "Tidak tertampung": (f"=SUMPRODUCT({idle}*{costs})", f'=SUMPRODUCT({idle}*({costs}=""))'),
        "Seluruhnya": ("=C{2}+C{3}", "=F{2}+F{3}"),
    }
    lost = [it.package for it in made.agenda.entries if not it.placing and not it.package.done_on]
    money = [sum(map(made.spent, made.years)), sum(it.cost for it in lost)]
    untold = [sum(made.told(year)[1] for year in made.years), sum(not it.estimated for it in lost)]
    values = [*zip(money, untold, strict=True), (sum(money), sum(untold))]
    for row, ((name, texts), told) in enumerate(zip(sums.items(), values, strict=True), last + 1):
        put(sheet, row, 1, name, bold=True)
        for column, text, value, form in zip((3, 6), texts, told, (MONEY, "0"), strict=True):
            cell = formula(sheet, row, column, text.format(FIRST, last, last + 1, last + 2), bold=True, form=form)
            made.tell(cell, value)
    return last + len(sums)


def _matrix(sheet: Worksheet, made: Book) -> None:
    """Load of every unit in every planning period, side by side, and its capacity below."""
    columns = (("Kode", 10), ("Periode rencana", 24), *((made.label(unit), 18.0) for unit in made.units))
    _begin(sheet, made, "Beban menurut unit", "Hari-orang; merah berarti beban melebihi kapasitas.", columns)
    high = len(made.periods)
    below = FIRST + high + 3
    for top, column, name in ((FIRST, "E", "Beban"), (below, "D", "Kapasitas")):
        for row, period in enumerate(made.periods, top):
            put(sheet, row, 1, period.code)
            put(sheet, row, 2, period.name)
            for place, unit in enumerate(made.units):
                at = FIRST + place * high + row - top
                value = (made.load if column == "E" else made.capacity)(unit, row - top)
                made.tell(formula(sheet, row, 3 + place, f"={LOAD}!{column}{at}", form=DAYS), value)
        put(sheet, top + high, 2, f"Jumlah {name.lower()}", bold=True)
        for place, unit in enumerate(made.units):
            letter = get_column_letter(3 + place)
            text = f"=SUM({letter}{top}:{letter}{top + high - 1})"
            parts = map(made.load if column == "E" else made.capacity, [unit] * high, range(high))
            made.tell(formula(sheet, top + high, 3 + place, text, bold=True, form=DAYS), sum(parts))
    put(sheet, below - 1, 1, "Kapasitas", bold=True)
    ruled(sheet, FIRST - 1, FIRST + high, len(columns))
    ruled(sheet, below, below + high, len(columns))
    if made.units:
        end = get_column_letter(2 + len(made.units))
        _alarm(sheet, f"C{FIRST}:{end}{FIRST + high - 1}", f"C{FIRST}>C{below}")
    sheet.freeze_panes = f"C{FIRST}"
    printed(sheet, f"{FIRST - 1}:{FIRST - 1}", f"A1:{get_column_letter(len(columns))}{below + high}")


def _order(sheet: Worksheet, made: Book) -> None:
    """What has to wait for what, and whether it does; a package begins after the day on which the other one counts."""
    note = "Paket dimulai sesudah paket pendahulunya selesai; masa berjalan dihitung sejak hari terakhirnya."
    _begin(sheet, made, ORDER, note, ORDER_COLUMNS)
    for row, (entry, name, rows) in enumerate(made.waits, FIRST):
        at = made.row[entry.package.id]
        days = ",".join(f"IF({SCHEDULE}!M{it}=0,{SCHEDULE}!L{it},{SCHEDULE}!N{it})" for it in rows)
        lengths = ",".join(f"{SCHEDULE}!J{it}" for it in rows)
        put(sheet, row, 1, entry.package.id)
        put(sheet, row, 2, name)
        begins, ready = entry.placing.start if entry.placing else None, made.ready(rows)
        made.tell(formula(sheet, row, 3, f"={SCHEDULE}!K{at}", form=DATE), begins)
        made.tell(formula(sheet, row, 4, f"=IF(MIN({days})=0,0,MAX({days}))", form=DATE), ready)
        free = f"C{row}>=D{row}+IF(MAX({lengths})>0,1,0)"
        told = formula(sheet, row, 5, f'=IF(C{row}=0,"belum terjadwal",IF(AND(D{row}>0,{free}),"sesuai","dilanggar"))')
        made.tell(told, made.kept(entry, rows))
    last = FIRST + len(made.waits) - 1
    _alarm(sheet, f"A{FIRST}:E{max(last, FIRST)}", f'$E{FIRST}="dilanggar"')
    _end(sheet, ORDER_COLUMNS, last, f"A{FIRST}")
    sheet.page_setup.orientation = "portrait"


def _assumptions(sheet: Worksheet, made: Book) -> None:
    _begin(
        sheet,
        made,
        ASSUMPTIONS,
        "Nilai yang tidak disebut pada rencana diambil dari asumsi berikut.",
        ASSUMPTION_COLUMNS,
    )
    told = list(assumptions(made.agenda))
    for row, line in enumerate(told, FIRST):
        fit(sheet, row, zip(line, (20, 62, 78), strict=True))
        for column, text in enumerate(line, 1):
            put(sheet, row, column, text).alignment = Alignment(wrap_text=True, vertical="top")
    _end(sheet, ASSUMPTION_COLUMNS, FIRST + len(told) - 1, f"A{FIRST}")
