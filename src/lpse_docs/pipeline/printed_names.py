"""Whose name a document prints at each of its places to sign, and so who is expected there and who may fill two of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lpse_docs.certificates import Holder
from lpse_docs.compose import compose
from lpse_docs.diagnostics import errors
from lpse_docs.document.blocks import Document, Signature
from lpse_docs.document.outline import blocks_of
from lpse_docs.model.office import Office, Official
from lpse_docs.pipeline import official_signer as roster
from lpse_docs.pipeline.bounds import bounded
from lpse_docs.pipeline.codes import summaries
from lpse_docs.pipeline.prepare import read_and_check

RECIPIENT = "/penerima"  # the place of who receives the documents, signed by hand or later


@dataclass(frozen=True)
class Line:
    """Whose name stands below a place; `free` for people who need hold no post of the office."""

    official: Official
    free: bool


Printed = Mapping[str, Line]


@dataclass(frozen=True)
class Taken:
    """A place that was signed, and whose certificate did it; a service that names fields itself states the place."""

    field: str
    who: Holder


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

    def expected(self, field: str) -> Sequence[Official]:
        """Who should sign at a place: in a role who approved or may act, elsewhere whose name is printed there."""
        if field.endswith(RECIPIENT):
            return ()
        may = roster.eligible(self.root, self.office, self.place, field)
        known = self.printed.get(field)
        return (may.officials if may else ()) or ([known.official] if known else ())

    def stranger(self, item: Taken) -> str | None:
        """Why somebody is none of those who should sign at a place; None when nothing says so."""
        line = self.printed.get(item.field)
        others = () if line and line.free else self.office.officials
        return roster.stranger(item.who, self.expected(item.field), others)

    def both(self, one: Taken, other: Taken) -> bool:
        """Whether two places are recorded as those of one person, who has a post for each."""
        here, there = (
            {official.post for official in self.expected(item.field) if roster.matches(item.who, official)}
            for item in (one, other)
        )
        return any(first != second for first in here for second in there)


def printed(documents: Iterable[Document]) -> Mapping[str, Printed]:
    """Whose name each document prints at each of its places, by its id."""
    return {item.id: dict(_places(item)) for item in documents}


def composed(root: Path, ids: Sequence[str]) -> Mapping[str, Printed]:
    """The same of documents that are composed now; nothing for one that cannot be made from what is there."""
    checked = read_and_check(root)
    if checked.workspace is None or checked.theme is None or errors(checked.diagnostics):
        return {}
    found = dict[str, Printed]()
    with bounded():
        for name in ids:
            made, _ = compose(
                checked.workspace, checked.templates, {}, checked.theme.fonts, codes=summaries(), only=name
            )
            found |= printed(made)
    return found


def _places(document: Document) -> Iterator[tuple[str, Line]]:
    for block in blocks_of(document):
        if isinstance(block, Signature):
            title = block.heading[-1].strip(", ") if block.heading else block.field
            official = Official(post=_post(block.field), title=title, name=block.name, rank=None, nip=block.nip)
            yield block.field, Line(official, block.bare)


def _post(field: str) -> str:
    """A code by which a place is told from others; a place is no post, but each is held by one person."""
    return field.replace("/", "-")
