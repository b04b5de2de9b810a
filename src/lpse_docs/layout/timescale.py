"""Time as a width: days on a line, heads with years, quarters and months, days that are marked across all rows."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, TypeAlias

from lpse_docs.document.chart import Align, Area, Box, Caption, Part, Stroke, Tone
from lpse_docs.layout.captions import SMALL, Measure, base, caption, height

MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
ROMAN: Final = ("I", "II", "III", "IV")
BAND: Final = 3.6  # mm, a row of heads
LEVEL: Final = 3.4  # mm, a row of names of marked days
NARROWEST: Final = 1.6  # mm; closer than that no lines stand between months
TIGHT, FLAG, CROSS = 0.8, 1.0, 0.9
PENNANT, BESIDE = 1.5, 0.5  # mm: from a line to the tip of the flag beside its name, and from there to the name
SIGNS: Final = 2.0  # mm below the names, for crosses and the mark of today


def day_words(day: date) -> str:
    """A day as printed in charts: `4 Jan 2027`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class Marked:
    """A day marked across all rows: the target date of a stage, missed or not, or today; `missed` is how that is said."""

    name: str
    day: date
    late: bool = False
    today: bool = False
    missed: str = "terlambat"

    @property
    def words(self) -> str:
        """As printed at its line."""
        return f"{self.name}: {day_words(self.day)}{f' ({self.missed})' if self.late else ''}"


@dataclass(frozen=True, slots=True)
class Shade:
    """Days on which nobody works, first to last."""

    name: str
    first: date
    last: date

    @property
    def words(self) -> str:
        """As told."""
        return f"{self.name} {period_words(self.first, self.last)}"


def period_words(first: date, last: date) -> str:
    """First and last day, or the only one."""
    return day_words(first) if first == last else f"{day_words(first)} sampai {day_words(last)}"


@dataclass(frozen=True, slots=True)
class Span:
    """A month, quarter or year with where it stands."""

    first: date
    left: float
    right: float


Named: TypeAlias = Sequence[tuple[Span, tuple[str, ...]]]  # with its words, the longest form first


@dataclass(frozen=True)
class Scale:
    """Whole months between two edges; a day begins at its left and ends where the next begins."""

    first: date
    last: date
    left: float
    right: float

    @classmethod
    def of(cls, days: Iterable[date], left: float, right: float) -> "Scale":
        """The months that hold all these days."""
        known = sorted(days)
        end = known[-1].replace(day=monthrange(known[-1].year, known[-1].month)[1])
        return cls(known[0].replace(day=1), end, left, right)

    @cached_property
    def _day(self) -> float:
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def begin(self, day: date) -> float:
        """Where a day begins."""
        return self.left + (day - self.first).days * self._day

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.begin(day) + self._day

    @cached_property
    def months(self) -> tuple[Span, ...]:
        """From left to right."""
        found: list[Span] = []
        day = self.first
        while day <= self.last:
            end = day.replace(day=monthrange(day.year, day.month)[1])
            found.append(Span(day, self.begin(day), self.end(end)))
            if end == date.max:
                break
            day = end + timedelta(1)
        return tuple(found)

    def joined(self, months: int) -> tuple[Span, ...]:
        """Quarters (three months) or years (twelve), as much of them as is shown."""
        found: list[Span] = []
        for month in self.months:
            if found and (month.first.month - 1) % months:
                found[-1] = Span(found[-1].first, found[-1].left, month.right)
            else:
                found.append(month)
        return tuple(found)


