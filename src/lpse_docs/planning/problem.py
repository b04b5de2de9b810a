"""What is to be scheduled, free of words and dates: buckets of time, capacities, tasks, budgets, targets.

Time is counted twice. Capacity and money are given for whole buckets (a month, a quarter), as an office gives them; what
has to wait for what is counted in calendar days from the first day of the horizon, so that a chain of tasks within one
bucket is possible only when it really fits. While first buckets are sought, a target has a task by the end of its last
bucket, which is safe: on whatever days of a bucket people work, it is done by then. The days that they really work come after
(`days`), and what is told to people counts from those; `by_days` poses the same problem with nothing rounded. With buckets of
one day this is the resource-constrained project scheduling problem (Kolisch and Sprecher 1996, PSPLIB).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

MISSED = 365


@dataclass(frozen=True)
class Bucket:
    """A stretch of time with one capacity: days `begin` up to and without `end`, money from the purse of `year`."""

    begin: int
    end: int
    year: int = 0


@dataclass(frozen=True)
class Task:
    """One piece of work that is not interrupted.

    Attributes:
        load: By resource, what it takes in each of the buckets it lies in (tenths of a person-day), first to last. All
            resources have the same number of buckets; a task without load lies in `span` buckets.
        length: Calendar days from its first to its last day, at the least.
        cost: Rupiah, spent in its first bucket.
        release: First day on which it may begin.
        running_in: Days after the end of its last bucket until what it produces counts.
        after: Tasks whose products must count before it begins; without running-in time they need only be done.
        weight: How much an early finish is worth.
    """

    id: str
    length: int
    load: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    span: int = 1
    cost: int = 0
    release: int = 0
    after: tuple[str, ...] = ()
    running_in: int = 0
    weight: int = 1

    @cached_property
    def spanned(self) -> int:
        """In how many buckets it lies."""
        return max((len(parts) for parts in self.load.values()), default=self.span)


@dataclass(frozen=True)
class Target:
    """Tasks that must count, or only be `finished`, on a day (at the end of day `due`, the number of days passed)."""

    id: str
    tasks: tuple[str, ...]
    due: int
    finished: bool = False

    def wait(self, task: Task) -> int:
        """Days from the time a task is over until the target has it."""
        return 0 if self.finished else task.running_in


@dataclass(frozen=True)
class Problem:
    """Everything a schedule depends on.

    Attributes:
        capacity: By resource, what it can give in each bucket (tenths of a person-day).
        budgets: By year, the most that may be spent (rupiah); a year that is not named has no ceiling.
        fixed: Tasks whose first bucket is given: the past, which no schedule changes.
        begun: First days of fixed tasks, where they are known. ended: The days after their last.
        baseline: First buckets in the plan that was approved last.
        ongoing: Tasks that are not fixed, but have begun by that plan.
        resting: Days on which nobody works: weekends and holidays.
        hands: By resource, what its people can do on each day of the horizon, if they did nothing else (tenths of a
            person-day). Of a resource that is not named only the capacity is known, and no days follow from that.
        by_days: Whether what is produced counts from its last day, not from the end of its last bucket.
    """

    buckets: tuple[Bucket, ...]
    capacity: Mapping[str, tuple[int, ...]]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...] = ()
    budgets: Mapping[int, int] = field(default_factory=dict)
    fixed: Mapping[str, int] = field(default_factory=dict)
    begun: Mapping[str, int] = field(default_factory=dict)
    ended: Mapping[str, int] = field(default_factory=dict)
    baseline: Mapping[str, int] = field(default_factory=dict)
    ongoing: frozenset[str] = frozenset()
    resting: tuple[int, ...] = ()
    hands: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    by_days: bool = False

    @cached_property
    def task(self) -> Mapping[str, Task]:
        """Tasks by code."""
        return {item.id: item for item in self.tasks}

    @cached_property
    def never(self) -> int:
        """The day on which a task without a place counts: a year after the horizon, later than any task with one."""
        return self.buckets[-1].end + max([MISSED, *(task.running_in for task in self.tasks)])

    def over(self, placed: "Placement") -> int:
        """The day by which a task is done for sure: its last bucket has passed, or its moment when it takes no time."""
        return self.closed(self.task[placed.task], placed.bucket, placed.finish)

    def closed(self, task: Task, bucket: int, finish: int) -> int:
        """The day by which a task is done for sure that begins in a bucket and is finished on a day."""
        if self.by_days or not task.length:
            return finish
        return self.buckets[min(bucket + task.spanned, len(self.buckets)) - 1].end

    def counts(self, placed: "Placement") -> int:
        """The day from which what a task produces counts for those that wait for it."""
        task = self.task[placed.task]
        return (self.over(placed) if self.promised(task) else placed.finish) + task.running_in

    def promised(self, task: Task) -> bool:
        """Whether what a task produces counts for others by the end of its last bucket, for nobody knows its days."""
        return bool(task.running_in and task.length and not self.hands and not self.by_days)


@dataclass(frozen=True)
class Placement:
    """When a task is done: its first bucket, and its days `start` up to and without `finish`."""

    task: str
    bucket: int
    start: int
    finish: int


class Method(StrEnum):
    """How a schedule was found."""

    OPTIMAL = "optimum (OR-Tools CP-SAT)"
    BETTERED = "OR-Tools CP-SAT, belum terbukti optimum"
    GREEDY = "urutan prioritas tanpa pengoptimal"


class Goal(StrEnum):
    """What a schedule is good for, the first before all others."""

    TARGETS = "tenggat tahap"
    PLACED = "semua paket kerja masuk jadwal"
    EARLY = "selesai dini menurut prioritas"
    LEVEL = "beban merata"
    STABLE = "perubahan paling sedikit"
    ONGOING = "yang sudah dimulai didahulukan"


@dataclass(frozen=True)
class Reached:
    """What was reached for a goal, and a bound below which no schedule can come, the goals before it given."""

    goal: Goal
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better is possible."""
        return self.value <= self.bound


@dataclass(frozen=True)
class Schedule:
    """When everything is done; tasks that do not fit into the horizon are `unplaced`."""

    placements: tuple[Placement, ...]
    unplaced: tuple[str, ...]
    method: Method
    reached: tuple[Reached, ...]

    @cached_property
    def placement(self) -> Mapping[str, Placement]:
        """Placements by task."""
        return {item.task: item for item in self.placements}
