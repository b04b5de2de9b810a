"""The assessor's desk: a workbook with a sheet for each standard, locked but for the answers (`assess.desk` is its layout)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from lpse_docs.assess import desk
from lpse_docs.assess.returned import Judgement, judgement
from lpse_docs.exports import desk_guide
from lpse_docs.exports.sheets import RULED, describe, fit, formula, head, lock, lying, put, settled
from lpse_docs.model.assessment import Assessment, Status
from lpse_docs.model.evidence import Confidentiality
from lpse_docs.model.standard import Criterion, Standard
from lpse_docs.model.workspace import Workspace

WIDTHS: Mapping[str, float] = {
    "criterion": 10,
    "statement": 40,
    "demanded": 28,
    "status": 13,
    "reason": 20,
    "finding": 26,
    "recommendation": 26,
    "evidence": 14,
    "assessed_on": 13,
}
NOTES = ("Catatan asesor 1", "Catatan asesor 2", "Catatan asesor 3")
OPEN = Protection(locked=False)
PLACE = {name: number for number, name in enumerate(desk.COLUMNS, 1)}
LETTER = {name: get_column_letter(number) for name, number in PLACE.items()}
RUNNING = Alignment(wrap_text=False, vertical="top")  # words that run on over the empty cells beside them
CENTRED = Alignment(horizontal="center", vertical="top")
PROMPT = 250  # characters Excel shows of a prompt
GREY, PALE = PatternFill("solid", bgColor="D9D9D9"), PatternFill("solid", bgColor="F2F2F2")
LOOKS = (
    (Status.MET, Font(bold=True), GREY),
    (Status.PARTIAL, Font(italic=True), PALE),
    (Status.UNMET, Font(bold=True, underline="single"), PALE),
)


@dataclass(frozen=True)
class Desk:
    """Whose desk it is, and what stands on it."""

    workspace: Workspace
    assessment: Assessment
    assessor: str
    blind: bool

    @property
    def standards(self) -> tuple[Standard, ...]:
        """The standards within the scope."""
        scope = self.assessment.scorecard.scope.standards
        return tuple(item for item in self.workspace.standards if item.letter in scope)

    def held(self) -> dict[str, Judgement]:
        """What the source holds for every criterion: the scorecard, or the assessor's own blind marks alone."""
        results = self.assessment.result
        if self.blind:
            own = (item for item in self.assessment.blind if item.assessor == self.assessor)
            results = {item.criterion: item for marks in own for item in marks.results}
        return {item.id: judgement(results.get(item.id)) for standard in self.standards for item in standard.criteria}


def write(workspace: Workspace, assessment: Assessment, assessor: str = "", *, blind: bool = False) -> bytes:
    """The workbook of a period; the same sources give the same bytes.

    Args:
        workspace: Where the standards come from.
        assessment: The period.
        assessor: Whose desk it is; empty for the team's.
        blind: Whether it shows and takes this assessor's own marks instead of the scorecard.
    """
    made = Desk(workspace, assessment, assessor, blind)
    held = made.held()
    book = Workbook()
    book.remove(book.worksheets[0])
    desk_guide.write(book.create_sheet(desk.GUIDE), assessment, assessor, blind=blind)
    _summary(book.create_sheet(desk.SUMMARY), made)
    for standard in made.standards:
        _standard(book.create_sheet(desk.sheet_name(standard.letter)), made, standard, held)
    _base(book.create_sheet(desk.BASE), made, held)
    office, dated = workspace.office, assessment.scorecard.scored_on
    describe(
        book, f"Kertas kerja penilaian {assessment.scorecard.title}", f"{office.abbreviation} {office.region}", dated
    )
    book.calculation.fullCalcOnLoad = True
    return settled(book, dated)


def _range(standard: Standard) -> str:
    """The status cells of a standard, as a formula names them."""
    first, column = desk.HEAD_ROW + 1, LETTER["status"]
    return f"'{desk.sheet_name(standard.letter)}'!${column}${first}:${column}${first + len(standard.criteria) - 1}"


def _counts(standard: Standard) -> tuple[str, str, str]:
    """Formulas for criteria met, criteria that apply, criteria nobody assessed."""
    cells = _range(standard)
    met = f'COUNTIF({cells},"{Status.MET}")'
    applicable = f'{len(standard.criteria)}-COUNTIF({cells},"{Status.NOT_APPLICABLE}")'
    unassessed = f'COUNTIF({cells},"{Status.UNASSESSED}")+COUNTBLANK({cells})'
    return met, applicable, unassessed


