"""The problem of a target by days, with nothing rounded to planning periods: what is impossible in it is impossible."""

from collections.abc import Mapping
from dataclasses import replace

from lpse_docs.planning.frame import frame, loads
from lpse_docs.planning.problem import Problem, Target


def precise(problem: Problem, target: Target) -> Problem:
    """A problem in which work counts from its last day, and in which a bucket ends with the day of the target.

    The bucket is cut in two; until the day it gives what its capacity allows and its people can do. So what is impossible
    here is impossible, whatever the days on which the office works.
    """
    if not problem.hands:
        return problem
    whole = replace(problem, by_days=True)
    place = cut(problem, target)
    if place is None:
        return whole
    bucket = problem.buckets[place]
    parts = (replace(bucket, end=target.due), replace(bucket, begin=target.due))
    buckets = (*problem.buckets[:place], *parts, *problem.buckets[place + 1 :])
    fixed = {code: first + (first > place) for code, first in problem.fixed.items()}
    return replace(whole, buckets=buckets, capacity=_capacity(problem, target, place), fixed=fixed, baseline={})


def cut(problem: Problem, target: Target) -> int | None:
    """The bucket in which a target's day lies, unless it ends with it or nobody knows its days."""
    if not problem.hands:
        return None
    return next((place for place, it in enumerate(problem.buckets) if it.begin < target.due < it.end), None)


def _capacity(problem: Problem, target: Target, place: int) -> Mapping[str, tuple[int, ...]]:
    prepared = frame(problem)
    taken = loads(problem, prepared.past)
    today = min((task.release for task in prepared.free if task.load), default=0)
    first = max(problem.buckets[place].begin, today)
    found = {}
    for name, parts in problem.capacity.items():
        spare = prepared.spare[name][place]
        hands = sum(problem.hands[name][first : target.due]) if name in problem.hands else spare
        early = taken[name, place] + min(spare, hands)
        found[name] = (*parts[:place], early, spare, *parts[place + 1 :])
    return found
