"""The trend: how many whole standards are met, period by period, with the marks that stand for the stages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lpse_docs.document.chart import Align, Box, Caption, Chart, Part, Stroke, Tone
from lpse_docs.layout.captions import LARGE, SMALL, Measure, base, caption, height, step
from lpse_docs.layout.legend import Entry, filled, legend
from lpse_docs.layout.lettering import Typeface

WIDTH, PLOT = 160.0, 58.0
EDGE = 0.5
UNIT = 3.4  # mm; at least so high is one standard, so that two marks never share a line of words
AXIS, MARKS, TOP = 7.0, 38.0, 4.0
WIDEST_SLOT, COLUMN = 30.0, 0.62
NAME_LINES = 3


@dataclass(frozen=True, slots=True)
class Period:
    """A period and how many standards were met as a whole; `complete` when all standards were assessed whole."""

    name: str
    met: int
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Goal:
    """A mark (6, 10, 12, 17) and what reaching it means."""

    count: int
    name: str = ""

    @property
    def words(self) -> str:
        """As printed beside its line."""
        return f"{self.count} standar" + (f": {self.name}" if self.name else "")


def trend(
    title: str, periods: Sequence[Period], goals: Sequence[Goal], total: int, face: Typeface, *, width: float = WIDTH
) -> Chart:
    """Columns from left to right, the oldest period first."""
    field = Field(Measure(face), len(periods), _top(periods, goals, total), width)
    parts: list[Part] = [*field.scale(), *field.goals(goals)]
    for number, period in enumerate(periods):
        parts += field.column(number, period)
    names, bottom = field.names(periods)
    parts += names
    if not all(period.complete for period in periods):
        keys, high = legend(_KEYS, EDGE + AXIS, bottom + 1, width - 2 * EDGE - AXIS, field.measure)
        parts, bottom = [*parts, *keys], bottom + 1 + high
    return Chart(width, bottom + EDGE, tuple(parts), title, _told(title, periods, goals, total))


_KEYS = (
    Entry("semua standar selesai dinilai", filled(Tone.DARK)),
    Entry("belum semua standar selesai dinilai", filled(Tone.LIGHT)),
)


def _top(periods: Sequence[Period], goals: Sequence[Goal], total: int) -> int:
    return max(1, total, *(item.met for item in periods), *(goal.count for goal in goals))


@dataclass(frozen=True)
class Field:
    """Where columns and lines stand."""

    measure: Measure
    count: int
    top: int
    width: float

    @property
    def high(self) -> float:
        """Height of the columns' field."""
        return max(PLOT, UNIT * self.top)

    @property
    def floor(self) -> float:
        """The line the columns stand on."""
        return TOP + self.high

    @property
    def left(self) -> float:
        """Where the first slot begins."""
        return EDGE + AXIS

    @property
    def right(self) -> float:
        """Where the last slot may end."""
        return self.width - EDGE - MARKS

    @property
    def slot(self) -> float:
        """Width of a column with the space beside it."""
        return min(WIDEST_SLOT, (self.right - self.left) / max(self.count, 1))

    def level(self, met: int) -> float:
        """How high a count stands."""
        return self.floor - self.high * met / self.top

    def middle(self, number: int) -> float:
        """The middle of a column; few columns stand in the middle together."""
        spare = self.right - self.left - self.count * self.slot
        return self.left + spare / 2 + (number + 0.5) * self.slot

    def scale(self) -> Iterator[Part]:
        """The floor with its zero."""
        yield Stroke(((self.left, self.floor), (self.right, self.floor)), width=0.35)
        yield caption(self.left - 1.5, base(self.floor, SMALL), "0", SMALL, Align.END)

    def goals(self, goals: Sequence[Goal]) -> Iterator[Part]:
        """A dashed line for each mark, its count on the left, its meaning on the right."""
        meanings = {goal.count: goal for goal in sorted(goals, key=lambda goal: goal.name, reverse=True)}
        for count, goal in sorted(meanings.items()):
            if count > 0:
                level = self.level(count)
                yield Stroke(((self.left, level), (self.right, level)), width=0.25, dashed=True)
                yield caption(self.left - 1.5, base(level, SMALL), str(count), SMALL, Align.END)
                words = self.measure.shortened(goal.words, MARKS - 1.5, SMALL)
                yield caption(self.right + 1.5, base(level, SMALL), words, SMALL)

    def column(self, number: int, period: Period) -> Iterator[Part]:
        """A column with its count, inside where it is high enough."""
        across, middle, level = self.slot * COLUMN, self.middle(number), self.level(period.met)
        if period.met:
            tone = Tone.DARK if period.complete else Tone.LIGHT
            yield Box(middle - across / 2, level, across, self.floor - level, tone)
        words, tall, wide = str(period.met), height(LARGE), self.measure.width(str(period.met), LARGE, strong=True)
        inside = self.floor - level > tall + 2
        y = level + tall + 0.6 if inside else level - 1.2
        if not inside:
            yield Box(middle - wide / 2 - 0.4, y - tall + 0.2, wide + 0.8, tall, outline=False)
        light = inside and period.complete
        yield caption(middle, y, words, LARGE, Align.MIDDLE, strong=True, light=light)

    def names(self, periods: Sequence[Period]) -> tuple[list[Caption], float]:
        """The names below the columns, in as few levels as keep them apart; with where they end."""
        levels = self._levels(periods)
        room = min(levels * self.slot - 1.0, self.slot + 2 * AXIS)
        broken = [self.measure.lines(period.name, room, SMALL, NAME_LINES) for period in periods]
        tall = max((len(lines) for lines in broken), default=0) * step(SMALL) + 0.8
        parts = [
            caption(self.middle(number), y + order * step(SMALL), line, SMALL, Align.MIDDLE)
            for number, lines in enumerate(broken)
            for y in [self.floor + 3.4 + (number % levels) * tall]
            for order, line in enumerate(lines)
        ]
        return parts, self.floor + 1.6 + levels * tall

    def _levels(self, periods: Sequence[Period]) -> int:
        """Names stand on one level; they take turns on two when a slot is too narrow for their words or lines."""
        room = self.slot - 1.0
        words = [word for period in periods for word in period.name.split()]
        narrow = any(self.measure.width(word, SMALL) > room for word in words)
        long = any(len(self.measure.lines(item.name, room, SMALL, NAME_LINES + 1)) > NAME_LINES for item in periods)
        return 2 if len(periods) > 1 and (narrow or long) else 1


def _told(title: str, periods: Sequence[Period], goals: Sequence[Goal], total: int) -> str:
    counts = "; ".join(
        f"{item.name}: {item.met}{'' if item.complete else ' (belum semua standar selesai dinilai)'}"
        for item in periods
    )
    marks = "; ".join(goal.words for goal in sorted(goals, key=lambda goal: goal.count))
    last = f" Batas: {marks}." if goals else ""
    return f"{title}. Jumlah standar yang terpenuhi seluruhnya dari {total} standar. {counts}.{last}"
