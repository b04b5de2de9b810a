"""What is left to decide: the past taken off capacity and money, and the days in which every other task can lie."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import TopologicalSorter

from lpse_docs.planning.problem import Placement, Problem, Task


@dataclass(frozen=True)
class Window:
    """A first bucket that a task can have.

    Attributes:
        first: First day on which it can then begin. last: Last day.
        over: The day by which it is over when it begins on the first. counts: The day from which it counts for others then.
    """

    bucket: int
    first: int
    last: int
    over: int
    counts: int


@dataclass(frozen=True, eq=False)
class Frame:
    """A problem, prepared: nothing in it depends on the order in which tasks were given. Known by itself, not by its parts.

    Attributes:
        past: Placements of the tasks that are fixed. They hold whatever capacity, money or other tasks say.
        windows: Of every other task, where it can lie if nothing but time counts; none when it cannot.
        must: Tasks of those that need a place, for a target would be missed by more than is allowed.
    """

    problem: Problem
    order: tuple[Task, ...]
    past: Mapping[str, Placement]
    windows: Mapping[str, tuple[Window, ...]]
    must: frozenset[str] = frozenset()

    @cached_property
    def free(self) -> tuple[Task, ...]:
        """The tasks that are not fixed, each behind those it waits for."""
        return tuple(task for task in self.order if task.id not in self.past)

    @cached_property
    def spare(self) -> Mapping[str, tuple[int, ...]]:
        """What the past leaves of every capacity; past work beyond a capacity leaves nothing, and is not refused."""
        used = loads(self.problem, self.past)
        return {
            name: tuple(max(0, has - used[name, bucket]) for bucket, has in enumerate(capacity))
            for name, capacity in sorted(self.problem.capacity.items())
        }

    @cached_property
    def purse(self) -> Mapping[int, int]:
        """What the past leaves of every budget."""
        used = spending(self.problem, self.past)
        return {year: max(0, has - used[year]) for year, has in sorted(self.problem.budgets.items())}

    @cached_property
    def blockers(self) -> Mapping[str, int]:
        """By task, how many others that are not fixed it waits for."""
        return {task.id: len({*task.after} - self.past.keys()) for task in self.free}

    @cached_property
    def waiting(self) -> Mapping[str, tuple[Task, ...]]:
        """By task, the tasks that wait for it, the nearest only."""
        found: dict[str, list[Task]] = defaultdict(list)
        for task in self.free:
            for before in sorted(set(task.after)):
                found[before].append(task)
        return {code: tuple(tasks) for code, tasks in found.items()}


def frame(problem: Problem) -> Frame:
    """Prepare a problem.

    Raises:
        graphlib.CycleError: Tasks wait for each other.
    """
    order = tuple(ordered(problem))
    past: dict[str, Placement] = {}
    windows: dict[str, tuple[Window, ...]] = {}
    earliest: dict[str, int] = {}
    for task in order:
        if task.id in problem.fixed:
            past[task.id] = happened(problem, task, past)
            earliest[task.id] = problem.counts(past[task.id])
            continue
        if all(before in earliest for before in task.after):
            ready = max((earliest[before] for before in task.after), default=0)
            windows[task.id] = tuple(possible(problem, task, max(ready, task.release)))
        if windows.setdefault(task.id, ()):
            earliest[task.id] = windows[task.id][0].counts
    return Frame(problem, order, past, windows)


def regiven(prepared: Frame, problem: Problem) -> Frame:
    """The same for a problem that gives more or less capacity, money or people, and is the same in all else."""
    return Frame(problem, prepared.order, prepared.past, prepared.windows, prepared.must)


def ordered(problem: Problem) -> Iterator[Task]:
    """Tasks, each behind those it waits for, otherwise by code."""
    graph = TopologicalSorter({task.id: task.after for task in problem.tasks})
    graph.prepare()
    while graph.is_active():
        ready = sorted(graph.get_ready())
        yield from (problem.task[code] for code in ready)
        graph.done(*ready)


def latest_start(problem: Problem, task: Task, bucket: int) -> int:
    """The last day on which a task of this first bucket begins: in that bucket, and early enough to end in its last."""
    end = problem.buckets[bucket].end - min(task.length, 1)
    return min(end, problem.buckets[bucket + task.spanned - 1].end - task.length)


def possible(problem: Problem, task: Task, ready: int) -> Iterator[Window]:
    """The first buckets of a task that can begin on day `ready`."""
    promised = problem.promised(task)
    for bucket in range(len(problem.buckets) - task.spanned + 1):
        first, last = max(ready, problem.buckets[bucket].begin), latest_start(problem, task, bucket)
        if first <= last:
            finish = first + task.length
            over = problem.closed(task, bucket, finish)
            yield Window(bucket, first, last, over, (over if promised else finish) + task.running_in)


def happened(problem: Problem, task: Task, past: Mapping[str, Placement]) -> Placement:
    """A fixed task: on its day where that is known, else behind what it waits for as far as its bucket allows.

    The past need not have kept the rules.
    """
    bucket = problem.fixed[task.id]
    begin, length = problem.buckets[bucket].begin, task.length
    if task.id in problem.begun:
        start = problem.begun[task.id]
        return Placement(task.id, bucket, start, problem.ended.get(task.id, start + length))
    inside = bucket + task.spanned <= len(problem.buckets)
    last = latest_start(problem, task, bucket) if inside else begin
    ready = max([task.release, *(problem.counts(past[before]) for before in task.after if before in past)])
    start = max(begin, min(ready, last))
    return Placement(task.id, bucket, start, start + length)


def beyond(has: int, taken: int, past: int) -> int:
    """By how much a limit must rise for what is taken: not for the past, which holds anyway, but once more is, for both."""
    return max(0, taken - has) if taken > past else 0


def loads(problem: Problem, placements: Mapping[str, Placement]) -> Mapping[tuple[str, int], int]:
    """What placements take, by resource and bucket."""
    taken: dict[tuple[str, int], int] = defaultdict(int)
    for code, placement in placements.items():
        for name, parts in problem.task[code].load.items():
            for bucket, part in enumerate(parts, placement.bucket):
                taken[name, bucket] += part
    return taken


def lain(task: Task, first: int) -> Iterator[tuple[str, int, int]]:
    """What a task takes when it begins in a bucket: resource, bucket, amount."""
    for name, parts in task.load.items():
        yield from ((name, bucket, part) for bucket, part in enumerate(parts, first))


def spending(problem: Problem, placements: Mapping[str, Placement]) -> Mapping[int, int]:
    """What placements cost, by year."""
    spent: dict[int, int] = defaultdict(int)
    for code, placement in placements.items():
        spent[problem.buckets[placement.bucket].year] += problem.task[code].cost
    return spent


def pairs(prepared: Frame) -> Iterator[tuple[Task, Task]]:
    """Free tasks and what they wait for, where that is not past: the first before the second."""
    task = prepared.problem.task
    for after in prepared.free:
        yield from ((task[before], after) for before in sorted(set(after.after)) if before not in prepared.past)
