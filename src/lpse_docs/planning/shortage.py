"""What a target needs at the least, counted without searching: when each task must be done, and where it then runs short.

A target cannot be met when the tasks that must lie within some planning periods need more than these can give together
(energetic reasoning; Baptiste, Le Pape and Nuijten 2001). What is told here is always true; what is not told may still be
impossible.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, takewhile
from typing import TypeAlias

from lpse_docs.planning.frame import Frame, Window
from lpse_docs.planning.problem import Placement, Target, Task

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
    last = max(sorted(target.tasks), key=lambda code: prepared.problem.over(found[code]) + target.wait(task[code]))
    codes = [last]
    while codes[-1] not in prepared.past and (before := task[codes[-1]].after):
        codes.append(max(sorted(before), key=lambda code: prepared.problem.counts(found[code])))
    return tuple(reversed(codes))


def room(prepared: Frame, target: Target, by: int) -> Mapping[str, Sequence[Window]] | None:
    """The windows of the tasks that a target needs, when it must be met by a day; None when time alone forbids that."""
    problem, needed = prepared.problem, set(target.tasks)
    left: dict[str, Sequence[Window]] = {}
    for task in reversed(prepared.order):
        if task.id not in needed:
            continue
        over = by - target.wait(task) if task.id in target.tasks else problem.never
        waiting = (left[it.id][-1].last for it in prepared.waiting.get(task.id, ()) if it.id in left)
        begin = min(waiting, default=problem.never)
        if task.id in prepared.past:
            if problem.over(prepared.past[task.id]) > over or problem.counts(prepared.past[task.id]) > begin:
                return None
            continue
        left[task.id] = tuple(trimmed(prepared, task, over, begin))
        needed.update(task.after)
        if not left[task.id]:
            return None
    return left


def narrowed(prepared: Frame, days: Mapping[str, int]) -> Frame | None:
    """What is left to decide when targets must be met by some days; None when time alone forbids that."""
    for target in prepared.problem.targets:
        if target.id in days:
            left = room(prepared, target, days[target.id])
            if left is None:
                return None
            windows = {**prepared.windows, **{code: tuple(kept) for code, kept in left.items()}}
            prepared = replace(prepared, windows=windows, must=prepared.must | left.keys())
    return prepared


def trimmed(prepared: Frame, task: Task, over: int, begin: int) -> Iterator[Window]:
    """The windows in which a task is over by a day, and counts by the day on which others begin."""
    problem = prepared.problem
    for window in prepared.windows[task.id]:
        if window.over <= over and window.counts <= begin:
            later = window.last - window.first if problem.promised(task) else begin - window.counts
            later = min(later, over - window.over) if problem.by_days or not task.length else later
            last = min(window.last, window.first + later)
            yield window if last == window.last else replace(window, last=last)


def soonest(prepared: Frame, target: Target, since: int = 0) -> int:
    """A day, of those from one on, before which a target cannot be met; `never` when it cannot be met within the horizon."""
    most = prepared.problem.never
    if possible(prepared, target, since):
        return since
    if not possible(prepared, target, most - 1):
        return most
    return since + bisect_left(range(since, most), x=True, key=lambda by: possible(prepared, target, by))


def possible(prepared: Frame, target: Target, by: int) -> bool:
    """Whether nothing is known that keeps a target from being met by a day."""
    left = room(prepared, target, by)
    return left is not None and not shortages(prepared, left)


def shortages(prepared: Frame, left: Mapping[str, Sequence[Window]]) -> tuple[Shortage, ...]:
    """For every resource that runs short, and for money, the stretch in which most is missing."""
    given: dict[str | None, Mapping[int, int]] = {None: prepared.purse}
    given.update((name, dict(enumerate(parts))) for name, parts in prepared.spare.items())
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
