"""A chart as native shapes that can be edited in Word, in the line of a paragraph, so that no page ever parts it.

Places, tones and sizes of letters are measures of the drawing and stand at its shapes; the face is that of the style
`names.CHART_WORDS`.
"""

from itertools import groupby
from typing import Final, assert_never

from lxml.etree import SubElement

from lpse_docs.document.chart import Area, Box, Caption, Chart, Part, Stroke, Tone
from lpse_docs.layout.lettering import MM_PER_POINT, Lettering, face_of
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.canvas import canvas
from lpse_docs.writers.docx.captions import Lettered, Measure, blocks
from lpse_docs.writers.docx.connector import connector, corners
from lpse_docs.writers.docx.lines import paragraph
from lpse_docs.writers.docx.manuscript import Manuscript, Place
from lpse_docs.writers.docx.shape import (
    colour,
    connecting,
    frame,
    free_form,
    preset,
    shape,
    stroke,
    unfilled,
    unframed,
)
from lpse_docs.writers.docx.wordml import NAMESPACES, Element, add, emu, twips
from lpse_docs.writers.tones import COLOURS, OUTLINE

_WP, _WPS = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("wp", "wps"))
ROUGHLY: Final = 0.56  # width of a letter, of the type size, where no font can be measured


def chart(into: Element, block: Chart, place: Place, manuscript: Manuscript) -> None:
    """The paragraph of a chart; in a narrow cell the whole chart becomes smaller."""
    scale = min(1.0, max(place.width - place.indent, 1) / twips(block.width))
    pen = Pen(manuscript, scale, _measure(manuscript))
    canvas(
        add(paragraph(into, names.CHART, manuscript), "r"),
        lambda holder: _inline(holder, block, pen),
        (block.width * scale, block.height * scale),
        lambda holder: pen.draw(holder, block),
        manuscript,
    )


def _measure(manuscript: Manuscript) -> Measure:
    """How wide a caption is in mm, by the fonts of the theme."""
    face, _ = face_of(manuscript.theme.fonts)
    if face is None:
        return lambda caption: ROUGHLY * len(caption.words) * caption.size
    return lambda caption: face.width(caption.words, Lettering(caption.size / MM_PER_POINT, 0, 0, caption.strong))


def _inline(holder: Element, block: Chart, pen: "Pen") -> Element:
    """A frame in the line (ECMA-376 20.4.2.8), told in words."""
    number = pen.number()
    around = dict.fromkeys(("distT", "distB", "distL", "distR"), "0")
    made = SubElement(add(holder, "drawing"), _WP + "inline", around)
    size = {"cx": str(pen.emu(block.width)), "cy": str(pen.emu(block.height))}
    SubElement(made, _WP + "extent", size)
    SubElement(made, _WP + "effectExtent", dict.fromkeys("ltrb", "0"))
    about = {"id": number, "name": f"Grafik {number}", "descr": block.alt, "title": block.title}
    SubElement(made, _WP + "docPr", about)
    SubElement(made, _WP + "cNvGraphicFramePr")
    return made


class Pen:
    """Draws parts of one chart in its scale."""

    def __init__(self, manuscript: Manuscript, scale: float, measure: Measure) -> None:
        self._manuscript, self._scale = manuscript, scale
        self._letters = Lettered(manuscript, scale, measure)

    def number(self) -> str:
        """A number no other shape has."""
        return str(next(self._manuscript.drawings))

    def emu(self, length: float) -> int:
        """A length of the chart as it is drawn."""
        return emu(length * self._scale)

    def draw(self, into: Element, block: Chart) -> None:
        """All parts, the first lowest; captions that follow one another share boxes."""
        for words, parts in groupby(block.parts, lambda part: isinstance(part, Caption)):
            if words:
                for together in blocks((part for part in parts if isinstance(part, Caption)), self._letters.measure):
                    self._letters.write(into, together)
            else:
                for part in parts:
                    self._part(into, part)

    def _part(self, into: Element, part: Part) -> None:
        match part:
            case Box():
                self._box(into, part)
            case Area():
                made = self._shape(into, "Bidang")
                look = free_form(made, [(self.emu(x), self.emu(y)) for x, y in part.points], closed=True)
                self._filled(made, look, part.tone)
            case Stroke():
                self._stroke(into, part)
            case Caption():
                self._letters.write(into, [[part]])
            case _:
                assert_never(part)

    def _shape(self, into: Element, name: str, **kind: str) -> Element:
        made = shape(into, self.number(), name)
        SubElement(made, _WPS + "cNvSpPr", kind)
        return made

    def _box(self, into: Element, box: Box) -> None:
        made = self._shape(into, "Kotak")
        look = frame(made, *(self.emu(length) for length in (box.x, box.y, box.width, box.height)))
        preset(look, "rect")
        self._filled(made, look, box.tone, outline=box.outline)

    def _filled(self, made: Element, look: Element, tone: Tone, *, outline: bool = True) -> None:
        colour(look, COLOURS[tone])
        if outline:
            stroke(look, self.emu(OUTLINE))
        else:
            unframed(look)
        SubElement(made, _WPS + "bodyPr")

    def _stroke(self, into: Element, line: Stroke) -> None:
        """A straight line is a connector, any other a free form."""
        path = corners([(x * self._scale, y * self._scale) for x, y in line.points])
        made = shape(into, self.number(), "Garis")
        known = connector(path) if len(path) == 2 else None
        if known:
            SubElement(made, _WPS + "cNvCnPr")
            look = connecting(made, known)
        else:
            SubElement(made, _WPS + "cNvSpPr")
            look = free_form(made, path)
            unfilled(look)
        stroke(look, self.emu(line.width), COLOURS[line.tone], dashed=line.dashed)
        SubElement(made, _WPS + "bodyPr")
