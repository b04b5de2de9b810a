"""Where a flow is cut into pages, and which arrows then cross from one page to another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count, product
from string import ascii_uppercase

from lpse_docs.layout.chart import Chart

STRIP = 10.0
PENTAGON = 5.0
SLOT = 6.5
PAGE_COST, LETTER_COST, LONELY_COST, EMPTY_COST, STACK_COST = 2000.0, 8.0, 60.0, 250.0, 40.0


@dataclass(frozen=True, slots=True)
class Jump:
    """An arrow from one row to another, by index; `order` is its place among the exits of its source."""

    source: int
    target: int
    order: int
    label: str

    @property
    def forward(self) -> bool:
        """Whether it goes down the table."""
        return self.target > self.source


@dataclass(frozen=True, slots=True)
class Connector:
    """One of a pair of pentagons: letter, lane, level and slot within its strip; `leaving` where the arrow leaves the page.

    `inset` is kept free at both edges of the lane (mm), so that arrows reach the levels behind.
    """

    letter: str
    jump: Jump
    lane: int
    slot: int
    slots: int
    level: int
    inset: float
    leaving: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """The rows of one page, from `first` to before `last`, with the strips of connectors above and below them."""

    first: int
    last: int
    top: tuple[Connector, ...] = ()
    bottom: tuple[Connector, ...] = ()

    def __contains__(self, row: int) -> bool:
        return self.first <= row < self.last

    def moved(self, connector: Connector, slot: int) -> "Leaf":
        """The same page with a pentagon in another slot of its level; those between make way."""

        def beside(item: Connector) -> Connector:
            if item == connector:
                return replace(item, slot=slot)
            if (item.lane, item.level) != (connector.lane, connector.level):
                return item
            passed = (slot <= item.slot < connector.slot) - (connector.slot < item.slot <= slot)
            return replace(item, slot=item.slot + passed)

        if connector in self.top:
            return replace(self, top=tuple(map(beside, self.top)))
        return replace(self, bottom=tuple(map(beside, self.bottom)))


def jumps(chart: Chart) -> list[Jump]:
    """Every arrow of a flow, in reading order; unknown steps and steps without an actor are left to the checks."""
    row = {node.id: index for index, node in enumerate(chart.nodes) if node.lanes}
    return [
        Jump(index, row[way.target], order, way.label)
        for index, node in enumerate(chart.nodes)
        for order, way in enumerate(node.exits)
        if way.target in row and node.lanes
    ]


def levels(connectors: Sequence[Connector]) -> int:
    """How many pentagons stand one above the other in a strip."""
    return max((connector.level + 1 for connector in connectors), default=0)


def strip_height(connectors: Sequence[Connector]) -> float:
    """Height of a strip in mm; nothing when no arrow crosses."""
    return levels(connectors) * STRIP


@dataclass(frozen=True)
class Pager:
    """Cuts a flow into pages; widths of a lane and of its gutters in mm say how many pentagons stand side by side."""

    chart: Chart
    arrows: Sequence[Jump]
    lane: float
    gutter: float

    @cached_property
    def _lanes(self) -> list[tuple[Jump, int, int]]:
        """Each arrow with the lane it leaves and the lane it enters."""
        return [
            (arrow, _lane_of(self.chart, arrow, leaving=True), _lane_of(self.chart, arrow, leaving=False))
            for arrow in self.arrows
        ]

    def cut(self, heights: Sequence[float], first: float, rest: float) -> list[Leaf] | None:
        """Cut rows of these heights into pages with room for `first` and then `rest` mm; None when a row does not fit.

        Of all ways the one with fewest pages, then evenly filled pages and few arrows across them, is taken (dynamic
        programming over the cuts).
        """
        total = len(heights)
        best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), -1)] * total
        for last in range(1, total + 1):
            for start in range(last - 1, -1, -1):
                room = rest if start else first
                used = sum(heights[start:last])
                if used > room:
                    break
                cost = best[start][0] + self._cost(start, last, used, room)
                if cost < best[last][0] - 1e-9:
                    best[last] = (cost, start)
        return self._lettered(_spans(best)) if best[total][1] >= 0 else None

    def _cost(self, start: int, last: int, used: float, room: float) -> float:
        """What a page with these rows costs; infinite when its connectors do not fit."""
        top, bottom = self._strips(start, last)
        filled = used + strip_height(top) + strip_height(bottom)
        if filled > room + 1e-6:
            return float("inf")
        lonely = LONELY_COST * (last - start == 1)
        empty = EMPTY_COST * (1 - filled / room) ** 2
        stacked = STACK_COST * sum(max(0, levels(strip) - 1) for strip in (top, bottom))
        return PAGE_COST + LETTER_COST * (len(top) + len(bottom)) + stacked + lonely + empty

    def _lettered(self, spans: Sequence[tuple[int, int]]) -> list[Leaf]:
        """The pages with their pentagons; both of a pair carry the same letter, each letter is used once in the flow."""
        page = {row: number for number, (first, last) in enumerate(spans) for row in range(first, last)}
        names = _letters()
        letters = {arrow: next(names) for arrow in self.arrows if page[arrow.source] != page[arrow.target]}
        return [Leaf(first, last, *self._strips(first, last, letters)) for first, last in spans]

    def _strips(
        self, first: int, last: int, letters: Mapping[Jump, str] | None = None
    ) -> tuple[tuple[Connector, ...], tuple[Connector, ...]]:
        """The connectors above and below the rows of a page.

        A forward arrow leaves at the bottom and enters at the top of the later page; a backward one the other way round.
        """
        top: list[tuple[Jump, int, bool]] = []
        bottom: list[tuple[Jump, int, bool]] = []
        for arrow, leaving_lane, entering_lane in self._lanes:
            leaves, enters = first <= arrow.source < last, first <= arrow.target < last
            if leaves != enters:
                strip = bottom if leaves == arrow.forward else top
                strip.append((arrow, leaving_lane if leaves else entering_lane, leaves))
        return self._slotted(top, letters or {}), self._slotted(bottom, letters or {})

    def _slotted(self, found: Sequence[tuple[Jump, int, bool]], letters: Mapping[Jump, str]) -> tuple[Connector, ...]:
        """Pentagons side by side as far as the lane is wide; if that is not enough, on levels with free gutters."""
        in_lane: dict[int, list[tuple[Jump, bool]]] = {}
        for arrow, where, leaving in found:
            in_lane.setdefault(where, []).append((arrow, leaving))
        made: list[Connector] = []
        for where, inside in sorted(in_lane.items()):
            inset = 0.0 if len(inside) <= self.lane // SLOT else self.gutter
            fit = max(1, int((self.lane - 2 * inset) // SLOT))
            for number, (arrow, leaving) in enumerate(_outside_in(inside)):
                level, slot = divmod(number, fit)
                slots = min(fit, len(inside) - level * fit)
                made.append(Connector(letters.get(arrow, ""), arrow, where, slot, slots, level, inset, leaving))
        return tuple(made)


def _outside_in(inside: Sequence[tuple[Jump, bool]]) -> list[tuple[Jump, bool]]:
    """Arrows that go up the table at both ends, where they pass the symbols of the lane; the others between them."""
    up = [item for item in inside if not item[0].forward]
    return [*up[::2], *(item for item in inside if item[0].forward), *up[1::2]]


def _spans(best: Sequence[tuple[float, int]]) -> list[tuple[int, int]]:
    """First row and row after the last of each page, from where the best cut of each length began."""
    spans: list[tuple[int, int]] = []
    last = len(best) - 1
    while last > 0:
        spans.append((best[last][1], last))
        last = best[last][1]
    return spans[::-1]


def _letters() -> Iterator[str]:
    """A, B ... Z, AA, AB ..."""
    for length in count(1):
        for letters in product(ascii_uppercase, repeat=length):
            yield "".join(letters)


def _lane_of(chart: Chart, arrow: Jump, *, leaving: bool) -> int:
    """The lane an arrow leaves or enters; of several actors the one nearest to the other end."""
    here, there = (arrow.source, arrow.target) if leaving else (arrow.target, arrow.source)
    others = chart.nodes[there].lanes
    return min(chart.nodes[here].lanes, key=lambda lane: (min(abs(lane - other) for other in others), lane))
