"""The radar: one spoke for each standard, as long as the part of its criteria that is met; progress, never a score."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, pi, sin

from lpse_docs.document.chart import Align, Area, Box, Chart, Part, Stroke, Tone
from lpse_docs.document.drawing import Point
from lpse_docs.layout.captions import NORMAL, SMALL, Measure, base, caption, height, stacked
from lpse_docs.layout.legend import Entry, filled, legend
from lpse_docs.layout.lettering import Typeface
from lpse_docs.layout.marks import tick
from lpse_docs.layout.progress import Progress

WIDTH, RADIUS = 160.0, 40.0
EDGE = 0.5
RINGS = 4
BEYOND = 4.0  # of the letters, from the outer ring
LABELS = 11.0  # room for the words of the outer ring, right of it
ENTRY = 6.0
DOT = 1.3


@dataclass(frozen=True, slots=True)
class Round:
    """A period with the progress of its standards."""

    name: str
    standards: tuple[Progress, ...]


def radar(title: str, current: Round, face: Typeface, previous: Round | None = None, *, width: float = WIDTH) -> Chart:
    """The current period filled, the previous one as a dashed line; beside it what the letters stand for."""
    web = Web(current.standards, Measure(face))
    before = {item.letter: item for item in previous.standards} if previous else {}
    parts = [*web.ground(), *web.shape(), *web.rings(), *web.earlier(before), *web.dots(), *web.labels()]
    left = 2 * (EDGE + RADIUS + BEYOND + 2) + LABELS
    parts += _key(current.standards, left, width - EDGE - left, web)
    bottom = max(web.centre[1] + RADIUS + BEYOND + 4, EDGE + len(current.standards) * ENTRY + 2)
    keys, high = legend(_keys(current, previous), EDGE, bottom, width - 2 * EDGE, web.measure)
    return Chart(width, bottom + high + EDGE, (*parts, *keys), title, _told(title, current, previous))


@dataclass(frozen=True)
class Web:
    """Where the spokes lead."""

    standards: Sequence[Progress]
    measure: Measure

    @cached_property
    def centre(self) -> Point:
        """The middle of the rings."""
        return EDGE + RADIUS + BEYOND + 2, EDGE + RADIUS + BEYOND + 2

    def point(self, spoke: float, share: float) -> Point:
        """A point on a spoke; the first leads up, the others follow as a clock goes."""
        angle = 2 * pi * spoke / max(len(self.standards), 1)
        x, y = self.centre
        return x + RADIUS * share * sin(angle), y - RADIUS * share * cos(angle)

    def ring(self, share: float) -> tuple[Point, ...]:
        """The corners of a ring, closed."""
        corners = tuple(self.point(n, share) for n in range(len(self.standards)))
        return (*corners, *corners[:1])

    @cached_property
    def corners(self) -> tuple[Point, ...]:
        """Where the current period stands on each spoke."""
        return tuple(self.point(n, item.share) for n, item in enumerate(self.standards))

    def ground(self) -> Iterator[Part]:
        """The outer ring in white."""
        if len(self.standards) > 2:
            yield Area(self.ring(1.0)[:-1], Tone.PAPER)

    def shape(self) -> Iterator[Part]:
        """The current period, filled; below the rings, which stay visible on it."""
        if len(set(self.corners)) > 2:
            yield Area(self.corners, Tone.MIDDLE)

    def rings(self) -> Iterator[Part]:
        """Rings at equal parts, and the spokes; that of a standard nobody has assessed is dashed."""
        for number in range(1, RINGS):
            if len(self.standards) > 2:
                yield Stroke(self.ring(number / RINGS), Tone.INK, 0.15)
        for number, item in enumerate(self.standards):
            yield Stroke((self.centre, self.point(number, 1.0)), Tone.INK, 0.15, dashed=item.untouched)

    def earlier(self, before: Mapping[str, Progress]) -> Iterator[Part]:
        """The previous period as far as it has the same standards."""
        known = [(n, before[item.letter]) for n, item in enumerate(self.standards) if item.letter in before]
        corners = [self.point(number, item.share) for number, item in known]
        if len(set(corners)) > 1:
            closed = corners + corners[:1] if len(corners) > 2 else corners
            yield Stroke(_apart(closed), Tone.INK, 0.5, dashed=True)

    def dots(self) -> Iterator[Part]:
        """The current period's edge and corners; a standard nobody has assessed has no corner."""
        if len(set(self.corners)) > 1:
            yield Stroke(_apart((*self.corners, *self.corners[:1])), Tone.DARK, 0.6)
        for (x, y), item in zip(self.corners, self.standards, strict=True):
            if item.of and not item.untouched:
                yield Box(x - DOT / 2, y - DOT / 2, DOT, DOT, Tone.DARK, outline=False)

    def labels(self) -> Iterator[Part]:
        """Letters around, and what the rings mean: on the way between two spokes that lies most level."""
        for number, item in enumerate(self.standards):
            x, y = self.point(number, 1 + BEYOND / RADIUS)
            yield caption(x, base(y, NORMAL), _letter(item), NORMAL, Align.MIDDLE, strong=True)
        x, y = self.centre
        level = self.point(self._level_way(), 1.0)[1]
        yield caption(x + RADIUS + 1.5, base(level - 1.5, SMALL), "seluruh", SMALL)
        yield caption(x + RADIUS + 1.5, base(level + 1.5, SMALL), "kriteria", SMALL)
        half = self.point(self._level_way(), 0.5)
        yield from self._grounded(half[0] - 0.6, half[1], "setengah", Align.END)
        yield from self._grounded(x + 1.2, y, "0", Align.START)

    def _level_way(self) -> float:
        """The half spoke nearest to a quarter turn."""
        count = max(len(self.standards), 1)
        return min((n + 0.5 for n in range(count)), key=lambda spoke: abs(spoke / count - 0.25))

    def _grounded(self, x: float, middle: float, words: str, align: Align) -> Iterator[Part]:
        wide, tall = self.measure.width(words, SMALL), height(SMALL)
        left = x - wide if align is Align.END else x
        yield Box(left - 0.2, middle - tall / 2, wide + 0.4, tall, outline=False)
        yield caption(x, base(middle, SMALL), words, SMALL, align)


