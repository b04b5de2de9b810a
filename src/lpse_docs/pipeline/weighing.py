"""Returned files weighed against a period as a whole, before a byte of it is written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from lpse_docs.assess.desk import named
from lpse_docs.assess.merge import EMPTY, Conflict, Merged, applied, clashes, merge
from lpse_docs.assess.moderation import latest
from lpse_docs.assess.returned import Judgement, Returned, judgement
from lpse_docs.confidential import exposures
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.load.files import FORBIDDEN
from lpse_docs.model.assessment import Assessment, Result, Status, criteria_digest
from lpse_docs.model.words import worded
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import return_faults as refusals
from lpse_docs.pipeline.proposal import JUDGED, Dispute, Item, Proposal, Terms, by_criterion
from lpse_docs.pipeline.return_days import Dated, odd_days, odd_import
from lpse_docs.pipeline.return_moderation import after_closing, aimed, unmoderated
from lpse_docs.pipeline.saying import shown

WORDS = 4000  # characters of one text
TEXTS = ("reason", "finding", "recommendation")


def period_of(files: Iterable[Returned], workspace: Workspace) -> str | None:
    """The period that the files are of; None when none of them says so, or there is no such period."""
    return next((item.period for item in files if item.period in workspace.assessment), None)


def propose(workspace: Workspace, assessment: Assessment, files: Sequence[Returned], terms: Terms) -> Proposal:
    """Weigh files against a period."""
    made = Proposal(assessment, terms)
    digest = criteria_digest(workspace.standards)
    fit = []
    for file in (aimed(item, made, workspace) for item in files):
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
    made.findings += unmoderated(made, workspace)
    made.findings += after_closing(made, workspace)
    if any(item.change.field in JUDGED for item in made.accepted):
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
        yield refusals.wrong_assessor(file.file, f"asesor {who} bukan anggota tim periode {period}.", team)
    elif file.assessor and made.terms.by and file.assessor != made.terms.by:
        yield refusals.wrong_assessor(file.file, f"diisi {file.assessor}, sedangkan --by menyebut {made.terms.by}.")
    elif file.blind and not who:
        yield refusals.wrong_assessor(file.file, "nilai buta tanpa kode asesor.", team)
    owner = made.owner(_target(file, made))
    if owner is not None and owner.criteria_digest != digest:
        yield refusals.other_criteria(file.file, owner.at("criteria_digest"))


def _weigh(made: Proposal, path: str, files: Sequence[Returned]) -> None:
    """Merge every file with one source, then with each other."""
    results = made.results(path)
    held = {code: judgement(item) for code, item in results.items()}
    merged = {file.file: _decided(merge(file.base, file.filled, held), made.terms.take) for file in files}
    disputed = clashes(merged)
    by_name = {file.file: file for file in files}
    for (code, name), values in disputed.items():
        told = "; ".join(f"{_where(by_name[file], code, name)} {shown(value)}" for file, value in values.items())
        made.findings.append(refusals.clash(f"{code} {name}", told, next(iter(values))))
        made.spoiled.add((path, code))
    for file in files:
        disputes = [_dispute(file, item, results, path) for item in merged[file.file].conflicts]
        made.disputes += disputes
        made.spoiled |= {(path, item.conflict.criterion) for item in disputes}
        made.findings += [_told(list(items)) for _, items in groupby(disputes, lambda it: it.conflict.criterion)]
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


def _told(items: Sequence[Dispute]) -> Diagnostic:
    """The conflicts of one criterion in one file, which are decided together."""
    first = items[0]
    where, code = f"{first.file}, {first.place}", first.conflict.criterion
    told = [
        (named(it.conflict.field), shown(it.conflict.filled), shown(it.conflict.held), shown(it.conflict.base))
        for it in items
    ]
    return refusals.conflict(where, code, told, first.source)


def _where(file: Returned, code: str, name: str) -> str:
    return f"{file.file}, {file.places.get((code, name), code)}"


def _invalid(made: Proposal, path: str, known: set[str]) -> Iterator[Diagnostic]:
    """What the changes of one source would make that must not stand there; spoils the criteria."""
    results = made.results(path)
    for code, items in by_criterion(made.items, path).items():
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
    item = places.get("status") or places.get("evidence")
    if path == made.card and item is not None and last is not None and made.terms.on < last:
        where = f"{item.file}, {item.place}: {code}"
        ahead = made.terms.today is not None and last > made.terms.today
        yield refusals.backwards(where, made.terms.on.isoformat(), last.isoformat(), item.file, ahead=ahead)


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
