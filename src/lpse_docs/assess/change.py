"""What changed from one period to a later one; what is not assessed in both is said apart, never counted as a change."""

from collections.abc import Sequence
from dataclasses import dataclass

from lpse_docs.assess.score import Score, StandardScore, score
from lpse_docs.model.assessment import Assessment, Status, criteria_digest
from lpse_docs.model.office import Stage
from lpse_docs.model.standard import Standard

RANK = {Status.UNMET: 0, Status.PARTIAL: 1, Status.MET: 2}


@dataclass(frozen=True)
class Change:
    """Two periods side by side, standards by letter and criteria by code, each in order.

    Attributes:
        comparable: Whether both periods were judged by the criteria set that the standards hold; else nothing is counted.
        gained: Standards that are met now and were not. lost: Those that were met and are not.
        newly_met: Standards that are met now, while before only what nobody had assessed was wanting.
        pending: Standards that were met, while now only what nobody has assessed is wanting.
        both: Criteria that are assessed and apply in both periods; only these rise or fall.
        up: Those of them with a better outcome than before. down: With a worse one.
        newly_assessed: Criteria that are assessed only in the later period. unassessed: Only in the earlier one.
        applicability: Criteria that are assessed in both periods and apply in only one of them.
        rescoped: Standards that were within the scope of only one of the two.
    """

    before: Score
    after: Score
    comparable: bool
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    newly_met: tuple[str, ...] = ()
    pending: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    newly_assessed: tuple[str, ...] = ()
    unassessed: tuple[str, ...] = ()
    applicability: tuple[str, ...] = ()
    rescoped: tuple[str, ...] = ()

    @property
    def difference(self) -> int:
        """How many standards more are met than before; negative when there are fewer."""
        return len(self.gained) + len(self.newly_met) - len(self.lost) - len(self.pending)


def change(earlier: Assessment, later: Assessment, standards: Sequence[Standard], stages: Sequence[Stage]) -> Change:
    """What changed between the scoring dates of two periods."""
    before, after = (score(item, standards, stages) for item in (earlier, later))
    digest = criteria_digest(standards)
    if not {earlier.scorecard.criteria_digest, later.scorecard.criteria_digest} <= {digest}:
        return Change(before, after, comparable=False)
    return compared(before, after)


def compared(before: Score, after: Score) -> Change:
    """The differences of two scores over one criteria set."""
    pairs = [(old, after.standard(old.letter)) for old in before.standards]
    won = [(old, new) for old, new in pairs if new.met and not old.met]
    gone = [(old, new) for old, new in pairs if old.met and not new.met]
    was, now = _outcomes(before), _outcomes(after)
    assessed = [code for code in was if Status.UNASSESSED not in {was[code], now[code]}]
    both = [code for code in assessed if Status.NOT_APPLICABLE not in {was[code], now[code]}]
    return Change(
        before,
        after,
        comparable=True,
        gained=tuple(new.letter for old, new in won if not _open(old)),
        lost=tuple(new.letter for _, new in gone if not _open(new)),
        newly_met=tuple(new.letter for old, new in won if _open(old)),
        pending=tuple(new.letter for _, new in gone if _open(new)),
        both=tuple(both),
        up=tuple(code for code in both if RANK[now[code]] > RANK[was[code]]),
        down=tuple(code for code in both if RANK[now[code]] < RANK[was[code]]),
        newly_assessed=tuple(code for code in was if was[code] is Status.UNASSESSED is not now[code]),
        unassessed=tuple(code for code in was if now[code] is Status.UNASSESSED is not was[code]),
        applicability=tuple(code for code in assessed if _off(was[code]) is not _off(now[code])),
        rescoped=tuple(new.letter for old, new in pairs if old.in_scope is not new.in_scope),
    )


def _outcomes(scored: Score) -> dict[str, Status]:
    return {item.criterion: item.outcome for one in scored.standards for item in one.criteria}


def _off(outcome: Status) -> bool:
    return outcome is Status.NOT_APPLICABLE


def _open(standard: StandardScore) -> bool:
    """Whether nothing is known against a standard: all that it wants is what nobody has assessed."""
    return 0 < standard.unassessed == standard.applicable - standard.fulfilled
