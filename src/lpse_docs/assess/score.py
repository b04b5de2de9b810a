"""The score of a period on a date: which evidence counts, which criteria and standards are met, which stage is reached.

Two clocks: a piece of evidence counts from the day it was received, and while it is in force. What assessors write after
the scoring date speaks of that date. What cannot be proven does not count: a changed file, evidence nobody approved, a
status without history.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
    REPEATED = "isinya sama dengan bukti lain yang sudah dihitung untuk kriteria ini"


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
    counted, doubted = weighed(assessment, criterion, on)
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
    """What the assessors said of a criterion on a date: the last change of its history that speaks of it."""
    told = assessment.told(criterion, on)
    if not told or criterion not in assessment.result:
        return Status.UNASSESSED
    return told[-1].after


def weighed(
    assessment: Assessment, criterion: Criterion, on: date
) -> tuple[tuple[str, ...], tuple[tuple[str, Doubt], ...]]:
    """The cited evidence that counts, and the rest with reasons; in the order of citing, each once."""
    cited = tuple(dict.fromkeys(assessment.cited(criterion.id, on)))
    doubts = {code: _doubt(assessment, code, criterion.id, on) for code in cited}
    good = [assessment.evidence[code] for code, doubt in doubts.items() if doubt is None]
    doubts |= dict.fromkeys(_repeated(good, {item.kind for item in criterion.evidence}), Doubt.REPEATED)
    counted = tuple(code for code, doubt in doubts.items() if doubt is None)
    return counted, tuple((code, doubt) for code, doubt in doubts.items() if doubt is not None)


def _doubt(assessment: Assessment, code: str, criterion: str, on: date) -> Doubt | None:
    item = assessment.evidence.get(code)
    return Doubt.UNKNOWN if item is None else doubt_about(assessment, item, criterion, on)


def _repeated(good: Sequence[Evidence], demanded: Collection[EvidenceKind]) -> frozenset[str]:
    """Valid evidence whose content counts under another code: one content proves one kind.

    As many demanded kinds as possible are proven, whatever the order of citing and of the register. So more evidence
    never lowers a result, and less never raises it.
    """
    alike: dict[str, list[Evidence]] = {}
    for item in sorted(good, key=_code):
        alike.setdefault((item.sha256 if item.file else None) or item.id, []).append(item)
    if len(alike) == len(good):
        return frozenset()
    proven = _proven({of: {item.kind for item in items} for of, items in alike.items()}, demanded)
    kept = {of: next((it for it in items if it.kind is proven.get(of)), items[0]) for of, items in alike.items()}
    return frozenset(item.id for of, items in alike.items() for item in items if item is not kept[of])


def _proven(
    kinds: Mapping[str, Collection[EvidenceKind]], demanded: Collection[EvidenceKind]
) -> dict[str, EvidenceKind]:
    """Which kind each content proves: a largest matching, found by augmenting paths (Kuhn 1955)."""
    taken: dict[str, EvidenceKind] = {}

    def place(kind: EvidenceKind, asked: set[str]) -> bool:
        for of, able in kinds.items():
            if kind in able and of not in asked:
                asked.add(of)
                if of not in taken or place(taken[of], asked):
                    taken[of] = kind
                    return True
        return False

    for kind in EvidenceKind:
        if kind in demanded:
            place(kind, set())
    return taken


def _code(item: Evidence) -> str:
    return item.id


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
    """Whether an assessor of this period saw the evidence where it lies, as of a date."""
    known = item.location is not None and item.seen_by in assessment.assessor
    return known and item.seen_on is not None and assessment.speaks_of(item.seen_on) <= on


def _of_kind(
    assessment: Assessment, doubted: Iterable[tuple[str, Doubt]], kind: EvidenceKind
) -> tuple[tuple[str, Doubt], ...]:
    return tuple(
        (code, doubt)
        for code, doubt in doubted
        if code in assessment.evidence and assessment.evidence[code].kind is kind
    )
