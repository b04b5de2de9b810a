"""Where the symbols of a page stand: each in the middle of its lane and row, pentagons in strips above and below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lpse_docs.document.drawing import Symbol, SymbolKind
from lpse_docs.layout.chart import Chart
from lpse_docs.layout.columns import Columns
from lpse_docs.layout.pages import PENTAGON, STRIP, Connector, Leaf, levels

BOX_WIDTH, BOX_SHARE, BOX_HEIGHT = 16.0, 0.62, 6.0
DIAMOND_WIDTH, DIAMOND_HEIGHT = 11.0, 9.0
GUTTER = 2.4
PENTAGON_TOP = 3.0
SMALLEST_ROW = {SymbolKind.CAPSULE: 14.0, SymbolKind.RECTANGLE: 14.0, SymbolKind.DIAMOND: 17.0}


@dataclass(frozen=True)
class Band:
    """A strip of the page from one height to another (mm); arrows run in it above and below its symbols."""

    top: float
    bottom: float
    symbols: tuple[Symbol, ...]

    @property
    def above(self) -> float:
        """Where its highest symbol begins."""
        return min((symbol.y for symbol in self.symbols), default=self.bottom)

    @property
    def below(self) -> float:
        """Where its lowest symbol ends."""
        return max((symbol.y + symbol.height for symbol in self.symbols), default=self.top)


@dataclass(frozen=True)
class Stage:
    """Everything on a page that stands still while arrows are routed.

    Attributes:
        bands: From top to bottom. edges: Left edge of every lane and the right edge of the last (mm).
        steps: Symbols of each row, by row index. pentagons: Symbol of each connector.
    """

    bands: tuple[Band, ...]
    edges: tuple[float, ...]
    steps: Mapping[int, tuple[Symbol, ...]]
    pentagons: Mapping[Connector, Symbol]
    gutter: float


def stage(chart: Chart, leaf: Leaf, columns: Columns, header: float, heights: Sequence[float]) -> Stage:
    """Place the symbols of a page; `heights` are those of its rows without strips, `header` that of the header, in mm."""
    edges = tuple(columns.left + number * columns.lane for number in range(columns.lanes + 1))
    bands: list[Band] = []
    steps: dict[int, tuple[Symbol, ...]] = {}
    pentagons: dict[Connector, Symbol] = {}
    y = header
    y = _strip(leaf.top, y, edges, bands, pentagons)
    for row, height in zip(range(leaf.first, leaf.last), heights, strict=True):
        steps[row] = _row(chart, row, edges, y, height)
        bands.append(Band(y, y + height, steps[row]))
        y += height
    _strip(leaf.bottom, y, edges, bands, pentagons)
    return Stage(tuple(bands), edges, steps, pentagons, gutter(chart, columns.lane))


def gutter(chart: Chart, lane: float) -> float:
    """Width beside the widest symbol in a lane of so many mm."""
    return (lane - max(_size(node.kind, lane)[0] for node in chart.nodes)) / 2


def _row(chart: Chart, row: int, edges: Sequence[float], y: float, height: float) -> tuple[Symbol, ...]:
    node = chart.nodes[row]
    width, tall = _size(node.kind, edges[1] - edges[0])
    return tuple(
        Symbol(
            f"{node.id}.{lane}",
            node.kind,
            (edges[lane] + edges[lane + 1] - width) / 2,
            y + (height - tall) / 2,
            width,
            tall,
        )
        for lane in sorted(node.lanes)
    )


def _size(kind: SymbolKind, lane: float) -> tuple[float, float]:
    """Width and height in mm; narrow lanes keep a gutter on both sides for arrows."""
    if kind is SymbolKind.DIAMOND:
        return min(DIAMOND_WIDTH, lane - 2 * GUTTER), DIAMOND_HEIGHT
    return min(BOX_WIDTH, lane * BOX_SHARE), BOX_HEIGHT


def _strip(
    connectors: Sequence[Connector],
    y: float,
    edges: Sequence[float],
    bands: list[Band],
    pentagons: dict[Connector, Symbol],
) -> float:
    """Place the pentagons of a strip, level by level; returns where the strip ends."""
    for level in range(levels(connectors)):
        placed = {item: _pentagon(item, y, edges) for item in connectors if item.level == level}
        pentagons.update(placed)
        bands.append(Band(y, y + STRIP, tuple(placed.values())))
        y += STRIP
    return y


def _pentagon(item: Connector, y: float, edges: Sequence[float]) -> Symbol:
    left, width = edges[item.lane] + item.inset, edges[item.lane + 1] - edges[item.lane] - 2 * item.inset
    centre = left + width * (item.slot + 0.5) / item.slots
    way = "keluar" if item.leaving else "masuk"
    return Symbol(
        f"{way}-{item.letter}",
        SymbolKind.PENTAGON,
        centre - PENTAGON / 2,
        y + PENTAGON_TOP,
        PENTAGON,
        PENTAGON,
        item.letter,
    )
