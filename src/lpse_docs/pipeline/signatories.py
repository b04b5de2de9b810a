"""Who signed a finished file, held against those whose names are printed in it or who may act in a role."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path, PurePosixPath

from lpse_docs.certificates import Holder, holder
from lpse_docs.document.blocks import Document, Signature
from lpse_docs.document.outline import blocks_of
from lpse_docs.model.office import Office, Official
from lpse_docs.pipeline import official_signer as roster
from lpse_docs.pipeline.bsre_signing import stated
from lpse_docs.sign import answer
from lpse_docs.sign.block import blocks
from lpse_docs.verify.report import FileReport

PDF = ".pdf"
RECIPIENT = "/penerima"  # the place of who receives the documents, signed by hand or later


@dataclass(frozen=True)
class Taken:
    """A place that was signed, and whose certificate did it; a service that names fields itself states the place."""

    field: str
    who: Holder


@dataclass(frozen=True)
class Line:
    """Whose name stands below a place; `free` for people who need hold no post of the office."""

    official: Official
    free: bool


Printed = Mapping[str, Line]


@dataclass(frozen=True)
class Asked:
    """What the signers of a file are held against.

    Attributes:
        place: Where the file lies below `signed/`.
        printed: Whose name the document prints at each place.
    """

    root: Path
    office: Office
    place: str
    printed: Printed


def taken(data: bytes, place: str, report: FileReport) -> list[Taken]:
    """The signed places of a file.

    Raises:
        Unsignable: It is a PDF that cannot be read.
    """
    if PurePosixPath(place).suffix != PDF:
        return [Taken(made.place, made.holder) for made in report.signatures if made.holder]
    return in_pdf(data, place)


def in_pdf(data: bytes, place: str) -> list[Taken]:
    """The signed places of a PDF, whether anybody has judged it or not.

    Raises:
        Unsignable: It cannot be read.
    """
    held, stem = blocks(data), PurePosixPath(place).stem
    named = {stated(field, stem): field for field in held.fields} if held else {}
    return [Taken(named.get(reason, field), holder(whose)) for field, reason, whose in answer.made(data)]


def printed(documents: Iterable[Document]) -> Mapping[str, Printed]:
    """Whose name each document prints at each of its places, by its id."""
    return {item.id: dict(_places(item)) for item in documents}


def _places(document: Document) -> Iterator[tuple[str, Line]]:
    for block in blocks_of(document):
        if isinstance(block, Signature):
            title = block.heading[-1].strip(", ") if block.heading else block.field
            official = Official(post=_post(block.field), title=title, name=block.name, rank=None, nip=block.nip)
            yield block.field, Line(official, block.bare)


def _post(field: str) -> str:
    """A code by which a place is told from others; a place is no post, but each is held by one person."""
    return field.replace("/", "-")


def strangers(asked: Asked, made: Sequence[Taken]) -> Iterator[str]:
    """Who signed in the place of another, or in several places that are not all his; each in one sentence."""
    for item in made:
        officials = _expected(asked, item)
        line = asked.printed.get(item.field)
        others = () if line and line.free else asked.office.officials
        if reason := roster.stranger(item.who, officials, others):
            wanted = " atau ".join(official.name or official.title for official in officials)
            yield f"bidang {item.field} ditandatangani {item.who.name}, bukan {wanted}, sebab {reason}."
    for one, other in combinations(made, 2):
        if roster.same(one.who, other.who) and not _both(asked, one, other):
            yield f"{one.who.name} menandatangani bidang {one.field} dan {other.field}, yang disediakan bagi orang berlainan."


def unknown(asked: Asked, made: Sequence[Taken]) -> list[str]:
    """Places of which nobody can say whether the right one signed, for no name is recorded."""
    others = [item for item in made if not item.field.endswith(RECIPIENT)]
    return [item.field for item in others if not roster.recognised(item.who, _expected(asked, item))]


def _expected(asked: Asked, item: Taken) -> Sequence[Official]:
    if item.field.endswith(RECIPIENT):
        return ()
    may = roster.eligible(asked.root, asked.office, asked.place, item.field)
    known = asked.printed.get(item.field)
    return (may.officials if may else ()) or ([known.official] if known else ())


def _both(asked: Asked, one: Taken, other: Taken) -> bool:
    """Whether two places are recorded as those of one person, who has a post for each."""
    here, there = (
        {official.post for official in _expected(asked, item) if roster.matches(item.who, official)}
        for item in (one, other)
    )
    return any(first != second for first in here for second in there)
