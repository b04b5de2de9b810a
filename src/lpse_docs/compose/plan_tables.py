"""Tables of an adoption plan: promises, standards, work packages by unit, load, projection."""

from collections.abc import Iterator, Sequence
from datetime import date

from lpse_docs.amounts import decimal, dotted
from lpse_docs.compose.cells import cell, header, knit, lines, widened
from lpse_docs.compose.law import long_date
from lpse_docs.compose.office import short_name
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import in_a_row
from lpse_docs.compose.plan_names import (
    after_words,
    begun,
    bucket_words,
    package_anchor,
    promise_anchor,
    served,
    spanned,
    work_days,
)
from lpse_docs.compose.planned import UNTOLD, Planned, Promise, Sum, Unit, planned, untold
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import Inline, Strong, text
from lpse_docs.document.roles import Role
from lpse_docs.model.plan import Placing
from lpse_docs.model.standard import Standard
from lpse_docs.planning.packages import Package

NAMED = 3  # standards of a planning period that are named, not only lettered
PROJECTED = 12  # rows of a projection that stay together: the quarters of two years and more


def promises_table(period: Period) -> Fragment:
    """Every stage with its target and the day on which all its standards are met."""
    plan = planned(period)
    rows = tuple(
        Row(
            (
                cell(str(item.stage.stage), Role.CELL_CENTER),
                cell(f"{item.stage.cumulative} standar", Role.CELL_SMALL),
                cell(spanned([letter.upper() for letter in item.stage.standards]), Role.CELL_SMALL),
                cell(long_date(item.due) or "-", Role.CELL_SMALL),
                cell(long_date(item.on) or "-", Role.CELL_SMALL),
                cell(_keeping(plan, item), Role.CELL_SMALL),
            ),
            anchor=promise_anchor(item.stage.stage),
        )
        for item in plan.promises
    )
    head = header("Tahap", "Jumlah kumulatif", "Huruf yang ditambah", "Tenggat", "Terpenuhi pada", "Keadaan")
    title = "Hasil yang diharapkan pada setiap tahap"
    return Fragment((Table((14, 26, 32, 28, 28, 32), knit(rows), title, (head,)),))


def _keeping(plan: Planned, item: Promise) -> tuple[Inline, ...]:
    if item.on and item.on <= plan.period.on:
        return text("telah terpenuhi")
    if item.on is None:
        return (Strong(text("tidak tercapai dalam rentang rencana")),)
    if item.late:
        return (Strong(text(f"terlambat {item.days} hari")),)
    return text("sesuai tenggat" if item.due else "tanpa tenggat")


def stages_table(period: Period) -> Fragment:
    """Every standard in the order of stages: open criteria, packages, from when to when, and the day it is met."""
    plan, rows = planned(period), []
    for item in plan.promises:
        known = [period.workspace.standard[letter] for letter in item.stage.standards]
        for place, standard in enumerate(known):
            stage = (cell(_stage_words(item), rows=len(known)),) if place == 0 else ()
            rows.append(Row((*stage, *_standard_cells(plan, standard)), tied=place < len(known) - 1))
    head = header("Tahap", "Standar", "Kriteria terbuka", "Paket", "Dikerjakan", "Terpenuhi pada")
    return Fragment((Table((26, 42, 17.5, 13, 33.5, 28), tuple(rows), "Standar menurut tahap", (head,)),))


def waits_table(period: Period) -> Fragment:
    """Evidence that is registered and only has to wait for its day; nothing where there is none."""
    waits = planned(period).outlook.draft.waits
    if not waits:
        return Fragment(())
    rows = tuple(
        Row(
            (
                cell(f"Standar {item.letter.upper()}, {item.criterion}", Role.CELL_SMALL),
                cell(item.title, Role.CELL_SMALL),
                cell(", ".join(item.evidence), Role.CELL_SMALL),
                cell(long_date(item.until), Role.CELL_SMALL),
            )
        )
        for item in waits
    )
    told = "Bukti berikut sudah terdaftar dan hanya menunggu tanggalnya: tanpa pekerjaan, hari-orang, dan biaya."
    head = header("Kriteria", "Bukti", "Kode bukti", "Menunggu sampai")
    table = Table((36, 68, 28, 28), knit(rows), "Bukti yang menunggu", (head,))
    return Fragment((Paragraph(text(told), Role.LEAD), table))


