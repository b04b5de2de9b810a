"""Where the words of a decision's exits stand: beside the arrow, near the symbol it leaves, clear of everything else."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lpse_docs.document.drawing import Label, Line, Point, Symbol, SymbolKind
from lpse_docs.layout.lettering import LABEL, MM_PER_POINT, Typeface
from lpse_docs.layout.routes import Route

GAP = 0.6
ON_SYMBOL, ON_LINE, ON_LABEL, OUTSIDE, TWO_LINES, NEXT_RUN = 50.0, 8.0, 30.0, 40.0, 1.0, 2.0
AWAY = ((0.2, 1.2, 2.4, 4.0, -1.5, -3.0), (0.5, 2.0, 4.0))
Box = tuple[float, float, float, float]


def labels(
    routes: Sequence[Route], joins: Sequence[Line], symbols: Sequence[Symbol], bounds: Box, face: Typeface
) -> tuple[Label, ...]:
    """A label for every labelled exit that leaves its step on this page."""
    placed: list[Label] = []
    lines = [route.way for route in routes] + [line.points for line in joins]
    boxes = [box for symbol in symbols for box in _boxes(symbol)]
    for route in routes:
        if route.errand.jump.label and not route.leave.symbol.text:
            taken = [_box(label) for label in placed]
            options = list(_options(route, face))
            costs = [bias + _cost(_box(label), lines, boxes, taken, bounds) for label, bias in options]
            placed.append(options[costs.index(min(costs))][0])
    return tuple(placed)


def _options(route: Route, face: Typeface) -> Iterator[tuple[Label, float]]:
    """Places on both sides of the arrow's first run and of the next, the nearest to its symbol first."""
    runs = list(pairwise(route.way))[:2]
    for words in _layouts(route.errand.jump.label):
        width = max(face.width(line, LABEL) for line in words) + 0.2
        height = len(words) * LABEL.line * MM_PER_POINT
        for number, (start, end) in enumerate(runs):
            for away in AWAY[number]:
                for after in (True, False):
                    left, top = _beside(start, end, away, width, height, after=after)
                    bias = TWO_LINES * (len(words) - 1) + abs(away) * 0.3 + 0.4 * (not after) + NEXT_RUN * number
                    yield Label(left, top, width, height, words), bias


def _beside(start: Point, end: Point, away: float, width: float, height: float, *, after: bool) -> Point:
    """Upper left corner of a box beside a run, `away` mm from its start; `after` is to the right of it or above it."""
    (x, y), right, down = start, end[0] - start[0], end[1] - start[1]
    if right:
        left = x + away if right > 0 else x - away - width
        return left, (y - height - GAP / 2 if after else y + GAP / 2)
    top = y + away if down > 0 else y - away - height
    return (x + GAP if after else x - GAP - width), top


def _boxes(symbol: Symbol) -> Iterator[Box]:
    """What of a symbol no word may cover: all of it, but of a diamond not the corners around it."""
    x, y, width, height = symbol.x, symbol.y, symbol.width, symbol.height
    if symbol.kind is not SymbolKind.DIAMOND:
        yield x, y, x + width, y + height
        return
    for share in (0.2, 0.5, 0.8):
        across, down = width * (1 - share) / 2, height * share / 2
        yield x + across, y + down, x + width - across, y + height - down


def _layouts(label: str) -> Iterator[tuple[str, ...]]:
    yield (label,)
    words = label.split(" ")
    if len(words) > 1:
        half = (len(words) + 1) // 2
        yield (" ".join(words[:half]), " ".join(words[half:]))


def _box(label: Label) -> Box:
    return label.x, label.y, label.x + label.width, label.y + label.height


def _cost(
    box: Box, lines: Sequence[Sequence[tuple[float, float]]], symbols: Sequence[Box], taken: Sequence[Box], bounds: Box
) -> float:
    cost = OUTSIDE * (box[0] < bounds[0] or box[2] > bounds[2] or box[1] < bounds[1] or box[3] > bounds[3])
    cost += ON_SYMBOL * sum(_over(box, other) for other in symbols)
    cost += ON_LABEL * sum(_over(box, other) for other in taken)
    for line in lines:
        for (ax, ay), (bx, by) in pairwise(line):
            cost += ON_LINE * _over(box, (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
    return cost


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] + 0.1 and other[0] < one[2] + 0.1 and one[1] < other[3] + 0.1 and other[1] < one[3] + 0.1
