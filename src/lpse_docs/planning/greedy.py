"""A schedule without a solver: task for task by priority, each in the first bucket that has room for it.

Several priorities are tried (serial schedule generation, Kolisch 1996) and the best schedule is kept.
"""

from collections.abc import Callable, Mapping, Sequence

from lpse_docs.planning.frame import Frame, Window, frame
from lpse_docs.planning.measure import Placements, bound, schedule, value, values
from lpse_docs.planning.problem import Goal, Method, Placement, Problem, Reached, Schedule, Task

GOALS = tuple(Goal)
PRECISION = 1_000_000
Priority = Callable[[Task], tuple[int, ...]]


def greedy(problem: Problem, goals: Sequence[Goal] = GOALS) -> Schedule:
    """The best of the schedules that simple priorities give; its bounds come from time alone."""
    prepared = frame(problem)
    placements = placed(prepared, goals)
    unplaced = value(Goal.PLACED, problem, placements)
    reached = [Reached(goal, value(goal, problem, placements), bound(goal, prepared, unplaced)) for goal in goals]
    return schedule(problem, placements, Method.GREEDY, reached)


def placed(prepared: Frame, goals: Sequence[Goal]) -> Placements:
    """The best placements; of equal ones those of the earlier priority."""
    tried = (serial(prepared, priority) for priority in priorities(prepared))
    return min(tried, key=lambda found: values(goals, prepared.problem, found))


def priorities(prepared: Frame) -> Sequence[Priority]:
    """Orders of tasks: by the last day that targets leave them, by weight, by what waits for them, by size."""
    latest = latest_finish(prepared)
    weight = heaviest(prepared)
    followers = {task.id: len(prepared.waiting.get(task.id, ())) for task in prepared.order}
    size = {task.id: sum(map(sum, task.load.values())) for task in prepared.order}
    kept = prepared.problem.baseline
    return (
        lambda task: (latest[task.id], -weight[task.id], -followers[task.id]),
        lambda task: (latest[task.id], size[task.id], -weight[task.id]),
        lambda task: (-weight[task.id], latest[task.id], -followers[task.id]),
        lambda task: (-weight[task.id] * PRECISION // max(1, size[task.id]), latest[task.id]),
        lambda task: (-size[task.id], latest[task.id], -weight[task.id]),
        lambda task: (size[task.id], latest[task.id], -weight[task.id]),
        lambda task: (kept.get(task.id, len(prepared.problem.buckets)), latest[task.id], -weight[task.id]),
    )


def latest_finish(prepared: Frame) -> Mapping[str, int]:
    """By task, the last day on which it may end for every target to be met, whatever else needs the same people."""
    latest = {task.id: prepared.problem.buckets[-1].end for task in prepared.order}
    for target in prepared.problem.targets:
        for code in target.tasks:
            latest[code] = min(latest[code], target.due - prepared.problem.task[code].running_in)
    for task in reversed(prepared.order):
        for after in prepared.waiting.get(task.id, ()):
            latest[task.id] = min(latest[task.id], latest[after.id] - after.length)
    return latest


def heaviest(prepared: Frame) -> Mapping[str, int]:
    """By task, the greatest weight among it and all that waits for it."""
    weight = {task.id: task.weight for task in prepared.order}
    for task in reversed(prepared.order):
        weight[task.id] = max([weight[task.id], *(weight[after.id] for after in prepared.waiting.get(task.id, ()))])
    return weight


def serial(prepared: Frame, priority: Priority) -> Placements:
    """Place task for task, the first by priority among those that wait for nothing; what does not fit is left out."""
    room = Room(prepared)
    placements = dict(prepared.past)
    left = {task.id: task for task in prepared.free}
    rank = {task.id: (priority(task), task.id) for task in prepared.free}
    while ready := [task for task in left.values() if placements.keys() >= set(task.after)]:
        task = left.pop(min(ready, key=lambda item: rank[item.id]).id)
        start = max((placements[before].finish for before in task.after), default=0)
        for window in prepared.windows[task.id]:
            if max(start, window.first) <= window.last and room.holds(task, window):
                room.take(task, window)
                begin = max(start, window.first)
                placements[task.id] = Placement(task.id, window.bucket, begin, begin + task.length)
                break
    return placements


class Room:
    """What is left of capacity and money while a schedule grows."""

    def __init__(self, prepared: Frame) -> None:
        self.years = [bucket.year for bucket in prepared.problem.buckets]
        self.spare = {name: list(parts) for name, parts in prepared.spare.items()}
        self.purse = dict(prepared.purse)

    def holds(self, task: Task, window: Window) -> bool:
        """Whether a task fits in with this first bucket."""
        year = self.years[window.bucket]
        return task.cost <= self.purse.get(year, task.cost) and all(
            part <= self.spare[name][bucket]
            for name, parts in task.load.items()
            for bucket, part in enumerate(parts, window.bucket)
        )

    def take(self, task: Task, window: Window) -> None:
        """Take what a task needs."""
        year = self.years[window.bucket]
        if year in self.purse:
            self.purse[year] -= task.cost
        for name, parts in task.load.items():
            for bucket, part in enumerate(parts, window.bucket):
                self.spare[name][bucket] -= part
