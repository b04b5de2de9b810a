"""The first sheet of the workbook of a plan: what was promised by when, and when it is reached, as formulas."""

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from lpse_docs.amounts import dotted
from lpse_docs.exports.plan_cells import (
    BROKEN,
    DATE,
    FIRST,
    HEAD,
    ORDER,
    RUNNING,
    SCHEDULE,
    SHARES,
    WAITING,
    Book,
    cells,
    printed,
    ruled,
)
from lpse_docs.exports.sheets import fit, formula, head, number, put
from lpse_docs.model.dates import said
from lpse_docs.model.plan import GoalReached
from lpse_docs.planning.problem import Goal

WIDTHS = (12, 52, 16, 16, 16, 24)
STAGE_HEADS = ("Tahap", "Standar pada tahap ini", "Jumlah standar", "Tenggat", "Tercapai", "Hasil")
PERIOD_HEADS = ("Kode", "Periode rencana", "Awal", "Akhir", "Standar terpenuhi", "Hari-orang terjadwal")
STANDARD_HEADS = ("Huruf", "Standar", "Tahap", "Paket kerja", "Terpenuhi", "Hasil")
GOAL_HEADS = ("", "Sasaran penjadwalan", "Hasil", "Satuan", "Masih mungkin lebih baik?", "Keterangan")
UNITS = {
    Goal.TARGETS.value: "hari terlambat",
    Goal.PLACED.value: "paket tanpa tempat",
    Goal.EARLY.value: "poin",
    Goal.LEVEL.value: "per seribu",
    Goal.ONGOING.value: "poin",
    Goal.STABLE.value: "paket berpindah",
}
TALL = 28  # points of a head in two lines
WHOLE = 80  # rows that one page still holds in a size that can be read
NO_STAGE = "-"


def write(sheet: Worksheet, made: Book) -> None:
    """Stages against their dates, standards met at the end of each planning period, standards with their day."""
    _told(sheet, made)
    _stages(sheet, made)
    _periods(sheet, made)
    _standards(sheet, made)
    last = _goals(sheet, made)
    sheet.freeze_panes = "A2"
    printed(sheet, "1:1", f"A1:F{last}", upright=True, whole=last <= WHOLE)


def _told(sheet: Worksheet, made: Book) -> None:
    schedule = made.agenda.outlook.schedule
    approved = f"disetujui {said(schedule.approved_on)}" if schedule.approved_on else "belum disetujui"
    put(sheet, 1, 1, made.agenda.title, bold=True).alignment = RUNNING
    put(sheet, 2, 1, f"Disusun {said(schedule.made_on)}, {approved}. Cara: {schedule.method}.").alignment = RUNNING
    put(sheet, 3, 1, "Sel kuning pada lembar lain dapat diubah; ringkasan ini ikut berubah.").alignment = RUNNING
    first, last = made.standard_rows
    met = f'COUNTIF({_own("E", first, last)},">0")'
    outlook = made.agenda.outlook
    head = "Standar terpenuhi bila rencana dijalankan: "
    many = sum(outlook.standards_met_on[it.letter] is not None for it in made.standards)
    share = formula(sheet, 4, 1, f'="{head}"&{met}&" dari {len(made.standards)}"', bold=True)
    made.tell(share, f"{head}{many} dari {len(made.standards)}")
    broken = f'COUNTIF({cells(ORDER, "E", FIRST, FIRST + len(made.waits))},"dilanggar")'
    text = f'=IF({broken}=0,"Urutan paket kerja sesuai.","URUTAN DILANGGAR: "&{broken}&" kali, lihat lembar {ORDER}")'
    times = sum(made.kept(entry, rows) == BROKEN for entry, _, rows in made.waits)
    fine = "Urutan paket kerja sesuai."
    made.tell(formula(sheet, 5, 1, text), f"URUTAN DILANGGAR: {times} kali, lihat lembar {ORDER}" if times else fine)
    idle = f"COUNTBLANK({cells(SCHEDULE, 'H', FIRST, made.schedule_last)})"
    lost = sum(not entry.placing and not entry.package.done_on for entry in made.agenda.entries)
    left = formula(sheet, 6, 1, f'="Paket kerja tanpa periode rencana: "&{idle}')
    made.tell(left, f"Paket kerja tanpa periode rencana: {lost}")
    for row in (4, 5, 6):
        sheet.cell(row, 1).alignment = RUNNING


def _own(column: str, first: int, last: int) -> str:
    return f"${column}${first}:${column}${max(first, last)}"


def _heads(sheet: Worksheet, row: int, names: tuple[str, ...]) -> None:
    for column, (name, width) in enumerate(zip(names, WIDTHS, strict=True), 1):
        head(sheet, row, column, name, width)


def _rule(sheet: Worksheet, first: int, last: int) -> None:
    ruled(sheet, first, last, len(WIDTHS))


def _goals(sheet: Worksheet, made: Book) -> int:
    """What the schedule reached when it was made, and what none can better; the last row of the sheet."""
    first = made.standard_rows[1] + 3
    _heads(sheet, first - 1, GOAL_HEADS)
    sheet.row_dimensions[first - 1].height = TALL
    for row, item in enumerate(made.agenda.outlook.schedule.reached, first):
        put(sheet, row, 2, f"{item.goal[:1].upper()}{item.goal[1:]}")
        value = len(made.agenda.outlook.schedule.unplaced) if item.goal == Goal.PLACED.value else item.value
        number(sheet, row, 3, value, "#,##0")
        put(sheet, row, 4, UNITS.get(item.goal, "")).alignment = Alignment(vertical="top", indent=1)
        put(sheet, row, 5, "tidak" if item.proven else "belum diketahui")
        put(sheet, row, 6, proof(item, made.agenda.outlook.draft.plan.step.value))
    last = first + len(made.agenda.outlook.schedule.reached) - 1
    _rule(sheet, first - 1, last)
    return last


