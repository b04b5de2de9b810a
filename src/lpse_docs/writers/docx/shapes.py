"""Shapes of a drawing as WordprocessingShape elements (wps, ECMA-376 with [MS-DOCX] 2.4): symbols, lines, labels."""

from collections.abc import Mapping, Sequence
from typing import Final

from lxml.etree import SubElement

from lpse_docs.document.drawing import Drawing, Label, Line, Symbol, SymbolKind
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.connector import Corner, connector, corners
from lpse_docs.writers.docx.lines import paragraph
from lpse_docs.writers.docx.manuscript import Manuscript
from lpse_docs.writers.docx.run import run
from lpse_docs.writers.docx.shape import (
    WHITE,
    colour,
    connecting,
    frame,
    free_form,
    holding,
    preset,
    shape,
    stroke,
    unfilled,
    unframed,
)
from lpse_docs.writers.docx.wordml import NAMESPACES, Element, add, emu

_A, _WPS = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("a", "wps"))

PRESETS: Final = {
    SymbolKind.CAPSULE: "flowChartTerminator",
    SymbolKind.RECTANGLE: "flowChartProcess",
    SymbolKind.DIAMOND: "flowChartDecision",
    SymbolKind.PENTAGON: "flowChartOffpageConnector",
}
LINE_WIDTH: Final = 9525  # EMU, 3/4 pt


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


def _symbol(into: Element, symbol: Symbol, number: str, manuscript: Manuscript) -> None:
    """A symbol is filled, so that a click anywhere inside selects it."""
    made = shape(into, number, f"{symbol.kind.value.capitalize().replace('-', ' ')} {symbol.id}")
    SubElement(made, _WPS + "cNvSpPr")
    look = frame(made, *(emu(length) for length in (symbol.x, symbol.y, symbol.width, symbol.height)))
    preset(look, PRESETS[symbol.kind])
    colour(look, WHITE)
    stroke(look, LINE_WIDTH)
    _words(made, (symbol.text,) if symbol.text else (), names.FLOW_LETTER, manuscript)


def _label(into: Element, label: Label, manuscript: Manuscript) -> None:
    """Words on a white ground of the label's own size, so that no rule of the table runs through them."""
    made = shape(into, str(next(manuscript.drawings)), f"Label {' '.join(label.words)}")
    SubElement(made, _WPS + "cNvSpPr", {"txBox": "1"})
    look = frame(made, *(emu(length) for length in (label.x, label.y, label.width, label.height)))
    preset(look, "rect")
    colour(look, WHITE)
    unframed(look)
    _words(made, label.words, names.FLOW_LABEL, manuscript)


def _line(into: Element, line: Line, ends: Mapping[str, tuple[Symbol, str]], manuscript: Manuscript) -> None:
    """A connector glued to its symbols; a free form where no preset fits."""
    path = corners(line.points)
    number, name = str(next(manuscript.drawings)), f"{'Panah' if line.arrow else 'Garis'} {line.source} - {line.target}"
    made = shape(into, number, name)
    known = connector(path)
    if known:
        glue = SubElement(made, _WPS + "cNvCnPr")
        for tag, symbol, end in (("stCxn", line.source, path[0]), ("endCxn", line.target, path[-1])):
            if symbol in ends:
                SubElement(glue, _A + tag, {"id": ends[symbol][1], "idx": str(site(ends[symbol][0], end))})
        look = connecting(made, known)
    else:
        SubElement(made, _WPS + "cNvSpPr")
        look = free_form(made, path)
        unfilled(look)
    stroke(look, LINE_WIDTH, arrow=line.arrow)
    SubElement(made, _WPS + "bodyPr")


def site(symbol: Symbol, end: Corner) -> int:
    """The connection site of a preset on the side where a line ends: top 0, left 1, bottom 2, right 3."""
    left, top = emu(symbol.x), emu(symbol.y)
    right, bottom = left + emu(symbol.width), top + emu(symbol.height)
    gaps = (end[1] - top, end[0] - left, end[1] - bottom, end[0] - right)
    return min(range(len(gaps)), key=lambda side: abs(gaps[side]))


def _words(made: Element, lines: Sequence[str], style: str, manuscript: Manuscript) -> None:
    """The text of a shape, one paragraph a line; nothing wraps, so no font of another width can cut it off."""
    if lines:
        content = add(SubElement(made, _WPS + "txbx"), "txbxContent")
        for words in lines:
            run(paragraph(content, style, manuscript), words, "", manuscript)
    holding(made, wrapped=not lines)
