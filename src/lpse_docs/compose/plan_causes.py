"""What keeps work of an adoption plan from being done, or done earlier: people, money, other work, or time itself.

It is read off the schedule (`planning/binding.py`): what a package waits for, and of every planning period in which it could
begin then, whether its unit had room and its year had money left. Nothing is searched; what more would be enough stands among
the explanations of the schedule.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from lpse_docs.compose.planned import Planned, Promise
from lpse_docs.planning.binding import Bar, Binding
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
        both: Whether people and money must both give way; else either is enough.
        lost: What it waits for and has no place.
        last: What it waits for last. ready: The day on which it could begin then.
        places: Planning periods in which its unit has too little left, as numbers.
        years: Years whose ceilings leave too little for it, when money is in the way.
        lacking: The least by which one of them falls short (rupiah).
        days: Days from the day on which it could begin to the day on which it does.
    """

    package: Package
    causes: tuple[Cause, ...]
    both: bool = False
    lost: tuple[Package, ...] = ()
    last: tuple[Package, ...] = ()
    ready: date | None = None
    places: tuple[int, ...] = ()
    years: tuple[int, ...] = ()
    lacking: int = 0
    days: int = 0


def unplaced(plan: Planned) -> list[Hindrance]:
    """Why each package without a place has none."""
    return [hindered(plan, item) for item in plan.unplaced]


def waiting(plan: Planned) -> list[Hindrance]:
    """Scheduled packages that could begin earlier if people or money allowed, those that wait longest in front."""
    found = (hindered(plan, item) for item in plan.scheduled)
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
    seen[item.id] = found = hindered(plan, item)
    if found.causes == (Cause.OTHERS,):
        for other in found.lost or found.last:
            _trace(plan, other, seen)


def hindered(plan: Planned, item: Package) -> Hindrance:
    """What one package waits for directly."""
    if item.id not in plan.bindings.problem.task:
        return Hindrance(item, (Cause.TIME,))
    found, calendar = plan.bindings.of(item.id), plan.outlook.draft.calendar
    if found.lost:
        return Hindrance(item, (Cause.OTHERS,), lost=_packages(plan, found.lost))
    last, placed = _packages(plan, found.last), plan.bindings.placed.get(item.id)
    told = Hindrance(item, (Cause.OTHERS if last else Cause.TIME,), last=last, ready=calendar.on(found.ready))
    if placed and placed.start > found.ready:
        told = replace(told, days=placed.start - found.ready)
    if found.own:  # it waits for its turn within its own planning period
        return replace(told, causes=(Cause.CAPACITY,))
    return _weighed(told, found)


def _packages(plan: Planned, codes: Sequence[str]) -> tuple[Package, ...]:
    """Packages by code; evidence that only waits is none."""
    return tuple(plan.outlook.draft.package[code] for code in codes if code in plan.outlook.draft.package)


def _weighed(told: Hindrance, found: Binding) -> Hindrance:
    """People, money, or either, in the planning periods in which a package could begin; time where there are none."""
    if not found.bars:
        return told
    if any(not it.short and not it.lacking for it in found.bars):
        return replace(told, causes=(Cause.ORDER,))
    paid, free = [it for it in found.bars if not it.lacking], [it for it in found.bars if not it.short]
    if paid and not free:
        return replace(told, causes=(Cause.CAPACITY,), places=_places(paid))
    if free and not paid:
        return _dear(replace(told, causes=(Cause.MONEY,)), free)
    chosen = free if free else found.bars
    causes = (Cause.MONEY, Cause.CAPACITY)
    return _dear(replace(told, causes=causes, both=not free, places=_places(paid or found.bars)), chosen)


def _places(bars: Sequence[Bar]) -> tuple[int, ...]:
    return tuple(sorted({bucket for it in bars for _, bucket in it.short}))


def _dear(told: Hindrance, bars: Sequence[Bar]) -> Hindrance:
    """Where money is lacking, and by how much at the least."""
    years = {it.year for it in bars if it.year is not None}
    return replace(told, years=tuple(sorted(years)), lacking=min(it.lacking for it in bars))
