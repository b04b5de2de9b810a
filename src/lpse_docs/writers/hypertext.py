"""Blocks as HTML elements, the same for the screen page and for the page that WeasyPrint prints.

The style sheets own the look; this module only says what each thing is: its element, its role as a class, its anchor.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from lpse_docs.document.blocks import (
    Block,
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
)
from lpse_docs.document.inlines import (
    BLANK_DOTS,
    Blank,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
    plain,
)
from lpse_docs.document.outline import blocks_of, headings
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.document.theme import Theme
from lpse_docs.writers.markup import Element, Node, append, element
from lpse_docs.writers.signature import SignLine, lines_above, lines_below

LIST_PARAGRAPH = "daftar"
MAX_LEVEL = 6


def anchors_of(document: Document) -> frozenset[str]:
    """Every anchor a reference may point at: headings and rows."""
    found = set()
    for block in blocks_of(document):
        if isinstance(block, Heading):
            found.add(block.anchor)
        elif isinstance(block, Table):
            found.update(row.anchor for row in (*block.header, *block.rows) if row.anchor)
    return frozenset(found)


@dataclass
class Weaver:
    """Turns the blocks of one document into elements, in reading order.

    Attributes:
        document: The document; its headings fill the contents.
        theme: Words and pictures.
        pictures: Address of each picture of the theme that may be shown, by name.
        fields: Whether the place to sign holds a form field (for the PDF).
        anchors: Where references may point; a reference to nowhere is plain text.
    """

    document: Document
    theme: Theme
    pictures: dict[str, str]
    fields: bool
    anchors: frozenset[str]
    _level: int = field(default=0, init=False)
    _signed: dict[str, int] = field(default_factory=dict, init=False)

    def blocks(self, blocks: Iterable[Block], listed: Role | None = None) -> Iterator[Element]:
        """The elements of a sequence of blocks; `listed` is the role of the list they stand in."""
        broken = False
        for block in blocks:
            if isinstance(block, PageBreak):
                broken = True
                continue
            made = self._block(block, listed)
            if broken:
                made.set("class", f"{made.get('class', '')} halaman-baru".strip())
                broken = False
            yield made

    def _block(self, block: Block, listed: Role | None) -> Element:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block.role, block.children, listed)
            case Items():
                return self._items(block)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Signature():
                return self._signature(block)
            case Contents():
                return self._contents(block)
            case PageBreak():
                raise AssertionError("page breaks become a class of the next block")
            case _:
                assert_never(block)
