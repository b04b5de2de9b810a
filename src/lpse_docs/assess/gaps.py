"""What is still wanting: every criterion in scope that is not met, why, and which of them press most."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lpse_docs.assess.score import CriterionScore, Doubt, Score, Shortfall
from lpse_docs.model.assessment import Status
from lpse_docs.model.regulation import Provision
from lpse_docs.model.standard import Criterion, Standard
from lpse_docs.model.trace import BINDING


class Why(StrEnum):
    """Why a criterion does not count as met."""

    UNASSESSED = "belum dinilai"
    UNMET = "belum terpenuhi"
    PARTIAL = "baru terpenuhi sebagian"
    WANTING = "dinilai terpenuhi, tetapi buktinya belum lengkap"
    EXPIRED = "dinilai terpenuhi, tetapi buktinya kedaluwarsa"
    UNREASONED = "dinyatakan tidak berlaku tanpa alasan"


JUDGED = {Status.UNASSESSED: Why.UNASSESSED, Status.PARTIAL: Why.PARTIAL, Status.NOT_APPLICABLE: Why.UNREASONED}


@dataclass(frozen=True)
class Gap:
    """A criterion that is not met, and what makes it press.

    Attributes:
        ahead: Whether its standard belongs to the next stage or an earlier one.
        remaining: How many criteria of its standard are not met; the fewer, the nearer the standard is to whole.
        binding: How many binding provisions (wajib, dilarang) the criterion serves.
        dependents: How many standards depend on its standard.
        shortfalls: Kinds of evidence it demands that nothing proves; none while nobody has looked at its evidence.
    """

    criterion: str
    letter: str
    why: Why
    ahead: bool
    remaining: int
    binding: int
    dependents: int
    shortfalls: tuple[Shortfall, ...]

    @property
    def pressing(self) -> tuple[bool, int, int, int, str]:
        """Sorts what presses most to the front; the code settles what is left, so the order never depends on chance."""
        return not self.ahead, self.remaining, -self.binding, -self.dependents, self.criterion


def gaps(scored: Score, standards: Sequence[Standard], provisions: Iterable[Provision]) -> tuple[Gap, ...]:
    """Every criterion in scope that is not met, the most pressing first."""
    binding = frozenset(item.id for item in provisions if item.modality in BINDING)
    due = _due(scored)
    found = (
        Gap(
            criterion=item.criterion,
            letter=standard.letter,
            why=why(item),
            ahead=standard.letter in due,
            remaining=of_standard.applicable - of_standard.fulfilled,
            binding=len(binding.intersection(_criterion(standard, item).provisions)),
            dependents=sum(standard.letter in other.depends_on for other in standards),
            shortfalls=() if item.judged is Status.UNASSESSED else item.shortfalls,
        )
        for standard in standards
        for of_standard in (scored.standard(standard.letter),)
        if of_standard.in_scope
        for item in of_standard.criteria
        if item.outcome not in {Status.MET, Status.NOT_APPLICABLE}
    )
    return tuple(sorted(found, key=lambda gap: gap.pressing))


def why(item: CriterionScore) -> Why:
    """Why a criterion that is not met does not count."""
    if item.judged is not Status.MET:
        return JUDGED.get(item.judged, Why.UNMET)
    expired = any(doubt is Doubt.EXPIRED for shortfall in item.shortfalls for _, doubt in shortfall.cited)
    return Why.EXPIRED if expired else Why.WANTING


def _due(scored: Score) -> frozenset[str]:
    """Letters of the standards of all stages up to the next one."""
    coming = scored.next_stage
    if coming is None:
        return frozenset()
    return frozenset(
        letter for stage in scored.stages if stage.cumulative <= coming.cumulative for letter in stage.standards
    )


def _criterion(standard: Standard, item: CriterionScore) -> Criterion:
    return next(criterion for criterion in standard.criteria if criterion.id == item.criterion)
