"""Rectangles, segments and the outlines of symbols, in millimetres."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from lpse_docs.document.drawing import Label, Line, Point, Symbol, SymbolKind

SLIGHT = 0.01


@dataclass(frozen=True)
class Box:
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> "Box":
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def holds(self, other: "Box") -> bool:
        return (
            self.left <= other.left + SLIGHT
            and self.top <= other.top + SLIGHT
            and other.right <= self.right + SLIGHT
            and other.bottom <= self.bottom + SLIGHT
        )

    def meets(self, other: "Box") -> bool:
        """Whether the insides overlap."""
        return (
            self.left < other.right - SLIGHT
            and other.left < self.right - SLIGHT
            and self.top < other.bottom - SLIGHT
            and other.top < self.bottom - SLIGHT
        )


def box(shape: Symbol | Label) -> Box:
    return Box(shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)


def segments(line: Line) -> Iterator[Box]:
    """Every run of a line as a rectangle without thickness."""
    for (ax, ay), (bx, by) in pairwise(line.points):
        yield Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def pierces(line: Line, target: Box) -> bool:
    """Whether a run goes through the inside of a rectangle."""
    return any(
        run.left < target.right and target.left < run.right and run.top < target.bottom and target.top < run.bottom
        for run in segments(line)
    )


def ports(symbol: Symbol) -> dict[tuple[int, int], Point]:
    """Where each side has its middle, by the direction that leads away from it."""
    x, y, across, down = symbol.x, symbol.y, symbol.width, symbol.height
    return {
        (0, -1): (x + across / 2, y),
        (0, 1): (x + across / 2, y + down),
        (-1, 0): (x, y + down / 2),
        (1, 0): (x + across, y + down / 2),
    }


def direction(start: Point, end: Point) -> tuple[int, int]:
    right, down = end[0] - start[0], end[1] - start[1]
    return (right > SLIGHT) - (right < -SLIGHT), (down > SLIGHT) - (down < -SLIGHT)


def covers(area: Box, symbol: Symbol) -> bool:
    """Whether a rectangle hides a part of a symbol; of a diamond only what lies between its edges counts."""
    if symbol.kind is not SymbolKind.DIAMOND:
        return area.meets(box(symbol))
    centre = symbol.x + symbol.width / 2, symbol.y + symbol.height / 2
    near = [
        max(low - middle, middle - high, 0.0)
        for middle, low, high in ((centre[0], area.left, area.right), (centre[1], area.top, area.bottom))
    ]
    return near[0] / (symbol.width / 2) + near[1] / (symbol.height / 2) < 1 - SLIGHT


def alongside(one: Line, other: Line) -> float:
    """Length two lines share, in mm."""
    shared = 0.0
    for a in segments(one):
        for b in segments(other):
            if abs(a.left - a.right) < SLIGHT and abs(b.left - b.right) < SLIGHT and abs(a.left - b.left) < 0.3:
                shared += max(0.0, min(a.bottom, b.bottom) - max(a.top, b.top))
            if abs(a.top - a.bottom) < SLIGHT and abs(b.top - b.bottom) < SLIGHT and abs(a.top - b.top) < 0.3:
                shared += max(0.0, min(a.right, b.right) - max(a.left, b.left))
    return shared
