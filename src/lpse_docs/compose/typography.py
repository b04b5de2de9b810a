"""The last hand on a document: en dashes between numbers, foreign words in italics (EYD V, tanda pisah and huruf miring).

And where a long chain of words with slashes may be broken, alike in every format.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from operator import is_
from typing import TypeAlias, TypeVar

from lpse_docs.document.blocks import Block, Cell, Document, FlowPage, Heading, Items, Paragraph, Row, Table
from lpse_docs.document.inlines import BREAK, Emphasis, Inline, Link, Reference, Strong, Text
from lpse_docs.document.roles import Role

# Small numbers and years; not what is a part of a code, a date, a standard's number or an address.
NUMBER = r"(?:(?:19|20)\d\d|\d{1,3}(?:[.,]\d+)?)"
RANGE = re.compile(rf"(?<![\w/.,:-])({NUMBER})-({NUMBER})(?![\w/:-]|[.,]\d)")
CHAIN = re.compile(r"(?<![\w/:.@-])(?:[^\W\d_]+/){2,}[^\W\d_]+(?![\w/]|[.-]\w)")
WIDE = 24  # signs of a chain that is wider than a narrow cell
Slanted: TypeAlias = re.Pattern[str] | None
Part = TypeVar("Part")
Owner = TypeVar("Owner")
RUNNING = frozenset({Role.BODY, Role.LEAD, Role.NOTE, Role.CELL, Role.CELL_CENTER, Role.CELL_SMALL, Role.DECREE_BODY})


def ranged(words: str) -> str:
    """`15-30 menit` as it is printed: `15–30 menit`."""
    return RANGE.sub("\\1–\\2", words)


def parted(words: str) -> str:
    """`PA/KPA/PPK/ULP/Panitia/Pejabat` with places to break behind its slashes, which end no line otherwise."""
    return CHAIN.sub(lambda found: found[0].replace("/", f"/{BREAK}") if len(found[0]) >= WIDE else found[0], words)


def set_type(document: Document, foreign: str) -> Document:
    """The document with ranges and foreign words as they are printed.

    `foreign` are words and phrases, parted by commas. They are slanted where they stand in small letters in running
    text: names (`Standar Pengelolaan Layanan Helpdesk`) and headings stay upright.
    """
    listed = sorted(filter(None, (word.strip() for word in foreign.split(","))), key=len, reverse=True)
    slanted = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, listed))})(?!\w)") if listed else None
    sections = (replace(section, blocks=_blocks(section.blocks, slanted)) for section in document.sections)
    return replace(document, sections=tuple(sections))


def _blocks(blocks: tuple[Block, ...], slanted: Slanted) -> tuple[Block, ...]:
    return _each(blocks, partial(_block, slanted=slanted))


def _each(values: tuple[Part, ...], change: Callable[[Part], Part]) -> tuple[Part, ...]:
    """The values changed; the very same tuple when none of them was, so that what stays need not be made anew."""
    made = tuple(map(change, values))
    return values if all(map(is_, made, values)) else made


def _block(block: Block, slanted: Slanted) -> Block:
    match block:
        case Paragraph(role=Role.CODE):
            return block
        case Paragraph(children, role):
            return _with(block, "children", children, _inlines(children, slanted if role in RUNNING else None))
        case Heading(children=children):
            return _with(block, "children", children, _inlines(children, None))
        case Items(items):
            return _with(block, "items", items, _each(items, partial(_blocks, slanted=slanted)))
        case Table():
            return _table(block, slanted)
        case FlowPage(table):
            return _with(block, "table", table, _table(table, slanted))
        case _:
            return block


def _table(table: Table, slanted: Slanted) -> Table:
    change = partial(_row, slanted=slanted)
    made = _with(table, "rows", table.rows, _each(table.rows, change))
    return _with(made, "header", made.header, _each(made.header, change))


def _row(row: Row, slanted: Slanted) -> Row:
    return _with(row, "cells", row.cells, _each(row.cells, partial(_cell, slanted=slanted)))


def _cell(cell: Cell, slanted: Slanted) -> Cell:
    return _with(cell, "blocks", cell.blocks, _blocks(cell.blocks, slanted))


def _with(owner: Owner, field: str, old: object, new: object) -> Owner:
    return owner if new is old else replace(owner, **{field: new})  # type: ignore[type-var] # all owners are dataclasses


def _inlines(children: tuple[Inline, ...], slanted: Slanted) -> tuple[Inline, ...]:
    made = tuple(part for child in children for part in _inline(child, slanted))
    return children if len(made) == len(children) and all(map(is_, made, children)) else made


def _inline(child: Inline, slanted: Slanted) -> tuple[Inline, ...]:
    match child:
        case Text(value):
            words = parted(ranged(value))
            parts = slanted.split(words) if slanted else [words]
            if parts == [value]:
                return (child,)
            return tuple(
                Emphasis((Text(part),)) if index % 2 else Text(part) for index, part in enumerate(parts) if part
            )
        case Strong(inside) | Link(children=inside):
            return (_with(child, "children", inside, _inlines(inside, slanted)),)
        case Emphasis(inside) | Reference(children=inside):
            return (_with(child, "children", inside, _inlines(inside, None)),)
        case _:
            return (child,)
