"""Flow pages in Word: exact table, glued connectors, one drawing for Word and the same one for everybody else."""

from dataclasses import replace
from io import BytesIO

import docx as python_docx
import pytest

from lpse_docs.document.blocks import FlowPage, Heading, PageBreak, Section
from lpse_docs.document.drawing import Drawing, Line, Symbol, SymbolKind
from lpse_docs.document.inlines import text
from lpse_docs.writers.docx.connector import corners
from lpse_docs.writers.docx.shapes import site
from tests.writers.docx import flows, sample
from tests.writers.docx.look_inside import Part, part, save, style, values, words
from tests.writers.docx.schema import MC, WP, WPC, WPG, WPS, A, W, faults


def pages(*blocks: FlowPage | Heading | PageBreak) -> bytes:
    """A Word file of flow pages."""
    return save(sample.document(sections=(Section(flows.SETUP, blocks),)))


@pytest.fixture(scope="module")
def main() -> Part:
    """One small flow page."""
    return part(pages(flows.small()))


def shapes(main: Part, holder: str = WPC + "wpc") -> dict[str, Part]:
    """Shapes of the canvas by name."""
    return {str(shape[0].get("name")): shape for shape in next(main.iter(holder)).iterchildren(WPS + "wsp")}


def test_files_with_many_flows_have_no_faults_and_open() -> None:
    blocks = [block for letter in "ABCDEFGHIJKL" for block in (Heading(1, text(letter), letter), flows.small(letter))]
    data = pages(*blocks, PageBreak(), flows.gallery())
    assert faults(data) == []
    assert len(python_docx.Document(BytesIO(data)).tables) == 13


def test_rows_have_exact_heights_and_columns_exact_widths(main: Part) -> None:
    heights = [int(value) for value in values(main, "trHeight")]
    assert set(values(main, "trHeight", "hRule")) == {"exact"}
    assert [round(height * 25.4 / 1440, 1) for height in heights] == [5, 9, 14, 18, 24]
    assert sum(heights) == round(70 * 1440 / 25.4)
    assert [round(int(value) * 25.4 / 1440, 1) for value in values(main, "gridCol", "w")] == list(flows.COLUMNS)
    rows = [[child.tag.removeprefix(W) for child in row.iterfind(f"{W}trPr/*")] for row in main.iter(W + "tr")]
    assert rows == [["cantSplit", "tblHeader", "trHeight"]] * 2 + [["cantSplit", "trHeight"]] * 3
    assert values(main, "tblStyle") == ["tabel-alur"]


def test_table_and_drawing_stay_together(main: Part) -> None:
    """The drawing hangs on the paragraph right before the table; rows stay with the next down to the last."""
    table = next(main.iter(W + "tbl"))
    anchor = table.getprevious()
    assert anchor is not None
    assert style(anchor) == "alur-jangkar"
    assert anchor.find(f".//{WP}anchor") is not None
    kept = [all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(W + "p")) for row in table.iter(W + "tr")]
    assert kept == [True, True, True, True, False]
    assert [box.get("relativeFrom") for box in main.iter(WP + "positionH", WP + "positionV")] == [
        "column",
        "paragraph",
    ] * 2


