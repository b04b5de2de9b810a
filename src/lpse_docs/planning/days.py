"""From first buckets to days: who works on what when, within the planning periods that a schedule has chosen.

A unit gives its capacity evenly over a planning period and works on one thing after the other, the most urgent first, so
the days are such as its people can keep. Where that leaves too little time for those who wait in the same period, it begins
earlier. Nothing that a schedule promises depends on these days, for promises are made for whole periods.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil

from lpse_docs.planning.frame import Frame
from lpse_docs.planning.problem import Placement, Problem, Task

ROUNDING = 1e-6


def dated(prepared: Frame, buckets: Mapping[str, int]) -> Mapping[str, Placement]:
    """Placements on the earliest days that first buckets, releases and waiting allow."""
    problem, placements = prepared.problem, dict(prepared.past)
    for task in prepared.free:
        if task.id in buckets:
            window = next(item for item in prepared.windows[task.id] if item.bucket == buckets[task.id])
            start = max([window.first, *(problem.counts(placements[before]) for before in task.after)])
            placements[task.id] = Placement(task.id, window.bucket, start, start + task.length)
    return placements


def spread(prepared: Frame, earliest: Mapping[str, Placement]) -> Mapping[str, Placement]:
    """The same placements, the work of each unit one after the other within its buckets."""
    free = [task for task in prepared.free if task.id in earliest]
    latest = latest_starts(prepared, earliest, free)
    clock, placed, resting = Clock(prepared.problem), dict(earliest), set(prepared.problem.resting)
    for task in sorted(free, key=lambda task: (earliest[task.id].bucket, latest[task.id])):
        ready = max([earliest[task.id].start, *(prepared.problem.counts(placed[before]) for before in task.after)])
        start = max(ready, clock.reached(task, placed[task.id].bucket))
        start = next((day for day in range(start, latest[task.id]) if day not in resting), min(start, latest[task.id]))
        placed[task.id] = replace(earliest[task.id], start=start, finish=start + task.length)
        clock.work(task, placed[task.id])
    return placed


def latest_starts(prepared: Frame, placed: Mapping[str, Placement], free: Sequence[Task]) -> Mapping[str, int]:
    """By task, the last day on which it can begin so that nothing that waits for it leaves its bucket."""
    found: dict[str, int] = {}
    for task in reversed(free):
        window = next(item for item in prepared.windows[task.id] if item.bucket == placed[task.id].bucket)
        found[task.id] = window.last
        if not (task.running_in and task.length):  # else it is counted from the end of its bucket
            waiting = [it.id for it in prepared.waiting.get(task.id, ()) if it.id in placed]
            found[task.id] = min([window.last, *(found[code] - task.length - task.running_in for code in waiting)])
    return found


class Clock:
    """How far units have come in each bucket, when work takes the share of its days that it takes of the capacity."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.day: dict[tuple[str, int], float] = {}

    def reached(self, task: Task, bucket: int) -> int:
        """The first day in a bucket on which all whom a task needs are free."""
        begin = self.problem.buckets[bucket].begin
        return ceil(max([begin, *(self.day.get((name, bucket), begin) for name in task.load)]) - ROUNDING)

    def work(self, task: Task, placed: Placement) -> None:
        """Let the units work on a task in its buckets."""
        for name, parts in task.load.items():
            for bucket, part in enumerate(parts, placed.bucket):
                stretch = self.problem.buckets[bucket]
                given = self.problem.capacity[name][bucket]
                begin = max(placed.start, self.day.get((name, bucket), stretch.begin), stretch.begin)
                self.day[name, bucket] = begin + (stretch.end - stretch.begin) * part / given if part else begin
