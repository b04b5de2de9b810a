"""A page of a flow: a real table, and over it the symbols and arrows as shapes that can be edited in Word.

The shapes stand in a drawing canvas, the only place where Word keeps connectors glued to their symbols (its object model
has AddConnector for canvases alone). There is no VML: what reads neither canvas nor group (Word 2007) is out of support.

The canvas hangs on a tiny paragraph before the table and is placed from there, so both move together. It covers only
the shapes: a click beside it reaches the words of the table.
"""

from dataclasses import replace
from typing import Final, TypeAlias

from lxml.etree import SubElement

from lpse_docs.document.blocks import FlowPage
from lpse_docs.document.drawing import Drawing, Label, Symbol
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.canvas import canvas
from lpse_docs.writers.docx.lines import paragraph
from lpse_docs.writers.docx.manuscript import Manuscript, Place
from lpse_docs.writers.docx.shapes import shapes
from lpse_docs.writers.docx.table import Fill, keep_with_next, table, widths
from lpse_docs.writers.docx.wordml import NAMESPACES, Element, W, add, emu, twips

_WP: Final = f"{{{NAMESPACES['wp']}}}"
ANCHOR_HEIGHT: Final = 12_700  # EMU; the line of the style `names.FLOW_ANCHOR`
MARGIN: Final = 1.0  # mm around the shapes: half of a line, the wings of an arrow head

Box: TypeAlias = tuple[float, float, float, float]


def flow(into: Element, block: FlowPage, manuscript: Manuscript, fill: Fill) -> None:
    """The paragraph the drawing hangs on, and the table; both stay on one page."""
    hold = paragraph(into, names.FLOW_ANCHOR, manuscript)
    if block.drawing.symbols:
        _drawing(add(hold, "r"), block, manuscript)
    room = Place(twips(sum(block.table.columns)))
    heights = widths(block.heights, twips(sum(block.heights)))
    _keep_together(table(into, block.table, room, manuscript, fill, heights=heights))


def _keep_together(made: Element) -> None:
    """Every row but the last stays with the next, so that a table never leaves its drawing behind."""
    keep_with_next(*made.findall(W + "tr")[:-1])


def _drawing(run: Element, block: FlowPage, manuscript: Manuscript) -> None:
    box = _box(block.drawing)
    drawing = _moved(block.drawing, *box[:2])
    canvas(
        run,
        lambda holder: _anchored(holder, block, box, manuscript),
        box[2:],
        lambda into: shapes(into, drawing, manuscript),
        manuscript,
    )


def _box(drawing: Drawing) -> Box:
    """Left, top, width and height of all shapes with their margin, in mm."""
    points = [point for line in drawing.lines for point in line.points]
    rectangles: list[Symbol | Label] = [*drawing.symbols, *drawing.labels]
    for item in rectangles:
        points += (item.x, item.y), (item.x + item.width, item.y + item.height)
    left, top = (min(values) - MARGIN for values in zip(*points, strict=True))
    right, bottom = (max(values) + MARGIN for values in zip(*points, strict=True))
    return left, top, right - left, bottom - top


def _moved(drawing: Drawing, left: float, top: float) -> Drawing:
    """The drawing with another origin."""
    return replace(
        drawing,
        symbols=tuple(replace(symbol, x=symbol.x - left, y=symbol.y - top) for symbol in drawing.symbols),
        lines=tuple(replace(line, points=tuple((x - left, y - top) for x, y in line.points)) for line in drawing.lines),
        labels=tuple(replace(label, x=label.x - left, y=label.y - top) for label in drawing.labels),
    )


def _anchored(holder: Element, block: FlowPage, box: Box, manuscript: Manuscript) -> Element:
    """A floating frame in front of the text (ECMA-376 20.4.2.3), told in words."""
    number = next(manuscript.drawings)
    flags = {"simplePos": "0", "behindDoc": "0", "locked": "0", "layoutInCell": "1", "allowOverlap": "1"}
    around = dict.fromkeys(("distT", "distB", "distL", "distR"), "0")
    anchor = SubElement(add(holder, "drawing"), _WP + "anchor", {**around, **flags, "relativeHeight": str(number)})
    SubElement(anchor, _WP + "simplePos", {"x": "0", "y": "0"})
    left, top, width, height = (emu(length) for length in box)
    for tag, base, offset in (("positionH", "column", left), ("positionV", "paragraph", top + ANCHOR_HEIGHT)):
        SubElement(SubElement(anchor, _WP + tag, {"relativeFrom": base}), _WP + "posOffset").text = str(offset)
    SubElement(anchor, _WP + "extent", {"cx": str(width), "cy": str(height)})
    SubElement(anchor, _WP + "effectExtent", dict.fromkeys("ltrb", "0"))
    SubElement(anchor, _WP + "wrapNone")
    about = {"id": str(number), "name": f"Alur {number}", "descr": block.alt, "title": block.table.title}
    SubElement(anchor, _WP + "docPr", about)
    SubElement(anchor, _WP + "cNvGraphicFramePr")
    return anchor
