"""Signs for the status of a criterion: each is a tone and a form, so that a grey copy and every eye tell them apart."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final, assert_never

from lpse_docs.document.chart import Area, Box, Part, Stroke, Tone
from lpse_docs.document.drawing import Point

PEN: Final = 0.45  # mm
DOT: Final = 0.7  # mm
WHOLE: Final = 3.2  # mm; in smaller cells signs are smaller


class Mark(StrEnum):
    """What is said of a criterion; the words of the scorecard, and whether it is out of the period's scope."""

    MET = "terpenuhi"
    PARTIAL = "sebagian"
    UNMET = "belum"
    NOT_APPLICABLE = "tidak-berlaku"
    UNASSESSED = "belum-dinilai"
    OUT_OF_SCOPE = "di-luar-lingkup"


MEANINGS: Final[Mapping[Mark, str]] = {
    Mark.MET: "terpenuhi",
    Mark.PARTIAL: "terpenuhi sebagian",
    Mark.UNMET: "belum terpenuhi",
    Mark.NOT_APPLICABLE: "tidak berlaku",
    Mark.UNASSESSED: "belum dinilai",
    Mark.OUT_OF_SCOPE: "di luar lingkup",
}


def marked(mark: Mark, x: float, y: float, width: float, height: float) -> Iterator[Part]:
    """A cell with its sign: a tick, a half, a cross, a dash, a question mark, a dot."""
    middle, scale = (x + width / 2, y + height / 2), min(1.0, min(width, height) / WHOLE)
    match mark:
        case Mark.MET:
            yield Box(x, y, width, height, Tone.DARK)
            yield tick(middle, Tone.PAPER, scale)
        case Mark.PARTIAL:
            yield Box(x, y, width, height)
            yield Area(((x, y), (x, y + height), (x + width, y + height)), Tone.MIDDLE)
        case Mark.UNMET:
            yield Box(x, y, width, height)
            yield from _cross(middle, scale)
        case Mark.NOT_APPLICABLE:
            yield Box(x, y, width, height, Tone.LIGHT)
            yield Stroke(_around(middle, scale, (-1.0, 0), (1.0, 0)), width=PEN)
        case Mark.UNASSESSED:
            yield Box(x, y, width, height)
            yield from question(middle, scale)
        case Mark.OUT_OF_SCOPE:
            yield Box(x, y, width, height)
            yield Box(middle[0] - DOT / 2, middle[1] - DOT / 2, DOT, DOT, Tone.INK, outline=False)
        case _:
            assert_never(mark)


def tick(middle: Point, tone: Tone = Tone.INK, scale: float = 1.0) -> Stroke:
    """A tick around a point."""
    return Stroke(_around(middle, scale, (-1.1, 0.0), (-0.3, 0.9), (1.2, -1.0)), tone, PEN)


def question(middle: Point, scale: float = 1.0) -> Iterator[Part]:
    """A question mark around a point, drawn: in Word a hundred words in boxes cost LibreOffice minutes."""
    hook = ((-0.6, -0.6), (-0.4, -1.0), (0.0, -1.15), (0.4, -1.0), (0.6, -0.6), (0.4, -0.2), (0.0, 0.1), (0.0, 0.45))
    yield Stroke(_around(middle, scale, *hook), width=PEN * 0.75)
    yield Box(middle[0] - 0.17, middle[1] + 0.75 * scale, 0.34, 0.34, Tone.INK, outline=False)


def _cross(middle: Point, scale: float) -> Iterator[Stroke]:
    yield Stroke(_around(middle, scale, (-0.9, -0.9), (0.9, 0.9)), width=PEN)
    yield Stroke(_around(middle, scale, (-0.9, 0.9), (0.9, -0.9)), width=PEN)


def _around(middle: Point, scale: float, *points: Point) -> tuple[Point, ...]:
    return tuple((middle[0] + x * scale, middle[1] + y * scale) for x, y in points)
