"""Which ways an arrow may take: orthogonal polylines over the free tracks of a page, the simple ones first.

Tracks lie where no symbol ever stands: beside the symbols of a lane (its gutters) and above and below those of a row.
Rows and lanes have rules along their edges, so no track lies on an edge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from lpse_docs.document.drawing import Point, Symbol, SymbolKind
from lpse_docs.layout.symbols import Band, Stage

ARROW = 2.0
PITCH, WIDEST_PITCH = 1.0, 2.0
FIRST_TRACK = 0.9
CLEAR = 0.6
SEEN = 0.3
MOST_TRACKS, MOST_ROW_TRACKS = 3, 2
Way = tuple[Point, ...]


class Side(Enum):
    """Side of a symbol, with the direction that leads away from it."""

    TOP = (0, -1)
    BOTTOM = (0, 1)
    LEFT = (-1, 0)
    RIGHT = (1, 0)

    def __init__(self, right: int, down: int) -> None:
        self.away = right, down
        self.upright = right == 0


@dataclass(frozen=True, slots=True)
class Port:
    """Where an arrow may meet a symbol: the middle of one of its sides."""

    symbol: Symbol
    side: Side
    band: Band
    point: Point


def port(symbol: Symbol, side: Side, band: Band) -> Port:
    """The port of a side; rounded so that symbols in the middle of one lane stand exactly above each other."""
    right, down = side.away
    x, y = symbol.x + symbol.width * (1 + right) / 2, symbol.y + symbol.height * (1 + down) / 2
    return Port(symbol, side, band, (round(x, 4), round(y, 4)))


def exits(symbol: Symbol, band: Band) -> list[Port]:
    """Arrows leave below or at a side; from a pentagon at any side."""
    more = [Side.TOP] if symbol.kind is SymbolKind.PENTAGON else []
    return [port(symbol, side, band) for side in (Side.BOTTOM, Side.LEFT, Side.RIGHT, *more)]


def entries(symbol: Symbol, band: Band) -> list[Port]:
    """Arrows arrive from above or at a side; at a pentagon from any side."""
    more = [Side.BOTTOM] if symbol.kind is SymbolKind.PENTAGON else []
    return [port(symbol, side, band) for side in (Side.TOP, Side.LEFT, Side.RIGHT, *more)]


def simple_ways(leave: Port, arrive: Port) -> Iterator[Way]:
    """Straight, one bend, or two bends over a track beside the row of one end."""
    (x0, y0), (x1, y1) = leave.point, arrive.point
    if leave.side.upright and arrive.side.upright:
        if x0 == x1:
            yield ((x0, y0), (x1, y1))
        for y in _rows(leave, arrive):
            yield ((x0, y0), (x0, y), (x1, y), (x1, y1))
    elif leave.side.upright:
        yield ((x0, y0), (x0, y1), (x1, y1))
    elif arrive.side.upright:
        yield ((x0, y0), (x1, y0), (x1, y1))
    elif y0 == y1:
        yield ((x0, y0), (x1, y1))


def long_ways(leave: Port, arrive: Port, stage: Stage, longest: float) -> Iterator[Way]:
    """Two to four bends over gutters and the tracks of both rows, no longer than so many mm."""
    (x0, y0), (x1, y1) = leave.point, arrive.point
    starts = (y0,) if not leave.side.upright else _beside(leave)
    ends = (y1,) if not arrive.side.upright else _beside(arrive)
    for x in _gutters(stage, leave.symbol, arrive.symbol):
        across = abs(x0 - x) + abs(x - x1)
        for start in starts:
            for end in ends:
                if across + abs(y0 - start) + abs(start - end) + abs(end - y1) > longest:
                    continue
                yield _joined(((x0, y0), (x0, start), (x, start), (x, end), (x1, end), (x1, y1)))


def _joined(points: Sequence[Point]) -> Way:
    """A polyline without repeated points, points inside a straight run, or turning back."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def outward(way: Way, leave: Port, arrive: Port) -> bool:
    """Whether a way leaves and arrives as its ports demand."""
    return _direction(way[0], way[1]) == leave.side.away and _direction(way[-1], way[-2]) == arrive.side.away


def _direction(start: Point, end: Point) -> tuple[int, int]:
    right, down = end[0] - start[0], end[1] - start[1]
    return ((right > 0) - (right < 0), (down > 0) - (down < 0))


def _rows(leave: Port, arrive: Port) -> tuple[float, ...]:
    return tuple(dict.fromkeys((*_beside(arrive), *_beside(leave))))


def _beside(port: Port) -> tuple[float, ...]:
    """Tracks of a row on the side of a port, from the edge of the row inwards; an arrow head needs room before its symbol."""
    band = port.band
    if port.side is Side.BOTTOM:
        return tuple(band.bottom - offset for offset in _offsets(band.bottom - band.below, CLEAR, MOST_ROW_TRACKS))
    return tuple(band.top + offset for offset in _offsets(band.above - band.top, ARROW, MOST_ROW_TRACKS))


def _offsets(room: float, kept: float, most: int) -> tuple[float, ...]:
    """Tracks between a rule and a symbol as mm from the rule, evenly spread; `kept` mm before the symbol stay free."""
    count = max(1, min(most, int((room - kept - FIRST_TRACK) / PITCH + 1 + 1e-6)))
    pitch = min(room / (count + 1), (room - kept) / count, WIDEST_PITCH)
    return tuple(pitch * number for number in range(1, count + 1))


def _gutters(stage: Stage, one: Symbol, other: Symbol) -> list[float]:
    """Upright tracks from one lane beyond both symbols to the other."""
    low, high = sorted((one.x + one.width / 2, other.x + other.width / 2))
    lane = stage.edges[1] - stage.edges[0]
    offsets = _offsets(stage.gutter, CLEAR, MOST_TRACKS)
    found: list[float] = []
    for left, right in pairwise(stage.edges):
        if right >= low - lane and left <= high + lane:
            found += [left + offset for offset in offsets]
            found += [right - offset for offset in offsets]
    return found
