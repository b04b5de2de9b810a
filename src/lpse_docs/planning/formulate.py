"""From work packages and dates to a problem of numbers."""

import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from lpse_docs.model.office import Office, Stage
from lpse_docs.model.plan import AdoptionPlan, AdoptionSchedule, Capacity
from lpse_docs.planning.calendar import TENTHS, Calendar, capacities, hands
from lpse_docs.planning.packages import Package, ground
from lpse_docs.planning.problem import Problem, Target, Task
from lpse_docs.planning.waiting import Wait

WEEK = 7


def problem(
    office: Office,
    plan: AdoptionPlan,
    calendar: Calendar,
    packages: Sequence[Package],
    approved: AdoptionSchedule | None = None,
    *,
    waits: Sequence[Wait] = (),
    unstinted: bool = False,
) -> Problem:
    """What is to be scheduled; what is done already needs no time and is left out, what only waits is a moment.

    When `unstinted`, no task is stretched over more planning periods because its unit can give little in each.
    """
    ahead = [item for item in packages if item.done_on is None]
    every: list[Package | Wait] = [*ahead, *waits]
    makers = [item for item in every if item.grounds]
    grounds = list(dict.fromkeys(item.letter for item in makers if item.letter))
    known = {item.id for item in ahead} | {ground(letter) for letter in grounds}
    pace = _Pace(plan, calendar, capacities(plan, calendar), unstinted=unstinted)
    tasks = [pace.task(item, known, _weight(office.stages, item)) for item in ahead]
    tasks += [_milestone(letter, makers) for letter in grounds]
    tasks += [Task(item.id, 0, release=max(0, calendar.day(item.until) + 1), weight=0) for item in waits]
    return Problem(
        calendar.buckets,
        pace.capacity,
        tuple(sorted(tasks, key=lambda task: task.id)),
        tuple(_targets(office, plan, calendar, every)),
        {item.year: item.ceiling for item in plan.budgets},
        baseline=_baseline(approved, calendar, known),
        resting=calendar.resting,
        hands=hands(plan, calendar),
    )


class _Pace:
    """How fast units work: as fast as their people can, over as many planning periods as their capacity makes it."""

    def __init__(
        self, plan: AdoptionPlan, calendar: Calendar, capacity: Mapping[str, tuple[int, ...]], *, unstinted: bool
    ) -> None:
        self.calendar = calendar
        self.capacity = capacity
        self.unstinted = unstinted
        self.units: Mapping[str, Capacity] = {item.unit: item for item in plan.capacity}
        days = median(item.end - item.begin for item in calendar.buckets)
        self.working = days * calendar.days_per_week / WEEK

    def task(self, item: Package, known: set[str], weight: int) -> Task:
        """One package as a task."""
        load = round(item.effort * TENTHS)
        usual = self._usual(item.unit)
        span = max(1, math.ceil(load / usual)) if usual else 1
        span = min(span, len(self.calendar.periods))
        return Task(
            item.id,
            self._length(item, load, usual, span),
            {item.unit: _shared(load, span)} if load else {},
            span,
            item.cost,
            max(0, self.calendar.day(item.earliest)) if item.earliest else 0,
            tuple(sorted(code for code in set(item.after) if code in known)),
            item.running_in,
            weight,
        )

    def _people(self, unit: str) -> int:
        return self.units[unit].people if unit in self.units else 1

    def _usual(self, unit: str) -> float:
        """What a unit can give in a usual planning period, in tenths of a person-day."""
        if self.unstinted:
            return self._people(unit) * self.working * TENTHS
        return median(self.capacity.get(unit) or (0,))

    def _length(self, item: Package, load: int, usual: float, span: int) -> int:
        """The fewest calendar days: of its people within one planning period, at the unit's pace over more than one."""
        week = self.calendar.days_per_week
        pace = float(self._people(item.unit))
        if span > 1:
            pace = min(pace, usual / TENTHS / self.working)
            days = math.ceil(load / TENTHS / pace * WEEK / week)
        else:
            working = math.ceil(load / TENTHS / pace)
            days = working + (WEEK - week) * ((working - 1) // week) if load else 0
        shortest = min(it.end - it.begin for it in self.calendar.buckets)
        return min(days, shortest * span)


def _shared(load: int, span: int) -> tuple[int, ...]:
    """A load over buckets, as even as whole tenths allow."""
    part, left = divmod(load, span)
    return tuple(part + (place < left) for place in range(span))


def _milestone(letter: str, makers: Sequence[Package | Wait]) -> Task:
    """The moment at which all rules and appointments of a standard are made."""
    return Task(ground(letter), 0, after=tuple(it.id for it in makers if it.letter == letter), weight=0)


def _weight(stages: Sequence[Stage], item: Package) -> int:
    """Work of an earlier stage comes first, rules and appointments before records."""
    place = next((number for number, stage in enumerate(stages) if item.letter in stage.standards), len(stages) - 1)
    return 2 * (len(stages) - place) + item.grounds


def _targets(
    office: Office, plan: AdoptionPlan, calendar: Calendar, items: Sequence[Package | Wait]
) -> Iterator[Target]:
    """What must count by when: all standards of a stage and those before it; SOPs that were promised for a date."""
    due = {item.stage: item.by for item in plan.targets}
    for stage in office.stages:
        letters = {letter for it in office.stages if it.stage <= stage.stage for letter in it.standards}
        if stage.stage in due:
            needed = tuple(item.id for item in items if item.letter in letters)
            yield Target(f"tahap-{stage.stage}", needed, calendar.day(due[stage.stage]) + 1)
    for sop in office.planned_sops:
        needed = tuple(item.id for item in items if item.id in {f"sop-{sop.letter}-susun", f"sop-{sop.letter}-sah"})
        yield Target(f"sop-{sop.letter}", needed, calendar.day(sop.due) + 1, finished=True)


def _baseline(approved: AdoptionSchedule | None, calendar: Calendar, known: set[str]) -> dict[str, int]:
    if approved is None:
        return {}
    return {
        item.package: calendar.index[item.bucket]
        for item in approved.placings
        if item.package in known and item.bucket in calendar.index
    }
