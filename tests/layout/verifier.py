"""What must be true of every flow that is laid out; `wrongs` names whatever is not. Shares no code with the layout."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from lpse_docs.document.blocks import FlowPage, Paragraph
from lpse_docs.document.drawing import Line, Symbol
from lpse_docs.document.inlines import plain
from lpse_docs.document.page import PageSetup
from lpse_docs.layout.chart import Chart, Exit, Words
from tests.layout import reader
from tests.layout.geometry import Box, box, covers, direction, pierces, ports, segments

TEXTS = ("activity", "inputs", "duration", "output", "note")
KEPT_FREE = 0.5  # mm between a symbol and a line that is none of its own
SAME = 0.01


def wrongs(chart: Chart, setup: PageSetup, pages: Sequence[FlowPage]) -> Iterator[str]:
    """Everything that is wrong with the pages of a flow."""
    seen = [Sheet.of(chart, page) for page in pages]
    yield from _rows(chart, seen)
    for number, sheet in enumerate(seen, 1):
        for wrong in (
            *_table(setup, sheet, number),
            *_words(sheet),
            *_drawing(sheet),
            *_labels(sheet),
            *_spoken(sheet),
        ):
            yield f"halaman {number}: {wrong}"
    yield from _arrows(chart, seen)


@dataclass(frozen=True)
class Sheet:
    """A page with what its rows say: which steps stand on it."""

    chart: Chart
    page: FlowPage
    steps: tuple[int, ...]

    @classmethod
    def of(cls, chart: Chart, page: FlowPage) -> "Sheet":
        numbers = [row.cells[0].blocks[0] for row in page.table.rows]
        return cls(chart, page, tuple(int(plain(cell.children)) - 1 for cell in numbers if isinstance(cell, Paragraph)))

    @property
    def header(self) -> float:
        return sum(self.page.heights[: len(self.page.table.header)])

    @cached_property
    def across(self) -> list[float]:
        """Every upright rule."""
        return list(accumulate(self.page.table.columns, initial=0.0))

    @cached_property
    def lanes(self) -> list[float]:
        """Upright rules of the lanes."""
        return self.across[2 : 3 + len(self.chart.lanes)]

    @property
    def field(self) -> Box:
        """Where symbols, arrows and labels belong."""
        return Box(self.lanes[0], self.header, self.lanes[-1], sum(self.page.heights))

    def cell(self, step: int, lane: int) -> Box:
        down = list(accumulate(self.page.heights[len(self.page.table.header) :], initial=self.header))
        place = self.steps.index(step)
        return Box(self.lanes[lane], down[place], self.lanes[lane + 1], down[place + 1])

    @cached_property
    def symbols(self) -> dict[str, Symbol]:
        return {symbol.id: symbol for symbol in self.page.drawing.symbols}

    @cached_property
    def place(self) -> dict[str, tuple[int, int]]:
        """Step and lane of each symbol, by where it stands."""
        return {
            symbol.id: (step, lane)
            for symbol in self.page.drawing.symbols
            for step in self.steps
            for lane in range(len(self.chart.lanes))
            if self.cell(step, lane).holds(box(symbol))
        }


def _rows(chart: Chart, sheets: Sequence[Sheet]) -> Iterator[str]:
    if [step for sheet in sheets for step in sheet.steps] != list(range(len(chart.nodes))):
        yield "baris hilang, berulang, atau tertukar"
    if any(not sheet.steps for sheet in sheets):
        yield "halaman tanpa baris"
    if any(row.splittable for sheet in sheets for row in sheet.page.table.rows):
        yield "baris boleh terbelah"


def _table(setup: PageSetup, sheet: Sheet, number: int) -> Iterator[str]:
    page, table = sheet.page, sheet.page.table
    if abs(sum(table.columns) - setup.content_width) > SAME:
        yield f"kolom berjumlah {sum(table.columns)}"
    if len(set(table.columns[2 : 2 + len(sheet.chart.lanes)])) > 1 or len(table.columns) != len(sheet.chart.lanes) + 6:
        yield "kolom pelaksana tidak sama lebar"
    if len(page.heights) != len(table.header) + len(table.rows):
        yield "tinggi tidak sebanyak baris"
    if (page.drawing.width, page.drawing.height) != (sum(table.columns), sum(page.heights)) and (
        abs(page.drawing.width - sum(table.columns)) > SAME or abs(page.drawing.height - sum(page.heights)) > SAME
    ):
        yield "gambar tidak sebesar tabel"
    room = setup.height - setup.margins.top - setup.margins.bottom
    if number == 1:
        style = reader.HEADING
        count = reader.lines(f"Alur 1: {sheet.chart.title}", style, setup.content_width)
        room -= (style.above + count * style.line + style.below) * reader.POINT
    if sum(page.heights) > room:
        yield f"tinggi {sum(page.heights):.1f} mm, tempat {room:.1f} mm"


def _words(sheet: Sheet) -> Iterator[str]:
    """Whether words fit their columns and rows."""
    columns, count = sheet.page.table.columns, len(sheet.chart.lanes)
    widths = dict(zip(TEXTS, (columns[1], *columns[2 + count :]), strict=True))
    heights = sheet.page.heights[len(sheet.page.table.header) :]
    for step, height in zip(sheet.steps, heights, strict=True):
        node = sheet.chart.nodes[step]
        for name, width in widths.items():
            words: Words = getattr(node, name)
            yield from _fits(words.lines, reader.ACTIVITY if name == "activity" else reader.SMALL, width, height)
    for lane in sheet.chart.lanes:
        yield from _fits(lane.lines, reader.ACTOR, columns[2], sheet.page.heights[1])
    top, second = sheet.page.heights[:2]
    heads = sheet.chart.heads
    for name, width in {"number": columns[0], **widths}.items():
        low = name in ("inputs", "duration", "output")
        yield from _fits((getattr(heads, name),), reader.HEAD, width, second if low else top + second)
    yield from _fits((heads.actors,), reader.HEAD, sum(columns[2 : 2 + count]), top)
    yield from _fits((heads.quality,), reader.HEAD, sum(columns[2 + count : -1]), top)


def _fits(lines: tuple[str, ...], style: reader.Style, width: float, height: float) -> Iterator[str]:
    for line in lines:
        if reader.widest(line, style) > reader.inside(width):
            yield f"kata dalam “{line}” lebih lebar daripada {width} mm"
    if reader.height(lines, style, width) > height:
        yield f"“{lines}” lebih tinggi daripada {height} mm"


def _drawing(sheet: Sheet) -> Iterator[str]:
    symbols, lines = sheet.page.drawing.symbols, sheet.page.drawing.lines
    yield from _places(sheet)
    for line in lines:
        yield from _shape(sheet, line)
        for symbol in symbols:
            own = symbol.id in (line.source, line.target)
            if pierces(line, box(symbol).grown(-SAME if own else KEPT_FREE)):
                yield f"garis {line.source} ke {line.target} menembus {symbol.id}"
    joins = Counter(frozenset((line.source, line.target)) for line in lines if not line.arrow)
    for step in sheet.steps:
        row = sorted((s for s in symbols if not s.text and sheet.place.get(s.id, (-1,))[0] == step), key=lambda s: s.x)
        joins.subtract(frozenset((one.id, other.id)) for one, other in pairwise(row))
    if any(joins.values()):
        yield f"pelaksana bersama tidak tersambung: {joins}"


def _places(sheet: Sheet) -> Iterator[str]:
    """Every symbol in the row and lane of its step, none on another, none too many."""
    symbols = sheet.page.drawing.symbols
    if len(sheet.symbols) != len(symbols):
        yield "nama simbol berulang"
    if len(sheet.place) != len(symbols):
        yield "simbol tidak berada dalam baris dan kolomnya"
    found = Counter((*sheet.place.get(symbol.id, (-1, -1)), symbol.kind) for symbol in symbols if not symbol.text)
    nodes = [(step, sheet.chart.nodes[step]) for step in sheet.steps]
    if found != Counter((step, lane, node.kind) for step, node in nodes for lane in node.lanes):
        yield "simbol tidak sesuai dengan langkah dan pelaksana"
    for number, one in enumerate(symbols):
        for other in symbols[number + 1 :]:
            if box(one).grown(0.2).meets(box(other).grown(0.2)):
                yield f"{one.id} menimpa {other.id}"


def _shape(sheet: Sheet, line: Line) -> Iterator[str]:
    name = f"garis {line.source} ke {line.target}"
    turns = [direction(*run) for run in pairwise(line.points)]
    if any(abs(right) + abs(down) != 1 for right, down in turns):
        yield f"{name} miring atau berulang titik"
    if any(a[0] * b[0] + a[1] * b[1] for a, b in pairwise(turns)):
        yield f"{name} berbalik arah atau bertitik lurus"
    if not all(sheet.field.holds(run) for run in segments(line)):
        yield f"{name} keluar dari kolom pelaksana"
    for symbol_id, here, there in ((line.source, 0, 1), (line.target, -1, -2)):
        point = line.points[here]
        away = direction(point, line.points[there])
        port = ports(sheet.symbols[symbol_id]).get(away)
        if port is None or abs(port[0] - point[0]) > SAME or abs(port[1] - point[1]) > SAME:
            yield f"{name} tidak tegak lurus pada tepi {symbol_id}"


def _labels(sheet: Sheet) -> Iterator[str]:
    labels = sheet.page.drawing.labels
    wanted = Counter(way.label for step in sheet.steps for way in _ways(sheet.chart, step) if way.label)
    if Counter(" ".join(label.words) for label in labels) != wanted:
        yield "label tidak sesuai dengan jalan keluar"
    for number, label in enumerate(labels):
        words = " ".join(label.words)
        if not sheet.field.holds(box(label)):
            yield f"label “{words}” keluar dari kolom pelaksana"
        if any(reader.width(line, reader.LABEL) > label.width for line in label.words):
            yield f"label “{words}” lebih lebar daripada tempatnya"
        for symbol in sheet.page.drawing.symbols:
            if covers(box(label), symbol):
                yield f"label “{words}” menimpa {symbol.id}"
        for other in labels[number + 1 :]:
            if box(label).meets(box(other)):
                yield f"label “{words}” menimpa label “{' '.join(other.words)}”"


def _spoken(sheet: Sheet) -> Iterator[str]:
    """Whether the words for those who do not see the page name every step, actor and exit."""
    said = sheet.page.alt
    for step in sheet.steps:
        node = sheet.chart.nodes[step]
        part = said.partition(f"Langkah {step + 1}, ")[2].partition(". Langkah ")[0]
        names = [" ".join(sheet.chart.lanes[lane].lines) for lane in node.lanes]
        ways = [f"ke langkah {_row(sheet.chart, way.target) + 1}" for way in _ways(sheet.chart, step)]
        labels = [way.label for way in _ways(sheet.chart, step)]
        for word in (*names, *ways, *labels):
            if word not in part:
                yield f"teks alternatif langkah {step + 1} tidak menyebut “{word}”"


def _arrows(chart: Chart, sheets: Sequence[Sheet]) -> Iterator[str]:
    """One arrow for each exit on its page, or one pair of pentagons with a letter of its own."""
    page = {step: number for number, sheet in enumerate(sheets) for step in sheet.steps}
    wanted: Counter[tuple[int, int]] = Counter(
        (step, _row(chart, way.target)) for step in range(len(chart.nodes)) for way in _ways(chart, step)
    )
    stays = Counter({ends: count for ends, count in wanted.items() if page[ends[0]] == page[ends[1]]})
    found: Counter[tuple[int, int]] = Counter()
    leaving: dict[str, tuple[int, int]] = {}
    entering: dict[str, tuple[int, int]] = {}
    letters: Counter[str] = Counter()
    for number, sheet in enumerate(sheets):
        letters.update(symbol.text for symbol in sheet.page.drawing.symbols if symbol.text)
        for line in sheet.page.drawing.lines:
            source, target = sheet.symbols[line.source], sheet.symbols[line.target]
            if target.text:
                yield from _pentagon(sheet, target, sheet.place[line.source][0])
                leaving[target.text] = number, sheet.place[line.source][0]
            elif source.text:
                yield from _pentagon(sheet, source, sheet.place[line.target][0])
                entering[source.text] = number, sheet.place[line.target][0]
            elif line.arrow:
                found[sheet.place[line.source][0], sheet.place[line.target][0]] += 1
    if found != stays:
        yield f"anak panah hilang {stays - found} atau berlebih {found - stays}"
    if set(letters.values()) - {2} or not leaving.keys() == entering.keys() == letters.keys():
        yield f"penghubung tidak berpasangan: {letters}"
    crossed = Counter((leaving[letter][1], entering[letter][1]) for letter in leaving if letter in entering)
    if crossed != wanted - stays:
        yield f"penghubung tidak sesuai dengan anak panah antarhalaman: {crossed}"
    yield from _sides(sheets, leaving, entering)


def _pentagon(sheet: Sheet, pentagon: Symbol, step: int) -> Iterator[str]:
    if sheet.place[pentagon.id][1] not in sheet.chart.nodes[step].lanes:
        yield f"penghubung {pentagon.text} tidak di kolom pelaksana langkah {step + 1}"


def _sides(
    sheets: Sequence[Sheet], leaving: dict[str, tuple[int, int]], entering: dict[str, tuple[int, int]]
) -> Iterator[str]:
    """A pentagon stands at the end of the page that faces the other page, below or above all steps."""
    for letter, (page, _) in leaving.items():
        other = entering.get(letter, (page, 0))[0]
        for here, there in ((page, other), (other, page)):
            sheet = sheets[here]
            y = next(symbol.y for symbol in sheet.page.drawing.symbols if symbol.text == letter)
            steps = [symbol for symbol in sheet.page.drawing.symbols if not symbol.text]
            if there > here and any(y < symbol.y for symbol in steps):
                yield f"penghubung {letter} tidak di bawah halaman {here + 1}"
            if there < here and any(y > symbol.y for symbol in steps):
                yield f"penghubung {letter} tidak di atas halaman {here + 1}"


def _ways(chart: Chart, step: int) -> list[Exit]:
    """Exits of a step that lead to a known step; neither end may lack an actor."""
    node = chart.nodes[step]
    known = {other.id for other in chart.nodes if other.lanes}
    return [way for way in node.exits if way.target in known and node.lanes]


def _row(chart: Chart, target: str) -> int:
    return max(row for row, node in enumerate(chart.nodes) if node.id == target)
