"""The score of a period on a date: which evidence counts, which criteria and standards are met, which stage is reached.

Two clocks: a piece of evidence counts from the day it was received, and while it is in force. What cannot be proven does
not count: a changed file, evidence nobody approved, a status without history.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lpse_docs.model.assessment import Assessment, Integrity, Status
from lpse_docs.model.evidence import Evidence
from lpse_docs.model.office import Stage
from lpse_docs.model.standard import Criterion, EvidenceKind, Standard
from lpse_docs.model.words import worded


class Doubt(StrEnum):
    """Why a cited piece of evidence does not count on a date."""

    UNKNOWN = "tidak terdapat dalam daftar bukti"
    UNRELATED = "tidak didaftarkan untuk kriteria ini"
    NOT_RECEIVED = "belum diterima"
    MISSING = "berkasnya tidak ada"
    CHANGED = "berkasnya berubah sejak diterima"
    UNSEEN = "belum dilihat asesor di letaknya"
    NOT_APPROVED = "belum disahkan"
    NOT_YET = "belum berlaku"
    EXPIRED = "kedaluwarsa"
    REPEATED = "isinya sama dengan bukti lain untuk kriteria ini"


@dataclass(frozen=True)
class Shortfall:
    """A kind of evidence that a criterion demands and nothing proves: what was cited for it, and why it does not count."""

    kind: EvidenceKind
    cited: tuple[tuple[str, Doubt], ...]


@dataclass(frozen=True)
class CriterionScore:
    """One criterion on the scoring date.

    Attributes:
        judged: What the assessors said by that date.
        outcome: What counts: `judged`, lowered while evidence is wanting.
        counted: Codes of the evidence that counts.
        doubted: Codes of cited evidence that does not count, each with the reason.
        shortfalls: Kinds of evidence that are wanting.
    """

    criterion: str
    judged: Status
    outcome: Status
    counted: tuple[str, ...]
    doubted: tuple[tuple[str, Doubt], ...]
    shortfalls: tuple[Shortfall, ...]

    @property
    def lowered(self) -> bool:
        """Whether wanting evidence made the outcome less than what the assessors said."""
        return self.outcome is not self.judged


@dataclass(frozen=True)
class StandardScore:
    """One standard on the scoring date; met when every applicable criterion is, and at least one is applicable."""

    letter: str
    criteria: tuple[CriterionScore, ...]
    in_scope: bool

    def count(self, outcome: Status) -> int:
        """How many criteria have an outcome."""
        return sum(item.outcome is outcome for item in self.criteria)

    @property
    def fulfilled(self) -> int:
        """How many criteria are met: the n of n/m."""
        return self.count(Status.MET)

    @property
    def applicable(self) -> int:
        """How many criteria count: the m of n/m; what does not apply has left it."""
        return len(self.criteria) - self.count(Status.NOT_APPLICABLE)

    @property
    def unassessed(self) -> int:
        """How many criteria nobody has assessed yet; they count as not met."""
        return self.count(Status.UNASSESSED)

    @property
    def met(self) -> bool:
        """Whether the standard is met (Pasal 29 ayat (2): applying a standard means fulfilling its criteria)."""
        return self.in_scope and self.applicable > 0 and self.fulfilled == self.applicable


@dataclass(frozen=True)
class Score:
    """The score of a period on a date: whole standards met, never a percentage."""

    period: str
    on: date
    standards: tuple[StandardScore, ...]
    stages: tuple[Stage, ...]

    @property
    def met(self) -> int:
        """How many standards are met."""
        return sum(item.met for item in self.standards)

    @property
    def fulfilled(self) -> int:
        """How many criteria are met, for progress only."""
        return sum(item.fulfilled for item in self.standards)

    @property
    def applicable(self) -> int:
        """How many criteria count, for progress only."""
        return sum(item.applicable for item in self.standards)

    @property
    def unassessed(self) -> int:
        """How many criteria within the scope nobody has assessed."""
        return sum(item.unassessed for item in self.standards if item.in_scope)

    @property
    def complete(self) -> bool:
        """Whether everything within the scope is assessed."""
        return self.unassessed == 0

    @property
    def stage(self) -> Stage | None:
        """The last stage whose mark (6, 10, 12, 17) the count of standards reaches."""
        return max((item for item in self.stages if item.cumulative <= self.met), key=_mark, default=None)

    @property
    def next_stage(self) -> Stage | None:
        """The first stage whose mark is still ahead."""
        return min((item for item in self.stages if item.cumulative > self.met), key=_mark, default=None)

    def standard(self, letter: str) -> StandardScore:
        """The score of one standard."""
        return next(item for item in self.standards if item.letter == letter)


def _mark(stage: Stage) -> int:
    return stage.cumulative


def score(
    assessment: Assessment, standards: Iterable[Standard], stages: Sequence[Stage], on: date | None = None
) -> Score:
    """Score a period on a date, past or future; on its own scoring date when none is given."""
    day = on or assessment.scorecard.scored_on
    scope = frozenset(assessment.scorecard.scope.standards)
    scored = tuple(
        StandardScore(
            standard.letter,
            tuple(_criterion(assessment, item, day, scoped=standard.letter in scope) for item in standard.criteria),
            standard.letter in scope,
        )
        for standard in standards
    )
    return Score(assessment.period, day, scored, tuple(stages))


def _criterion(assessment: Assessment, criterion: Criterion, on: date, *, scoped: bool) -> CriterionScore:
    judged = status_on(assessment, criterion.id, on) if scoped else Status.UNASSESSED
    counted, doubted = weighed(assessment, criterion.id, on)
    proven = {assessment.evidence[code].kind for code in counted}
    wanting = [
        kind for kind in EvidenceKind if kind not in proven and any(kind is it.kind for it in criterion.evidence)
    ]
    shortfalls = tuple(Shortfall(kind, _of_kind(assessment, doubted, kind)) for kind in wanting)
    return CriterionScore(
        criterion.id, judged, _outcome(assessment, criterion, judged, counted, shortfalls), counted, doubted, shortfalls
    )


def _outcome(
    assessment: Assessment,
    criterion: Criterion,
    judged: Status,
    counted: tuple[str, ...],
    shortfalls: tuple[Shortfall, ...],
) -> Status:
    """What counts of a judgement: met only with every kind of evidence, not applicable only with a reason."""
    if judged is Status.MET and (shortfalls or not criterion.evidence):
        return Status.PARTIAL if counted else Status.UNMET
    if judged is Status.NOT_APPLICABLE and not worded(assessment.result[criterion.id].reason):
        return Status.UNMET
    return judged


def status_on(assessment: Assessment, criterion: str, on: date) -> Status:
    """What the assessors had said of a criterion by a date: the last change of its history until then."""
    told = [item for item in assessment.history.get(criterion, ()) if item.changed_on <= on]
    if not told or criterion not in assessment.result:
        return Status.UNASSESSED
    return told[-1].after


def weighed(assessment: Assessment, criterion: str, on: date) -> tuple[tuple[str, ...], tuple[tuple[str, Doubt], ...]]:
    """The cited evidence that counts, and the rest with reasons; in the order of citing, each once."""
    cited = tuple(dict.fromkeys(assessment.cited(criterion, on)))
    repeated = _repeated(assessment, criterion, cited)
    counted: list[str] = []
    doubted: list[tuple[str, Doubt]] = []
    for code in cited:
        item = assessment.evidence.get(code)
        doubt = Doubt.UNKNOWN if item is None else doubt_about(assessment, item, criterion, on)
        if doubt is None and code in repeated:
            doubt = Doubt.REPEATED
        if doubt is None:
            counted.append(code)
        else:
            doubted.append((code, doubt))
    return tuple(counted), tuple(doubted)


def _repeated(assessment: Assessment, criterion: str, cited: Iterable[str]) -> frozenset[str]:
    """Cited evidence whose content the register has under an earlier code that is cited for the criterion too.

    One content proves one kind, on every day: if the later code stood in when the earlier one expires, expiry could raise
    a result.
    """
    known = [item for code in cited if (item := assessment.evidence.get(code)) and item.file and item.sha256]
    files = [item for item in known if criterion in item.criteria]
    if len({item.sha256 for item in files}) == len(files):
        return frozenset()
    place = {code: number for number, code in enumerate(assessment.evidence)}
    first: dict[str | None, str] = {}
    for item in sorted(files, key=lambda item: place[item.id]):
        first.setdefault(item.sha256, item.id)
    return frozenset(item.id for item in files if first[item.sha256] != item.id)


def doubt_about(assessment: Assessment, item: Evidence, criterion: str, on: date) -> Doubt | None:
    """Why a piece of evidence does not prove a criterion on a date; None when it does."""
    if criterion not in item.criteria:
        return Doubt.UNRELATED
    return validity(assessment, item, on)


def validity(assessment: Assessment, item: Evidence, on: date) -> Doubt | None:
    """Why a piece of evidence proves nothing on a date, whatever the criterion; None when it is good."""
    if item.received_on > on:
        return Doubt.NOT_RECEIVED
    match assessment.integrity(item):
        case Integrity.MISSING:
            return Doubt.MISSING
        case Integrity.CHANGED:
            return Doubt.CHANGED
        case Integrity.NO_FILE if not _seen(assessment, item, on):
            return Doubt.UNSEEN
    if item.approved_on is None or item.approved_on > on:
        return Doubt.NOT_APPROVED
    if (item.effective_from or item.approved_on) > on:
        return Doubt.NOT_YET
    if item.effective_to is not None and item.effective_to < on:
        return Doubt.EXPIRED
    return None


def _seen(assessment: Assessment, item: Evidence, on: date) -> bool:
    """Whether an assessor of this period saw the evidence where it lies, by a date."""
    known = item.location is not None and item.seen_by in assessment.assessor
    return known and item.seen_on is not None and item.seen_on <= on


def _of_kind(
    assessment: Assessment, doubted: Iterable[tuple[str, Doubt]], kind: EvidenceKind
) -> tuple[tuple[str, Doubt], ...]:
    return tuple(
        (code, doubt)
        for code, doubt in doubted
        if code in assessment.evidence and assessment.evidence[code].kind is kind
    )
