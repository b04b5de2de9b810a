"""Which way every arrow of a page takes: through no symbol, and as clear of the other arrows as can be."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from lpse_docs.document.drawing import Label, Line, Symbol, SymbolKind
from lpse_docs.layout.pages import Connector, Jump, Leaf
from lpse_docs.layout.symbols import Stage
from lpse_docs.layout.tracks import ARROW, CLEAR, SEEN, Port, Side, Way, entries, exits, long_ways, outward, simple_ways

LENGTH, BEND, CROSSING, TOUCH, OVERLAP, MERGE = 0.1, 2.5, 6.0, 15.0, 60.0, 1.5
TAKEN, FAR_ACTOR, SIDEWAYS, CRAMPED, ON_WORDS = 40.0, 4.0, 1.0, 8.0, 20.0
NEAR = 0.7
MOST_POINTS = 4  # a way with more makes a detour
EASY = 3.0
SIGN, SHORT = (
    1.3,
    0.3,
)  # mm a sign of a label takes at most, and what each mm costs that a level exit is too short for it
Extent = tuple[float, float, float, float]  # left, right, top, bottom
Run = tuple[float, float, float, float]  # left and upper end, right or lower end


@dataclass(frozen=True, slots=True)
class Errand:
    """An arrow to be routed between symbols of a page: from any of `sources` to any of `targets`, the nearest first."""

    jump: Jump
    sources: tuple[Symbol, ...]
    targets: tuple[Symbol, ...]

    @property
    def step(self) -> object:
        """What the arrow leaves; exits of one decision never share a port."""
        return self.jump.source if self.sources[0].kind is not SymbolKind.PENTAGON else self.sources[0].id

    @property
    def words(self) -> float:
        """Room the longest word of the label likes beside a level exit, in mm."""
        return SIGN * max(len(word) for word in self.jump.label.split(" "))

    @property
    def goal(self) -> object:
        """What the arrow reaches; arrows to one step may run together."""
        return self.jump.target if self.targets[0].kind is not SymbolKind.PENTAGON else self.targets[0].id


@dataclass(frozen=True, slots=True)
class Route:
    """A finished arrow."""

    errand: Errand
    leave: Port
    arrive: Port
    way: Way
    cost: float
    crossings: int

    @property
    def line(self) -> Line:
        """The arrow as it is drawn."""
        return Line(self.leave.symbol.id, self.arrive.symbol.id, self.way)


@dataclass
class Page:
    """Symbols and routed arrows of one page while arrows are added."""

    stage: Stage
    joins: tuple[Line, ...]
    routes: list[Route] = field(default_factory=list)
    words: Sequence[Extent] = ()

    def __post_init__(self) -> None:
        self.band = {symbol.id: band for band in self.stage.bands for symbol in band.symbols}
        self.symbols = [symbol for band in self.stage.bands for symbol in band.symbols]
        self.joined = {end for line in self.joins for end in ((line.source, Side.RIGHT), (line.target, Side.LEFT))}
        self.drawn = [_drawn(line.points, None) for line in self.joins]

    def add(self, route: Route) -> None:
        """Draw an arrow."""
        self.routes.append(route)
        self.drawn.append(_drawn(route.way, route.errand.goal))

    def again(self, wanted: Callable[[Route], bool]) -> None:
        """Route some arrows anew, now that everything else is known."""
        for route in [route for route in self.routes if wanted(route)]:
            self.routes.remove(route)
            self.drawn.remove(_drawn(route.way, route.errand.goal))
            self.add(best(route.errand, self))

    def written_on(self, labels: Iterable[Label]) -> bool:
        """Lead arrows around labels they run through; whether there were any."""
        self.words = [(label.x, label.x + label.width, label.y, label.y + label.height) for label in labels]
        before = list(self.routes)
        self.again(lambda route: any(pierces(route.way, box) for box in self.words))
        return self.routes != before

    @property
    def cost(self) -> float:
        """What all arrows together cost."""
        return sum(route.cost for route in self.routes)

    @property
    def awkward(self) -> Connector | None:
        """The pentagon among several neighbours whose arrow makes the worst detour or crosses others, if any does."""
        crowded = {symbol.id: item for item, symbol in self.stage.pentagons.items() if item.slots > 1}
        found = [
            (route.cost, crowded[end])
            for route in self.routes
            for end in (route.leave.symbol.id, route.arrive.symbol.id)
            if end in crowded and (route.crossings or len(route.way) > MOST_POINTS)
        ]
        return max(found, key=lambda item: item[0])[1] if found else None

    @property
    def crossings(self) -> int:
        """How often arrows to different steps cross, lines between actors included."""
        return sum(
            _meeting(one, two, friendly=False)[1]
            for (goal, _, mine), (other, _, theirs) in combinations(self.drawn, 2)
            if goal != other
            for one in mine
            for two in theirs
        )

    @property
    def in_order(self) -> list[Route]:
        """Arrows in reading order."""
        return sorted(self.routes, key=lambda route: (route.errand.jump.source, route.errand.jump.order))


def routed(leaf: Leaf, arrows: Sequence[Jump], stage: Stage) -> Page:
    """The page with every arrow routed."""
    page = Page(stage, tuple(_joins(stage)))
    for errand in sorted(_errands(leaf, arrows, stage), key=_difficulty):
        page.add(best(errand, page))
    page.again(lambda route: bool(route.crossings) or route.cost > CROSSING + 4 * BEND)
    return page


def _drawn(way: Way, goal: object) -> tuple[object, Extent, tuple[Run, ...]]:
    return goal, extent(way), runs(way)


def _joins(stage: Stage) -> Iterator[Line]:
    """Plain lines between the symbols of one step, from left to right."""
    for symbols in stage.steps.values():
        for one, other in pairwise(symbols):
            y = one.y + one.height / 2
            yield Line(one.id, other.id, ((one.x + one.width, y), (other.x, y)), arrow=False)


def _errands(leaf: Leaf, arrows: Sequence[Jump], stage: Stage) -> Iterator[Errand]:
    for arrow in arrows:
        if arrow.source in leaf and arrow.target in leaf:
            yield _between(arrow, stage.steps[arrow.source], stage.steps[arrow.target])
    for connector, pentagon in stage.pentagons.items():
        if connector.leaving:
            yield _between(connector.jump, stage.steps[connector.jump.source], (pentagon,))
        else:
            yield _between(connector.jump, (pentagon,), stage.steps[connector.jump.target])


def _between(arrow: Jump, sources: Sequence[Symbol], targets: Sequence[Symbol]) -> Errand:
    return Errand(arrow, _nearest(sources, targets), _nearest(targets, sources))


def _nearest(symbols: Sequence[Symbol], others: Sequence[Symbol]) -> tuple[Symbol, ...]:
    def distance(symbol: Symbol) -> tuple[float, float]:
        return min(abs(symbol.x + symbol.width / 2 - other.x - other.width / 2) for other in others), symbol.x

    return tuple(sorted(symbols, key=distance))


def _difficulty(errand: Errand) -> tuple[object, ...]:
    """Short and downward first: they have the best claim on the straight ways."""
    one, other = errand.sources[0], errand.targets[0]
    rise, across = other.y - one.y, abs(other.x + other.width / 2 - one.x - one.width / 2)
    return rise <= 0, round(abs(rise), 3), round(across, 3), errand.jump.source, errand.jump.order


def best(errand: Errand, page: Page) -> Route:
    """The cheapest way: a simple one when it meets nothing, otherwise the cheapest of all.

    There always is one: below its symbol an arrow reaches a track of its row, then a gutter, which is free from the top of
    the page to the bottom, then the track above its target.
    """
    search, ports = Search(errand, page), _ports(errand, page)
    for ends in ports:
        for way in simple_ways(ends.leave, ends.arrive):
            search.consider(ends, way)
    if search.found is None or search.found.cost > EASY + _plain(search.found.way):
        for ends in sorted(ports, key=lambda ends: ends.cost):
            longest = (search.most - ends.cost - 2 * BEND) / LENGTH
            for way in long_ways(ends.leave, ends.arrive, page.stage, longest):
                search.consider(ends, way)
    assert search.found is not None
    return search.found


@dataclass(frozen=True, slots=True)
class Ends:
    """A pair of ports, and what it costs to use them."""

    leave: Port
    arrive: Port
    cost: float


@dataclass
class Search:
    """The cheapest route found so far for an arrow."""

    errand: Errand
    page: Page
    found: Route | None = None

    def __post_init__(self) -> None:
        self.words = self.errand.words if not self.errand.sources[0].text else 0.0

    @property
    def most(self) -> float:
        """What a better way may cost."""
        return self.found.cost if self.found else math.inf

    def consider(self, ends: Ends, way: Way) -> None:
        """Keep a way that is free and cheaper than what is known."""
        most = self.most
        cost = _plain(way) + ends.cost + (0.0 if ends.leave.side.upright else self._short(way))
        if cost >= most or not outward(way, ends.leave, ends.arrive):
            return
        if not clear(way, ends.leave.symbol, ends.arrive.symbol, self.page.symbols):
            return
        conflicts, crossings = _conflicts(way, self.errand, self.page, most - cost)
        if cost + conflicts < most:
            self.found = Route(self.errand, ends.leave, ends.arrive, way, cost + conflicts, crossings)

    def _short(self, way: Way) -> float:
        """What it costs when the first, level run is shorter than the words beside it."""
        return SHORT * max(0.0, self.words - abs(way[1][0] - way[0][0]))


def _ports(errand: Errand, page: Page) -> list[Ends]:
    """Every pair of ports with what it costs to use them."""
    leaving = [
        (port, far * FAR_ACTOR + _taken(errand, port, page))
        for far, symbol in enumerate(errand.sources)
        for port in exits(symbol, page.band[symbol.id])
    ]
    arriving = [
        (
            port,
            away * FAR_ACTOR + SIDEWAYS * (port.side is not Side.TOP) + TAKEN * ((symbol.id, port.side) in page.joined),
        )
        for away, symbol in enumerate(errand.targets)
        for port in entries(symbol, page.band[symbol.id])
    ]
    return [Ends(leave, arrive, one + other) for leave, one in leaving for arrive, other in arriving]


def _taken(errand: Errand, leave: Port, page: Page) -> float:
    """A port where actors are joined, or where another exit of the same decision leaves."""
    joined = (leave.symbol.id, leave.side) in page.joined
    shared = any(
        route.errand.step == errand.step and route.leave.symbol.id == leave.symbol.id and route.leave.side is leave.side
        for route in page.routes
        if route.errand.jump != errand.jump
    )
    return TAKEN * joined + 2 * TAKEN * shared


def _plain(way: Way) -> float:
    """Cost of a way on an empty page; no run may be too short to see."""
    length = last = 0.0
    x, y = way[0]
    for right, down in way[1:]:
        last = abs(right - x) + abs(down - y)
        if last < SEEN:
            return math.inf
        length += last
        x, y = right, down
    return LENGTH * length + BEND * (len(way) - 2) + CRAMPED * (last < ARROW - 0.05)


def clear(way: Way, source: Symbol, target: Symbol, symbols: Iterable[Symbol]) -> bool:
    """Whether a way passes through no symbol; its own symbols it only touches at its ends."""
    left, right, top, bottom = extent(way)
    for symbol in symbols:
        edge = -0.05 if symbol is source or symbol is target else CLEAR - 0.05
        x0, x1 = symbol.x - edge, symbol.x + symbol.width + edge
        y0, y1 = symbol.y - edge, symbol.y + symbol.height + edge
        if right <= x0 or left >= x1 or bottom <= y0 or top >= y1:
            continue
        if pierces(way, (x0, x1, y0, y1)):
            return False
    return True


def pierces(way: Way, box: Extent) -> bool:
    """Whether a way runs through a rectangle given by its left, right, top and bottom."""
    x0, x1, y0, y1 = box
    return any(right > x0 and left < x1 and bottom > y0 and top < y1 for left, top, right, bottom in runs(way))


def extent(way: Way) -> Extent:
    """Left, right, top and bottom of a way."""
    across, down = zip(*way, strict=True)
    return min(across), max(across), min(down), max(down)


def runs(way: Way) -> tuple[Run, ...]:
    """The straight pieces of a way."""
    return tuple((*a, *b) if a <= b else (*b, *a) for a, b in pairwise(way))


def _conflicts(way: Way, errand: Errand, page: Page, most: float) -> tuple[float, int]:
    """What meeting labels and the other arrows costs, and how many of them are crossed; counting ends beyond `most`."""
    cost, crossings = ON_WORDS * sum(pierces(way, box) for box in page.words), 0
    left, right, top, bottom = extent(way)
    mine = runs(way)
    for goal, (x0, x1, y0, y1), others in page.drawn:
        if right < x0 - NEAR or left > x1 + NEAR or bottom < y0 - NEAR or top > y1 + NEAR:
            continue
        friendly = goal == errand.goal
        for one in mine:
            ax, ay, bx, by = one
            for two in others:
                if two[2] < ax - NEAR or bx < two[0] - NEAR or two[3] < ay - NEAR or by < two[1] - NEAR:
                    continue
                more, crossed = _meeting(one, two, friendly=friendly)
                cost += more
                crossings += crossed
        if cost >= most:
            break
    return cost, crossings


def _meeting(one: Run, two: Run, *, friendly: bool) -> tuple[float, int]:
    """Cost of two runs near each other, and whether they cross."""
    ax, ay, bx, by = one
    cx, cy, dx, dy = two
    if (ax == bx) == (cx == dx):  # side by side
        shared = min(bx, dx) - max(ax, cx) if ay == by else min(by, dy) - max(ay, cy)
        return (MERGE if friendly else OVERLAP, 0) if shared > 0.05 else (0.0, 0)
    if bx < cx or dx < ax or by < cy or dy < ay:
        return 0.0, 0
    if friendly:
        return MERGE, 0
    inside = (ax < cx < bx and cy < ay < dy) or (cx < ax < dx and ay < cy < by)
    return (CROSSING, 1) if inside else (TOUCH, 0)
