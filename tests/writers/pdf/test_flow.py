"""Flow pages in the PDF: symbols, arrows and rules lie where the layout put them, and nothing is ever clipped."""

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import Block, Cell, Document, FlowPage, Paragraph, Section
from lpse_docs.document.drawing import Label
from lpse_docs.document.inlines import text
from lpse_docs.document.roles import Role
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.fonts import missing_glyphs
from lpse_docs.writers.pdf import write
from tests import audit_pdf
from tests.writers import look
from tests.writers.build import of
from tests.writers.docx.flows import ALT, SETUP, small
from tests.writers.pdf.reading import positions, structure_text

pytestmark = pytest.mark.needs("pdftocairo", "pdftoppm", "pdftotext", "pdfinfo")
MM = 72 / 25.4
NEAR = 0.3  # mm
HERE = Span("sops/a.yaml", 12, 9)
WORDS = 'd="([^"]*)" transform="matrix\\(([^)]*)\\)"'


def page(*blocks: Block) -> Document:
    return of(sections=(Section(SETUP, blocks, furniture=False),))


def with_cell(flow: FlowPage, row: int, column: int, cell: Cell) -> FlowPage:
    rows = list(flow.table.rows)
    cells = rows[row].cells
    rows[row] = replace(rows[row], cells=(*cells[:column], cell, *cells[column + 1 :]))
    return replace(flow, table=replace(flow.table, rows=tuple(rows)))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with one flow page at the upper left corner of its text area."""
    file = tmp_path_factory.mktemp("alur") / "alur.pdf"
    file.write_bytes(write(page(small()), look.theme()))
    return file


@pytest.fixture(scope="module")
def strokes(printed: Path) -> list[list[tuple[float, float]]]:
    """The corners of every stroked path, in mm from the corner of the table, as poppler draws them."""
    subprocess.run(["pdftocairo", "-svg", str(printed), str(printed.with_suffix(".svg"))], check=True)
    found = []
    for path, matrix in re.findall("stroke-width[^>]*" + WORDS, printed.with_suffix(".svg").read_text()):
        a, b, c, d, e, f = map(float, matrix.split(","))
        numbers = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]
        ends = [(a * x + c * y + e, b * x + d * y + f) for x, y in numbers]
        found.append([(x / MM - SETUP.margins.left, y / MM - SETUP.margins.top) for x, y in ends])
    return found


def box(corners: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    across, down = zip(*corners, strict=True)
    return min(across), min(down), max(across), max(down)


def test_symbols_lie_where_the_layout_put_them(strokes: list[list[tuple[float, float]]]) -> None:
    boxes = [box(corners) for corners in strokes]
    for symbol in small().drawing.symbols:
        wanted = (symbol.x, symbol.y, symbol.x + symbol.width, symbol.y + symbol.height)
        assert any(found == pytest.approx(wanted, abs=NEAR) for found in boxes), symbol.id


def test_lines_run_where_the_layout_put_them(strokes: list[list[tuple[float, float]]]) -> None:
    for line in small().drawing.lines:
        kept = line.points[:-1] if line.arrow else line.points  # under its head an arrow's line ends early
        assert any(
            len(corners) == len(line.points) and corners[: len(kept)] == [pytest.approx(p, abs=NEAR) for p in kept]
            for corners in strokes
        ), line


def test_the_rules_of_the_table_lie_on_the_edges_of_its_columns_and_rows(printed: Path) -> None:
    subprocess.run(
        ["pdftoppm", "-r", "254", "-gray", "-singlefile", str(printed), str(printed.with_suffix(""))], check=True
    )
    picture = Image.open(printed.with_suffix(".pgm"))

    def ink(x: float, y: float) -> bool:
        """Whether there is a rule within 0.3 mm of a place of the table."""
        left, top = 10 * (SETUP.margins.left + x), 10 * (SETUP.margins.top + y)
        around = picture.crop((round(left - 3), round(top - 3), round(left + 4), round(top + 4)))
        return around.getextrema()[0] < 140  # type: ignore[operator]

    flow = small()
    columns = [sum(flow.table.columns[:n]) for n in range(len(flow.table.columns) + 1)]
    rows = [sum(flow.heights[:n]) for n in range(2, len(flow.heights) + 1)]
    assert all(ink(x, y) for x in columns for y in (16.0, 47.5, 69.0)), "upright rules"
    assert all(ink(x, y) for x in (3.0, 240.0) for y in (0.0, *rows)), "level rules"
    assert not ink(columns[-1] + 1, 30) and not ink(columns[-2] + 10, 30), "and nowhere else"


def test_the_drawing_is_a_figure_that_tells_the_flow(printed: Path) -> None:
    data = printed.read_bytes()
    assert audit_pdf.faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        figure = next(
            item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        )
        assert str(figure.Alt) == ALT
        left, bottom, right, top = (float(x) / MM for x in figure.A.BBox)
    assert (left, right - left, top - bottom) == pytest.approx((25, 252, 70), abs=0.1)
    assert 210 - top == pytest.approx(SETUP.margins.top, abs=0.1)
    assert "TidakYa" in structure_text(data) or "YaTidak" in structure_text(data)


def test_every_header_cell_says_which_way_it_looks(printed: Path) -> None:
    """WeasyPrint's own lists of headers are wrong below headers that span rows."""
    with pikepdf.open(printed) as pdf:
        cells = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        heads = [str(item.A.Scope) for item in cells if item.get("/S") == "/TH"]
        assert heads == ["/Column"] * 11
        assert not any("/Headers" in item.get("/A", {}) for item in cells if item.get("/S") == "/TD")


