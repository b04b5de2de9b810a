"""Flow pages to write: one of every symbol and arrow, and a page full of lines of every shape."""

from collections.abc import Iterator
from itertools import product

from lpse_docs.document.blocks import Cell, FlowPage, Row, Table
from lpse_docs.document.drawing import Drawing, Label, Line, Point, Symbol, SymbolKind
from lpse_docs.document.page import Margins, Orientation, PageSetup, Paper
from lpse_docs.document.roles import Role, TableRole
from tests.writers.docx.sample import c, h

SETUP = PageSetup(Paper.A4, Orientation.LANDSCAPE, Margins(20, 15, 25, 20))
COLUMNS = (8.0, 54.0, 26.0, 26.0, 26.0, 36.0, 18.0, 32.0, 26.0)
ALT = "Langkah 1, Penyedia: mulai. Langkah 2, Unit: keputusan; Ya ke langkah 3, Tidak kembali ke langkah 1."


def small(letter: str = "A") -> FlowPage:
    """Three lanes, three rows, a decision with a way back, two actors together, a pentagon."""
    header = (
        Row((h("No", rows=2), h("Kegiatan", rows=2), h("Pelaksana", 3), h("Mutu Baku", 3), h("Keterangan", rows=2))),
        Row(tuple(h(words) for words in ("Penyedia", "Unit", "Kepala", "Kelengkapan", "Waktu", "Output"))),
    )
    rows = tuple(
        Row(
            (c(str(n), role=Role.CELL_CENTER), c(f"Kegiatan {n}"), Cell(()), Cell(()), Cell(()), *(c(""),) * 4),
            anchor=f"langkah-{letter}-{n}",
        )
        for n in (1, 2, 3)
    )
    drawing = Drawing(
        252.0,
        70.0,
        (
            Symbol("1", SymbolKind.CAPSULE, 67.0, 18.0, 16.0, 6.0),
            Symbol("2", SymbolKind.DIAMOND, 95.5, 32.5, 11.0, 9.0),
            Symbol("3a", SymbolKind.RECTANGLE, 93.0, 51.0, 16.0, 6.0),
            Symbol("3b", SymbolKind.RECTANGLE, 119.0, 51.0, 16.0, 6.0),
            Symbol("keluar", SymbolKind.PENTAGON, 124.5, 63.0, 5.0, 5.0, letter),
        ),
        (
            Line("1", "2", ((83.0, 21.0), (101.0, 21.0), (101.0, 32.5))),
            Line("2", "3a", ((101.0, 41.5), (101.0, 51.0))),
            Line("2", "1", ((95.5, 37.0), (75.0, 37.0), (75.0, 24.0))),
            Line("3a", "3b", ((109.0, 54.0), (119.0, 54.0)), arrow=False),
            Line("3b", "keluar", ((127.0, 57.0), (127.0, 63.0))),
        ),
        (Label(102.0, 42.0, 4.0, 2.8, ("Ya",)), Label(82.5, 31.0, 12.5, 5.6, ("Tidak", "lengkap"))),
    )
    table = Table(COLUMNS, rows, f"Alur {letter}", header, TableRole.FLOW)
    return FlowPage(table, (5.0, 9.0, 14.0, 18.0, 24.0), drawing, ALT)


SHAPES: tuple[tuple[Point, ...], ...] = (
    ((0, 0), (10, 0)),
    ((0, 0), (10, 0), (10, 8)),
    ((0, 0), (4, 0), (4, 8), (10, 8)),
    ((0, 0), (14, 0), (14, 8), (10, 8)),
    ((0, 0), (10, 0), (10, 8), (0, 8)),
    ((0, 0), (4, 0), (4, -3), (10, -3), (10, 8)),
    ((0, 0), (4, 0), (4, 5), (0, 5), (0, 8)),
    ((0, 0), (3, 0), (3, 5), (-3, 5), (-3, 8), (10, 8)),
    ((0, 0), (3, 0), (3, 2), (5, 2), (5, 6), (8, 6), (8, 8)),
)


def _variants(points: tuple[Point, ...]) -> Iterator[tuple[Point, ...]]:
    for across, down, turned in product((1, -1), (1, -1), (False, True)):
        way = tuple((across * x, down * y) for x, y in points)
        yield tuple((y, x) for x, y in way) if turned else way


def gallery() -> FlowPage:
    """Lines of one to six pieces in all eight directions, most of them between no symbols."""
    lines = tuple(
        Line("", "", tuple((14 + column * 28 + x, 14 + row * 16 + y) for x, y in way))
        for row, shape in enumerate(SHAPES)
        for column, way in enumerate(_variants(shape))
    )
    corner = Symbol("x", SymbolKind.RECTANGLE, 232.0, 146.0, 16.0, 6.0)
    return FlowPage(
        Table((250.0,), (Row((c(""),)),), "Garis", role=TableRole.FLOW),
        (155.0,),
        Drawing(250.0, 155.0, (corner,), lines),
        "Garis ke segala arah.",
    )
