"""Load against capacity, money against ceilings: a panel for each unit, a column for each period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from lpse_docs.amounts import decimal
from lpse_docs.document.chart import Align, Box, Caption, Chart, Part, Stroke, Tone
from lpse_docs.document.page import PageSetup
from lpse_docs.layout.captions import NORMAL, SMALL, Measure, base, caption, step
from lpse_docs.layout.legend import Entry, legend
from lpse_docs.layout.lettering import Typeface

EDGE: Final = 0.5
HEADING: Final = 25.0  # mm a page keeps for the heading above a chart; the writers refuse charts that leave less
NAME, SIGN, BETWEEN, BESIDE = 4.6, 3.4, 3.5, 7.0
PLOTS: Final = (22.0, 18.0, 14.0)  # mm, the height of the tallest column; lower only to save a page
WIDEST_SLOT, LIMIT, LOAD = 26.0, 0.8, 0.5  # of a slot, the width of the capacity's box and of the bar in it
NARROWEST, TIGHT = 2.0, 1.0
MOST_ABREAST: Final = 3
HATCH, INSIDE = 1.2, 0.2  # mm between the lines of an excess, and from its edge


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted: its name as printed, what one of it is, and how many decimals matter."""

    name: str
    size: int = 1
    decimals: int = 1
    used: str = "beban"
    limit: str = "kapasitas"

    def number(self, amount: float) -> str:
        """As printed: `12,5`, `1.250`; decimals that are zero are left out."""
        return decimal(amount / self.size, self.decimals)


DAYS: Final = Unit("hari-orang")
MILLIONS: Final = Unit("juta rupiah", 1_000_000, 2, "belanja", "pagu")


@dataclass(frozen=True, slots=True)
class Column:
    """A period: what is used in it, and how much there is; without a limit nothing can be too much."""

    name: str
    used: float
    limit: float | None = None

    def over(self, unit: Unit) -> float:
        """By how much too much, as far as it is printed."""
        if self.limit is None or unit.number(self.used) == unit.number(self.limit):
            return 0.0
        return max(0.0, self.used - self.limit)

    def told(self, unit: Unit) -> str:
        """As told to people who do not see the chart."""
        if self.limit is None:
            return f"{self.name} {unit.number(self.used)}"
        over = self.over(unit)
        more = f" (lebih {unit.number(over)})" if over else ""
        return f"{self.name} {unit.number(self.used)} dari {unit.number(self.limit)}{more}"


@dataclass(frozen=True, slots=True)
class Panel:
    """A unit, or the budget, with its periods from the first to the last."""

    name: str
    columns: tuple[Column, ...]


def load(title: str, panels: Sequence[Panel], face: Typeface, setup: PageSetup, unit: Unit = DAYS) -> tuple[Chart, ...]:
    """Panels beside and below one another, as many pictures as pages are needed. Each panel has its own height of scale."""
    sheets = [Sheet(Measure(face), unit, setup.content_width, tuple(panels), plot) for plot in PLOTS]
    room = setup.content_height - HEADING
    sheet = next((one for one in sheets if one.holds(room) >= len(panels)), sheets[0])
    pages = [panels[n : n + sheet.holds(room)] for n in range(0, len(panels), sheet.holds(room))]
    return tuple(
        sheet.picture(title if len(pages) == 1 else f"{title} ({n} dari {len(pages)})", page)
        for n, page in enumerate(pages, 1)
    )


