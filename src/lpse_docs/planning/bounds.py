"""Values that no schedule is below, found without a solver."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from typing import assert_never

from lpse_docs.planning.frame import Frame, loads
from lpse_docs.planning.measure import peak, value
from lpse_docs.planning.problem import Goal
from lpse_docs.planning.shortage import alone, soonest


def bound(goal: Goal, prepared: Frame, unplaced: int) -> int:
    """A value that no schedule is below when at most some tasks are without a place."""
    problem = prepared.problem
    match goal:
        case Goal.PLACED:
            return value(goal, problem, alone(prepared)) + too_many(prepared)
        case Goal.TARGETS:
            return sum(max(0, day - target.due) for target, day in zip(problem.targets, days(prepared), strict=True))
        case Goal.EARLY:
            return value(goal, problem, alone(prepared))
        case Goal.LEVEL:
            return sum(least_peak(prepared, name, unplaced) for name in problem.capacity)
        case Goal.STABLE:
            return sum(not can_keep(prepared, *item) for item in problem.baseline.items() if item[0] in problem.task)
        case _:
            assert_never(goal)


@lru_cache(maxsize=4)
def days(prepared: Frame) -> tuple[int, ...]:
    """For every target, the day it is due, or a later one before which it cannot be met."""
    return tuple(soonest(prepared, target, target.due) for target in prepared.problem.targets)


def too_many(prepared: Frame) -> int:
    """How many of the tasks that time allows find no room: the largest ones, left out, leave the most to the others."""
    costs = [task.cost for task in prepared.free if prepared.windows[task.id]]
    years = {bucket.year for bucket in prepared.problem.buckets}
    unpaid = dropped(costs, sum(prepared.purse.values())) if years <= prepared.purse.keys() else 0
    parts: dict[str, list[int]] = defaultdict(list)
    for task in prepared.free:
        if prepared.windows[task.id] and len(task.load) == 1:  # of one resource, so that no task is counted twice
            parts[next(iter(task.load))].append(sum(*task.load.values()))
    return max(unpaid, sum(dropped(sizes, sum(prepared.spare[name])) for name, sizes in parts.items()))


def dropped(sizes: Iterable[int], room: int) -> int:
    """The fewest of some sizes that must go so that the others fit."""
    return sum(reached > room for reached in accumulate(sorted(sizes)))


def least_peak(prepared: Frame, name: str, unplaced: int) -> int:
    """The least peak of a resource: that of the past, and the mean and the largest piece of what must be done at least."""
    problem = prepared.problem
    numbers = range(len(problem.buckets))
    taken = loads(problem, prepared.past)
    highest = max(taken[name, bucket] for bucket in numbers)
    done = max(0, len(prepared.free) - unplaced)
    tasks = sorted((task.load.get(name, ()) for task in prepared.free), key=sum)[:done]
    whole = sum(map(sum, tasks)) + sum(taken[name, bucket] for bucket in numbers)
    highest = max([highest, -(-whole // len(numbers))])
    if not unplaced:
        highest = max([highest, *(part for parts in tasks for part in parts)])
    return peak(problem, name, highest)


def can_keep(prepared: Frame, code: str, bucket: int) -> bool:
    """Whether a task can begin in the bucket of the baseline."""
    if code in prepared.past:
        return prepared.past[code].bucket == bucket
    return any(window.bucket == bucket for window in prepared.windows[code])
