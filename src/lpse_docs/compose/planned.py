"""The adoption plan of a period as its documents see it: who does what, when, and what is late."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lpse_docs.amounts import dotted
from lpse_docs.assess.score import Score, score
from lpse_docs.compose.law import long_date
from lpse_docs.compose.period import Period
from lpse_docs.compose.reasons import Refused
from lpse_docs.model.office import Stage
from lpse_docs.model.plan import AdoptionPlan, AdoptionSchedule
from lpse_docs.planning.binding import Bindings
from lpse_docs.planning.lever import Lever, lever, levers
from lpse_docs.planning.outlook import Outlook, of_unit, outlook, placements
from lpse_docs.planning.packages import Package, ground
from lpse_docs.planning.track import Standing, as_planned, opened, track

NO_PLAN = "periode ini tidak mempunyai plan.yaml dan schedule.yaml"
UNTOLD = "belum ditaksir"


@dataclass(frozen=True)
class Unit:
    """A unit that works on the plan."""

    code: str
    name: str
    short: str


@dataclass(frozen=True)
class Promise:
    """A stage with the day it is wanted by and the day it is met, as far as these are known."""

    stage: Stage
    due: date | None
    on: date | None

    @property
    def late(self) -> bool:
        """Whether it does not keep its date."""
        return self.due is not None and (self.on is None or self.on > self.due)

    @property
    def days(self) -> int:
        """Days by which it is late; none when that is not known."""
        return max(0, (self.on - self.due).days) if self.on and self.due else 0


def untold(item: Package) -> bool:
    """Whether nobody has told what a package costs: the nought that stands for it is assumed."""
    return not item.estimated


@dataclass(frozen=True)
class Sum:
    """What some packages take together.

    Attributes:
        untold: How many of them have no cost yet.
    """

    many: int
    effort: float
    cost: int
    untold: int

    @classmethod
    def of(cls, items: Iterable[Package]) -> "Sum":
        """Counted from packages."""
        each = list(items)
        effort, cost = sum(it.effort for it in each), sum(it.cost for it in each)
        return cls(len(each), effort, cost, sum(map(untold, each)))

    @property
    def money(self) -> str:
        """The cost in a cell; what nobody has told is not nought."""
        return UNTOLD if self.many and self.untold == self.many else dotted(self.cost)


@dataclass(frozen=True, eq=False)
class Planned:
    """The plan and schedule of a period.

    Attributes:
        today: The date on which it is held against what has become of it, if it is.
        done: Codes of the packages that are done by then.
    """

    period: Period
    outlook: Outlook
    today: date | None = None
    done: frozenset[str] = frozenset()

    @property
    def plan(self) -> AdoptionPlan:
        """What the office gives and wants."""
        return self.outlook.draft.plan

    @property
    def schedule(self) -> AdoptionSchedule:
        """When everything is done."""
        return self.outlook.schedule

    @property
    def packages(self) -> Sequence[Package]:
        """Every work package."""
        return self.outlook.draft.packages

    @cached_property
    def ahead(self) -> Sequence[Package]:
        """Packages that are not done yet."""
        return [item for item in self.packages if item.done_on is None]

    @cached_property
    def unplaced(self) -> Sequence[Package]:
        """Packages ahead that the schedule has no place for."""
        return [item for item in self.ahead if item.id not in self.outlook.placing]

    @cached_property
    def scheduled(self) -> Sequence[Package]:
        """Packages ahead that the schedule has a place for."""
        return [item for item in self.ahead if item.id in self.outlook.placing]

    def makers(self, code: str) -> list[Package]:
        """The packages ahead behind a code that others wait for: a package, or all that make the grounds of a standard."""
        return [it for it in self.ahead if it.id == code or (it.grounds and it.letter and ground(it.letter) == code)]

    @cached_property
    def moved(self) -> Sequence[Package]:
        """Packages ahead that have another planning period, or none, than in the schedule that was agreed on last."""
        agreed, placing = self.outlook.agreed, self.outlook.placing
        return [
            it
            for it in self.ahead
            if it.id in agreed and (it.id not in placing or placing[it.id].bucket != agreed[it.id].bucket)
        ]

    @property
    def changing(self) -> bool:
        """Whether this is another plan than the one that was agreed on last."""
        return self.outlook.draft.approved is not None and self.schedule.approved_on is None

    @property
    def replaces(self) -> str:
        """The plan that this one changes, in a sentence."""
        approved = self.outlook.draft.approved
        on = approved.approved_on if approved else None
        return f"rencana yang disetujui pada {long_date(on)}" if on else "rencana yang disetujui terakhir"

    @cached_property
    def units(self) -> Sequence[Unit]:
        """Units with capacity or work, in the order of the plan."""
        codes = [item.unit for item in self.plan.capacity] + [item.unit for item in self.packages]
        return [self.unit(code) for code in dict.fromkeys(codes)]

    def unit(self, code: str) -> Unit:
        """A unit by the code of its post; one that is not known keeps its code."""
        if code not in self.period.workspace.post:
            return Unit(code, code or "Unit belum ditetapkan", code or "-")
        post = self.period.workspace.post[code]
        return Unit(code, post.name, post.short or post.name)

    def of(self, unit: str) -> Sequence[Package]:
        """The packages of a unit in order of time; what has no place comes last."""
        return sorted(of_unit(self.packages, unit), key=self.order)

    def order(self, item: Package) -> tuple[date, date, str]:
        """By when a package is done."""
        placing = self.outlook.placing.get(item.id)
        days = (placing.start, placing.finish) if placing else (item.done_on or date.max,) * 2
        return (*days, item.id)

    @cached_property
    def promises(self) -> Sequence[Promise]:
        """Every stage with its target and the day it is met."""
        due = {item.stage: item.by for item in self.plan.targets}
        return [Promise(it, due.get(it.stage), self.outlook.stage_on(it)) for it in self.outlook.stages]

    @cached_property
    def late_sops(self) -> Sequence[tuple[str, date, date | None]]:
        """SOPs that are approved after the day they were promised for, with that day and the day of approval."""
        return list(self._late_sops())

    def _late_sops(self) -> Iterator[tuple[str, date, date | None]]:
        for sop in self.period.workspace.office.planned_sops:
            code = f"sop-{sop.letter}-sah"
            if code in self.outlook.draft.package and self.outlook.draft.package[code].done_on is None:
                placing = self.outlook.placing.get(code)
                if placing is None or placing.finish > sop.due:
                    yield sop.letter, sop.due, placing.finish if placing else None

    @cached_property
    def left_out(self) -> Mapping[str, str]:
        """Reasons by the code of packages that are not to be done."""
        return {item.id: item.left_out for item in self.plan.packages if item.left_out}

    @cached_property
    def lever(self) -> Lever | None:
        """The package that moves the count of standards most."""
        return lever(self.outlook)

    @cached_property
    def tied(self) -> Sequence[Lever]:
        """The other packages that complete and carry as many standards as that one."""
        best = self.lever
        if best is None:
            return ()
        many = len(best.completes), len(best.carries)
        alike = (it for it in levers(self.outlook) if (len(it.completes), len(it.carries)) == many)
        return [it for it in alike if it.package.id != best.package.id]

    def criteria_met(self, on: date) -> int:
        """How many criteria are met on a date if the plan holds: those that are already, and those of which everything counts."""
        idle = self.outlook.draft.waits
        open_ = {it.criterion for it in self.packages if it.criterion} | {it.criterion for it in idle}
        late = {it.criterion for it in self.packages if (day := self.outlook.counts_on(it)) is None or day > on}
        late |= {it.criterion for it in idle if it.until > on}
        done = {code for code in open_ - late if code in self.wanting}
        return self.period.score.fulfilled + len(done)

    @cached_property
    def wanting(self) -> frozenset[str | None]:
        """Criteria that are not met yet."""
        letters = (item.letter for item in self.period.score.standards)
        return frozenset(code for letter in letters for code in self.outlook.open_criteria(letter))

    @cached_property
    def standing(self) -> Mapping[str, Standing]:
        """How packages stood by code when the schedule was made."""
        made = self.schedule.made_on
        return {it.package.id: it.standing for it in track(self.outlook.draft, self.schedule, self.shown, made)}

    @cached_property
    def shown(self) -> Score:
        """The score on the day the schedule was made, as the last assessment until then shows it."""
        space, made = self.period.workspace, self.schedule.made_on
        known = [it for it in space.assessments if self.period.on <= it.scorecard.scored_on <= made]
        last = known[-1] if known else space.assessment[self.period.card.period]
        return score(last, space.standards, space.office.stages, made)

    @cached_property
    def gaps(self) -> Mapping[str, tuple[str, ...]]:
        """Criteria that opened since the plan was made and have no work in it, by the letter of their standard."""
        found = opened(self.outlook.draft, self.shown)
        return {letter: found.get(letter, ()) for letter in sorted(self.outlook.opened)}

    def gaps_of(self, stage: Stage) -> Mapping[str, tuple[str, ...]]:
        """Those that keep a stage from being reached."""
        letters = self.outlook.letters(stage)
        return {letter: codes for letter, codes in self.gaps.items() if letter in letters}

    @cached_property
    def bindings(self) -> Bindings:
        """What every package is kept by, in the schedule as it is."""
        asked = self.outlook.draft
        return Bindings(as_planned(asked, self.schedule, self.shown), placements(asked, self.schedule))

    @cached_property
    def effort(self) -> float:
        """Person-days of everything ahead."""
        return sum(item.effort for item in self.ahead)

    @cached_property
    def costless(self) -> Sequence[Package]:
        """Packages ahead whose cost nobody has told."""
        return [item for item in self.ahead if untold(item)]


def _made(period: Period) -> Planned:
    found = outlook(period.workspace, period.card.period)
    if found is None:
        raise Refused(NO_PLAN)
    return Planned(period, found)


def planned(period: Period) -> Planned:
    """The plan of a period, computed once; a period without one is a fault of the template."""
    return period.once(_made)
