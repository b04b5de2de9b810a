"""A schedule without a solver: task for task by priority, each in the first bucket that has room for it.

Several priorities are tried (serial schedule generation, Kolisch 1996), the best is bettered by a short walk from order to order.
"""

from collections.abc import Callable, Mapping, Sequence
from heapq import heapify, heappop, heappush
from random import Random

from lpse_docs.planning.bounds import bound, days
from lpse_docs.planning.days import dated, first_buckets
from lpse_docs.planning.frame import Frame, Window, frame
from lpse_docs.planning.measure import Placements, no_worse, schedule, value, values
from lpse_docs.planning.problem import Goal, Method, Placement, Problem, Reached, Schedule, Task

GOALS = tuple(Goal)
PRECISION = 1_000_000
SEED = 2018
ROUNDS = 2
MOST_PLACED = 240_000  # tasks placed by all tries of the walk together: a large plan is walked shorter
MOVED = 4
Priority = Callable[[Task], tuple[int, ...]]
Order = Mapping[str, float]


def greedy(problem: Problem, goals: Sequence[Goal] = GOALS) -> Schedule:
    """The best of the schedules that simple priorities give, with bounds that need no solver."""
    prepared = frame(problem)
    placements = dated(prepared, first_buckets(placed(prepared, goals)))
    found = values(goals, problem, placements)
    reached = [Reached(*item) for item in zip(goals, found, lowest(prepared, goals, placements), strict=True)]
    return schedule(problem, placements, Method.GREEDY, reached)


def placed(prepared: Frame, goals: Sequence[Goal], *, rounds: int = ROUNDS) -> Placements:
    """The best placements; of equal ones those of the earlier priority.

    The best order is then changed a little, again and again, and kept when that is no worse: a walk that is drawn from a
    fixed seed and so the same everywhere; in each round every task could be moved once.
    """
    orders = [ranked(prepared, priority) for priority in priorities(prepared)]
    best, order, found = min((tried(prepared, goals, item) for item in orders), key=lambda item: item[0])
    random = Random(SEED)  # noqa: S311 - an order of work is no secret
    tries = min(rounds * len(order), MOST_PLACED // max(1, len(order)))
    for _ in range(tries if best > lowest(prepared, goals, found) else 0):
        other = shaken(order, random)
        placements = serial(prepared, other)
        if reached := no_worse(goals, prepared.problem, placements, best):
            best, order, found = reached, other, placements
    return found


def tried(prepared: Frame, goals: Sequence[Goal], order: Order) -> tuple[tuple[int, ...], Order, Placements]:
    """What an order of tasks leads to."""
    found = serial(prepared, order)
    return values(goals, prepared.problem, found), order, found


def lowest(prepared: Frame, goals: Sequence[Goal], placements: Placements) -> tuple[int, ...]:
    """Bounds of all goals, the goals before each kept to what was reached."""
    unplaced, found = len(prepared.problem.tasks), []
    for goal in goals:
        found.append(bound(goal, prepared, unplaced))
        if goal is Goal.PLACED:
            unplaced = value(goal, prepared.problem, placements)
    return tuple(found)


def ranked(prepared: Frame, priority: Priority) -> Order:
    """The place of every task in an order by priority."""
    order = sorted(prepared.free, key=lambda task: (priority(task), task.id))
    return {task.id: float(place) for place, task in enumerate(order)}


def shaken(order: Order, random: Random) -> Order:
    """An order in which a few tasks have another place."""
    moved = random.sample(sorted(order), min(len(order), MOVED))
    return {**order, **{code: random.random() * len(order) for code in moved}}


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
    """By task, the last day on which it may end for every target to be met as soon as it can be, but not before it is due."""
    latest = {task.id: prepared.problem.buckets[-1].end for task in prepared.order}
    for target, soonest in zip(prepared.problem.targets, days(prepared), strict=True):
        for code in target.tasks:
            latest[code] = min(latest[code], max(target.due, soonest) - target.wait(prepared.problem.task[code]))
    for task in reversed(prepared.order):
        for after in prepared.waiting.get(task.id, ()):
            latest[task.id] = min(latest[task.id], latest[after.id] - after.length - task.running_in)
    return latest


def heaviest(prepared: Frame) -> Mapping[str, int]:
    """By task, the greatest weight among it and all that waits for it."""
    weight = {task.id: task.weight for task in prepared.order}
    for task in reversed(prepared.order):
        weight[task.id] = max([weight[task.id], *(weight[after.id] for after in prepared.waiting.get(task.id, ()))])
    return weight


def serial(prepared: Frame, order: Order) -> Placements:
    """Place task for task, the first in order among those that wait for nothing; what does not fit is left out."""
    room = Room(prepared)
    placements = dict(prepared.past)
    begin: dict[str, int] = {}  # behind the past a task is by its windows
    missing = dict(prepared.blockers)
    ready = [(order[code], code) for code, count in missing.items() if not count]
    heapify(ready)
    while ready:
        task = prepared.problem.task[heappop(ready)[1]]
        if (placement := room.place(task, prepared.windows[task.id], begin.get(task.id, 0))) is None:
            continue
        placements[task.id] = placement
        counts = prepared.problem.counts(placement)
        for after in prepared.waiting.get(task.id, ()):
            begin[after.id] = max(begin.get(after.id, 0), counts)
            missing[after.id] -= 1
            if not missing[after.id]:
                heappush(ready, (order[after.id], after.id))
    return placements


class Room:
    """What is left of capacity and money while a schedule grows."""

    def __init__(self, prepared: Frame) -> None:
        self.years = [bucket.year for bucket in prepared.problem.buckets]
        self.spare = {name: list(parts) for name, parts in prepared.spare.items()}
        self.purse = dict(prepared.purse)

    def place(self, task: Task, windows: Sequence[Window], ready: int) -> Placement | None:
        """Take the first place that has room, behind what the task waits for."""
        for window in windows:
            start = max(ready, window.first)
            if start <= window.last and self.holds(task, window):
                self.take(task, window)
                return Placement(task.id, window.bucket, start, start + task.length)
        return None

    def holds(self, task: Task, window: Window) -> bool:
        """Whether a task fits in with this first bucket."""
        if task.cost > self.purse.get(self.years[window.bucket], task.cost):
            return False
        for name, parts in task.load.items():  # loops, for this is done a hundred thousand times for one plan
            spare = self.spare[name]
            for bucket, part in enumerate(parts, window.bucket):
                if part > spare[bucket]:
                    return False
        return True

    def take(self, task: Task, window: Window) -> None:
        """Take what a task needs."""
        year = self.years[window.bucket]
        if year in self.purse:
            self.purse[year] -= task.cost
        for name, parts in task.load.items():
            for bucket, part in enumerate(parts, window.bucket):
                self.spare[name][bucket] -= part
