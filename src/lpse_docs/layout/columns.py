"""Widths of the columns of a flow table, by the number of actors and by what the columns hold (sop_format 1.6)."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.document.roles import Role
from lpse_docs.layout import faults
from lpse_docs.layout.chart import Chart, Words
from lpse_docs.layout.lettering import (
    LABEL,
    LETTERING,
    Lettering,
    Piece,
    Typeface,
    cell_height,
    column_for,
    line_count,
    pieces,
    room,
)

NUMBER = 8.0
LANES = {1: 36.0, 2: 26.0, 3: 26.0, 4: 22.0, 5: 19.0, 6: 17.0, 7: 15.5, 8: 14.0}
NARROWEST_LANE = 13.0
READABLE_LANES = 8
SHORT_DURATION = len("15 menit")
WIDE_PAPER, WIDE_BONUS = 270.0, 11.0
TEXTS = ("activity", "inputs", "duration", "output", "note")
SHARES = (46.0, 32.0, 17.0, 27.0, 22.0)
LABEL_EDGES = 0.6
NUDGES = (8.0, 4.0, 2.0)
CELL_SHARE = 0.02


@dataclass
class Column:
    """A column of words: its narrowest width in mm, and the height its cells need at any width."""

    name: str
    style: Lettering
    cells: Sequence[tuple[tuple[Piece, ...], ...]]
    narrowest: float
    known: dict[float, tuple[float, ...]] = field(default_factory=dict)

    def heights(self, width: float) -> tuple[float, ...]:
        """Height of each cell in mm at a column width in mm."""
        if width not in self.known:
            inside = room(width)
            self.known[width] = tuple(cell_height(line_count(cell, inside), self.style) for cell in self.cells)
        return self.known[width]


@dataclass(frozen=True)
class Columns:
    """Finished widths in mm: number, activity, one a lane, inputs, duration, output, note."""

    number: float
    lane: float
    texts: tuple[float, ...]
    lanes: int
    columns: tuple[Column, ...]

    @property
    def widths(self) -> tuple[float, ...]:
        """All widths from left to right."""
        return (self.number, self.texts[0], *(self.lane for _ in range(self.lanes)), *self.texts[1:])

    @property
    def left(self) -> float:
        """Where the first lane begins."""
        return self.number + self.texts[0]

    def row_heights(self) -> list[float]:
        """Height the words of each row need, in mm."""
        by_column = [column.heights(width) for column, width in zip(self.columns, self.texts, strict=True)]
        return [max(cells) for cells in zip(*by_column, strict=True)]

    def tallest(self, row: int) -> str:
        """Name of the column whose words need the most height in a row."""
        tall = [column.heights(width)[row] for column, width in zip(self.columns, self.texts, strict=True)]
        return TEXTS[tall.index(max(tall))]


def columns(chart: Chart, width: float, face: Typeface) -> tuple[Columns | None, list[Diagnostic]]:
    """Divide a width in mm; None when the lanes or a word do not fit."""
    count = len(chart.lanes)
    texts = tuple(_text_column(chart, name, face) for name in TEXTS)
    number = max(NUMBER, _narrowest(chart.heads.number, face))
    needed = number + sum(column.narrowest for column in texts)
    fit = int((width - needed) // NARROWEST_LANE)
    if count > fit:
        return None, _unfit(chart, texts, fit, face)
    lane, found = _lane(chart, width, needed, face)
    if found:
        return None, found
    if count > READABLE_LANES:
        found = [faults.many_lanes(chart.origin, count)]
    shares = _shares([column.narrowest for column in texts], width - number - lane * count)
    return Columns(number, lane, _balanced(texts, shares), count, texts), found


def _lane(chart: Chart, width: float, needed: float, face: Typeface) -> tuple[float, list[Diagnostic]]:
    """Width of a lane: by number of actors, but wide enough for the longest word above them."""
    count = len(chart.lanes)
    bonus = WIDE_BONUS / count if width > WIDE_PAPER else 0.0
    most = (width - needed) / count
    wide = list(_lane_words(chart, face))
    lane = max(LANES.get(count, NARROWEST_LANE) + bonus, *(least for least, _, _ in wide))
    column = f"pelaksana pada alur “{chart.title}” yang memuat {count} pelaksana"
    too_wide = [faults.word_too_wide(span, word, column) for least, word, span in wide if least > most]
    return min(lane, most), too_wide


def _lane_words(chart: Chart, face: Typeface) -> Iterator[tuple[float, str, Span | None]]:
    """Width each lane needs for a word above or in the lanes, the word, and where it was written."""
    for name in chart.lanes:
        piece = _widest(_cut(name, face, LETTERING[Role.CELL_ACTOR]))
        yield column_for(piece.width), piece.words, name.origin
    yield _narrowest(chart.heads.actors, face) / len(chart.lanes), chart.heads.actors, chart.origin
    for node in chart.nodes:
        for word in (word for way in node.exits for word in way.label.split(" ")):
            yield (face.width(word, LABEL) + LABEL_EDGES) / len(chart.lanes), word, node.activity.origin


def _unfit(chart: Chart, texts: Sequence[Column], fit: int, face: Typeface) -> list[Diagnostic]:
    """Why the lanes do not fit: too many of them, or a word so wide that it takes their room."""
    usual = {column.name: share for column, share in zip(texts, SHARES, strict=True)}
    wide = [column for column in texts if column.narrowest > 2 * usual[column.name]]
    found = [
        faults.word_too_wide(words.origin, piece.words, getattr(chart.heads, column.name))
        for column in wide
        for words in (getattr(node, column.name) for node in chart.nodes)
        if column_for((piece := _widest(_cut(words, face, column.style))).width) > 2 * usual[column.name]
    ]
    return found or [faults.too_many_lanes(chart.origin, len(chart.lanes), max(fit, 0))]


def _text_column(chart: Chart, name: str, face: Typeface) -> Column:
    style = LETTERING[Role.CELL if name == "activity" else Role.CELL_SMALL]
    cells = [_cut(getattr(node, name), face, style) for node in chart.nodes]
    widest = max(column_for(_widest(cell).width) for cell in (*cells, *_whole(chart, name, face, style)))
    return Column(name, style, cells, round(max(widest, _narrowest(getattr(chart.heads, name), face)) + 0.05, 1))


def _whole(chart: Chart, name: str, face: Typeface, style: Lettering) -> Iterator[tuple[tuple[Piece, ...], ...]]:
    """Short durations, which are read as one word: `15 menit`."""
    for node in chart.nodes if name == "duration" else ():
        if sum(map(len, node.duration.lines)) <= SHORT_DURATION:
            yield _cut(Words(tuple(line.replace(" ", "\u00a0") for line in node.duration.lines)), face, style)


def _narrowest(head: str, face: Typeface) -> float:
    """The narrowest column that holds the words of a head, in mm."""
    return column_for(_widest(_cut(Words((head,)), face, LETTERING[Role.CELL_HEADER])).width)


def _cut(words: Words, face: Typeface, style: Lettering) -> tuple[tuple[Piece, ...], ...]:
    return tuple(pieces(line, face, style) for line in words.lines)


def _widest(cell: tuple[tuple[Piece, ...], ...]) -> Piece:
    return max((piece for line in cell for piece in line), key=lambda piece: piece.width, default=Piece("", 0, 0))


def _shares(narrowest: Sequence[float], total: float) -> list[float]:
    """Divide a width by the usual shares, but give no column less than its narrowest."""
    fixed: set[int] = set()
    while True:
        free = total - sum(narrowest[index] for index in fixed)
        shares = sum(share for index, share in enumerate(SHARES) if index not in fixed)
        widths = [narrowest[index] if index in fixed else share / shares * free for index, share in enumerate(SHARES)]
        short = {index for index, width in enumerate(widths) if width < narrowest[index] - 1e-9}
        if not short:
            return widths
        fixed |= short


def _balanced(texts: Sequence[Column], widths: list[float]) -> tuple[float, ...]:
    """Move width between columns while that makes the table lower, first much at once, at last a little."""
    best = _height(texts, widths)
    for nudge in NUDGES:
        improved = True
        while improved:
            improved = False
            for giver, taker in permutations(range(len(texts)), 2):
                moved = list(widths)
                moved[giver] = round(moved[giver] - nudge, 6)
                moved[taker] = round(moved[taker] + nudge, 6)
                if moved[giver] >= texts[giver].narrowest and (height := _height(texts, moved)) < best - 1e-6:
                    widths, best, improved = moved, height, True
    return tuple(widths)


def _height(texts: Sequence[Column], widths: Sequence[float]) -> float:
    """Height of all rows together; that of every cell counts a little, so that two full columns can make way in turn."""
    by_column = [column.heights(width) for column, width in zip(texts, widths, strict=True)]
    return math.fsum(max(cells) + CELL_SHARE * sum(cells) for cells in zip(*by_column, strict=True))