def proof(item: GoalReached, step: str) -> str:
    """What is known of a better value: all is counted by planning period."""
    if item.proven:
        return f"terbukti, per {step}"
    return "tidak ada batas yang berarti" if item.vague else f"sedikitnya {dotted(item.bound)}, per {step}"


def _stages(sheet: Worksheet, made: Book) -> None:
    """The day of a stage is that of the last of its standards and of those before it."""
    _heads(sheet, HEAD, STAGE_HEADS)
    stages, days = (_own(column, *made.standard_rows) for column in "CE")
    due = {item.stage: item.by for item in made.agenda.outlook.draft.plan.targets}
    for row, stage in enumerate(made.agenda.outlook.stages, HEAD + 1):
        number(sheet, row, 1, stage.stage, "0")
        put(sheet, row, 2, ", ".join(letter.upper() for letter in stage.standards))
        number(sheet, row, 3, stage.cumulative, "0")
        number(sheet, row, 4, due.get(stage.stage), DATE)
        missing = f'COUNTIFS({stages},"<="&A{row},{days},0)'
        latest = f"SUMPRODUCT(MAX(({stages}<=A{row})*{days}))"
        on, by = made.agenda.outlook.stage_on(stage), due.get(stage.stage)
        made.tell(formula(sheet, row, 5, f"=IF({missing}>0,0,{latest})", form=DATE), on)
        late = f'IF(D{row}="","tanpa tenggat",IF(E{row}<=D{row},"sesuai tenggat","terlambat "&(E{row}-D{row})&" hari"))'
        kept = "tanpa tenggat" if by is None else "sesuai tenggat" if on is None or on <= by else ""
        told = kept or f"terlambat {(on - by).days if on and by else 0} hari"
        made.tell(formula(sheet, row, 6, f'=IF(E{row}=0,"tidak tercapai",{late})'), told if on else "tidak tercapai")
    _rule(sheet, HEAD, HEAD + len(made.agenda.outlook.stages))


def _periods(sheet: Worksheet, made: Book) -> None:
    first, last = made.period_rows
    _heads(sheet, first - 1, PERIOD_HEADS)
    days = _own("E", *made.standard_rows)
    codes, efforts = (cells(SHARES, column, FIRST, made.shares_last) for column in "EF")
    for row, period in enumerate(made.periods, first):
        put(sheet, row, 1, period.code)
        put(sheet, row, 2, period.name)
        number(sheet, row, 3, period.start, DATE)
        number(sheet, row, 4, period.end, DATE)
        met = formula(sheet, row, 5, f'=COUNTIFS({days},">0",{days},"<="&D{row})', form="0")
        made.tell(met, made.agenda.outlook.met(period.end))
        takes = formula(sheet, row, 6, f"=SUMPRODUCT(({codes}=A{row})*{efforts})", form="#,##0.0")
        made.tell(takes, sum(made.load(unit, row - first) for unit in made.units))
    _rule(sheet, first - 1, last)


def _standards(sheet: Worksheet, made: Book) -> None:
    """A standard is met when its last package counts, and never while one of them has no place."""
    first, last = made.standard_rows
    _heads(sheet, first - 1, STANDARD_HEADS)
    letters, days, periods = (cells(SCHEDULE, column, FIRST, made.schedule_last) for column in "DNH")
    stage = {letter: item.stage for item in made.agenda.outlook.stages for letter in item.standards}
    scored = made.agenda.outlook.draft.scored
    for row, standard in enumerate(made.standards, first):
        put(sheet, row, 1, standard.letter.upper())
        put(sheet, row, 2, standard.name)
        fit(sheet, row, ((standard.name, WIDTHS[1]),))
        if standard.letter in stage:
            number(sheet, row, 3, stage[standard.letter], "0")
        else:
            put(sheet, row, 3, NO_STAGE)
        many = sum(entry.package.letter == standard.letter for entry in made.agenda.entries)
        on = made.agenda.outlook.standards_met_on[standard.letter]
        made.tell(formula(sheet, row, 4, f'=COUNTIFS({letters},A{row},{periods},"<>{WAITING}")', form="0"), many)
        if standard.letter in made.agenda.outlook.opened:
            number(sheet, row, 5, 0, DATE)
        elif scored.standard(standard.letter).met:
            number(sheet, row, 5, scored.on, DATE)
        else:
            wanting = f"OR(COUNTIF({letters},A{row})=0,COUNTIFS({letters},A{row},{days},0)>0)"
            met = formula(sheet, row, 5, f"=IF({wanting},0,SUMPRODUCT(MAX(({letters}=A{row})*{days})))", form=DATE)
            made.tell(met, on)
        text = f'=IF(E{row}=0,"tidak terpenuhi",IF(E{row}<=C{made.period_rows[0]},"telah terpenuhi","terpenuhi"))'
        already = on is not None and on <= made.periods[0].start
        told = "tidak terpenuhi" if on is None else "telah terpenuhi" if already else "terpenuhi"
        made.tell(formula(sheet, row, 6, text), told)
    _rule(sheet, first - 1, last)
