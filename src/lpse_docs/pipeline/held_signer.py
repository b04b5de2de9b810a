"""Whoever is about to sign, held against those who should, as a hand-over does afterwards: so nobody has to sign anew."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from lpse_docs.certificates import Holder
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.approval import ApprovalRole
from lpse_docs.pipeline import official_signer as roster
from lpse_docs.pipeline import signer_faults as told
from lpse_docs.pipeline.bsre_faults import renamed as other_name
from lpse_docs.pipeline.official_signer import Eligible
from lpse_docs.pipeline.printed_names import Asked, Printed, Taken, composed
from lpse_docs.pipeline.signing import Desk, Item

NO_NAME = "sumber yang ada tidak menyebut bagi siapa bidang ini, atau bergalat (lihat check)"
NO_KIND = "alur pengesahan berkas ini tidak diketahui"


def names(desk: Desk, chosen: Iterable[Item]) -> Mapping[str, Printed]:
    """Whose names the files print, by document; a document is composed again only where approvals and roster name nobody."""
    wanted = dict.fromkeys(_document(item) for item in chosen if any(_unlisted(desk, item)))
    return composed(desk.root, list(wanted)) if wanted else {}


def _document(item: Item) -> str:
    return PurePosixPath(item.place).stem


def _unlisted(desk: Desk, item: Item) -> Iterator[bool]:
    """Whether approvals and roster name nobody, for the place to sign and those that others signed."""
    for field in (item.field, *(place for place, _ in item.signers)):
        may = _may(desk, item, field)
        yield may is None or not may.officials


def _may(desk: Desk, item: Item, field: str) -> Eligible | None:
    return roster.eligible(desk.root, desk.office, item.place, field)


def asked(desk: Desk, item: Item, known: Mapping[str, Printed]) -> Asked:
    """What the signers of a file are held against."""
    return Asked(desk.root, desk.office, item.place, known.get(_document(item), {}))


def held(desk: Desk, chosen: Sequence[Item], who: Holder, known: Mapping[str, Printed]) -> list[Diagnostic]:
    """The holder of a certificate held against roster and printed names, before anything is signed: errors forbid it.

    Args:
        desk: The settings.
        chosen: The files, each with the place to sign.
        who: Whose certificate signs.
        known: The names the files print.
    """
    found = list[Diagnostic]()
    unheld: dict[str, list[str]] = {}
    for item in chosen:
        question = asked(desk, item, known)
        found += [*_objections(desk, item, question, who), *twice(desk, item, question, who)]
        if reason := _unheld(desk, item, question, who):
            unheld.setdefault(reason, []).append(item.place)
    return [*found, *(told.unheld(places, reason) for reason, places in unheld.items())]


def _objections(desk: Desk, item: Item, question: Asked, who: Holder) -> Iterator[Diagnostic]:
    officials, may = question.expected(item.field), _may(desk, item, item.field)
    if reason := question.stranger(Taken(item.field, who)):
        wanted = [official.name or official.title for official in officials]
        if may and may.officials:
            other = _other_field(desk, item, may.role, who)
            yield told.no_official(item.place, who.shown, may.role, reason, wanted, approved=may.approved, other=other)
        else:
            own = _own_field(item, question.printed, who)
            yield told.not_printed(item.place, who.shown, item.field, reason, wanted, other=own)
    if name := roster.renamed(who, officials):
        yield other_name(item.place, name)


def _other_field(desk: Desk, item: Item, role: ApprovalRole, who: Holder) -> str | None:
    """A free place of the same role that is meant for the holder, where several posts act in it."""
    for field in item.others:
        may = _may(desk, item, field)
        if may and may.role is role and may.posts(who):
            return field
    return None


def _own_field(item: Item, lines: Printed, who: Holder) -> str | None:
    """The place of the document below which the holder's own name stands, unless it is signed already."""
    signed = [place for place, _ in item.signers]
    own = (field for field, line in lines.items() if roster.matches(who, line.official))
    return next((field for field in own if field not in signed), None)


def _unheld(desk: Desk, item: Item, question: Asked, who: Holder) -> str | None:
    """Why nobody can say whether it is the right one."""
    officials = question.expected(item.field)
    if not officials:
        return NO_KIND if _may(desk, item, item.field) else NO_NAME
    unknown = [official.title for official in officials if roster.matches(who, official) is None]
    if not unknown or roster.recognised(who, officials):
        return None
    may = _may(desk, item, item.field)
    where = "" if may and may.officials else f" pada bidang {item.field}"
    return f"nama atau NIP {', '.join(unknown)}{where} belum diketahui"


def twice(desk: Desk, item: Item, question: Asked, who: Holder) -> Iterator[Diagnostic]:
    """Places of a file the same person has signed; both only where each is recorded as his, as nobody acts twice."""
    for place, before in item.signers:
        if not roster.same(who, before) or question.both(Taken(item.field, who), Taken(place, before)):
            continue
        here, there = (_may(desk, item, field) for field in (item.field, place))
        if here and there:
            yield told.second_role(item.place, who.shown, there.role, here.role)
        elif question.printed:
            yield told.second_place(item.place, who.shown, place, item.field)
        else:
            yield told.signed_before(item.place, who.shown, place)