def _summary(sheet: Worksheet, made: Desk) -> None:
    """Whole standards met, never a percentage; every number is a formula over the sheets."""
    standards, total = made.standards, len(made.workspace.standards)
    put(sheet, 1, 1, f"Ringkasan penilaian {made.assessment.scorecard.title}", bold=True).alignment = RUNNING
    first = 10
    last = first + len(standards) - 1
    for column, (name, width) in enumerate(SUMMARY_COLUMNS, 1):
        head(sheet, first - 1, column, name, width)
    for row, standard in enumerate(standards, first):
        put(sheet, row, 1, standard.letter.upper())
        put(sheet, row, 2, standard.name)
        for column, counted in enumerate(_counts(standard), 3):
            formula(sheet, row, column, f"={counted}")
            sheet.cell(row, column).alignment = CENTRED
        formula(sheet, row, 6, f'=IF(AND(D{row}>0,C{row}=D{row}),"terpenuhi","belum terpenuhi")')
    for row in range(first - 1, last + 1):
        for column in range(1, len(SUMMARY_COLUMNS) + 1):
            sheet.cell(row, column).border = RULED
    count = f'COUNTIF(F{first}:F{last},"terpenuhi")'
    open_ = f"SUM(E{first}:E{last})"
    lines = (
        f'="Standar terpenuhi menurut status: "&{count}&" dari {total}"',
        f'="Tahap menurut status: "&{_stage(made, count)}',
        f'=IF({open_}>0,"BELUM LENGKAP: "&{open_}&" kriteria belum dinilai","Semua kriteria dalam lingkup sudah dinilai")',
    )
    for row, line in enumerate(lines, 3):
        formula(sheet, row, 1, line, bold=True)
        sheet.cell(row, 1).alignment = RUNNING
    put(sheet, 6, 1, UNWEIGHED).alignment = RUNNING
    if made.assessment.scorecard.example:
        put(sheet, 7, 1, desk_guide.EXAMPLE, bold=True).alignment = RUNNING
    sheet.freeze_panes = f"A{first}"
    lying(sheet, f"{first - 1}:{first - 1}")
    lock(sheet)


SUMMARY_COLUMNS = (
    ("Huruf", 8),
    ("Standar", 56),
    ("Terpenuhi", 12),
    ("Berlaku", 12),
    ("Belum dinilai", 14),
    ("Hasil", 18),
)
UNWEIGHED = "Berkas bukti, pengesahan, dan masa berlakunya baru dihitung oleh program setelah berkas ini dikembalikan."


def _stage(made: Desk, count: str) -> str:
    """The stage whose mark is reached, as a formula."""
    marks = sorted(made.workspace.office.stages, key=lambda item: item.cumulative)
    words = '"belum mencapai tahap 1"'
    for stage in marks:
        words = f'IF({count}>={stage.cumulative},"tahap {stage.stage} ({stage.cumulative} standar)",{words})'
    return words


def _standard(sheet: Worksheet, made: Desk, standard: Standard, held: Mapping[str, Judgement]) -> None:
    card = made.assessment.scorecard
    put(sheet, 1, 1, f"{standard.letter.upper()}. {standard.name}", bold=True).alignment = RUNNING
    put(sheet, 2, 1, f"{standard.article}; {card.title}; kriteria kerja, bukan naskah resmi LKPP").alignment = RUNNING
    met, applicable, unassessed = _counts(standard)
    progress = f'={met}&" dari "&({applicable})&" kriteria terpenuhi menurut status; "&({unassessed})&" belum dinilai"'
    formula(sheet, 3, 1, progress)
    sheet.cell(3, 1).alignment = RUNNING
    if card.example:
        put(sheet, 4, 1, desk_guide.EXAMPLE, bold=True).alignment = RUNNING
    for name, title in desk.COLUMNS.items():
        head(sheet, desk.HEAD_ROW, PLACE[name], title, WIDTHS[name])
    for column, title in enumerate(NOTES, len(desk.COLUMNS) + 1):
        head(sheet, desk.HEAD_ROW, column, title, 24)
    for row, criterion in enumerate(standard.criteria, desk.HEAD_ROW + 1):
        _criterion(sheet, row, criterion, held[criterion.id])
        sheet.add_data_validation(_evidence_prompt(made.assessment, criterion, f"{LETTER['evidence']}{row}"))
    last = desk.HEAD_ROW + len(standard.criteria)
    _free_columns(sheet, last)
    _rules(sheet, last)
    for row in range(desk.HEAD_ROW, last + 1):
        for column in range(1, len(desk.COLUMNS) + len(NOTES) + 1):
            sheet.cell(row, column).border = RULED
    sheet.print_area = f"A1:{LETTER['assessed_on']}{last}"
    sheet.freeze_panes = f"C{desk.HEAD_ROW + 1}"
    if sheet.oddFooter:
        sheet.oddFooter.center.text = "&A, halaman &P dari &N"
    lying(sheet, f"{desk.HEAD_ROW}:{desk.HEAD_ROW}")
    lock(sheet)


