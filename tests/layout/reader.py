"""How a reader sets words in cells, measured apart from the program: fontTools, sizes of print.css, greedy line breaking."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from lpse_docs.layout.lettering import Typeface, face_of

FONTS = Path(__file__).parents[2] / "templates/fonts"
POINT = 25.4 / 72
PADDING = 3.0  # pt on either side of a cell
RULE = 0.5  # pt


@dataclass(frozen=True)
class Style:
    """Size, line height, space above and below, in points."""

    size: float
    line: float
    above: float
    below: float
    bold: bool = False


ACTIVITY = Style(9, 11.5, 2, 2.5)
SMALL = Style(8, 10, 2, 2)
HEAD = Style(9, 11.5, 2, 2.5, bold=True)
ACTOR = Style(8, 10, 2, 2, bold=True)
HEADING = Style(12, 15, 14, 4, bold=True)
LABEL = Style(7, 8, 0, 0)


@cache
def _font(bold: bool) -> tuple[dict[int, str], dict[str, tuple[int, int]], int]:
    font = TTFont(FONTS / f"LiberationSans-{'Bold' if bold else 'Regular'}.ttf")
    return font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm


def width(words: str, style: Style) -> float:
    """Width of words on one line, in mm."""
    signs, advances, em = _font(style.bold)
    units = sum(advances[signs[ord(sign)]][0] if ord(sign) in signs else em for sign in words)
    return units / em * style.size * POINT


def broken(words: str) -> list[str]:
    """What a reader never breaks: words, but a hyphen between letters ends one; a trailing blank shows where a space was."""
    found: list[str] = []
    for word in words.split(" "):
        parts = re.split(r"(?<=[^\W\d_]-)(?=[^\W\d_])", word)
        found += [*parts[:-1], parts[-1] + " "]
    return found


def widest(words: str, style: Style) -> float:
    """Width of the widest unbreakable run, in mm."""
    return max(width(part.rstrip(" "), style) for part in broken(words))


def lines(words: str, style: Style, room: float) -> int:
    """How many lines words fill in a room of so many mm."""
    count, line = 1, ""
    for part in broken(words):
        if line and width((line + part).rstrip(" "), style) > room:
            count, line = count + 1, part
        else:
            line += part
    return count


def inside(column: float) -> float:
    """Room for words in a column of so many mm."""
    return column - (2 * PADDING + RULE) * POINT


def height(paragraph: tuple[str, ...], style: Style, column: float) -> float:
    """Height a cell of a column needs for lines as written, in mm."""
    count = sum(lines(line, style, inside(column)) for line in paragraph)
    return (style.above + count * style.line + style.below) * POINT


@cache
def face() -> Typeface:
    """The bundled face, as the program reads it."""
    made, found = face_of({path.name: path.read_bytes() for path in FONTS.glob("*.ttf")})
    assert made is not None and not found
    return made
