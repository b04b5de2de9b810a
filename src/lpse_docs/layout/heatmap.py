"""The heat map: a row for each standard, a column for each criterion, a sign in each cell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lpse_docs.document.chart import Align, Chart, Part, Stroke, Tone
from lpse_docs.layout.captions import NORMAL, SMALL, Measure, base, caption, stacked
from lpse_docs.layout.legend import Draw, Entry, legend
from lpse_docs.layout.lettering import Typeface
from lpse_docs.layout.marks import MEANINGS, Mark, marked
from lpse_docs.layout.progress import BADGE_WIDTH, Progress, badge

WIDTH = 160.0
EDGE = 0.5  # mm around everything, half a line and the rounding of other programs
LETTER, NAME, FRACTION = 5.5, 48.0, 11.0
HEAD, ROW, GAP, FOOT = 6.0, 6.6, 0.6, 6.0
WIDEST_CELL = 7.5


@dataclass(frozen=True, slots=True)
class Line:
    """A standard with the mark of each of its criteria by code (`K01`)."""

    progress: Progress
    cells: tuple[tuple[str, Mark], ...]


def heatmap(title: str, lines: Sequence[Line], face: Typeface, *, width: float = WIDTH) -> Chart:
    """All standards and criteria on one page."""
    grid = Grid(Measure(face), sorted({code for line in lines for code, _ in line.cells}), width)
    parts = [*grid.heads()]
    for number, line in enumerate(lines):
        parts += grid.row(line, HEAD + (number + 0.5) * ROW)
    bottom = HEAD + len(lines) * ROW
    parts.append(Stroke(((EDGE, bottom), (width - EDGE, bottom)), Tone.INK, 0.2))
    used = {mark for line in lines for _, mark in line.cells}
    samples = [Entry(MEANINGS[mark], _sample(mark)) for mark in Mark if mark in used]
    keys, height = legend(samples, EDGE, bottom + 2, width - 2 * EDGE, grid.measure)
    whole = f"Standar yang terpenuhi seluruhnya: {sum(line.progress.whole for line in lines)} dari {len(lines)}"
    foot = bottom + 2 + height + FOOT / 2
    total = caption(EDGE, base(foot, NORMAL), grid.measure.shortened(whole, width - 2 * EDGE, strong=True), strong=True)
    return Chart(width, foot + FOOT / 2, (*parts, *keys, total), title, told(title, lines))


@dataclass(frozen=True)
class Grid:
    """Where the columns stand."""

    measure: Measure
    codes: Sequence[str]
    width: float

    @property
    def cell(self) -> float:
        """Width of a criterion's column."""
        room = self.width - 2 * EDGE - LETTER - NAME - FRACTION - BADGE_WIDTH
        return min(WIDEST_CELL, room / max(len(self.codes), 1))

    def left(self, column: int) -> float:
        """Left edge of a criterion's column."""
        return EDGE + LETTER + NAME + column * self.cell

    @property
    def end(self) -> float:
        """Where the column of the fractions ends."""
        return self.width - EDGE - BADGE_WIDTH - 1.0

    def heads(self) -> Iterator[Part]:
        """The codes above the columns; where they are too narrow, the numbers, and of those as many as fit."""
        y = base(HEAD / 2, SMALL)
        yield caption(EDGE, y, "Standar", SMALL)
        shown = self._fitting()
        for column, words in shown.items():
            yield caption(self.left(column) + self.cell / 2, y, words, SMALL, Align.MIDDLE)
        yield caption(self.end, y, "Kriteria", SMALL, Align.END)
        yield Stroke(((EDGE, HEAD), (self.width - EDGE, HEAD)), Tone.INK, 0.2)

    def _fitting(self) -> dict[int, str]:
        for names in (list(self.codes), [code.lstrip("K0") or code for code in self.codes]):
            widest = max((self.measure.width(name, SMALL) for name in names), default=0.0) + 0.6
            every = -(-widest // self.cell) if self.cell else 1
            if every <= 1:
                return dict(enumerate(names))
        return {column: name for column, name in enumerate(names) if column % int(every) == 0}

    def row(self, line: Line, middle: float) -> Iterator[Part]:
        """A standard: letter, name, cells, fraction, and the badge when it is met."""
        progress = line.progress
        yield caption(EDGE, base(middle, NORMAL), progress.letter, NORMAL, strong=True)
        yield from stacked(EDGE + LETTER, middle, *self.measure.named(progress.name, NAME - 1.5))
        places = {code: column for column, code in enumerate(self.codes)}
        for code, mark in line.cells:
            inside = (self.left(places[code]) + GAP / 2, middle - (ROW - GAP) / 2, self.cell - GAP, ROW - GAP)
            yield from marked(mark, *inside)
        yield caption(self.end, base(middle, NORMAL), progress.fraction, NORMAL, Align.END)
        if progress.whole:
            yield from badge(self.width - EDGE - BADGE_WIDTH, middle)


def _sample(mark: Mark) -> Draw:
    return lambda x, y, width, height: marked(mark, x, y, width, height)


def told(title: str, lines: Sequence[Line]) -> str:
    """Every cell in words, standard by standard."""
    return " ".join([f"{title}.", *(f"{line.progress.told}; {_cells(line)}." for line in lines)])


def _cells(line: Line) -> str:
    groups = {mark: [code for code, said in line.cells if said is mark] for mark in Mark}
    return "; ".join(f"{MEANINGS[mark]} {', '.join(codes)}" for mark, codes in groups.items() if codes)
