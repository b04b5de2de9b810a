"""What is to be scheduled, free of words and dates: buckets of time, capacities, tasks, budgets, targets.

Time is counted twice. Capacity and money are given for whole buckets (a month, a quarter), as an office gives them; what
has to wait for what is counted in calendar days from the first day of the horizon, so that a chain of tasks within one
bucket is possible only when it really fits. With buckets of one day this is the resource-constrained project scheduling
problem (Kolisch and Sprecher 1996, PSPLIB).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


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
        length: Calendar days from its first to its last day.
        cost: Rupiah, spent in its first bucket.
        release: First day on which it may begin.
        running_in: Days after its end until what it produces counts.
        after: Tasks whose products must count before it begins.
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

    @property
    def counting(self) -> int:
        """Days from its first day until what it produces counts."""
        return self.length + self.running_in

    @property
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
        """Days from the end of a task until the target has it."""
        return 0 if self.finished else task.running_in


@dataclass(frozen=True)
class Problem:
    """Everything a schedule depends on.

    Attributes:
        capacity: By resource, what it can give in each bucket (tenths of a person-day).
        budgets: By year, the most that may be spent (rupiah); a year that is not named has no ceiling.
        fixed: Tasks whose first bucket is given: the past, which no schedule changes.
        baseline: First buckets in the plan that was approved last.
    """

    buckets: tuple[Bucket, ...]
    capacity: Mapping[str, tuple[int, ...]]
    tasks: tuple[Task, ...]
    targets: tuple[Target, ...] = ()
    budgets: Mapping[int, int] = field(default_factory=dict)
    fixed: Mapping[str, int] = field(default_factory=dict)
    baseline: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def task(self) -> Mapping[str, Task]:
        """Tasks by code."""
        return {item.id: item for item in self.tasks}


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
    GREEDY = "urutan prioritas tanpa pengoptimal"


class Goal(StrEnum):
    """What a schedule is good for, the first before all others."""

    PLACED = "semua paket kerja masuk jadwal"
    TARGETS = "tenggat tahap"
    EARLY = "selesai dini menurut prioritas"
    LEVEL = "beban merata"
    STABLE = "perubahan paling sedikit"


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
