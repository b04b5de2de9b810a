"""Where everything stands in the workbook of a plan: sheets, rows, and ranges as formulas name them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from openpyxl.cell import Cell
from openpyxl.styles import Alignment
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from lpse_docs.exports.agenda import Agenda, Entry
from lpse_docs.exports.sheets import RULED, lock, lying
from lpse_docs.model.plan import Placing
from lpse_docs.model.standard import Standard
from lpse_docs.planning.calendar import TENTHS, Period
from lpse_docs.planning.packages import Package, ground

SUMMARY, SCHEDULE, LOAD, MATRIX, BUDGET = "Ringkasan", "Jadwal", "Beban", "Matriks", "Anggaran"
ORDER, SHARES, ASSUMPTIONS = "Urutan", "Sebaran", "Asumsi"
EPOCH = date(1899, 12, 30)  # of days as numbers
WAITING = "menunggu"
UNSCHEDULED, KEPT, BROKEN = "belum terjadwal", "sesuai", "dilanggar"
FIRST = 4  # first row below the heads
HEAD = 9  # of the first table of the summary
DATE = "[$-421]d mmm yyyy;;"  # no day is a zero, and shows nothing
DAYS, MONEY = "#,##0.0", "#,##0"
RUNNING = Alignment(wrap_text=False, vertical="top")  # words that run on over the empty cells beside them


def cells(sheet: str, column: str, first: int, last: int) -> str:
    """A column of cells as a formula names it; never empty."""
    return f"{sheet}!${column}${first}:${column}${max(first, last)}"


def ruled(sheet: Worksheet, first: int, last: int, columns: int) -> None:
    """Lines around the cells of a table; days and counts in the middle of theirs."""
    for row in range(first, last + 1):
        for column in range(1, columns + 1):
            cell = sheet.cell(row, column)
            cell.border = RULED
            if row > first and cell.number_format in {DATE, "0"}:
                cell.alignment = Alignment(horizontal="center", vertical="top")


def printed(sheet: Worksheet, repeated: str, area: str, *, upright: bool = False, whole: bool = False) -> None:
    """Ready for the printer, lying or upright, `whole` on one page, and locked but for what may be changed."""
    if sheet.oddFooter:
        sheet.oddFooter.center.text = "&A, halaman &P dari &N"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.print_area = area
    lying(sheet, repeated)
    if upright:
        sheet.page_setup.orientation = "portrait"
    if whole:
        sheet.page_setup.fitToHeight = 1
    lock(sheet)


def made_by(item: Package) -> str:
    """The code of what a package helps to make that others wait for: the grounds of its standard; or nothing."""
    return ground(item.letter) if item.grounds and item.letter else ""


def named_wait(code: str) -> str:
    """`dasar standar A` for what a standard rests on; a package by its code."""
    return f"dasar standar {code.removeprefix(ground('')).upper()}" if code.startswith(ground("")) else code


@dataclass(frozen=True)
class Book:
    """The plan, the rows it takes on each sheet, and what formulas come to."""

    agenda: Agenda
    values: dict[tuple[str, str], str | float] = field(default_factory=dict)

    def tell(self, cell: Cell, value: str | float | date | None) -> None:
        """Keep what the formula of a cell comes to; no day is a zero."""
        known = (value - EPOCH).days if isinstance(value, date) else value
        self.values[cell.parent.title, cell.coordinate] = known if known is not None else 0

    @property
    def periods(self) -> Sequence[Period]:
        """The planning periods."""
        return self.agenda.outlook.draft.calendar.periods

    @property
    def standards(self) -> Sequence[Standard]:
        """The standards that the score counts."""
        letters = self.agenda.outlook.standards_met_on
        return [item for item in self.agenda.workspace.standards if item.letter in letters]

    @property
    def period_rows(self) -> tuple[int, int]:
        """First and last row of the planning periods on the summary, below the stages."""
        first = HEAD + len(self.agenda.outlook.stages) + 3
        return first, first + len(self.periods) - 1

    @property
    def standard_rows(self) -> tuple[int, int]:
        """First and last row of the standards on the summary, below the planning periods."""
        first = self.period_rows[1] + 3
        return first, first + len(self.standards) - 1

    @cached_property
    def row(self) -> Mapping[str, int]:
        """Rows of the packages on the schedule."""
        return {item.package.id: row for row, item in enumerate(self.agenda.entries, FIRST)}

    @property
    def schedule_last(self) -> int:
        """The last row of the schedule: packages, and below them what only waits."""
        return max(FIRST, FIRST + len(self.agenda.entries) + len(self.agenda.waits) - 1)

    @cached_property
    def shares(self) -> Sequence[tuple[Entry, int]]:
        """Packages with the places of the planning periods they lie in."""
        return [(item, part) for item in self.agenda.entries if item.task for part in range(item.span)]

    @property
    def shares_last(self) -> int:
        """The last row of the shares."""
        return max(FIRST, FIRST + len(self.shares) - 1)

    @cached_property
    def units(self) -> Sequence[str]:
        """Units with a capacity, then those that only have work."""
        working = [item.package.unit for item in self.agenda.entries if item.task and item.package.unit]
        return list(dict.fromkeys([*self.agenda.outlook.draft.problem.capacity, *working]))

    @cached_property
    def loads(self) -> Sequence[tuple[str, int]]:
        """Units with the places of the planning periods."""
        return [(unit, place) for unit in self.units for place in range(len(self.periods))]

    @property
    def load_last(self) -> int:
        """The last row of the loads."""
        return max(FIRST, FIRST + len(self.loads) - 1)

    @property
    def years(self) -> Sequence[int]:
        """The years of the plan and of its budgets."""
        return sorted({item.start.year for item in self.periods} | set(self.agenda.outlook.draft.problem.budgets))

    @cached_property
    def waits(self) -> Sequence[tuple[Entry, str, tuple[int, ...]]]:
        """Packages with each thing they wait for, as people call it, and the rows of the packages behind it."""
        found: list[tuple[Entry, str, tuple[int, ...]]] = []
        for entry in self.agenda.entries:
            for code in dict.fromkeys(entry.package.after) if entry.task else ():
                rows = tuple(self.row[it.id] for it in entry.before if code in {it.id, made_by(it)})
                found += [(entry, named_wait(code), rows)] if rows else []
        return found

    def label(self, unit: str) -> str:
        """A unit as people know it; by its code too where two have one name."""
        name = self.agenda.unit(unit)
        alike = sum(post.name == name for post in self.agenda.workspace.post.values())
        return f"{name} ({unit})" if alike > 1 else name

    def capacity(self, unit: str, place: int) -> float:
        """Person-days a unit can give in a planning period."""
        parts = self.agenda.outlook.draft.problem.capacity.get(unit)
        return parts[place] / TENTHS if parts else 0

    def load(self, unit: str, place: int) -> float:
        """Person-days a unit works in a planning period."""
        parts = self.agenda.outlook.load.get(unit)
        return parts[place] if parts else 0

    def spent(self, year: int) -> int:
        """What the packages cost that begin in a year."""
        return self.agenda.outlook.spent.get(year, 0)

    def told(self, year: int) -> tuple[int, int]:
        """How many of the packages that begin in a year have a cost that somebody told, and how many have none."""
        begun = [it for it in self.agenda.entries if it.placing and it.placing.bucket.startswith(f"{year}-")]
        told = sum(it.package.estimated for it in begun)
        return told, len(begun) - told

    def period_of(self, entry: Entry, part: int) -> str:
        """The code of a planning period that a package lies in; nothing without a place or beyond the plan."""
        if entry.placing is None:
            return ""
        at = self.agenda.outlook.draft.calendar.index[entry.placing.bucket] + part
        return self.periods[at].code if at < len(self.periods) else ""

    def ready(self, rows: Sequence[int]) -> date | None:
        """The last day that is waited for until packages are ready; None when one of them has no place."""
        before = [self.agenda.entries[row - FIRST].package for row in rows]
        days = [self.agenda.outlook.counts_on(item) for item in before]
        known = [day for day in days if day]
        return max(known) if len(known) == len(days) else None

    def kept(self, entry: Entry, rows: Sequence[int]) -> str:
        """Whether a package waits for others as it has to."""
        if entry.placing is None:
            return UNSCHEDULED
        ready, later = self.ready(rows), any(self.agenda.entries[row - FIRST].days for row in rows)
        return KEPT if ready and (entry.placing.start - ready).days >= later else BROKEN

    def effort(self, entry: Entry) -> float:
        """Person-days as they are counted: in whole tenths."""
        return round(entry.package.effort * TENTHS) / TENTHS

    def offset(self, placing: Placing | None) -> int:
        """Days from the first day of its planning period to the first day of a package."""
        if placing is None:
            return 0
        calendar = self.agenda.outlook.draft.calendar
        return (placing.start - calendar.periods[calendar.index[placing.bucket]].start).days

    def place(self, cell: str) -> str:
        """The place of a planning period among all, as a formula."""
        return f"MATCH({cell},{cells(SUMMARY, 'A', *self.period_rows)},0)"
