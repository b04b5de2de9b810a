"""Less capacity than there is: what fills every day of its people can seldom be put on days, so less is tried as well.

The shares are of what people can do, not of what the office gives, so that an office that gives more has all the tries of
one that gives less.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from lpse_docs.planning.frame import Frame, loads, regiven
from lpse_docs.planning.problem import Problem

SHARES = (Fraction(1), Fraction(85, 100), Fraction(70, 100), Fraction(55, 100))


def eased(prepared: Frame) -> Iterator[Frame]:
    """The same problem with no more capacity than shares of what its people can do; only where that is less."""
    known = [prepared.problem.capacity]
    for share in SHARES if prepared.problem.hands else ():
        problem = at_most(prepared, share)
        if problem.capacity not in known:
            known.append(problem.capacity)
            yield regiven(prepared, problem)


def at_most(prepared: Frame, share: Fraction) -> Problem:
    """A problem whose resources give, beside what is past, at most a share of what their people can still do."""
    problem = prepared.problem
    past = loads(problem, prepared.past)
    today = min((task.release for task in prepared.free if task.load), default=0)
    found = dict(problem.capacity)
    for name in problem.hands.keys() & problem.capacity.keys():
        whole = (sum(problem.hands[name][max(it.begin, today) : it.end]) for it in problem.buckets)
        limits = (past[name, bucket] + int(share * hands) for bucket, hands in enumerate(whole))
        found[name] = tuple(map(min, problem.capacity[name], limits))
    return replace(problem, capacity=found)
