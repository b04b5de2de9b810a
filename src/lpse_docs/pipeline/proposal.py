"""What returned files would change in a period, and what its sources are once that is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lpse_docs.assess.merge import Change, Conflict, applied
from lpse_docs.assess.moderation import Verdict, altered, line
from lpse_docs.assess.returned import judgement
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.model.assessment import (
    Assessment,
    BlindScores,
    Result,
    Scorecard,
    Status,
)
from lpse_docs.pipeline.amending import Amendment
from lpse_docs.returns.scalars import scalar

JUDGED = frozenset({"status", "evidence"})  # what the history records, so that somebody answers for it


@dataclass(frozen=True)
class Terms:
    """On what terms files are taken in.

    Attributes:
        by: Who is the assessor where a file does not say; empty when nobody was named.
        on: The day of the changes.
        take: Whose side wins a conflict: `file`, `source`, or empty when conflicts stay open.
        blind: Whether working papers are blind marks, also where nobody has marked blind yet.
        today: The day on which they are taken in; none where nobody's calendar counts.
    """

    by: str
    on: date
    take: str = ""
    blind: bool = False
    today: date | None = None


@dataclass(frozen=True)
class Item:
    """One change, and where it comes from: file, place in it, assessor."""

    target: str
    change: Change
    file: str
    place: str
    by: str


@dataclass(frozen=True)
class Dispute:
    """A conflict, with both places."""

    conflict: Conflict
    file: str
    place: str
    source: Span


@dataclass
class Proposal:
    """What files would change in one period.

    Attributes:
        items: All changes that are asked for, in order of target, criterion and field.
        disputes: Conflicts nobody has decided.
        findings: Everything that stands in the way.
        spoiled: Criteria of a target of which nothing can be taken.
    """

    assessment: Assessment
    terms: Terms
    items: list[Item] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    spoiled: set[tuple[str, str]] = field(default_factory=set)

    @property
    def folder(self) -> str:
        """The folder of the period."""
        return f"assessments/{self.assessment.period}"

    @property
    def card(self) -> str:
        """The scorecard of the period."""
        return f"{self.folder}/scorecard.yaml"

    def owner(self, path: str) -> Scorecard | BlindScores | None:
        """The source whose results are changed; None when it does not exist yet."""
        if path == self.card:
            return self.assessment.scorecard
        return next((it for it in self.assessment.blind if path.endswith(f"/blind/{it.assessor}.yaml")), None)

    def results(self, path: str) -> dict[str, Result]:
        """The results of a source by criterion."""
        owner = self.owner(path)
        return {item.criterion: item for item in owner.results} if owner else {}

    @property
    def accepted(self) -> list[Item]:
        """The changes that can be written: a criterion is taken whole or not at all."""
        return [item for item in self.items if (item.target, item.change.criterion) not in self.spoiled]

    @property
    def unsigned(self) -> bool:
        """Whether a change can be written of which nobody knows the assessor."""
        return any(not item.by and item.change.field in JUDGED for item in self.accepted)

    def amendments(self, texts: Mapping[str, str], digest: str) -> list[Amendment]:
        """The changes that can be written, for each file.

        Args:
            texts: The sources as they were when the proposal was made.
            digest: The criteria set, for blind marks that are begun.
        """
        made = []
        for path in dict.fromkeys(item.target for item in self.accepted):
            blind = path != self.card
            head = _head(self.assessment.period, path, digest) if blind else ""
            made.append(Amendment(path, texts.get(path), self.verdicts(path), head, blind))
        return made

    def verdicts(self, path: str) -> list[Verdict]:
        """New results of one file, with their lines of history."""
        return [self._verdict(path, code, items) for code, items in by_criterion(self.accepted, path).items()]

    def _verdict(self, path: str, code: str, items: Sequence[Item]) -> Verdict:
        held = self.results(path).get(code)
        new = applied({code: judgement(held)}, [item.change for item in items])[code]
        fields = {item.change.field for item in items}
        anew, by = bool(fields & JUDGED), next((item.by for item in items if item.by), "")
        told = new.assessed_on
        day = self.terms.on if anew and "assessed_on" not in fields and new.status is not Status.UNASSESSED else told
        who = by if anew or held is None or held.assessor is None else held.assessor
        result = Result(
            criterion=code,
            status=new.status,
            reason=new.reason,
            finding=new.finding,
            recommendation=new.recommendation,
            evidence=new.evidence,
            assessor=who or None,
            assessed_on=day,
        )
        recorded = path == self.card and altered(self.assessment, result)
        return Verdict(result, line(self.assessment, result, by, self.terms.on) if recorded else None)

    def afterwards(self) -> Assessment:
        """The period as it is once the accepted changes of the scorecard are written."""
        card, verdicts = self.assessment.scorecard, self.verdicts(self.card)
        results = {item.criterion: item for item in card.results} | {it.result.criterion: it.result for it in verdicts}
        history = (*card.history, *(it.change for it in verdicts if it.change))
        changed = card.model_copy(update={"results": tuple(results.values()), "history": history})
        return Assessment(changed, self.assessment.register, self.assessment.blind, self.assessment.files)


def by_criterion(items: Iterable[Item], path: str) -> Mapping[str, list[Item]]:
    """The changes of one source, criterion by criterion."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        if item.target == path:
            groups.setdefault(item.change.criterion, []).append(item)
    return groups


def _head(period: str, path: str, digest: str) -> str:
    """The beginning of a file of blind marks."""
    assessor = path.rpartition("/")[2].removesuffix(".yaml")
    return (
        "# yaml-language-server: $schema=../../../schemas/blind.schema.json\n"
        f"period: {scalar(period)}\nassessor: {scalar(assessor)}\n"
        "# Ditulis oleh program; menandai perangkat kriteria yang dinilai.\n"
        f"criteria_digest: {scalar(digest)}\n"
    )
