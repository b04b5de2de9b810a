"""Charts in every format: the same places, told in words, never larger than their page."""

from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from xml.etree.ElementTree import Element

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.document.blocks import Block, Cell, Heading, Row, Table
from lpse_docs.document.chart import Align, Area, Box, Caption, Chart, Stroke, Tone
from lpse_docs.document.inlines import text
from lpse_docs.layout.lettering import MM_PER_POINT
from lpse_docs.writers import docx, pdf
from lpse_docs.writers.chart import chart_element
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.fonts import missing_glyphs
from lpse_docs.writers.svg import NAMESPACE
from lpse_docs.writers.tones import COLOURS
from tests.layout import reader
from tests.strategies import PRINTABLE, charts
from tests.writers import look
from tests.writers.build import LOREM, of, p
from tests.writers.docx import sample
from tests.writers.docx.look_inside import Part, part, save, style, values, written
from tests.writers.docx.schema import MC, WP, WPC, WPG, WPS, A, W, faults
from tests.writers.pdf.reading import positions

EMU = 36_000


def svg(chart: Chart, *, paper: bool = False) -> Element:
    (found,) = chart_element(chart, paper=paper)
    return found


def pieces(drawn: Element) -> list[tuple[str, dict[str, str]]]:
    return [(item.tag.removeprefix(f"{{{NAMESPACE}}}"), item.attrib) for item in drawn[1:]]


def shapes(main: Part, holder: str = WPC + "wpc") -> list[Part]:
    return list(next(main.iter(holder)).iterchildren(WPS + "wsp"))


def box(shape: Part) -> tuple[float, float, float, float]:
    """Left, top, width and height of a shape in mm."""
    transform = shape.find(f".//{A}xfrm")
    assert transform is not None
    numbers = [int(value) for child in transform for value in child.attrib.values()]
    return tuple(number / EMU for number in numbers)  # type: ignore[return-value]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_svg_is_a_picture_told_in_words() -> None:
    chart = sample.chart()
    drawn = svg(chart)
    assert (drawn.get("role"), drawn.get("aria-label")) == ("img", chart.alt)
    assert (drawn.get("width"), drawn.get("height"), drawn.get("viewBox")) == ("80mm", "30mm", "0 0 80 30")
    assert [drawn[0].text, svg(chart, paper=True)[0].text] == [chart.title, chart.alt]


def test_every_part_is_drawn_in_its_place() -> None:
    found = pieces(svg(sample.chart()))
    assert [tag for tag, _ in found] == ["rect", "polygon", "rect", "polyline", "polyline", "text", "text", "text"]
    assert found[1][1]["points"] == "5,25 20,5 35,25"
    assert "stroke" in found[0][1] and "stroke" not in found[2][1]
    assert found[3][1]["stroke-width"] == "0.5" and "stroke-dasharray" not in found[3][1]
    assert found[4][1]["stroke-dasharray"] == "1.2 0.9"
    assert [item[1]["text-anchor"] for item in found[5:]] == ["start", "middle", "end"]
    assert found[6][1]["font-weight"] == "bold" and found[6][1]["fill"] == "#FFFFFF"


@given(charts(st.text(PRINTABLE)))
def test_every_part_is_one_element(chart: Chart) -> None:
    assert len(pieces(svg(chart))) == len(chart.parts)


def test_tones_stay_apart_on_a_grey_copy() -> None:
    steps = [luminance(COLOURS[tone]) for tone in Tone]
    assert steps == sorted(steps, reverse=True)
    assert all(above - below > 0.03 for above, below in pairwise(steps))
    assert 1.05 / (luminance(COLOURS[Tone.DARK]) + 0.05) > 7  # white letters on it (WCAG 2.2, 1.4.6)


def test_a_pdf_tells_the_chart_as_a_figure() -> None:
    chart = sample.chart()
    with pikepdf.open(BytesIO(pdf.write(of(Heading(1, text("Bab"), "a"), chart), look.theme()))) as made:
        figures = [
            item for item in made.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]
        assert [str(item.Alt) for item in figures] == [chart.alt]


@pytest.mark.needs("pdftotext")
@pytest.mark.parametrize("lines", range(30, 52, 3))
def test_a_chart_stays_whole_under_its_heading(lines: int) -> None:
    above: list[Block] = [p("x") for _ in range(lines)]
    tall = Chart(80, 60, (Caption(5, 5, "Teratas", 2.8), Caption(5, 58, "Terbawah", 2.8)), "T", "Alt")
    found = {
        word: page
        for page, word, _, _ in positions(pdf.write(of(*above, Heading(2, text("Bab"), "a"), tall), look.theme()))
    }
    assert found["Bab"] == found["Teratas"] == found["Terbawah"]