@dataclass(frozen=True)
class Sheet:
    """Where panels stand: as many abreast as leave room for the numbers of every column."""

    measure: Measure
    unit: Unit
    width: float
    panels: tuple[Panel, ...]
    plot: float

    def holds(self, height: float) -> int:
        """Panels that a picture of this height holds; at least one row of them."""
        room = height - 2 * EDGE - self.foot(0.0)[1]
        return self.abreast * max(1, int(room // self.high))

    @cached_property
    def abreast(self) -> int:
        """Panels beside one another."""
        most = max((len(panel.columns) for panel in self.panels), default=1)
        fitting = [
            n for n in range(2, min(MOST_ABREAST, len(self.panels)) + 1) if self._room(n) / max(most, 1) >= self._needed
        ]
        return max(fitting, default=1)

    def _room(self, abreast: int) -> float:
        return (self.width - 2 * EDGE - (abreast - 1) * BESIDE) / abreast

    @cached_property
    def _needed(self) -> float:
        """The width of the widest numbers n/m, and of the widest word of a period's name."""
        columns = [column for panel in self.panels for column in panel.columns]
        words = [word for column in columns for word in (self.numbers(column), *column.name.split())]
        return max((self.measure.width(word, SMALL, strong=True) for word in words), default=0.0) + TIGHT

    def numbers(self, column: Column) -> str:
        """Used and available: `12,5/20`."""
        used = self.unit.number(column.used)
        return used if column.limit is None else f"{used}/{self.unit.number(column.limit)}"

    @property
    def slots(self) -> int:
        """Columns of the longest panel; all panels have the same slots, so that they can be compared by eye."""
        return max((len(panel.columns) for panel in self.panels), default=1) or 1

    @property
    def slot(self) -> float:
        """Width of a column with the space beside it."""
        return min(WIDEST_SLOT, self._room(self.abreast) / self.slots)

    @cached_property
    def forms(self) -> int:
        """Lines of numbers above the columns: one for n/m, two where only n over m fits, none where nothing fits."""
        if self._needed_for(1) <= self.slot:
            return 1
        return 2 if self._needed_for(2) <= self.slot else 0

    def _needed_for(self, lines: int) -> float:
        columns = [column for panel in self.panels for column in panel.columns]
        said = [words for column in columns for words in self._number_lines(column, lines)]
        return max((self.measure.width(words, SMALL, strong=True) for words in said), default=0.0) + TIGHT

    def _number_lines(self, column: Column, lines: int) -> tuple[str, ...]:
        if lines == 1:
            return (self.numbers(column),)
        used = self.unit.number(column.used)
        return () if not lines else (used, "" if column.limit is None else f"/{self.unit.number(column.limit)}")

    @cached_property
    def every(self) -> int:
        """Which period names are written: each, or each second, third ... where they are too wide."""
        words = [word for panel in self.panels for column in panel.columns for word in column.name.split()]
        widest = max((self.measure.width(word, SMALL) for word in words), default=0.0) + TIGHT
        return max(1, min(self.slots, -int(-widest // self.slot)))

    @cached_property
    def name_lines(self) -> int:
        """Lines of the longest name of a period."""
        room = self.every * self.slot - TIGHT
        names = [column.name for panel in self.panels for column in panel.columns]
        return max((len(self.measure.lines(name, room, SMALL)) for name in names), default=0)

    @property
    def high(self) -> float:
        """Height of a panel with the space below it."""
        numbers = self.forms * step(SMALL)
        return NAME + numbers + SIGN + self.plot + 0.8 + self.name_lines * step(SMALL) + BETWEEN

    def picture(self, title: str, panels: Sequence[Panel]) -> Chart:
        """Panels row by row, the legend below."""
        parts: list[Part] = []
        for number, panel in enumerate(panels):
            row, place = divmod(number, self.abreast)
            left = EDGE + place * (self._room(self.abreast) + BESIDE)
            parts += self.panel(panel, left, EDGE + row * self.high)
        bottom = EDGE + -(-len(panels) // self.abreast) * self.high
        keys, high = self.foot(bottom)
        parts += keys
        told = "; ".join(
            f"{panel.name}: {', '.join(column.told(self.unit) for column in panel.columns)}" for panel in panels
        )
        alt = f"{title}. {self.unit.used.capitalize()} dari {self.unit.limit} dalam {self.unit.name}. {told}."
        return Chart(self.width, bottom + high + EDGE, tuple(parts), title, alt, broad=True)

    def panel(self, panel: Panel, left: float, top: float) -> Iterator[Part]:
        """The name, the numbers, the columns on their floor, and the names of the periods."""
        room = self._room(self.abreast)
        name = self.measure.shortened(panel.name, room, strong=True)
        floor = top + NAME + self.forms * step(SMALL) + SIGN + self.plot
        highest = max(
            (amount for column in panel.columns for amount in (column.used, column.limit or 0.0)), default=0.0
        )
        for number, column in enumerate(panel.columns):
            yield from self.column(
                column, left + (number + 0.5) * self.slot, floor, self.plot / highest if highest else 0.0
            )
        yield Stroke(((left, floor), (left + self.slots * self.slot, floor)), width=0.35)
        if name:
            yield caption(left, base(top + NAME / 2 - 0.4, NORMAL), name, NORMAL, strong=True)
        yield from self._words(panel, left, top + NAME, floor)

    def column(self, column: Column, middle: float, floor: float, scale: float) -> Iterator[Part]:
        """The capacity as a box, the load as a bar in it; what is too much is hatched dark and has a sign above."""
        over = column.over(self.unit)
        wide, thick = LIMIT * self.slot, LOAD * self.slot
        limit, used = (column.limit or 0.0) * scale, column.used * scale
        if limit:
            yield Box(middle - wide / 2, floor - limit, wide, limit, Tone.PAPER)
        within = limit if over else used
        if within:
            yield Box(middle - thick / 2, floor - within, thick, within, Tone.MIDDLE)
        if over:
            yield Box(middle - thick / 2, floor - used, thick, used - limit, Tone.DARK)
            yield from _hatched(middle - thick / 2, floor - used, thick, used - limit)
            yield from exclamation(middle, floor - used - SIGN / 2)
        if limit:  # above everything, so that it is seen through the load
            yield Stroke(((middle - wide / 2, floor - limit), (middle + wide / 2, floor - limit)), width=0.6)

    def _words(self, panel: Panel, left: float, top: float, floor: float) -> Iterator[Caption]:
        """Line by line, so that all words of a line share a box in Word."""
        places = [(left + (number + 0.5) * self.slot, column) for number, column in enumerate(panel.columns)]
        for line in range(self.forms):
            y = base(top + (line + 0.5) * step(SMALL), SMALL)
            for x, column in places:
                words = self._number_lines(column, self.forms)[line]
                if words:
                    yield caption(x, y, words, SMALL, Align.MIDDLE, strong=bool(column.over(self.unit)))
        shown = places[:: self.every]
        broken = [self.measure.lines(column.name, self._name_room(x, left), SMALL) for x, column in shown]
        for line in range(self.name_lines):
            y = base(floor + 0.8 + (line + 0.5) * step(SMALL), SMALL)
            for (x, _), lines in zip(shown, broken, strict=True):
                if line < len(lines) and lines[line]:
                    yield caption(x, y, lines[line], SMALL, Align.MIDDLE)

    def _name_room(self, x: float, left: float) -> float:
        """Names may reach over the columns whose names are left out, but not beyond the panel."""
        return min(
            self.every * self.slot - TIGHT, 2 * (x - left) + EDGE, 2 * (left + self._room(self.abreast) - x) + EDGE
        )

    def foot(self, top: float) -> tuple[list[Part], float]:
        """What the signs mean, with the unit of the numbers."""
        columns = [column for panel in self.panels for column in panel.columns]
        of = f"/{self.unit.limit}" if any(column.limit is not None for column in columns) else ""
        entries = [Entry(f"{self.unit.used}{of} ({self.unit.name})", _used)]
        if of:
            entries.append(Entry(self.unit.limit, _limit))
        if any(column.over(self.unit) for column in columns):
            entries.append(Entry(f"melebihi {self.unit.limit}", _over))
        keys, high = legend(entries, EDGE, top, self.width - 2 * EDGE, self.measure)
        signs: list[Part] = [part for part in keys if not isinstance(part, Caption)]
        return [*signs, *(part for part in keys if isinstance(part, Caption))], high


def exclamation(x: float, y: float) -> Iterator[Part]:
    """An exclamation mark around a point, drawn."""
    yield Box(x - 0.3, y - 1.2, 0.6, 1.5, Tone.INK, outline=False)
    yield Box(x - 0.3, y + 0.6, 0.6, 0.6, Tone.INK, outline=False)


def _hatched(x: float, y: float, width: float, height: float) -> Iterator[Stroke]:
    """White lines rising to the right, in one stroke that turns just inside the edges."""
    left, top, wide, tall = x + INSIDE, y + INSIDE, width - 2 * INSIDE, height - 2 * INSIDE
    points: list[tuple[float, float]] = []
    for number in range(1, int((wide + tall) / HATCH) + 1):
        reach = number * HATCH
        start, end = max(0.0, reach - tall), min(wide, reach)
        ends = ((left + start, top + reach - start), (left + end, top + reach - end))
        points += ends if number % 2 else ends[::-1]
    if min(wide, tall) > 0 and len(points) > 1:
        yield Stroke(tuple(points), Tone.PAPER, 0.25)


def _used(x: float, y: float, width: float, height: float) -> list[Part]:
    return [Box(x, y, width, height, Tone.MIDDLE)]


def _limit(x: float, y: float, width: float, height: float) -> list[Part]:
    return [Box(x, y, width, height), Stroke(((x, y), (x + width, y)), width=0.6)]


def _over(x: float, y: float, width: float, height: float) -> list[Part]:
    return [
        Box(x, y, width - 1.6, height, Tone.DARK),
        *_hatched(x, y, width - 1.6, height),
        *exclamation(x + width - 0.5, y + height / 2),
    ]
