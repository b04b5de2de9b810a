"""Orders of tasks that become schedules, thousands of times: whatever can be counted beforehand is.

Tasks have numbers here, and what the goals measure is summed up while tasks are placed, so that an order which is worse than
one that is known is given up as soon as that shows.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import heapify, heappop, heappush
from math import inf
from typing import TypeAlias, assert_never

from lpse_docs.planning.frame import Frame, Window, lain, loads
from lpse_docs.planning.measure import Placements, peak
from lpse_docs.planning.problem import Goal, Placement, Task
from lpse_docs.planning.verify import milestone

Order: TypeAlias = Sequence[float]
"""By number of a task that is free, its rank: of those that wait for nothing, the lowest is placed first."""

KEPT = 64  # boards that are remembered


@dataclass(slots=True)  # thousands are made for one plan, and none is ever changed
class Hole:
    """A window as it is tried again and again.

    Attributes:
        first: The first day on which the task can begin. last: The last.
        takes: Of which parts of the room it takes how much.
        over: The day by which it is over when it begins on the first. counts: The day from which it counts for others then.
        early: What it adds to the goal of an early finish. moved: Whether it is another bucket than in the baseline.
    """

    bucket: int
    first: int
    last: int
    takes: tuple[tuple[int, int], ...]
    over: int
    counts: int
    early: int
    moved: bool


class Board:
    """The tasks that are free, by number, and the room that the past leaves them.

    Attributes:
        room: What is left of every resource in every bucket, then of the money of every year, in a row.
        holes: By task, where it can lie. lasts: By task, the last day on which it can begin in each of these.
        waiting: By task, those that wait for it. blockers: By task, how many it waits for. asked: By task, the targets that
            need it, each with the days from the time it is over until the target has it.
        shifts: By task, whether the day by which it is over moves with its first. moves: The same of the day it counts from.
        away: By task, what it adds to the goals PLACED, EARLY and STABLE when it has no place.
        reached: By target, the day it is due, or the day on which its part of the past counts, when that is later.
        early, moved: What the past adds to the goals EARLY and STABLE.
    """

    def __init__(self, prepared: Frame) -> None:
        self.prepared, self.problem = prepared, prepared.problem
        self.tasks = prepared.free
        self.number = {task.id: number for number, task in enumerate(self.tasks)}
        self.by_code = sorted(range(len(self.tasks)), key=lambda number: self.tasks[number].id)
        self.past = loads(self.problem, prepared.past)
        self.room, self.parts, self.purses = self._room()
        self.holes = [[self._hole(task, window) for window in prepared.windows[task.id]] for task in self.tasks]
        self.lasts = [[hole.last for hole in holes] for holes in self.holes]
        self.waiting = [[self.number[it.id] for it in prepared.waiting.get(task.id, ())] for task in self.tasks]
        self.blockers = [prepared.blockers[task.id] for task in self.tasks]
        self.shifts = [self.problem.by_days or not task.length for task in self.tasks]
        self.moves = [not self.problem.promised(task) for task in self.tasks]
        self.away = [self._away(task) for task in self.tasks]
        self.asked: list[list[tuple[int, int]]] = [[] for _ in self.tasks]
        self.due = [target.due for target in self.problem.targets]
        self.reached = [self._reached(place) for place in range(len(self.due))]
        fixed = prepared.past.items()
        self.early = sum(self._early(self.problem.task[code], placed.bucket) for code, placed in fixed)
        kept = self.problem.baseline
        self.moved = sum(kept.get(code, placed.bucket) != placed.bucket for code, placed in fixed)

    def _room(self) -> tuple[list[int], Mapping[tuple[str, int], int], Mapping[int, int]]:
        room: list[int] = []
        parts: dict[tuple[str, int], int] = {}
        purses: dict[int, int] = {}
        for name, spare in self.prepared.spare.items():
            parts |= {(name, bucket): len(room) + bucket for bucket in range(len(spare))}
            room += spare
        for year, left in self.prepared.purse.items():
            purses[year] = len(room)
            room.append(left)
        return room, parts, purses

    def _hole(self, task: Task, window: Window) -> Hole:
        year = self.problem.buckets[window.bucket].year
        takes = [(self.parts[name, bucket], part) for name, bucket, part in lain(task, window.bucket) if part]
        takes += [(self.purses[year], task.cost)] if year in self.purses and task.cost else []
        early = self._early(task, window.bucket)
        moved = self.problem.baseline.get(task.id, window.bucket) != window.bucket
        return Hole(window.bucket, window.first, window.last, tuple(takes), window.over, window.counts, early, moved)

    def _early(self, task: Task, bucket: int) -> int:
        return task.weight * (bucket + task.spanned - 1)

    def _away(self, task: Task) -> tuple[int, int, int]:
        return not milestone(task), task.weight * len(self.problem.buckets), task.id in self.problem.baseline

    def _reached(self, place: int) -> int:
        """Note which tasks a target needs, and tell the day before which the past and the unknown do not let it be met."""
        target, day = self.problem.targets[place], self.due[place]
        for code in dict.fromkeys(target.tasks):
            if code in self.number:
                self.asked[self.number[code]].append((place, target.wait(self.problem.task[code])))
            elif code in self.prepared.past:
                over = self.problem.over(self.prepared.past[code])
                day = max(day, over + target.wait(self.problem.task[code]))
            else:
                day = self.problem.never
        return day

    def level(self, room: Sequence[int]) -> int:
        """What is reached for a level load when so much room is left."""
        found = 0
        for name, spare in self.prepared.spare.items():
            taken = (self.past[name, bucket] + has - room[self.parts[name, bucket]] for bucket, has in enumerate(spare))
            found += peak(self.problem, name, max(taken))
        return found


@lru_cache(maxsize=KEPT)
def board(prepared: Frame) -> Board:
    """The board of a problem, made once."""
    return Board(prepared)


@dataclass(slots=True)
class Laid:
    """An order that became a schedule.

    Attributes:
        holes: By task, where it lies; None without a place. starts: By task, its first day.
        room: What is left. late, unplaced, early, moved: What is reached for the goals.
    """

    board: Board
    holes: Sequence[Hole | None]
    starts: Sequence[int]
    room: Sequence[int]
    late: int
    unplaced: int
    early: int
    moved: int

    def value(self, goal: Goal) -> int:
        """What `measure.value` measures."""
        match goal:
            case Goal.TARGETS:
                return self.late
            case Goal.PLACED:
                return self.unplaced
            case Goal.EARLY:
                return self.early
            case Goal.LEVEL:
                return self.board.level(self.room)
            case Goal.STABLE:
                return self.moved
            case Goal.ONGOING:
                return sum(map(self.last_bucket, self.board.problem.ongoing))
            case _:
                assert_never(goal)

    def last_bucket(self, code: str) -> int:
        """The number of the last bucket of a task that is not fixed; without a place, the number of buckets."""
        problem, hole = self.board.problem, self.holes[self.board.number[code]]
        return len(problem.buckets) if hole is None else hole.bucket + problem.task[code].spanned - 1

    def values(self, goals: Sequence[Goal]) -> tuple[int, ...]:
        """What is reached, goal for goal."""
        return tuple(map(self.value, goals))

    def no_worse(self, goals: Sequence[Goal], best: Sequence[int]) -> bool:
        """Whether it is as good as something known; no more goals are measured than it takes to tell."""
        for goal, least in zip(goals, best, strict=True):
            if (reached := self.value(goal)) != least:
                return reached < least
        return True

    def placements(self) -> Placements:
        """Everything that has a place, the past included."""
        return {**self.board.prepared.past, **{item.task: item for item in self._placed()}}

    def _placed(self) -> Iterator[Placement]:
        for task, hole, start in zip(self.board.tasks, self.holes, self.starts, strict=True):
            if hole is not None:
                yield Placement(task.id, hole.bucket, start, start + task.length)


def lay(on: Board, order: Order, limit: float = inf) -> Laid | None:
    """Place task for task, the first in order among those that wait for nothing; what does not fit is left out.

    None as soon as targets are late by more than a limit.
    """
    sequence = sorted(range(len(order)), key=order.__getitem__)
    place = [0] * len(order)
    for rank, number in enumerate(sequence):
        place[number] = rank
    room, reached, missing = list(on.room), list(on.reached), list(on.blockers)
    begin = [0] * len(order)  # behind the past a task is by its windows
    found: list[Hole | None] = [None] * len(order)
    late = sum(reached) - sum(on.due)
    ready = [place[number] for number, count in enumerate(missing) if not count]
    heapify(ready)
    while ready and late <= limit:
        number = sequence[heappop(ready)]
        since = begin[number]
        if (hole := taken(on.holes[number], bisect_left(on.lasts[number], since), room)) is None:
            for target, _ in on.asked[number]:
                late += on.problem.never - reached[target]
                reached[target] = on.problem.never
            continue
        found[number] = hole
        later = since - hole.first
        begin[number], later = (since, later) if later > 0 else (hole.first, 0)
        over = hole.over + later if on.shifts[number] else hole.over
        for target, wait in on.asked[number]:
            if over + wait > reached[target]:
                late += over + wait - reached[target]
                reached[target] = over + wait
        counts = hole.counts + later if on.moves[number] else hole.counts
        for after in on.waiting[number]:
            begin[after] = max(begin[after], counts)
            missing[after] -= 1
            if not missing[after]:
                heappush(ready, place[after])
    laid = None if late > limit else summed(on, found, begin, room, reached)
    return laid if laid is not None and laid.late <= limit else None


def taken(holes: Sequence[Hole], since: int, room: list[int]) -> Hole | None:
    """Take the first of some holes, from one on, that has room."""
    for hole in holes[since:]:
        for part, amount in hole.takes:  # loops, for this is done a hundred thousand times for one plan
            if amount > room[part]:
                break
        else:
            for part, amount in hole.takes:
                room[part] -= amount
            return hole
    return None


def summed(
    on: Board, found: Sequence[Hole | None], starts: Sequence[int], room: Sequence[int], reached: list[int]
) -> Laid:
    """What all the tasks together reach; a target that needs one without a place is never met."""
    unplaced, early, moved = 0, on.early, on.moved
    for number, hole in enumerate(found):
        if hole is not None:
            early += hole.early
            moved += hole.moved
            continue
        work, longest, kept = on.away[number]
        unplaced, early, moved = unplaced + work, early + longest, moved + kept
        for target, _ in on.asked[number]:
            reached[target] = on.problem.never
    return Laid(on, found, starts, room, sum(reached) - sum(on.due), unplaced, early, moved)
