"""A plan against what has become of it: what is done, what runs, what is late, and the rest planned anew."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lpse_docs.assess.score import CriterionScore, Score
from lpse_docs.model.assessment import Status
from lpse_docs.model.plan import AdoptionSchedule, Placing
from lpse_docs.planning import gone
from lpse_docs.planning.gone import OVER, by_criterion
from lpse_docs.planning.outlook import Draft
from lpse_docs.planning.packages import Package
from lpse_docs.planning.problem import Problem
from lpse_docs.planning.verify import milestone


class Standing(StrEnum):
    """How a work package stands on a date."""

    DONE = "selesai"
    RUNNING = "sedang berjalan"
    LATE = "terlambat"
    HELD = "menunggu pendahulunya"
    EARLY = "dimulai lebih awal"
    AHEAD = "belum waktunya"
    UNPLACED = "belum terjadwal"


@dataclass(frozen=True)
class Tracked:
    """A work package and how it stands; `days` late, else nought."""

    package: Package
    placing: Placing | None
    standing: Standing
    days: int = 0


def track(asked: Draft, agreed: AdoptionSchedule, scored: Score, on: date) -> tuple[Tracked, ...]:
    """How every package stands on a date, by the schedule that was agreed on and the latest score."""
    placings = {item.package: item for item in agreed.placings}
    before, now = by_criterion(asked.scored), by_criterion(scored)
    found = [
        _tracked(item, placings.get(item.id), before.get(item.criterion or ""), now.get(item.criterion or ""), on)
        for item in asked.packages
    ]
    done = {item.package.id for item in found if item.standing is Standing.DONE}
    ready = _Ready(asked, done, on)
    return tuple(
        replace(item, standing=Standing.HELD)
        if item.standing is Standing.RUNNING and not ready(item.package.id)
        else item
        for item in found
    )


class _Ready:
    """Whether a package can have been begun by a date: all that it waits for is done, or has come about."""

    def __init__(self, asked: Draft, done: Collection[str], on: date) -> None:
        self.task, self.done, self.today = asked.problem.task, done, asked.calendar.day(on)

    def __call__(self, code: str) -> bool:
        task = self.task.get(code)
        return task is None or (task.release <= self.today and all(map(self.over, task.after)))

    def over(self, code: str) -> bool:
        """Whether a package is done; a moment comes about when what it waits for is."""
        return self(code) if milestone(self.task[code]) else code in self.done


def _tracked(
    item: Package, placing: Placing | None, before: CriterionScore | None, now: CriterionScore | None, on: date
) -> Tracked:
    if (now and finished(item, now)) or (item.done_on is not None and item.done_on <= on):
        return Tracked(item, placing, Standing.DONE)
    if placing is None:
        return Tracked(item, placing, Standing.UNPLACED)
    if placing.finish < on:
        return Tracked(item, placing, Standing.LATE, (on - placing.finish).days)
    if placing.start <= on:
        return Tracked(item, placing, Standing.RUNNING)
    begun = before and now and _begun(item, before, now)
    return Tracked(item, placing, Standing.EARLY if begun else Standing.AHEAD)


def finished(item: Package, now: CriterionScore) -> bool:
    """Whether a package's work is seen: its criterion is met, or all kinds of evidence it makes prove something by now."""
    if now.outcome in OVER:
        return True
    wanting = {it.kind for it in now.shortfalls}
    return bool(wanting) and bool(item.produces) and not wanting.intersection(item.produces)


def _begun(item: Package, before: CriterionScore, now: CriterionScore) -> bool:
    """Whether something of a package is seen that was not there when it was planned."""
    if item.produces and not {it.kind for it in now.shortfalls}.intersection(item.produces):
        return True
    seen = {kind for it in before.shortfalls for kind in (it.kind,)} - {it.kind for it in now.shortfalls}
    return bool(seen.intersection(item.produces)) or (now.outcome is Status.PARTIAL is not before.outcome)


def opened(asked: Draft, scored: Score) -> Mapping[str, tuple[str, ...]]:
    """Gaps that a later score shows and the plan did not know, by the letter of their standard: it has no work for them."""
    return gone.opened(asked.scored, asked.waits, scored)


def rest(asked: Draft, tracked: Sequence[Tracked], on: date) -> tuple[Problem, Problem]:
    """What is left to plan, stretched and unstinted: the past keeps its places, nothing else begins before the date.

    What is late, but has begun by the plan, is told apart, for it is to go on before other work is begun. Nothing is `tracked` when a plan is made for the first time.
    """
    past = {item.package.id: _past(asked, item, on) for item in tracked if _is_past(asked, item, on)}
    fixed = {code: bucket for code, (bucket, _) in past.items()}
    begun = {code: days[0] for code, (_, days) in past.items() if days}
    ended = {code: days[1] for code, (_, days) in past.items() if days}
    today = max(0, asked.calendar.day(on))
    baseline = _baseline(asked, tracked) if tracked else asked.problem.baseline
    capacity = _remaining(asked, tracked, fixed, on)
    ongoing = under_way(asked, tracked, on)

    def left(whole: Problem) -> Problem:
        tasks = tuple(
            task if task.id in fixed or milestone(task) else replace(task, release=max(task.release, today))
            for task in whole.tasks
        )
        past = replace(whole, fixed=fixed, begun=begun, ended=ended, baseline=baseline)
        return replace(past, tasks=tasks, capacity=capacity, ongoing=ongoing)

    return left(asked.problem), left(asked.unstinted)


