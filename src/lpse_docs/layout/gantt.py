"""The Gantt chart of a plan: a row for each line, bars from day to day, cut into pictures that fit a page each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final

from lpse_docs.document.chart import Area, Box, Caption, Chart, Part, Stroke, Tone
from lpse_docs.document.page import PageSetup
from lpse_docs.layout.captions import SMALL, Measure, base, caption, step
from lpse_docs.layout.legend import Entry, filled, legend
from lpse_docs.layout.lettering import Typeface
from lpse_docs.layout.timescale import BAND, Heads, Marked, Scale, Shade, day_words, period_words, serpentine

EDGE: Final = 0.5
HEADING: Final = 25.0  # mm a page keeps for the heading above a chart; the writers refuse charts that leave less
PADS: Final = (1.7, 1.2, 0.7)  # mm of a row beyond its words, the first that needs the fewest pages
PANEL, WIDE_PANEL, WIDE = 0.47, 0.38, 200.0  # share of the words in the width, on narrow and on wide pages
CODE, OWNER, GAP = 0.15, 0.14, 1.5  # at most so much of the width; mm between columns
BAR, SPANNING, OLD, APART, DIAMOND, SHORTEST = 2.4, 1.0, 1.0, 0.2, 1.3, 0.5
KEYS_ABOVE: Final = 1.6
INSET, PEN = 1.0, 0.2
INDENT, WHITE = 0.5, 3.0  # mm of white beside words over lines, and its height
LONELY: Final = 6  # rows of a last page that are too few for one
DEEPEST: Final = 5  # lines of a title; what people write into one is rarely longer
UNPLACED: Final = "belum terjadwal"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan; days are whole days, the last one included.

    Attributes:
        code: Short, `A-01`. title: In words. owner: Abbreviation of the unit that does it.
        start: First day of the work; nothing when it has no place in the plan. end: Its last day.
        ready: Last day of the running-in time after it. counts: The day on which a standard counts.
        done: The last day up to which it is finished. baseline: First and last day in the plan approved before.
        idle: What is said in the place of bars when there is no work to show.
    """

    code: str
    title: str
    owner: str = ""
    start: date | None = None
    end: date | None = None
    ready: date | None = None
    counts: date | None = None
    done: date | None = None
    baseline: tuple[date, date] | None = None
    idle: str = UNPLACED

    @property
    def work(self) -> tuple[date, date] | None:
        """First and last day of the work."""
        return (self.start, self.end or self.start) if self.start else None

    @property
    def moved(self) -> tuple[date, date] | None:
        """The days of the plan before, where they differ."""
        return self.baseline if self.baseline != self.work else None

    @property
    def days(self) -> Iterator[date]:
        """Every day that it names."""
        singles = (self.start, self.end, self.ready, self.counts)
        return (day for day in (*singles, *(self.baseline or ())) if day)

    @property
    def told(self) -> str:
        """As told to people who do not see the chart."""
        said = [period_words(*self.work) if self.work else self.idle]
        said += [f"selesai dikerjakan sampai {day_words(self.done)}"] if self.done else []
        said += [f"masa berjalan sampai {day_words(self.ready)}"] if self.ready else []
        said += [f"terpenuhi {day_words(self.counts)}"] if self.counts else []
        said += [f"rencana semula {period_words(*self.moved)}"] if self.moved else []
        owner = f" ({self.owner})" if self.owner else ""
        return f"{f'{self.code} {self.title}'.strip()}{owner}: {', '.join(said)}"


