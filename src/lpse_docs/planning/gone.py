"""What a later score shows and a plan does not know: gaps it has no work for, and evidence it waited for in vain."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lpse_docs.assess.score import CriterionScore, Score, score
from lpse_docs.model.assessment import Status
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.waiting import Wait

OVER = frozenset({Status.MET, Status.NOT_APPLICABLE})


def by_criterion(scored: Score) -> Mapping[str, CriterionScore]:
    """The criteria of a score by code."""
    return {item.criterion: item for standard in scored.standards for item in standard.criteria}


def lapsed(wait: Wait, now: CriterionScore, on: date) -> bool:
    """Whether nothing comes of waiting: the day has passed without the evidence counting, or the judgement is another."""
    if now.outcome in OVER:
        return False
    wanting = any(item.kind is wait.kind for item in now.shortfalls)
    return now.judged is not Status.MET or (wanting and wait.until <= on)


def pending(waits: Iterable[Wait], scored: Score) -> tuple[Wait, ...]:
    """What still has to be waited for by a later score."""
    now = by_criterion(scored)
    return tuple(
        item
        for item in waits
        if (found := now.get(item.criterion)) is not None
        and found.outcome not in OVER
        and any(it.kind is item.kind for it in found.shortfalls)
        and not lapsed(item, found, scored.on)
    )


def opened(before: Score, waits: Sequence[Wait], now: Score) -> Mapping[str, tuple[str, ...]]:
    """Gaps that a later score shows and the plan has no work for, by the letter of their standard."""
    known = by_criterion(before)
    gaps = {
        standard.letter: tuple(
            item.criterion
            for item in standard.criteria
            if item.outcome not in OVER and item.criterion in known
            if known[item.criterion].outcome in OVER
            or any(it.criterion == item.criterion and lapsed(it, item, now.on) for it in waits)
        )
        for standard in now.standards
    }
    return {letter: codes for letter, codes in gaps.items() if codes}


def opened_by(workspace: Workspace, before: Score, waits: Sequence[Wait], on: date) -> Mapping[str, tuple[str, ...]]:
    """Gaps that have opened by a day, as the last period shows them that was scored by then and has any judgement."""
    later = [it for it in workspace.assessments if before.on <= it.scorecard.scored_on <= on and it.history]
    if not later or on <= before.on:
        return {}
    return opened(before, waits, score(later[-1], workspace.standards, workspace.office.stages, on))
