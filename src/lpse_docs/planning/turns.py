"""The work of one bucket in turn: every resource does one thing after the other, whatever is ready and comes first in an order."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import ceil
from typing import TypeAlias

from lpse_docs.planning.frame import Frame, latest_start
from lpse_docs.planning.problem import Placement, Problem, Task
from lpse_docs.planning.verify import milestone
from lpse_docs.planning.workdays import Workdays

Rank: TypeAlias = tuple[bool, int, int, int, int, str]
Order: TypeAlias = Mapping[str, Rank]


def due_days(prepared: Frame, last: Mapping[str, int] | None = None) -> Mapping[str, int]:
    """By task, the last day on which it may end for every target to be met on its day; `never` where none asks for it.

    Args:
        prepared: What is to be scheduled.
        last: By target, another day on which it is to be met.
    """
    problem = prepared.problem
    found = {task.id: problem.never for task in prepared.order}
    for target in problem.targets:
        due = target.due if last is None else last[target.id]
        for code in target.tasks:
            found[code] = min(found[code], due - target.wait(problem.task[code]))
    for task in reversed(prepared.order):
        for after in prepared.waiting.get(task.id, ()):
            found[task.id] = min(found[task.id], found[after.id] - after.length - task.running_in)
    return found


def hoped_days(prepared: Frame, buckets: Mapping[str, int]) -> Mapping[str, int]:
    """By target, the day it is due, or that before which it cannot be met with some first buckets; `never` without places."""
    problem, found = prepared.problem, {}
    known = {**buckets, **{code: item.bucket for code, item in prepared.past.items()}}
    for target in problem.targets:
        work = [problem.task[code] for code in target.tasks if not milestone(problem.task[code])]
        if all(task.id in known for task in work):
            begins = [last_begin(problem, task, known[task.id]) + target.wait(task) for task in work]
            found[target.id] = max([target.due, *begins])
        else:
            found[target.id] = problem.never
    return found


def last_begin(problem: Problem, task: Task, first: int) -> int:
    """The first day of the last bucket of a task."""
    return problem.buckets[min(first + task.spanned, len(problem.buckets)) - 1].begin


class Progress:
    """How far a schedule has come when a bucket begins.

    Attributes:
        buckets: First buckets that are wanted.
        moments: Milestones, which come about by themselves.
        placed: Tasks that have their days. begun: First days of tasks that go on into the next bucket.
        due: By task, the last day on which it may end for every target to be met. hoped: The same, but for targets that
            these buckets miss, for them to be met as soon as they can be.
    """

    def __init__(self, prepared: Frame, buckets: Mapping[str, int]) -> None:
        self.prepared, self.problem = prepared, prepared.problem
        self.resting = frozenset(self.problem.resting)
        self.buckets = {task.id: buckets[task.id] for task in prepared.free if task.id in buckets}
        self.moments = {task.id for task in prepared.free if milestone(task)}
        self.placed = dict(prepared.past)
        self.begun: dict[str, int] = {}
        self.due = due_days(prepared)
        self.hoped = due_days(prepared, hoped_days(prepared, self.buckets))
        self._workdays: dict[int, Mapping[str, Workdays]] = {}
        self._open: dict[tuple[int, tuple[str, ...]], list[int | None]] = {}

    def workdays(self, bucket: int) -> Mapping[str, Workdays]:
        """By resource, its working time in a bucket."""
        if bucket not in self._workdays:
            stretch = self.problem.buckets[bucket]
            hands = self.problem.hands.items()
            self._workdays[bucket] = {name: Workdays(parts, stretch.begin, stretch.end) for name, parts in hands}
        return self._workdays[bucket]

    def open_day(self, bucket: int, key: tuple[str, ...], day: int) -> int | None:
        """The first day of a bucket, from one on, on which all of some resources work; None when there is none."""
        if (bucket, key) not in self._open:
            stretch, days = self.problem.buckets[bucket], self.workdays(bucket)
            found: list[int | None] = [None]
            for it in range(stretch.end - 1, stretch.begin - 1, -1):
                idle = it in self.resting or not all(days[name].works(it) for name in key)
                found.append(found[-1] if idle else it)
            self._open[bucket, key] = found[::-1]
        return self._open[bucket, key][min(day, self.problem.buckets[bucket].end) - self.problem.buckets[bucket].begin]

    def ready(self, task: Task, placed: Mapping[str, Placement]) -> int | None:
        """The first day on which a task may begin; None while something that it waits for has no days."""
        if any(code not in placed for code in task.after):
            return None
        return max([task.release, *(self.problem.counts(placed[code]) for code in task.after)])

    def moment(self, task: Task, placed: Mapping[str, Placement]) -> Placement | None:
        """A milestone, when all that it waits for has days and it lies within the horizon."""
        day = self.ready(task, placed)
        if day is None or day > self.problem.buckets[-1].end:
            return None
        bucket = next(number for number, item in enumerate(self.problem.buckets) if day <= item.end)
        return Placement(task.id, bucket, day, day)

    def last_start(self, task: Task) -> int:
        """The last day on which a task can begin in its first bucket."""
        return latest_start(self.problem, task, self.buckets[task.id])


@dataclass
class Queue:
    """Tasks of the same resources: those that are ready, by rank, and those that will be, by day."""

    ready: list[tuple[Rank, int, Task]] = field(default_factory=list)
    later: list[tuple[int, Rank, Task]] = field(default_factory=list)

    def first(self, moment: float) -> float | None:
        """The moment at which the next of them can begin; None when there is none."""
        days = [*(day for _, day, _ in self.ready[:1]), *(day for day, _, _ in self.later[:1])]
        return max(moment, min(days)) if days else None

    def taken(self, moment: float) -> tuple[int, Task]:
        """The first in order of those that are ready by a moment, with the day from which it is."""
        while self.later and self.later[0][0] <= moment:
            day, rank, task = heappop(self.later)
            heappush(self.ready, (rank, day, task))
        _, day, task = heappop(self.ready)
        return day, task


class Turns:
    """One way to do the work of a bucket.

    Attributes:
        shares: By resource, the share of its people's time that it gives.
        placed: Tasks that are done in the bucket, and moments that come about in it or after it.
        begun: First days of the tasks that begin in it and go on.
        left: Tasks for which it has no days. late: Days by which tasks that are due in the bucket are late.
    """

    def __init__(
        self,
        progress: Progress,
        tasks: Sequence[Task],
        bucket: int,
        shares: Mapping[str, float],
        order: Order,
    ) -> None:
        self.progress, self.problem, self.bucket = progress, progress.problem, bucket
        self.stretch = self.problem.buckets[bucket]
        self.shares, self.order = dict(shares), order
        self.days = progress.workdays(bucket)
        self.clock: dict[str, float] = dict.fromkeys(self.days, self.stretch.begin)
        self.queues: dict[tuple[str, ...], Queue] = {}
        self.soon: dict[tuple[str, ...], float | None] = {}  # `next` of a queue, until that or its resources change
        self.placed: dict[str, Placement] = {}
        self.begun: dict[str, int] = {}
        self.tasks = {task.id: task for task in tasks}
        self.known = dict(progress.placed)
        self.open = dict(self.tasks)
        self.enlist(list(self.tasks.values()))
        while self.turn():
            pass
        self.left = frozenset(self.open)
        self.late = {
            code: placed.finish - progress.hoped[code] for code, placed in self.placed.items() if self.misses(placed)
        }

    def misses(self, placed: Placement) -> bool:
        """Whether a task is due in the bucket, and done in it too late; what was due before it is late anyway."""
        day = self.progress.hoped[placed.task]
        return self.stretch.begin <= day < placed.finish <= self.stretch.end

    def hurried(self) -> set[str]:
        """The resources that should work faster: those of tasks left or late, and of all in the bucket that these wait for."""
        found: set[str] = set()
        pending = [*sorted(self.left), *self.late]
        seen = set(pending)
        while pending:
            task = self.problem.task[pending.pop()]
            found.update(name for name in task.load if name in self.shares)
            ahead = [code for code in task.after if code not in seen and self.inside(code)]
            seen.update(ahead)
            pending += ahead
        return found

    def inside(self, code: str) -> bool:
        """Whether something waited for lies in the bucket, or is a moment that may."""
        return code in self.tasks or code in self.progress.moments

    def enlist(self, tasks: Sequence[Task]) -> None:
        """Put what can be told when it is ready into the queue of its resources."""
        for task in tasks:
            ready = self.stretch.begin if task.id in self.progress.begun else self.progress.ready(task, self.known)
            if ready is not None:
                key = tuple(sorted(name for name in task.load if name in self.days))
                day = max(ready, self.stretch.begin)
                heappush(self.queues.setdefault(key, Queue()).later, (day, self.order[task.id], task))
                self.soon.pop(key, None)

    def turn(self) -> bool:
        """Let resources that can begin first do what comes first in order; tell whether there was anything to do."""
        for key in self.queues.keys() - self.soon.keys():
            self.soon[key] = self.next(key)
        soon = [(moment, key) for key, moment in self.soon.items() if moment is not None]
        if not soon:
            return False
        moment, key = min(soon)
        del self.soon[key]
        day, task = self.queues[key].taken(moment)
        if (begin := self.opening(key, max(moment, day))) is not None:
            self.work(task, begin)
        return True

    def next(self, key: tuple[str, ...]) -> float | None:
        """The moment at which some resources can begin the next task that needs them; None when there is none."""
        queue = self.queues[key]
        moment = queue.first(max((self.clock[name] for name in key), default=self.stretch.begin))
        opening = None if moment is None else self.opening(key, moment)
        if opening is None:
            queue.ready.clear()
            queue.later.clear()
        return opening

    def opening(self, key: tuple[str, ...], moment: float) -> float | None:
        """The first moment from one on at which all of some resources work; None when that is not in the bucket."""
        day = self.progress.open_day(self.bucket, key, int(moment))
        return None if day is None else max(moment, day)

    def work(self, task: Task, moment: float) -> None:
        """Do a task from a moment on, or its part in the bucket, if there is time for it."""
        first = self.progress.buckets[task.id]
        ends = self.ends(task, moment, self.bucket - first)
        start = self.progress.begun.get(task.id, int(moment))
        if ends is None or (first == self.bucket and start > self.progress.last_start(task)):
            return
        goes_on = self.bucket < first + task.spanned - 1
        finish = max([start + task.length, *(ceil(end) for end in ends.values())])
        if not goes_on and finish > self.stretch.end:
            return
        self.clock.update(ends)
        for key in [key for key in self.soon if not ends.keys().isdisjoint(key)]:
            del self.soon[key]
        del self.open[task.id]
        if goes_on:
            self.begun[task.id] = start
        else:
            self.place(Placement(task.id, first, start, finish))

    def ends(self, task: Task, moment: float, part: int) -> Mapping[str, float] | None:
        """By resource, the moment at which it has done its part of a task; None when the bucket has no time for it."""
        found: dict[str, float] = {}
        for name, parts in task.load.items():
            if name in self.days:
                need = parts[part] / self.shares[name]
                end = self.days[name].moment(self.days[name].done(moment) + need)
                if end is None:
                    return None
                found[name] = max(end, moment)
        return found

    def place(self, placement: Placement) -> None:
        """Note the days of a task, and make ready what waited for it alone."""
        self.placed[placement.task] = self.known[placement.task] = placement
        for task in self.progress.prepared.waiting.get(placement.task, ()):
            if task.id in self.open and task.id not in self.progress.begun:
                self.enlist([task])
            elif task.id in self.progress.moments and task.id not in self.known:
                for moment in self.moments(task):
                    self.place(moment)

    def moments(self, task: Task) -> Iterator[Placement]:
        """A moment, if it has come."""
        if (moment := self.progress.moment(task, self.known)) is not None:
            yield moment
