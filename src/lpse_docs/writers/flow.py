"""A page of a flow as HTML: a table of exact size, and its drawing over it from the same corner."""

from dataclasses import replace

from lpse_docs.document.blocks import FlowPage, Table
from lpse_docs.writers.markup import Element, element
from lpse_docs.writers.svg import drawing_element

FIXED_TABLE = "bidang-alur"


def sized_table(page: FlowPage) -> Table:
    """The table of the page, every row with its height."""
    heights = iter(page.heights)
    header, rows = (
        tuple(replace(row, height=next(heights)) for row in part) for part in (page.table.header, page.table.rows)
    )
    return replace(page.table, header=header, rows=rows)


def flow_element(page: FlowPage, table: Element) -> Element:
    """The page around its table; what does not fit on a narrow screen is reached by scrolling."""
    for column, width in zip(table.findall("colgroup/col"), page.table.columns, strict=True):
        column.set("style", f"width:{width:g}mm")
    size = {"style": f"width:{sum(page.table.columns):g}mm"}
    field = element("div", {"class": FIXED_TABLE, **size}, (table, drawing_element(page.drawing, page.alt)))
    return element("div", {"class": "halaman-alur"}, [field])
