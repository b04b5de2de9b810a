"""How deep a document may nest before a recursive writer could overrun its stack."""

from collections.abc import Iterable, Iterator

from lpse_docs.document.blocks import Block, Document, FlowPage, Heading, Items, Paragraph, Table
from lpse_docs.document.inlines import Emphasis, Inline, Link, Reference, Strong
from lpse_docs.writers.failure import WriteError

MAX_DEPTH = 24


def check_depth(document: Document) -> None:
    """Refuse blocks or phrases nested too deep; walks level by level, so it cannot overrun itself."""
    level: list[Block | Inline] = [block for section in document.sections for block in section.blocks]
    for _ in range(MAX_DEPTH):
        level = list(_inside(level))
        if not level:
            return
    raise WriteError(f"susunannya lebih dalam dari {MAX_DEPTH} tingkat daftar, tabel, atau penekanan teks")


def _inside(level: Iterable[Block | Inline]) -> Iterator[Block | Inline]:
    for outer in level:
        match outer:
            case Items():
                for item in outer.items:
                    yield from item
            case Table():
                for row in (*outer.header, *outer.rows):
                    for cell in row.cells:
                        yield from cell.blocks
            case FlowPage():
                yield outer.table
            case Heading() | Paragraph() | Strong() | Emphasis() | Link() | Reference():
                yield from outer.children
            case _:
                pass
