"""A schedule for a problem, by the solver when it is installed."""

from collections.abc import Sequence

from lpse_docs.planning.greedy import GOALS, greedy
from lpse_docs.planning.measure import Placements
from lpse_docs.planning.optimise import LARGEST, available, optimise
from lpse_docs.planning.problem import Goal, Problem, Schedule

TRACKING = (Goal.TARGETS, Goal.PLACED, Goal.STABLE, Goal.EARLY, Goal.LEVEL)


def arrange(problem: Problem, goals: Sequence[Goal] = GOALS, known: Sequence[Placements] = ()) -> Schedule:
    """The best schedule that can be found here, none worse than known placements that hold."""
    small = len(problem.tasks) * len(problem.buckets) <= LARGEST
    return optimise(problem, goals, known) if available() and small else greedy(problem, goals, known)
