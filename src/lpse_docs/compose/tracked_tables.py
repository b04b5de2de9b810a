"""Tables, charts and signatures of the review of a plan."""

from collections.abc import Iterator, Sequence
from datetime import date

from lpse_docs.amounts import dotted
from lpse_docs.compose.cells import cell, header, lines
from lpse_docs.compose.flow import Drafting
from lpse_docs.compose.law import long_date
from lpse_docs.compose.office import short_name, title_page
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import in_a_row
from lpse_docs.compose.plan_charts import gantt_of, load_of
from lpse_docs.compose.plan_figures import figures_of
from lpse_docs.compose.plan_frame import signatures
from lpse_docs.compose.plan_names import served
from lpse_docs.compose.planned import Unit
from lpse_docs.compose.template import Fragment, printed
from lpse_docs.compose.tracked import PLACES, Prospect, Pursued, Tally, figures, pursued
from lpse_docs.document.blocks import Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import Inline, Strong, text
from lpse_docs.document.roles import Role
from lpse_docs.model.office import Stage
from lpse_docs.model.plan import Placing
from lpse_docs.planning.track import Standing, Tracked

COLUMNS = (
    "Paket", "Jatuh tempo", "Selesai", "Terlambat", "Selesai lebih awal", "Sedang berjalan", "Dimulai lebih awal",
    "Belum dimulai", "Belum terjadwal",
)  # fmt: skip
WIDTHS = (22, 12, 13, 14, 18, 14, 15, 16, 19, 17)
UNKNOWN = "belum diketahui"
SIGNERS = (
    ("Disusun oleh", "kepala-lpse", "pemantauan-rencana-disusun"),
    ("Diketahui oleh", "sekretaris-daerah", "pemantauan-rencana-diketahui"),
)


def tracked_cover(period: Period, title: str) -> Fragment:
    """Title page with the title of the plan, of the year of the scoring date."""
    held = pursued(period)
    return title_page(period.workspace.office, printed(title), held.plan.plan.title, period.on.year)


def tracked_units_table(period: Period) -> Fragment:
    """How the packages of every unit stand."""
    held = pursued(period)
    rows = [_tallied(unit.short, held.of(unit.code), held.on) for unit in held.units]
    return _tallies("Keadaan paket kerja menurut unit", "Unit", [*rows, _tallied("Jumlah", held.review.items, held.on)])


def tracked_stages_table(period: Period) -> Fragment:
    """How the packages of every stage stand; those of SOPs and the office's own serve no single one."""
    held = pursued(period)
    stages: Sequence[Stage | None] = (*held.plan.outlook.stages, None)
    rows = [
        _tallied(f"Tahap {it.stage}" if it else "SOP dan lainnya", held.of_stage(it), held.on)
        for it in stages
        if it or held.of_stage(None)
    ]
    return _tallies("Keadaan paket kerja menurut tahap", "Tahap", rows)


def _tallied(name: str, items: Sequence[Tracked], on: date) -> Row:
    numbers = (cell(str(number), Role.CELL_CENTER) for number in Tally.of(items, on).numbers)
    return Row((cell(name, Role.CELL_LABEL), *numbers))


def _tallies(title: str, first: str, rows: Sequence[Row]) -> Fragment:
    return Fragment((Table(WIDTHS, tuple(rows), title, (header(first, *COLUMNS),)),))


def tracked_promises_table(period: Period) -> Fragment:
    """Every stage: its target, the day agreed on, and the day of now."""
    held = pursued(period)
    rows = tuple(Row(tuple(_promise(held, item))) for item in held.prospects)
    names = (
        "Tahap",
        "Jumlah kumulatif",
        "Tenggat",
        "Menurut jadwal yang disetujui",
        "Menurut keadaan sekarang",
        "Arti",
    )
    return Fragment((Table((14, 24, 28, 32, 32, 30), rows, "Tahap menurut rencana dan keadaan", (header(*names),)),))


