"""What a schedule is worth: the value of every goal, less is better, always."""

from collections.abc import Iterable, Mapping, Sequence
from typing import assert_never

from lpse_docs.planning.frame import loads
from lpse_docs.planning.problem import Goal, Method, Placement, Problem, Reached, Schedule, Target
from lpse_docs.planning.verify import milestone

PERMILLE = 1000

Placements = Mapping[str, Placement]


def value(goal: Goal, problem: Problem, placements: Placements) -> int:
    """What placements reach for a goal.

    * PLACED: tasks without a place; milestones, which nobody works for, are none.
    * TARGETS: days by which targets are late, together.
    * EARLY: number of the last bucket of every task times its weight; without a place, the number of buckets.
    * LEVEL: over all resources, the highest load of a bucket in permille of the mean capacity, rounded up.
    * STABLE: tasks whose first bucket is another than in the baseline, or that have none.
    * ONGOING: number of the last bucket of every task that has begun; without a place, the number of buckets.
    """
    match goal:
        case Goal.PLACED:
            return sum(task.id not in placements and not milestone(task) for task in problem.tasks)
        case Goal.TARGETS:
            return sum(max(0, day(problem, target, placements) - target.due) for target in problem.targets)
        case Goal.EARLY:
            return sum(task.weight * last_bucket(problem, task.id, placements) for task in problem.tasks)
        case Goal.LEVEL:
            taken = loads(problem, placements)
            return sum(highest(problem, name, taken) for name in problem.capacity)
        case Goal.STABLE:
            first = {code: placement.bucket for code, placement in placements.items()}
            return sum(first.get(code) != bucket for code, bucket in problem.baseline.items() if code in problem.task)
        case Goal.ONGOING:
            return sum(last_bucket(problem, code, placements) for code in problem.ongoing)
        case _:
            assert_never(goal)


def day(problem: Problem, target: Target, placements: Placements) -> int:
    """The day on which everything a target asks for counts."""
    last = 0
    for code in target.tasks:  # a loop, for this is asked of every schedule that is tried
        if code not in placements:
            return problem.never
        last = max(last, problem.over(placements[code]) + target.wait(problem.task[code]))
    return last


def true_day(problem: Problem, target: Target, placements: Placements) -> int:
    """The day on which everything a target asks for counts, from the last days of its tasks on: what people are told."""
    if not placements.keys() >= set(target.tasks):
        return problem.never
    return max((placements[code].finish + target.wait(problem.task[code]) for code in target.tasks), default=0)


def last_bucket(problem: Problem, code: str, placements: Placements) -> int:
    """The number of the last bucket of a task."""
    placed = placements.get(code)
    return placed.bucket + problem.task[code].spanned - 1 if placed else len(problem.buckets)


def peak(problem: Problem, name: str, load: int) -> int:
    """A load in permille of the mean capacity of a resource; nothing where there is no capacity."""
    total = sum(problem.capacity[name])
    return -(-PERMILLE * load * len(problem.buckets) // total) if total else 0


def highest_load(problem: Problem, name: str, placements: Placements) -> int:
    """The highest load of a resource, in permille of its mean capacity."""
    return highest(problem, name, loads(problem, placements))


def highest(problem: Problem, name: str, taken: Mapping[tuple[str, int], int]) -> int:
    """The highest of some loads of a resource, in permille of its mean capacity."""
    return peak(problem, name, max(taken.get((name, bucket), 0) for bucket in range(len(problem.buckets))))


def values(goals: Iterable[Goal], problem: Problem, placements: Placements) -> tuple[int, ...]:
    """What placements reach, goal for goal: of two, the smaller is the better schedule."""
    return tuple(value(goal, problem, placements) for goal in goals)


def missed(problem: Problem, placements: Placements) -> tuple[int, int]:
    """How many targets are missed by their true days, and by how many days together."""
    late = [true_day(problem, target, placements) - target.due for target in problem.targets]
    return sum(days > 0 for days in late), sum(max(0, days) for days in late)


def worth(goals: Iterable[Goal], problem: Problem, placements: Placements) -> tuple[int, ...]:
    """What schedules are compared by: of two, the smaller is better.

    It is all that people are told, in that order: goal for goal, where days are known behind the targets how many are missed
    by their true days, behind all having a place by how many days together, and in the end how soon they are met.
    """
    count, late = missed(problem, placements)
    found: list[int] = []
    for goal in goals:
        found.append(value(goal, problem, placements))
        if problem.hands and goal in {Goal.TARGETS, Goal.PLACED}:
            found.append(count if goal is Goal.TARGETS else late)
    return (*found, late, sum(true_day(problem, target, placements) for target in problem.targets))


def no_worse(
    goals: Sequence[Goal], problem: Problem, placements: Placements, best: Sequence[int]
) -> tuple[int, ...] | None:
    """What placements reach when that is not worse than the best; no more goals are measured than it takes to tell."""
    found: list[int] = []
    for goal, least in zip(goals, best, strict=True):
        found.append(value(goal, problem, placements))
        if found[-1] > least:
            return None
        if found[-1] < least:
            return (*found, *values(goals[len(found) :], problem, placements))
    return tuple(found)


def schedule(problem: Problem, placements: Placements, method: Method, reached: Sequence[Reached]) -> Schedule:
    """A schedule in order of time."""
    return Schedule(
        placements=tuple(sorted(placements.values(), key=lambda item: (item.start, item.finish, item.task))),
        unplaced=tuple(sorted(problem.task.keys() - placements.keys())),
        method=method,
        reached=tuple(reached),
    )
