"""What keeps work of an adoption plan from being done, or done earlier: people, money, other work, or time itself.

It is read off the schedule: of every planning period in which a package could begin, whether its unit had room and its
year had money left. Nothing is searched; what more would be enough stands among the explanations of the schedule.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from lpse_docs.compose.planned import Planned, Promise
from lpse_docs.planning.calendar import TENTHS
from lpse_docs.planning.frame import possible
from lpse_docs.planning.packages import Package


class Cause(StrEnum):
    """Why a package is not done, or not earlier."""

    MONEY = "pagu"
    CAPACITY = "kapasitas"
    OTHERS = "pekerjaan lain"
    TIME = "waktu"
    ORDER = "susunan jadwal"


@dataclass(frozen=True)
class Hindrance:
    """A package and what it is kept by.

    Attributes:
        causes: One cause; people and money when both are in the way.
        years: Years whose ceilings leave too little for it, when money is in the way.
        lacking: The least by which one of them falls short (rupiah).
        days: Days from the day on which it could begin, as far as it waits for other work, to the day on which it does.
    """

    package: Package
    causes: tuple[Cause, ...]
    years: tuple[int, ...] = ()
    lacking: int = 0
    days: int = 0


def unplaced(plan: Planned) -> list[Hindrance]:
    """Why each package without a place has none."""
    return [_hindered(plan, item) for item in plan.unplaced]


def waiting(plan: Planned) -> list[Hindrance]:
    """Scheduled packages that could begin earlier if people or money allowed, those that wait longest in front."""
    found = (_hindered(plan, item) for item in plan.scheduled)
    waits = [it for it in found if it.days > 0 and {Cause.MONEY, Cause.CAPACITY} & set(it.causes)]
    return sorted(waits, key=lambda it: (-it.days, it.package.id))


def late(plan: Planned, item: Promise) -> list[Hindrance]:
    """What a stage that misses its day waits for in the end, each package once; time alone only when nothing else is in the way."""
    letters = {letter for it in plan.outlook.stages if it.stage <= item.stage.stage for letter in it.standards}
    seen: dict[str, Hindrance] = {}
    for package in plan.ahead:
        counts = plan.outlook.counts_on(package)
        if package.letter in letters and package.criterion and item.due and (counts is None or counts > item.due):
            _trace(plan, package, seen)
    return [it for it in seen.values() if it.causes != (Cause.OTHERS,)]


def _trace(plan: Planned, item: Package, seen: dict[str, Hindrance]) -> None:
    """What a package waits for, and what that waits for."""
    if item.id in seen:
        return
    seen[item.id] = found = _hindered(plan, item)
    if found.causes == (Cause.OTHERS,):
        for other in _holding(plan, item):
            _trace(plan, other, seen)


def _before(plan: Planned, item: Package) -> Iterator[Package]:
    return (it for code in item.after for it in plan.makers(code) if it.id != item.id)


def _holding(plan: Planned, item: Package) -> list[Package]:
    """The packages that a package waits for last: those without a place, else the one that counts last."""
    before = list(_before(plan, item))
    lost = [it for it in before if it.id not in plan.outlook.placing]
    return lost or sorted(before, key=lambda it: (plan.outlook.counts_on(it) or date.min, it.id))[-1:]


def _hindered(plan: Planned, item: Package) -> Hindrance:
    """What one package waits for directly."""
    calendar, placing = plan.outlook.draft.calendar, plan.outlook.placing.get(item.id)
    before = list(_before(plan, item))
    if any(it.id not in plan.outlook.placing for it in before):
        return Hindrance(item, (Cause.OTHERS,))
    counted = (day for it in before if (day := plan.outlook.counts_on(it)))
    ready = max([0, *(calendar.day(day) + 1 for day in counted), calendar.day(item.earliest) if item.earliest else 0])
    waits = calendar.day(placing.start) - ready if placing else 0
    if placing and waits <= 0:
        return Hindrance(item, (Cause.OTHERS if before else Cause.TIME,))
    posed = plan.outlook.draft.problem
    buckets = [it.bucket for it in possible(posed, posed.task[item.id], ready)]
    if placing:
        buckets = [bucket for bucket in buckets if bucket < calendar.index[placing.bucket]]
        if not buckets:  # it waits for its turn within its own planning period
            return Hindrance(item, (Cause.CAPACITY,), days=waits)
    return replace(_weighed(plan, item, buckets), days=waits)


def _weighed(plan: Planned, item: Package, buckets: Iterable[int]) -> Hindrance:
    """People, money, or either, in the planning periods in which a package could begin."""
    tried = [(_room(plan, item, bucket), *_short(plan, item, bucket)) for bucket in buckets]
    if not tried:
        return Hindrance(item, (Cause.TIME,))
    if any(room and not lacking for room, lacking, _ in tried):
        return Hindrance(item, (Cause.ORDER,))
    alone = {year: lacking for room, lacking, year in tried if room}
    paid = any(not lacking for _, lacking, _ in tried)
    if paid and not alone:
        return Hindrance(item, (Cause.CAPACITY,))
    short = alone or {year: lacking for _, lacking, year in tried}
    causes = (Cause.MONEY,) if alone and not paid else (Cause.MONEY, Cause.CAPACITY)
    return Hindrance(item, causes, tuple(sorted(short)), min(short.values()))


def _room(plan: Planned, item: Package, bucket: int) -> bool:
    """Whether the unit of a package has as much left as it takes, without what it takes now."""
    task = plan.outlook.draft.problem.task[item.id]
    placing = plan.outlook.placing.get(item.id)
    now = plan.outlook.draft.calendar.index[placing.bucket] if placing else None
    for unit, parts in task.load.items():
        limits, loads = plan.outlook.capacity.get(unit), plan.outlook.load.get(unit)
        for place, part in enumerate(parts, bucket):
            mine = parts[place - now] if now is not None and 0 <= place - now < len(parts) else 0
            if limits is None or loads is None or limits[place] - loads[place] + mine / TENTHS < part / TENTHS - 1e-9:
                return False
    return True


def _short(plan: Planned, item: Package, bucket: int) -> tuple[int, int]:
    """By how much the ceiling of a year falls short of what a package costs, and the year."""
    year = plan.outlook.draft.calendar.periods[bucket].start.year
    ceilings = {it.year: it.ceiling for it in plan.plan.budgets}
    if year not in ceilings:
        return 0, year
    placing = plan.outlook.placing.get(item.id)
    mine = item.cost if placing and placing.bucket.startswith(str(year)) else 0
    return max(0, item.cost - (ceilings[year] - plan.outlook.spent.get(year, 0) + mine)), year
