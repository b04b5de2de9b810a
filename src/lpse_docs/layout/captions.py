"""Lines of words in charts: their sizes, how wide they are, where they break, and how they are shortened to a room."""

from collections.abc import Sequence
from dataclasses import dataclass

from lpse_docs.document.chart import Align, Caption
from lpse_docs.layout.lettering import MM_PER_POINT, Lettering, Typeface

SMALL, NORMAL, LARGE = 7.0, 8.0, 10.0  # points; nothing is smaller than 7 (RN-03)
LINE = 1.2  # from base line to base line, of the type size
ASCENT, DESCENT, CAPITAL = 0.905, 0.212, 0.716  # of the type size (Liberation Sans)
MORE = "…"


def height(points: float) -> float:
    """The type size in mm."""
    return points * MM_PER_POINT


def step(points: float) -> float:
    """From one base line to the next, in mm."""
    return LINE * height(points)


def base(middle: float, points: float) -> float:
    """The base line of capitals around a middle, in mm."""
    return middle + CAPITAL / 2 * height(points)


def caption(
    x: float,
    y: float,
    words: str,
    points: float = NORMAL,
    align: Align = Align.START,
    *,
    strong: bool = False,
    light: bool = False,
) -> Caption:
    """One line of words with its base line at `y`."""
    return Caption(x, y, words, height(points), align, strong, light)


@dataclass(frozen=True)
class Measure:
    """How much room words need in the face of the document."""

    face: Typeface

    def width(self, words: str, points: float = NORMAL, *, strong: bool = False) -> float:
        """Width of a line in mm."""
        return self.face.width(words, Lettering(points, 0, 0, strong))

    def shortened(self, words: str, room: float, points: float = NORMAL, *, strong: bool = False) -> str:
        """The words, or as many of them as fit before an ellipsis; nothing when not even that fits."""
        if self.width(words, points, strong=strong) <= room:
            return words
        cut = words
        while cut and self.width(cut.rstrip() + MORE, points, strong=strong) > room:
            cut = cut[:-1]
        return cut.rstrip() + MORE if self.width(MORE, points, strong=strong) <= room else ""

    def lines(
        self, words: str, room: float, points: float = NORMAL, most: int = 2, *, strong: bool = False
    ) -> tuple[str, ...]:
        """The words in at most so many lines, broken at blanks; the last is shortened when they do not fit."""
        made: list[str] = []
        for word in words.split():
            if made and self.width(f"{made[-1]} {word}", points, strong=strong) <= room:
                made[-1] += f" {word}"
            else:
                made.append(word)
        kept = [*made[: most - 1], " ".join(made[most - 1 :])] if len(made) > most else made
        return tuple(self.shortened(line, room, points, strong=strong) for line in kept)

    def named(self, words: str, room: float) -> tuple[tuple[str, ...], float]:
        """A name on one line in the usual size, or else on two in the small one; with the size."""
        if self.width(words) <= room:
            return (words,), NORMAL
        return self.lines(words, room, SMALL), SMALL


def stacked(
    x: float, middle: float, lines: Sequence[str], points: float, align: Align = Align.START
) -> tuple[Caption, ...]:
    """Lines of words around a middle."""
    first = base(middle, points) - (len(lines) - 1) * step(points) / 2
    return tuple(caption(x, first + n * step(points), words, points, align) for n, words in enumerate(lines) if words)
