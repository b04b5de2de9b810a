"""A table as HTML: columns, repeated header, rows that belong together, cells with their scope."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from lpse_docs.document.blocks import Block, Cell, Row, Table
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.writers.markup import Element, element

CELL_ROLES = frozenset(role.value for role in Role if role.value.startswith("sel"))
SEARCHABLE = "dapat-disaring"
KEPT = "bersambung"
WHOLE = "utuh"
FIRST = "bersama"
Content = Callable[[Iterable[Block]], Iterator[Element]]


def table_element(table: Table, content: Content) -> Element:
    """The table; one without rules only arranges its cells, so nobody is told it were data."""
    layout = table.role is TableRole.PLAIN
    attributes = {"class": table.role.value, **({"role": "presentation"} if layout else {})}
    whole = len(table.rows) > 1 and all(row.tied for row in table.rows[:-1])
    for name in (SEARCHABLE if table.searchable else "", KEPT if table.kept else "", WHOLE if whole else ""):
        attributes["class"] += f" {name}" if name else ""
    return element("table", attributes, _parts(table, content))


def _parts(table: Table, content: Content) -> Iterator[Element]:
    if table.title and table.role is not TableRole.PLAIN:
        yield element("caption", {}, [table.title])
    whole = sum(table.columns) or 1.0
    widths = ({"style": f"width:{100 * share / whole:.4f}%"} for share in table.columns)
    yield element("colgroup", {}, (element("col", width) for width in widths))
    if table.header:
        yield element("thead", {}, (_row(row, content, "col") for row in table.header))
    labels = label_rows(table.rows)
    for kept, rows in row_groups(table.rows):
        attributes = {"class": "menyatu"} if kept else {}
        made = [_row(table.rows[i], content, "row", label=i in labels) for i in rows]
        if rows.start == 0 and table.rows[0].tied and len(table.rows) > 1:
            made[0].set("class", f"{made[0].get('class', '')} {FIRST}".strip())
        yield element("tbody", attributes, made)


def _row(row: Row, content: Content, scope: str, *, label: bool = False) -> Element:
    cells = [_cell(cell, content, scope, label=label and index == 0) for index, cell in enumerate(row.cells)]
    made = element("tr", {"class": "dapat-terbelah"} if row.splittable else {}, cells)
    if row.anchor:
        # On the cell: WeasyPrint computes the style of everything inside an anchor anew.
        (cells[0] if cells else made).set("id", row.anchor)
    if row.height:
        # On a cell too: WeasyPrint 70 measures a row that has a height by cells that began in rows above.
        holder = next((cell for cell in cells if "rowspan" not in cell.attrib), made)
        holder.set("style", f"height:{row.height:g}mm")
    return made


def _cell(cell: Cell, content: Content, scope: str, *, label: bool) -> Element:
    inside = list(content(cell.blocks))
    made = element("th", {"scope": scope}) if cell.header or scope == "col" else element("td", {})
    names = ["label"] if label else []
    if len(inside) == 1 and inside[0].get("class") in CELL_ROLES:
        names.insert(0, inside[0].attrib["class"])
        inside = _unwrap(made, inside[0])
    made.extend(inside)
    spans = {"class": " ".join(names), "colspan": _span(cell.columns), "rowspan": _span(cell.rows)}
    made.attrib.update({key: value for key, value in spans.items() if value})
    return made


def _span(count: int) -> str:
    return str(count) if count > 1 else ""


def _unwrap(cell: Element, paragraph: Element) -> list[Element]:
    """A cell with a single paragraph needs no element for it: a third less to lay out, and to tag, in a table."""
    cell.text = paragraph.text
    return list(paragraph)


def row_groups(rows: Sequence[Row]) -> Iterator[tuple[bool, range]]:
    """Ranges of rows, each with whether row spans, or the rows themselves, tie its rows together.

    WeasyPrint draws a cell that spans a page break only on the first page, so tied rows stay on one page. A first row that
    is tied is no group: WeasyPrint 70 forces a first group that must not be broken onto the page, even in pieces.
    """
    start = tied = 0
    for index, row in enumerate(rows):
        spans = max([2 if row.tied and 0 < index < len(rows) - 1 else 1, *(cell.rows for cell in row.cells)])
        if spans == 1 and not tied:
            continue
        if not tied:
            if start < index:
                yield False, range(start, index)
            start = index
        tied = max(tied, spans) - 1
        if not tied:
            yield True, range(start, index + 1)
            start = index + 1
    if start < len(rows):
        yield tied > 0, range(start, len(rows))


def label_rows(rows: Sequence[Row]) -> frozenset[int]:
    """Rows whose first cell names them, when that holds for the whole body; spanned rows count with their first."""
    found = set()
    covered = 0
    for index, row in enumerate(rows):
        if covered:
            covered -= 1
            continue
        if not row.cells or not row.cells[0].header:
            return frozenset()
        found.add(index)
        covered = row.cells[0].rows - 1
    return frozenset(found)
