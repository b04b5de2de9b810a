"""Small builders of rows and cells used by every component."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import Block, Cell, Items, Paragraph, Row
from lpse_docs.document.inlines import Blank, Inline, LineBreak, text
from lpse_docs.document.roles import Marker, Role

DIGIT, SIGN, BESIDE = 1.78, 0.9, 3.6  # mm of a digit and a point in a cell, and of both its paddings


def cell(
    value: str | tuple[Inline, ...],
    role: Role = Role.CELL,
    *,
    columns: int = 1,
    rows: int = 1,
    header: bool = False,
    origin: Span | None = None,
) -> Cell:
    """A cell with one paragraph."""
    children = value if isinstance(value, tuple) else text(value)
    return Cell((Paragraph(children, role, origin),), columns, rows, header or role is Role.CELL_HEADER, origin)


def cell_of(blocks: Iterable[Block], *, columns: int = 1, rows: int = 1) -> Cell:
    """A cell with any blocks."""
    return Cell(tuple(blocks), columns, rows)


def listed(
    values: Iterable[str | tuple[Inline, ...]], marker: Marker = Marker.DECIMAL, role: Role = Role.CELL
) -> tuple[Block, ...]:
    """A list; a single value stands without a number, none as a dash."""
    paragraphs = [Paragraph(text(value) if isinstance(value, str) else value, role) for value in values]
    if len(paragraphs) < 2:
        return tuple(paragraphs) or (Paragraph(text("-"), role),)
    return (Items(tuple((item,) for item in paragraphs), marker, role),)


def header(*names: str) -> Row:
    """A header row."""
    return Row(tuple(cell(name, Role.CELL_HEADER) for name in names))


def joined(parts: Iterable[tuple[Inline, ...]], separator: tuple[Inline, ...] = text(", ")) -> tuple[Inline, ...]:
    """Phrases with a separator between them."""
    out: list[Inline] = []
    for part in parts:
        out += separator if out else ()
        out += part
    return tuple(out)


def lines(values: Iterable[str]) -> tuple[Inline, ...]:
    """Texts on lines of their own inside one paragraph."""
    return joined((text(value) for value in values), (LineBreak(),))


def known(value: str | None) -> tuple[Inline, ...]:
    """The value, or a dotted line while it is unknown."""
    return text(value) if value else (Blank(),)


FEW_ROWS = 8  # a table of so many rows is not worth two pages


def knit(rows: Sequence[Row], *, last: int = 3, whole: int = FEW_ROWS) -> tuple[Row, ...]:
    """Rows of which none stands alone on a page: the first two together, the `last` ones too, and all of a short table."""
    many = len(rows)
    return tuple(
        replace(row, tied=many <= whole or place == 0 or many - last <= place < many - 1)
        for place, row in enumerate(rows)
    )


def widened(columns: Sequence[float], numbers: Sequence[str], column: int, giver: int) -> tuple[float, ...]:
    """Columns of which one is wide enough for its widest number in one line; another gives the room for it."""
    needed = max((sum(DIGIT if sign.isdigit() else SIGN for sign in number) for number in numbers), default=0) + BESIDE
    more = max(0.0, needed - columns[column])
    return tuple(
        width + (more if place == column else -more if place == giver else 0.0) for place, width in enumerate(columns)
    )
