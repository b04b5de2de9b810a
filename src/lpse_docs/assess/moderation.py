"""From blind marks to the scorecard: what all agree on is adopted, what they differ over is decided with a reason."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lpse_docs.assess.agreement import criteria, differences, marks_of, unfinished
from lpse_docs.model.assessment import Assessment, AssessorRole, Result, Status, StatusChange
from lpse_docs.model.standard import Standard


@dataclass(frozen=True)
class Verdict:
    """A result that takes the place of what the scorecard holds, with its line of history when the status changes."""

    result: Result
    change: StatusChange | None


def adopted(assessment: Assessment, standards: Iterable[Standard], by: str, on: date) -> tuple[Verdict, ...]:
    """What all assessors agree on, for every criterion within the scope that is not assessed yet."""
    return tuple(
        _verdict(assessment, _joined(code, status, marks, by, on))
        for code, status, marks in _agreed(assessment, standards)
        if current(assessment, code) is Status.UNASSESSED
    )


def decided(assessment: Assessment, criterion: str, status: Status, reason: str, *, by: str, on: date) -> Verdict:
    """What a moderator decides over a difference; the words and evidence of those who marked so are kept."""
    marks = marks_of(assessment, criterion)
    siding = {code: mark for code, mark in marks.items() if mark.status is status}
    joined = _joined(criterion, status, siding or marks, by, on)
    words = {} if siding else {"finding": None, "recommendation": None}
    return _verdict(assessment, joined.model_copy(update={"reason": reason, **words}), deciding=True)


def departures(assessment: Assessment, standards: Iterable[Standard]) -> tuple[tuple[str, Status, Status], ...]:
    """Criteria on which all agreed and whose result says something else by now: code, agreed mark, result."""
    found = ((code, status, current(assessment, code)) for code, status, _ in _agreed(assessment, standards))
    return tuple(item for item in found if item[2] not in {item[1], Status.UNASSESSED})


def pending(assessment: Assessment, standards: Iterable[Standard]) -> tuple[str, ...]:
    """Criteria the assessors differ over that nobody who may has decided with a reason."""
    found = (item.criterion for item in differences(assessment, standards))
    return tuple(code for code in found if not assessment.settled(code))


def may_write(assessment: Assessment, standards: Iterable[Standard], who: str) -> bool:
    """Whether someone may put a status into the scorecard himself, past the moderation.

    Anyone may until somebody has marked blind; then only a moderator, or the lead of a team without one when all have
    finished, since he marks blind himself.
    """
    if not any(assessment.marks.values()):
        return True
    if who not in assessment.moderators:
        return False
    return assessment.assessor[who].role is AssessorRole.MODERATOR or not unfinished(assessment, standards)


def closed(assessment: Assessment, standards: Iterable[Standard]) -> bool:
    """Whether blind marks are closed: all have finished, and the moderation has begun to write the result."""
    if not any(assessment.marks.values()) or unfinished(assessment, standards):
        return False
    return any(line.changed_by in assessment.moderators for line in assessment.scorecard.history)


def may_look(assessment: Assessment, standards: Iterable[Standard], who: str | None) -> bool:
    """Whether someone may see how others marked: everyone when all have finished, before that only who marks nothing."""
    if not unfinished(assessment, standards):
        return True
    return who in assessment.assessor and assessment.assessor[str(who)].role is AssessorRole.MODERATOR


def current(assessment: Assessment, criterion: str) -> Status:
    """What the history says of a criterion now."""
    told = assessment.history.get(criterion)
    return told[-1].after if told else Status.UNASSESSED


def altered(assessment: Assessment, result: Result) -> bool:
    """Whether a new result has another status, or cites other evidence, than what stands there."""
    held = assessment.result.get(result.criterion)
    cited = held.evidence if held else ()
    return current(assessment, result.criterion) is not result.status or cited != result.evidence


def line(assessment: Assessment, result: Result, by: str, on: date) -> StatusChange:
    """The line of history for a new result."""
    before = current(assessment, result.criterion)
    return StatusChange(
        criterion=result.criterion,
        changed_on=on,
        changed_by=by,
        before=before,
        after=result.status,
        evidence=result.evidence,
    )


def latest(assessment: Assessment, codes: Iterable[str]) -> date | None:
    """The last day on which the status of one of these criteria changed."""
    return max((item.changed_on for code in codes for item in assessment.history.get(code, ())), default=None)


def _agreed(
    assessment: Assessment, standards: Iterable[Standard]
) -> Iterator[tuple[str, Status, Mapping[str, Result]]]:
    """Criteria that at least two assessors marked, all of them alike."""
    for code in criteria(assessment, standards):
        marks = marks_of(assessment, code)
        statuses = {mark.status for mark in marks.values()}
        if len(marks) > 1 and len(statuses) == 1:
            yield code, statuses.pop(), marks


def _joined(code: str, status: Status, marks: Mapping[str, Result], by: str, on: date) -> Result:
    """The marks as one result: evidence of all, each once, and their words, each said once."""
    cited = dict.fromkeys(code for mark in marks.values() for code in mark.evidence)
    return Result(
        criterion=code,
        status=status,
        reason=_words([mark.reason for mark in marks.values()]),
        finding=_words([mark.finding for mark in marks.values()]),
        recommendation=_words([mark.recommendation for mark in marks.values()]),
        evidence=tuple(cited),
        assessor=by,
        assessed_on=on,
    )


def _words(said: Sequence[str | None]) -> str | None:
    told = list(dict.fromkeys(text.strip() for text in said if text and text.strip()))
    ended = [text if text.endswith((".", "!", "?")) else f"{text}." for text in told[:-1]]
    return " ".join([*ended, *told[-1:]]) or None


def _verdict(assessment: Assessment, result: Result, *, deciding: bool = False) -> Verdict:
    """With a line of history where status or citations change, or where a moderator confirms what stands there already.

    He confirms what another had written, or what he had himself on another day.
    """
    told = assessment.history.get(result.criterion, ())
    last = (told[-1].changed_by, told[-1].changed_on) if told else None
    confirming = deciding and last is not None and last != (result.assessor, result.assessed_on)
    if not (confirming or altered(assessment, result)):
        return Verdict(result, None)
    assert result.assessor is not None
    assert result.assessed_on is not None
    return Verdict(result, line(assessment, result, result.assessor, result.assessed_on))
