"""Charts of an adoption plan: standards and SOPs over time, every work package, load against capacity, standards to come."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from lpse_docs.compose.flow import Drafting
from lpse_docs.compose.law import long_date
from lpse_docs.compose.office import short_name
from lpse_docs.compose.period import Period
from lpse_docs.compose.planned import Planned, planned
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Block, PageBreak
from lpse_docs.document.chart import Chart
from lpse_docs.document.page import Orientation, PageSetup
from lpse_docs.layout.gantt import Group, Horizon, Line, gantt, overview
from lpse_docs.layout.load import MILLIONS, Column, Panel, load
from lpse_docs.layout.timescale import Marked, Shade
from lpse_docs.layout.trend import Goal, trend
from lpse_docs.layout.trend import Period as TrendColumn
from lpse_docs.planning.packages import Package
from lpse_docs.planning.waiting import Wait

OWN = "Kebutuhan kantor sendiri"
MET, NOTHING, GAP = "telah terpenuhi", "tidak ada paket kerja", "celah baru tanpa paket kerja"
MOST_COLUMNS = 13  # of the trend, so that their names can be read
ROMAN_QUARTER = "triwulan "


def overview_chart(drafting: Drafting, period: Period) -> Fragment:
    """A row for each standard and each SOP that is to be adopted, on one page."""
    plan = planned(period)
    lines = [_standard(plan, letter) for letter in plan.outlook.standards_met_on]
    lines += [_sop(plan, letter, items) for letter, items in _sops(plan)]
    made = overview("Ikhtisar jadwal standar dan SOP", lines, _horizon(plan), drafting.face, drafting.setup)
    return _pages(made)


def gantt_chart(drafting: Drafting, period: Period) -> Fragment:
    """Every work package below its standard or SOP."""
    return gantt_of(drafting, planned(period), "Jadwal paket kerja")


def gantt_of(drafting: Drafting, plan: Planned, title: str) -> Fragment:
    """Every work package of a plan below its standard or SOP."""
    letters = [letter for letter in plan.outlook.standards_met_on if _of(plan, letter) or _waits(plan, letter)]
    groups = [_with_waits(plan, letter, _group(plan, _standard(plan, letter), _of(plan, letter))) for letter in letters]
    groups += [_group(plan, _sop(plan, letter, items), items) for letter, items in _sops(plan)]
    rest = [item for item in plan.packages if not item.letter and not item.sop]
    groups += [_group(plan, _spanning(plan, "", OWN, rest), rest)] if rest else []
    if not groups:
        return Fragment(())
    return _pages(gantt(title, groups, _horizon(plan), drafting.face, _standing(drafting)))


def _waits(plan: Planned, letter: str) -> list[Wait]:
    return [item for item in plan.outlook.draft.waits if item.letter == letter]


def _with_waits(plan: Planned, letter: str, group: Group) -> Group:
    """A standard's packages, and below them the evidence that only has to wait."""
    lines = tuple(Line(it.criterion, it.title, idle=_until([it])) for it in _waits(plan, letter))
    return replace(group, lines=(*group.lines, *lines))


def _until(items: Sequence[Wait]) -> str:
    return f"menunggu sampai {long_date(max(item.until for item in items))}"


def _group(plan: Planned, head: Line, items: Sequence[Package]) -> Group:
    """A head above its packages; a unit that does them all is named once, in the head, else with each package."""
    head = replace(head, baseline=None)  # each package below has its own
    units = list(dict.fromkeys(plan.unit(item.unit).short for item in items))
    if len(units) == 1:
        return Group(replace(head, title=f"{head.title}, {units[0]}"), _packages(plan, items))
    return Group(head, _packages(plan, items, owned=True))


def _pages(charts: Sequence[Chart]) -> Fragment:
    """Charts, each on a page of its own."""
    blocks: list[Block] = []
    for chart in charts:
        blocks += [PageBreak(), chart] if blocks else [chart]
    return Fragment(tuple(blocks))


def _of(plan: Planned, letter: str) -> list[Package]:
    return [item for item in plan.packages if item.letter == letter]


def _sops(plan: Planned) -> list[tuple[str, list[Package]]]:
    letters = dict.fromkeys(item.sop for item in plan.packages if item.sop)
    return [(letter, [item for item in plan.packages if item.sop == letter]) for letter in letters]


def _standard(plan: Planned, letter: str) -> Line:
    """A standard over all its packages, with the day on which it is met."""
    items, on = _of(plan, letter), plan.outlook.standards_met_on[letter]
    met = plan.period.score.standard(letter).met and letter not in plan.outlook.opened
    name = short_name(plan.period.workspace.standard[letter].name)
    idle = MET if met else _until(waits) if (waits := _waits(plan, letter)) else NOTHING
    idle = GAP if letter in plan.outlook.opened else idle
    return _spanning(plan, letter.upper(), name, items, counts=None if met else on, idle=idle)


def _sop(plan: Planned, letter: str, items: Sequence[Package]) -> Line:
    """A SOP over its drafting, approval and first review."""
    titles = [sop.title for sop in plan.period.workspace.sops if sop.letter == letter]
    return _spanning(plan, f"SOP {letter.upper()}", titles[0] if titles else "", items)