@dataclass(frozen=True, slots=True)
class Group:
    """A standard or a SOP with its work packages; its bar spans them. Without a head the lines stand alone."""

    head: Line | None
    lines: tuple[Line, ...] = ()

    @property
    def rows(self) -> tuple["Row", ...]:
        """The head above its lines."""
        return (*((Row(self.head, head=True),) if self.head else ()), *map(Row, self.lines))


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it is set: the head of a group, or one of its lines."""

    line: Line
    head: bool = False


@dataclass(frozen=True, slots=True)
class Horizon:
    """The time of a plan: first and last day, target dates, days without work, and today, or another day, where it matters."""

    first: date
    last: date
    targets: tuple[Marked, ...] = ()
    shades: tuple[Shade, ...] = ()
    today: date | None = None
    named: str = "Hari ini"

    @property
    def marked(self) -> tuple[Marked, ...]:
        """Targets, and today among them."""
        today = (Marked(self.named, self.today, today=True),) if self.today else ()
        return (*self.targets, *today)

    @property
    def told(self) -> Iterator[str]:
        """Its days in words."""
        yield f"Waktu: {period_words(self.first, self.last)}"
        if self.targets:
            yield f"Target: {'; '.join(mark.words for mark in sorted(self.targets, key=lambda mark: mark.day))}"
        if self.today:
            yield f"{self.named}: {day_words(self.today)}"
        if self.shades:
            yield f"Libur dan cuti bersama: {'; '.join(shade.words for shade in self.shades)}"


def gantt(title: str, groups: Sequence[Group], horizon: Horizon, face: Typeface, setup: PageSetup) -> tuple[Chart, ...]:
    """As few pictures as the plan needs; each fits a page of this set-up under a heading. Groups that fit a page stay whole."""
    tries = (_paged(groups, horizon, face, setup, pad) for pad in PADS)
    sheet, pages = min(tries, key=lambda made: len(made[1]))
    return tuple(sheet.picture(_numbered(title, n, len(pages)), page) for n, page in enumerate(pages, 1))


def _paged(
    groups: Sequence[Group], horizon: Horizon, face: Typeface, setup: PageSetup, pad: float
) -> tuple["Sheet", list[list["Row"]]]:
    """The rows of each picture, when every row has so much room beyond its words."""
    rows = [group.rows for group in groups]
    sheet = Sheet.of([row for group in rows for row in group], horizon, Measure(face), setup.content_width, pad)
    height = setup.content_height - HEADING
    return sheet, sheet.evened(list(sheet.pages(rows, height)), height)


def overview(
    title: str, lines: Sequence[Line], horizon: Horizon, face: Typeface, setup: PageSetup
) -> tuple[Chart, ...]:
    """A row for each standard and SOP, set as close as needed to stand on one page; too many rows become several pictures."""
    return gantt(title, [Group(None, (line,)) for line in lines], horizon, face, setup)


def _numbered(title: str, number: int, count: int) -> str:
    return title if count == 1 else f"{title} ({number} dari {count})"


@dataclass(frozen=True)
class Sheet:
    """Where columns, rows and bars stand, the same in every picture of a plan."""

    measure: Measure
    horizon: Horizon
    width: float
    pad: float
    code: float
    owner: float
    scale: Scale
    keys: tuple[Entry, ...]

    @classmethod
    def of(cls, rows: Sequence[Row], horizon: Horizon, measure: Measure, width: float, pad: float) -> "Sheet":
        """Columns as wide as their words need, the rest for the titles and for time."""

        def widest(name: str, words: Iterable[tuple[str, bool]], share: float) -> float:
            used = [(said, strong) for said, strong in words if said]
            needed = [measure.width(said, SMALL, strong=strong) for said, strong in ((name, True), *used)]
            return min(max(needed) + GAP, share * width) if used else 0.0

        code = widest("Kode", ((row.line.code, row.head) for row in rows), CODE)
        owner = widest("Unit", ((row.line.owner, row.head) for row in rows), OWNER)
        left = EDGE + width * (WIDE_PANEL if width > WIDE else PANEL)
        days = [horizon.first, horizon.last, *(mark.day for mark in horizon.marked)]
        scale = Scale.of([*days, *(day for row in rows for day in row.line.days)], left, width - EDGE - DIAMOND)
        return cls(measure, horizon, width, pad, code, owner, scale, tuple(_keys(rows, horizon)))

    @cached_property
    def heads(self) -> Heads:
        """The heads of the columns of time."""
        return Heads(self.scale, self.measure, self.horizon.marked)

    @property
    def top(self) -> float:
        """Where the rows begin."""
        return EDGE + self.heads.height

    @property
    def title(self) -> tuple[float, float]:
        """Left edge and width of the titles."""
        left = EDGE + INSET + self.code
        return left, self.scale.left - GAP - self.owner - left

    def words(self, row: Row) -> tuple[str, ...]:
        """The title in as many lines as it takes, up to a few."""
        return self.measure.lines(row.line.title, self.title[1] - GAP, SMALL, DEEPEST, strong=row.head)

    def height(self, row: Row) -> float:
        """Of a row."""
        return max(1, len(self.words(row))) * step(SMALL) + self.pad

    def pages(self, groups: Sequence[Sequence[Row]], height: float) -> Iterator[list[Row]]:
        """Rows of each picture: a group begins a new one when it fits there whole and here not; no head ends one."""
        room = self._room(height)
        page: list[Row] = []
        left = room
        for group in groups:
            heights = [self.height(row) for row in group]
            if page and left < sum(heights) <= room:
                yield page
                page, left = [], room
            for number, (row, high) in enumerate(zip(group, heights, strict=True)):
                needed = sum(heights[number : number + 2]) if row.head else high
                if page and needed > left:
                    yield page
                    page, left = [], room
                page.append(row)
                left -= high
        if page:
            yield page

    def evened(self, pages: list[list[Row]], height: float) -> list[list[Row]]:
        """The same pages, but the last one has company: a few rows alone take the group before them along, if it fits."""
        if len(pages) < 2 or len(pages[-1]) >= LONELY:
            return pages
        *kept, before, last = pages
        cut = max((place for place, row in enumerate(before) if row.head), default=0)
        whole = [*before[cut:], *last]
        if cut == 0 or sum(map(self.height, whole)) > self._room(height):
            return pages
        return [*kept, before[:cut], whole]

    def _room(self, height: float) -> float:
        """What a page of this height leaves for rows."""
        return height - self.top - KEYS_ABOVE - self._legend(0.0)[1] - EDGE

    def picture(self, title: str, rows: Sequence[Row]) -> Chart:
        """Rows under the heads of the columns, the legend below."""
        edges = list(accumulate((self.height(row) for row in rows), initial=self.top))
        bottom = edges[-1]
        grounds, names = self.heads.names(EDGE)
        keys, high = self._legend(bottom + KEYS_ABOVE)
        middles = [(upper + lower) / 2 for upper, lower in pairwise(edges)]
        lettering = [*self.heads.words(EDGE), *names, *self._column_words()]
        for row, middle in zip(rows, middles, strict=True):
            lettering += self._row_words(row, middle)
        parts: list[Part] = [*self.heads.shades(self.horizon.shades, self.top, bottom), *self._ruled(rows, edges)]
        for row, middle in zip(rows, middles, strict=True):
            parts += self.bars(row, middle, self.height(row))
        lines = [*self.heads.lines(EDGE, bottom), *self._idle_grounds(rows, middles)]
        parts += [*lines, *grounds, *self.heads.bands(EDGE, self.width - EDGE)]
        parts += [part for part in keys if not isinstance(part, Caption)]
        words = [part for part in keys if isinstance(part, Caption)]
        told = " ".join(f"{sentence}." for sentence in (title, *self.horizon.told, *(row.line.told for row in rows)))
        whole = (*parts, *sorted(lettering, key=lambda item: (item.y, item.x)), *words)
        return Chart(self.width, bottom + KEYS_ABOVE + high + EDGE, whole, title, told, broad=True)

    def _legend(self, top: float) -> tuple[list[Part], float]:
        return legend(self.keys, EDGE, top, self.width - 2 * EDGE, self.measure)

    def _ruled(self, rows: Sequence[Row], edges: Sequence[float]) -> Iterator[Part]:
        """Lines between months and between rows, stronger ones above the head of a group."""
        yield self.heads.grid(self.top, edges[-1])
        across = serpentine(edges, EDGE, self.width - EDGE)
        yield Stroke(tuple((x, y) for y, x in across), Tone.MIDDLE, 0.1)
        for y in sorted({self.top, *(edge for row, edge in zip(rows, edges, strict=False) if row.head)}):
            yield Stroke(((EDGE, y), (self.width - EDGE, y)), width=PEN)
        left, right = EDGE, self.width - EDGE
        around = ((left, EDGE), (right, EDGE), (right, edges[-1]), (left, edges[-1]), (left, EDGE))
        yield Stroke(around, width=PEN)
        yield Stroke(((self.scale.left, EDGE), (self.scale.left, edges[-1])), width=PEN)

    def _column_words(self) -> Iterator[Caption]:
        y = base(EDGE + 2.5 * BAND, SMALL)
        if self.code:
            yield caption(EDGE + INSET, y, "Kode", SMALL, strong=True)
        words = self.measure.shortened("Uraian", self.title[1] - GAP, SMALL, strong=True)
        if words:
            yield caption(self.title[0], y, words, SMALL, strong=True)
        if self.owner:
            yield caption(self.scale.left - GAP - self.owner + GAP / 2, y, "Unit", SMALL, strong=True)

    def _row_words(self, row: Row, middle: float) -> Iterator[Caption]:
        """Code and owner stand on the first line of the title, so that all words of a page are lines of one text."""
        line, titles = row.line, self.words(row)
        first = base(middle, SMALL) - (max(1, len(titles)) - 1) * step(SMALL) / 2
        places = (
            (EDGE + INSET, first, line.code, self.code - GAP),
            *((self.title[0], first + n * step(SMALL), words, self.title[1]) for n, words in enumerate(titles)),
            (self.scale.left - GAP - self.owner + GAP / 2, first, line.owner, self.owner - GAP / 2),
        )
        for x, y, words, room in places:
            shown = self.measure.shortened(words, room, SMALL, strong=row.head)
            if shown:
                yield caption(x, y, shown, SMALL, strong=row.head)
        if not line.work:
            yield caption(self.scale.left + GAP, first, self._idle(line), SMALL)

    def _idle(self, line: Line) -> str:
        """What is said in the place of bars, as far as it fits."""
        return self.measure.shortened(line.idle, self.scale.right - self.scale.left - GAP, SMALL)

    def _idle_grounds(self, rows: Sequence[Row], middles: Sequence[float]) -> Iterator[Box]:
        """White behind the words that stand in the place of bars, so that no line crosses them."""
        for row, middle in zip(rows, middles, strict=True):
            if not row.line.work and (words := self._idle(row.line)):
                first = middle - max(0, len(self.words(row)) - 1) * step(SMALL) / 2
                wide = self.measure.width(words, SMALL) + 2 * INDENT
                left = self.scale.left + GAP - INDENT
                yield Box(left, first - WHITE / 2, wide, WHITE, Tone.PAPER, outline=False)

    def bars(self, row: Row, middle: float, high: float) -> Iterator[Part]:
        """Running-in time below the work, the finished part inside it, the plan before below it, the diamond on all."""
        line, tall = row.line, min(BAR, 0.5 * high)
        whole = middle
        if line.moved:  # both stand within the row, the plan before below
            middle -= (OLD + APART) / 2
        if line.work:
            if line.ready and line.ready > line.work[1]:
                yield self._bar((line.work[1], line.ready), middle, tall / 2, Tone.PAPER)
            yield self._bar(line.work, middle, SPANNING if row.head else tall, Tone.DARK if row.head else Tone.MIDDLE)
            if not row.head and line.done and line.done >= line.work[0]:
                done = self._bar((line.work[0], min(line.done, line.work[1])), middle, 0.45 * tall, Tone.DARK)
                yield replace(done, outline=False)
        if line.moved:
            below = middle + tall / 2 + APART + OLD / 2 if line.work else whole + (high - OLD) / 2
            yield self._bar(line.moved, below, OLD, Tone.LIGHT)
        if line.counts:
            yield diamond(self.scale.end(line.counts), whole, min(DIAMOND, 0.45 * high))

    def _bar(self, days: tuple[date, date], middle: float, tall: float, tone: Tone) -> Box:
        left = self.scale.begin(days[0])
        wide = max(self.scale.end(days[1]) - left, SHORTEST)
        return Box(min(left, self.scale.right - wide), middle - tall / 2, wide, tall, tone)


def diamond(x: float, y: float, size: float) -> Area:
    """The sign of a standard that counts."""
    return Area(((x, y - size), (x + size, y), (x, y + size), (x - size, y)), Tone.INK)


def _keys(rows: Sequence[Row], horizon: Horizon) -> Iterator[Entry]:
    """What the signs that are used mean."""
    lines = [row.line for row in rows]
    if any(row.line.work and row.head for row in rows):
        yield Entry("seluruh rentang", lambda x, y, w, h: [Box(x, y + (h - SPANNING) / 2, w, SPANNING, Tone.DARK)])
    if any(row.line.work and not row.head for row in rows):
        yield Entry("pengerjaan", lambda x, y, w, h: [Box(x, y + (h - BAR) / 2, w, BAR, Tone.MIDDLE)])
    if any(line.done for line in lines):
        yield Entry("bagian yang selesai", _done)
    if any(line.work and line.ready and line.ready > line.work[1] for line in lines):
        yield Entry("masa berjalan", lambda x, y, w, h: [Box(x, y + h / 2 - BAR / 4, w, BAR / 2)])
    if any(line.moved for line in lines):
        yield Entry("rencana semula", lambda x, y, w, h: [Box(x, y + (h - OLD) / 2, w, OLD, Tone.LIGHT)])
    if any(line.counts for line in lines):
        yield Entry("standar terpenuhi", lambda x, y, w, h: [diamond(x + w / 2, y + h / 2, DIAMOND)])
    if horizon.shades:
        yield Entry("libur dan cuti bersama", filled(Tone.LIGHT))


def _done(x: float, y: float, width: float, height: float) -> list[Part]:
    middle = y + height / 2
    return [
        Box(x, middle - BAR / 2, width, BAR, Tone.MIDDLE),
        Box(x, middle - 0.225 * BAR, width, 0.45 * BAR, Tone.DARK, outline=False),
    ]
