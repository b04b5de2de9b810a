"""A document in the making: what the parts of the package share while the body is written."""

import re
from collections.abc import Callable, Hashable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from itertools import count

from lpse_docs.document.blocks import Block, Document, FlowPage, Heading, Items, Table
from lpse_docs.document.roles import Role
from lpse_docs.document.theme import Theme
from lpse_docs.writers.docx.package import FOOTER, HEADER, relationships
from lpse_docs.writers.docx.stylebook import Stylebook
from lpse_docs.writers.docx.wordml import Element
from lpse_docs.writers.fillin import Names

BOOKMARK_LENGTH = 40  # Word cuts longer names and then two bookmarks can be one


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: the width they have, and the list item they belong to.

    Attributes:
        width: Room from margin to margin (or from padding to padding) in twips.
        cell: Inside a table cell. indent: Distance of the text from the left in twips.
        role: What BODY means here. level: Depth of the list, -1 outside of lists.
        numbering: Number and level that continue the item without a marker.
    """

    width: int
    cell: bool = False
    indent: int = 0
    role: Role = Role.BODY
    level: int = -1
    numbering: tuple[int, int] | None = None


@dataclass(slots=True)
class Manuscript:
    """Shared state of one document: numbers handed out, parts and relationships gathered."""

    document: Document
    theme: Theme
    styles: Stylebook
    bookmarks: Mapping[str, str]
    pages: Mapping[str, int]
    lists: list[tuple[int, str, int]] = field(default_factory=list)
    unmarked: dict[str, int] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)
    parts: dict[str, bytes] = field(default_factory=dict)
    relations: dict[tuple[str, str], str] = field(default_factory=dict)
    pictures: dict[str, int] = field(default_factory=dict)
    moulds: dict[Hashable, Element] = field(default_factory=dict)
    signed: Names = field(default_factory=Names)
    marks: Iterator[int] = field(default_factory=lambda: count(1))
    drawings: Iterator[int] = field(default_factory=lambda: count(1))

    def cast(self, into: Element, make: Callable[..., Element], *arguments: Hashable) -> Element:
        """A copy of `make(*arguments)` as a new last child: four times as fast as making every element anew."""
        key = (make, arguments)
        mould = self.moulds.get(key)
        if mould is None:
            mould = self.moulds[key] = make(*arguments)
        made = copy(mould)
        into.append(made)
        return made

    def relate(self, kind: str, target: str) -> str:
        """The relationship id of a target, new or known."""
        return self.relations.setdefault((kind, target), f"rId{len(self.relations) + 1}")

    def relationship_part(self) -> bytes:
        """The relationships of the main part."""
        return relationships((number, kind, target) for (kind, target), number in self.relations.items())

    def furniture_part(self, kind: str, data: bytes) -> str:
        """Keep a header or footer once; its relationship id."""
        stem = {HEADER: "header", FOOTER: "footer"}[kind]
        known = [name for name, bytes_ in self.parts.items() if bytes_ == data and name.startswith(f"word/{stem}")]
        serial = 1 + sum(name.startswith(f"word/{stem}") for name in self.parts)
        name = known[0] if known else f"word/{stem}{serial}.xml"
        self.parts[name] = data
        return self.relate(kind, name.removeprefix("word/"))


def bookmarks(document: Document) -> dict[str, str]:
    """A Word bookmark name for every anchor: letters, digits and underscores, unique whatever the case."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for anchor in _anchors(block for section in document.sections for block in section.blocks):
        stem = "b_" + re.sub(r"\W", "_", anchor, flags=re.ASCII)[: BOOKMARK_LENGTH - 2].lower()
        name, serial = stem, 1
        while name in taken:
            serial += 1
            name = f"{stem[: BOOKMARK_LENGTH - 5]}_{serial}"
        if found.setdefault(anchor, name) is name:
            taken.add(name)
    return found


def _anchors(blocks: Iterator[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading():
                yield block.anchor
            case Items():
                yield from _anchors(inner for item in block.items for inner in item)
            case Table():
                for row in (*block.header, *block.rows):
                    if row.anchor:
                        yield row.anchor
                    yield from _anchors(inner for cell in row.cells for inner in cell.blocks)
            case FlowPage():
                yield from _anchors(iter((block.table,)))
            case _:
                pass
