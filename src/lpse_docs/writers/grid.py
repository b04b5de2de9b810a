"""A table as HTML: columns, repeated header, rows that belong together, cells with their scope."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from lpse_docs.document.blocks import Block, Cell, Row, Table
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.writers.markup import Element, element

CELL_ROLES = frozenset(role.value for role in Role if role.value.startswith("sel"))
Content = Callable[[Iterable[Block]], Iterator[Element]]


def table_element(table: Table, content: Content) -> Element:
    """The table; one without rules only arranges its cells, so nobody is told it were data."""
    layout = table.role is TableRole.PLAIN
    attributes = {"class": table.role.value, **({"role": "presentation"} if layout else {})}
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
        yield element("tbody", attributes, (_row(table.rows[i], content, "row", label=i in labels) for i in rows))


def _row(row: Row, content: Content, scope: str, *, label: bool = False) -> Element:
    attributes = {**({"id": row.anchor} if row.anchor else {}), **({"class": "dapat-terbelah"} if row.splittable else {})}
    cells = (_cell(cell, content, scope, label=label and index == 0) for index, cell in enumerate(row.cells))
    return element("tr", attributes, cells)


def _cell(cell: Cell, content: Content, scope: str, *, label: bool) -> Element:
    tag = "th" if cell.header or scope == "col" else "td"
    attributes = {"scope": scope} if tag == "th" else {}
    if cell.columns > 1:
        attributes["colspan"] = str(cell.columns)
    if cell.rows > 1:
        attributes["rowspan"] = str(cell.rows)
    inside = list(content(cell.blocks))
    names = ["label"] if label else []
    if len(cell.blocks) == 1 and inside[0].get("class") in CELL_ROLES:
        return _filled(element(tag, attributes), inside[0], names)
    return element(tag, _named(attributes, names), inside)


def _filled(cell: Element, paragraph: Element, names: list[str]) -> Element:
    """A cell with a single paragraph needs no element for it: a third less to lay out, and to tag, in a table."""
    cell.text = paragraph.text
    cell.extend(paragraph)
    cell.attrib.update(_named({}, [paragraph.get("class", ""), *names]))
    return cell


def _named(attributes: dict[str, str], names: list[str]) -> dict[str, str]:
    return {**attributes, "class": " ".join(names)} if names else attributes


def row_groups(rows: Sequence[Row]) -> Iterator[tuple[bool, range]]:
    """Ranges of rows, each with whether row spans tie its rows together.

    WeasyPrint draws a cell that spans a page break only on the first page, so tied rows stay on one page.
    """
    start = tied = 0
    for index, row in enumerate(rows):
        spans = max((cell.rows for cell in row.cells), default=1)
        if spans > 1 and not tied:
            if start < index:
                yield False, range(start, index)
            start = index
        ended = tied == 1
        tied = max(tied - 1, spans - 1, 0)
        if ended and not tied:
            yield True, range(start, index + 1)
            start = index + 1
    if start < len(rows):
        yield bool(tied), range(start, len(rows))


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
