"""A flow as pages: the table, its exact heights, and the drawing over it (PermenPANRB 35/2012, bagian flowchart)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.document.blocks import Cell, FlowPage, Paragraph, Row, Table
from lpse_docs.document.drawing import Drawing
from lpse_docs.document.inlines import Inline, LineBreak, Text
from lpse_docs.document.page import PageSetup
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.layout import faults
from lpse_docs.layout.chart import Chart, Node, Words
from lpse_docs.layout.columns import Columns, columns
from lpse_docs.layout.labels import labels
from lpse_docs.layout.lettering import (
    LETTERING,
    MM_PER_POINT,
    Lettering,
    Typeface,
    cell_height,
    line_count,
    pieces,
    room,
)
from lpse_docs.layout.pages import Jump, Leaf, Pager, jumps, strip_height
from lpse_docs.layout.routes import Page, routed
from lpse_docs.layout.symbols import SMALLEST_ROW, gutter, stage
from lpse_docs.layout.wording import spoken

HEADING = Lettering(12, 15, 4, bold=True)
HEADING_BEFORE = 14.0
SLACK = 3.0
MOST_CROSSINGS = 4
HEADER_ROLE, LANE_ROLE = Role.CELL_HEADER, Role.CELL_ACTOR


@dataclass(frozen=True)
class Draft:
    """What all pages of a flow share: columns, header rows with their heights, height of each row in mm."""

    chart: Chart
    face: Typeface
    arrows: Sequence[Jump]
    columns: Columns
    header: tuple[Row, ...]
    header_heights: tuple[float, ...]
    heights: tuple[float, ...]


@lru_cache(maxsize=256)
def flow_pages(chart: Chart, setup: PageSetup, face: Typeface) -> tuple[tuple[FlowPage, ...], tuple[Diagnostic, ...]]:
    """Lay out a flow whose heading (level 2, "Alur 1: " and its title) stands above its first page.

    Returns no pages when something does not fit; the findings then say what and where.
    """
    if not chart.lanes or not chart.nodes:
        return (), (faults.nothing_to_draw(chart.origin),)
    made, found = columns(chart, setup.content_width, face)
    if made is None:
        return (), tuple(found)
    draft = _draft(chart, made, face)
    rest = setup.height - setup.margins.top - setup.margins.bottom - SLACK - sum(draft.header_heights)
    first = rest - _heading_height(chart.title, setup.content_width, face)
    leaves = Pager(chart, draft.arrows, made.lane, gutter(chart, made.lane)).cut(draft.heights, first, rest)
    if leaves is None:
        return (), (*found, *_too_tall(draft, first, rest))
    pages: list[FlowPage] = []
    for number in range(len(leaves)):
        page, more = _page(draft, leaves, number)
        pages.append(page)
        found += more
    return tuple(pages), tuple(found)


def _draft(chart: Chart, made: Columns, face: Typeface) -> Draft:
    heights = [max(words, SMALLEST_ROW[node.kind]) for words, node in zip(made.row_heights(), chart.nodes, strict=True)]
    return Draft(chart, face, jumps(chart), made, *_header(chart, made, face), tuple(heights))


def _heading_height(title: str, width: float, face: Typeface) -> float:
    lines = line_count([pieces(f"Alur 10: {title}", face, HEADING)], width)
    return (HEADING_BEFORE + lines * HEADING.line + HEADING.below) * MM_PER_POINT


def _too_tall(draft: Draft, first: float, rest: float) -> list[Diagnostic]:
    """The rows that fit on no page; when each fits alone, the tallest, which leaves no room for connectors."""
    heights, nodes = draft.heights, draft.chart.nodes
    tall = [row for row, height in enumerate(heights) if height > (rest if row else first)]
    rows = tall or [max(range(len(heights)), key=lambda row: heights[row])]
    return [faults.row_too_tall(getattr(nodes[row], draft.columns.tallest(row)).origin, row + 1) for row in rows]


def _page(draft: Draft, leaves: Sequence[Leaf], number: int) -> tuple[FlowPage, list[Diagnostic]]:
    """The page of a leaf, and what is wrong with its arrows."""
    chart, leaf = draft.chart, leaves[number]
    heights = list(draft.heights[leaf.first : leaf.last])
    drawing, found = _drawing(draft, leaf, heights, number + 1)
    heights[0] += strip_height(leaf.top)
    heights[-1] += strip_height(leaf.bottom)
    rows = tuple(_row(chart.nodes[row], row, len(chart.lanes)) for row in range(leaf.first, leaf.last))
    title = f"Alur {chart.title}" + (f", halaman {number + 1} dari {len(leaves)}" if len(leaves) > 1 else "")
    table = Table(draft.columns.widths, rows, title, draft.header, TableRole.FLOW)
    alt = spoken(chart, leaf, number + 1, len(leaves))
    return FlowPage(table, (*draft.header_heights, *heights), drawing, alt), found


def _drawing(draft: Draft, leaf: Leaf, heights: Sequence[float], number: int) -> tuple[Drawing, list[Diagnostic]]:
    """Symbols, arrows and labels over rows of these heights; strips of connectors come on top of them."""
    header = sum(draft.header_heights)
    total = header + sum(heights) + strip_height(leaf.top) + strip_height(leaf.bottom)
    page = _routed(draft, leaf, header, heights)
    bounds = (page.stage.edges[0], header, page.stage.edges[-1], total)
    words = labels(page, bounds, draft.face)
    if page.written_on(words):
        words = labels(page, bounds, draft.face)
    lines = (*page.joins, *(route.line for route in page.in_order))
    drawing = Drawing(sum(draft.columns.widths), total, tuple(page.symbols), lines, words)
    many = (
        [faults.many_crossings(draft.chart.origin, number, page.crossings)] if page.crossings > MOST_CROSSINGS else []
    )
    return drawing, many


def _routed(draft: Draft, leaf: Leaf, header: float, heights: Sequence[float]) -> Page:
    """The page with its arrows; a pentagon with an awkward one is moved to either end of its neighbours if that helps."""

    def tried(leaf: Leaf) -> Page:
        return routed(leaf, draft.arrows, stage(draft.chart, leaf, draft.columns, header, heights))

    page = tried(leaf)
    worst = page.awkward
    if worst is None:
        return page
    ends = {0, worst.slots - 1} - {worst.slot}
    return min(page, *(tried(leaf.moved(worst, slot)) for slot in sorted(ends)), key=lambda page: page.cost)


def _header(chart: Chart, made: Columns, face: Typeface) -> tuple[tuple[Row, ...], tuple[float, ...]]:
    """Two header rows, and a third with the numbers of the columns where the office wants them."""
    heads, lanes = chart.heads, len(chart.lanes)
    top = Row(
        (
            _head(heads.number, rows=2),
            _head(heads.activity, rows=2),
            _head(heads.actors, columns=lanes),
            _head(heads.quality, columns=3),
            _head(heads.note, rows=2),
        )
    )
    names = tuple(_cell(name, LANE_ROLE, header=True) for name in chart.lanes)
    second = Row((*names, _head(heads.inputs), _head(heads.duration), _head(heads.output)))
    heights = _header_heights(chart, made, face)
    rows = [top, second]
    if heads.numbered:
        rows.append(Row(tuple(_head(f"({number})") for number in range(1, lanes + 7))))
        heights.append(cell_height(1, LETTERING[HEADER_ROLE]))
    return tuple(rows), tuple(heights)


def _header_heights(chart: Chart, made: Columns, face: Typeface) -> list[float]:
    """Heights of the two header rows; heads over both rows make the second taller where they need it."""
    heads, (activity, inputs, duration, output, note) = chart.heads, made.texts

    def tall(words: Words, width: float, role: Role = HEADER_ROLE) -> float:
        lines = line_count([pieces(line, face, LETTERING[role]) for line in words.lines], room(width))
        return cell_height(lines, LETTERING[role])

    def head(name: str, width: float) -> float:
        return tall(Words((name,)), width)

    first = max(head(heads.actors, made.lane * made.lanes), head(heads.quality, inputs + duration + output))
    low = (head(heads.inputs, inputs), head(heads.duration, duration), head(heads.output, output))
    both = (head(heads.number, made.number), head(heads.activity, activity), head(heads.note, note))
    least = cell_height(2, LETTERING[LANE_ROLE])
    names = (tall(name, made.lane, LANE_ROLE) for name in chart.lanes)
    return [first, max(least, *names, *low, max(both) - first)]


def _head(name: str, *, columns: int = 1, rows: int = 1) -> Cell:
    return Cell((Paragraph((Text(name),), HEADER_ROLE),), columns, rows, header=True)


def _row(node: Node, row: int, lanes: int) -> Row:
    empty = _cell(Words(("",)), Role.CELL_CENTER)
    return Row(
        (
            _cell(Words((str(row + 1),)), Role.CELL_CENTER),
            _cell(node.activity, Role.CELL),
            *(empty for _ in range(lanes)),
            *(_cell(words, Role.CELL_SMALL) for words in (node.inputs, node.duration, node.output, node.note)),
        ),
        anchor=node.anchor,
    )


def _cell(words: Words, role: Role, *, header: bool = False) -> Cell:
    children: list[Inline] = []
    for line in words.lines:
        children += [LineBreak()] if children else []
        children.append(Text(line))
    return Cell((Paragraph(tuple(children), role, words.origin),), header=header, origin=words.origin)