def _promise(held: Pursued, item: Prospect) -> Iterator[Cell]:
    yield cell(str(item.stage.stage), Role.CELL_CENTER)
    yield cell(f"{item.stage.cumulative} standar", Role.CELL_SMALL)
    yield cell(long_date(item.due) or "-", Role.CELL_SMALL)
    yield cell(long_date(item.agreed) or "-", Role.CELL_SMALL)
    yield cell(_prospect(held, item), Role.CELL_SMALL)
    yield cell(_meaning(held, item), Role.CELL_SMALL)


def _prospect(held: Pursued, item: Prospect) -> str:
    """The day on which all is met that has a day."""
    if not item.dayless and item.now and item.now <= held.on:
        return "telah terpenuhi"
    if item.now is None:
        return UNKNOWN
    on = "terpenuhi" if item.now <= held.on else long_date(item.now)
    return f"{on}, kecuali {_letters(item.dayless)}" if item.dayless else on


def _meaning(held: Pursued, item: Prospect) -> tuple[Inline, ...]:
    if item.dayless:
        lost = [letter for letter in item.dayless if letter in held.review.lost]
        why = "yang lepas" if len(lost) == len(item.dayless) else "yang belum terjadwal"
        return (Strong(text(f"tertahan standar {_letters(item.dayless)} {why}")),)
    if item.late and item.now and item.due:
        return (Strong(text(f"terlambat {(item.now - item.due).days} hari")),)
    return text("sesuai tenggat" if item.due else "tanpa tenggat")


def _letters(letters: Sequence[str]) -> str:
    return in_a_row([letter.upper() for letter in letters])


def tracked_standards_table(period: Period) -> Fragment:
    """Every standard that is not met, or should not be yet: when it was to be met, and when it will be."""
    held = pursued(period)
    letters = [letter for stage in held.plan.outlook.stages for letter in stage.standards]
    rows = tuple(Row(tuple(_standard(held, letter))) for letter in letters)
    names = (
        "Standar",
        "Kriteria terpenuhi",
        "Paket selesai",
        "Menurut jadwal yang disetujui",
        "Menurut keadaan sekarang",
    )
    return Fragment((Table((64, 20, 20, 28, 28), rows, "Standar menurut rencana dan keadaan", (header(*names),)),))


def _standard(held: Pursued, letter: str) -> Iterator[Cell]:
    standard, scored = held.period.workspace.standard[letter], held.review.scored.standard(letter)
    items = [item for item in held.review.items if item.package.letter == letter]
    done = sum(item.standing is Standing.DONE for item in items)
    agreed, now = held.review.agreed.standards_met_on[letter], held.review.expected(letter)
    before = "telah terpenuhi" if held.review.agreed.draft.scored.standard(letter).met else long_date(agreed) or "-"
    yield cell(f"{letter.upper()}. {short_name(standard.name)}", Role.CELL_SMALL, origin=standard.at("name"))
    yield cell(f"{scored.fulfilled}/{scored.applicable}", Role.CELL_CENTER)
    yield cell(f"{done}/{len(items)}" if items else "-", Role.CELL_CENTER)
    yield cell(before, Role.CELL_SMALL)
    yield cell(_now(held, letter, now), Role.CELL_SMALL)


def _now(held: Pursued, letter: str, now: date | None) -> tuple[Inline, ...]:
    if held.review.scored.standard(letter).met:
        return text("telah terpenuhi")
    if letter in held.review.lost:
        return (Strong(text("lepas; belum ada pekerjaannya")),)
    return text(long_date(now)) if now else (Strong(text(UNKNOWN)),)


def tracked_late_table(period: Period) -> Fragment:
    """What is late, the longest first, and when it is to be done now."""
    held = pursued(period)
    if not held.late:
        return Fragment((Paragraph(text("Tidak ada paket kerja yang terlambat.")),))
    rows = tuple(Row(tuple(_late(held, item))) for item in held.late)
    head = header("Kode", "Pekerjaan", "Unit", "Seharusnya selesai", "Terlambat", "Jadwal sekarang")
    return Fragment((Table((28, 46, 22, 22, 18, 24), rows, "Paket kerja yang terlambat", (head,)),))