def test_new_page_begins_at_the_paragraph_of_the_drawing() -> None:
    main = part(pages(flows.small("A"), PageBreak(), flows.small("B")))
    broken = [p for p in main.iter(W + "p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert [style(p) for p in broken] == ["alur-jangkar"]


def test_drawing_is_told_in_words(main: Part) -> None:
    about = [dict(entry.attrib) for entry in main.iter(WP + "docPr")]
    assert [entry["descr"] for entry in about] == [flows.ALT] * 2
    assert [entry["title"] for entry in about] == ["Alur A"] * 2


def test_symbols_are_presets_with_paragraph_styles(main: Part) -> None:
    found = shapes(main)
    presets = {name: shape.find(f".//{A}prstGeom").get("prst") for name, shape in found.items()}  # type: ignore[union-attr]
    assert presets["Kapsul 1"] == "flowChartTerminator"
    assert presets["Belah ketupat 2"] == "flowChartDecision"
    assert presets["Kotak 3a"] == "flowChartProcess"
    assert presets["Segilima keluar"] == "flowChartOffpageConnector"
    letter, label = found["Segilima keluar"], found["Label Tidak lengkap"]
    assert [(style(p), words(p)) for p in letter.iter(W + "p")] == [("alur-huruf", "A")]
    assert [(style(p), words(p)) for p in label.iter(W + "p")] == [("alur-label", "Tidak"), ("alur-label", "lengkap")]


def glue(shape: Part, name: dict[str | None, str]) -> list[tuple[str, str | None]]:
    """(symbol, site) at both ends of a connector."""
    return [(name[end.get("id")], end.get("idx")) for end in shape.iterfind(f"{WPS}cNvCnPr/*")]


def test_connectors_are_glued_to_the_sides_they_touch(main: Part) -> None:
    found = shapes(main)
    name: dict[str | None, str] = {shape[0].get("id"): shown for shown, shape in found.items()}
    assert glue(found["Panah 1 - 2"], name) == [("Kapsul 1", "3"), ("Belah ketupat 2", "0")]
    assert glue(found["Panah 2 - 1"], name) == [("Belah ketupat 2", "1"), ("Kapsul 1", "2")]
    assert glue(found["Garis 3a - 3b"], name) == [("Kotak 3a", "3"), ("Kotak 3b", "1")]
    heads = {shown for shown, shape in found.items() if shape.find(f".//{A}tailEnd") is not None}
    assert heads == {shown for shown in found if shown.startswith("Panah")}


@pytest.mark.parametrize(
    ("end", "expected"), [((18.0, 20.0), 0), ((10.0, 24.0), 1), ((18.0, 30.0), 2), ((26.0, 26.0), 3), ((11.0, 20.0), 0)]
)
def test_site_is_the_side_where_a_line_ends(end: tuple[float, float], expected: int) -> None:
    symbol = Symbol("x", SymbolKind.RECTANGLE, 10.0, 20.0, 16.0, 10.0)
    assert site(symbol, corners([end])[0]) == expected


def test_both_readings_draw_the_same(main: Part) -> None:
    """Word takes the canvas, the others the group: same names, frames and presets, other ids."""

    def look(shape: Part) -> tuple[object, ...]:
        return tuple(
            (part.tag, {key: value for key, value in part.attrib.items() if key != "id"}, part.text)
            for part in shape.iter()
        )

    choice, fallback = next(main.iter(MC + "AlternateContent"))
    assert choice.get("Requires") == "wpc"
    assert choice.nsmap["wpc"] == WPC[1:-1]
    group = shapes(fallback, WPG + "wgp")
    ground = group.pop("Alas")
    assert {name: look(shape) for name, shape in group.items()} == {name: look(s) for name, s in shapes(main).items()}
    extents = {
        tuple(entry.attrib.values())
        for entry in (*fallback.iter(WP + "extent"), ground.find(f".//{A}ext"), *fallback.iter(A + "chExt"))
        if entry is not None
    }
    assert len(extents) == 1


def test_line_of_more_than_five_pieces_is_a_free_form() -> None:
    way = ((0.0, 0.0), (3.0, 0.0), (3.0, 2.0), (5.0, 2.0), (5.0, 6.0), (8.0, 6.0), (8.0, 8.0))
    symbol = Symbol("a", SymbolKind.RECTANGLE, 20.0, 20.0, 16.0, 6.0)
    page = replace(flows.small(), drawing=Drawing(252.0, 70.0, (symbol,), (Line("a", "b", way),)))
    data = pages(page)
    assert faults(data) == []
    shape = shapes(part(data))["Panah a - b"]
    assert shape.find(f"{WPS}cNvCnPr") is None
    assert [(int(p.get("x", "")), int(p.get("y", ""))) for p in shape.iter(A + "pt")] == corners(way)
    assert shape.find(f".//{A}tailEnd") is not None


def test_line_to_nowhere_keeps_a_free_end() -> None:
    page = replace(flows.small(), drawing=replace(flows.small().drawing, symbols=flows.small().drawing.symbols[:1]))
    found = shapes(part(pages(page)))
    name: dict[str | None, str] = {shape[0].get("id"): shown for shown, shape in found.items()}
    assert glue(found["Panah 1 - 2"], name) == [("Kapsul 1", "3")]


def test_page_without_symbols_is_a_table() -> None:
    main = part(pages(replace(flows.small(), drawing=Drawing(252.0, 70.0, (), ()))))
    assert next(main.iter(MC + "AlternateContent"), None) is None
    assert len(values(main, "tblStyle")) == 1


def test_rows_of_a_flow_can_be_pointed_at(main: Part) -> None:
    assert values(main, "bookmarkStart", "name") == ["b_langkah_a_1", "b_langkah_a_2", "b_langkah_a_3"]
