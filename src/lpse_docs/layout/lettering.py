"""How wide words are and how many lines they fill, from the metrics of the bundled fonts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import ceil

from fontTools.ttLib import TTFont

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.document.roles import Role
from lpse_docs.layout import faults

MM_PER_POINT = 25.4 / 72
REGULAR, BOLD = "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"
SIDE_PADDING = 3.0
TOP_PADDING = 2.0
RULE = 0.5
TOLERANCE = 0.6  # pt a line may be narrower than the cell, so that no reader of the same widths needs one more line
STEP = 0.25  # mm; heights are whole steps, so that rounding to twips never adds up


@dataclass(frozen=True, slots=True)
class Lettering:
    """Size, line height and space below the last line, in points; the same numbers as in print.css and in Word."""

    size: float
    line: float
    below: float
    bold: bool = False


LETTERING: Mapping[Role, Lettering] = {
    Role.CELL: Lettering(9, 11.5, 2.5),
    Role.CELL_CENTER: Lettering(9, 11.5, 2.5),
    Role.CELL_SMALL: Lettering(8, 10, 2),
    Role.CELL_HEADER: Lettering(9, 11.5, 2.5, bold=True),
    Role.CELL_ACTOR: Lettering(8, 10, 2, bold=True),
}
LABEL = Lettering(7, 8, 0)


@dataclass(frozen=True, eq=False)
class Typeface:
    """Advance widths of a regular and a bold face, by character, as a share of the em."""

    regular: Mapping[str, float]
    bold: Mapping[str, float]

    def width(self, words: str, style: Lettering) -> float:
        """Width in mm; a sign the face lacks counts one em."""
        face = self.bold if style.bold else self.regular
        return sum(face.get(sign, 1.0) for sign in words) * style.size * MM_PER_POINT


def face_of(fonts: Mapping[str, bytes]) -> tuple[Typeface | None, list[Diagnostic]]:
    """The face the tables are set in; None when one of its files is missing or damaged."""
    found: list[Diagnostic] = []
    advances: list[Mapping[str, float]] = []
    for name in (REGULAR, BOLD):
        try:
            advances.append(_advances(fonts[name]))
        except Exception:  # noqa: BLE001  # a missing file, or one of the many kinds of errors of a damaged one
            found.append(faults.no_metrics(name))
    return (None, found) if found else (_typeface(*(fonts[name] for name in (REGULAR, BOLD))), [])


@lru_cache(maxsize=2)
def _typeface(regular: bytes, bold: bytes) -> Typeface:
    return Typeface(_advances(regular), _advances(bold))


@lru_cache(maxsize=4)
def _advances(data: bytes) -> Mapping[str, float]:
    """Advance width by character, as a share of the em."""
    font = TTFont(BytesIO(data), lazy=True)
    metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {chr(code): metrics[name][0] / em for code, name in font.getBestCmap().items()}


@dataclass(frozen=True)
class Piece:
    """A run of signs that no reader breaks, its width, and the width of the blank before it, in mm."""

    words: str
    width: float
    blank: float


def pieces(line: str, face: Typeface, style: Lettering) -> tuple[Piece, ...]:
    """The unbreakable pieces of a line: words, cut after hyphens between letters."""
    blank = face.width(" ", style)
    found: list[Piece] = []
    for word in line.split(" "):
        parts = word.split("-")
        for number, part in enumerate(parts):
            whole = f"{part}-" if number + 1 < len(parts) else part
            if found and number and not (parts[number - 1][-1:].isalpha() and part[:1].isalpha()):
                last = found.pop()
                found.append(Piece(last.words + whole, last.width + face.width(whole, style), last.blank))
            else:
                found.append(Piece(whole, face.width(whole, style), 0.0 if number else blank))
    return tuple(found)


def line_count(lines: Sequence[tuple[Piece, ...]], width: float) -> int:
    """How many lines the pieces fill, broken greedily as every reader does; width in mm."""
    count = 0
    for line in lines:
        count += 1
        used = 0.0
        for piece in line:
            if used and used + piece.blank + piece.width > width:
                count += 1
                used = piece.width
            else:
                used += piece.width + (piece.blank if used else 0.0)
    return count


def room(column: float) -> float:
    """Width for words in a column of this width, in mm."""
    return column - (2 * SIDE_PADDING + RULE + TOLERANCE) * MM_PER_POINT


def column_for(words: float) -> float:
    """Width of the column that gives words of this width room, in mm."""
    return words + (2 * SIDE_PADDING + RULE + TOLERANCE) * MM_PER_POINT


def cell_height(lines: int, style: Lettering) -> float:
    """Height of a cell with so many lines in mm, whole steps."""
    return stepped((TOP_PADDING + lines * style.line + style.below + RULE) * MM_PER_POINT)


def stepped(height: float) -> float:
    """The next whole step in mm."""
    return ceil(round(height / STEP, 6)) * STEP
