"""Whether a schedule keeps the rules of its problem; one changed by hand is judged as strictly as one that was computed.

What is known of a schedule may leave out milestones (tasks without work): they come about when all they wait for counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from lpse_docs.planning.problem import Placement, Problem, Task


@dataclass(frozen=True)
class Misplaced:
    """A task that does not begin in its first bucket, or does not end in its last."""

    task: str


@dataclass(frozen=True)
class TooShort:
    """A task that is given fewer days than it takes."""

    task: str
    days: int


@dataclass(frozen=True)
class Premature:
    """A task that begins before it may."""

    task: str


@dataclass(frozen=True)
class Unready:
    """A task that begins before what it waits for counts; `counts` is None when that is never."""

    task: str
    before: str
    counts: int | None


@dataclass(frozen=True)
class Overload:
    """More work than a resource can give in a bucket, both in tenths of a person-day."""

    resource: str
    bucket: int
    load: int
    capacity: int


@dataclass(frozen=True)
class Overspent:
    """More money spent in a year than there is, in rupiah."""

    year: int
    spent: int
    ceiling: int


@dataclass(frozen=True)
class Idle:
    """A task that begins on a day on which nobody works for it."""

    task: str


@dataclass(frozen=True)
class TooFast:
    """A task that takes more of a resource than its people can do on its days, both in tenths of a person-day."""

    task: str
    resource: str
    load: int
    hands: int


@dataclass(frozen=True)
class Crowded:
    """More work from one day up to and without another than the people of a resource can do in that time."""

    resource: str
    first: int
    end: int
    load: int
    hands: int


Breach: TypeAlias = Misplaced | TooShort | Premature | Unready | Overload | Overspent | Idle | TooFast | Crowded


def verify(problem: Problem, placements: Iterable[Placement]) -> tuple[Breach, ...]:
    """Every rule that placements break; what is fixed is past and breaks none."""
    placed = {item.task: item for item in placements if _known(problem, item)}
    free = {code: item for code, item in placed.items() if code not in problem.fixed}
    return (
        *_days(problem, free),
        *_order(problem, placed, free),
        *_loads(problem, placed),
        *_money(problem, placed),
        *_work(problem, free),
        *_windows(problem, free),
    )


def counting(problem: Problem, placed: Mapping[str, Placement]) -> Mapping[str, int]:
    """By task, the day on which what it produces begins to count; without an entry, never."""
    found = {code: item.finish + problem.task[code].running_in for code, item in placed.items()}
    pending = [task for task in problem.tasks if task.id not in placed and milestone(task)]
    while ready := [task for task in pending if all(code in found for code in task.after)]:
        for task in ready:
            found[task.id] = max([task.release, *(found[code] for code in task.after)]) + task.running_in
        pending = [task for task in pending if task.id not in found]
    return found


def milestone(task: Task) -> bool:
    """Whether a task is only a moment, which nobody works for or pays."""
    return not (task.length or task.load or task.cost or task.weight)


def _known(problem: Problem, item: Placement) -> bool:
    return item.task in problem.task and 0 <= item.bucket < len(problem.buckets)


def _days(problem: Problem, free: Mapping[str, Placement]) -> Iterator[Misplaced | TooShort | Premature]:
    for code, item in free.items():
        task = problem.task[code]
        last = item.bucket + task.spanned - 1
        bucket = problem.buckets[item.bucket]
        begins = bucket.begin <= item.start <= bucket.end - min(task.length, 1)
        if not begins or last >= len(problem.buckets) or item.finish > problem.buckets[last].end:
            yield Misplaced(code)
        if item.finish - item.start < task.length:
            yield TooShort(code, item.finish - item.start)
        if item.start < task.release:
            yield Premature(code)


def _order(problem: Problem, placed: Mapping[str, Placement], free: Mapping[str, Placement]) -> Iterator[Unready]:
    counts = counting(problem, placed)
    for code, item in free.items():
        for before in problem.task[code].after:
            day = counts.get(before)
            if day is None or day > item.start:
                yield Unready(code, before, day)


def _loads(problem: Problem, placed: Mapping[str, Placement]) -> Iterator[Overload]:
    """Past work beyond a capacity is no breach; work that is still to be done on top of it is."""
    load: dict[tuple[str, int], int] = defaultdict(int)
    ahead = set()
    for code, item in placed.items():
        for resource, parts in problem.task[code].load.items():
            inside = parts[: len(problem.buckets) - item.bucket]  # what lies beyond them is misplaced
            for bucket, part in enumerate(inside, item.bucket):
                load[resource, bucket] += part
                if part and code not in problem.fixed:
                    ahead.add((resource, bucket))
    for resource, bucket in sorted(ahead):
        given = problem.capacity.get(resource, ())
        capacity = given[bucket] if bucket < len(given) else 0
        if load[resource, bucket] > capacity:
            yield Overload(resource, bucket, load[resource, bucket], capacity)


def _money(problem: Problem, placed: Mapping[str, Placement]) -> Iterator[Overspent]:
    spent: dict[int, int] = defaultdict(int)
    ahead = set()
    for code, item in placed.items():
        year, cost = problem.buckets[item.bucket].year, problem.task[code].cost
        spent[year] += cost
        if cost and code not in problem.fixed:
            ahead.add(year)
    for year in sorted(ahead & problem.budgets.keys()):
        if spent[year] > problem.budgets[year]:
            yield Overspent(year, spent[year], problem.budgets[year])


def _work(problem: Problem, free: Mapping[str, Placement]) -> Iterator[Idle | TooFast]:
    """Whether people work on the first day of every task, and can do it on its days."""
    resting = frozenset(problem.resting)
    for code, item in free.items():
        task = problem.task[code]
        named = [name for name in task.load if name in problem.hands]
        idle = item.start in resting or any(not _hands(problem, name, item.start, item.start + 1) for name in named)
        if problem.hands and not milestone(task) and idle:
            yield Idle(code)
        for name in named:
            load, hands = sum(task.load[name]), _hands(problem, name, item.start, item.finish)
            if load > hands and item.finish - item.start >= task.length:  # else it is too short anyway
                yield TooFast(code, name, load, hands)


def _hands(problem: Problem, name: str, first: int, end: int) -> int:
    return sum(problem.hands[name][max(0, first) : max(0, end)])


def _windows(problem: Problem, free: Mapping[str, Placement]) -> Iterator[Crowded]:
    """For every resource the stretch of days in which most is too much: of all tasks that lie wholly in it."""
    for name, hands in problem.hands.items():
        sums = [0, *accumulate(hands)]
        spans = [
            (max(0, item.start), min(item.finish, len(hands)), sum(problem.task[code].load[name]))
            for code, item in free.items()
            if name in problem.task[code].load
        ]
        found = Crowded(name, 0, 0, 0, 0)
        for first in sorted({first for first, _, _ in spans}, reverse=True):
            load = 0
            inside = sorted((end, part) for begin, end, part in spans if begin >= first)
            for count, (end, part) in enumerate(inside):
                load += part
                given = sums[end] - sums[first]
                if count and load - given > found.load - found.hands:  # of one task that is told already
                    found = Crowded(name, first, end, load, given)
        if found.load > found.hands:
            yield found