def _criterion(sheet: Worksheet, row: int, criterion: Criterion, held: Judgement) -> None:
    demanded = "\n".join(f"{item.kind.value}: {item.item}" for item in criterion.evidence)
    texts = dict(zip(desk.ANSWERS, desk.written(held), strict=True))
    texts |= {"statement": criterion.statement, "demanded": demanded}
    fit(sheet, row, ((text, WIDTHS[name]) for name, text in texts.items()))
    for name, value in (("criterion", criterion.id), ("statement", criterion.statement), ("demanded", demanded)):
        put(sheet, row, PLACE[name], value)
    for name, text in zip(desk.ANSWERS, desk.written(held), strict=True):
        cell = put(sheet, row, PLACE[name], text)
        cell.protection = OPEN
        if not text:
            cell.value = None
    if held.assessed_on:
        _date(sheet.cell(row, PLACE["assessed_on"]), held.assessed_on)
    sheet.cell(row, PLACE["assessed_on"]).number_format = "yyyy-mm-dd"


def _date(cell: object, day: date) -> None:
    assert isinstance(cell, Cell)
    cell.value = day
    cell.data_type = "d"


def _free_columns(sheet: Worksheet, last: int) -> None:
    """The assessor's own columns; what stands there stays with him."""
    for row in range(desk.HEAD_ROW, last + 1):
        for column in range(len(desk.COLUMNS) + 1, len(desk.COLUMNS) + len(NOTES) + 1):
            cell = sheet.cell(row, column)
            cell.protection = OPEN
            if row > desk.HEAD_ROW:
                put(sheet, row, column, "").value = None
                sheet.cell(row, column).protection = OPEN


def _rules(sheet: Worksheet, last: int) -> None:
    """Lists to choose from, what is refused, and looks that follow the status."""
    first = desk.HEAD_ROW + 1
    for name, allowed in (("status", _statuses()), ("assessed_on", _days())):
        allowed.add(f"{LETTER[name]}{first}:{LETTER[name]}{last}")
        sheet.add_data_validation(allowed)
    column = LETTER["status"]
    for status, font, fill in LOOKS:
        # openpyxl gives its rules no types
        rule = FormulaRule([f'{column}{first}="{status}"'], font=font, fill=fill)
        sheet.conditional_formatting.add(f"{column}{first}:{column}{last}", rule)


def _statuses() -> DataValidation:
    return DataValidation(
        type="list",
        formula1=f'"{",".join(item.value for item in Status)}"',
        allow_blank=True,
        promptTitle="Status",
        prompt="Pilih dari daftar. Tidak berlaku memerlukan alasan.",
        errorTitle="Status tidak dikenal",
        error="Pilih salah satu status dari daftar.",
        showErrorMessage=True,
        showInputMessage=True,
    )


def _days() -> DataValidation:
    return DataValidation(
        type="date",
        operator="between",
        formula1="36526",  # 2000-01-01
        formula2="73050",  # 2099-12-31
        allow_blank=True,
        promptTitle="Tanggal penilaian",
        prompt="Tulis tanggal, misalnya 2026-06-30.",
        errorTitle="Bukan tanggal",
        error="Tulis tanggal yang sah, misalnya 2026-06-30.",
        showErrorMessage=True,
        showInputMessage=True,
    )


def _evidence_prompt(assessment: Assessment, criterion: Criterion, place: str) -> DataValidation:
    """What is registered for a criterion, shown when its cell is entered; nothing is refused."""
    told = [
        item.id if item.confidentiality is Confidentiality.CLASSIFIED else f"{item.id} {item.title}"
        for item in assessment.register.evidence
        if criterion.id in item.criteria
    ]
    words = "Pisahkan kode dengan koma. " + ("Terdaftar: " + "; ".join(told) if told else "Belum ada bukti terdaftar.")
    prompt = words if len(words) <= PROMPT else f"{words[: PROMPT - 3]}..."
    rule = DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1="2000",
        allow_blank=True,
        promptTitle="Kode bukti",
        prompt=prompt,
        showInputMessage=True,
        showErrorMessage=False,
    )
    rule.add(place)
    return rule


def _base(sheet: Worksheet, made: Desk, held: Mapping[str, Judgement]) -> None:
    """What the file was made from; hidden, and locked like the rest."""
    card = made.assessment.scorecard
    facts = (
        desk.FORMAT,
        made.assessment.period,
        made.assessor,
        "ya" if made.blind else "tidak",
        card.criteria_digest,
        desk.base_digest(held),
    )
    for row, (name, value) in enumerate(zip(desk.FACTS, facts, strict=True), 1):
        _row(sheet, row, (name, value))
    _row(sheet, desk.BASE_HEAD_ROW, desk.BASE_COLUMNS)
    places = {item.id: desk.sheet_name(one.letter) for one in made.standards for item in one.criteria}
    for row, (code, what) in enumerate(held.items(), desk.BASE_HEAD_ROW + 1):
        _row(sheet, row, (code, places[code], *desk.written(what)))
    sheet.sheet_state = "hidden"
    lock(sheet)


def _row(sheet: Worksheet, row: int, values: Iterable[str]) -> None:
    for column, value in enumerate(values, 1):
        if value:
            put(sheet, row, column, value)
