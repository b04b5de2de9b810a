"""The words of a chart as boxes of words that can be edited in Word.

A single caption has a box exactly as wide as its words, so that no reader has to align or wrap them. Captions that
follow one another line by line share one box: every place along a line is a tab stop, every base line an exact height.
LibreOffice 7.4 takes about 0.1 s for each box in a group and more with each further one, so a page of a plan with a
box for every word would take minutes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from lxml.etree import SubElement

from lpse_docs.document.chart import Align, Caption, Tone
from lpse_docs.layout.lettering import MM_PER_POINT
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.lines import paragraph
from lpse_docs.writers.docx.manuscript import Manuscript
from lpse_docs.writers.docx.run import run
from lpse_docs.writers.docx.shape import frame, holding, preset, shape, unfilled, unframed
from lpse_docs.writers.docx.wordml import NAMESPACES, Element, W, add, emu, twips
from lpse_docs.writers.tones import COLOURS

_WPS = f"{{{NAMESPACES['wps']}}}"
ASCENT: Final = 0.905  # of the type size, from the top of a line to its base: Arial, Liberation Sans
EXACT_ASCENT: Final = 0.8  # of the line, where its height is exact: Word and LibreOffice
LINE: Final = 1.15
APART: Final = 0.6  # mm between words of a line that share a box; closer ones might hide each other's tab stop
SPARE: Final = 0.5  # mm a shared box is wider than its words, so that no rounding ever breaks a line
SHIFTS: Final = {Align.START: 0.0, Align.MIDDLE: 0.5, Align.END: 1.0}
TABS: Final = {Align.START: "left", Align.MIDDLE: "center", Align.END: "right"}

Measure: TypeAlias = Callable[[Caption], float]
Row: TypeAlias = list[Caption]


def blocks(captions: Iterable[Caption], measure: Measure) -> Iterator[list[Row]]:
    """Captions in the order given, as many together as one box can hold, row by row."""
    block: list[Row] = []
    for caption in captions:
        if block and caption.size == block[0][0].size and _beside(block[-1][-1], caption, measure):
            block[-1].append(caption)
        elif block and caption.size == block[0][0].size and _below(block[-1][-1], caption):
            block.append([caption])
        else:
            if block:
                yield block
            block = [[caption]]
    if block:
        yield block


def _beside(one: Caption, other: Caption, measure: Measure) -> bool:
    return one.y == other.y and _left(other, measure) >= _left(one, measure) + measure(one) + APART


def _below(one: Caption, other: Caption) -> bool:
    return other.y - one.y >= LINE * one.size


def _left(caption: Caption, measure: Measure) -> float:
    return caption.x - SHIFTS[caption.align] * measure(caption)


@dataclass(frozen=True)
class Lettered:
    """Writes boxes of words of one chart in its scale."""

    manuscript: Manuscript
    scale: float
    measure: Measure

    def write(self, into: Element, block: Sequence[Row]) -> None:
        """One box of words."""
        if len(block) == 1 and len(block[0]) == 1:
            self._single(into, block[0][0])
        else:
            self._shared(into, block)

    def _single(self, into: Element, caption: Caption) -> None:
        top = caption.y - ASCENT * caption.size
        place = (_left(caption, self.measure), top, self.measure(caption), LINE * caption.size)
        made, content = self._box(into, caption.words, place)
        self._words(paragraph(content, names.CHART_WORDS, self.manuscript), caption)
        holding(made, wrapped=False, middle=False)

    def _shared(self, into: Element, block: Sequence[Row]) -> None:
        size, everything = block[0][0].size, [caption for row in block for caption in row]
        high = LINE * size
        left = min(_left(caption, self.measure) for caption in everything)
        right = max(_left(caption, self.measure) + self.measure(caption) for caption in everything)
        top = block[0][0].y - EXACT_ASCENT * high
        tall = block[-1][0].y - block[0][0].y + high
        made, content = self._box(into, block[0][0].words, (left, top, right - left + SPARE, tall))
        line, passed = self._twips(high), 0
        for row in block:
            before = max(0, self._twips(row[0].y - EXACT_ASCENT * high - top) - passed)
            passed += before + line
            written = paragraph(content, names.CHART_WORDS, self.manuscript)
            self._row(written, row, left, {"before": before, "line": line, "lineRule": "exact"})
        holding(made, wrapped=True, middle=False)

    def _row(self, into: Element, row: Row, left: float, spacing: dict[str, int | str]) -> None:
        """The words of a line, each at its tab stop."""
        stops = [self._twips(caption.x - left) for caption in row]
        if any(stops):
            tabs = add(into[0], "tabs")
            for caption, stop in zip(row, stops, strict=True):
                if stop:
                    add(tabs, "tab", val=TABS[caption.align], pos=stop)
        add(into[0], "spacing", **spacing)
        for caption, stop in zip(row, stops, strict=True):
            if stop:
                add(add(into, "r"), "tab")
            self._words(into, caption)

    def _box(self, into: Element, words: str, place: tuple[float, float, float, float]) -> tuple[Element, Element]:
        """A shape without a look at a place (left, top, width, height in mm), and where its paragraphs belong."""
        made = shape(into, str(next(self.manuscript.drawings)), f"Teks {words}")
        SubElement(made, _WPS + "cNvSpPr", {"txBox": "1"})
        look = frame(made, *(emu(length * self.scale) for length in place))
        preset(look, "rect")
        unfilled(look)
        unframed(look)
        return made, add(SubElement(made, _WPS + "txbx"), "txbxContent")

    def _twips(self, length: float) -> int:
        return twips(length * self.scale)

    def _words(self, into: Element, caption: Caption) -> None:
        """The words in the size they were measured in; white on a dark ground."""
        before = len(into)
        run(into, caption.words, names.STRONG if caption.strong else "", self.manuscript)
        for made in list(into)[before:]:
            letters = made.find(W + "rPr")
            if letters is None:
                letters = made.makeelement(W + "rPr")
                made.insert(0, letters)
            if caption.light:
                add(letters, "color", val=COLOURS[Tone.PAPER])
            points = max(1, round(caption.size * self.scale / MM_PER_POINT * 2))
            add(letters, "sz", val=points)
            add(letters, "szCs", val=points)
