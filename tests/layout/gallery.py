"""The hard cases under tests/cases/flows: flows in the notation of a SOP, laid out, and described so that people can read it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lpse_docs.compose.flow import chart
from lpse_docs.document.blocks import FlowPage
from lpse_docs.document.page import Margins, Orientation, PageSetup, Paper
from lpse_docs.layout.chart import Chart
from lpse_docs.load.project import load_project
from lpse_docs.load.schema import validate
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.place import Placed
from lpse_docs.model.sop import Flow
from lpse_docs.model.workspace import Workspace

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests/cases/flows"
CASES = sorted(FOLDER.glob("*.yaml"))


class Case(Placed):
    """One hard case; its first line says in prose what is hard about it."""

    paper: str
    actors: tuple[str, ...]
    flow: Flow


@dataclass(frozen=True)
class Hard:
    """A hard case ready to be laid out."""

    chart: Chart
    setup: PageSetup


@cache
def shipped() -> Workspace:
    """The shipped workspace; the cases borrow its posts and the names of its columns."""
    loaded = load_project(ROOT).workspace
    assert loaded is not None
    return loaded


def read(file: Path) -> Hard:
    """A case as the program reads flows."""
    value, found = read_yaml(file.read_text("utf-8"), file.name)
    case, more = validate(Case, value, file.name)
    assert case is not None, [*found, *more]
    sop = shipped().sops[0].model_copy(update={"actors": case.actors, "flows": (case.flow,)})
    return Hard(chart(shipped(), sop, case.flow), landscape(Paper(case.paper)))


def landscape(paper: Paper) -> PageSetup:
    """How flows lie on paper."""
    return PageSetup(paper, Orientation.LANDSCAPE, Margins(left=25.0, right=20.0))


def described(pages: Sequence[FlowPage]) -> str:
    """Pages as text, lengths in mm to a tenth: columns, rows, symbols, lines and labels."""
    return "\n".join(line for number, page in enumerate(pages, 1) for line in _page(number, page)) + "\n"


def _page(number: int, page: FlowPage) -> Iterator[str]:
    yield f"halaman {number}"
    yield f"  kolom  {_lengths(page.table.columns)}"
    yield f"  baris  {_lengths(page.heights)}"
    for symbol in page.drawing.symbols:
        place = _lengths((symbol.x, symbol.y, symbol.width, symbol.height))
        yield f"  {symbol.kind.value} {symbol.id}  {place}"
    for line in page.drawing.lines:
        way = "  ".join(_lengths(point) for point in line.points)
        yield f"  {'panah' if line.arrow else 'sambungan'} {line.source} ke {line.target}  {way}"
    for label in page.drawing.labels:
        yield f"  label {' / '.join(label.words)}  {_lengths((label.x, label.y, label.width, label.height))}"
    yield f"  {page.alt}"


def _lengths(values: Sequence[float]) -> str:
    return " ".join(f"{round(value, 1) + 0.0:g}" for value in values)