def _stage_words(item: Promise) -> tuple[Inline, ...]:
    due = f"tenggat {long_date(item.due)}" if item.due else "tanpa tenggat"
    return (Strong(text(f"Tahap {item.stage.stage}")), *text(f", {due}"))


def _standard_cells(plan: Planned, standard: Standard) -> Iterator[Cell]:
    items = [it for it in plan.packages if it.letter == standard.letter]
    placings = [plan.outlook.placing[it.id] for it in items if it.id in plan.outlook.placing]
    scored, on = plan.period.of(standard), plan.outlook.standards_met_on[standard.letter]
    met = "telah terpenuhi" if scored.met else long_date(on) or "tidak tercapai"
    if standard.letter in plan.outlook.opened:
        met = "tidak tercapai: celah baru tanpa paket"
    lost = sum(it.done_on is None and it.id not in plan.outlook.placing for it in items)
    yield cell(f"{standard.letter.upper()}. {short_name(standard.name)}", Role.CELL_SMALL, origin=standard.at("name"))
    yield cell(str(scored.applicable - scored.fulfilled), Role.CELL_CENTER)
    yield cell(str(len(items)), Role.CELL_CENTER)
    yield cell(_worked(placings, len(items), lost), Role.CELL_SMALL)
    yield cell(met, Role.CELL_SMALL)


def _worked(placings: Sequence[Placing], many: int, lost: int) -> tuple[Inline, ...]:
    """From the first day of the work on a standard to the last, or how much of it has no place."""
    begin = [long_date(min(it.start for it in placings))] if placings else []
    if lost:
        return lines((*begin, f"{lost} dari {many} paket", "tidak tertampung"))
    return lines((*begin, f"s.d. {long_date(max(it.finish for it in placings))}")) if begin else text("-")


def plan_units(period: Period) -> list[Unit]:
    """Units with work, in the order of the plan."""
    plan = planned(period)
    return [unit for unit in plan.units if plan.of(unit.code)]


def idle_note(period: Period) -> Fragment:
    """Units of the plan that have no work; or nothing."""
    plan = planned(period)
    idle = [unit.name for unit in plan.units if not plan.of(unit.code)]
    if not idle:
        return Fragment(())
    return Fragment((Paragraph(text(f"{in_a_row(idle)} tidak mempunyai paket kerja."), Role.NOTE),))


def packages_table(period: Period, unit: Unit) -> Fragment:
    """The packages of a unit in order of time, and their sums."""
    plan = planned(period)
    items = plan.of(unit.code)
    rows = [Row(tuple(_package_cells(plan, item)), anchor=package_anchor(item.id)) for item in items]
    sums = list(_sums(plan, items))
    names = ("Kode", "Pekerjaan", "Untuk", "Hari-orang", "Biaya (Rp)", "Periode rencana")
    head = header(*names, "Mulai dan selesai", "Diperhitungkan mulai", "Setelah")
    costs = [_cost(item) for item in items] + [whole.money for _, whole in sums]
    columns = widened((26, 55, 20, 13.5, 23, 24, 33.5, 28, 24), costs, 4, 1)
    rows += [_sum_row(name, whole) for name, whole in sums]
    return Fragment((Table(columns, knit(rows, last=len(sums) + 2), f"Paket kerja {unit.name}", (head,)),))


def _sums(plan: Planned, items: Sequence[Package]) -> Iterator[tuple[str, Sum]]:
    """What is scheduled, what has no place, and both together; what is done already stands apart."""
    done = Sum.of(item for item in items if item.done_on)
    placed = Sum.of(item for item in items if not item.done_on and item.id in plan.outlook.placing)
    lost = Sum.of(item for item in items if not item.done_on and item.id not in plan.outlook.placing)
    if done.many:
        yield "Telah selesai, tidak dijumlahkan", done
    if lost.many:
        yield "Terjadwal", placed
        yield "Tidak tertampung", lost
    yield "Jumlah", Sum.of(item for item in items if not item.done_on)


def _sum_row(name: str, whole: Sum) -> Row:
    note = f"{dotted(whole.untold)} paket {UNTOLD} biayanya" if whole.untold else ""
    return Row(
        (
            cell(f"{name} ({dotted(whole.many)} paket)", Role.CELL_LABEL, columns=3),
            cell(decimal(whole.effort), Role.CELL_CENTER),
            cell(whole.money if whole.many else "-", Role.CELL_NUMBER),
            cell(note, Role.CELL_SMALL, columns=4),
        )
    )


