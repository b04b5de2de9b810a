"""Values that no schedule is below, found without a solver."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import assert_never

from lpse_docs.planning.busy import least_early
from lpse_docs.planning.frame import Frame, loads
from lpse_docs.planning.measure import peak, value
from lpse_docs.planning.problem import Goal, Task
from lpse_docs.planning.shortage import alone, narrowed, soonest


def bound(goal: Goal, prepared: Frame, unplaced: int) -> int:
    """A value that no schedule is below when at most some tasks are without a place."""
    problem = prepared.problem
    match goal:
        case Goal.PLACED:
            return value(goal, problem, alone(prepared)) + too_many(prepared)
        case Goal.TARGETS:
            return sum(max(0, day - target.due) for target, day in zip(problem.targets, days(prepared), strict=True))
        case Goal.EARLY:
            return least_early(prepared)
        case Goal.LEVEL:
            return sum(least_peak(prepared, name, unplaced) for name in problem.capacity)
        case Goal.STABLE:
            return sum(not can_keep(prepared, *item) for item in problem.baseline.items() if item[0] in problem.task)
        case Goal.ONGOING:
            return value(goal, problem, alone(prepared))
        case _:
            assert_never(goal)


@lru_cache(maxsize=4)
def days(prepared: Frame) -> tuple[int, ...]:
    """For every target, the day it is due, or a later one before which it cannot be met."""
    return tuple(soonest(prepared, target, target.due) for target in prepared.problem.targets)


def settled(prepared: Frame, goal: Goal, reached: int) -> Frame:
    """What is left to decide when a goal must not become worse: no target later than this leaves it, the others on their day."""
    if goal is not Goal.TARGETS:
        return prepared
    targets = prepared.problem.targets
    late = {target.id: max(0, day - target.due) for target, day in zip(targets, days(prepared), strict=True)}
    more = reached - sum(late.values())
    last = {target.id: target.due + late[target.id] + more for target in targets}
    return narrowed(prepared, {code: day for code, day in last.items() if day < prepared.problem.never}) or prepared


def too_many(prepared: Frame) -> int:
    """How many of the tasks that time allows find no room: the largest ones, left out, leave the most to the others."""
    timely = [task for task in prepared.free if prepared.windows[task.id]]
    years = {bucket.year for bucket in prepared.problem.buckets}
    costs = [(task.cost, task.id in prepared.must) for task in timely]
    unpaid = dropped(costs, sum(prepared.purse.values())) if years <= prepared.purse.keys() else 0
    parts: dict[str, list[Task]] = defaultdict(list)
    for task in timely:
        if len(task.load) == 1:  # of one resource, so that no task is counted twice
            parts[next(iter(task.load))].append(task)
    return max(unpaid, sum(crowded_out(prepared, name, tasks) for name, tasks in parts.items()))


def crowded_out(prepared: Frame, name: str, tasks: Sequence[Task]) -> int:
    """How many tasks of one resource find no room: of those that cannot begin before a bucket, from that bucket on."""
    first = {task.id: prepared.windows[task.id][0].bucket for task in tasks}
    spare = prepared.spare[name]

    def late(begin: int) -> Iterator[tuple[int, bool]]:
        ahead = (task for task in tasks if first[task.id] >= begin)
        return ((sum(task.load[name]), task.id in prepared.must) for task in ahead)

    return max(dropped(late(begin), sum(spare[begin:])) for begin in range(len(spare)))


def dropped(sizes: Iterable[tuple[int, bool]], room: int) -> int:
    """The fewest of some sizes that must go so that the others, and those that must stay, fit."""
    known = list(sizes)
    room -= sum(size for size, stays in known if stays)
    return sum(reached > room for reached in accumulate(sorted(size for size, stays in known if not stays)))


def least_peak(prepared: Frame, name: str, unplaced: int) -> int:
    """The least peak of a resource: that of the past, the mean and the largest piece of what must be done, and its crowds."""
    problem = prepared.problem
    numbers = range(len(problem.buckets))
    taken = [loads(problem, prepared.past)[name, bucket] for bucket in numbers]
    must = [task.load.get(name, ()) for task in prepared.free if task.id in prepared.must or not unplaced]
    may = sorted(sum(it.load.get(name, ())) for it in prepared.free if unplaced and it.id not in prepared.must)
    whole = sum(map(sum, must)) + sum(may[: max(0, len(may) - unplaced)]) + sum(taken)
    pieces = (part for parts in must for part in parts)
    return peak(problem, name, max([*taken, -(-whole // len(numbers)), *pieces, crowd(prepared, name, taken)]))


def crowd(prepared: Frame, name: str, taken: Sequence[int]) -> int:
    """The highest mean load of some buckets in a row, counting the past and what must lie within them."""
    inside: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for task in (it for it in prepared.free if it.id in prepared.must):
        first, last = prepared.windows[task.id][0].bucket, prepared.windows[task.id][-1].bucket
        for place, part in enumerate(task.load.get(name, ())):
            inside[first + place][last + place] += part
    highest = 0
    for begin in range(len(taken)):
        ends = (sum(inside[first][last] for first in range(begin, last + 1)) for last in range(begin, len(taken)))
        for count, whole in enumerate(map(sum, zip(accumulate(ends), accumulate(taken[begin:]), strict=True)), 1):
            highest = max(highest, -(-whole // count))
    return highest


def can_keep(prepared: Frame, code: str, bucket: int) -> bool:
    """Whether a task can begin in the bucket of the baseline."""
    if code in prepared.past:
        return prepared.past[code].bucket == bucket
    return any(window.bucket == bucket for window in prepared.windows[code])