def _spanning(
    plan: Planned, code: str, name: str, items: Sequence[Package], *, counts: date | None = None, idle: str = NOTHING
) -> Line:
    """From the first day of the work on any of the packages to the last."""
    placings = [plan.outlook.placing[item.id] for item in items if item.id in plan.outlook.placing]
    left = sum(item.done_on is None and item.id not in plan.outlook.placing for item in items)
    title = f"{name} ({left} dari {len(items)} tidak tertampung)" if left else name
    agreed = _agreed(plan, items)
    if not placings:
        return Line(code, name, idle="tidak tertampung" if left else idle, baseline=agreed)
    start, end = min(it.start for it in placings), max(it.finish for it in placings)
    ready = max((day for item in items if item.criterion and (day := plan.outlook.counts_on(item))), default=end)
    return Line(code, title, start=start, end=end, ready=ready, counts=counts, baseline=agreed)


def _agreed(plan: Planned, items: Iterable[Package]) -> tuple[date, date] | None:
    """From the first to the last day of work in the plan that was agreed on before."""
    found = [plan.outlook.agreed[it.id] for it in items if it.id in plan.outlook.agreed]
    return (min(it.start for it in found), max(it.finish for it in found)) if found else None


def _packages(plan: Planned, items: Iterable[Package], *, owned: bool = False) -> tuple[Line, ...]:
    return tuple(_package(plan, item, owned=owned) for item in sorted(items, key=plan.order))


def _package(plan: Planned, item: Package, *, owned: bool) -> Line:
    """A package with its running-in time, and with its unit where the head does not name it."""
    placing = plan.outlook.placing.get(item.id)
    title = f"{item.title} ({plan.unit(item.unit).short})" if owned else item.title
    if placing is None:
        idle = f"selesai {long_date(item.done_on)}" if item.done_on else "tidak tertampung"
        return Line(item.id, title, idle=idle, baseline=_agreed(plan, [item]))
    ready = plan.outlook.counts_on(item) if item.criterion else None
    done = placing.finish if item.id in plan.done else None
    before = _agreed(plan, [item])
    return Line(item.id, title, start=placing.start, end=placing.finish, ready=ready, done=done, baseline=before)


def _horizon(plan: Planned) -> Horizon:
    """The days of the plan with its targets and holidays."""
    spread = plan.outlook.draft.calendar
    inside = [item for item in plan.plan.holidays if item.end >= spread.start and item.start <= spread.end]
    shades = tuple(Shade(it.name, max(it.start, spread.start), min(it.end, spread.end)) for it in inside)
    targets = tuple(
        Marked(f"Tahap {it.stage.stage}", it.due, late=it.late, missed="terlambat" if it.on else "tidak tercapai")
        for it in plan.promises
        if it.due
    )
    return Horizon(spread.start, spread.end, targets, shades, plan.today, "Tanggal hitung")


def load_chart(drafting: Drafting, period: Period) -> Fragment:
    """What every unit works in each planning period, against what it can give."""
    return load_of(drafting, planned(period))


def load_of(drafting: Drafting, plan: Planned) -> Fragment:
    """The load of every unit in a plan, from the planning period of its date on where it has one."""
    panels = [Panel(plan.unit(unit).name, tuple(_columns(plan, unit))) for unit in plan.outlook.load]
    return _pages(load("Beban terhadap kapasitas", panels, drafting.face, _standing(drafting)))


def _standing(drafting: Drafting) -> PageSetup:
    """The same paper, standing."""
    return PageSetup(drafting.setup.paper, Orientation.PORTRAIT)


def _columns(plan: Planned, unit: str) -> Iterator[Column]:
    loads = plan.outlook.load[unit]
    limits = plan.outlook.capacity.get(unit, (0.0,) * len(loads))
    for item, used, limit in zip(plan.outlook.draft.calendar.periods, loads, limits, strict=True):
        if plan.today is None or item.end > plan.today:
            yield Column(_brief(item.name), used, limit)


def _brief(name: str) -> str:
    """`Tw I 2027` for a quarter, `Mar 2027` for a month."""
    if name.startswith(ROMAN_QUARTER):
        return f"Tw {name.removeprefix(ROMAN_QUARTER)}"
    month, _, year = name.partition(" ")
    return f"{month[:3]} {year}"


def budget_chart(drafting: Drafting, period: Period) -> Fragment:
    """What is spent in each year against its ceiling; nothing while nothing is known to cost anything."""
    plan = planned(period)
    ceilings = {item.year: item.ceiling for item in plan.plan.budgets}
    columns = [Column(str(year), spent, ceilings.get(year)) for year, spent in plan.outlook.spent.items()]
    if not any(column.used for column in columns):
        return Fragment(())
    return Fragment(
        load("Biaya terhadap pagu", [Panel("Anggaran", tuple(columns))], drafting.face, _standing(drafting), MILLIONS)
    )


def projection_chart(drafting: Drafting, period: Period) -> Fragment:
    """Standards met now and at the end of every planning period; nothing where these are too many for one picture."""
    plan = planned(period)
    periods = plan.outlook.draft.calendar.periods
    if len(periods) >= MOST_COLUMNS:
        return Fragment(())
    columns = [TrendColumn("Awal rencana", period.score.met)]
    columns += [TrendColumn(_brief(item.name), plan.outlook.met(item.end)) for item in periods]
    goals = [Goal(stage.cumulative, f"tahap {stage.stage}") for stage in plan.outlook.stages]
    title = "Proyeksi standar terpenuhi menurut rencana"
    return Fragment((trend(title, columns, goals, len(period.standards), drafting.face),))
