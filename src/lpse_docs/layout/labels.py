"""Where the words of a decision's exits stand: beside the arrow, near the symbol it leaves, clear of everything else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lpse_docs.document.drawing import Label, Point, Symbol, SymbolKind
from lpse_docs.layout.lettering import LABEL, MM_PER_POINT, Typeface
from lpse_docs.layout.routes import Page, Route

GAP = 0.6
SLACK = 0.1
ON_SYMBOL, ON_LABEL, ON_LINE = 100.0, 60.0, 12.0
MORE_LINES, BEFORE = 1.0, 0.4
AMBIGUOUS, CLEARER = 5.0, 0.8
DISTANCE, FARTHEST = 0.5, 20.0
NEAR = ((0.2, 1.2, 2.4, 4.0, -1.5, -3.0), (0.5, 2.0, 4.0))
FAR = (0.2, 1.5, 3.0, 5.0, 7.5, 10.0, 14.0, 20.0, -2.0, -4.0, -6.0)
ASIDE = (0.0, 1.2, 2.6, 4.5)
Box = tuple[float, float, float, float]


def labels(page: Page, bounds: Box, face: Typeface) -> tuple[Label, ...]:
    """A label for every labelled exit that leaves its step on a page; `bounds` is the lanes' area."""
    lines = [route.way for route in page.routes] + [line.points for line in page.joins]
    board = Board(bounds, page.symbols, [_around(run) for line in lines for run in pairwise(line)], page.routes)
    placed: list[Label] = []
    for route in page.in_order:
        if route.errand.jump.label and not route.leave.symbol.text:
            placed.append(_best(route, board, face))
            board.labels.append(_box(placed[-1]))
    return tuple(placed)


def _best(route: Route, board: "Board", face: Typeface) -> Label:
    """The cheapest place near the symbol; when every one of them hides something, the cheapest along the whole arrow."""
    found: tuple[float, Label] | None = None
    rivals = board.rivals(route)
    for options in (_near, _far):
        for label, bias in options(route, face):
            inside = board.pushed_in(label)
            if found is None or bias < found[0]:
                cost = bias + DISTANCE * _distance(route.way[0], inside) + board.cost(_box(inside))
                cost += AMBIGUOUS * _rivalled(_box(inside), route, rivals)
                if found is None or cost < found[0]:
                    found = cost, inside
        if found and found[0] < ON_LINE:
            break
    assert found is not None  # every arrow has a run
    return found[1]


@dataclass
class Board:
    """What a label must not hide: the lanes' area, symbols, runs of lines, and the labels placed before."""

    bounds: Box
    symbols: Sequence[Symbol]
    runs: Sequence[Box]
    routes: Sequence[Route]

    def rivals(self, route: Route) -> list[Box]:
        """The runs of other arrows that touch the symbol a route leaves: a label must not seem to be theirs."""
        symbol, found = route.leave.symbol, list[Box]()
        for other in self.routes:
            if other is not route and other.leave.symbol is symbol:
                found.append(_around((other.way[0], other.way[1])))
            elif other is not route and other.arrive.symbol is symbol:
                found.append(_around((other.way[-2], other.way[-1])))
        return found

    @cached_property
    def labels(self) -> list[Box]:
        """Labels placed before."""
        return []

    @cached_property
    def boxes(self) -> list[tuple[Box, bool]]:
        """Surroundings of each symbol, and whether it is a diamond, whose corners are free."""
        return [(_around(_corners(symbol)), symbol.kind is SymbolKind.DIAMOND) for symbol in self.symbols]

    def pushed_in(self, label: Label) -> Label:
        """The same label inside the lanes' area."""
        left, top, right, bottom = self.bounds
        x = max(left + SLACK, min(label.x, right - SLACK - label.width))
        y = max(top + SLACK, min(label.y, bottom - SLACK - label.height))
        return Label(x, y, label.width, label.height, label.words)

    def cost(self, box: Box) -> float:
        """What a label there would hide."""
        cost = ON_SYMBOL * sum(_over(box, other) and not (cut and _beyond(box, other)) for other, cut in self.boxes)
        cost += ON_LABEL * sum(_over(box, other) for other in self.labels)
        return cost + ON_LINE * sum(_over(box, other) for other in self.runs)


