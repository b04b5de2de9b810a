"""Orthogonal lines as the connectors of DrawingML: which preset, in which frame, with which adjustments.

The presets (ECMA-376-1, presetShapeDefinitions.xml) leave their upper left corner to the right and end in the lower
right one; flips and a quarter turn give the other directions. bentConnector2 to 5 have two to five pieces.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from lpse_docs.document.drawing import Point
from lpse_docs.writers.docx.wordml import emu

Corner: TypeAlias = tuple[int, int]

WHOLE: Final = 100_000  # adjustments count in parts of the width or height
NARROWEST: Final = 12_700  # no adjustment can widen a frame of no width: it gets 1 pt, as PowerPoint gives it
MOST_PIECES: Final = 5


@dataclass(frozen=True, slots=True)
class Connector:
    """A preset and its frame before flips and turn, in EMU.

    Attributes:
        flips: Whether it is mirrored left to right and top to bottom, before it is turned.
        turned: A quarter turn clockwise around the centre.
        adjustments: adj1, adj2 and adj3, as many as the preset has.
    """

    preset: str
    x: int
    y: int
    width: int
    height: int
    flips: tuple[bool, bool]
    turned: bool = False
    adjustments: tuple[int, ...] = ()


def corners(points: Sequence[Point]) -> list[Corner]:
    """The points of a line from mm to EMU, without those that lie on a straight piece."""
    found: list[Corner] = []
    for corner in ((emu(x), emu(y)) for x, y in points):
        if len(found) > 1 and any(found[-2][axis] == found[-1][axis] == corner[axis] for axis in (0, 1)):
            found.pop()
        if corner not in found[-1:]:
            found.append(corner)
    return found


def connector(line: Sequence[Corner]) -> Connector | None:
    """The preset along these corners; nothing when the line has more than five pieces or bent ones that slant."""
    pieces = len(line) - 1
    if pieces == 1:
        return _straight(*line)
    if not 1 < pieces <= MOST_PIECES or any(a[0] != b[0] and a[1] != b[1] for a, b in pairwise(line)):
        return None
    return _bent(line, pieces)


def _straight(start: Corner, end: Corner) -> Connector:
    (left, right), (top, bottom) = (sorted(pair) for pair in zip(start, end, strict=True))
    flips = (end[0] < start[0], end[1] < start[1])
    return Connector("straightConnector1", left, top, right - left, bottom - top, flips)


def _bent(line: Sequence[Corner], pieces: int) -> Connector:
    """In its own frame every connector sets out to the right and ends lower; turned, its right is the page's down."""
    turned = line[0][0] == line[1][0]
    along, across = (1, 0) if turned else (0, 1)
    ways = tuple(end - start for start, end in zip(line[0], line[-1], strict=True))
    middle = tuple((start + end) / 2 for start, end in zip(line[0], line[-1], strict=True))
    flips = (ways[along] < 0, ways[across] > 0 if turned else ways[across] < 0)
    signs = (-1 if flips[0] else 1, -1 if flips[1] is not turned else 1)
    adjusted = pieces - 2
    width, height = (
        max(abs(ways[axis]), NARROWEST if adjusted > order else 0) for order, axis in enumerate((along, across))
    )
    adjustments = []
    for number in range(1, adjusted + 1):
        axis, sign, extent = (along, signs[0], width) if number % 2 else (across, signs[1], height)
        inside = (line[number][axis] - middle[axis]) * sign / extent + 0.5
        adjustments.append(round(inside * WHOLE))
    left, top = round(middle[0] - width / 2), round(middle[1] - height / 2)
    return Connector(f"bentConnector{pieces}", left, top, width, height, flips, turned, tuple(adjustments))
