"""Arbitrary documents: every block, every inline, awkward words, tables with spans."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count, pairwise
from typing import Any

from hypothesis import strategies as st

from lpse_docs.document.blocks import (
    Attachment,
    Block,
    Cell,
    Contents,
    Document,
    Figure,
    FlowPage,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
)
from lpse_docs.document.chart import Align, Area, Box, Caption, Chart, Part, Stroke, Tone
from lpse_docs.document.drawing import Drawing, Label, Line, Symbol, SymbolKind
from lpse_docs.document.inlines import (
    Blank,
    Emphasis,
    FillIn,
    FillKind,
    Inline,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
    clean,
    text,
)
from lpse_docs.document.page import Margins, Orientation, PageSetup, Paper
from lpse_docs.document.roles import Marker, Role, TableRole

PRINTABLE = "aBcé ñÜ.,;:()/-–—'\"<>&%#@*_=+“”•½ 0123 §\u00a0\u00ad"
AWKWARD = PRINTABLE + "\t\n\x00\x07\u2028\ufffe\ue000中ط🙂e\u0301{}[]$\\]]>"
ADDRESSES = ("https://contoh.go.id/a?b=1&c=<2>", "http://contoh.go.id/%20ä", "mailto:lpse@contoh.go.id")
ANCHORS = 6
DEPTH = 2
LIST_ROLES = (Role.BODY, Role.CELL, Role.CELL_SMALL, Role.DECREE_BODY)

Draw = Any


@st.composite
def documents(draw: Draw, alphabet: str = AWKWARD) -> Document:
    """A valid document; references may point to nowhere, pictures may be missing."""
    words = st.text(alphabet, max_size=24)
    plain = words.map(clean)
    maker = _Maker(draw, words, count())
    sections = draw(st.lists(st.builds(Section, setups(), st.just(()), st.booleans()), max_size=3))
    filled = [Section(item.setup, tuple(maker.blocks()), item.furniture) for item in sections]
    return Document(
        id="contoh",
        folder="",
        title=draw(plain) or "Judul",
        subject=draw(plain),
        author=draw(plain),
        keywords=tuple(draw(st.lists(plain.filter(lambda word: "," not in word), max_size=3))),
        dated=draw(st.dates(date(2000, 1, 1), date(2099, 12, 31))),
        draft=draw(st.booleans()),
        head=draw(plain),
        foot=draw(plain),
        sections=tuple(filled),
        attachments=tuple(Attachment(f"{n}.yaml", b"a: 1\n", draw(plain)) for n in range(draw(st.integers(0, 2)))),
    )


def setups() -> st.SearchStrategy[PageSetup]:
    """Page set-ups that leave room to write on."""
    edges = st.sampled_from((15.0, 20.0, 25.0, 30.0))
    return st.builds(
        PageSetup, st.sampled_from(Paper), st.sampled_from(Orientation), st.builds(Margins, edges, edges, edges, edges)
    )


def inlines(words: st.SearchStrategy[str], depth: int = DEPTH) -> st.SearchStrategy[tuple[Inline, ...]]:
    """What stands inside a line, nested a little."""
    anchors = st.integers(0, ANCHORS).map(lambda number: f"a{number}")
    leaves = st.one_of(
        st.builds(Text, words),
        st.builds(Text, words),
        st.just(LineBreak()),
        st.builds(Blank, words.map(clean)),
        fill_ins(words),
    )
    if not depth:
        return st.lists(leaves, max_size=3).map(tuple)
    inner = inlines(words, depth - 1)
    nested = st.one_of(
        st.builds(Strong, inner),
        st.builds(Emphasis, inner),
        st.builds(Link, st.sampled_from(ADDRESSES), inner),
        st.builds(Reference, anchors, inner),
    )
    return st.lists(st.one_of(leaves, leaves, nested), max_size=4).map(tuple)


@st.composite
def fill_ins(draw: Draw, words: st.SearchStrategy[str]) -> FillIn:
    """A place to fill in, of any kind; names repeat, choices may be awkward."""
    kind = draw(st.sampled_from(FillKind))
    choices = [*draw(st.lists(words, max_size=4)), "Lainnya"] if kind is FillKind.CHOICE else []
    return FillIn(
        name=draw(st.sampled_from(("tiket/nama", "tiket/nama~2", "a.b", "x" * 80))),
        label=draw(words),
        kind=kind,
        choices=tuple(choices),
        advice=draw(words),
        required=draw(st.booleans()),
        lines=draw(st.integers(1, 3)),
        narrow=draw(st.booleans()),
    )


def paragraphs(words: st.SearchStrategy[str]) -> st.SearchStrategy[Paragraph]:
    """A paragraph of any role."""
    return st.builds(Paragraph, inlines(words), st.sampled_from(Role))


def figures(words: st.SearchStrategy[str]) -> st.SearchStrategy[Figure]:
    """A picture, there or missing."""
    sides = st.sampled_from((5.0, 18.0, 36.0))
    return st.builds(Figure, st.sampled_from(("lambang-daerah", "belum-ada")), words.map(clean), sides, sides)


def charts(words: st.SearchStrategy[str]) -> st.SearchStrategy[Chart]:
    """A chart of any parts, none of them beyond its rectangle."""
    alts = words.map(lambda value: clean(f"Grafik {value}").strip())
    parts = st.lists(chart_parts(words), max_size=5).map(tuple)
    return st.builds(Chart, st.just(100.0), st.just(40.0), parts, words.map(clean), alts)


def chart_parts(words: st.SearchStrategy[str]) -> st.SearchStrategy[Part]:
    """A part of a chart of 100 by 40 mm."""
    across, down = st.integers(0, 100).map(float), st.integers(0, 40).map(float)
    tones = st.sampled_from(Tone)
    points = st.lists(st.tuples(across, down), min_size=3, max_size=6, unique=True).map(tuple)
    left, high = st.integers(0, 50).map(float), st.integers(0, 20).map(float)
    return st.one_of(
        st.builds(Box, left, high, st.integers(1, 50).map(float), st.integers(1, 20).map(float), tones, st.booleans()),
        st.builds(Area, points, tones),
        st.builds(Stroke, points, tones, st.sampled_from((0.2, 0.5)), st.booleans()),
        st.builds(
            Caption,
            across,
            st.integers(5, 38).map(float),
            words.map(clean),
            st.sampled_from((2.5, 2.8)),
            st.sampled_from(Align),
            st.booleans(),
            st.booleans(),
        ),
    )


def signatures(words: st.SearchStrategy[str]) -> st.SearchStrategy[Signature]:
    """A place to sign, more or less known."""
    unknown = st.one_of(st.none(), words.map(clean))
    headings = st.lists(words.map(clean), max_size=2).map(tuple)
    fields = st.sampled_from(("pembuat", "pengesah", "a.b"))
    anchors = st.sampled_from(("", "¤"))
    return st.builds(
        Signature, fields, headings, unknown, unknown, unknown, decree=st.booleans(), bare=st.booleans(), anchor=anchors
    )


def flow_pages(words: st.SearchStrategy[str]) -> st.SearchStrategy[FlowPage]:
    """A page of a flow whose words fit its rows."""
    roles = st.sampled_from((Role.CELL, Role.CELL_CENTER, Role.CELL_SMALL))
    cells = st.builds(lambda value, role: Cell((Paragraph(text(value), role),)), words, roles)
    rows = st.lists(st.builds(lambda *cells: Row(cells), cells, cells, cells), min_size=1, max_size=3).map(tuple)
    tables = st.builds(
        lambda rows, head: Table((50, 40, 40), rows, "Alur", (head,), TableRole.FLOW), rows, _heads(words)
    )
    alts = words.map(lambda value: clean(f"Alur {value}").strip())
    return st.builds(
        lambda table, alt, drawing: FlowPage(table, (15.0, *(30.0 for _ in table.rows)), drawing, alt),
        tables,
        alts,
        drawings(words),
    )


def _heads(words: st.SearchStrategy[str]) -> st.SearchStrategy[Row]:
    cell = st.builds(lambda value: Cell((Paragraph(text(value), Role.CELL_HEADER),), header=True), words)
    return st.builds(lambda *cells: Row(cells), cell, cell, cell)


def drawings(words: st.SearchStrategy[str]) -> st.SearchStrategy[Drawing]:
    """Symbols one below the other, each joined to the next; words beside them."""
    kinds = st.lists(st.sampled_from(SymbolKind), min_size=2, max_size=3)
    texts = st.lists(words.map(clean).filter(str.strip), max_size=2).map(tuple)
    return st.builds(_drawing, kinds, st.lists(st.integers(0, 100), min_size=3, max_size=3), texts, st.booleans())


def _drawing(kinds: list[SymbolKind], places: list[int], words: tuple[str, ...], arrow: bool) -> Drawing:
    symbols = tuple(
        Symbol(f"s{n}", kind, 5.0 + x, 15.5 * n, 12.0, 6.0, "A" if kind is SymbolKind.PENTAGON else "")
        for n, (kind, x) in enumerate(zip(kinds, places, strict=False))
    )
    lines = tuple(_line(first, second, arrow) for first, second in pairwise(symbols))
    labels = (Label(60.0, 20.0, 30.0, 3.0 * len(words), words),) if words else ()
    return Drawing(130.0, 45.0, symbols, lines, labels)


def _line(first: Symbol, second: Symbol, arrow: bool) -> Line:
    start, end, level = first.x + first.width / 2, second.x + second.width / 2, first.y + first.height + 4
    straight = ((start, first.y + first.height), (end, second.y))
    bent = (straight[0], (start, level), (end, level), straight[1])
    return Line(first.id, second.id, straight if start == end else bent, arrow)


@dataclass(frozen=True)
class _Maker:
    """Draws blocks of one document; anchors are numbered through."""

    draw: Draw
    words: st.SearchStrategy[str]
    numbers: Iterator[int]

    def blocks(self) -> Iterator[Block]:
        for _ in range(self.draw(st.integers(0, 5))):
            kind = self.draw(
                st.sampled_from(("heading", "contents", "break", "flow", "chart", "inner", "inner", "inner"))
            )
            if kind == "heading":
                yield Heading(self.draw(st.integers(1, 4)), self.draw(inlines(self.words)), f"a{next(self.numbers)}")
            elif kind == "contents":
                yield Contents(clean(self.draw(self.words)), self.draw(st.integers(1, 4)))
            elif kind == "break":
                yield PageBreak()
            elif kind == "flow":
                yield self.draw(flow_pages(self.words))
            elif kind == "chart":
                yield self.draw(charts(self.words))
            else:
                yield self.inner(DEPTH)

    def inner(self, depth: int) -> Block:
        """A block that may also stand in an item or a cell."""
        kinds = ("paragraph", "paragraph", "figure", "signature", "chart", "items", "table")
        kind = self.draw(st.sampled_from(kinds if depth else kinds[:3]))
        if kind == "items":
            items = tuple(self.few(depth) for _ in range(self.draw(st.integers(1, 3))))
            return Items(items, self.draw(st.sampled_from(Marker)), self.draw(st.sampled_from(LIST_ROLES)))
        if kind == "table":
            return self.table(depth)
        makers = {"paragraph": paragraphs, "figure": figures, "signature": signatures, "chart": charts}
        leaf: Block = self.draw(makers[kind](self.words))
        return leaf

    def few(self, depth: int) -> tuple[Block, ...]:
        """The content of an item or a cell; at depth 0, of a header cell, which must stay small."""
        number = range(self.draw(st.integers(0, 2)))
        if depth:
            return tuple(self.inner(depth - 1) for _ in number)
        return tuple(self.draw(paragraphs(self.words)) for _ in number)

    def table(self, depth: int) -> Table:
        width = self.draw(st.integers(1, 4))
        columns = tuple(self.draw(st.sampled_from((5.0, 10.0, 40.0))) for _ in range(width))
        header = self.grid(0, width, self.draw(st.integers(0, 2)))
        rows = self.grid(depth, width, self.draw(st.integers(1, 4)))
        return Table(columns, rows, clean(self.draw(self.words)), header, self.draw(st.sampled_from(TableRole)))

    def grid(self, depth: int, width: int, height: int) -> tuple[Row, ...]:
        """Rows whose spans never overlap and never leave the grid."""
        taken: set[tuple[int, int]] = set()
        rows = []
        for y in range(height):
            cells = []
            for x in range(width):
                if (x, y) in taken:
                    continue
                free = next((n for n in range(1, width - x) if (x + n, y) in taken), width - x)
                across, down = self.draw(st.integers(1, free)), self.draw(st.integers(1, height - y))
                taken |= {(x + i, y + j) for i in range(across) for j in range(down)}
                cells.append(Cell(self.few(depth), across, down, self.draw(st.booleans())))
            anchor = f"a{next(self.numbers)}" if self.draw(st.booleans()) else ""
            rows.append(Row(tuple(cells), self.draw(st.booleans()), anchor))
        return tuple(rows)
