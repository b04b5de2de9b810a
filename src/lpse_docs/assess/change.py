"""What changed from one period to a later one; a changed criteria set or scope is said, not counted over."""

from collections.abc import Sequence
from dataclasses import dataclass

from lpse_docs.assess.score import Score, score
from lpse_docs.model.assessment import Assessment, Status, criteria_digest
from lpse_docs.model.office import Stage
from lpse_docs.model.standard import Standard

RANK = {Status.UNASSESSED: 0, Status.UNMET: 0, Status.PARTIAL: 1, Status.MET: 2}


@dataclass(frozen=True)
class Change:
    """Two periods side by side, standards by letter and criteria by code, each in order.

    Attributes:
        comparable: Whether both periods were judged by the criteria set that the standards hold; else nothing is counted.
        gained: Standards that are met now and were not. lost: Those that were met and are not.
        up: Criteria with a better outcome than before. down: With a worse one.
        applicability: Criteria that apply in only one of the two periods.
        rescoped: Standards that were within the scope of only one of the two.
    """

    before: Score
    after: Score
    comparable: bool
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()
    applicability: tuple[str, ...] = ()
    rescoped: tuple[str, ...] = ()

    @property
    def difference(self) -> int:
        """How many standards more are met than before; negative when there are fewer."""
        return len(self.gained) - len(self.lost)


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
    was, now = (
        {item.criterion: item.outcome for one in scored.standards for item in one.criteria}
        for scored in (before, after)
    )
    shared = [code for code in was if Status.NOT_APPLICABLE not in {was[code], now[code]}]
    return Change(
        before,
        after,
        comparable=True,
        gained=tuple(new.letter for old, new in pairs if new.met and not old.met),
        lost=tuple(new.letter for old, new in pairs if old.met and not new.met),
        up=tuple(code for code in shared if RANK[now[code]] > RANK[was[code]]),
        down=tuple(code for code in shared if RANK[now[code]] < RANK[was[code]]),
        applicability=tuple(
            code for code in was if (was[code] is Status.NOT_APPLICABLE) is not (now[code] is Status.NOT_APPLICABLE)
        ),
        rescoped=tuple(new.letter for old, new in pairs if old.in_scope is not new.in_scope),
    )