def test_words_that_do_not_fit_are_named_with_their_place() -> None:
    long = Cell((Paragraph(text("Menyampaikan berkas " * 30), Role.CELL, HERE),))
    with pytest.raises(WriteError, match="halaman alur tidak tercetak menurut ukurannya") as caught:
        write(page(with_cell(small(), 1, 1, long)), look.theme())
    ((sentence, place),) = caught.value.flaws
    assert re.fullmatch(r"teks “Menyampaikan .{20,60}” tidak muat: tinggi barisnya 18,0 mm, perlu \d+,\d mm", sentence)
    assert place == HERE


def test_a_header_that_does_not_fit_is_named_too() -> None:
    narrow = replace(small(), heights=(5.0, 2.0, 14.0, 18.0, 24.0))
    with pytest.raises(WriteError) as caught:
        write(page(narrow), look.theme())
    assert "tinggi barisnya 2,0 mm" in caught.value.flaws[0][0]


@pytest.mark.parametrize("heights", [(5.0, 9.0, 100.0, 60.0, 24.0), (5.0, 9.0, 300.0, 60.0, 24.0)])
def test_a_flow_page_higher_than_the_sheet_is_refused(heights: tuple[float, ...]) -> None:
    with pytest.raises(WriteError) as caught:
        write(page(replace(small(), heights=heights)), look.theme())
    assert [sentence for sentence, _ in caught.value.flaws] == ["halaman “Alur A” lebih tinggi daripada kertas"]


def test_the_place_of_a_cell_without_one_is_that_of_its_words() -> None:
    flow = small()
    placed = with_cell(flow, 0, 1, Cell((Paragraph(text("kata " * 200), Role.CELL),), origin=HERE))
    with pytest.raises(WriteError) as caught:
        write(page(placed), look.theme())
    assert caught.value.flaws[0][1] == HERE


def test_a_flow_page_never_divides() -> None:
    filler = [Paragraph(text(f"baris {n}")) for n in range(18)]
    found = {word: number for number, word, _, _ in positions(write(page(*filler, small("A")), look.theme()))}
    assert found["Kegiatan"] == found["3"] == 2


def test_signs_that_no_font_has_are_found_in_a_drawing() -> None:
    flow = small()
    odd = replace(flow, drawing=replace(flow.drawing, labels=(Label(1, 1, 4, 3, ("☃",)),)))
    assert missing_glyphs(page(odd), look.theme()) == [("☃", None)]