def _apart(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points without those that repeat the one before."""
    return tuple(point for n, point in enumerate(points) if not n or point != points[n - 1])


def _letter(item: Progress) -> str:
    return f"{item.letter}?" if item.untouched else item.letter


def _key(standards: Sequence[Progress], left: float, room: float, web: Web) -> Iterator[Part]:
    """What the letters stand for, with the count of each."""
    for number, item in enumerate(standards):
        middle = EDGE + (number + 0.5) * ENTRY
        y = base(middle, SMALL)
        yield caption(left, y, _letter(item), SMALL, strong=True)
        yield from stacked(left + 4.5, middle, web.measure.lines(item.name, room - 4.5 - 12, SMALL), SMALL)
        yield caption(left + room - 4, y, item.fraction, SMALL, Align.END)
        if item.whole:
            yield tick((left + room - 1.6, middle))


def _keys(current: Round, previous: Round | None) -> list[Entry]:
    keys = [Entry(current.name, filled(Tone.MIDDLE))]
    if previous:
        keys.append(Entry(previous.name, _dashed))
    if any(item.untouched for item in current.standards):
        outside = any(item.outside for item in current.standards)
        keys.append(Entry("belum dinilai atau di luar lingkup" if outside else "belum dinilai", _question))
    if any(item.whole for item in current.standards):
        keys.append(Entry("standar terpenuhi", lambda x, y, w, h: [tick((x + w / 2, y + h / 2))]))
    return keys


def _dashed(x: float, y: float, width: float, tall: float) -> list[Part]:
    return [Stroke(((x, y + tall / 2), (x + width, y + tall / 2)), Tone.INK, 0.5, dashed=True)]


def _question(x: float, y: float, width: float, tall: float) -> list[Part]:
    return [caption(x + width / 2, base(y + tall / 2, NORMAL), "?", NORMAL, Align.MIDDLE, strong=True)]


def _told(title: str, current: Round, previous: Round | None) -> str:
    rounds = [current, *([previous] if previous else [])]
    return " ".join([f"{title}.", *(f"{one.name}: {'; '.join(p.told for p in one.standards)}." for one in rounds)])
