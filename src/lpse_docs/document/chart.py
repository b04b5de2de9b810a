"""A chart as plain shapes in millimetres, finished before any writer sees it; the origin is its upper left corner."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from lpse_docs.document.drawing import Point


class Tone(StrEnum):
    """Shades that stay apart on a black-and-white printer; no meaning rests on a tone alone."""

    PAPER = "putih"
    LIGHT = "terang"
    MIDDLE = "sedang"
    DARK = "gelap"
    INK = "hitam"


class Align(StrEnum):
    """Which end of a line of words stands at its place."""

    START = "awal"
    MIDDLE = "tengah"
    END = "akhir"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width and height in mm, filled, with or without an outline."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone = Tone.PAPER
    outline: bool = True


@dataclass(frozen=True, slots=True)
class Area:
    """A closed polygon, filled lightly so that lines below it stay visible, with an outline."""

    points: tuple[Point, ...]
    tone: Tone = Tone.LIGHT


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of two or more points; `width` in mm."""

    points: tuple[Point, ...]
    tone: Tone = Tone.INK
    width: float = 0.3
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Caption:
    """One line of words: the place of its base line's start, middle or end, and the type size in mm (1 pt is 0.353)."""

    x: float
    y: float
    words: str
    size: float = 2.8
    align: Align = Align.START
    strong: bool = False
    light: bool = False  # white letters, on dark ground


Part: TypeAlias = Box | Area | Stroke | Caption


@dataclass(frozen=True, slots=True)
class Chart:
    """A block: a vector picture of figures, told in words as well. Its width is at most that of the text.

    A `broad` one has words too small to be made smaller still; a narrow screen scrolls it.
    """

    width: float
    height: float
    parts: tuple[Part, ...]
    title: str
    alt: str
    broad: bool = False


def written_words(chart: Chart) -> Iterator[str]:
    """The words of its captions."""
    return (part.words for part in chart.parts if isinstance(part, Caption))
