"""Bars of progress: a row for each standard, one field for each criterion that applies, the met ones filled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lpse_docs.document.chart import Box, Chart, Part, Tone
from lpse_docs.layout.captions import NORMAL, SMALL, Measure, base, caption, stacked
from lpse_docs.layout.legend import Entry, filled, legend
from lpse_docs.layout.lettering import Typeface
from lpse_docs.layout.marks import question
from lpse_docs.layout.progress import BADGE_WIDTH, Progress, badge

WIDTH = 160.0
EDGE = 0.5
LETTER, NAME, FRACTION = 5.5, 48.0, 17.0
ROW, BAR = 6.6, 4.2


def bars(title: str, standards: Sequence[Progress], face: Typeface, *, width: float = WIDTH) -> Chart:
    """The standards in the order given. All bars are equally long, so that a full one is a full one."""
    sheet = Sheet(Measure(face), width)
    parts = [part for number, item in enumerate(standards) for part in sheet.row(item, EDGE + (number + 0.5) * ROW)]
    bottom = EDGE + len(standards) * ROW + 1.5
    keys, height = legend(_keys(standards), EDGE, bottom, width - 2 * EDGE, sheet.measure)
    alt = f"{title}. {'; '.join(item.told for item in standards)}."
    return Chart(width, bottom + height + EDGE, (*parts, *keys), title, alt)


def _keys(standards: Sequence[Progress]) -> list[Entry]:
    keys = [
        Entry("kriteria terpenuhi", filled(Tone.DARK)),
        Entry("kriteria belum terpenuhi", filled(Tone.PAPER)),
    ]
    if any(item.unassessed for item in standards):
        keys.append(Entry("belum dinilai", _open))
    return keys


def _open(x: float, y: float, width: float, height: float) -> list[Part]:
    """A field nobody has assessed."""
    return [Box(x, y, width, height, Tone.LIGHT), *question((x + width / 2, y + height / 2))]


@dataclass(frozen=True)
class Sheet:
    """Where the columns stand."""

    measure: Measure
    width: float

    @property
    def bar(self) -> tuple[float, float]:
        """Left edge and length of the bars."""
        left = EDGE + LETTER + NAME
        return left, self.width - EDGE - BADGE_WIDTH - FRACTION - left

    def row(self, item: Progress, middle: float) -> Iterator[Part]:
        """Letter, name, bar, count in words, and the badge when the standard is met."""
        yield caption(EDGE, base(middle, NORMAL), item.letter, strong=True)
        yield from stacked(EDGE + LETTER, middle, *self.measure.named(item.name, NAME - 1.5))
        yield from self._fields(item, middle)
        left, length = self.bar
        words = f"{item.met} dari {item.of}" if item.of else "tidak berlaku"
        shown = self.measure.shortened(words, FRACTION - 2.5, SMALL)
        yield caption(left + length + 1.5, base(middle, SMALL), shown, SMALL)
        if item.whole:
            yield from badge(self.width - EDGE - BADGE_WIDTH, middle)

    def _fields(self, item: Progress, middle: float) -> Iterator[Part]:
        """Met fields first, then those assessed and not met, then those nobody has assessed."""
        left, length = self.bar
        each = length / max(item.of, 1)
        for number in range(item.of):
            place = (left + number * each, middle - BAR / 2, each, BAR)
            if number >= item.of - item.unassessed:
                yield Box(*place, Tone.LIGHT)
                yield from question((place[0] + each / 2, middle))
            else:
                yield Box(*place, Tone.DARK if number < item.met else Tone.PAPER)
