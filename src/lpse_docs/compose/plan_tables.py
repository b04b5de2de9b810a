"""Tables of an adoption plan: promises, standards, work packages by unit, load, budget, projection."""

from collections.abc import Iterator
from datetime import date

from lpse_docs.amounts import decimal, dotted
from lpse_docs.compose.cells import cell, header, joined, lines
from lpse_docs.compose.law import long_date
from lpse_docs.compose.office import short_name
from lpse_docs.compose.period import Period
from lpse_docs.compose.plan_words import package_anchor, package_link, promise_anchor
from lpse_docs.compose.planned import Planned, Promise, Unit, planned
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import Inline, Strong, text
from lpse_docs.document.roles import Role
from lpse_docs.model.standard import Standard
from lpse_docs.planning.packages import Package

NOWHERE = "tidak tertampung"


def promises_table(period: Period) -> Fragment:
    """Every stage with its target and the day on which all its standards are met."""
    plan = planned(period)
    rows = tuple(
        Row(
            (
                cell(str(item.stage.stage), Role.CELL_CENTER),
                cell(f"{item.stage.cumulative} standar", Role.CELL_SMALL),
                cell(", ".join(letter.upper() for letter in item.stage.standards), Role.CELL_SMALL),
                cell(long_date(item.due) or "-", Role.CELL_SMALL),
                cell(long_date(item.on) or "-", Role.CELL_SMALL),
                cell(_keeping(plan, item), Role.CELL_SMALL),
            ),
            anchor=promise_anchor(item.stage.stage),
        )
        for item in plan.promises
    )
    head = header("Tahap", "Jumlah kumulatif", "Huruf yang ditambah", "Tenggat", "Terpenuhi pada", "Keadaan")
    return Fragment((Table((14, 26, 32, 28, 28, 32), rows, "Janji setiap tahap", (head,)),))


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
            rows.append(Row((*stage, *_standard_cells(plan, standard))))
    head = header("Tahap", "Standar", "Kriteria terbuka", "Paket", "Mulai", "Selesai dikerjakan", "Terpenuhi pada")
    return Fragment((Table((26, 38, 16, 14, 21, 22, 23), tuple(rows), "Standar menurut tahap", (head,)),))


def _stage_words(item: Promise) -> tuple[Inline, ...]:
    due = f"tenggat {long_date(item.due)}" if item.due else "tanpa tenggat"
    return (Strong(text(f"Tahap {item.stage.stage}")), *text(f", {due}"))


def _standard_cells(plan: Planned, standard: Standard) -> Iterator[Cell]:
    items = [it for it in plan.packages if it.letter == standard.letter]
    placings = [plan.outlook.placing[it.id] for it in items if it.id in plan.outlook.placing]
    scored, on = plan.period.of(standard), plan.outlook.standards_met_on[standard.letter]
    met = "telah terpenuhi" if scored.met else long_date(on) or "tidak tercapai"
    yield cell(f"{standard.letter.upper()}. {short_name(standard.name)}", Role.CELL_SMALL, origin=standard.at("name"))
    yield cell(str(scored.applicable - scored.fulfilled), Role.CELL_CENTER)
    yield cell(str(len(items)), Role.CELL_CENTER)
    yield cell(long_date(min((it.start for it in placings), default=None)) or "-", Role.CELL_SMALL)
    yield cell(long_date(max((it.finish for it in placings), default=None)) or "-", Role.CELL_SMALL)
    yield cell(met, Role.CELL_SMALL)


def plan_units(period: Period) -> list[Unit]:
    """Units with capacity or work, in the order of the plan."""
    return list(planned(period).units)


def packages_table(period: Period, unit: Unit) -> Fragment:
    """The packages of a unit in order of time, and their sums."""
    plan = planned(period)
    items = plan.of(unit.code)
    if not items:
        return Fragment((Paragraph(text("Tidak ada paket kerja bagi unit ini.")),))
    rows = [Row(tuple(_package_cells(plan, item)), anchor=package_anchor(item.id)) for item in items]
    effort, cost = sum(item.effort for item in items), sum(item.cost for item in items)
    total = (
        cell(f"Jumlah ({len(items)} paket)", Role.CELL_LABEL, columns=3),
        cell(decimal(effort), Role.CELL_CENTER),
        cell(dotted(cost), Role.CELL_CENTER),
        cell("", columns=4),
    )
    names = ("Kode", "Pekerjaan", "Bagi", "Hari-orang", "Biaya (Rp)", "Periode rencana")
    head = header(*names, "Mulai dan selesai", "Dihitung mulai", "Setelah")
    title = f"Paket kerja {unit.name}"
    return Fragment((Table((29, 66, 21, 15, 21, 24, 29, 25, 26), (*rows, Row(total)), title, (head,)),))


def _package_cells(plan: Planned, item: Package) -> Iterator[Cell]:
    yield cell(item.id, Role.CELL_SMALL)
    yield cell(item.title, Role.CELL_SMALL)
    yield cell(served(item), Role.CELL_SMALL)
    yield cell(decimal(item.effort), Role.CELL_CENTER)
    yield cell(dotted(item.cost), Role.CELL_CENTER)
    yield cell(bucket_words(plan, item), Role.CELL_SMALL)
    yield cell(work_days(plan, item), Role.CELL_SMALL)
    yield cell(long_date(plan.outlook.counts_on(item)) or "-", Role.CELL_SMALL)
    yield cell(_after(plan, item), Role.CELL_SMALL)


def served(item: Package) -> tuple[Inline, ...]:
    """Which criterion or SOP a package serves."""
    if item.criterion:
        return text(f"Standar {(item.letter or '').upper()}, {item.criterion}")
    if item.sop:
        return text(f"SOP huruf {item.sop.upper()}")
    return text("-")


