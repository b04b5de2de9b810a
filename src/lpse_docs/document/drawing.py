"""A drawing laid over a table: symbols, lines and labels, finished to the last millimetre before any writer sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]


class SymbolKind(StrEnum):
    """The symbols of PermenPANRB 35/2012; the fifth, the arrow, is a `Line`."""

    CAPSULE = "kapsul"
    RECTANGLE = "kotak"
    DIAMOND = "belah-ketupat"
    PENTAGON = "segilima"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol by its surrounding rectangle: left, top, width, height in mm. Only a pentagon carries text, its letter."""

    id: str
    kind: SymbolKind
    x: float
    y: float
    width: float
    height: float
    text: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An orthogonal line of two or more points in mm, from the edge of one symbol to the edge of another (their ids).

    With `arrow` its last point is an arrow head; without, it joins the symbols of actors who act together.
    """

    source: str
    target: str
    points: tuple[Point, ...]
    arrow: bool = True


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside an exit (Ya, Tidak): their surrounding rectangle in mm, one entry for each line of words."""

    x: float
    y: float
    width: float
    height: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn over a table; the origin is the table's upper left corner, lengths in mm."""

    width: float
    height: float
    symbols: tuple[Symbol, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...] = ()


def drawn_words(drawing: Drawing) -> Iterator[str]:
    """The letters of pentagons and the words beside exits."""
    yield from (symbol.text for symbol in drawing.symbols)
    for label in drawing.labels:
        yield from label.words