def _cost(item: Package) -> str:
    return UNTOLD if untold(item) else dotted(item.cost)


def _package_cells(plan: Planned, item: Package) -> Iterator[Cell]:
    yield cell(item.id, Role.CELL_SMALL)
    yield cell(item.title, Role.CELL_SMALL)
    yield cell(served(item), Role.CELL_SMALL)
    yield cell(decimal(item.effort), Role.CELL_CENTER)
    yield cell(_cost(item), Role.CELL_NUMBER)
    yield cell(bucket_words(plan, item), Role.CELL_SMALL)
    yield cell(work_days(plan, item), Role.CELL_SMALL)
    yield cell(long_date(plan.outlook.counts_on(item)) or "-", Role.CELL_SMALL)
    yield cell(after_words(plan, item), Role.CELL_SMALL)


def load_table(period: Period) -> Fragment:
    """Load of every unit against its capacity, planning period by planning period."""
    plan = planned(period)
    units = [unit for unit in plan.units if unit.code in plan.outlook.load]
    loads, limits = plan.outlook.load, plan.outlook.capacity
    none = (0.0,) * len(plan.outlook.draft.calendar.periods)
    rows = [
        Row(
            (
                cell(begun(item.name), Role.CELL_LABEL),
                *(
                    cell(_load(loads[unit.code][place], limits.get(unit.code, none)[place]), Role.CELL_CENTER)
                    for unit in units
                ),
            )
        )
        for place, item in enumerate(plan.outlook.draft.calendar.periods)
    ]
    sums = (cell(_load(sum(loads[it.code]), sum(limits.get(it.code, none))), Role.CELL_CENTER) for it in units)
    rows.append(Row((cell("Jumlah", Role.CELL_LABEL), *sums)))
    head = Row(tuple(cell(name, Role.CELL_HEADER) for name in ("Periode rencana", *(unit.name for unit in units))))
    title = "Beban terhadap kapasitas dalam hari-orang"
    return Fragment((Table((40, *(30,) * len(units)), knit(rows), title, (head,)),))


def _load(load: float, limit: float) -> tuple[Inline, ...]:
    words = text(f"{decimal(load)} dari {decimal(limit)}")
    return (Strong(words),) if load > limit + 1e-9 else words


def projection_table(period: Period) -> Fragment:
    """The score at the end of every planning period if the plan holds, and the standards that are added in it."""
    plan = planned(period)
    known = {letter: day for letter, day in plan.outlook.standards_met_on.items() if day}
    rows, before = [_projected("Awal rencana", period.on, plan, [])], period.on
    for item in plan.outlook.draft.calendar.periods:
        added = [letter for letter, day in known.items() if before < day <= item.end]
        rows.append(_projected(begun(item.name), item.end, plan, added))
        before = item.end
    later = [letter for letter, day in known.items() if day > before]
    if later:
        rows.append(_projected("Sesudah rentang rencana", max(known.values()), plan, later))
    names = ("Periode rencana", "Sampai dengan", "Nilai: standar terpenuhi", "Kriteria terpenuhi")
    head = header(*names, "Standar yang menjadi terpenuhi")
    return Fragment((Table((32, 30, 24, 22, 52), knit(rows, whole=PROJECTED), "Proyeksi nilai", (head,)),))


def _projected(name: str, on: date, plan: Planned, added: list[str]) -> Row:
    standards = plan.period.workspace.standard
    if len(added) > NAMED:
        words = f"{len(added)} standar: {spanned([letter.upper() for letter in added])}"
    else:
        words = "; ".join(f"{letter.upper()}. {short_name(standards[letter].name)}" for letter in added) or "-"
    met = f"{plan.outlook.met(on)} dari {len(plan.period.standards)}"
    criteria = f"{plan.criteria_met(on)} dari {plan.period.score.applicable}"
    return Row(
        (
            cell(name),
            cell(long_date(on), Role.CELL_SMALL),
            cell(met, Role.CELL_CENTER),
            cell(criteria, Role.CELL_CENTER),
            cell(words, Role.CELL_SMALL),
        )
    )
