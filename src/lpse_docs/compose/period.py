"""A period as its documents see it: the assessment with its score, what changed, what is wanting, what the law gets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from lpse_docs.assess.asked import Asked, asked
from lpse_docs.assess.change import Change, change
from lpse_docs.assess.duties import Duty, duties
from lpse_docs.assess.gaps import Gap, Why, gaps
from lpse_docs.assess.score import CriterionScore, Score, StandardScore, score
from lpse_docs.model.assessment import Assessment, Assessor, Scorecard, criteria_digest
from lpse_docs.model.evidence import Confidentiality, Evidence
from lpse_docs.model.standard import Criterion, Standard
from lpse_docs.model.trace import coverage
from lpse_docs.model.workspace import Workspace

PRESSING = 5  # gaps that a regent reads
Counted = TypeVar("Counted")


@dataclass(frozen=True, eq=False)
class Period:
    """One period of a workspace; everything is computed once, when something first asks for it.

    Attributes:
        kept: What others counted from it, by the function that did.
    """

    workspace: Workspace
    assessment: Assessment
    kept: dict[Callable[["Period"], Any], Any] = field(default_factory=dict, repr=False)

    @property
    def card(self) -> Scorecard:
        """The scorecard."""
        return self.assessment.scorecard

    @property
    def on(self) -> date:
        """The scoring date."""
        return self.card.scored_on

    @cached_property
    def standards(self) -> Sequence[Standard]:
        """All standards, within the scope and without."""
        return tuple(self.workspace.standards)

    @cached_property
    def score(self) -> Score:
        """The score on the scoring date."""
        return score(self.assessment, self.standards, self.workspace.office.stages)

    @cached_property
    def gaps(self) -> Sequence[Gap]:
        """What is wanting, the most pressing first."""
        return gaps(self.score, self.standards, self.workspace.regulation.provisions)

    @cached_property
    def gap(self) -> dict[str, Gap]:
        """The gaps by criterion."""
        return {item.criterion: item for item in self.gaps}

    @property
    def pressing(self) -> Sequence[Gap]:
        """The few gaps that stand in the summary; what nobody has assessed only after all that is known to be wanting."""
        return sorted(self.gaps, key=lambda gap: gap.why is Why.UNASSESSED)[:PRESSING]

    @cached_property
    def asked(self) -> Asked:
        """What the gaps ask for, each criterion once."""
        return asked(self.score, self.gaps)

    @property
    def outside(self) -> Sequence[Standard]:
        """The standards that are not within the scope; they count as not met."""
        return [item for item in self.standards if not self.of(item).in_scope]

    def due(self, letter: str) -> date | None:
        """By when a standard is wanted: the first target after the scoring date of its stage or a later one (`StageTarget`)."""
        stages = {one: stage.stage for stage in self.workspace.office.stages for one in stage.standards}
        if self.card.period not in self.workspace.plan or letter not in stages:
            return None
        targets = self.workspace.plan[self.card.period].targets
        return min((it.by for it in targets if it.stage >= stages[letter] and it.by > self.on), default=None)

    @property
    def expiring(self) -> Evidence | None:
        """The evidence that counts on the scoring date and runs out first."""
        held = [item for item in self.assessment.register.evidence if item.id in self.cited[1] and item.effective_to]
        return min(held, key=lambda item: (item.effective_to or date.max, item.id), default=None)

    @cached_property
    def duties(self) -> Sequence[Duty]:
        """The binding provisions, and how far their criteria are met."""
        return duties(self.score, coverage(self.workspace).values(), self.standards)

    @cached_property
    def earlier(self) -> Sequence[Assessment]:
        """The periods before this one, the first in front; those after it are not looked at."""
        codes = list(self.workspace.assessment)
        return tuple(self.workspace.assessment[code] for code in codes[: codes.index(self.assessment.period)])

    @cached_property
    def change(self) -> Change | None:
        """What changed since the period before; None when this is the first."""
        if not self.earlier:
            return None
        return change(self.earlier[-1], self.assessment, self.standards, self.workspace.office.stages)

    @cached_property
    def scores(self) -> Sequence[tuple[Scorecard, Score]]:
        """All periods up to this one that were judged by today's criteria set, with their scores."""
        periods = (*self.earlier, self.assessment)
        return tuple(
            (item.scorecard, score(item, self.standards, self.workspace.office.stages))
            for item in periods
            if item.scorecard.criteria_digest == self.digest
        )

    @cached_property
    def digest(self) -> str:
        """The criteria set of today."""
        return criteria_digest(self.standards)

    @property
    def outdated(self) -> bool:
        """Whether the period was judged by another criteria set than the one that is printed."""
        return self.card.criteria_digest != self.digest

    @property
    def example(self) -> bool:
        """Whether its content is invented to show what the documents look like."""
        return self.card.example

    def of(self, standard: Standard) -> StandardScore:
        """The score of a standard."""
        return self.score.standard(standard.letter)

    @cached_property
    def criterion(self) -> dict[str, tuple[Standard, Criterion, CriterionScore]]:
        """Every criterion by its code, with its standard and its score."""
        return {
            item.id: (standard, item, scored)
            for standard in self.standards
            for item, scored in zip(standard.criteria, self.of(standard).criteria, strict=True)
        }

    def once(self, count: "Callable[[Period], Counted]") -> Counted:
        """What a function counts from the period, the first time or as it was kept."""
        if count not in self.kept:
            self.kept[count] = count(self)
        made: Counted = self.kept[count]
        return made

    def post(self, assessor: Assessor) -> str | None:
        """The post an assessor holds, when it is known."""
        known = assessor.post is not None and assessor.post in self.workspace.post
        return self.workspace.post[str(assessor.post)].name if known else None

    @cached_property
    def cited(self) -> tuple[frozenset[str], frozenset[str]]:
        """Codes of registered evidence that assessors cite within the scope, and of that which counts."""
        inside = [scored for standard, _, scored in self.criterion.values() if self.of(standard).in_scope]
        counted = frozenset(code for scored in inside for code in scored.counted)
        doubted = frozenset(code for scored in inside for code, _ in scored.doubted)
        return (counted | doubted).intersection(self.assessment.evidence), counted


def classified(item: Evidence) -> bool:
    """Whether a piece of evidence is named by code and kind alone."""
    return item.confidentiality is Confidentiality.CLASSIFIED
