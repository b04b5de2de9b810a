"""What has no place gets the days that a schedule leaves, and nothing else moves.

Days that are found bucket by bucket (`days`) may send on more than they must. What is left of people, capacity and money is
offered once more to all that has no place, what is due first in front; a schedule that is known to hold stays as it is.
"""

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush

from lpse_docs.planning.frame import Frame, Window, lain, loads, spending
from lpse_docs.planning.measure import Placements
from lpse_docs.planning.problem import Placement, Task
from lpse_docs.planning.turns import due_days
from lpse_docs.planning.verify import milestone


def filled(prepared: Frame, placements: Placements) -> Placements:
    """Placements with what still fits; as they are when nobody's days are known, or nothing is without a place."""
    waiting = [task for task in prepared.free if task.id not in placements]
    left = hands_left(prepared, placements) if waiting else None
    return Filling(prepared, placements, left).filled(waiting) if left else placements


def hands_left(prepared: Frame, placements: Placements) -> dict[str, list[int]] | None:
    """By resource and day, what its people can still do; None when they cannot even do what they have to."""
    found: dict[str, list[int]] = {}
    for name, hands in prepared.problem.hands.items():
        work = [
            (placed.start, placed.finish, sum(task.load[name]))
            for task in prepared.free
            if name in task.load and (placed := placements.get(task.id))
        ]
        left = worked(hands, work)
        if left is None:
            return None
        found[name] = left
    return found


def worked(hands: Sequence[int], work: Sequence[tuple[int, int, int]]) -> list[int] | None:
    """What is left of every day when work is done as soon as it may, what ends first in front; None when some is not done."""
    left, coming = list(hands), sorted(work)
    doing: list[tuple[int, int]] = []
    place = 0
    for day in range(len(left)):
        while place < len(coming) and coming[place][0] <= day:
            heappush(doing, coming[place][1:])
            place += 1
        while doing and left[day]:
            end, load = heappop(doing)
            if end <= day and load:
                return None
            done = min(load, left[day])
            left[day] -= done
            if load > done:
                heappush(doing, (end, load - done))
    return None if any(load for _, load in doing) or place < len(coming) else left


class Filling:
    """A schedule that is filled up.

    Attributes:
        left: By resource and day, what its people can still do. taken: What is taken, by resource and bucket. spent: By year.
    """

    def __init__(self, prepared: Frame, placements: Placements, left: dict[str, list[int]]) -> None:
        self.prepared, self.problem, self.left = prepared, prepared.problem, left
        self.placed = dict(placements)
        self.taken, self.spent = dict(loads(self.problem, placements)), dict(spending(self.problem, placements))
        self.due = due_days(prepared)
        self.resting = frozenset(self.problem.resting)

    def filled(self, waiting: Sequence[Task]) -> Placements:
        """All that has a place and all that finds one."""
        open_ = {task.id: task for task in waiting}
        while ready := [task for task in open_.values() if all(code in self.placed for code in task.after)]:
            task = min(ready, key=lambda it: (self.due[it.id], -it.weight, it.id))
            del open_[task.id]
            begin = max([task.release, *(self.problem.counts(self.placed[code]) for code in task.after)])
            if found := self.moment(task, begin) if milestone(task) else self.place(task, begin):
                self.placed[task.id] = found
        return self.placed

    def moment(self, task: Task, day: int) -> Placement | None:
        """A milestone, if it comes about within the horizon."""
        inside = (number for number, item in enumerate(self.problem.buckets) if day <= item.end)
        return next((Placement(task.id, number, day, day) for number in inside), None)

    def place(self, task: Task, begin: int) -> Placement | None:
        """The first window of a task that has capacity, money and days for it; they are taken."""
        for window in self.prepared.windows[task.id]:
            if begin <= window.last and self.holds(task, window.bucket):
                start = self.opening(task, max(begin, window.first), window.last)
                if start is not None and (days := self.days(task, window, start)) is not None:
                    return self.take(task, window.bucket, start, days)
        return None

    def holds(self, task: Task, first: int) -> bool:
        """Whether capacity and money are left for a task with a first bucket; of what is not given nothing is."""
        year = self.problem.buckets[first].year
        ceiling = self.problem.budgets.get(year)
        paid = not task.cost or ceiling is None or self.spent.get(year, 0) + task.cost <= ceiling
        return paid and all(
            not part or self.taken.get((name, bucket), 0) + part <= self.problem.capacity[name][bucket]
            for name, bucket, part in lain(task, first)
        )

    def opening(self, task: Task, begin: int, last: int) -> int | None:
        """The first day, up to a last one, on which all that a task needs have time left."""
        needs = [self.left[name] for name in task.load if name in self.left]
        days = (day for day in range(begin, last + 1) if day not in self.resting)
        return next((day for day in days if all(left[day] for left in needs)), None)

    def days(self, task: Task, window: Window, start: int) -> Mapping[tuple[str, int], int] | None:
        """What a task takes of whom on which day, each part within its bucket; None when the days do not suffice."""
        found: dict[tuple[str, int], int] = {}
        for name, bucket, part in lain(task, window.bucket):
            if name in self.left:
                days = self.share(name, part, max(start, self.problem.buckets[bucket].begin), bucket)
                if sum(days.values()) < part:
                    return None
                found |= days
        end = self.problem.buckets[window.bucket + task.spanned - 1].end
        return found if self.finish(task, start, found) <= end else None

    def share(self, name: str, part: int, begin: int, bucket: int) -> Mapping[tuple[str, int], int]:
        """What the first days that have time left, from one of a bucket on, take of a part."""
        found: dict[tuple[str, int], int] = {}
        for day in range(begin, self.problem.buckets[bucket].end if part else begin):
            if taken := min(part, self.left[name][day]):
                found[name, day] = taken
                part -= taken
            if not part:
                break
        return found

    def finish(self, task: Task, start: int, days: Mapping[tuple[str, int], int]) -> int:
        """The day after the last of a task."""
        return max([start + task.length, *(day + 1 for _, day in days)])

    def take(self, task: Task, first: int, start: int, days: Mapping[tuple[str, int], int]) -> Placement:
        """Take what a task needs, and tell its place."""
        for (name, day), part in days.items():
            self.left[name][day] -= part
        for name, bucket, part in lain(task, first):
            self.taken[name, bucket] = self.taken.get((name, bucket), 0) + part
        year = self.problem.buckets[first].year
        self.spent[year] = self.spent.get(year, 0) + task.cost
        return Placement(task.id, first, start, self.finish(task, start, days))
