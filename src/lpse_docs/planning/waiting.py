"""What only has to wait: evidence that is registered for a criterion judged as met, and counts from a later day on.

Nobody works for it and it costs nothing; a plan only has to know the day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lpse_docs.assess.score import CriterionScore, Score, status_on, weighed
from lpse_docs.model.assessment import Assessment, Status
from lpse_docs.model.evidence import Evidence
from lpse_docs.model.standard import Criterion, EvidenceKind, Standard
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.packages import GROUND


@dataclass(frozen=True)
class Wait:
    """One kind of evidence of a criterion that is registered and does not count yet.

    Attributes:
        evidence: Codes of the evidence that counts then.
        until: The first day on which it counts.
    """

    criterion: str
    letter: str
    kind: EvidenceKind
    title: str
    evidence: tuple[str, ...]
    until: date

    @property
    def id(self) -> str:
        """Its code among the tasks of a problem."""
        return f"tunggu-{self.criterion}-{self.kind.value}"

    @property
    def grounds(self) -> bool:
        """Whether it is a rule or an appointment that other work rests on."""
        return self.kind in GROUND


def waits(workspace: Workspace, assessment: Assessment, scored: Score) -> tuple[Wait, ...]:
    """Everything that only has to wait, in the order of the standards."""
    return tuple(
        found
        for standard in workspace.standards
        for criterion, item in zip(standard.criteria, scored.standard(standard.letter).criteria, strict=True)
        if item.judged is Status.MET
        for found in _of_criterion(assessment, standard, criterion, item, scored.on)
    )


def _of_criterion(
    assessment: Assessment, standard: Standard, criterion: Criterion, item: CriterionScore, on: date
) -> Iterator[Wait]:
    for shortfall in item.shortfalls:
        cited = {code for code, _ in shortfall.cited}
        for day in _days(assessment, cited, on):
            counted = tuple(code for code in weighed(assessment, criterion, day)[0] if code in cited)
            if counted and status_on(assessment, criterion.id, day) is Status.MET:
                title = "; ".join(it.item for it in criterion.evidence if it.kind is shortfall.kind)
                yield Wait(criterion.id, standard.letter, shortfall.kind, title, counted, day)
                break


def _days(assessment: Assessment, codes: set[str], on: date) -> list[date]:
    """The days after one on which any of some pieces of evidence may begin to count."""
    return sorted({day for code in codes for day in _beginnings(assessment.evidence[code]) if day > on})


def _beginnings(item: Evidence) -> Iterator[date]:
    yield from (day for day in (item.received_on, item.approved_on, item.effective_from, item.seen_on) if day)
