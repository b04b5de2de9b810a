"""Which way every arrow of a page takes: through no symbol, and as clear of the other arrows as can be."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lpse_docs.document.drawing import Line, Point, Symbol, SymbolKind
from lpse_docs.layout.pages import Jump, Leaf
from lpse_docs.layout.symbols import Stage
from lpse_docs.layout.tracks import ARROW, CLEAR, Port, Side, Way, entries, exits, long_ways, outward, simple_ways

LENGTH, BEND, CROSSING, TOUCH, OVERLAP, MERGE = 0.1, 2.5, 6.0, 15.0, 60.0, 1.5
TAKEN, FAR_ACTOR, SIDEWAYS, CRAMPED = 40.0, 4.0, 1.0, 8.0
NEAR = 0.7
EASY = 3.0
Extent = tuple[float, float, float, float]


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

    def __post_init__(self) -> None:
        self.band = {symbol.id: band for band in self.stage.bands for symbol in band.symbols}
        self.symbols = [symbol for band in self.stage.bands for symbol in band.symbols]
        self.joined = {end for line in self.joins for end in ((line.source, Side.RIGHT), (line.target, Side.LEFT))}
        self.drawn: list[tuple[Way, object, Extent]] = [(line.points, None, extent(line.points)) for line in self.joins]

    def add(self, route: Route) -> None:
        """Draw an arrow."""
        self.routes.append(route)
        self.drawn.append((route.way, route.errand.goal, extent(route.way)))

    def remove(self, route: Route) -> None:
        """Take an arrow away."""
        self.routes.remove(route)
        self.drawn.remove((route.way, route.errand.goal, extent(route.way)))


def routes(leaf: Leaf, arrows: Sequence[Jump], stage: Stage) -> tuple[list[Route], tuple[Line, ...], list[Errand]]:
    """Route every arrow of a page; also the lines between actors who act together, and the arrows that found no way."""
    page = Page(stage, tuple(_joins(stage)))
    lost: list[Errand] = []
    errands = sorted(_errands(leaf, arrows, stage), key=_difficulty)
    for errand in errands:
        route = best(errand, page)
        if route:
            page.add(route)
        else:
            lost.append(errand)
    for route in [route for route in page.routes if route.crossings or route.cost > CROSSING + 4 * BEND]:
        page.remove(route)  # a second look, now that every other arrow is known
        page.add(best(route.errand, page) or route)
    return sorted(page.routes, key=lambda route: (route.errand.jump.source, route.errand.jump.order)), page.joins, lost


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


def best(errand: Errand, page: Page) -> Route | None:
    """The cheapest way: a simple one when it meets nothing, otherwise the cheapest of all."""
    search = Search(errand, page)
    for ends in _ports(errand, page):
        for way in simple_ways(ends.leave, ends.arrive):
            search.consider(ends, way)
    if search.found is None or search.found.cost > EASY + _plain(search.found.way):
        for ends in _ports(errand, page):
            for way in long_ways(ends.leave, ends.arrive, page.stage):
                search.consider(ends, way)
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

    def consider(self, ends: Ends, way: Way) -> None:
        """Keep a way that is free and cheaper than what is known."""
        most = self.found.cost if self.found else math.inf
        cost = _plain(way) + ends.cost
        if cost >= most or not outward(way, ends.leave, ends.arrive):
            return
        if not clear(way, ends.leave.symbol, ends.arrive.symbol, self.page.symbols):
            return
        conflicts, crossings = _conflicts(way, self.errand, self.page, most - cost)
        if cost + conflicts < most:
            self.found = Route(self.errand, ends.leave, ends.arrive, way, cost + conflicts, crossings)


def _ports(errand: Errand, page: Page) -> Iterator[Ends]:
    """Every pair of ports with what it costs to use them."""
    for far, source in enumerate(errand.sources):
        for away, target in enumerate(errand.targets):
            for leave in exits(source, page.band[source.id]):
                taken = _taken(errand, leave, page)
                for arrive in entries(target, page.band[target.id]):
                    blocked = (target.id, arrive.side) in page.joined
                    sideways = SIDEWAYS if arrive.side is not Side.TOP else 0.0
                    cost = (far + away) * FAR_ACTOR + taken + sideways + TAKEN * blocked
                    yield Ends(leave, arrive, cost)


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
    """Cost of a way on an empty page."""
    runs = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(way)]
    return LENGTH * sum(runs) + BEND * (len(way) - 2) + CRAMPED * (runs[-1] < ARROW - 0.05)


def clear(way: Way, source: Symbol, target: Symbol, symbols: Iterable[Symbol]) -> bool:
    """Whether a way passes through no symbol; its own symbols it only touches at its ends."""
    left, right, top, bottom = extent(way)
    for symbol in symbols:
        edge = -0.05 if symbol is source or symbol is target else CLEAR - 0.05
        x0, x1 = symbol.x - edge, symbol.x + symbol.width + edge
        y0, y1 = symbol.y - edge, symbol.y + symbol.height + edge
        if right <= x0 or left >= x1 or bottom <= y0 or top >= y1:
            continue
        for (ax, ay), (bx, by) in pairwise(way):
            if max(ax, bx) > x0 and min(ax, bx) < x1 and max(ay, by) > y0 and min(ay, by) < y1:
                return False
    return True


def extent(way: Way) -> Extent:
    """Left, right, top and bottom of a way."""
    across, down = [point[0] for point in way], [point[1] for point in way]
    return min(across), max(across), min(down), max(down)


def _conflicts(way: Way, errand: Errand, page: Page, most: float) -> tuple[float, int]:
    """What meeting the other arrows costs, and how many of them are crossed; counting ends beyond `most`."""
    cost, crossings = 0.0, 0
    left, right, top, bottom = extent(way)
    for other, goal, (x0, x1, y0, y1) in page.drawn:
        if right < x0 - NEAR or left > x1 + NEAR or bottom < y0 - NEAR or top > y1 + NEAR:
            continue
        friendly = goal == errand.goal
        for one in pairwise(way):
            for two in pairwise(other):
                more, crossed = _meeting(one, two, friendly=friendly)
                cost += more
                crossings += crossed
        if cost >= most:
            break
    return cost, crossings


def _meeting(one: tuple[Point, ...], two: tuple[Point, ...], *, friendly: bool) -> tuple[float, int]:
    """Cost of two segments, and whether they cross."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = two
    if ax > bx or ay > by:
        ax, ay, bx, by = bx, by, ax, ay
    if cx > dx or cy > dy:
        cx, cy, dx, dy = dx, dy, cx, cy
    if bx < cx - NEAR or dx < ax - NEAR or by < cy - NEAR or dy < ay - NEAR:
        return 0.0, 0
    if (ax == bx) == (cx == dx):  # side by side
        shared = min(bx, dx) - max(ax, cx) if ay == by else min(by, dy) - max(ay, cy)
        return (MERGE if friendly else OVERLAP, 0) if shared > 0.05 else (0.0, 0)
    if bx < cx or dx < ax or by < cy or dy < ay:
        return 0.0, 0
    ends = (ax, ay) in two or (bx, by) in two or (cx, cy) in one or (dx, dy) in one
    inside = (ax < cx < bx and cy < ay < dy) or (cx < ax < dx and ay < cy < by)
    if friendly:
        return MERGE, 0
    return (CROSSING, 1) if inside and not ends else (TOUCH, 0)
