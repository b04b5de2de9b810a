"""What comes back from an assessor's desk, whatever file it came in, and what the scorecard holds of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lpse_docs.model.assessment import Result, Status


@dataclass(frozen=True)
class Judgement:
    """What an assessor may fill in for one criterion; the fields of `Result` that are his."""

    status: Status = Status.UNASSESSED
    reason: str | None = None
    finding: str | None = None
    recommendation: str | None = None
    evidence: tuple[str, ...] = ()
    assessed_on: date | None = None


FIELDS = ("status", "reason", "finding", "recommendation", "evidence", "assessed_on")


def judgement(result: Result | None) -> Judgement:
    """What the scorecard holds for a criterion; nothing yet when it has no result."""
    return Judgement(*(getattr(result, name) for name in FIELDS)) if result else Judgement()


@dataclass(frozen=True)
class Returned:
    """A filled file, read and found to be ours.

    Attributes:
        file: Name of the file, for messages.
        period: Period it was made for; empty on a blank working paper, which fits any.
        assessor: Who filled it in; empty when the file does not say.
        blind: Whether the marks are one assessor's own, for `blind/<assessor>.yaml`.
        criteria_digest: Criteria set it was made from (`model.assessment.criteria_digest`).
        base: What the source held when the file was made, by criterion; empty for a blank working paper.
        filled: What stands in the file now, by criterion.
        places: Where each value stands, by criterion and field, as people say it: `Standar D!F14`, `S04-K02/status`.
    """

    file: str
    period: str
    assessor: str
    blind: bool
    criteria_digest: str
    base: Mapping[str, Judgement]
    filled: Mapping[str, Judgement]
    places: Mapping[tuple[str, str], str]
