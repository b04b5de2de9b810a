"""The assessor's workbook on its way back: rows are known by their codes, whatever their order (`assess.desk`)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook

from lpse_docs.assess import desk
from lpse_docs.assess.returned import Judgement, Returned
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.assessment import Status
from lpse_docs.model.standard import Criterion
from lpse_docs.model.workspace import Workspace
from lpse_docs.returns import faults
from lpse_docs.returns.spreadsheet import is_formula, opened
from lpse_docs.returns.values import codes, day, nearest_status, status, words

ROWS, COLUMNS, HEADS_WITHIN = 2000, 60, 40  # how far a sheet is looked through
MOST_MERGED = 50  # areas of a sheet that are told
FEW = 3  # codes named in a line about many
TITLES = {title.lower(): name for name, title in desk.COLUMNS.items()}


def read(name: str, data: bytes, workspace: Workspace) -> tuple[Returned | None, list[Diagnostic]]:
    """What a filled workbook says.

    Args:
        name: Name of the file, for messages.
        data: Its bytes.
        workspace: The workspace it is brought back to.
    """
    book, found = opened(name, data)
    if book is None:
        return None, found
    facts, base, why = _origin(book)
    if why:
        return None, [faults.not_ours(name, why)]
    desks = _Reading(name, workspace, base)
    for sheet in book.worksheets:
        if sheet.title not in (desk.GUIDE, desk.SUMMARY, desk.BASE):
            desks.sheet(sheet)
    desks.missing()
    if desks.untrusted:
        return None, desks.found
    returned = Returned(
        file=name,
        period=facts["period"],
        assessor=facts["assessor"],
        blind=facts["blind"] == "ya",
        criteria_digest=facts["criteria_digest"],
        base=base,
        filled=desks.filled,
        places=desks.places,
    )
    return returned, desks.found


def _origin(book: Workbook) -> tuple[dict[str, str], dict[str, Judgement], str]:
    """What the file was made from, or why that cannot be known."""
    if desk.BASE not in book.sheetnames:
        return {}, {}, f"bukan buku kerja penilaian: lembar {desk.BASE} tidak ada"
    sheet = book[desk.BASE]
    rows = [[words(value) or "" for value in row[:COLUMNS]] for row in _rows(sheet)]
    facts = {row[0]: row[1] for row in rows[: len(desk.FACTS)] if len(row) > 1}
    if set(desk.FACTS) - set(facts):
        return {}, {}, f"catatan asal pada lembar {desk.BASE} tidak lengkap"
    if facts["format"] != desk.FORMAT:
        return {}, {}, f"dibuat oleh versi lain ({facts['format']})"
    base: dict[str, Judgement] = {}
    for row in rows[desk.BASE_HEAD_ROW :]:
        cells = dict(zip(desk.BASE_COLUMNS, row, strict=False))
        if cells.get("criterion"):
            held = _held(cells)
            if held is None:
                return {}, {}, f"catatan asal pada lembar {desk.BASE} rusak"
            base[cells["criterion"]] = held
    if desk.base_digest(base) != facts["base_digest"]:
        return {}, {}, f"catatan asal pada lembar {desk.BASE} diubah"
    return facts, base, ""


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    return iter(
        sheet.iter_rows(max_row=min(sheet.max_row, ROWS), max_col=min(sheet.max_column, COLUMNS), values_only=True)
    )


def _held(cells: Mapping[str, str]) -> Judgement | None:
    """A row of the base sheet as a judgement."""
    said, told = status(cells.get("status", "")), cells.get("assessed_on", "")
    if said is None or (told and day(told) is None):
        return None
    return Judgement(
        status=said,
        reason=words(cells.get("reason")),
        finding=words(cells.get("finding")),
        recommendation=words(cells.get("recommendation")),
        evidence=codes(cells.get("evidence", "")),
        assessed_on=day(told) if told else None,
    )


@dataclass
class _Reading:
    """Goes over the sheets and gathers what they say, where, and what is wrong."""

    file: str
    workspace: Workspace
    base: Mapping[str, Judgement]
    filled: dict[str, Judgement] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    lost: set[tuple[str, int]] = field(default_factory=set)
    unproven: list[tuple[str, str]] = field(default_factory=list)
    untrusted: bool = False

    def __post_init__(self) -> None:
        self.criteria = {item.id: item for _, item in self.workspace.criteria()}

    def sheet(self, sheet: Any) -> None:
        """One sheet; a sheet without our heads belongs to the assessor."""
        head = self._head(sheet)
        if head is None:
            if sheet.title in {desk.sheet_name(letter) for letter in self.workspace.standard}:
                self.found.append(faults.incomplete(sheet.title, self.file, "baris kepala kolom tidak ditemukan"))
            return
        first, headed = head
        columns = {name: places[0] for name, places in headed.items()}  # an own column stands to the right of ours
        self._twice(sheet, first, headed)
        self._merged(sheet, first, columns)
        if lacking := [title for name, title in desk.COLUMNS.items() if name not in columns]:
            self.found.append(faults.incomplete(sheet.title, self.file, f"kolom {', '.join(lacking)} tidak ada"))
            return
        self.unproven = []
        order = [
            code for row in range(first + 1, min(sheet.max_row, ROWS) + 1) if (code := self._row(sheet, row, columns))
        ]
        if order != sorted(order, key=list(self.criteria).index):
            self.found.append(faults.sorted_anew(sheet.title, self.file))
        self._weak()

    def _head(self, sheet: Any) -> tuple[int, dict[str, list[int]]] | None:
        """The row of the column heads, and all columns with each of them."""
        for number, row in enumerate(_rows(sheet), 1):
            if number > HEADS_WITHIN:
                return None
            columns: dict[str, list[int]] = {}
            for place, value in enumerate(row, 1):
                if name := TITLES.get(" ".join(str(value).lower().split())):
                    columns.setdefault(name, []).append(place)
            if {"criterion", "status"} <= set(columns):
                return number, columns
        return None

    def _twice(self, sheet: Any, row: int, headed: Mapping[str, Sequence[int]]) -> None:
        """Heads that stand there again: which of the columns is meant cannot be known."""
        for name, places in headed.items():
            ours, *others = (sheet.cell(row, place).coordinate for place in places)
            for other in others:
                where = f"{sheet.title}!{other}"
                self.found.append(faults.head_twice(where, self.file, desk.COLUMNS[name], f"{sheet.title}!{ours}"))
                self.untrusted = True

    def _merged(self, sheet: Any, first: int, columns: Mapping[str, int]) -> None:
        """Answers of several cells put into one: those below or beside the first are gone."""
        mine = {columns[name] for name in ("criterion", *desk.ANSWERS) if name in columns}
        areas = [
            area
            for area in sheet.merged_cells.ranges
            if area.max_row > first and any(area.min_col <= column <= area.max_col for column in mine)
        ]
        areas.sort(key=lambda area: (area.min_row, area.min_col))
        self.found += [faults.cells_merged(f"{sheet.title}!{area.coord}", self.file) for area in areas[:MOST_MERGED]]
        for area in areas:
            self.lost.update((sheet.title, row) for row in range(area.min_row, min(area.max_row, ROWS) + 1))

    def _row(self, sheet: Any, row: int, columns: Mapping[str, int]) -> str | None:
        """One row; the code of its criterion when it has a known one."""
        cells = {name: sheet.cell(row, column) for name, column in columns.items()}
        code = words(cells["criterion"].value)
        where = f"{sheet.title}!{cells['criterion'].coordinate}"
        if code is None:
            if any(words(cells[name].value) for name in desk.ANSWERS):
                self.found.append(faults.incomplete(where, self.file, "baris yang diisi ini tidak berkode kriteria"))
            return None
        if code not in self.criteria or code not in self.base:
            self.found.append(faults.incomplete(where, self.file, f"kode {code} tidak dikenal"))
            return None
        if code in self.seen:
            message = f"kode {code} tertulis dua kali, juga di {self.seen[code]}"
            self.found.append(faults.incomplete(where, self.file, message))
            self.filled.pop(code, None)
            return None
        self.seen[code] = where
        self._locked(cells, self.criteria[code], sheet.title)
        if (sheet.title, row) not in self.lost:
            self._answers(cells, code, sheet.title)
        return code

    def _locked(self, cells: Mapping[str, Any], criterion: Criterion, title: str) -> None:
        demanded = "\n".join(f"{item.kind.value}: {item.item}" for item in criterion.evidence)
        for name, text in (("statement", criterion.statement), ("demanded", demanded)):
            if (words(cells[name].value) or "").split() != text.split():
                where = f"{title}!{cells[name].coordinate}"
                self.found.append(faults.locked(where, self.file, f"kolom {desk.COLUMNS[name]}"))

    def _answers(self, cells: Mapping[str, Any], code: str, title: str) -> None:
        """The answers of one row; a row with a fault is left out."""
        places = {name: f"{title}!{cells[name].coordinate}" for name in desk.ANSWERS}
        faulty = list(self._faults(cells, places))
        self.found += faulty
        if faulty:
            return
        told = words(cells["assessed_on"].value)
        made = Judgement(
            status=status(words(cells["status"].value) or "") or Status.UNASSESSED,
            reason=words(cells["reason"].value),
            finding=words(cells["finding"].value),
            recommendation=words(cells["recommendation"].value),
            evidence=codes(words(cells["evidence"].value) or ""),
            assessed_on=day(cells["assessed_on"].value) if told else None,
        )
        self.filled[code] = made
        self.places |= {(code, name): place for name, place in places.items()}
        if made.status is Status.MET and not made.evidence:
            self.unproven.append((code, places["evidence"]))

    def _faults(self, cells: Mapping[str, Any], places: Mapping[str, str]) -> Iterator[Diagnostic]:
        """What cannot be read as a value."""
        for name, place in places.items():
            if is_formula(cells[name]):
                yield faults.bad_value(place, self.file, "berisi rumus")
                return
            if cells[name].data_type == "e":
                yield faults.bad_value(place, self.file, f"berisi kesalahan hitung {cells[name].value}")
                return
        given = words(cells["status"].value) or ""
        if status(given) is None:
            yield faults.bad_status(places["status"], self.file, given, nearest_status(given))
        value = cells["assessed_on"].value
        if (told := words(value)) and day(value) is None:
            yield faults.bad_date(places["assessed_on"], self.file, told)

    def _weak(self) -> None:
        """The statuses of a sheet that will not count, in one line: nothing is cited for them."""
        weak, place = [code for code, _ in self.unproven], self.unproven[0][1] if self.unproven else ""
        if len(weak) == 1:
            self.found.append(faults.weak_proof(place, self.file, f"{weak[0]} terpenuhi tanpa bukti"))
        elif weak:
            named = ", ".join(weak[:FEW]) + (f", dan {len(weak) - FEW} lagi" if len(weak) > FEW else "")
            what = f"{len(weak)} kriteria terpenuhi tanpa bukti ({named})"
            self.found.append(faults.weak_proof(place, self.file, what))

    def missing(self) -> None:
        """Rows and whole sheets that are gone."""
        for standard in self.workspace.standards:
            mine = [item.id for item in standard.criteria if item.id in self.base]
            gone = [code for code in mine if code not in self.seen]
            place = desk.sheet_name(standard.letter)
            if mine and len(gone) == len(mine):
                self.found.append(faults.incomplete(place, self.file, "lembar ini tidak ada atau tidak dikenali"))
            elif gone:
                self.found.append(faults.incomplete(place, self.file, f"baris {', '.join(gone)} tidak ada"))
