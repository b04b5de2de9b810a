"""Shapes of a drawing as WordprocessingShape elements (wps, ECMA-376 with [MS-DOCX] 2.4): symbols, lines, labels."""

from collections.abc import Mapping, Sequence
from typing import Final

from lxml.etree import SubElement

from lpse_docs.document.drawing import Drawing, Label, Line, Symbol, SymbolKind
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.connector import Connector, Corner, connector, corners
from lpse_docs.writers.docx.lines import paragraph
from lpse_docs.writers.docx.manuscript import Manuscript
from lpse_docs.writers.docx.run import run
from lpse_docs.writers.docx.wordml import NAMESPACES, Element, add, emu

_A, _WPS = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("a", "wps"))

PRESETS: Final = {
    SymbolKind.CAPSULE: "flowChartTerminator",
    SymbolKind.RECTANGLE: "flowChartProcess",
    SymbolKind.DIAMOND: "flowChartDecision",
    SymbolKind.PENTAGON: "flowChartOffpageConnector",
}
LINE_WIDTH: Final = 9525  # EMU, 3/4 pt
_BLACK, _WHITE = "000000", "FFFFFF"
_QUARTER_TURN: Final = "5400000"


def shapes(into: Element, drawing: Drawing, manuscript: Manuscript) -> None:
    """All shapes of a drawing. Labels lie lowest: their ground covers rules of the table, never a line or symbol."""
    numbers = {symbol.id: str(next(manuscript.drawings)) for symbol in drawing.symbols}
    ends = {symbol.id: (symbol, numbers[symbol.id]) for symbol in drawing.symbols}
    for label in drawing.labels:
        _label(into, label, manuscript)
    for line in drawing.lines:
        _line(into, line, ends, manuscript)
    for symbol in drawing.symbols:
        _symbol(into, symbol, numbers[symbol.id], manuscript)


def ground(into: Element, width: int, height: int, manuscript: Manuscript) -> None:
    """An invisible rectangle as large as its group: LibreOffice stretches a group whose shapes do not fill it."""
    made = _shape(into, str(next(manuscript.drawings)), "Alas")
    SubElement(made, _WPS + "cNvSpPr")
    look = _frame(made, 0, 0, width, height)
    _preset(look, "rect")
    SubElement(look, _A + "noFill")
    _unframed(look)
    SubElement(made, _WPS + "bodyPr")


def _shape(into: Element, number: str, name: str) -> Element:
    made = SubElement(into, _WPS + "wsp")
    SubElement(made, _WPS + "cNvPr", {"id": number, "name": name})
    return made


def _symbol(into: Element, symbol: Symbol, number: str, manuscript: Manuscript) -> None:
    """A symbol is filled, so that a click anywhere inside selects it."""
    made = _shape(into, number, f"{symbol.kind.value.capitalize().replace('-', ' ')} {symbol.id}")
    SubElement(made, _WPS + "cNvSpPr")
    look = _frame(made, *(emu(length) for length in (symbol.x, symbol.y, symbol.width, symbol.height)))
    _preset(look, PRESETS[symbol.kind])
    _colour(look, _WHITE)
    _stroke(look)
    _words(made, (symbol.text,) if symbol.text else (), names.FLOW_LETTER, manuscript)


def _label(into: Element, label: Label, manuscript: Manuscript) -> None:
    """Words on a white ground of the label's own size, so that no rule of the table runs through them."""
    made = _shape(into, str(next(manuscript.drawings)), f"Label {' '.join(label.words)}")
    SubElement(made, _WPS + "cNvSpPr", {"txBox": "1"})
    look = _frame(made, *(emu(length) for length in (label.x, label.y, label.width, label.height)))
    _preset(look, "rect")
    _colour(look, _WHITE)
    _unframed(look)
    _words(made, label.words, names.FLOW_LABEL, manuscript)


