"""A plan that was agreed on, held against a later score: how its packages stand, and when the rest is to be done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lpse_docs.assess.score import Score, score
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.plan import AdoptionSchedule, Placing
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.gone import OVER, pending
from lpse_docs.planning.outlook import Draft, Outlook, draft
from lpse_docs.planning.packages import SOP_STEPS, Package
from lpse_docs.planning.track import Standing, Tracked, opened, track
from lpse_docs.planning.waiting import Wait


@dataclass(frozen=True)
class Review:
    """How a plan stands on the scoring date of a period.

    Attributes:
        plan: The code of the period whose plan it is.
        agreed: The plan with the schedule that was agreed on.
        now: The plan with the schedule of now; that agreed on, while the rest has not been planned again since the date.
        scored: The score on the date.
        items: How every package stands, those that are needed no more among them.
    """

    plan: str
    agreed: Outlook
    now: Outlook
    scored: Score
    items: tuple[Tracked, ...]

    @property
    def on(self) -> date:
        """The scoring date."""
        return self.scored.on

    @property
    def planned_again(self) -> bool:
        """Whether the rest was planned again after the date."""
        return self.now.schedule is not self.agreed.schedule

    @cached_property
    def standing(self) -> Mapping[str, Standing]:
        """How packages stand, by code."""
        return {item.package.id: item.standing for item in self.items}

    @cached_property
    def open(self) -> tuple[Tracked, ...]:
        """Packages that are not done."""
        return tuple(item for item in self.items if item.standing is not Standing.DONE)

    def expected(self, letter: str) -> date | None:
        """The day on which a standard will be met by the schedule of now; None when nobody works on all that is open."""
        standard = self.scored.standard(letter)
        if standard.met:
            return self.on
        wanted = {item.criterion for item in standard.criteria if item.outcome not in OVER}
        items = [item.package for item in self.open if item.package.criterion in wanted]
        idle = [item for item in self.pending if item.criterion in wanted]
        days = [*(self.now.counts_on(item) for item in items), *(item.until for item in idle)]
        known = [day for day in days if day and day >= self.on]
        served = {item.criterion for item in items} | {item.criterion for item in idle}
        whole = wanted <= served and len(known) == len(days)
        return max(known) if known and whole and letter not in self.opened else None

    @cached_property
    def pending(self) -> tuple[Wait, ...]:
        """Evidence that still only has to wait."""
        return pending(self.now.draft.waits, self.scored)

    @cached_property
    def opened(self) -> Mapping[str, tuple[str, ...]]:
        """Gaps that opened since the plan was made, by standard: the plan has no work for them."""
        return opened(self.now.draft, self.scored)

    @cached_property
    def lost(self) -> tuple[str, ...]:
        """Standards that were met when the plan was made, and are not any more: the plan has no work for them."""
        before = self.now.draft.scored
        return tuple(it.letter for it in self.scored.standards if before.standard(it.letter).met and not it.met)


def review(workspace: Workspace, assessment: Assessment) -> Review | None:
    """The plan agreed on last before a scoring date, against the score of that date; None when there is none to compare."""
    base = pursued(workspace, assessment)
    if base is None:
        return None
    agreed = workspace.agreed[base.period]
    asked = draft(workspace, workspace.plan[base.period], base)
    stages = workspace.office.stages
    scored = score(assessment, workspace.standards, stages)
    items = (*track(asked, agreed, scored, scored.on), *_needless(workspace, asked, agreed, scored))
    then = Outlook(asked, agreed, stages)
    made = workspace.schedule.get(base.period)
    again = made is not None and _made_for(workspace, assessment, made)
    gaps = frozenset(opened(asked, scored))
    now = made if made and again else agreed
    return Review(base.period, then, Outlook(asked, now, stages, gaps), scored, items)


def pursued(workspace: Workspace, assessment: Assessment) -> Assessment | None:
    """The period, this one or one before, whose plan was agreed on and had begun by its scoring date; the last of them."""
    on, found = assessment.scorecard.scored_on, None
    for code in workspace.assessment:
        plan, agreed = workspace.plan.get(code), workspace.agreed.get(code)
        if plan and agreed and plan.start <= on and (agreed.approved_on or agreed.made_on) <= on:
            base = workspace.assessment[code]
            alike = base.scorecard.criteria_digest == assessment.scorecard.criteria_digest
            found = base if alike else found
        if code == assessment.period:
            return found
    return found


def _made_for(workspace: Workspace, assessment: Assessment, made: AdoptionSchedule) -> bool:
    """Whether a schedule was made after a scoring date and before the next one."""
    on = assessment.scorecard.scored_on
    days = (workspace.assessment[code].scorecard.scored_on for code in workspace.assessment)
    return made.made_on >= on and not any(on < day <= made.made_on for day in days)


def _needless(workspace: Workspace, asked: Draft, agreed: AdoptionSchedule, scored: Score) -> Iterator[Tracked]:
    """Packages agreed on that are needed no more, for their criterion is met or their SOP in force."""
    over = {
        it.criterion: standard.letter for standard in scored.standards for it in standard.criteria if it.outcome in OVER
    }
    for placing in agreed.placings:
        if placing.package not in asked.package:
            made = _of_criterion(workspace, placing, over) or _of_sop(workspace, placing, scored.on)
            if made:
                yield Tracked(made, placing, Standing.DONE)


def _of_criterion(workspace: Workspace, placing: Placing, over: Mapping[str, str]) -> Package | None:
    criterion = placing.package.removesuffix("-rekaman")
    if criterion not in over:
        return None
    letter = over[criterion]
    owners = {it.letter: it.unit for it in workspace.office.planning.standards}
    titles = {it.id: it.statement for _, it in workspace.criteria()}
    return Package(placing.package, titles[criterion], owners.get(letter, ""), letter=letter, criterion=criterion)


def _of_sop(workspace: Workspace, placing: Placing, on: date) -> Package | None:
    owners = {it.letter: it.unit for it in workspace.office.planning.sops}
    for sop in workspace.sops:
        codes = {f"sop-{sop.letter}-{step}" for step in SOP_STEPS}
        if placing.package in codes and sop.effective and sop.effective <= on:
            return Package(placing.package, f"SOP {sop.title}", owners.get(sop.letter, ""), sop=sop.letter)
    return None
