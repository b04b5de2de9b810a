"""What may make a plan fail, read off the plan itself: tight dates, long chains, full periods, single people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lpse_docs.planning.calendar import Period
from lpse_docs.planning.outlook import Outlook
from lpse_docs.planning.packages import Package
from lpse_docs.planning.problem import Task

FULL = 0.9  # of the capacity of a planning period
TIGHT = 30  # days between the day on which something counts and its target
LONG = 4  # packages that wait for one another


@dataclass(frozen=True)
class Full:
    """A unit in a planning period that leaves it little room."""

    unit: str
    period: Period
    load: float
    capacity: float


@dataclass(frozen=True)
class Tight:
    """A package whose running-in ends shortly before a target."""

    package: Package
    stage: int
    counts: date
    left: int


def full(outlook: Outlook) -> Iterator[Full]:
    """Units that are loaded with more than `FULL` of their capacity, period by period."""
    for unit, loads in outlook.load.items():
        limits = outlook.capacity.get(unit, (0.0,) * len(loads))
        for period, load, limit in zip(outlook.draft.calendar.periods, loads, limits, strict=True):
            if load > FULL * limit:
                yield Full(unit, period, load, limit)


def tight(outlook: Outlook) -> Iterator[Tight]:
    """Packages that count at most `TIGHT` days before a target of their stage."""
    stages = {letter: stage.stage for stage in outlook.stages for letter in stage.standards}
    for item in outlook.draft.packages:
        counts, stage = outlook.counts_on(item), stages.get(item.letter or "")
        if counts is None or stage is None or not item.running_in or item.done_on:
            continue
        for target in outlook.draft.plan.targets:
            left = (target.by - counts).days
            if target.stage == stage and 0 <= left <= TIGHT:
                yield Tight(item, target.stage, counts, left)


def chain(outlook: Outlook) -> tuple[Package, ...]:
    """The longest row of packages that wait for one another, first to last; of equals the one that takes most days."""
    task, package = outlook.draft.problem.task, outlook.draft.package
    longest: dict[str, tuple[int, int, tuple[str, ...]]] = {}
    for code in _ordered(task):
        many, days, before = max((longest[it] for it in task[code].after if it in longest), default=(0, 0, ()))
        days += task[code].length + task[code].running_in
        longest[code] = (many + (code in package), days, (*before, code))
    *_, best = max(longest.values(), default=(0, 0, ()))
    return tuple(package[code] for code in best if code in package)


def _ordered(task: Mapping[str, Task]) -> list[str]:
    """Codes of tasks, each behind those it waits for; what waits in a circle is left out."""
    order: dict[str, None] = {}
    left = dict(task)
    while ready := [code for code, item in left.items() if all(it in order or it not in task for it in item.after)]:
        for code in ready:
            order[code] = None
            del left[code]
    return list(order)


def single(outlook: Outlook) -> tuple[str, ...]:
    """Units with work and with one person only."""
    units = {item.unit for item in outlook.draft.packages if item.done_on is None}
    return tuple(item.unit for item in outlook.draft.plan.capacity if item.people == 1 and item.unit in units)
