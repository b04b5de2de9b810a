"""What the gaps ask for: each criterion once, by what has to be done first; and what renewing expired evidence would bring."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lpse_docs.assess.gaps import Gap, Why
from lpse_docs.assess.score import Doubt, Score, Shortfall
from lpse_docs.model.assessment import Status
from lpse_docs.model.office import Stage
from lpse_docs.model.standard import EvidenceKind


@dataclass(frozen=True)
class Asked:
    """The gaps of a period in groups that share none, each the most pressing first.

    Attributes:
        renew: Assessed as met, but evidence has expired.
        issue: Of the rest, those that want a decree, an appointment or an agreement.
        other: Assessed otherwise and not met.
        assess: Not assessed yet.
        closing: Letters of standards that are met as soon as the expired evidence is renewed.
        met: How many standards are met then. stage: The stage that is reached then.
    """

    renew: tuple[Gap, ...]
    issue: tuple[Gap, ...]
    other: tuple[Gap, ...]
    assess: tuple[Gap, ...]
    closing: tuple[str, ...]
    met: int
    stage: Stage | None


def asked(scored: Score, found: Sequence[Gap]) -> Asked:
    """The gaps by what they ask for."""
    renew = tuple(gap for gap in found if gap.why is Why.EXPIRED)
    issue = tuple(gap for gap in found if gap not in renew and any(_decree(item) for item in gap.shortfalls))
    assess = tuple(gap for gap in found if gap.why is Why.UNASSESSED)
    other = tuple(gap for gap in found if gap not in {*renew, *issue, *assess})
    closing = tuple(_closing(scored, renew))
    met = scored.met + len(closing)
    reached = max((item for item in scored.stages if item.cumulative <= met), key=_mark, default=None)
    return Asked(renew, issue, other, assess, closing, met, reached)


def expired(item: Shortfall) -> bool:
    """Whether a kind of evidence is wanting only because what proved it has expired."""
    return any(doubt is Doubt.EXPIRED for _, doubt in item.cited)


def _decree(item: Shortfall) -> bool:
    return item.kind is EvidenceKind.DECREE


def _mark(stage: Stage) -> int:
    return stage.cumulative


def _closing(scored: Score, renew: Iterable[Gap]) -> Iterable[str]:
    """Standards in which nothing but expired evidence stands against any criterion."""
    sure = {gap.criterion for gap in renew if all(map(expired, gap.shortfalls))}
    settled = {Status.MET, Status.NOT_APPLICABLE}
    for one in scored.standards:
        wanting = {item.criterion for item in one.criteria if item.outcome not in settled}
        if one.in_scope and wanting and wanting <= sure:
            yield one.letter
