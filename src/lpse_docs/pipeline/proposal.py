"""What returned files would change in a period, weighed as a whole before a byte of it is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from lpse_docs.assess.desk import named
from lpse_docs.assess.merge import EMPTY, Change, Conflict, Merged, applied, clashes, merge
from lpse_docs.assess.moderation import Verdict, closed, current, latest, may_write
from lpse_docs.assess.returned import Judgement, Returned, judgement
from lpse_docs.confidential import exposures
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.load.files import FORBIDDEN
from lpse_docs.model.assessment import (
    Assessment,
    BlindScores,
    Result,
    Scorecard,
    Status,
    StatusChange,
    criteria_digest,
)
from lpse_docs.model.words import worded
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import return_faults as refusals
from lpse_docs.pipeline.amending import Amendment
from lpse_docs.pipeline.return_days import Dated, odd_days, odd_import
from lpse_docs.pipeline.saying import shown
from lpse_docs.returns.scalars import scalar

WORDS = 4000  # characters of one text
TEXTS = ("reason", "finding", "recommendation")
SAID = ("finding", "recommendation")  # what an assessor may add to whatever the moderation made of the marks


@dataclass(frozen=True)
class Terms:
    """On what terms files are taken in.

    Attributes:
        by: Who is the assessor where a file does not say; empty when nobody was named.
        on: The day of the changes.
        take: Whose side wins a conflict: `file`, `source`, or empty when conflicts stay open.
    """

    by: str
    on: date
    take: str = ""


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

    @property
    def accepted(self) -> list[Item]:
        """The changes that can be written: a criterion is taken whole or not at all."""
        return [item for item in self.items if (item.target, item.change.criterion) not in self.spoiled]

    @property
    def unsigned(self) -> bool:
        """Whether a change can be written of which nobody knows the assessor."""
        return any(not item.by and item.change.field == "status" for item in self.accepted)

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
        groups: dict[str, list[Item]] = {}
        for item in self.accepted:
            if item.target == path:
                groups.setdefault(item.change.criterion, []).append(item)
        return [self._verdict(path, code, items) for code, items in groups.items()]

    def _verdict(self, path: str, code: str, items: Sequence[Item]) -> Verdict:
        held = _results(self.assessment, path, self.card).get(code)
        new = applied({code: judgement(held)}, [item.change for item in items])[code]
        fields = {item.change.field for item in items}
        status, by = "status" in fields, next((item.by for item in items if item.by), "")
        told = new.assessed_on
        day = self.terms.on if status and "assessed_on" not in fields and new.status is not Status.UNASSESSED else told
        who = by if status or held is None or held.assessor is None else held.assessor
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
        before = current(self.assessment, code)
        if path != self.card or before is new.status:
            return Verdict(result, None)
        line = StatusChange(criterion=code, changed_on=self.terms.on, changed_by=by, before=before, after=new.status)
        return Verdict(result, line)

    def afterwards(self) -> Assessment:
        """The period as it is once the accepted changes of the scorecard are written."""
        card, verdicts = self.assessment.scorecard, self.verdicts(self.card)
        results = {item.criterion: item for item in card.results} | {it.result.criterion: it.result for it in verdicts}
        history = (*card.history, *(it.change for it in verdicts if it.change))
        changed = card.model_copy(update={"results": tuple(results.values()), "history": history})
        return Assessment(changed, self.assessment.register, self.assessment.blind, self.assessment.files)


def period_of(files: Iterable[Returned], workspace: Workspace) -> str | None:
    """The period that the files are of; None when none of them says so, or there is no such period."""
    return next((item.period for item in files if item.period in workspace.assessment), None)


def propose(workspace: Workspace, assessment: Assessment, files: Sequence[Returned], terms: Terms) -> Proposal:
    """Weigh files against a period."""
    made = Proposal(assessment, terms)
    digest = criteria_digest(workspace.standards)
    fit = []
    for file in files:
        found = list(_misfits(file, made, digest))
        made.findings += found
        if not found:
            fit.append(file)
    targets: dict[str, list[Returned]] = {}
    for file in fit:
        targets.setdefault(_target(file, made), []).append(file)
    known = {item.id for _, item in workspace.criteria()}
    for path in sorted(targets):
        _weigh(made, path, targets[path])
        made.findings += _invalid(made, path, known)
        made.findings += _odd_days(made, path)
    made.findings += _unmoderated(made, workspace)
    made.findings += _after_closing(made, workspace)
    if any(item.change.field == "status" for item in made.accepted):
        made.findings += odd_import(assessment.scorecard, terms.on)
    return made


def _who(file: Returned, terms: Terms) -> str:
    return file.assessor or terms.by


def _target(file: Returned, made: Proposal) -> str:
    return f"{made.folder}/blind/{_who(file, made.terms)}.yaml" if file.blind else made.card


def _misfits(file: Returned, made: Proposal, digest: str) -> Iterator[Diagnostic]:
    """Why nothing of a file can be taken."""
    period, who, team = made.assessment.period, _who(file, made.terms), made.assessment.assessor
    if file.period and file.period != period:
        yield refusals.other_period(file.file, file.period, period)
        return
    if file.criteria_digest != digest:
        yield refusals.other_criteria(file.file)
    if who and who not in team:
        yield refusals.wrong_assessor(file.file, f"asesor {who} bukan anggota tim periode {period}.")
    elif file.assessor and made.terms.by and file.assessor != made.terms.by:
        yield refusals.wrong_assessor(file.file, f"diisi {file.assessor}, sedangkan --by menyebut {made.terms.by}.")
    elif file.blind and not who:
        yield refusals.wrong_assessor(file.file, "nilai buta tanpa asesor; sebut dengan --by.")
    owner = _owner(made.assessment, _target(file, made), made.card)
    if owner is not None and owner.criteria_digest != digest:
        yield refusals.other_criteria(file.file, owner.at("criteria_digest"))


def _owner(assessment: Assessment, path: str, card: str) -> Scorecard | BlindScores | None:
    """The file whose results are changed; None when it does not exist yet."""
    if path == card:
        return assessment.scorecard
    return next((item for item in assessment.blind if path.endswith(f"/blind/{item.assessor}.yaml")), None)


def _results(assessment: Assessment, path: str, card: str) -> dict[str, Result]:
    owner = _owner(assessment, path, card)
    return {item.criterion: item for item in owner.results} if owner else {}


def _weigh(made: Proposal, path: str, files: Sequence[Returned]) -> None:
    """Merge every file with one source, then with each other."""
    results = _results(made.assessment, path, made.card)
    held = {code: judgement(item) for code, item in results.items()}
    merged = {file.file: _decided(merge(file.base, file.filled, held), made.terms.take) for file in files}
    disputed = clashes(merged)
    by_name = {file.file: file for file in files}
    for (code, name), values in disputed.items():
        told = "; ".join(f"{_where(by_name[file], code, name)} {shown(value)}" for file, value in values.items())
        made.findings.append(refusals.clash(f"{code} {name}", told, next(iter(values))))
        made.spoiled.add((path, code))
    for file in files:
        for item in merged[file.file].conflicts:
            made.disputes.append(_dispute(file, item, results, path))
            made.spoiled.add((path, item.criterion))
    made.findings += [_told(item) for item in made.disputes if item.source.path == path]
    made.items += _agreed(path, files, merged, made.terms)


def _decided(merged: Merged, take: str) -> Merged:
    """The conflicts decided for one side, when the user chose one."""
    match take:
        case "file":
            return Merged((*merged.changes, *(item.change for item in merged.conflicts)))
        case "source":
            return Merged(merged.changes)
    return merged


def _agreed(path: str, files: Sequence[Returned], merged: Mapping[str, Merged], terms: Terms) -> list[Item]:
    """Every change once; where several files ask for the same, the first of them by name is its source."""
    found: dict[tuple[str, str], Item] = {}
    for file in sorted(files, key=lambda item: item.file):
        for change in merged[file.file].changes:
            place = file.places.get((change.criterion, change.field), change.criterion)
            item = Item(path, change, file.file, place, _who(file, terms))
            found.setdefault((change.criterion, change.field), item)
    return [found[key] for key in sorted(found)]


def _dispute(file: Returned, item: Conflict, results: Mapping[str, Result], path: str) -> Dispute:
    held = results.get(item.criterion)
    source = held.at(item.field) if held else Span(path)
    place = file.places.get((item.criterion, item.field), item.criterion)
    return Dispute(item, file.file, place, source if source.path else Span(path))


def _told(item: Dispute) -> Diagnostic:
    one = item.conflict
    return refusals.conflict(
        f"{item.file}, {item.place}",
        f"{one.criterion} {named(one.field)}",
        shown(one.base),
        filled=shown(one.filled),
        held=shown(one.held),
        source=item.source,
    )


def _where(file: Returned, code: str, name: str) -> str:
    return f"{file.file}, {file.places.get((code, name), code)}"


def _invalid(made: Proposal, path: str, known: set[str]) -> Iterator[Diagnostic]:
    """What the changes of one source would make that must not stand there; spoils the criteria."""
    results = _results(made.assessment, path, made.card)
    groups: dict[str, list[Item]] = {}
    for item in made.items:
        if item.target == path:
            groups.setdefault(item.change.criterion, []).append(item)
    for code, items in groups.items():
        held = judgement(results.get(code))
        new = applied({code: held}, [item.change for item in items]).get(code, EMPTY)
        places = {item.change.field: item for item in items}
        found = list(_unfit(made, code, new, places, known)) + list(_backwards(made, path, code, places))
        if found:
            made.spoiled.add((path, code))
            yield from found


def _unfit(
    made: Proposal, code: str, new: Judgement, places: Mapping[str, Item], known: set[str]
) -> Iterator[Diagnostic]:
    first = next(iter(places.values()))

    def fault(name: str, sentence: str) -> Diagnostic:
        item = places.get(name, first)
        return refusals.unfit(f"{item.file}, {item.place}", f"{code} {sentence}", item.file)

    if code not in known:
        yield fault("status", "tidak ada dalam standar.")
        return
    if new.status is Status.NOT_APPLICABLE and not worded(new.reason):
        yield fault("status", "tidak berlaku tanpa alasan.")
    if "evidence" in places:
        known_proof = made.assessment.evidence
        strange = [item for item in new.evidence if item not in known_proof]
        if strange:
            yield fault("evidence", f"menyebut bukti yang tidak ada pada evidence.yaml: {', '.join(strange)}.")
        unrelated = [item for item in new.evidence if item in known_proof and code not in known_proof[item].criteria]
        if unrelated:
            yield fault("evidence", f"menyebut bukti yang tidak didaftarkan untuknya: {', '.join(unrelated)}.")
    for name in TEXTS:
        if name in places and (why := _unclean(getattr(new, name) or "")):
            yield fault(name, f"{named(name)} {why}.")


def _unclean(text: str) -> str:
    """Why a text cannot stand in a source; empty when it can."""
    if hit := FORBIDDEN.search(text):
        return f"memuat karakter U+{ord(hit[0]):04X} yang tidak boleh ada"
    if len(text) > WORDS:
        return f"lebih panjang dari {WORDS} karakter"
    return "memuat nomor kependudukan atau rahasia" if any(exposures(text)) else ""


def _backwards(made: Proposal, path: str, code: str, places: Mapping[str, Item]) -> Iterator[Diagnostic]:
    last = latest(made.assessment, [code])
    if path == made.card and "status" in places and last is not None and made.terms.on < last:
        item = places["status"]
        where = f"{item.file}, {item.place}: {code}"
        yield refusals.backwards(where, made.terms.on.isoformat(), last.isoformat(), item.file)


def _odd_days(made: Proposal, path: str) -> Iterator[Diagnostic]:
    """Days on which nothing can have been judged; spoils the criteria."""
    dated = [
        Dated(item.change.criterion, item.change.after, item.file, item.place)
        for item in made.items
        if item.target == path and item.change.field == "assessed_on" and item.change.after is not None
    ]
    for found, spoiled in odd_days(dated, made.assessment.scorecard, made.terms.on):
        made.spoiled |= {(path, code) for code in spoiled}
        yield found


def _after_closing(made: Proposal, workspace: Workspace) -> Iterator[Diagnostic]:
    """Blind marks that would change after the moderation began, told once for each file; spoils their criteria."""
    changed = [item for item in made.items if item.target != made.card and item.change.field not in SAID]
    if not changed or not closed(made.assessment, workspace.standards):
        return
    for file in dict.fromkeys(item.file for item in changed):
        items = [item for item in changed if item.file == file]
        made.spoiled |= {(item.target, item.change.criterion) for item in items}
        codes = list(dict.fromkeys(item.change.criterion for item in items))
        yield refusals.closed(f"{file}, {items[0].place}", codes, file)


def _unmoderated(made: Proposal, workspace: Workspace) -> Iterator[Diagnostic]:
    """Results that would go past the moderation of blind marks, told once for each file; spoils their criteria."""
    passing: dict[tuple[str, str], list[Item]] = {}
    for item in made.items:
        open_ = item.target != made.card or item.change.field in SAID
        if not open_ and item.by and not may_write(made.assessment, workspace.standards, item.by):
            passing.setdefault((item.file, item.by), []).append(item)
    for (file, who), items in passing.items():
        made.spoiled |= {(item.target, item.change.criterion) for item in items}
        codes = list(dict.fromkeys(item.change.criterion for item in items))
        yield refusals.unmoderated(f"{file}, {items[0].place}", codes, who, made.assessment.moderators, file)


def _head(period: str, path: str, digest: str) -> str:
    """The beginning of a file of blind marks."""
    assessor = path.rpartition("/")[2].removesuffix(".yaml")
    return (
        "# yaml-language-server: $schema=../../../schemas/blind.schema.json\n"
        f"period: {scalar(period)}\nassessor: {scalar(assessor)}\n"
        "# Ditulis oleh program; menandai perangkat kriteria yang dinilai.\n"
        f"criteria_digest: {scalar(digest)}\n"
    )
