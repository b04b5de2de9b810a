"""Targets met on their days: what the end of a planning period hides.

Schedules are compared by planning periods, in which a target counts as met when its last period has passed. Of two that are
equal so, one may meet on its day what the other misses by some days, and that is what people are told.
"""

from collections.abc import Sequence
from dataclasses import replace

from lpse_docs.planning.days import dated, first_buckets
from lpse_docs.planning.frame import frame
from lpse_docs.planning.greedy import GOALS, placed
from lpse_docs.planning.measure import Placements, schedule, true_day, value
from lpse_docs.planning.problem import Goal, Method, Problem, Schedule


def missed(problem: Problem, placements: Placements) -> int:
    """How many targets are missed, by days."""
    return sum(true_day(problem, target, placements) > target.due for target in problem.targets)


def hastened(problem: Problem, found: Schedule, goals: Sequence[Goal] = GOALS) -> Schedule:
    """A schedule, or one that meets more targets on their days and is no worse for targets by planning periods."""
    late = missed(problem, found.placement)
    if not (problem.hands and late):
        return found
    prepared = frame(problem)
    other = dated(prepared, first_buckets(placed(prepared, goals, rounds=0)))
    limit = value(Goal.TARGETS, problem, found.placement)
    if missed(problem, other) >= late or value(Goal.TARGETS, problem, other) > limit:
        return found
    reached = []
    for item in found.reached:
        now = value(item.goal, problem, other)
        reached.append(replace(item, value=now, bound=min(item.bound, now)))
    method = Method.GREEDY if found.method is Method.GREEDY else Method.BETTERED
    if all(item.proven for item in reached) and method is Method.BETTERED:
        method = Method.OPTIMAL
    return schedule(problem, other, method, reached)
