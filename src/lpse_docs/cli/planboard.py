"""A plan as people read it on the screen: what is reached when, loads, money, and why something is not possible."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from lpse_docs.amounts import person_days, rupiah
from lpse_docs.cli.listing import columns
from lpse_docs.cli.planning import Drawn
from lpse_docs.model.dates import said
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning import relax
from lpse_docs.planning.arrange import Conflict
from lpse_docs.planning.calendar import TENTHS, Calendar
from lpse_docs.planning.measure import MISSED, day
from lpse_docs.planning.problem import Method
from lpse_docs.planning.words import due, target_name, unit_name

EXAMPLE = "CONTOH - bukan hasil penilaian"
NEVER = "tidak tercapai dalam rentang rencana"


def lines(workspace: Workspace, drawn: Drawn) -> list[str]:
    """One plan."""
    asked = drawn.outlook.draft
    head = [asked.plan.title]
    if workspace.assessment[asked.plan.period].scorecard.example:
        head.append(EXAMPLE)
    return [*head, _method(drawn), "", *columns(list(_facts(workspace, drawn)))]


def compared(workspace: Workspace, now: Drawn, then: Drawn) -> list[str]:
    """Two plans side by side; a star marks what differs."""
    asked = now.outlook.draft
    left, right = dict(_facts(workspace, now)), dict(_facts(workspace, then))
    rows = [("", "", "Semula", "Dengan perubahan")]
    for name in dict.fromkeys((*left, *right)):
        before, after = left.get(name, "-"), right.get(name, "-")
        rows.append(("*" if before != after else "", name, before, after))
    first = {item.package: item.bucket for item in now.schedule_made.placings}
    moved = sum(first.get(item.package) != item.bucket for item in then.schedule_made.placings)
    told = (
        f"{moved} dari {len(then.schedule_made.placings)} paket kerja berpindah periode."
        if moved
        else "Tidak ada paket kerja yang berpindah periode."
    )
    return [asked.plan.title, _method(then), "", *columns(rows), "", told]


def _method(drawn: Drawn) -> str:
    """How the schedule was found, and whether a better one is possible."""
    if drawn.schedule.method is Method.GREEDY:
        return (
            "Jadwal disusun menurut urutan prioritas, tanpa pengoptimal; jadwal yang lebih baik mungkin ada. "
            "Pasang pengoptimal dengan: ./lpse solver"
        )
    if all(item.proven for item in drawn.schedule.reached):
        return "Jadwal terbukti terbaik menurut urutan sasarannya."
    open_goals = (f"{it.goal.value} {it.value} (batas {it.bound})" for it in drawn.schedule.reached if not it.proven)
    return f"Jadwal terbaik yang ditemukan; belum terbukti: {'; '.join(open_goals)}."


def _facts(workspace: Workspace, drawn: Drawn) -> Iterator[tuple[str, str]]:
    made, asked = drawn.outlook, drawn.outlook.draft
    for target in drawn.problem.targets:
        end = day(drawn.problem, target, drawn.schedule.placement)
        late = f", terlambat {end - target.due} hari" if end > target.due else ""
        told = _reached(asked.calendar, end)
        yield target_name(target), f"{told} (tenggat {due(target, asked.calendar)}{late if told != NEVER else ''})"
    yield "Semua standar terpenuhi", _last(made.standards_met_on.values())
    yield (
        f"Standar terpenuhi pada {said(asked.calendar.end)}",
        f"{made.met(asked.calendar.end)} dari {len(asked.scored.standards)}",
    )
    yield "Paket kerja", f"{len(made.schedule.placings)} terjadwal, {len(made.schedule.unplaced)} tidak tertampung"
    for unit, loads in made.load.items():
        yield f"Beban tertinggi {unit_name(workspace, unit)}", _peak(loads, made.capacity[unit], asked.calendar)
    ceilings = asked.problem.budgets
    for year, money in made.spent.items():
        yield f"Biaya {year}", rupiah(money) + (f" dari {rupiah(ceilings[year])}" if year in ceilings else "")


def _reached(calendar: Calendar, end: int) -> str:
    """The last day of what a target waits for; what is not placed counts a year after the horizon or later."""
    return NEVER if end > calendar.day(calendar.end) + MISSED else said(calendar.on(max(0, end - 1)))


def _last(days: Iterable[date | None]) -> str:
    told = list(days)
    known = [day for day in told if day]
    return said(max(known)) if known and len(known) == len(told) else NEVER


def _peak(loads: Sequence[float], capacity: Sequence[float], calendar: Calendar) -> str:
    place = max(range(len(loads)), key=lambda at: (loads[at], -at))
    return f"{person_days(loads[place])} dari {person_days(capacity[place])} ({calendar.periods[place].name})"


def explained(workspace: Workspace, drawn: Drawn) -> list[str]:
    """Why targets cannot be met, and what would be enough."""
    return [line for item in drawn.conflicts for line in _conflict(workspace, drawn, item)]


def _conflict(workspace: Workspace, drawn: Drawn, item: Conflict) -> Iterator[str]:
    calendar = drawn.outlook.draft.calendar
    late = day(drawn.problem, item.target, drawn.schedule.placement) - item.target.due
    told = {relief.demand: _relief(workspace, calendar, relief, late) for relief in item.reliefs}
    yield f"{target_name(item.target)} pada {due(item.target, calendar)} tidak mungkin: {_reason(workspace, item, told)}."
    if ways := [words for demand, words in told.items() if (demand,) != item.demands]:
        yield f"Yang dapat dilonggarkan, salah satu saja: {'; '.join(ways)}."


def _reason(workspace: Workspace, item: Conflict, told: Mapping[relax.Demand, str]) -> str:
    """The smallest set of demands in words, with the amount when a single one stands in the way."""
    if not item.found:
        return "penyebabnya tidak ditemukan dalam batas pencarian"
    if not item.demands:
        return "urutan dan masa berjalan paket kerjanya sendiri sudah melewati tenggat"
    if len(item.demands) == 1 and item.demands[0] in told:
        return told[item.demands[0]]
    names = [_demand(workspace, demand) for demand in item.demands]
    return f"{' dan '.join(filter(None, (', '.join(names[:-1]), names[-1])))} tidak mencukupi"


def _demand(workspace: Workspace, demand: relax.Demand) -> str:
    match demand:
        case relax.Capacity(resource):
            return f"kapasitas {unit_name(workspace, resource)}"
        case relax.Budget(year):
            return f"pagu {year}"
        case relax.Due(target):
            return f"tenggat {target}"


def _relief(workspace: Workspace, calendar: Calendar, relief: relax.Least, late: int) -> str:
    """How little more of one thing is enough; a number that is not proven least says so."""
    most = "" if relief.proven else " (paling banyak)"
    match relief.demand:
        case relax.Capacity(resource):
            given = [
                (person_days(parts / TENTHS), calendar.periods[place].name) for place, parts in relief.parts.items()
            ]
            where = (
                f" pada {given[0][1]}"
                if len(given) == 1
                else f" ({'; '.join(f'{days} pada {name}' for days, name in given)})"
            )
            return f"{unit_name(workspace, resource)} kekurangan {person_days(relief.amount / TENTHS)}{where}{most}"
        case relax.Budget(year):
            return f"pagu {year} kekurangan {rupiah(relief.amount)}{most}"
        case relax.Due():
            return f"tenggat mundur {min(relief.amount, late)} hari{most}"
