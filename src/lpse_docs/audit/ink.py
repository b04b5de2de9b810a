"""What a PDF page shows: its words with their places and sizes, and the boxes of everything else that is painted.

A small interpreter of content streams (ISO 32000-1, 8.4-8.5, 9.3-9.4). It knows no colours but white, no patterns, no
optional content: enough to say where something stands. Lengths are millimetres from the lower left corner of the page
as people see it; sizes of letters are points.
"""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeAlias

import pikepdf

from lpse_docs.audit.faces import Face, face_of
from lpse_docs.audit.finding import MILLIMETRES

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
EVERYWHERE: Final[Box] = (-math.inf, -math.inf, math.inf, math.inf)
ASCENT, DESCENT = 0.75, -0.21  # of the size; capitals and descenders of the usual faces
WORD_GAP = 220  # thousandths of the size; a kern this wide is a space
DEEPEST = 12  # forms within forms
INVISIBLE = 3  # text rendering mode
CLIP_SLACK = 0.5  # mm


class TooMuch(Exception):
    """A page asks for more work than any document needs."""


@dataclass(frozen=True, slots=True)
class Words:
    """Text shown by one operator: where it stands, its baseline, its size, whether a clip cuts it, whether it is seen."""

    text: str
    box: Box
    base: float
    size: float
    cut: bool
    seen: bool


@dataclass
class Budget:
    """How many operators a file may still ask for; a form that paints itself a million times ends here."""

    left: int = 20_000_000

    def spend(self, count: int) -> None:
        """Take operators off."""
        self.left -= count
        if self.left < 0:
            raise TooMuch


@dataclass(frozen=True, slots=True)
class _State:
    """The part of the graphics state that `q` saves."""

    matrix: Matrix
    clip: Box = EVERYWHERE
    white: bool = False
    face: Face = field(default_factory=Face)
    size: float = 0.0
    letter_space: float = 0.0
    word_space: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0


