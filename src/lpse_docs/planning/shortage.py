"""What a target needs at the least, counted without searching: when each task must be done, and where it then runs short.

A target cannot be met when the tasks that must lie within some planning periods need more than these can give together
(energetic reasoning; Baptiste, Le Pape and Nuijten 2001). What is told here is always true; what is not told may still be
impossible.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, takewhile
from typing import TypeAlias

from lpse_docs.planning.frame import Frame, Window, counts
from lpse_docs.planning.measure import never
from lpse_docs.planning.problem import Placement, Target
Need: TypeAlias = tuple[int, int, int]
"""First and last bucket (or year) in which something can be needed, and how much of it."""


@dataclass(frozen=True)
class Shortage:
    """How much more is needed than there is from one planning period (or year) to another.

    Attributes:
        resource: What is short; None is money.
        first: First bucket, or year. last: Last bucket, or year.
        amount: Tenths of a person-day, or rupiah.
    """

    resource: str | None
    first: int
    last: int
    amount: int


def alone(prepared: Frame) -> Mapping[str, Placement]:
    """Every task on its earliest day, as if nothing but time counted."""
    soonest = dict(prepared.past)
    for task in prepared.free:
        if windows := prepared.windows[task.id]:
            start = windows[0].first
            soonest[task.id] = Placement(task.id, windows[0].bucket, start, start + task.length)
    return soonest


def chain(prepared: Frame, target: Target) -> tuple[str, ...]:
    """The tasks that, one after the other, keep a target from being met sooner, as if nothing but time counted."""
    found = alone(prepared)
    task = prepared.problem.task
    if not target.tasks or not found.keys() >= set(target.tasks):
        return ()
    last = max(sorted(target.tasks), key=lambda code: found[code].finish + target.wait(task[code]))
    codes = [last]
    while before := task[codes[-1]].after:
        codes.append(max(sorted(before), key=lambda code: counts(prepared.problem, found[code])))
    return tuple(reversed(codes))


def room(prepared: Frame, target: Target, by: int) -> Mapping[str, Sequence[Window]] | None:
    """The windows of the tasks that a target needs, when it must be met by a day; None when time alone forbids that."""
    task = prepared.problem.task
    latest: dict[str, int] = {}
    for code in target.tasks:
        latest[code] = by - target.wait(task[code]) - task[code].length
    for item in reversed(prepared.order):
        if item.id in latest:
            for before in item.after:
                last = latest[item.id] - task[before].counting
                latest[before] = min(latest.get(before, last), last)
    if any(code in prepared.past and prepared.past[code].start > last for code, last in latest.items()):
        return None
    left = {
        code: [window for window in prepared.windows[code] if window.first <= last]
        for code, last in latest.items()
        if code not in prepared.past
    }
    return left if all(left.values()) else None


def soonest(prepared: Frame, target: Target) -> int:
    """A day before which a target cannot be met; `measure.never` when it cannot be met within the horizon."""
    most = never(prepared.problem)
    if not possible(prepared, target, most - 1):
        return most
    return bisect_left(range(most), x=True, key=lambda by: possible(prepared, target, by))


def possible(prepared: Frame, target: Target, by: int) -> bool:
    """Whether nothing is known that keeps a target from being met by a day."""
    left = room(prepared, target, by)
    return left is not None and not shortages(prepared, left)


def shortages(prepared: Frame, left: Mapping[str, Sequence[Window]]) -> tuple[Shortage, ...]:
    """For every resource that runs short, and for money, the stretch in which most is missing."""
    given = {**{name: dict(enumerate(parts)) for name, parts in prepared.spare.items()}, None: prepared.purse}
    needs: dict[str | None, list[Need]] = {name: [] for name in given}
    for name, need in demanded(prepared, left):
        needs[name].append(need)
    found = (worst(name, parts, given[name]) for name, parts in needs.items())
    return tuple(item for item in found if item is not None)


def demanded(prepared: Frame, left: Mapping[str, Sequence[Window]]) -> Iterator[tuple[str | None, Need]]:
    """What every task needs, and the first and last bucket, or year, in which it can need it."""
    problem = prepared.problem
    for code, windows in left.items():
        task = problem.task[code]
        first, last = windows[0].bucket, windows[-1].bucket
        for name, parts in task.load.items():
            yield from ((name, (first + place, last + place, part)) for place, part in enumerate(parts))
        yield None, (problem.buckets[first].year, problem.buckets[last].year, task.cost)


def worst(resource: str | None, needs: Sequence[Need], given: Mapping[int, int]) -> Shortage | None:
    """The stretch in which most is missing; the shorter of equal ones. Where nothing is given, nothing is limited."""
    found: Shortage | None = None
    for first in sorted({first for first, _, _ in needs if first in given}, reverse=True):
        inside: dict[int, int] = defaultdict(int)
        for begin, end, amount in needs:
            inside[end] += amount if begin >= first else 0
        missing = 0
        for last in takewhile(given.__contains__, count(first)):
            missing += inside[last] - given[last]
            if missing > (found.amount if found else 0):
                found = Shortage(resource, first, last, missing)
    return found