def bucket_words(plan: Planned, item: Package) -> str:
    """The planning period in which a package begins."""
    if item.done_on:
        return "selesai"
    placing = plan.outlook.placing.get(item.id)
    calendar = plan.outlook.draft.calendar
    return calendar.periods[calendar.index[placing.bucket]].name if placing else NOWHERE


def work_days(plan: Planned, item: Package) -> tuple[Inline, ...]:
    """First and last day of the work of a package."""
    placing = plan.outlook.placing.get(item.id)
    if item.done_on or placing is None:
        return text(long_date(item.done_on) or "-")
    return lines((long_date(placing.start), f"s.d. {long_date(placing.finish)}"))


def after_words(plan: Planned, code: str) -> tuple[Inline, ...]:
    """What a package waits for: another package, or the rules and appointments of a standard."""
    if code in plan.outlook.draft.package:
        return (package_link(code),)
    if code.startswith("dasar-"):
        return text(f"dasar standar {code.removeprefix('dasar-').upper()}")
    return text(code)


def still_ahead(plan: Planned, item: Package) -> list[str]:
    """What a package really waits for: what is done already, or was never needed, is left out."""
    known = plan.outlook.draft.problem.task
    return sorted({code for code in item.after if code in known})


def _after(plan: Planned, item: Package) -> tuple[Inline, ...]:
    codes = still_ahead(plan, item)
    grounds = [code.removeprefix("dasar-").upper() for code in codes if code.startswith("dasar-")]
    others = [after_words(plan, code) for code in codes if not code.startswith("dasar-")]
    dasar = [text(f"dasar standar {', '.join(grounds)}")] if grounds else []
    return joined([*dasar, *others], text("; ")) or text("-")


def load_table(period: Period) -> Fragment:
    """Load of every unit against its capacity, planning period by planning period."""
    plan = planned(period)
    units = [unit for unit in plan.units if unit.code in plan.outlook.load]
    loads, limits = plan.outlook.load, plan.outlook.capacity
    none = (0.0,) * len(plan.outlook.draft.calendar.periods)
    rows = [
        Row(
            (
                cell(item.name, Role.CELL_LABEL),
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
    title = "Beban dari kapasitas dalam hari-orang"
    return Fragment((Table((40, *(30,) * len(units)), tuple(rows), title, (head,)),))


def _load(load: float, limit: float) -> tuple[Inline, ...]:
    words = text(f"{decimal(load)} dari {decimal(limit)}")
    return (Strong(words),) if load > limit + 1e-9 else words


def budget_table(period: Period) -> Fragment:
    """What is spent in every year against its ceiling."""
    plan = planned(period)
    ceilings = {item.year: item.ceiling for item in plan.plan.budgets}
    rows = [
        Row(
            (
                cell(str(year), Role.CELL_CENTER),
                cell(dotted(spent), Role.CELL_CENTER),
                cell(dotted(ceilings[year]) if year in ceilings else "tanpa pagu", Role.CELL_CENTER),
                cell(_left(ceilings.get(year), spent), Role.CELL_CENTER),
                cell(str(sum(_in_year(plan, item, year) for item in plan.ahead)), Role.CELL_CENTER),
            ),
            anchor=f"anggaran-{year}",
        )
        for year, spent in plan.outlook.spent.items()
    ]
    total = ("Jumlah", dotted(sum(plan.outlook.spent.values())), "", "", str(len(plan.outlook.placing)))
    rows.append(Row(tuple(cell(words, Role.CELL_CENTER) for words in total)))
    head = header("Tahun", "Biaya (Rp)", "Pagu (Rp)", "Sisa pagu (Rp)", "Paket yang dimulai")
    return Fragment((Table((24, 36, 36, 36, 28), tuple(rows), "Biaya setiap tahun", (head,)),))


def _left(ceiling: int | None, spent: int) -> str:
    if ceiling is None:
        return "-"
    return dotted(ceiling - spent) if spent <= ceiling else f"kurang {dotted(spent - ceiling)}"


def _in_year(plan: Planned, item: Package, year: int) -> bool:
    placing = plan.outlook.placing.get(item.id)
    return placing is not None and placing.bucket.startswith(str(year))


def projection_table(period: Period) -> Fragment:
    """Standards met at the end of every planning period if the plan holds, and which are added in it."""
    plan = planned(period)
    met_on, total = plan.outlook.standards_met_on, len(period.standards)
    known = {letter: day for letter, day in met_on.items() if day}
    rows, before = [_projected("Awal rencana", period.on, plan, [])], period.on
    for item in plan.outlook.draft.calendar.periods:
        added = [letter for letter, day in known.items() if before < day <= item.end]
        rows.append(_projected(item.name, item.end, plan, added))
        before = item.end
    later = [letter for letter, day in known.items() if day > before]
    if later:
        rows.append(_projected("Sesudah rentang rencana", max(known.values()), plan, later))
    head = header("Periode rencana", "Sampai dengan", f"Standar terpenuhi dari {total}", "Yang menjadi terpenuhi")
    return Fragment((Table((38, 34, 28, 60), tuple(rows), "Proyeksi standar terpenuhi", (head,)),))


def _projected(name: str, on: date, plan: Planned, added: list[str]) -> Row:
    standards = plan.period.workspace.standard
    words = "; ".join(f"{letter.upper()}. {short_name(standards[letter].name)}" for letter in added) or "-"
    return Row(
        (
            cell(name),
            cell(long_date(on), Role.CELL_SMALL),
            cell(str(plan.outlook.met(on)), Role.CELL_CENTER),
            cell(words, Role.CELL_SMALL),
        )
    )
