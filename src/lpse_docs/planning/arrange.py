"""A schedule for a problem, by the solver when it is installed."""

from collections.abc import Sequence

from lpse_docs.planning.greedy import GOALS, greedy
from lpse_docs.planning.measure import Placements, worth
from lpse_docs.planning.optimise import LARGEST, available, optimise
from lpse_docs.planning.problem import Goal, Problem, Schedule

TRACKING = (Goal.TARGETS, Goal.PLACED, Goal.ONGOING, Goal.STABLE, Goal.EARLY, Goal.LEVEL)


def arrange(problem: Problem, goals: Sequence[Goal] = GOALS, known: Sequence[Placements] = ()) -> Schedule:
    """The best schedule that can be found here, none worse than known placements that hold.

    Of what has begun nothing is asked when nothing has; else it takes no place from other work only because the search went
    another way: where less is asked and more found, the search begins again from there.
    """
    others = [goal for goal in goals if goal is not Goal.ONGOING]
    if len(others) == len(goals) or not problem.ongoing:
        return searched(problem, others, known)
    plain, found = searched(problem, others, known), searched(problem, goals, known)
    better = worth(goals, problem, plain.placement) < worth(goals, problem, found.placement)
    return searched(problem, goals, (*known, plain.placement)) if better else found


def searched(problem: Problem, goals: Sequence[Goal], known: Sequence[Placements]) -> Schedule:
    """What the solver finds, or the greedy schedule without it."""
    small = len(problem.tasks) * len(problem.buckets) <= LARGEST
    return optimise(problem, goals, known) if available() and small else greedy(problem, goals, known)
