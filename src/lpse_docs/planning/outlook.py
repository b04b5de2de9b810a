"""A plan together with its schedule: everything that documents, workbooks and calendars tell about it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cached_property

from lpse_docs.assess.score import Score, score
from lpse_docs.model.assessment import Assessment, Status
from lpse_docs.model.office import Stage
from lpse_docs.model.plan import AdoptionPlan, AdoptionSchedule, GoalReached, Placing
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.calendar import TENTHS, Calendar, calendar
from lpse_docs.planning.formulate import problem
from lpse_docs.planning.gone import opened_by
from lpse_docs.planning.packages import Package, packages
from lpse_docs.planning.problem import Placement, Problem, Schedule
from lpse_docs.planning.waiting import Wait, waits


@dataclass(frozen=True)
class Draft:
    """A plan before it has a schedule: its planning periods, its work packages, and the problem they pose.

    Attributes:
        scored: The score the plan starts from, on the scoring date of its period.
        approved: The schedule that was agreed on last, if any.
        unstinted: The problem as it would be if every unit's people worked on nothing else: no task is stretched.
        waits: Evidence that nobody has to work for, only to wait for.
    """

    plan: AdoptionPlan
    calendar: Calendar
    scored: Score
    packages: tuple[Package, ...]
    problem: Problem
    unstinted: Problem
    approved: AdoptionSchedule | None
    waits: tuple[Wait, ...] = ()

    @cached_property
    def package(self) -> Mapping[str, Package]:
        """Work packages by code."""
        return {item.id: item for item in self.packages}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of everything a schedule depends on, but the schedule agreed on last."""
        told = asdict(self.problem) | {"start": self.calendar.start.isoformat(), "baseline": {}}
        del told["ongoing"]  # known only on the day of tracking
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def draft(workspace: Workspace, plan: AdoptionPlan, assessment: Assessment) -> Draft:
    """What a plan of a workspace asks for."""
    spread = calendar(plan, workspace.office.working_hours.days_per_week)
    scored = score(assessment, workspace.standards, workspace.office.stages)
    idle = waits(workspace, assessment, scored)
    made = packages(workspace, plan, scored, {(item.criterion, item.kind) for item in idle})
    approved = workspace.agreed.get(plan.period)
    posed, unstinted = (
        problem(workspace.office, plan, spread, made, approved, waits=idle, unstinted=whole) for whole in (False, True)
    )
    return Draft(plan, spread, scored, made, posed, unstinted, approved, idle)


def timetable(asked: Draft, found: Schedule, made_on: date) -> AdoptionSchedule:
    """A schedule in dates, as it is kept in `schedule.yaml`; milestones without work are not told."""
    placed = [item for item in found.placements if item.task in asked.package]
    placings = tuple(
        Placing(
            package=item.task,
            bucket=asked.calendar.periods[item.bucket].code,
            start=asked.calendar.on(item.start),
            finish=_last_day(asked, item),
        )
        for item in sorted(placed, key=lambda it: (it.start, it.finish, it.task))
    )
    return AdoptionSchedule(
        period=asked.plan.period,
        made_on=made_on,
        method=found.method.value,
        input_digest=asked.digest,
        reached=tuple(GoalReached(goal=it.goal.value, value=it.value, bound=it.bound) for it in found.reached),
        placings=placings,
        unplaced=tuple(code for code in found.unplaced if code in asked.package),
    )


def _last_day(asked: Draft, item: Placement) -> date:
    """The last day on which somebody works on a task."""
    resting = set(asked.problem.resting)
    days = range(item.finish - 1, item.start, -1)
    return asked.calendar.on(next((day for day in days if day not in resting), item.start))


def counted(asked: Draft, schedule: AdoptionSchedule) -> Mapping[str, Placing]:
    """By package, what a schedule says that can be judged; what an older one says of work that is gone does not count."""
    known, buckets = asked.problem.task.keys() & asked.package.keys(), asked.calendar.index
    return {item.package: item for item in schedule.placings if item.package in known and item.bucket in buckets}


def placements(asked: Draft, schedule: AdoptionSchedule) -> Mapping[str, Placement]:
    """A schedule in days; work without length ends when it begins."""
    return {
        code: Placement(code, asked.calendar.index[item.bucket], asked.calendar.day(item.start), _end(asked, item))
        for code, item in counted(asked, schedule).items()
    }


def _end(asked: Draft, item: Placing) -> int:
    """The day after the last; days of rest that follow it belong to the work, as far as its length counts them."""
    task, resting = asked.problem.task[item.package], set(asked.problem.resting)
    if task.length == 0 and item.finish == item.start:
        return asked.calendar.day(item.finish)
    end, whole = asked.calendar.day(item.finish) + 1, asked.calendar.day(item.start) + task.length
    while end < whole and end in resting:
        end += 1
    return end


