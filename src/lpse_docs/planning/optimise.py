"""The best schedule, goal after goal, with OR-Tools CP-SAT: an optional part of the program.

The same problem gives the same schedule on every machine: one worker, a fixed seed, and limits in the solver's own count of
its work instead of seconds on a clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from math import ceil
from typing import Any

from lpse_docs.planning.bounds import bound, days, settled
from lpse_docs.planning.days import dated
from lpse_docs.planning.filling import filled
from lpse_docs.planning.formula import Formula, Sum, cp_sat
from lpse_docs.planning.frame import frame
from lpse_docs.planning.greedy import GOALS, first
from lpse_docs.planning.measure import Placements, schedule, value, values, worth
from lpse_docs.planning.problem import Goal, Method, Problem, Reached, Schedule

SEEDS = (2018, 2019, 2020)
EFFORT = 0.2
TOGETHER = 1.5  # of that, for all goals: the last ones get what those before, which count for more, left
MIDDLING = 3_000  # tasks times buckets; beyond, the same count of work takes twice as long, so there is less of it
LARGEST = 30_000  # tasks times buckets; beyond, the solver's model alone would take too long
ROUNDING = 1e-6
BOUNDS, SCHEDULES = 2, 1  # levels of linear programming that find good bounds, and good schedules
NEEDED = ("ortools", "numpy", "pandas", "dateutil")


def available() -> bool:
    """Whether the solver is installed and works; a broken installation is none."""
    if not all(find_spec(name) for name in NEEDED):
        return False
    try:
        cp_sat()
    except Exception:  # noqa: BLE001 - whatever a broken library raises while it is loaded
        return False
    return True


def optimise(
    problem: Problem, goals: Sequence[Goal] = GOALS, known: Sequence[Placements] = (), *, effort: float = EFFORT
) -> Schedule:
    """The best schedule, a goal never at the cost of one before it, and never worse than the greedy one or a known one.

    Args:
        problem: What is to be scheduled.
        goals: What it is to be good for, the first before all others.
        known: Placements for a problem like this one; those that do not hold here are no matter.
        effort: Work for one goal at the most, in the solver's deterministic units of about a second.

    Raises:
        ImportError: The solver is not installed.
        graphlib.CycleError: Tasks wait for each other.
    """
    search = Search(problem, goals, known, effort)
    bounds = [search.reach(goal) for goal in goals]
    # A later goal can better an earlier one that was not proven, so all are measured in the end.
    found = values(goals, problem, search.best)
    reached = [Reached(*item) for item in zip(goals, found, map(min, bounds, found), strict=True)]
    method = Method.OPTIMAL if all(item.proven for item in reached) else Method.BETTERED
    return schedule(problem, search.best, method, reached)


class Search:
    """The best placements so far, the goals that are settled, and how many tasks these allow to be without a place."""

    def __init__(self, problem: Problem, goals: Sequence[Goal], known: Sequence[Placements], effort: float) -> None:
        self.problem, self.goals, self.effort = problem, goals, effort
        self.whole = self.prepared = frame(problem)
        self.best: Placements = first(self.whole, goals, known)
        self.unplaced = len(problem.tasks)
        self.kept: list[tuple[Goal, int]] = []
        self.left = effort * (TOGETHER if len(problem.tasks) * len(problem.buckets) <= MIDDLING else 1)

    def reach(self, goal: Goal) -> int:
        """Come as far as possible with a goal, keep to that from now on, and tell its bound."""
        least = bound(goal, self.prepared, self.unplaced)
        if value(goal, self.problem, self.best) > least and self.left > 0:
            formula = self.formula()
            wanted = formula.goal(goal)
            for seed in SEEDS:
                if self.left <= 0:
                    break
                answer = solve(formula, wanted, self.best, min(self.effort, self.left), seed=seed)
                self.left -= answer.taken
                least = max(least, answer.bound)
                self.improve(answer)
                # What is best by buckets need not be on days that people can work; another that is as good may be.
                if not answer.best or value(goal, self.problem, self.best) <= least:
                    break
        self.keep(goal, value(goal, self.problem, self.best))
        return least

    def formula(self) -> Formula:
        """The problem as it is left, in which no goal before becomes worse."""
        formula = Formula(self.prepared, soonest=days(self.whole))
        for goal, reached in self.kept:
            formula.model.add(formula.goal(goal) <= reached)
        return formula

    def keep(self, goal: Goal, reached: int) -> None:
        """Keep to what was reached; when targets cannot be met sooner, each has its day, and there is no sum to keep to."""
        self.prepared = settled(self.prepared, goal, reached)
        if goal is Goal.PLACED:
            self.unplaced = reached
        if goal is not Goal.TARGETS or reached > bound(goal, self.whole, self.unplaced):
            self.kept.append((goal, reached))

    def improve(self, answer: "Answer") -> None:
        """Take what the solver found if it is better."""
        if answer.buckets is not None:
            found = filled(self.whole, dated(self.whole, answer.buckets))
            self.best = min(self.best, found, key=lambda item: worth(self.goals, self.problem, item))


@dataclass(frozen=True)
class Answer:
    """What the solver says: first buckets by task (none when it found no schedule), a bound, whether none can exist.

    `best` tells that none is better, `taken` the work it took, in its deterministic units.
    """

    buckets: Mapping[str, int] | None
    bound: int
    impossible: bool = False
    asked: Mapping[Any, int] = field(default_factory=dict)
    taken: float = 0
    best: bool = False


def solve(
    formula: Formula,
    wanted: Sum,
    begin: Placements | None,
    effort: float,
    *,
    asked: Mapping[Any, Sum] | None = None,
    linear: int = BOUNDS,
    seed: int = SEEDS[0],
) -> Answer:
    """Make a sum as small as possible, and tell some more numbers; `linear` is how much of it is linear programming."""
    if begin is not None:
        formula.hint(begin)
    formula.model.minimize(wanted)
    cp_model = cp_sat()
    solver = configured(cp_model.CpSolver(), effort, linear, seed)
    status = solver.solve(formula.model)
    least = ceil(solver.best_objective_bound - ROUNDING)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer(None, least, status == cp_model.INFEASIBLE, taken=solver.deterministic_time)
    chosen = ((code, window, truth) for code, found in formula.first.items() for window, truth in found)
    buckets = {code: window.bucket for code, window, truth in chosen if solver.value(truth)}
    told = {part: solver.value(number) for part, number in (asked or {}).items()}
    return Answer(buckets, least, asked=told, taken=solver.deterministic_time, best=status == cp_model.OPTIMAL)


def configured(solver: Any, effort: float, linear: int, seed: int) -> Any:
    """A solver that does the same on every machine."""
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    solver.parameters.max_deterministic_time = effort
    solver.parameters.linearization_level = linear
    # A complete hint is a solution as it is; following it once more would use up most of the limit.
    solver.parameters.hint_conflict_limit = 0
    # Looking for symmetries and probing take longer than they save when the limit is about a second.
    solver.parameters.symmetry_level = 0
    solver.parameters.cp_model_probing_level = 0
    solver.parameters.max_presolve_iterations = 1
    return solver
