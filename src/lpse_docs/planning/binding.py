"""What keeps a task from a place, or from an earlier one, in a schedule: what it waits for, people, money, or time.

Nothing is searched. Each thing that is named can be checked against the schedule: with it out of the way, and all else where
it is, the task has a place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from lpse_docs.planning.frame import Window, loads, possible, spending
from lpse_docs.planning.problem import Placement, Problem, Task
from lpse_docs.planning.verify import counting, milestone


@dataclass(frozen=True)
class Bar:
    """Why a task cannot have a first bucket; nothing when only the schedule is why.

    Attributes:
        short: Resources with the buckets in which too little of them is left: capacity, or days that people can work.
        year: The year whose ceiling leaves too little. lacking: By how much, in rupiah.
    """

    bucket: int
    short: tuple[tuple[str, int], ...] = ()
    year: int | None = None
    lacking: int = 0


@dataclass(frozen=True)
class Binding:
    """What a task is kept by.

    Attributes:
        lost: What it waits for and has no place.
        ready: First day on which it could begin, as far as it waits for others and for its date.
        last: What it waits for that counts on that day and not sooner; nothing when its own date, or the first day, is why.
        bars: Every first bucket that it could have from that day on, before the one that it has.
        own: Whether it could begin earlier in the very bucket that it has.
    """

    task: str
    lost: tuple[str, ...] = ()
    ready: int = 0
    last: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    own: bool = False


@dataclass(frozen=True)
class Bindings:
    """What every task of a schedule is kept by; the schedule may leave out moments."""

    problem: Problem
    placed: Mapping[str, Placement]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """The day on which what each task produces counts; without an entry, never."""
        return counting(self.problem, self.placed)

    @cached_property
    def taken(self) -> Mapping[tuple[str, int], int]:
        """What the schedule takes, by resource and bucket."""
        return loads(self.problem, self.placed)

    @cached_property
    def resting(self) -> frozenset[int]:
        """Days on which nobody works."""
        return frozenset(self.problem.resting)

    @cached_property
    def spent(self) -> Mapping[int, int]:
        """What it costs, by year."""
        return spending(self.problem, self.placed)

    def of(self, code: str) -> Binding:
        """What one task is kept by."""
        task, placed = self.problem.task[code], self.placed.get(code)
        lost = tuple(sorted({it for before in task.after for it in self._lost(before)}))
        if lost:
            return Binding(code, lost)
        ready = max([0, task.release, *(self.counts[before] for before in task.after)])
        begin = max(0, task.release)
        last = sorted({it for before in task.after for it in self._last(before, ready)}) if ready > begin else []
        found = (it for it in possible(self.problem, task, ready) if not placed or it.bucket < placed.bucket)
        windows = [it for it in found if self._days(it)]
        own = placed is not None and ready < placed.start and not windows
        return Binding(code, (), ready, tuple(last), tuple(self._bar(task, it) for it in windows), own)

    def _lost(self, code: str) -> Iterator[str]:
        """A task that has no place, or what keeps a moment from coming."""
        if code not in self.counts:
            task = self.problem.task[code]
            if milestone(task):
                for before in task.after:
                    yield from self._lost(before)
            else:
                yield code

    def _last(self, code: str, ready: int) -> Iterator[str]:
        """What counts on a day and not sooner: a task, or what a moment waits for."""
        task = self.problem.task[code]
        if self.counts[code] < ready:
            return
        before = [it for it in task.after if self.counts[it] + task.running_in >= ready] if milestone(task) else []
        if before:
            for it in before:
                yield from self._last(it, ready - task.running_in)
        else:
            yield code

    def _bar(self, task: Task, window: Window) -> Bar:
        """Why a task cannot have one of its windows."""
        year, placed = self.problem.buckets[window.bucket].year, self.placed.get(task.id)
        mine = task.cost if placed and self.problem.buckets[placed.bucket].year == year else 0
        ceiling = self.problem.budgets.get(year)
        lacking = 0 if ceiling is None else max(0, task.cost - (ceiling - self.spent[year] + mine))
        short = tuple(sorted({*self._full(task, window.bucket), *self._crowded(task, window)}))
        return Bar(window.bucket, short, year if lacking else None, lacking)

    def _full(self, task: Task, first: int) -> Iterator[tuple[str, int]]:
        """Where the capacity that is left is less than a task takes."""
        placed = self.placed.get(task.id)
        for name, parts in task.load.items():
            for bucket, part in enumerate(parts, first):
                at = bucket - placed.bucket if placed else -1
                mine = parts[at] if 0 <= at < len(parts) else 0
                if (
                    self.problem.capacity.get(name, (0,) * (bucket + 1))[bucket] - self.taken[name, bucket] + mine
                    < part
                ):
                    yield name, bucket

    def _crowded(self, task: Task, window: Window) -> Iterator[tuple[str, int]]:
        """Where people have no days left for a task from the day on which it can begin, whatever the capacity says."""
        names = [name for name in task.load if name in self.problem.hands]
        last = window.bucket + task.spanned - 1
        hands = self.problem.hands
        days = (day for day in self._days(window) if all(hands[name][day : day + 1] > (0,) for name in names))
        start, end = next(days, None), self.problem.buckets[last].end
        if start is None:
            yield from ((name, window.bucket) for name in names)
            return
        for name in names if not any(self._full(task, window.bucket)) else ():
            if self._busy(task, name, start, end):
                yield from ((name, bucket) for bucket in range(window.bucket, last + 1))

    def _busy(self, task: Task, name: str, start: int, end: int) -> bool:
        """Whether the people of a resource have too few days left in a stretch: in it, or in a longer one of other tasks too."""
        spans = [
            (placed.start, placed.finish, sum(self.problem.task[code].load[name]))
            for code, placed in self.placed.items()
            if name in self.problem.task[code].load and code not in self.problem.fixed and code != task.id
        ]
        load = sum(task.load[name])
        for first in {start, *(begin for begin, _, _ in spans if begin < start)}:
            inside = sorted([(finish, part) for begin, finish, part in spans if begin >= first] + [(end, load)])
            for (last, _), taken in zip(inside, accumulate(part for _, part in inside), strict=True):
                if last >= end and taken > sum(self.problem.hands[name][max(0, first) : last]):
                    return True
        return False

    def _days(self, window: Window) -> Sequence[int]:
        """The days of a window on which work can begin; all of them where nobody's days are known."""
        days = range(window.first, window.last + 1)
        return [day for day in days if day not in self.resting] if self.problem.hands else days
