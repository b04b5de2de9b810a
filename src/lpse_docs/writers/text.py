"""Plain text: one line for every heading, paragraph, list item and cell paragraph, in reading order."""

from collections.abc import Iterator
from typing import assert_never

from lpse_docs.document.blocks import (
    Block,
    Contents,
    Document,
    Figure,
    FlowPage,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Signature,
    Table,
)
from lpse_docs.document.chart import Chart
from lpse_docs.document.inlines import plain
from lpse_docs.document.outline import headings
from lpse_docs.document.theme import Theme
from lpse_docs.writers.limits import check_depth
from lpse_docs.writers.signature import all_lines

SUFFIX = ".txt"


def write(document: Document, theme: Theme) -> bytes:
    """The document as UTF-8 text."""
    return "".join(f"{line}\n" for line in lines(document, theme)).encode()


def lines(document: Document, theme: Theme) -> list[str]:
    """Every visible line that is not empty, white space folded, without markers, page numbers, head and foot."""
    check_depth(document)
    found = (
        line for section in document.sections for block in section.blocks for line in _lines(block, document, theme)
    )
    return [line for line in (" ".join(line.split()) for line in found) if line]


def _lines(block: Block, document: Document, theme: Theme) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield plain(block.children)
        case Items():
            for item in block.items:
                for inner in item:
                    yield from _lines(inner, document, theme)
        case Table():
            for row in (*block.header, *block.rows):
                for cell in row.cells:
                    for inner in cell.blocks:
                        yield from _lines(inner, document, theme)
        case FlowPage():
            yield from _lines(block.table, document, theme)
            yield block.alt
        case Figure():
            if block.picture not in theme.pictures:
                yield block.reserved
        case Chart():
            yield block.alt
        case Signature():
            for _, children in all_lines(block, theme.words):
                yield plain(children)
        case Contents():
            yield block.title
            yield from (plain(heading.children) for heading in headings(document, block.depth))
        case PageBreak():
            return
        case _:
            assert_never(block)
