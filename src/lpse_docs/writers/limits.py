"""Bounds that keep a writer from running away: depth of nesting, size of pictures."""

import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from lpse_docs.document.blocks import Block, Document, Items, Table
from lpse_docs.document.inlines import Emphasis, Inline, Link, Reference, Strong
from lpse_docs.writers.failure import WriteError

MAX_DEPTH = 24
MAX_PICTURE_BYTES = 4_000_000
MAX_PICTURE_PIXELS = 25_000_000
MAX_SVG_ELEMENTS = 20_000
PNG = b"\x89PNG\r\n\x1a\n"
SVG_FORBIDDEN = frozenset({"script", "foreignObject", "image", "animate", "animateTransform", "set", "iframe"})


def check_depth(document: Document) -> None:
    """Refuse blocks or phrases nested so deep that a recursive writer would overrun its stack."""
    level: list[Block | Inline] = [block for section in document.sections for block in section.blocks]
    for _ in range(MAX_DEPTH):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise WriteError(f"susunan dokumen terlalu dalam: lebih dari {MAX_DEPTH} tingkat daftar, tabel, atau penekanan teks")


def _inside(outer: Block | Inline) -> Iterator[Block | Inline]:
    match outer:
        case Items():
            for item in outer.items:
                yield from item
        case Table():
            for row in (*outer.header, *outer.rows):
                for cell in row.cells:
                    yield from cell.blocks
        case Strong() | Emphasis() | Link() | Reference():
            yield from outer.children
        case _ if hasattr(outer, "children"):
            yield from outer.children