def test_word_draws_native_shapes_in_the_line() -> None:
    main = written(p("sebelum"), sample.chart())
    holder = next(main.iter(WP + "inline"))
    assert style(next(holder.iterancestors(W + "p"))) == "grafik"
    about = next(holder.iter(WP + "docPr"))
    assert (about.get("descr"), about.get("title")) == (sample.chart().alt, sample.chart().title)
    forms = [form.get("prst") or form.tag.removeprefix(A) for form in main.iter(A + "prstGeom", A + "custGeom")]
    assert forms[:8] == ["rect", "custGeom", "rect", "straightConnector1", "custGeom", "rect", "rect", "rect"]
    assert [item.tag.removeprefix(A) for item in next(main.iter(A + "path"))] == ["moveTo", "lnTo", "lnTo", "close"]
    assert [dash.get("val") for dash in main.iter(A + "prstDash")] == ["dash", "dash"]


def test_both_readings_of_a_chart_are_equal() -> None:
    main = written(sample.chart())
    ground, *group = shapes(next(main.iter(MC + "Fallback")), WPG + "wgp")
    assert box(ground) == (0, 0, 80, 30)
    assert [box(shape) for shape in group] == [box(shape) for shape in shapes(main)]


def test_boxes_of_words_are_as_wide_as_their_words() -> None:
    """No reader has to align or to wrap: the base line and both ends are fixed by the box."""
    captions = [item for item in sample.chart().parts if isinstance(item, Caption)]
    for caption, shape in zip(captions, shapes(part(docx.write(of(sample.chart()), look.theme())))[-3:], strict=True):
        left, top, width, _ = box(shape)
        measured = reader.width(caption.words, reader.Style(caption.size / MM_PER_POINT, 0, 0, 0, caption.strong))
        assert width == pytest.approx(measured, abs=0.01)
        start = {Align.START: 0, Align.MIDDLE: width / 2, Align.END: width}[caption.align]
        assert left + start == pytest.approx(caption.x, abs=0.01)
        assert top + 0.905 * caption.size == pytest.approx(caption.y, abs=0.01)
    letters = written(sample.chart())
    assert values(letters, "sz")[:3] == ["16", "20", "14"]
    assert values(letters, "rStyle")[:1] == ["Strong"]


def test_a_chart_in_a_narrow_cell_becomes_smaller() -> None:
    cell = Cell((sample.chart(),))
    data = save(of(Table((1, 3), (Row((cell, Cell(()))),), "T")))
    assert faults(data) == []
    main = part(data)
    extent = next(main.iter(WP + "extent"))
    width, height = int(extent.get("cx", "")) / EMU, int(extent.get("cy", "")) / EMU
    assert width < 40
    assert width / height == pytest.approx(80 / 30, abs=0.01)
    assert int(values(main, "sz")[0]) == round(16 * width / 80)


def test_words_without_fonts_are_measured_roughly() -> None:
    assert not sample.theme().fonts
    main = written(sample.chart())
    assert box(shapes(main)[-3])[2] == pytest.approx(0.56 * 4 * 2.8224, abs=0.01)


@pytest.mark.parametrize(
    ("width", "height", "said"),
    [(161, 30, "lebih lebar daripada bidang teks"), (160, 228, "lebih tinggi daripada halaman")],
)
@pytest.mark.parametrize("writer", [docx, pdf])
def test_a_chart_too_large_for_its_page_is_refused(writer: object, width: float, height: float, said: str) -> None:
    large = Chart(
        width, height, (Box(1, 1, 5, 5), Area(((1, 1), (2, 2), (1, 2))), Stroke(((0, 0), (1, 1)))), "Besar", "a"
    )
    with pytest.raises(WriteError, match=f"grafik “Besar” {said}"):
        writer.write(of(p(LOREM), large), look.theme())  # type: ignore[attr-defined]


def test_signs_that_no_font_has_are_found_in_charts() -> None:
    chart = replace(sample.chart(), parts=(Caption(1, 5, "a漢", 2.8),))
    assert missing_glyphs(of(chart), look.theme()) == [("漢", None)]
