"""Short ways to build documents in tests."""

from typing import Any

from lpse_docs.document.blocks import Block, Cell, Document, Paragraph, Row, Table
from lpse_docs.document.inlines import text
from lpse_docs.document.roles import Role
from tests.writers.docx import sample

LOREM = "Layanan pengadaan secara elektronik menjaga kerahasiaan, keutuhan, dan ketersediaan data penyedia. "


def of(*blocks: Block, **changes: Any) -> Document:
    """A document of one upright A4 section."""
    return sample.document(*blocks, **changes)


def p(words: str, role: Role = Role.BODY) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(text(words), role)


def c(words: str, role: Role = Role.CELL, **changes: Any) -> Cell:
    """A cell with one paragraph."""
    return Cell((p(words, role),), **changes)


def table(*rows: tuple[str, ...], header: tuple[str, ...] = (), **changes: Any) -> Table:
    """A ruled table of plain words."""
    head = (Row(tuple(c(word, Role.CELL_HEADER, header=True) for word in header)),) if header else ()
    width = len(header or rows[0])
    body = tuple(Row(tuple(c(word) for word in row)) for row in rows)
    return Table((1.0,) * width, body, "Tabel uji", head, **changes)
