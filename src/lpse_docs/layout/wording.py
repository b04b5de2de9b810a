"""The flow of a page in words, for people who cannot see it."""

from collections.abc import Mapping

from lpse_docs.document.drawing import SymbolKind
from lpse_docs.layout.chart import Chart, Node
from lpse_docs.layout.pages import Leaf


def spoken(chart: Chart, leaf: Leaf, number: int, pages: int) -> str:
    """Every step of a page: who, what kind, where it goes on."""
    rows = {node.id: index for index, node in enumerate(chart.nodes)}
    letters = {
        (connector.jump.source, connector.jump.order): connector.letter
        for connector in (*leaf.top, *leaf.bottom)
        if connector.leaving
    }
    head = f"Alur {chart.title}, halaman {number} dari {pages}." if pages > 1 else f"Alur {chart.title}."
    return " ".join([head, *(_step(chart, row, rows, letters) for row in range(leaf.first, leaf.last))])


def _step(chart: Chart, row: int, rows: Mapping[str, int], letters: Mapping[tuple[int, int], str]) -> str:
    node = chart.nodes[row]
    actors = " bersama ".join(" ".join(chart.lanes[lane].lines) for lane in sorted(node.lanes))
    return f"Langkah {row + 1}, {actors}: {_kind(node)}{_onward(node, row, rows, letters)}."


def _kind(node: Node) -> str:
    """What a symbol says."""
    if node.kind is SymbolKind.DIAMOND:
        return "keputusan"
    if node.kind is SymbolKind.CAPSULE:
        return "mulai" if node.exits else "selesai"
    return "kegiatan"


def _onward(node: Node, row: int, rows: Mapping[str, int], letters: Mapping[tuple[int, int], str]) -> str:
    ways: list[str] = []
    for order, way in enumerate(node.exits):
        if way.target not in rows:
            continue
        target = rows[way.target]
        back = "kembali " if target <= row else ""
        letter = letters.get((row, order))
        through = f" melalui penghubung {letter}" if letter else ""
        label = f"{way.label} " if way.label else ("" if back else "lanjut ")
        ways.append(f"{label}{back}ke langkah {target + 1}{through}")
    return f"; {', '.join(ways)}" if ways else ""