def _late(held: Pursued, item: Tracked) -> Iterator[Cell]:
    yield cell(item.package.id, Role.CELL_SMALL)
    yield cell(item.package.title, Role.CELL_SMALL)
    yield cell(held.plan.unit(item.package.unit).short, Role.CELL_SMALL)
    yield cell(long_date(item.placing.finish) if item.placing else "-", Role.CELL_SMALL)
    yield cell(f"{item.days} hari", Role.CELL_CENTER)
    yield cell(
        _days(held.review.now.placing.get(item.package.id)) if held.review.planned_again else "-", Role.CELL_SMALL
    )


def tracked_units(period: Period) -> list[Unit]:
    """Units with work in the plan."""
    return list(pursued(period).units)


def tracked_packages_table(period: Period, unit: Unit) -> Fragment:
    """Every package of a unit: how it stands, when it was agreed to be done, and when it is to be done now."""
    held = pursued(period)
    rows = tuple(Row(tuple(_package(held, item))) for item in held.of(unit.code))
    names = ("Kode", "Pekerjaan", "Bagi", "Keadaan", "Jadwal yang disetujui", "Jadwal sekarang", "Geser (hari)")
    return Fragment((Table((30, 74, 28, 32, 38, 38, 16), rows, f"Paket kerja {unit.name}", (header(*names),)),))


def _package(held: Pursued, item: Tracked) -> Iterator[Cell]:
    now, over = held.review.now.placing.get(item.package.id), item.standing is Standing.DONE
    late = (Strong(text(f"terlambat {item.days} hari")),)
    yield cell(item.package.id, Role.CELL_SMALL)
    yield cell(item.package.title, Role.CELL_SMALL)
    yield cell(served(item.package), Role.CELL_SMALL)
    yield cell(late if item.standing is Standing.LATE else text(item.standing.value), Role.CELL_SMALL)
    yield cell(_days(item.placing), Role.CELL_SMALL)
    yield cell(text("selesai") if over else _days(now), Role.CELL_SMALL)
    yield cell("-" if over else _shift(item.placing, now), Role.CELL_CENTER)


def _days(placing: Placing | None) -> tuple[Inline, ...]:
    if placing is None:
        return text("tidak tertampung")
    return lines((long_date(placing.start), f"s.d. {long_date(placing.finish)}"))


def _shift(agreed: Placing | None, now: Placing | None) -> str:
    if agreed is None or now is None:
        return "-"
    days = (now.finish - agreed.finish).days
    return f"+{days}" if days > 0 else f"\u2212{-days}" if days else "0"


def tracked_budget_table(period: Period) -> Fragment:
    """By year: cost agreed on, of what is done, of what is ahead, and the ceiling."""
    held = pursued(period)
    ceilings = {item.year: item.ceiling for item in held.plan.plan.budgets}
    rows = [
        _sums(str(year), numbers, dotted(ceilings[year]) if year in ceilings else "tanpa pagu")
        for year, numbers in held.money.items()
    ]
    totals = [sum(column) for column in zip(*held.money.values(), strict=True)]
    names = (
        "Tahun",
        "Jadwal yang disetujui (Rp)",
        "Paket selesai (Rp)",
        "Sisa menurut jadwal sekarang (Rp)",
        "Pagu (Rp)",
    )
    title = "Biaya rencana setiap tahun"
    return Fragment((Table((20, 35, 35, 40, 30), (*rows, _sums("Jumlah", totals, "")), title, (header(*names),)),))


def _sums(name: str, numbers: Sequence[int], ceiling: str) -> Row:
    words = (name, *(dotted(number) for number in numbers), ceiling)
    return Row(tuple(cell(it, Role.CELL_CENTER) for it in words))


def tracked_gantt_chart(drafting: Drafting, period: Period) -> Fragment:
    """The schedule of now above the one agreed on, what is done, and the scoring date."""
    return gantt_of(drafting, pursued(period).plan, "Jadwal sekarang dan jadwal yang disetujui")


def tracked_load_chart(drafting: Drafting, period: Period) -> Fragment:
    """What every unit has to do from the scoring date on, against what it can give."""
    return load_of(drafting, pursued(period).plan)


def tracked_figures(period: Period) -> Fragment:
    """Every number that stands in a sentence."""
    return figures_of(figures(period), PLACES)


def tracked_signatures(period: Period) -> Fragment:
    """Who made the review and who has seen it."""
    return signatures(period, SIGNERS, "Penandatangan")
