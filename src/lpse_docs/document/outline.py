"""Walks over a document: all blocks, its headings, its anchors."""

from collections.abc import Iterable, Iterator

from lpse_docs.document.blocks import Block, Contents, Document, FlowPage, Heading, Items, Table


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, containers before their content."""
    for block in blocks:
        yield block
        if isinstance(block, Items):
            for item in block.items:
                yield from walk(item)
        elif isinstance(block, FlowPage):
            yield from walk((block.table,))
        elif isinstance(block, Table):
            for row in (*block.header, *block.rows):
                for cell in row.cells:
                    yield from walk(cell.blocks)


def blocks_of(document: Document) -> Iterator[Block]:
    """Every block of a document in reading order."""
    for section in document.sections:
        yield from walk(section.blocks)


def headings(document: Document, depth: int = 9) -> list[Heading]:
    """The headings down to a level, in reading order."""
    return [item for item in blocks_of(document) if isinstance(item, Heading) and item.level <= depth]


def has_contents(document: Document) -> bool:
    """Whether the document prints page numbers of its headings."""
    return any(isinstance(item, Contents) for item in blocks_of(document))