def under_way(asked: Draft, tracked: Sequence[Tracked], on: date) -> frozenset[str]:
    """Packages that are late and have begun by the plan: nothing that they wait for is missing."""
    ready = _Ready(asked, {it.package.id for it in tracked if it.standing is Standing.DONE}, on)
    late = {it.package.id for it in tracked if it.standing is Standing.LATE}
    return frozenset(code for code in late & asked.problem.task.keys() if ready(code))


def as_planned(asked: Draft, made: AdoptionSchedule, scored: Score) -> Problem:
    """The problem that a schedule answers, on the day it was made: what was done or ran by then keeps its place."""
    begun = [it for it in track(asked, made, scored, made.made_on) if it.placing and it.placing.start < made.made_on]
    return rest(asked, begun, made.made_on)[0]


def _remaining(
    asked: Draft, tracked: Sequence[Tracked], fixed: Mapping[str, int], on: date
) -> Mapping[str, tuple[int, ...]]:
    """Capacities with the planning period of the date cut down to its share of working days left.

    What its days before the date have done stays beside that share, for fixed work counts against its capacity as a whole.
    """
    place = next((n for n, it in enumerate(asked.calendar.periods) if it.start <= on <= it.end), None)
    if place is None:
        return asked.problem.capacity
    share = asked.calendar.left(asked.calendar.periods[place], on)
    gone = _gone(asked, tracked, fixed, place, 1 - share)
    capacity = {unit: list(parts) for unit, parts in asked.problem.capacity.items()}
    for unit, parts in capacity.items():
        parts[place] = min(parts[place], int(parts[place] * share + gone.get(unit, 0)))
    return {unit: tuple(parts) for unit, parts in capacity.items()}


def _gone(
    asked: Draft, tracked: Sequence[Tracked], fixed: Mapping[str, int], place: int, passed: Fraction
) -> Mapping[str, Fraction]:
    """What fixed work has taken from a planning period so far: all of what is done, of what runs the share that has passed."""
    taken: dict[str, Fraction] = defaultdict(Fraction)
    for item in tracked:
        first = fixed.get(item.package.id, place + 1)
        for unit, parts in asked.problem.task[item.package.id].load.items() if first <= place else ():
            if place < first + len(parts):
                taken[unit] += parts[place - first] * (1 if item.standing is Standing.DONE else passed)
    return taken


def _is_past(asked: Draft, item: Tracked, on: date) -> bool:
    """Whether a package keeps its place: it is done, or was begun before the date."""
    begun = item.standing is Standing.RUNNING and item.placing is not None and item.placing.start < on
    return item.package.id in asked.problem.task and (begun or item.standing is Standing.DONE)


def _past(asked: Draft, item: Tracked, on: date) -> tuple[int, tuple[int, int] | None]:
    """First bucket and days of what is past or runs: those agreed on; nothing that is done ends after the date.

    What was done without a plan counts from the beginning, on days that nobody knows.
    """
    length, today = asked.problem.task[item.package.id].length, max(0, asked.calendar.day(on))
    if item.placing is None or item.placing.bucket not in asked.calendar.index:
        soon = 0 < today < asked.problem.buckets[0].end
        return 0, (_just_before(asked, item.package.id, today), today) if soon else None
    first = asked.calendar.day(item.placing.start)
    last = asked.calendar.day(item.placing.finish) + min(1, length)
    if item.standing is not Standing.DONE or last <= today or not today:
        return asked.calendar.index[item.placing.bucket], (first, last)
    if first >= today:
        first = _just_before(asked, item.package.id, today)
    return next((n for n, it in enumerate(asked.problem.buckets) if first < it.end), 0), (first, max(first + 1, today))


def _just_before(asked: Draft, code: str, today: int) -> int:
    """The last day on which a task can have begun that is done by a day: a working day with enough of them after it."""
    problem, task = asked.problem, asked.problem.task[code]
    for first in range(today - max(1, task.length), -1, -1):
        given = {name: sum(problem.hands[name][first:today]) for name in task.load if name in problem.hands}
        worked = first not in problem.resting and all(problem.hands[name][first] for name in given)
        if worked and all(given[name] >= sum(task.load[name]) for name in given):
            return first
    return 0


def _baseline(asked: Draft, tracked: Sequence[Tracked]) -> Mapping[str, int]:
    return {
        item.package.id: asked.calendar.index[item.placing.bucket]
        for item in tracked
        if item.placing and item.package.id in asked.problem.task and item.placing.bucket in asked.calendar.index
    }
