"""A plan against what has become of it: what is done, what runs, what is late, and the rest planned anew."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction

from lpse_docs.assess.score import Score
from lpse_docs.model.assessment import Status
from lpse_docs.model.plan import AdoptionSchedule, Placing
from lpse_docs.planning.outlook import Draft
from lpse_docs.planning.packages import Package
from lpse_docs.planning.problem import Problem


class Standing(StrEnum):
    """How a work package stands on a date."""

    DONE = "selesai"
    RUNNING = "sedang berjalan"
    LATE = "terlambat"
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
    done = {
        item.criterion
        for standard in scored.standards
        for item in standard.criteria
        if item.outcome in {Status.MET, Status.NOT_APPLICABLE}
    }
    return tuple(_tracked(item, placings.get(item.id), done, on) for item in asked.packages)


def _tracked(item: Package, placing: Placing | None, done: set[str], on: date) -> Tracked:
    if item.criterion in done or (item.done_on is not None and item.done_on <= on):
        return Tracked(item, placing, Standing.DONE)
    if placing is None:
        return Tracked(item, placing, Standing.UNPLACED)
    if placing.finish < on:
        return Tracked(item, placing, Standing.LATE, (on - placing.finish).days)
    return Tracked(item, placing, Standing.RUNNING if placing.start <= on else Standing.AHEAD)


def rest(asked: Draft, tracked: Sequence[Tracked], on: date) -> Problem:
    """What is left to plan: the past and what runs keep their places, nothing else begins before the date."""
    fixed = dict(_fixed(asked, tracked))
    today = max(0, asked.calendar.day(on))
    tasks = tuple(
        task if task.id in fixed else replace(task, release=max(task.release, today)) for task in asked.problem.tasks
    )
    capacity = _remaining(asked, tracked, on)
    return replace(asked.problem, tasks=tasks, capacity=capacity, fixed=fixed, baseline=_baseline(asked, tracked))


def _remaining(asked: Draft, tracked: Sequence[Tracked], on: date) -> Mapping[str, tuple[int, ...]]:
    """Capacities with the planning period of the date cut down to its share of working days left.

    What its days before the date have done stays beside that share, for fixed work counts against its capacity as a whole.
    """
    place = next((n for n, it in enumerate(asked.calendar.periods) if it.start <= on <= it.end), None)
    if place is None:
        return asked.problem.capacity
    share = asked.calendar.left(asked.calendar.periods[place], on)
    gone = _gone(asked, tracked, place, 1 - share)
    capacity = {unit: list(parts) for unit, parts in asked.problem.capacity.items()}
    for unit, parts in capacity.items():
        parts[place] = min(parts[place], int(parts[place] * share + gone.get(unit, 0)))
    return {unit: tuple(parts) for unit, parts in capacity.items()}


def _gone(asked: Draft, tracked: Sequence[Tracked], place: int, passed: Fraction) -> Mapping[str, Fraction]:
    """What fixed work has taken from a planning period so far: all of what is done, of what runs the share that has passed."""
    taken: dict[str, Fraction] = defaultdict(Fraction)
    standing = {item.package.id: item.standing for item in tracked}
    for code, first in _fixed(asked, tracked):
        for unit, parts in asked.problem.task[code].load.items():
            if first <= place < first + len(parts):
                taken[unit] += parts[place - first] * (1 if standing[code] is Standing.DONE else passed)
    return taken


def _fixed(asked: Draft, tracked: Sequence[Tracked]) -> Iterator[tuple[str, int]]:
    """First buckets of what is past or runs; what was done without a plan counts from the beginning."""
    for item in tracked:
        if item.package.id in asked.problem.task and item.standing in {Standing.DONE, Standing.RUNNING}:
            yield item.package.id, asked.calendar.index.get(item.placing.bucket, 0) if item.placing else 0


def _baseline(asked: Draft, tracked: Sequence[Tracked]) -> Mapping[str, int]:
    return {
        item.package.id: asked.calendar.index[item.placing.bucket]
        for item in tracked
        if item.placing and item.package.id in asked.problem.task and item.placing.bucket in asked.calendar.index
    }