def times(first: Matrix, then: Matrix) -> Matrix:
    """One transformation after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point transformed."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The box around points."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def common(first: Box, second: Box) -> Box:
    """Where two boxes overlap; a box with no extent when nowhere."""
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    return left, bottom, max(left, min(first[2], second[2])), max(bottom, min(first[3], second[3]))


def rectangle(matrix: Matrix, x: float, y: float, width: float, height: float) -> Box:
    """The box of a transformed rectangle."""
    return around(moved(matrix, *point) for point in ((x, y), (x + width, y), (x, y + height), (x + width, y + height)))


@dataclass
class Reader:
    """Reads content streams of one page; `words` and `paint` grow as it goes."""

    matrix: Matrix
    budget: Budget
    faces: dict[tuple[int, int], Face]
    words: list[Words] = field(default_factory=list)
    paint: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._state = _State(self.matrix)
        self._saved: list[_State] = []
        self._text: Matrix = IDENTITY
        self._line: Matrix = IDENTITY
        self._path: list[tuple[float, float]] = []
        self._clipping = False
        self._resources: Any = {}
        self._depth = 0

    def read(self, source: Any, resources: Any) -> None:
        """Follow one content stream."""
        before, self._resources = self._resources, resources
        depth = len(self._saved)
        steps = list(pikepdf.parse_content_stream(source))
        self.budget.spend(len(steps))
        for step in steps:
            act = ACTS.get(str(step.operator))
            if act is not None:
                operands: Any = step.operands
                act(self, operands)
        del self._saved[depth:]  # what a stream saved and never restored
        self._resources = before

    def save(self, _: Sequence[Any]) -> None:
        """`q`."""
        self._saved.append(self._state)

    def restore(self, _: Sequence[Any]) -> None:
        """`Q`."""
        if self._saved:
            self._state = self._saved.pop()

    def transform(self, given: Sequence[Any]) -> None:
        """`cm`."""
        self._set(matrix=times(_matrix(given), self._state.matrix))

    def _set(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)

    # Paths and pictures

    def point(self, given: Sequence[Any]) -> None:
        """`m`, `l`, `c`, `v`, `y`: control points lie around the curve, so their box holds it."""
        numbers = [float(item) for item in given]
        self._path += [moved(self._state.matrix, *numbers[n : n + 2]) for n in range(0, len(numbers) - 1, 2)]

    def box(self, given: Sequence[Any]) -> None:
        """`re`."""
        left, bottom, right, top = rectangle(self._state.matrix, *map(float, given))
        self._path += [(left, bottom), (right, top)]

    def clip(self, _: Sequence[Any]) -> None:
        """`W`, `W*`: takes effect with the next painting operator."""
        self._clipping = True

    def fill(self, _: Sequence[Any]) -> None:
        """`f` and its kind; white over white is nothing."""
        self._finish(painted=not self._state.white)

    def stroke(self, _: Sequence[Any]) -> None:
        """`S`, `B` and their kind."""
        self._finish(painted=True)

    def end_path(self, _: Sequence[Any]) -> None:
        """`n`."""
        self._finish(painted=False)

    def _finish(self, *, painted: bool) -> None:
        if self._path:
            box = around(self._path)
            if painted:
                self.paint.append(common(box, self._state.clip))
            if self._clipping:
                self._set(clip=common(box, self._state.clip))
        self._path, self._clipping = [], False

    def colour(self, given: Sequence[Any]) -> None:
        """`g`, `rg`, `sc`, `scn`."""
        numbers = [item for item in given if not isinstance(item, pikepdf.Object)]
        self._set(white=len(numbers) in {1, 3} and all(float(item) == 1 for item in numbers))

    def ink_colour(self, given: Sequence[Any]) -> None:
        """`k`."""
        self._set(white=all(float(item) == 0 for item in given))

    def picture(self, _: Sequence[Any]) -> None:
        """An inline image."""
        self.paint.append(common(rectangle(self._state.matrix, 0, 0, 1, 1), self._state.clip))

    def use(self, given: Sequence[Any]) -> None:
        """`Do`: a picture, or a form with content of its own."""
        found = _entry(self._resources, "/XObject", given[0])
        if found is None:
            return
        if found.get("/Subtype") != "/Form":
            self.picture(given)
            return
        if self._depth >= DEEPEST:
            raise TooMuch
        before, text = self._state, (self._text, self._line)
        self._set(matrix=times(_matrix(found.get("/Matrix", IDENTITY)), before.matrix))
        if "/BBox" in found:
            left, bottom, right, top = map(float, found.BBox)
            box = rectangle(self._state.matrix, left, bottom, right - left, top - bottom)
            self._set(clip=common(box, before.clip))
        self._depth += 1
        self.read(found, found.get("/Resources", self._resources))
        self._depth -= 1
        self._state, (self._text, self._line) = before, text

    # Text

    def begin_text(self, _: Sequence[Any]) -> None:
        """`BT`."""
        self._text = self._line = IDENTITY

    def font(self, given: Sequence[Any]) -> None:
        """`Tf`."""
        found = _entry(self._resources, "/Font", given[0])
        self._set(face=face_of({}) if found is None else self._face(found), size=float(given[1]))

    def _face(self, font: Any) -> Face:
        key = font.objgen
        if key == (0, 0):  # written in place, so it has no number to be remembered by
            return face_of(font)
        if key not in self.faces:
            self.faces[key] = face_of(font)
        return self.faces[key]

    def text_matrix(self, given: Sequence[Any]) -> None:
        """`Tm`."""
        self._text = self._line = _matrix(given)

    def next_line(self, given: Sequence[Any]) -> None:
        """`Td`."""
        x, y = map(float, given)
        self._text = self._line = times((1, 0, 0, 1, x, y), self._line)

    def next_line_leading(self, given: Sequence[Any]) -> None:
        """`TD`."""
        self._set(leading=-float(given[1]))
        self.next_line(given)

    def line_feed(self, _: Sequence[Any]) -> None:
        """`T*`."""
        self.next_line((0, -self._state.leading))

    def show(self, given: Sequence[Any]) -> None:
        """`Tj`."""
        self._show(given)

    def show_pieces(self, given: Sequence[Any]) -> None:
        """`TJ`."""
        self._show(given[0])

    def show_next(self, given: Sequence[Any]) -> None:
        """`'`."""
        self.line_feed(())
        self._show(given)

    def show_spaced(self, given: Sequence[Any]) -> None:
        """`"`, which sets the spaces first."""
        self._set(word_space=float(given[0]), letter_space=float(given[1]))
        self.show_next(given[2:])

    def _show(self, pieces: Iterable[Any]) -> None:
        state, text, wide = self._state, list[str](), 0.0
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                signs, advance, codes, spaces = state.face.read(bytes(piece))
                text.append(signs)
                wide += advance * state.size / 1000 + codes * state.letter_space + spaces * state.word_space
            else:
                kern = float(piece)
                text += [" "] if kern < -WORD_GAP else []
                wide -= kern * state.size / 1000
        wide *= state.stretch
        self._place("".join(text), wide)
        self._text = times((1, 0, 0, 1, wide, 0), self._text)

    def _place(self, text: str, wide: float) -> None:
        state = self._state
        matrix = times(self._text, state.matrix)
        low, high = state.rise + DESCENT * state.size, state.rise + ASCENT * state.size
        box = around(moved(matrix, x, y) for x in (0.0, wide) for y in (low, high))
        begin, end = moved(matrix, 0, state.rise), moved(matrix, wide, state.rise)
        size = abs(state.size) * math.hypot(matrix[2], matrix[3]) / MILLIMETRES
        seen = state.mode != INVISIBLE
        self.words.append(Words(text, box, begin[1], size, seen and _cut(begin, end, state.clip), seen))


def _cut(begin: tuple[float, float], end: tuple[float, float], clip: Box) -> bool:
    left, bottom, right, top = around((begin, end))
    return (
        left < clip[0] - CLIP_SLACK
        or bottom < clip[1] - CLIP_SLACK
        or right > clip[2] + CLIP_SLACK
        or top > clip[3] + CLIP_SLACK
    )


def _matrix(given: Iterable[Any]) -> Matrix:
    a, b, c, d, e, f = (float(item) for item in given)
    return a, b, c, d, e, f


def _entry(resources: Any, kind: str, name: Any) -> Any:
    return resources.get(kind, {}).get(str(name))


def _setter(name: str, scale: float = 1.0) -> Callable[[Reader, Sequence[Any]], None]:
    return lambda reader, given: reader._set(**{name: float(given[0]) * scale})


ACTS: Final[Mapping[str, Callable[[Reader, Sequence[Any]], None]]] = {
    "q": Reader.save,
    "Q": Reader.restore,
    "cm": Reader.transform,
    **dict.fromkeys(("m", "l", "c", "v", "y"), Reader.point),
    "re": Reader.box,
    **dict.fromkeys(("W", "W*"), Reader.clip),
    **dict.fromkeys(("f", "F", "f*"), Reader.fill),
    **dict.fromkeys(("S", "s", "B", "B*", "b", "b*"), Reader.stroke),
    "n": Reader.end_path,
    **dict.fromkeys(("g", "rg", "sc", "scn"), Reader.colour),
    "k": Reader.ink_colour,
    "INLINE IMAGE": Reader.picture,
    "Do": Reader.use,
    "BT": Reader.begin_text,
    "Tf": Reader.font,
    "Tm": Reader.text_matrix,
    "Td": Reader.next_line,
    "TD": Reader.next_line_leading,
    "T*": Reader.line_feed,
    "Tj": Reader.show,
    "TJ": Reader.show_pieces,
    "'": Reader.show_next,
    '"': Reader.show_spaced,
    "Tc": _setter("letter_space"),
    "Tw": _setter("word_space"),
    "Tz": _setter("stretch", 0.01),
    "TL": _setter("leading"),
    "Ts": _setter("rise"),
    "Tr": _setter("mode"),
}
