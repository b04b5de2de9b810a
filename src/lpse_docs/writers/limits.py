"""How deep a document may nest before a recursive writer could overrun its stack, how large a chart may be on its page."""

from collections.abc import Iterable, Iterator

from lpse_docs.document.blocks import Block, Document, FlowPage, Heading, Items, Paragraph, Section, Table
from lpse_docs.document.chart import Chart
from lpse_docs.document.inlines import Emphasis, Inline, Link, Reference, Strong
from lpse_docs.document.outline import walk
from lpse_docs.writers.failure import Flaw, WriteError

MAX_DEPTH = 24
BESIDE_CHART = 25.0  # mm a page keeps for the heading above a chart
ROUNDING = 0.01


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


def check_charts(document: Document) -> None:
    """Refuse a chart that cannot stand on one page under its heading, or is wider than the text."""
    found = [flaw for section in document.sections for flaw in _too_large(section)]
    if found:
        raise WriteError.of(found)


def _too_large(section: Section) -> Iterator[Flaw]:
    """Charts in cells are as narrow as their cell, but no page is higher than a page."""
    setup = section.setup
    for chart in (block for block in walk(section.blocks) if isinstance(block, Chart)):
        if chart.height > setup.content_height - BESIDE_CHART + ROUNDING:
            yield Flaw(f"grafik “{chart.title}” lebih tinggi daripada halaman")
    for chart in (block for block in section.blocks if isinstance(block, Chart)):
        if chart.width > setup.content_width + ROUNDING:
            yield Flaw(f"grafik “{chart.title}” lebih lebar daripada bidang teks")
