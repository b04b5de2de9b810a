"""Why a target cannot be met: the smallest set of demands that stand in its way, and how little more would be enough.

What can be counted is counted first (`shortage`), for it is certain and needs no search. Tasks are looked at twice: as they
are stretched by what their units can give, and as they would be if nothing stinted them.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from lpse_docs.planning.days import dated, first_buckets
from lpse_docs.planning.frame import Frame, beyond, frame, loads, regiven, spending
from lpse_docs.planning.greedy import GOALS, in_time, placed
from lpse_docs.planning.measure import Placements, day, true_day
from lpse_docs.planning.optimise import available
from lpse_docs.planning.precise import cut, precise
from lpse_docs.planning.problem import Goal, Problem, Schedule, Target
from lpse_docs.planning.relax import Budget, Capacity, Demand, Due, Least, feasible, least, needed, too_large
from lpse_docs.planning.shortage import Shortage, alone, chain, room, shortages, soonest

PAIR = 2  # sets of as many demands are all tried; larger ones are sought by leaving out one after another
EFFORT = 0.1
LITTLE = 0.07
STEPS = 12


@dataclass(frozen=True)
class Conflict:
    """A target that a schedule misses.

    Attributes:
        demands: A smallest set of demands that together stand in its way; none when time alone does. Another target among
            them, `Due`, means that both cannot be met. Without `found`, no set is known; `unsought` when none was sought, for the
        plan is too large.
        chain: When time alone stands in its way, the tasks that follow each other too long. `earliest`: the day on which they
            count then, whatever people and money there were.
        large: Tasks that need more of one resource than all it has left.
        shortages: What runs short whatever else is done; each of these alone is in the way.
        delay: Days by which the schedule is late; None when it does not reach the target. `at_least`: what no schedule betters.
        reliefs: For capacity, for money, or for both together, how little more is enough.
        alone: It can be met when nothing else has to be.
    """

    target: Target
    demands: tuple[Demand, ...] = ()
    chain: tuple[str, ...] = ()
    earliest: int = 0
    large: tuple[str, ...] = ()
    shortages: tuple[Shortage, ...] = ()
    delay: int | None = None
    at_least: int = 0
    reliefs: tuple[tuple[Least, ...], ...] = ()
    found: bool = True
    unsought: bool = False
    alone: bool = False


def conflicts(problem: Problem, unstinted: Problem, schedule: Schedule) -> Iterator[Conflict]:
    """Why the missed targets cannot be met, each by itself."""
    for target in problem.targets:
        told = true_day if problem.hands else day
        reached = told(problem, target, schedule.placement)
        if reached > target.due:
            found = by_bucket(conflict(Case(precise(problem, target), precise(unstinted, target), target)), problem)
            reliefs = tuple(
                tuple(replace(it, sure=sure(problem, target, kind)) for it in kind) for kind in found.reliefs
            )
            yield replace(
                found,
                reliefs=reliefs,
                delay=reached - target.due if reached < problem.never else None,
                at_least=max(
                    0,
                    soonest(frame(replace(needed(problem, {target.id}), by_days=bool(problem.hands))), target)
                    - target.due,
                ),
            )


def by_bucket(found: Conflict, problem: Problem) -> Conflict:
    """What was found after a bucket was cut, by the buckets as they were."""
    place = cut(problem, found.target)
    if place is None:
        return found

    def whole(number: int) -> int:
        return number - (number > place)

    shortages = tuple(
        it if it.resource is None else Shortage(it.resource, whole(it.first), whole(it.last), it.amount)
        for it in found.shortages
    )
    return replace(
        found, shortages=shortages, reliefs=tuple(tuple(_less(it, whole) for it in kind) for kind in found.reliefs)
    )


def _less(item: Least, whole: Callable[[int], int]) -> Least:
    parts: Counter[tuple[Demand, int]] = Counter()
    for (demand, part), amount in item.parts.items():
        parts[demand, whole(part) if isinstance(demand, Capacity) else part] += amount
    return replace(item, parts=dict(parts))


class Case:
    """A target with the tasks that it needs, stretched and unstinted."""

    def __init__(self, problem: Problem, unstinted: Problem, target: Target) -> None:
        self.whole, self.target = problem, target
        self.problem, self.unstinted = needed(problem, {target.id}), needed(unstinted, {target.id})
        self.prepared: Frame = frame(self.unstinted)
        self.room = room(self.prepared, target, target.due)

    @property
    def short(self) -> tuple[Shortage, ...]:
        """What runs short when the target is met on its day."""
        return shortages(self.prepared, self.room) if self.room is not None else ()

    def large(self) -> Iterator[str]:
        """Tasks for which a resource is not enough even if it did nothing else in all buckets."""
        for task in self.prepared.free:
            if any(sum(parts) > sum(self.prepared.spare.get(name, ())) for name, parts in task.load.items()):
                yield task.id

    def stretching(self) -> Iterator[str]:
        """The units that can give so little that their work alone takes too long."""
        for name in sorted(self.problem.capacity):
            tasks = tuple(self.problem.task[task.id] if name in task.load else task for task in self.unstinted.tasks)
            if room(frame(replace(self.unstinted, tasks=tasks)), self.target, self.target.due) is None:
                yield name


def conflict(case: Case) -> Conflict:
    """Why one target cannot be met."""
    target = case.target
    if case.room is None and (large := tuple(case.large())):
        names = sorted({name for code in large for name in case.problem.task[code].load})
        return Conflict(target, tuple(map(Capacity, names)), large=large)
    if case.room is None:
        earliest = day(case.unstinted, target, alone(case.prepared))
        return Conflict(target, chain=chain(case.prepared, target), earliest=earliest)
    if found := case.short:
        large = tuple(case.large())
        return Conflict(target, _demands_of(found[0]), large=large, shortages=found, reliefs=tuple(reliefs(case)))
    if stretched := tuple(case.stretching()):
        return Conflict(target, (Capacity(stretched[0]),), reliefs=tuple(reliefs(case)))
    if met(case.problem, target):
        return rivalry(case)
    possible = feasible(case.problem, {target.id}, effort=EFFORT) if available() else None
    if possible is None:
        return Conflict(target, found=False, unsought=too_large(case.problem, {target.id}))
    if possible:
        rival = rivalry(case)
        # That there is room in every bucket does not yet mean that there are days.
        return rival if rival.demands or not case.problem.hands else Conflict(target, found=False)
    demands = smallest(case.problem, target)
    return Conflict(target, demands or (), reliefs=tuple(reliefs(case)), found=bool(demands))


def within(problem: Problem, target: Target, buckets: Mapping[str, int]) -> Placements | None:
    """Placements with some first buckets, when they meet a target on days that people can work."""
    found = dated(frame(problem), buckets)
    return found if day(problem, target, found) <= target.due else None


def met(problem: Problem, target: Target) -> bool:
    """Whether a target is met on days that people can work, when nothing else has to be."""
    found = placed(frame(problem), (Goal.TARGETS,))
    # Days of people are never earlier.
    return day(problem, target, found) <= target.due and within(problem, target, first_buckets(found)) is not None


def _demands_of(item: Shortage) -> tuple[Demand, ...]:
    if item.resource is not None:
        return (Capacity(item.resource),)
    return tuple(Budget(year) for year in range(item.first, item.last + 1))


def rivalry(case: Case) -> Conflict:
    """The first other target that cannot be met together with one that alone could be."""
    others = [item for item in case.whole.targets if item.id != case.target.id] if available() else []
    for other in others:
        if (
            feasible(case.whole, {other.id}, effort=EFFORT)
            and feasible(case.whole, {case.target.id, other.id}, effort=EFFORT) is False
        ):
            return Conflict(case.target, (Due(other.id),), alone=True)
    return Conflict(case.target, alone=True)


def reliefs(case: Case) -> Iterator[tuple[Least, ...]]:
    """How little more of capacity, or of money, or if neither is enough of both, meets the target."""
    capacity = tuple(Capacity(name) for name in sorted(case.unstinted.capacity))
    money = tuple(Budget(year) for year in sorted(case.unstinted.budgets))
    lacking = {demand for item in case.short for demand in _demands_of(item)}
    found = [more for kind in (capacity, money) if kind and lacking <= set(kind) and (more := relief(case, kind))]
    if found:
        yield from ((more,) for more in found)
    elif money and (begin := inflated(case, (*capacity, *money))):
        yield tuple(exceeded(case, kind, begin) for kind in (capacity, money))


def relief(case: Case, kind: Sequence[Demand]) -> Least | None:
    """How little more of one kind is enough; what is not proven need not be the least."""
    bound = sum(item.amount for item in case.short)
    found = least(case.unstinted, {case.target.id}, kind, bound=bound, effort=LITTLE) if available() else None
    if found and not enough(case, found):
        found = None
    if (found and found.proven) or not (begin := inflated(case, kind, found)):
        return found
    return replace(exceeded(case, kind, begin), bound=max(bound, found.bound if found else 0))


def staffed(problem: Problem) -> Problem:
    """The problem with so many people that they can work what every resource gives."""
    hands = {name: list(parts) for name, parts in problem.hands.items()}
    for name, given in problem.capacity.items():
        for bucket, part in zip(problem.buckets, given, strict=True):
            if 0 < (whole := sum(hands.get(name, ())[bucket.begin : bucket.end])) < part:
                times = -(-part // whole)
                hands[name][bucket.begin : bucket.end] = [it * times for it in hands[name][bucket.begin : bucket.end]]
    return replace(problem, hands={name: tuple(parts) for name, parts in hands.items()})


def enough(case: Case, more: Least) -> bool:
    """Whether so much more leads to days on which the target is met."""
    problem = case.unstinted
    return not problem.hands or within(richer(problem, [more]), case.target, more.buckets) is not None


def richer(problem: Problem, kind: Sequence[Least]) -> Problem:
    """The problem with so much more, and with people enough to work it."""
    more = {key: amount for item in kind for key, amount in item.parts.items()}
    capacity = {
        name: tuple(has + more.get((Capacity(name), bucket), 0) for bucket, has in enumerate(parts))
        for name, parts in problem.capacity.items()
    }
    budgets = {year: has + more.get((Budget(year), year), 0) for year, has in problem.budgets.items()}
    return staffed(replace(problem, capacity=capacity, budgets=budgets))


def sure(problem: Problem, target: Target, kind: Sequence[Least]) -> bool:
    """Whether a schedule of everything, on days, is found in which a target is met with so much more.

    That the tasks of the target alone could be done in time is not enough: all others want their place too.
    """
    if not problem.hands:
        return True
    prepared = frame(richer(problem, kind))
    found = dated(prepared, first_buckets(placed(prepared, GOALS, rounds=0)))
    return true_day(prepared.problem, target, found) <= target.due


def inflated(case: Case, kind: Sequence[Demand], known: Least | None = None) -> Placements | None:
    """Placements that meet the target with more of one kind, which is given little by little.

    None when that is not enough, or not before it takes as much as is known to be.
    """
    problem = case.unstinted
    share = {item.resource: item for item in case.short}
    for step in range(STEPS):
        capacity = {
            name: tuple(_more(has, bucket, share.get(name), step) if Capacity(name) in kind else has
                        for bucket, has in enumerate(parts))
            for name, parts in problem.capacity.items()
        }  # fmt: skip
        budgets = {
            year: _more(has, year, share.get(None), step) if Budget(year) in kind else has
            for year, has in problem.budgets.items()
        }
        given = replace(problem, capacity=capacity, budgets=budgets)
        prepared = regiven(case.prepared, given)
        if (found := in_time(prepared)) is None:  # days of people are never earlier
            continue
        if known and exceeded(case, kind, found).amount >= known.amount:
            return None
        if (days := within(staffed(given), case.target, first_buckets(found))) is not None:
            return days
    return None


def _more(has: int, place: int, short: Shortage | None, step: int) -> int:
    """A capacity with its share of what is missing in its stretch, and a tenth more with every step."""
    missing = -(-short.amount // (short.last - short.first + 1)) if short and short.first <= place <= short.last else 0
    return (has + missing) * (10 + step) // 10


def exceeded(case: Case, kind: Sequence[Demand], found: Placements) -> Least:
    """What placements take beyond what there is."""
    problem, past = case.unstinted, case.prepared.past
    taken, before = loads(problem, found), loads(problem, past)
    spent, paid = spending(problem, found), spending(problem, past)
    parts: dict[tuple[Demand, int], int] = {}
    for demand in kind:
        if isinstance(demand, Capacity):
            name = demand.resource
            for bucket, has in enumerate(problem.capacity[name]):
                parts[demand, bucket] = beyond(has, taken[name, bucket], before[name, bucket])
        elif isinstance(demand, Budget):
            year = demand.year
            parts[demand, year] = beyond(problem.budgets[year], spent[year], paid[year])
    return Least({key: amount for key, amount in parts.items() if amount > 0}, 0)


def smallest(problem: Problem, target: Target) -> tuple[Demand, ...] | None:
    """The smallest set of demands that a target fails by, everything else being dropped; None when it was not found.

    Single ones are tried, then a set is made minimal by leaving out what is not needed; where that leaves more than two, all
    of up to two are tried. Of larger ones there may be another as small.
    """
    every = tuple(_demands(problem))
    single = next((item for item in every if _fails(problem, target, (item,), every)), None)
    if single is not None:
        return (single,)
    if not _fails(problem, target, every, every):
        return None
    kept = list(every)
    for item in every:
        fewer = [other for other in kept if other != item]
        if len(fewer) > 1 and _fails(problem, target, fewer, every):
            kept = fewer
    pairs = combinations(every, PAIR) if len(kept) > PAIR else ()
    return next((chosen for chosen in pairs if _fails(problem, target, chosen, every)), tuple(kept))


def _fails(problem: Problem, target: Target, kept: Sequence[Demand], every: Sequence[Demand]) -> bool:
    return feasible(problem, {target.id}, [item for item in every if item not in kept], effort=EFFORT) is False


def _demands(problem: Problem) -> Iterator[Demand]:
    """Everything an office may give more of."""
    yield from (Capacity(name) for name in sorted(problem.capacity))
    yield from (Budget(year) for year in sorted(problem.budgets))