def _line(into: Element, line: Line, ends: Mapping[str, tuple[Symbol, str]], manuscript: Manuscript) -> None:
    """A connector glued to its symbols; a free form where no preset fits."""
    path = corners(line.points)
    number, name = str(next(manuscript.drawings)), f"{'Panah' if line.arrow else 'Garis'} {line.source} - {line.target}"
    made = _shape(into, number, name)
    preset = connector(path)
    if preset:
        glue = SubElement(made, _WPS + "cNvCnPr")
        for tag, symbol, end in (("stCxn", line.source, path[0]), ("endCxn", line.target, path[-1])):
            if symbol in ends:
                SubElement(glue, _A + tag, {"id": ends[symbol][1], "idx": str(site(ends[symbol][0], end))})
        look = _connector(made, preset)
    else:
        SubElement(made, _WPS + "cNvSpPr")
        look = _free_form(made, path)
    _stroke(look, arrow=line.arrow)
    SubElement(made, _WPS + "bodyPr")


def site(symbol: Symbol, end: Corner) -> int:
    """The connection site of a preset on the side where a line ends: top 0, left 1, bottom 2, right 3."""
    left, top = emu(symbol.x), emu(symbol.y)
    right, bottom = left + emu(symbol.width), top + emu(symbol.height)
    gaps = (end[1] - top, end[0] - left, end[1] - bottom, end[0] - right)
    return min(range(len(gaps)), key=lambda side: abs(gaps[side]))


def _frame(shape: Element, x: int, y: int, width: int, height: int, **turn: str) -> Element:
    look = SubElement(shape, _WPS + "spPr")
    transform = SubElement(look, _A + "xfrm", turn)
    SubElement(transform, _A + "off", {"x": str(x), "y": str(y)})
    SubElement(transform, _A + "ext", {"cx": str(width), "cy": str(height)})
    return look


def _preset(look: Element, preset: str, adjustments: Sequence[int] = ()) -> None:
    values = SubElement(SubElement(look, _A + "prstGeom", {"prst": preset}), _A + "avLst")
    for number, value in enumerate(adjustments, 1):
        SubElement(values, _A + "gd", {"name": f"adj{number}", "fmla": f"val {value}"})


def _connector(shape: Element, preset: Connector) -> Element:
    turn = {"rot": _QUARTER_TURN} if preset.turned else {}
    turn |= {name: "1" for name, flipped in zip(("flipH", "flipV"), preset.flips, strict=True) if flipped}
    look = _frame(shape, preset.x, preset.y, preset.width, preset.height, **turn)
    _preset(look, preset.preset, preset.adjustments)
    return look


def _free_form(shape: Element, path: Sequence[Corner]) -> Element:
    left, top = (min(values) for values in zip(*path, strict=True))
    width, height = (max(values) - min(values) for values in zip(*path, strict=True))
    look = _frame(shape, left, top, width, height)
    form = SubElement(look, _A + "custGeom")
    for tag in ("avLst", "gdLst", "ahLst", "cxnLst"):
        SubElement(form, _A + tag)
    SubElement(form, _A + "rect", {"l": "0", "t": "0", "r": "r", "b": "b"})
    size = {"w": str(width), "h": str(height), "fill": "none"}
    pen = SubElement(SubElement(form, _A + "pathLst"), _A + "path", size)
    for number, (x, y) in enumerate(path):
        move = SubElement(pen, _A + ("lnTo" if number else "moveTo"))
        SubElement(move, _A + "pt", {"x": str(x - left), "y": str(y - top)})
    SubElement(look, _A + "noFill")
    return look


def _unframed(look: Element) -> None:
    SubElement(SubElement(look, _A + "ln"), _A + "noFill")


def _colour(holder: Element, colour: str) -> None:
    SubElement(SubElement(holder, _A + "solidFill"), _A + "srgbClr", {"val": colour})


def _stroke(look: Element, *, arrow: bool = False) -> None:
    line = SubElement(look, _A + "ln", {"w": str(LINE_WIDTH)})
    _colour(line, _BLACK)
    SubElement(line, _A + "miter", {"lim": "800000"})
    if arrow:
        SubElement(line, _A + "tailEnd", {"type": "triangle"})  # the end of the path; "head" is its beginning


def _words(shape: Element, lines: Sequence[str], style: str, manuscript: Manuscript) -> None:
    """The text of a shape, one paragraph a line; nothing wraps, so no font of another width can cut it off."""
    if lines:
        content = add(SubElement(shape, _WPS + "txbx"), "txbxContent")
        for words in lines:
            run(paragraph(content, style, manuscript), words, "", manuscript)
    around = dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), "0")
    SubElement(shape, _WPS + "bodyPr", {"wrap": "none" if lines else "square", **around, "anchor": "ctr"})
