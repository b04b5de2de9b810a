"""Short views of a written package, for assertions that read like the document."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from lpse_docs.document.blocks import Block, Document
from lpse_docs.writers import docx
from tests.writers.docx import sample
from tests.writers.docx.schema import W

Part = etree._Element


def part(data: bytes, name: str = "word/document.xml") -> Part:
    """One part, parsed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def contents(data: bytes) -> dict[str, bytes]:
    """All parts as bytes."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(*blocks: Block, **changes: object) -> Part:
    """The main part of a document of these blocks."""
    return part(docx.write(sample.document(*blocks, **changes), sample.theme()))


def save(document: Document) -> bytes:
    """A document written with the theme of the repository."""
    return docx.write(document, sample.theme())


def style(paragraph: Part) -> str:
    """The style id of a paragraph."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(W + "val"))


def words(element: Part) -> str:
    """All text of an element."""
    return "".join(text.text or "" for text in element.iter(W + "t"))


def paragraphs(main: Part) -> list[str]:
    """`style: words` of every paragraph in reading order."""
    return [f"{style(entry)}: {words(entry)}".rstrip() for entry in main.iter(W + "p")]


def values(main: Part, tag: str, attribute: str = "val") -> list[str]:
    """An attribute of every element of a kind."""
    return [str(element.get(W + attribute)) for element in main.iter(W + tag)]


def rows(main: Part) -> Iterator[list[str]]:
    """Rows of all tables: words of each cell, with `+n` for column spans and `v`, `|` for begun and continued row spans."""
    for row in main.iter(W + "tr"):
        yield [_cell(cell) for cell in row.iterchildren(W + "tc")]


def _cell(cell: Part) -> str:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    signs = {"restart": "v", "continue": "|"}
    wide = "" if span is None else f"+{span.get(W + 'val')}"
    return words(cell) + wide + ("" if merge is None else signs[str(merge.get(W + "val"))])