def _rivalled(box: Box, route: Route, rivals: Sequence[Box]) -> bool:
    """Whether a label stands as near to an arrow of the same symbol as to its own."""
    own = min(_gap(box, _around(run)) for run in pairwise(route.way))
    return any(_gap(box, rival) < own + CLEARER for rival in rivals)


def _gap(one: Box, other: Box) -> float:
    """The distance between two rectangles along the axes, in mm."""
    across = max(one[0] - other[2], other[0] - one[2], 0.0)
    down = max(one[1] - other[3], other[1] - one[3], 0.0)
    return across + down


def _near(route: Route, face: Typeface) -> Iterator[tuple[Label, float]]:
    """Places on both sides of the arrow's first run and of the next, close to it."""
    for number, run in enumerate(list(pairwise(route.way))[:2]):
        yield from _along(route, run, face, NEAR[number], (0.0,))


def _far(route: Route, face: Typeface) -> Iterator[tuple[Label, float]]:
    """Places along every run, also at some distance from it."""
    for run in pairwise(route.way):
        yield from _along(route, run, face, FAR, ASIDE)


def _along(
    route: Route, run: tuple[Point, Point], face: Typeface, aways: Sequence[float], asides: Sequence[float]
) -> Iterator[tuple[Label, float]]:
    for words in _layouts(route.errand.jump.label):
        width = max(face.width(line, LABEL) for line in words) + 0.2
        height = len(words) * LABEL.line * MM_PER_POINT
        for away in aways:
            for aside in asides:
                for after in (True, False):
                    label = Label(*_beside(run, away, aside, width, height, after=after), width, height, words)
                    yield label, MORE_LINES * (len(words) - 1) + BEFORE * (not after)


def _beside(
    run: tuple[Point, Point], away: float, aside: float, width: float, height: float, *, after: bool
) -> tuple[float, float]:
    """Upper left corner of a box beside a run, `away` mm from its start; `after` is to the right of it or above it."""
    (x, y), right, down = run[0], run[1][0] - run[0][0], run[1][1] - run[0][1]
    if right:
        left = x + away if right > 0 else x - away - width
        return left, (y - height - GAP / 2 - aside if after else y + GAP / 2 + aside)
    top = y + away if down > 0 else y - away - height
    return (x + GAP + aside if after else x - GAP - aside - width), top


def _distance(port: Point, label: Label) -> float:
    """How far a label stands from where its arrow begins, in mm."""
    left, top, right, bottom = _box(label)
    across, down = max(left - port[0], port[0] - right, 0.0), max(top - port[1], port[1] - bottom, 0.0)
    return min(across + down, FARTHEST)


def _layouts(label: str) -> Iterator[tuple[str, ...]]:
    """In one line, in two, and a word a line."""
    yield (label,)
    words = label.split(" ")
    if len(words) > 1:
        half = (len(words) + 1) // 2
        yield (" ".join(words[:half]), " ".join(words[half:]))
    if len(words) > 2:
        yield tuple(words)


def _corners(symbol: Symbol) -> tuple[Point, Point]:
    return (symbol.x, symbol.y), (symbol.x + symbol.width, symbol.y + symbol.height)


def _around(run: tuple[Point, ...]) -> Box:
    (ax, ay), (bx, by) = run
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _box(label: Label) -> Box:
    return label.x, label.y, label.x + label.width, label.y + label.height


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] + 0.1 and other[0] < one[2] + 0.1 and one[1] < other[3] + 0.1 and other[1] < one[3] + 0.1


def _beyond(box: Box, diamond: Box) -> bool:
    """Whether a box that meets the surroundings of a diamond lies in a corner beyond its edges."""
    x, y = (diamond[0] + diamond[2]) / 2, (diamond[1] + diamond[3]) / 2
    across = max(box[0] - x, x - box[2], 0.0) / (diamond[2] - x)
    down = max(box[1] - y, y - box[3], 0.0) / (diamond[3] - y)
    return across + down > 1.05
