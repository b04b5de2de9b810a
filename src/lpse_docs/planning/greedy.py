"""A schedule without a solver: task for task by priority, each in the first bucket that has room for it.

Several priorities are tried (serial schedule generation, Kolisch 1996), the best is bettered by a short walk from order to order.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import inf
from random import Random
from typing import cast

from lpse_docs.planning.bounds import bound, days, settled
from lpse_docs.planning.days import dated, first_buckets
from lpse_docs.planning.filling import filled
from lpse_docs.planning.frame import Frame, frame
from lpse_docs.planning.measure import Placements, no_worse, schedule, value, values, worth
from lpse_docs.planning.problem import Goal, Method, Placement, Problem, Reached, Schedule, Task
from lpse_docs.planning.serial import Board, Laid, Order, board, lay
from lpse_docs.planning.slack import eased
from lpse_docs.planning.verify import verify

GOALS = (Goal.TARGETS, Goal.PLACED, Goal.EARLY, Goal.LEVEL, Goal.STABLE)
PRECISION = 1_000_000
SEED = 2018
ROUNDS = 2
MOST_PLACED = 240_000  # tasks placed by all tries of the walk together: a large plan is walked shorter
MOVED = 4
BETTERED = 2  # levels of capacity whose priorities are walked from
Priority = Callable[[Task], tuple[int, ...]]


def greedy(problem: Problem, goals: Sequence[Goal] = GOALS, known: Sequence[Placements] = ()) -> Schedule:
    """The best of the schedules that simple priorities give, and that are known, with bounds that need no solver."""
    prepared = frame(problem)
    placements = first(prepared, goals, known)
    found = values(goals, problem, placements)
    reached = [Reached(*item) for item in zip(goals, found, lowest(prepared, goals, placements), strict=True)]
    return schedule(problem, placements, Method.GREEDY, reached)


def first(prepared: Frame, goals: Sequence[Goal], known: Sequence[Placements] = ()) -> Placements:
    """The best placements on days, none worse than those that are known and still hold.

    Where days make it worse than it is by capacities, less capacity is tried as well (`with_slack`).
    """
    begun = by_priority(prepared, goals)
    wished = bettered(prepared, goals, *begun).placements()
    found = [dated(prepared, first_buckets(it)) for it in (wished, begun[1].placements())]
    if no_worse(goals, prepared.problem, found[0], values(goals, prepared.problem, wished)) is None:
        found += with_slack(prepared, goals)
    found += holding(prepared, [*known, agreed(prepared)])
    found += [filled(prepared, item) for item in found]
    return min(found, key=lambda item: worth(goals, prepared.problem, item))


def with_slack(prepared: Frame, goals: Sequence[Goal]) -> Iterator[Placements]:
    """What simple priorities give for less capacity, put on days; the best of them are bettered."""
    begun = [(level, by_priority(level, goals)) for level in eased(prepared)]
    tries = [(*item, dated(prepared, first_buckets(item[1][1].placements()))) for item in begun]
    yield from (placements for _, _, placements in tries)
    for level, start, _ in sorted(tries, key=lambda item: worth(goals, prepared.problem, item[2]))[:BETTERED]:
        yield dated(prepared, first_buckets(bettered(level, goals, *start).placements()))


def holding(prepared: Frame, known: Sequence[Placements]) -> Iterator[Placements]:
    """Known placements that still hold, as they are, or the first buckets of those that do not on new days."""
    for placements in filter(None, known):
        again = {code: item for code, item in placements.items() if fits(prepared, item)}
        for other in ({**again, **prepared.past}, dated(prepared, first_buckets(again))):
            if not verify(prepared.problem, other.values()):
                yield other
                break


def agreed(prepared: Frame) -> Placements:
    """The plan that was approved last, with first buckets but on no day of its own; nothing when there is none."""
    windows = ((code, window) for code, known in prepared.windows.items() for window in known)
    kept = prepared.problem.baseline
    return {
        code: Placement(code, it.bucket, it.first, it.first + prepared.problem.task[code].length)
        for code, it in windows
        if kept.get(code) == it.bucket
    }


def fits(prepared: Frame, placement: Placement) -> bool:
    """Whether a task may have its first bucket, and ends within the horizon."""
    known = prepared.windows.get(placement.task, ())
    inside = 0 <= placement.start <= placement.finish <= prepared.problem.buckets[-1].end
    return inside and any(window.bucket == placement.bucket for window in known)


def placed(prepared: Frame, goals: Sequence[Goal], *, rounds: int = ROUNDS) -> Placements:
    """The best placements; of equal ones those of the earlier priority.

    The best order is then changed a little, again and again, and kept when that is no worse: a walk that is drawn from a
    fixed seed and so the same everywhere; in each round every task could be moved once.
    """
    begun = by_priority(prepared, goals)
    return (bettered(prepared, goals, *begun, rounds=rounds) if rounds else begun[1]).placements()


def bettered(prepared: Frame, goals: Sequence[Goal], order: Order, best: Laid, *, rounds: int = ROUNDS) -> Laid:
    """The best that is met on a walk from an order, unless nothing better is to be had."""
    tries = min(rounds * len(order), MOST_PLACED // max(1, len(order)))
    if best.values(goals) <= lowest(prepared, goals, best.placements()):
        return best
    return walked(order, best, goals, tries)


def walked(order: Order, best: Laid, goals: Sequence[Goal], tries: int) -> Laid:
    """The best that is met on a walk from an order."""
    random = Random(SEED)  # noqa: S311 - an order of work is no secret
    reached = best.values(goals)
    for _ in range(tries):
        other = shaken(best.board, order, random)
        found = lay(best.board, other, reached[0] if goals[0] is Goal.TARGETS else inf)
        if found is not None and found.no_worse(goals, reached):
            order, best, reached = other, found, found.values(goals)
    return best


def by_priority(prepared: Frame, goals: Sequence[Goal]) -> tuple[Order, Laid]:
    """The best that a priority leads to; the first one that leaves nothing to be wished is not bettered."""
    found: list[tuple[tuple[int, ...], Order, Laid]] = []
    for priority in priorities(prepared):
        order = ranked(prepared, priority)
        laid = cast("Laid", lay(board(prepared), order))
        found.append((laid.values(goals), order, laid))
        if not any(found[-1][0]):
            break
    _, order, laid = min(found, key=lambda item: item[0])
    return order, laid


def in_time(prepared: Frame) -> Placements | None:
    """Placements by a priority with which all targets are met; none when no priority leads to that."""
    for priority in priorities(prepared):
        if laid := lay(board(prepared), ranked(prepared, priority), limit=0):
            return laid.placements()
    return None


def lowest(prepared: Frame, goals: Sequence[Goal], placements: Placements) -> tuple[int, ...]:
    """Bounds of all goals, the goals before each kept to what was reached."""
    unplaced, found = len(prepared.problem.tasks), []
    for goal in goals:
        found.append(bound(goal, prepared, unplaced))
        reached = value(goal, prepared.problem, placements)
        prepared = settled(prepared, goal, reached)
        unplaced = reached if goal is Goal.PLACED else unplaced
    return tuple(found)


def ranked(prepared: Frame, priority: Priority) -> Order:
    """The place of every task in an order by priority."""
    tasks = prepared.free
    order = sorted(range(len(tasks)), key=lambda number: (priority(tasks[number]), tasks[number].id))
    places = [0.0] * len(tasks)
    for place, number in enumerate(order):
        places[number] = place
    return places


def shaken(on: Board, order: Order, random: Random) -> Order:
    """An order in which a few tasks have another place."""
    other = list(order)
    for number in random.sample(on.by_code, min(len(order), MOVED)):
        other[number] = random.random() * len(order)
    return other


def priorities(prepared: Frame) -> Sequence[Priority]:
    """Orders of tasks: by the last day that targets leave them, by weight, by what waits for them, by size."""
    latest = latest_finish(prepared)
    weight = heaviest(prepared)
    followers = {task.id: len(prepared.waiting.get(task.id, ())) for task in prepared.order}
    size = {task.id: sum(map(sum, task.load.values())) for task in prepared.order}
    kept, begun = prepared.problem.baseline, prepared.problem.ongoing
    return (
        lambda task: (latest[task.id], -weight[task.id], -followers[task.id]),
        lambda task: (latest[task.id], size[task.id], -weight[task.id]),
        lambda task: (-weight[task.id], latest[task.id], -followers[task.id]),
        lambda task: (-weight[task.id] * PRECISION // max(1, size[task.id]), latest[task.id]),
        lambda task: (-size[task.id], latest[task.id], -weight[task.id]),
        lambda task: (size[task.id], latest[task.id], -weight[task.id]),
        lambda task: (
            task.id not in begun,
            kept.get(task.id, len(prepared.problem.buckets)),
            latest[task.id],
            -weight[task.id],
        ),
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
