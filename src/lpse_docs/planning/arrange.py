"""A schedule for a problem, by the solver when it is installed; and why a target cannot be met."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from lpse_docs.planning import relax
from lpse_docs.planning.greedy import GOALS, greedy
from lpse_docs.planning.measure import day
from lpse_docs.planning.optimise import available, optimise
from lpse_docs.planning.problem import Goal, Problem, Schedule, Target

TRACKING = (Goal.TARGETS, Goal.PLACED, Goal.STABLE, Goal.EARLY, Goal.LEVEL)
PAIR = 2  # sets of more demands are sought by leaving out one after another


@dataclass(frozen=True)
class Conflict:
    """A target that cannot be met.

    Attributes:
        demands: The demands that together stand in its way; none when time alone does. Without `found`, it is not known.
        reliefs: For each single thing that would be enough, how little more of it.
    """

    target: Target
    demands: tuple[relax.Demand, ...]
    reliefs: tuple[relax.Least, ...]
    found: bool = True


def arrange(problem: Problem, goals: Sequence[Goal] = GOALS) -> Schedule:
    """The best schedule that can be found here."""
    return optimise(problem, goals) if available() else greedy(problem, goals)


def late(problem: Problem, schedule: Schedule) -> tuple[Target, ...]:
    """The targets that a schedule misses."""
    return tuple(item for item in problem.targets if day(problem, item, schedule.placement) > item.due)


def conflicts(problem: Problem, schedule: Schedule) -> Iterator[Conflict]:
    """Why the missed targets cannot be met, each by itself; one that could be met alone has none of its own."""
    for target in late(problem, schedule) if available() else ():
        if relax.feasible(problem, {target.id}) is not False:
            continue
        demands = smallest(problem, target)
        wanted = (*_demands(problem), relax.Due(target.id))
        reliefs = (relax.least(problem, {target.id}, item) for item in wanted)
        told = tuple(item for item in reliefs if item is not None)
        yield Conflict(target, demands or (), told, demands is not None)


def smallest(problem: Problem, target: Target) -> tuple[relax.Demand, ...] | None:
    """The smallest set of demands that a target fails by, everything else being dropped; None when it was not found.

    Sets of up to two are all tried. A larger one is made minimal by leaving out what is not needed, so there may be another
    as small.
    """
    every = tuple(_demands(problem))
    for size in range(min(PAIR, len(every)) + 1):
        for chosen in combinations(every, size):
            if _fails(problem, target, chosen, every):
                return chosen
    if not _fails(problem, target, every, every):
        return None
    needed = list(every)
    for item in every:
        fewer = [other for other in needed if other != item]
        if _fails(problem, target, fewer, every):
            needed = fewer
    return tuple(needed)


def _fails(problem: Problem, target: Target, kept: Sequence[relax.Demand], every: Sequence[relax.Demand]) -> bool:
    return relax.feasible(problem, {target.id}, [item for item in every if item not in kept]) is False


def _demands(problem: Problem) -> Iterator[relax.Demand]:
    """Everything an office may give more of."""
    yield from (relax.Capacity(name) for name in sorted(problem.capacity))
    yield from (relax.Budget(year) for year in sorted(problem.budgets))
