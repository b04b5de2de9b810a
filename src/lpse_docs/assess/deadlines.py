"""Days on which evidence ends or is due for review, and evidence that no result uses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lpse_docs.model.assessment import Assessment
from lpse_docs.model.evidence import Evidence


class Occasion(StrEnum):
    """What happens on a day."""

    EXPIRY = "berlaku sampai"
    REVIEW = "tinjau"


@dataclass(frozen=True)
class Deadline:
    """One day of one piece of evidence."""

    item: Evidence
    occasion: Occasion
    on: date


def deadlines(register: Iterable[Evidence]) -> list[Deadline]:
    """Every day of expiry and review, in order of days."""
    found = [
        Deadline(item, occasion, on)
        for item in register
        for occasion, on in ((Occasion.EXPIRY, item.effective_to), (Occasion.REVIEW, item.review_on))
        if on
    ]
    return sorted(found, key=lambda it: (it.on, it.item.id, it.occasion))


def uncited(assessment: Assessment) -> list[Evidence]:
    """Evidence that no result of the scorecard names."""
    cited = {code for item in assessment.scorecard.results for code in item.evidence}
    return [item for item in assessment.register.evidence if item.id not in cited]