@dataclass(frozen=True)
class Heads:
    """The heads above the rows: years over quarters over months, below them the names of marked days."""

    scale: Scale
    measure: Measure
    marked: Sequence[Marked] = ()

    @property
    def height(self) -> float:
        """Of all heads, in mm."""
        return 3 * BAND + self.levels * LEVEL + (SIGNS if self.marked else 0.0)

    def bands(self, top: float, edge: float) -> Iterator[Part]:
        """Words of years, quarters and months with lines between them, as far as they fit; up to the edge of the picture."""
        scale = self.scale
        for order, spans in enumerate((scale.joined(12), scale.joined(3), scale.months)):
            for span in spans[1:]:
                if span.right - span.left > NARROWEST:
                    yield Stroke(((span.left, top + order * BAND), (span.left, top + (order + 1) * BAND)), width=0.15)
        for order in (1, 2, 3):
            level = top + order * BAND
            yield Stroke(((scale.left, level), (edge, level)), width=0.15)

    def words(self, top: float) -> Iterator[Caption]:
        """Line by line: years, quarters, months."""
        years: Named = [
            (span, (str(span.first.year), f"'{span.first.year % 100:02}")) for span in self.scale.joined(12)
        ]
        quarters: Named = [(span, _quarter(span.first)) for span in self.scale.joined(3)]
        months: Named = [(span, _month(span.first)) for span in self.scale.months]
        for order, spans in enumerate((years, quarters, months)):
            yield from self._band(spans, base(top + (order + 0.5) * BAND, SMALL), strong=order == 0)

    def _band(self, spans: Named, y: float, *, strong: bool) -> Iterator[Caption]:
        """The longest form of the words that fits wherever a span is shown whole; none where not even the shortest fits."""
        widest = max(span.right - span.left for span, _ in spans)
        for form in range(len(spans[0][1])):
            shown = [(span, words[form]) for span, words in spans]
            fits = [self._fits(span, words, strong) for span, words in shown]
            whole = [fit for fit, (span, _) in zip(fits, shown, strict=True) if span.right - span.left > 0.85 * widest]
            if all(whole):
                for (span, words), fit in zip(shown, fits, strict=True):
                    if fit:
                        yield caption((span.left + span.right) / 2, y, words, SMALL, Align.MIDDLE, strong=strong)
                return

    def _fits(self, span: Span, words: str, strong: bool) -> bool:
        return self.measure.width(words, SMALL, strong=strong) + TIGHT <= span.right - span.left

    @cached_property
    def _flags(self) -> tuple[tuple[Marked, Caption, int], ...]:
        """Marked days from left to right with their words and level; the names of later days stand lower, clear of lines."""
        free: list[float] = []  # by level, where its last word ends
        found: list[tuple[Marked, Caption, int]] = []
        for mark in sorted(self.marked, key=lambda item: (item.day, item.today, item.name)):
            words = self.measure.shortened(mark.words, self.scale.right - self.scale.left - 1, SMALL)
            wide = self.measure.width(words, SMALL)
            x = self._place(mark)
            away = PENNANT + BESIDE
            start = x + away if x + away + wide <= self.scale.right else max(self.scale.left + 0.5, x - away - wide)
            level = next(n for n in range(len(free) + 1) if all(end + 2.0 <= start for end in free[n:]))
            free[level : level + 1] = [start + wide]
            found.append((mark, caption(start, 0.0, words, SMALL), level))
        return tuple(found)

    @property
    def levels(self) -> int:
        """How many rows the names of marked days need."""
        return max((level for _, _, level in self._flags), default=-1) + 1

    def _place(self, mark: Marked) -> float:
        """A target counts until the end of its day; today's line stands at its beginning."""
        return self.scale.begin(mark.day) if mark.today else self.scale.end(mark.day)

    def lines(self, top: float, bottom: float) -> Iterator[Part]:
        """A line for each marked day from its name down through all rows: dashed for targets, whole for today."""
        field = top + self.height
        for mark, _, level in self._flags:
            x, y = self._place(mark), top + 3 * BAND + level * LEVEL + 0.6
            yield Stroke(((x, y), (x, bottom)), width=0.35 if mark.today else 0.3, dashed=not mark.today)
            if mark.late:
                yield from _cross(x, field - CROSS)
            elif mark.today:
                yield Area(((x - FLAG, field - 1.6), (x + FLAG, field - 1.6), (x, field)), Tone.INK)

    def names(self, top: float) -> tuple[list[Part], list[Caption]]:
        """The names of marked days on white, so that no line crosses them, each with a flag at its line; the words apart."""
        grounds: list[Part] = []
        words: list[Caption] = []
        for mark, said, level in sorted(self._flags, key=lambda item: item[2]):
            middle = top + 3 * BAND + (level + 0.5) * LEVEL
            wide, tall = self.measure.width(said.words, SMALL), height(SMALL)
            grounds.append(Box(said.x - 0.2, middle - tall / 2, wide + 0.4, tall, outline=False))
            grounds.append(self._pennant(self._place(mark), middle, before=said.x < self._place(mark)))
            words.append(caption(said.x, base(middle, SMALL), said.words, SMALL))
        return grounds, words

    def _pennant(self, x: float, middle: float, *, before: bool) -> Area:
        """A flag on the line of a marked day, towards its name: the name of a late day stands before its line."""
        tip = x - PENNANT if before else x + PENNANT
        return Area(((x, middle - FLAG), (tip, middle), (x, middle + FLAG)), Tone.INK)

    def shades(self, shades: Iterable[Shade], top: float, bottom: float) -> Iterator[Box]:
        """Light ground below all rows where nobody works."""
        for shade in shades:
            left = max(self.scale.left, self.scale.begin(shade.first))
            right = min(self.scale.right, self.scale.end(shade.last))
            if right > left:
                yield Box(left, top, right - left, bottom - top, Tone.LIGHT, outline=False)

    def grid(self, top: float, bottom: float) -> Stroke:
        """Thin lines between months, or quarters or years where those are too narrow, in one stroke that goes up and down."""
        options = (self.scale.months, self.scale.joined(3), self.scale.joined(12))
        spans = next((some for some in options if _narrowest(some) > NARROWEST), options[-1])
        edges = [spans[0].left, *(span.right for span in spans)]
        return Stroke(tuple(serpentine(edges, top, bottom)), Tone.MIDDLE, 0.1)


def _narrowest(spans: Sequence[Span]) -> float:
    return max(span.right - span.left for span in spans)


def serpentine(edges: Sequence[float], top: float, bottom: float) -> Iterator[tuple[float, float]]:
    """Down along the first edge, up along the next: many lines in one shape."""
    for number, x in enumerate(edges):
        ends = ((x, top), (x, bottom))
        yield from reversed(ends) if number % 2 else ends


def _cross(x: float, y: float) -> Iterator[Stroke]:
    for way in (1, -1):
        yield Stroke(((x - CROSS, y - way * CROSS), (x + CROSS, y + way * CROSS)), width=0.45)


def _quarter(first: date) -> tuple[str, ...]:
    number = ROMAN[(first.month - 1) // 3]
    return f"Triwulan {number}", f"TW {number}", number


def _month(first: date) -> tuple[str, ...]:
    return MONTHS[first.month - 1], MONTHS[first.month - 1][0]
