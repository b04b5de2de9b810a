"""What the signs of a chart mean: samples with words, set in rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lpse_docs.document.chart import Box, Part, Tone
from lpse_docs.layout.captions import NORMAL, Measure, base, caption

Draw: TypeAlias = Callable[[float, float, float, float], Iterable[Part]]
SAMPLE = (6.0, 4.0)
BESIDE, BETWEEN, ROW = 1.5, 6.0, 5.6


@dataclass(frozen=True)
class Entry:
    """One meaning: `draw` gives the parts of its sample within a rectangle (left, top, width, height)."""

    words: str
    draw: Draw


def filled(tone: Tone) -> Draw:
    """A sample of a tone."""
    return lambda x, y, width, height: [Box(x, y, width, height, tone)]


def legend(
    entries: Sequence[Entry], left: float, top: float, room: float, measure: Measure
) -> tuple[list[Part], float]:
    """Entries one after the other, as many in a row as fit; with the height they take."""
    parts: list[Part] = []
    x, y = left, top
    for entry in entries:
        words = measure.shortened(entry.words, room - SAMPLE[0] - BESIDE)
        needed = SAMPLE[0] + BESIDE + measure.width(words)
        if x > left and x + needed > left + room:
            x, y = left, y + ROW
        parts += entry.draw(x, y, *SAMPLE)
        parts.append(caption(x + SAMPLE[0] + BESIDE, base(y + SAMPLE[1] / 2, NORMAL), words))
        x += needed + BETWEEN
    return parts, (y - top + ROW if entries else 0.0)
