"""The grid under a table: which columns every cell takes, and which cells a row span from above covers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lpse_docs.document.blocks import Cell, Row

EMPTY = Cell(())


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell at its place; `merge` is `restart` where a row span begins and `continue` where it goes on."""

    column: int
    columns: int
    cell: Cell
    merge: str = ""


def grid(rows: Sequence[Row], width: int) -> list[list[Slot]]:
    """Place the cells of the rows, as HTML does; every row ends up exactly `width` columns wide."""
    placed: list[list[Slot]] = []
    open_spans: dict[int, tuple[Slot, int]] = {}
    for index, row in enumerate(rows):
        left = len(rows) - index
        slots = _row(row, width, open_spans)
        placed.append(slots)
        open_spans = {slot.column: (slot, rest) for slot, rest in _going_on(slots, open_spans, left) if rest > 0}
    return placed


def _row(row: Row, width: int, open_spans: dict[int, tuple[Slot, int]]) -> list[Slot]:
    slots: list[Slot] = []
    waiting = list(row.cells)
    column = 0
    while column < width:
        if column in open_spans:
            slot = replace(open_spans[column][0], cell=EMPTY, merge="continue")
        else:
            slot = _slot(waiting.pop(0) if waiting else EMPTY, column, width, open_spans)
        slots.append(slot)
        column += slot.columns
    return _with_surplus(slots, waiting)


def _slot(cell: Cell, column: int, width: int, open_spans: dict[int, tuple[Slot, int]]) -> Slot:
    """A cell takes the columns it asks for, as far as they are free."""
    free = (
        min([other for other in open_spans if other > column], default=width) - column if open_spans else width - column
    )
    return Slot(column, max(1, min(cell.columns, free)), cell, "restart" if cell.rows > 1 else "")


def _with_surplus(slots: list[Slot], waiting: list[Cell]) -> list[Slot]:
    """Cells beyond the last column keep their text: it moves into the last cell that is not covered."""
    blocks = tuple(block for cell in waiting for block in cell.blocks)
    for index in reversed(range(len(slots))) if blocks else ():
        if slots[index].merge != "continue":
            cell = slots[index].cell
            slots[index] = replace(slots[index], cell=replace(cell, blocks=(*cell.blocks, *blocks)))
            break
    return slots


def _going_on(slots: list[Slot], open_spans: dict[int, tuple[Slot, int]], left: int) -> list[tuple[Slot, int]]:
    """Spans with the number of rows they still cover below this one, `left` rows being left with this one."""
    found = []
    for slot in slots:
        if slot.merge == "continue":
            first, rest = open_spans[slot.column]
            found.append((first, rest - 1))
        elif slot.merge == "restart":
            found.append((slot, min(slot.cell.rows, left) - 1))
    return found
