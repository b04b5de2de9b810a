"""What the assessors of the example say: blind marks, moderation, follow-up, and the history of it all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lpse_docs.cli.example.chance import chosen, day, number
from lpse_docs.cli.example.plan import Plan, found
from lpse_docs.model.assessment import (
    Assessor,
    AssessorRole,
    BlindScores,
    Result,
    Scope,
    Scorecard,
    Status,
    StatusChange,
    criteria_digest,
)
from lpse_docs.model.evidence import EvidenceRegister
from lpse_docs.model.seal import continued
from lpse_docs.model.standard import Criterion, Standard

FIRST, SECOND, MODERATOR = "asesor-1", "asesor-2", "asesor-3"
NEXT_TO = {
    Status.MET: (Status.PARTIAL,),
    Status.PARTIAL: (Status.MET, Status.UNMET),
    Status.UNMET: (Status.PARTIAL,),
    Status.NOT_APPLICABLE: (Status.UNMET,),
}
DISAGREEMENT = 11  # one criterion of so many is marked differently
DISPUTED = frozenset({"S12-K07"})  # whether something applies is the dispute most worth showing


@dataclass(frozen=True)
class Verdicts:
    """The scorecard of a period and the blind marks behind it."""

    scorecard: Scorecard
    blind: tuple[BlindScores, ...]


@dataclass(frozen=True)
class _Team:
    """What is needed to judge one criterion after another."""

    plan: Plan
    cited: Mapping[str, tuple[str, ...]]
    results: list[Result] = field(default_factory=list)
    history: list[StatusChange] = field(default_factory=list)
    marks: Mapping[str, list[Result]] = field(default_factory=lambda: {FIRST: [], SECOND: []})

    def judge(self, standard: Standard, place: int, criterion: Criterion) -> None:
        """All that is said of a criterion during the period."""
        final = found(self.plan, standard.letter, place, criterion.id)
        if self.plan.sittings:
            self._blind(standard, criterion, final)
        else:
            self._openly(standard, criterion, final)

    def _openly(self, standard: Standard, criterion: Criterion, final: Status) -> None:
        """One assessor a standard; a few criteria were found less at a first visit."""
        by = FIRST if standard.number % 2 else SECOND
        start, end = self.plan.visits
        said = day(start, end, self.plan.period, standard.letter)
        if final is Status.MET and number(8, "kunjungan", criterion.id) == 0:
            self._told(criterion, start, by, Status.UNASSESSED, Status.UNMET)
            self._told(criterion, max(said, start), by, Status.UNMET, final)
        else:
            self._told(criterion, said, by, Status.UNASSESSED, final)
        self.results.append(self._result(criterion, final, by, said))

    def _blind(self, standard: Standard, criterion: Criterion, final: Status) -> None:
        """Two marks, one decision, and perhaps a follow-up."""
        case = self.plan.cases.get(criterion.id)
        first = case.first if case and case.first else final
        marks = self._marks(criterion, first)
        for by, status in marks.items():
            said = day(*self.plan.visits, by, standard.letter)
            self.marks[by].append(self._result(criterion, status, by, said))
        decided = self.plan.sittings[(standard.number - 1) % len(self.plan.sittings)]
        self._told(criterion, decided, MODERATOR, Status.UNASSESSED, first)
        result = self._result(criterion, first, MODERATOR, decided)
        if len(set(marks.values())) > 1:
            result = result.model_copy(update={"reason": _settled(criterion, first, result.reason)})
        if first is not final and self.plan.follow_up:
            later = day(*self.plan.follow_up, "tindak lanjut", criterion.id)
            self._told(criterion, later, MODERATOR, first, final)
            result = self._result(criterion, final, MODERATOR, later)
        self.results.append(result)

    def _marks(self, criterion: Criterion, agreed: Status) -> dict[str, Status]:
        """The marks of both; where they differ, either may be the one whose mark stands in the end."""
        differs = number(DISAGREEMENT, "beda", criterion.id) == 0 and criterion.id not in self.plan.cases
        if not differs and criterion.id not in DISPUTED:
            return {FIRST: agreed, SECOND: agreed}
        other = chosen(NEXT_TO[agreed], "beda ke mana", criterion.id)
        pair = (agreed, other) if number(2, "siapa", criterion.id) else (other, agreed)
        return dict(zip((FIRST, SECOND), pair, strict=True))

    def _told(self, criterion: Criterion, on: date, by: str, before: Status, after: Status) -> None:
        self.history.append(
            StatusChange(
                criterion=criterion.id,
                changed_on=on,
                changed_by=by,
                before=before,
                after=after,
                evidence=self._proofs(criterion, after),
            )
        )

    def _proofs(self, criterion: Criterion, status: Status) -> tuple[str, ...]:
        """The evidence that is cited beside a status."""
        case = self.plan.cases.get(criterion.id)
        if case and status is case.first:
            return ()  # what proves it was handed in only later
        return self.cited.get(criterion.id, ()) if status in (Status.MET, Status.PARTIAL) else ()

    def _result(self, criterion: Criterion, status: Status, by: str, on: date) -> Result:
        case = self.plan.cases.get(criterion.id)
        followed = bool(case and case.first)
        finding, recommendation = _words(criterion, status)
        return Result(
            criterion=criterion.id,
            status=status,
            reason=case.reason if case and status is Status.NOT_APPLICABLE else None,
            finding="Contoh temuan: kekurangan sudah ditindaklanjuti."
            if followed and status is Status.MET
            else finding,
            recommendation=recommendation,
            evidence=self._proofs(criterion, status),
            assessor=by,
            assessed_on=on,
        )


def assess(
    plan: Plan, standards: Sequence[Standard], scope: Sequence[Standard], register: EvidenceRegister
) -> Verdicts:
    """Judge every criterion in scope."""
    team = _Team(plan, _cited(register))
    for standard in scope:
        for place, criterion in enumerate(standard.criteria):
            team.judge(standard, place, criterion)
    digest = criteria_digest(standards)
    scorecard = Scorecard(
        period=plan.period,
        title=plan.title,
        start=plan.start,
        end=plan.end,
        scored_on=plan.end,
        criteria_digest=digest,
        example=True,
        scope=Scope(standards=tuple(item.letter for item in scope), note=plan.note),
        assessors=tuple(_assessors(plan)),
        results=tuple(team.results),
        history=continued((), sorted(team.history, key=lambda item: item.changed_on)),
    )
    return Verdicts(scorecard, tuple(_sheets(plan, digest, team.marks)) if plan.sittings else ())


def _sheets(plan: Plan, digest: str, marks: Mapping[str, Sequence[Result]]) -> Iterator[BlindScores]:
    for by, results in marks.items():
        yield BlindScores(period=plan.period, assessor=by, criteria_digest=digest, results=tuple(results))


def _assessors(plan: Plan) -> Iterator[Assessor]:
    yield Assessor(id=FIRST, role=AssessorRole.LEAD, name=None)
    yield Assessor(id=SECOND, role=AssessorRole.MEMBER, name=None)
    if plan.sittings:
        yield Assessor(id=MODERATOR, role=AssessorRole.MODERATOR, name=None)


def _cited(register: EvidenceRegister) -> dict[str, tuple[str, ...]]:
    """Evidence by the criterion it was handed in for."""
    cited: dict[str, tuple[str, ...]] = {}
    for item in register.evidence:
        for criterion in item.criteria:
            cited[criterion] = (*cited.get(criterion, ()), item.id)
    return cited


def _words(criterion: Criterion, status: Status) -> tuple[str | None, str | None]:
    """Finding and recommendation."""
    wanted = criterion.evidence[-1].item if criterion.evidence else "bukti"
    match status:
        case Status.PARTIAL:
            found_ = f"Contoh temuan: sebagian sudah ada, tetapi “{wanted}” belum lengkap."
            return found_, f"Contoh rekomendasi: lengkapi “{wanted}”."
        case Status.UNMET:
            found_ = f"Contoh temuan: “{wanted}” belum ada."
            return found_, f"Contoh rekomendasi: susun “{wanted}” dan sahkan sebelum penilaian berikutnya."
    return None, None


def _settled(criterion: Criterion, decided: Status, reason: str | None) -> str:
    """Why the moderator decided as he did."""
    wanted = criterion.evidence[0].item if criterion.evidence else "bukti"
    checked = f"Contoh alasan moderasi: “{wanted}” diperiksa bersama dan disepakati {decided.value}."
    return reason or checked
