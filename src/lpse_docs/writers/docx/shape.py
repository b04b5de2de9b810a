"""The pieces every DrawingML shape is made of: frame, geometry, fill and stroke (ECMA-376-1, 20.1)."""

from collections.abc import Sequence
from typing import Final

from lxml.etree import SubElement

from lpse_docs.writers.docx.connector import Connector, Corner
from lpse_docs.writers.docx.wordml import NAMESPACES, Element

_A, _WPS = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("a", "wps"))
_QUARTER_TURN: Final = "5400000"
BLACK, WHITE = "000000", "FFFFFF"


def shape(into: Element, number: str, name: str) -> Element:
    """A shape without a look."""
    made = SubElement(into, _WPS + "wsp")
    SubElement(made, _WPS + "cNvPr", {"id": number, "name": name})
    return made


def frame(made: Element, x: int, y: int, width: int, height: int, **turn: str) -> Element:
    """The look of a shape, with its rectangle in EMU."""
    look = SubElement(made, _WPS + "spPr")
    transform = SubElement(look, _A + "xfrm", turn)
    SubElement(transform, _A + "off", {"x": str(x), "y": str(y)})
    SubElement(transform, _A + "ext", {"cx": str(width), "cy": str(height)})
    return look


def preset(look: Element, name: str, adjustments: Sequence[int] = ()) -> None:
    """A form that Word knows by name."""
    values = SubElement(SubElement(look, _A + "prstGeom", {"prst": name}), _A + "avLst")
    for number, value in enumerate(adjustments, 1):
        SubElement(values, _A + "gd", {"name": f"adj{number}", "fmla": f"val {value}"})


def connecting(made: Element, line: Connector) -> Element:
    """The look of a connector, in its flips and its turn."""
    turn = {"rot": _QUARTER_TURN} if line.turned else {}
    turn |= {name: "1" for name, flipped in zip(("flipH", "flipV"), line.flips, strict=True) if flipped}
    look = frame(made, line.x, line.y, line.width, line.height, **turn)
    preset(look, line.preset, line.adjustments)
    return look


def free_form(made: Element, path: Sequence[Corner], *, closed: bool = False) -> Element:
    """The look of a line along these corners, or of the polygon between them, still without a fill."""
    left, top = (min(values) for values in zip(*path, strict=True))
    width, height = (max(values) - min(values) for values in zip(*path, strict=True))
    look = frame(made, left, top, width, height)
    form = SubElement(look, _A + "custGeom")
    for tag in ("avLst", "gdLst", "ahLst", "cxnLst"):
        SubElement(form, _A + tag)
    SubElement(form, _A + "rect", {"l": "0", "t": "0", "r": "r", "b": "b"})
    size = {"w": str(width), "h": str(height), **({} if closed else {"fill": "none"})}
    pen = SubElement(SubElement(form, _A + "pathLst"), _A + "path", size)
    for number, (x, y) in enumerate(path):
        move = SubElement(pen, _A + ("lnTo" if number else "moveTo"))
        SubElement(move, _A + "pt", {"x": str(x - left), "y": str(y - top)})
    if closed:
        SubElement(pen, _A + "close")
    return look


def unfilled(look: Element) -> None:
    """Nothing inside."""
    SubElement(look, _A + "noFill")


def unframed(look: Element) -> None:
    """No line around."""
    SubElement(SubElement(look, _A + "ln"), _A + "noFill")


def colour(holder: Element, value: str) -> None:
    """One colour, inside of a shape or of its line."""
    SubElement(SubElement(holder, _A + "solidFill"), _A + "srgbClr", {"val": value})


def stroke(look: Element, width: int, value: str = BLACK, *, dashed: bool = False, arrow: bool = False) -> None:
    """The line of a shape; width in EMU."""
    line = SubElement(look, _A + "ln", {"w": str(width)})
    colour(line, value)
    if dashed:
        SubElement(line, _A + "prstDash", {"val": "dash"})
    SubElement(line, _A + "miter", {"lim": "800000"})
    if arrow:
        SubElement(line, _A + "tailEnd", {"type": "triangle"})  # the end of the path; "head" is its beginning


def holding(made: Element, *, wrapped: bool, middle: bool = True) -> None:
    """How a shape holds its words: without padding, from its top or around its middle."""
    around = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "0")
    wrap = "square" if wrapped else "none"
    SubElement(made, _WPS + "bodyPr", {"wrap": wrap, **around, "anchor": "ctr" if middle else "t"})
