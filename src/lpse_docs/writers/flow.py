"""A page of a flow as HTML: a table of exact size, and its drawing over it from the same corner."""

from collections.abc import Sequence

from lpse_docs.document.blocks import FlowPage
from lpse_docs.writers.markup import Element, element
from lpse_docs.writers.svg import drawing_element

FIXED_TABLE = "bidang-alur"


def flow_element(page: FlowPage, table: Element) -> Element:
    """The page around its table; what does not fit on a narrow screen is reached by scrolling."""
    _fix(table, page.table.columns, page.heights)
    size = {"style": f"width:{sum(page.table.columns):g}mm"}
    field = element("div", {"class": FIXED_TABLE, **size}, (table, drawing_element(page.drawing, page.alt)))
    return element("div", {"class": "halaman-alur"}, [field])


def _fix(table: Element, columns: Sequence[float], heights: Sequence[float]) -> None:
    """Give columns and rows their size in mm.

    The height stands on a cell: WeasyPrint 70 measures a row that has one by cells that began in rows above.
    """
    for column, width in zip(table.findall("colgroup/col"), columns, strict=True):
        column.set("style", f"width:{width:g}mm")
    for row, height in zip(table.findall("*/tr"), heights, strict=True):
        cell = next((cell for cell in row if "rowspan" not in cell.attrib), row)
        cell.set("style", f"height:{height:g}mm")
