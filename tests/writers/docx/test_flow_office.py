"""Flow pages as LibreOffice prints and keeps them: every symbol in its place, arrow heads on the symbols."""

import math
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import docx as python_docx
import pytest

from lpse_docs.document.blocks import Heading, PageBreak
from lpse_docs.document.drawing import Drawing, Point
from lpse_docs.document.inlines import text
from tests.writers.docx import flows
from tests.writers.docx.look_inside import part
from tests.writers.docx.schema import WP, WPS
from tests.writers.docx.test_flow import pages
from tests.writers.docx.test_office import convert

pytestmark = pytest.mark.needs("soffice", "pdftocairo")

MM = 25.4 / 72
CLOSE = 0.5  # mm
DRAWN, RULED = "stroke-width:0.75;", "stroke-width:0.5;"
PATH = re.compile(r'<path style="([^"]*)" d="([^"]*)"(?: transform="matrix\(([^)]*)\)")?')
LETTERS = ("A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "Z", "AA")
TITLES = tuple("Alur" + " dengan judul yang panjang sekali" * (number % 4 * 2) for number in range(len(LETTERS)))


@dataclass(frozen=True)
class Print:
    """What was drawn on a page, in mm from the upper left corner of its (first) table: outlines, open lines, tips."""

    outlines: list[list[Point]]
    lines: list[list[Point]]
    tips: list[Point]


def prints(file: Path, page: int) -> list[Print]:
    """The drawings on a page, one for each table, from top to bottom."""
    command = ["pdftocairo", "-svg", "-origpagesizes", "-f", str(page), "-l", str(page), str(file), "-"]
    svg = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = PATH.findall(svg)
    scale = next(float(matrix.split(",")[0]) for _, _, matrix in found if matrix)  # it shrinks pages by a per mille
    shapes = [(style, _points(steps, matrix, MM / scale)) for style, steps, matrix in found if steps]
    rules = [points for style, points in shapes if RULED in style and "(0%,0%,0%)" in style]
    left = min(x for rule in rules for x, _ in rule)
    spans = sorted(
        (min(a[1], b[1]), max(a[1], b[1])) for a, b in rules if abs(a[0] - b[0]) < 0.2 and abs(a[0] - left) < CLOSE
    )
    return [_print(shapes, (left, top), bottom) for top, bottom in spans]


def _points(steps: str, matrix: str, unit: float) -> list[Point]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", steps)]
    a, b, c, d, e, f = (float(number) for number in (matrix or "1,0,0,1,0,0").split(","))
    return [
        ((a * x + c * y + e) * unit, (b * x + d * y + f) * unit)
        for x, y in zip(numbers[::2], numbers[1::2], strict=True)
    ]


def _print(shapes: Sequence[tuple[str, list[Point]]], corner: Point, bottom: float) -> Print:
    found = Print([], [], [])
    for style, points in shapes:
        moved = [(x - corner[0], y - corner[1]) for x, y in points]
        if not corner[1] - CLOSE < points[0][1] < bottom + CLOSE:
            continue
        if DRAWN in style:
            (found.lines if "fill:none" in style else found.outlines).append(moved)
        elif "fill:rgb(0%,0%,0%)" in style and len(points) == 4:
            found.tips.append(moved[0])
    return found


def compare(drawing: Drawing, found: Print) -> None:
    """Every symbol, line and arrow head is where the layout put it."""
    for symbol, outline in zip(drawing.symbols, found.outlines, strict=True):
        box = [value for axis in (0, 1) for value in (min(p[axis] for p in outline), max(p[axis] for p in outline))]
        wanted = [symbol.x, symbol.x + symbol.width, symbol.y, symbol.y + symbol.height]
        assert max(abs(a - b) for a, b in zip(box, wanted, strict=True)) < CLOSE, symbol
    for line, drawn in zip(drawing.lines, found.lines, strict=True):
        assert all(min(math.dist(corner, other) for other in drawn) < CLOSE for corner in line.points[:-1]), line
    arrows = [line for line in drawing.lines if line.arrow]
    for line, tip in zip(arrows, found.tips, strict=True):
        assert math.dist(line.points[-1], tip) < CLOSE, line


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gallery, and twelve flows under headings of one to three lines, two to a page where they fit."""
    blocks = [
        block
        for number, title in enumerate(TITLES)
        for block in (Heading(1, text(title), f"alur-{number}"), flows.small(LETTERS[number]))
    ]
    return convert(tmp_path_factory.mktemp("alur"), pages(flows.gallery(), PageBreak(), *blocks), "pdf")


def test_lines_of_every_shape_and_direction(printed: Path) -> None:
    (found,) = prints(printed, 1)
    compare(flows.gallery().drawing, found)


def test_drawings_stay_on_their_tables_whatever_the_headings_take(printed: Path) -> None:
    info = subprocess.run(["pdfinfo", str(printed)], check=True, capture_output=True, text=True).stdout
    count = int(info.partition("Pages:")[2].split()[0])
    found = [drawing for page in range(2, count + 1) for drawing in prints(printed, page)]
    assert len(found) == len(TITLES)
    for drawing in found:
        compare(flows.small().drawing, drawing)


def test_letters_and_labels_are_whole(printed: Path) -> None:
    shown = subprocess.run(["pdftotext", str(printed), "-"], check=True, capture_output=True, text=True).stdout.split()
    assert set(LETTERS) <= set(shown)
    assert shown.count("Tidak") == shown.count("lengkap") == shown.count("Ya") == len(LETTERS)


def test_libreoffice_keeps_table_shapes_and_words(tmp_path: Path) -> None:
    saved = convert(tmp_path, pages(flows.small()), "docx:MS Word 2007 XML").read_bytes()
    (table,) = python_docx.Document(BytesIO(saved)).tables
    assert [cell.text for cell in table.columns[1].cells][2:] == ["Kegiatan 1", "Kegiatan 2", "Kegiatan 3"]
    main = part(saved)
    assert flows.ALT in {about.get("descr") for about in main.iter(WP + "docPr")}
    drawing = flows.small().drawing
    kept = len(list(main.iter(WPS + "wsp")))
    assert kept == len(drawing.symbols) + len(drawing.lines) + len(drawing.labels) + 1  # and the ground
