"""Whether every flow page came out in the size it was drawn for: a symbol beside its row would lie (RN-03)."""

from collections.abc import Iterator
from textwrap import shorten
from typing import Any

from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import Cell, Document, FlowPage, Paragraph, Row
from lpse_docs.document.inlines import plain
from lpse_docs.document.outline import blocks_of, walk
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.flow import FIXED_TABLE
from lpse_docs.writers.markup import Element
from lpse_docs.writers.pdf.engine import Rendering

MM = 25.4 / 96
TOLERANCE = 0.05
LONGEST = 60


def check_fit(document: Document, rendering: Rendering) -> None:
    """Refuse rows that had to grow for their words, and flow pages that are higher than the sheet."""
    pages = [block for block in blocks_of(document) if isinstance(block, FlowPage)]
    if not pages:
        return
    found = [place for page, rows in zip(pages, _printed(rendering), strict=True) for place in _faults(page, rows)]
    if found:
        raise WriteError("halaman alur tidak tercetak menurut ukurannya", found)


def _printed(rendering: Rendering) -> list[list[list[Any]]]:
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


def _faults(page: FlowPage, printed: list[list[Any]]) -> Iterator[Flaw]:
    rows = (*page.table.header, *page.table.rows)
    if any(len(boxes) != 1 for boxes in printed):
        yield Flaw(f"halaman “{page.table.title}” lebih tinggi daripada kertas", _origin(rows[0].cells[0]))
        return
    for row, height, (box,) in zip(rows, page.heights, printed, strict=True):
        if box.height * MM - height > TOLERANCE:
            cell = _tallest(row, box)
            words = shorten(_words(cell), LONGEST, placeholder=" ...")
            room = f"tinggi barisnya {_millimetres(height)}, perlu {_millimetres(box.height * MM)}"
            yield Flaw(f"teks “{words}” tidak muat: {room}", _origin(cell))


def _tallest(row: Row, box: Any) -> Cell:
    """The cell whose content made its row grow; a cell that goes on below has more room than this row."""
    _, cell = max(
        zip(box.children, row.cells, strict=True), key=lambda pair: (pair[1].rows == 1, pair[0].content_height)
    )
    return cell


def _words(cell: Cell) -> str:
    return " ".join(plain(block.children) for block in walk(cell.blocks) if isinstance(block, Paragraph))


def _origin(cell: Cell) -> Span | None:
    origins = (block.origin for block in walk(cell.blocks) if isinstance(block, Paragraph))
    return cell.origin or next((origin for origin in origins if origin), None)


def _millimetres(length: float) -> str:
    return f"{length:.1f} mm".replace(".", ",")
