"""Whether every flow page came out in the size it was drawn for: a symbol beside its row would lie (RN-03)."""

from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import Block, Cell, FlowPage, Paragraph
from lpse_docs.document.inlines import plain
from lpse_docs.document.outline import walk
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.flow import FIXED_TABLE
from lpse_docs.writers.markup import Element
from lpse_docs.writers.pdf.part import Fit, Flows

if TYPE_CHECKING:
    from lpse_docs.writers.pdf.engine import Rendering

MM = 25.4 / 96
TOLERANCE = 0.05
LONGEST = 60


def measured(rendering: "Rendering") -> Flows:
    """How the rows of each flow page came out; the check is made by whoever knows where their words are from."""
    return [[_fit(boxes) for boxes in rows] for rows in _printed(rendering)]


def _fit(boxes: list[Any]) -> Fit:
    if len(boxes) != 1:
        return None
    (box,) = boxes
    # a cell that goes on below has more room than this row
    ranks = [("rowspan" not in cell.element.attrib, cell.content_height) for cell in box.children]
    return round(box.height * MM, 3), ranks.index(max(ranks))


def check_fit(printed: Iterable[tuple[Sequence[Block], Flows]]) -> None:
    """Refuse rows that had to grow for their words, and flow pages that are higher than the sheet."""
    found = [flaw for blocks, flows in printed for flaw in _misfits(blocks, flows)]
    if found:
        raise WriteError("halaman alur tidak tercetak menurut ukurannya", found)


def _misfits(blocks: Sequence[Block], flows: Flows) -> Iterator[Flaw]:
    pages = (block for block in walk(blocks) if isinstance(block, FlowPage))
    for page, rows in zip(pages, flows, strict=True):
        yield from _faults(page, rows)


def _printed(rendering: "Rendering") -> list[list[list[Any]]]:
    """For each flow page its rows, header first, each as the boxes it was printed in: one, if the page fits the sheet."""
    fields: dict[Element, None] = {}
    boxes: dict[Element, list[Any]] = {}
    for sheet in (page._page_box for page in rendering.pages):
        bottom = sheet.content_box_y() + sheet.height + TOLERANCE / MM
        for box in (box for box in sheet.descendants() if box.element is not None):
            if box.element_tag == "div" and box.element.get("class") == FIXED_TABLE:
                fields[box.element] = None
            elif box.element_tag == "tr" and box.position_y + box.height <= bottom:
                boxes.setdefault(box.element, []).append(box)
    return [[boxes.get(row, []) for row in field.findall("table/*/tr")] for field in fields]


def _faults(page: FlowPage, fits: Sequence[Fit]) -> Iterator[Flaw]:
    rows = (*page.table.header, *page.table.rows)
    whole = [fit for fit in fits if fit]
    if len(whole) < len(fits):
        yield Flaw(f"halaman “{page.table.title}” lebih tinggi daripada kertas", _origin(rows[0].cells[0]))
        return
    for row, height, (needed, tallest) in zip(rows, page.heights, whole, strict=True):
        if needed - height > TOLERANCE:
            cell = row.cells[tallest]
            words = shorten(_words(cell), LONGEST, placeholder=" ...")
            room = f"tinggi barisnya {_millimetres(height)}, perlu {_millimetres(needed)}"
            yield Flaw(f"teks “{words}” tidak muat: {room}", _origin(cell))


def _words(cell: Cell) -> str:
    return " ".join(plain(block.children) for block in walk(cell.blocks) if isinstance(block, Paragraph))


def _origin(cell: Cell) -> Span | None:
    origins = (block.origin for block in walk(cell.blocks) if isinstance(block, Paragraph))
    return cell.origin or next((origin for origin in origins if origin), None)


def _millimetres(length: float) -> str:
    return f"{length:.1f} mm".replace(".", ",")
