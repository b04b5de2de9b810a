"""What is wrong with a chart, judged by a stranger: words measured with fontTools, rectangles compared."""

from collections.abc import Iterator
from itertools import combinations

from lpse_docs.document.chart import Align, Area, Box, Caption, Chart, Stroke, Tone
from tests.layout import reader
from tests.layout.geometry import Box as Rectangle

POINT = 25.4 / 72
SMALLEST = 7.0
ABOVE, BELOW = 0.73, 0.21  # of the type size, from the base line: capitals and letters that hang down
SHIFTS = {Align.START: 0.0, Align.MIDDLE: 0.5, Align.END: 1.0}
DARK = {Tone.DARK, Tone.INK}


def wrongs(chart: Chart) -> Iterator[str]:
    """Words over words, under a filled part, on a ground they do not show on, too small, or beyond the picture."""
    captions = [(n, item, around(item)) for n, item in enumerate(chart.parts) if isinstance(item, Caption)]
    whole = Rectangle(0.0, 0.0, chart.width, chart.height)
    for number, item, box in captions:
        if item.size / POINT < SMALLEST - 0.01:
            yield f"“{item.words}” berukuran {item.size / POINT:.1f} pt"
        if not whole.holds(box):
            yield f"“{item.words}” keluar dari gambar"
        if any(box.meets(area(part)) for part in chart.parts[number + 1 :] if isinstance(part, Box)):
            yield f"“{item.words}” tertutup"
        yield from _ground(chart, number, item, box)
    for (_, one, here), (_, other, there) in combinations(captions, 2):
        if here.meets(there):
            yield f"“{one.words}” menimpa “{other.words}”"
    for part in chart.parts:
        if not isinstance(part, Caption) and not whole.holds(area(part)):
            yield f"{part} keluar dari gambar"


def around(caption: Caption) -> Rectangle:
    """The rectangle of the letters."""
    style = reader.Style(caption.size / POINT, 0, 0, 0, caption.strong)
    width = reader.width(caption.words, style)
    left = caption.x - SHIFTS[caption.align] * width
    return Rectangle(left, caption.y - ABOVE * caption.size, left + width, caption.y + BELOW * caption.size)


def area(part: Box | Area | Stroke) -> Rectangle:
    """The rectangle around a part."""
    if isinstance(part, Box):
        return Rectangle(part.x, part.y, part.x + part.width, part.y + part.height)
    across, down = zip(*part.points, strict=True)
    return Rectangle(min(across), min(down), max(across), max(down))


def _ground(chart: Chart, number: int, caption: Caption, box: Rectangle) -> Iterator[str]:
    """White letters stand wholly on a dark box, black ones on none."""
    below = [part for part in chart.parts[:number] if isinstance(part, Box) and area(part).meets(box)]
    on_dark = bool(below) and below[-1].tone in DARK
    if caption.light != on_dark or (caption.light and not area(below[-1]).holds(box)):
        yield f"“{caption.words}” tidak terlihat pada alasnya"
