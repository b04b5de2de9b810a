"""What stands in the way of targets: whether they can be met without some limits, and how little more would be enough.

Only the tasks that the targets need are looked at; all others can wait.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from lpse_docs.planning.formula import Formula, Sum
from lpse_docs.planning.frame import Frame, frame
from lpse_docs.planning.measure import Placements
from lpse_docs.planning.optimise import EFFORT, LARGEST, SCHEDULES, solve
from lpse_docs.planning.problem import Problem, Target
from lpse_docs.planning.shortage import narrowed


@dataclass(frozen=True)
class Capacity:
    """The limits of a resource in all buckets."""

    resource: str


@dataclass(frozen=True)
class Budget:
    """The ceiling of a year."""

    year: int


@dataclass(frozen=True)
class Due:
    """The day of a target; its tasks must be done all the same."""

    target: str


Demand = Capacity | Budget | Due


@dataclass(frozen=True)
class Least:
    """How much more of some things is enough.

    Attributes:
        parts: By demand and bucket (capacity) or year (budget): tenths of a person-day, or rupiah; of a day only one, 0.
        bound: An amount that is not enough if anything smaller.
        buckets: First buckets of tasks with which it is enough, where the solver found them.
        sure: Whether a schedule of the whole plan was found, on days, in which it is enough.
    """

    parts: Mapping[tuple[Demand, int], int]
    bound: int
    buckets: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)
    sure: bool = False

    @property
    def amount(self) -> int:
        """All of it."""
        return sum(self.parts.values())

    @property
    def proven(self) -> bool:
        """Whether no less is enough."""
        return self.amount <= self.bound


def feasible(
    problem: Problem, hard: Collection[str], without: Collection[Demand] = (), *, effort: float = EFFORT
) -> bool | None:
    """Whether targets can be met on their days when some demands are dropped; None when the solver did not find out.

    It is not asked about what is too large.
    """
    if too_large(problem, hard):
        return None
    question = Question.asked(problem, hard, without)
    if question is None:
        return False
    answer = solve(question.formula, 0, None, effort)
    return None if answer.buckets is None and not answer.impossible else answer.buckets is not None


def least(
    problem: Problem,
    hard: Collection[str],
    what: Collection[Demand],
    *,
    begin: Placements | None = None,
    bound: int = 0,
    effort: float = EFFORT,
) -> Least | None:
    """How little more of some things of one kind meets all targets; None when no amount does, or none was found.

    The search begins at the placements `begin`; less than `bound` is known not to be enough.
    """
    if too_large(problem, hard):
        return None
    question = Question.asked(problem, hard, what)
    if question is None:
        return None
    more = {(demand, part): number for demand in what for part, number in question.more(demand).items()}
    amount = sum(more.values())
    question.formula.model.add(amount >= bound)
    answer = solve(question.formula, amount, begin, effort, asked=more, linear=SCHEDULES)
    if answer.buckets is None:
        return None
    parts = {key: amount for key, amount in sorted(answer.asked.items(), key=lambda it: str(it[0])) if amount}
    return Least(parts, max(0, answer.bound), answer.buckets)


def too_large(problem: Problem, hard: Collection[str]) -> bool:
    """Whether a question has so many tasks and buckets that its model alone would take too long."""
    return len(needed(problem, hard).tasks) * len(problem.buckets) > LARGEST


class Question:
    """Targets that must be met, with as much more of the dropped demands as it takes."""

    def __init__(self, prepared: Frame, without: Collection[Demand]) -> None:
        self.prepared = prepared
        loose = {
            item.resource if isinstance(item, Capacity) else item.year for item in without if not isinstance(item, Due)
        }
        self.formula = Formula(self.prepared, loose)
        targets = self.prepared.problem.targets
        self.delays: dict[str, Sum] = {it.id: self.late(it) for it in targets if Due(it.id) in without}

    @classmethod
    def asked(cls, problem: Problem, hard: Collection[str], without: Collection[Demand]) -> "Question | None":
        """A question about targets; None when time alone answers it with no."""
        prepared = frame(needed(problem, hard))
        days = {target.id: target.due for target in prepared.problem.targets if Due(target.id) not in without}
        left = narrowed(prepared, days)
        return None if left is None else cls(left, without)

    def late(self, target: Target) -> Sum:
        """All tasks of a target have a place and count on its day, or some days later."""
        model = self.formula.model
        delay = model.new_int_var(0, self.formula.never, f"{target.id} later")
        for code in sorted(set(target.tasks)):
            task = self.prepared.problem.task[code]
            model.add(delay >= self.formula.reached(task, target) - target.due)
            if code not in self.prepared.past:
                model.add(self.formula.placed(task) == model.new_constant(1))
        return delay

    def more(self, what: Demand) -> Mapping[int, Sum]:
        """The numbers that tell how much more there is of something."""
        if isinstance(what, Due):
            return {0: self.delays[what.target]}
        key = what.resource if isinstance(what, Capacity) else what.year
        return {part: number for (name, part), number in self.formula.more.items() if name == key}


def needed(problem: Problem, hard: Collection[str]) -> Problem:
    """The part of a problem that some targets depend on; the past stays, for it took its share."""
    targets = tuple(target for target in sorted(problem.targets, key=lambda item: item.id) if target.id in hard)
    codes = set(problem.fixed)
    left = [code for target in targets for code in target.tasks]
    while left:
        code = left.pop()
        if code not in codes:
            codes.add(code)
            left += problem.task[code].after
    tasks = (replace(task, after=tuple(it for it in task.after if it in codes)) for task in problem.tasks)
    return replace(problem, tasks=tuple(task for task in tasks if task.id in codes), targets=targets, baseline={})
