"""Tables: built from the top down, with the cells that row spans cover written as Word wants them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final, TypeAlias

from lpse_docs.document.blocks import Block, Row, Table
from lpse_docs.document.roles import Role
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.grid import Slot, grid
from lpse_docs.writers.docx.lines import bookmark, paragraph, separator
from lpse_docs.writers.docx.manuscript import Manuscript, Place
from lpse_docs.writers.docx.wordml import VAL, Element, W, add, on, root, twips
from lpse_docs.writers.grid import label_rows

Fill: TypeAlias = Callable[[Element, Sequence[Block], Place, Manuscript], None]

FIRST_ROW: Final = 0x0020
FIRST_COLUMN: Final = 0x0080
NO_BANDS: Final = 0x0600


@dataclass(frozen=True, slots=True)
class Frame:
    """What the cells of a table have in common."""

    columns: Sequence[int]
    padding: int
    manuscript: Manuscript
    fill: Fill


def widths(shares: Sequence[float], total: int) -> list[int]:
    """Column widths in twips in these proportions; their sum is the total, to the twip."""
    whole = sum(shares)
    edges = [round(edge / whole * total) for edge in accumulate(shares, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def table(
    into: Element, block: Table, place: Place, manuscript: Manuscript, fill: Fill, *, heights: Sequence[int] = ()
) -> Element:
    """A table and the tiny paragraph after it; `fill` writes blocks into a cell, `heights` are exact ones in twips."""
    columns = widths(block.columns, place.width)
    header, body = grid(block.header, len(columns)), grid(block.rows, len(columns))
    style = manuscript.styles.id(names.TABLES[block.role])
    made = begin(into, style, columns, indent=place.indent, title=block.title)
    _look(next(made.iter(W + "tblLook")), _conditions(block))
    frame = Frame(columns, manuscript.styles.paddings.get(style, 0), manuscript, fill)
    exact = iter(heights)
    for content, slots in zip(block.header, header, strict=True):
        _row(made, content, slots, frame, next(exact, 0), heading=True)
    for content, slots in zip(block.rows, body, strict=True):
        _row(made, content, slots, frame, next(exact, 0), heading=False)
    below = made.findall(W + "tr")[len(block.header) : -1]
    keep_with_next(*(held for content, held in zip(block.rows, below, strict=False) if content.tied))
    gap = separator(into, manuscript)
    if block.kept and block.rows:
        keep_with_next(made[-1], gap)
    return made


def keep_with_next(*parts: Element) -> None:
    """Every paragraph of rows or other parts stays on the page of the next one."""
    for properties in (found for part in parts for found in part.iter(W + "pPr")):
        on(properties, "keepNext")
        properties.insert(1, properties[-1])


def begin(into: Element, style: str, columns: Sequence[int], *, indent: int = 0, title: str = "") -> Element:
    """A table of fixed layout without rows and without conditional formats; `style` is a style id."""
    made = add(into, "tbl")
    properties = add(made, "tblPr")
    add(properties, "tblStyle", val=style)
    add(properties, "tblW", w=sum(columns), type="dxa")
    if indent:
        add(properties, "tblInd", w=indent, type="dxa")
    add(properties, "tblLayout", type="fixed")
    _look(add(properties, "tblLook"), 0)
    if title:
        add(properties, "tblCaption", val=title)
        add(properties, "tblDescription", val=title)
    grid_columns = add(made, "tblGrid")
    for column in columns:
        add(grid_columns, "gridCol", w=column)
    return made


def cell(width: int, columns: int = 1, merge: str = "") -> Element:
    """An empty cell."""
    made = root("tc")
    properties = add(made, "tcPr")
    add(properties, "tcW", w=width, type="dxa")
    if columns > 1:
        add(properties, "gridSpan", val=columns)
    if merge:
        add(properties, "vMerge", val=merge)
    return made


def row(*properties: str) -> Element:
    """An empty row with properties that are just on."""
    made = root("tr")
    if properties:
        on(add(made, "trPr"), *properties)
    return made


def fix_height(holder: Element, height: int) -> None:
    """Give a row that has properties an exact height in twips."""
    add(holder[0], "trHeight", val=height, hRule="exact")


def _conditions(block: Table) -> int:
    """Which conditional formats of the table style apply: the head, and a first column that is all labels."""
    return (FIRST_ROW if block.header else 0) | (FIRST_COLUMN if label_rows(block.rows) else 0)


def _look(holder: Element, conditions: int) -> None:
    """The conditions as Word 2010+ reads them, and as one number for older readers."""
    holder.set(VAL, f"{conditions | NO_BANDS:04X}")
    for name, bit in (("firstRow", FIRST_ROW), ("lastRow", 0), ("firstColumn", FIRST_COLUMN), ("lastColumn", 0)):
        holder.set(W + name, str(int(bool(conditions & bit))))
    holder.set(W + "noHBand", "1")
    holder.set(W + "noVBand", "1")


def _row(made: Element, content: Row, slots: Sequence[Slot], frame: Frame, height: int, *, heading: bool) -> None:
    properties = (*(() if content.splittable and not height else ("cantSplit",)), *(("tblHeader",) if heading else ()))
    holder = frame.manuscript.cast(made, row, *properties)
    if height:
        fix_height(holder, height)
    for slot in slots:
        _cell(holder, slot, frame)
    if content.height:
        _least_height(holder, content.height)
    if content.anchor:
        bookmark(next(holder.iter(W + "p")), content.anchor, frame.manuscript)


def _least_height(holder: Element, height: float) -> None:
    """Give a row a height in mm that it may outgrow."""
    if holder[0].tag != W + "trPr":
        holder.insert(0, root("trPr"))
    add(holder[0], "trHeight", val=twips(height))


def _cell(holder: Element, slot: Slot, frame: Frame) -> None:
    width = sum(frame.columns[slot.column : slot.column + slot.columns])
    made = frame.manuscript.cast(holder, cell, width, slot.columns, slot.merge)
    if slot.merge == "continue":
        separator(made, frame.manuscript)
    elif slot.cell.blocks:
        frame.fill(made, slot.cell.blocks, Place(width - frame.padding, cell=True), frame.manuscript)
    if made[-1].tag != W + "p":  # Word calls a cell that does not end in a paragraph damaged
        paragraph(made, names.ROLES[Role.CELL], frame.manuscript)