@dataclass(frozen=True)
class Outlook:
    """What will be, if the plan holds.

    Attributes:
        opened: Letters of standards with gaps that opened since the plan was made: it has no work for them.
    """

    draft: Draft
    schedule: AdoptionSchedule
    stages: tuple[Stage, ...]
    opened: frozenset[str] = frozenset()

    @cached_property
    def placing(self) -> Mapping[str, Placing]:
        """When each package is done, by code."""
        return counted(self.draft, self.schedule)

    @property
    def outdated(self) -> bool:
        """Whether the schedule was made for something else than the plan, capacities and score of now."""
        return self.schedule.input_digest != self.draft.digest

    @cached_property
    def agreed(self) -> Mapping[str, Placing]:
        """When each package was to be done by the schedule that was agreed on last, by code."""
        return {item.package: item for item in self.draft.approved.placings} if self.draft.approved else {}

    def counts_on(self, item: Package) -> date | None:
        """The day from which what a package produces counts: its running-in time after its last day; None without a place."""
        placing = self.placing.get(item.id)
        last = item.done_on or (placing.finish if placing else None)
        return last + timedelta(days=item.running_in) if last else None

    def met_on(self, letter: str) -> date | None:
        """The day on which a standard is met: when its last package counts; its scoring date when it is met already."""
        if letter in self.opened:
            return None
        if self.draft.scored.standard(letter).met:
            return self.draft.scored.on
        items = [item for item in self.draft.packages if item.letter == letter and item.criterion]
        idle = [item for item in self.draft.waits if item.letter == letter]
        days = [*(self.counts_on(item) for item in items), *(item.until for item in idle)]
        known = [day for day in days if day]
        served = {item.criterion for item in items} | {item.criterion for item in idle} >= self.open_criteria(letter)
        return max(known) if served and known and len(known) == len(days) else None

    def open_criteria(self, letter: str) -> set[str | None]:
        """Criteria of a standard that are neither met nor without application: somebody has to work for each."""
        done = {Status.MET, Status.NOT_APPLICABLE}
        return {it.criterion for it in self.draft.scored.standard(letter).criteria if it.outcome not in done}

    @cached_property
    def standards_met_on(self) -> Mapping[str, date | None]:
        """By letter, the day on which each standard is met."""
        return {item.letter: self.met_on(item.letter) for item in self.draft.scored.standards}

    def met(self, on: date) -> int:
        """How many whole standards are met on a date if the plan holds."""
        return sum(day is not None and day <= on for day in self.standards_met_on.values())

    def letters(self, stage: Stage) -> tuple[str, ...]:
        """The standards of a stage and of those before it."""
        return tuple(letter for it in self.stages if it.stage <= stage.stage for letter in it.standards)

    def stage_on(self, stage: Stage) -> date | None:
        """The day on which all standards of a stage and of those before it are met."""
        days = [self.standards_met_on.get(letter) for letter in self.letters(stage)]
        known = [day for day in days if day]
        return max(known) if len(known) == len(days) else None

    @cached_property
    def load(self) -> Mapping[str, tuple[float, ...]]:
        """Person-days that each unit works in every planning period."""
        found: dict[str, list[int]] = {
            unit: [0] * len(self.draft.calendar.periods) for unit in self.draft.problem.capacity
        }
        for code, placing in self.placing.items():
            first = self.draft.calendar.index[placing.bucket]
            for unit, parts in self.draft.problem.task[code].load.items():
                taken = found.setdefault(unit, [0] * len(self.draft.calendar.periods))
                for place, part in enumerate(parts[: len(taken) - first], first):
                    taken[place] += part
        return {unit: tuple(part / TENTHS for part in parts) for unit, parts in found.items()}

    @property
    def capacity(self) -> Mapping[str, tuple[float, ...]]:
        """Person-days that each unit can give in every planning period."""
        return {unit: tuple(part / TENTHS for part in parts) for unit, parts in self.draft.problem.capacity.items()}

    @cached_property
    def spent(self) -> Mapping[int, int]:
        """Rupiah spent in each year of the plan."""
        found: dict[int, int] = defaultdict(int, {item.start.year: 0 for item in self.draft.calendar.periods})
        for code, placing in self.placing.items():
            found[int(placing.bucket[:4])] += self.draft.package[code].cost
        return dict(found)


def outlook(workspace: Workspace, period: str) -> Outlook | None:
    """What the plan of a period promises; None while it has no plan or no schedule."""
    plan, schedule = workspace.plan.get(period), workspace.schedule.get(period)
    assessment = workspace.assessment.get(period)
    if plan is None or schedule is None or assessment is None:
        return None
    return promised(workspace, draft(workspace, plan, assessment), schedule)


def promised(workspace: Workspace, asked: Draft, schedule: AdoptionSchedule) -> Outlook:
    """What a schedule promises by what was known on the day it was made."""
    gaps = opened_by(workspace, asked.scored, asked.waits, schedule.made_on)
    return Outlook(asked, schedule, workspace.office.stages, frozenset(gaps))


def of_unit(items: Sequence[Package], unit: str) -> tuple[Package, ...]:
    """The packages that one unit does."""
    return tuple(item for item in items if item.unit == unit)
