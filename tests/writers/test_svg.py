"""Drawings as SVG: shapes in their rectangles, arrow heads that end where their line ends."""

import re
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.document.drawing import Drawing, Label, Line, Symbol, SymbolKind
from lpse_docs.writers.svg import HEAD_LENGTH, NAMESPACE, drawing_element
from tests.strategies import PRINTABLE, drawings

SIZES = st.floats(2, 40)
PLACES = st.floats(0, 250)


def drawn(*symbols: Symbol, lines: tuple[Line, ...] = (), labels: tuple[Label, ...] = ()) -> Element:
    return drawing_element(Drawing(252.0, 70.0, symbols, lines, labels), "Alur dalam kata-kata")


def one(svg: Element, name: str) -> Element:
    found = [part for part in svg if part.get("class") == name]
    assert len(found) == 1
    return found[0]


def points(part: Element) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(\S+),(\S+)", part.get("points", ""))]


def test_the_drawing_has_its_size_and_tells_itself_in_words() -> None:
    svg = drawn()
    assert (svg.get("width"), svg.get("height"), svg.get("viewBox")) == ("252mm", "70mm", "0 0 252 70")
    assert svg.get("role") == "img"
    assert svg.get("aria-label") == svg.findtext(f"{{{NAMESPACE}}}title") == "Alur dalam kata-kata"


@given(st.sampled_from(SymbolKind), PLACES, PLACES, SIZES, SIZES)
def test_every_symbol_fills_its_rectangle(kind: SymbolKind, x: float, y: float, width: float, height: float) -> None:
    part = one(drawn(Symbol("s", kind, x, y, width, height)), kind.value)
    if kind in {SymbolKind.CAPSULE, SymbolKind.RECTANGLE}:
        found = [float(part.get(key, "nan")) for key in ("x", "y", "width", "height")]
    else:
        across, down = zip(*points(part), strict=True)
        found = [min(across), min(down), max(across) - min(across), max(down) - min(down)]
    assert found == pytest.approx([x, y, width, height], abs=0.003)


def test_each_kind_has_its_own_shape() -> None:
    capsule, rectangle, diamond, pentagon = (Symbol("s", kind, 10, 20, 16, 6) for kind in SymbolKind)
    assert one(drawn(capsule), "kapsul").get("rx") == "3"
    assert "rx" not in one(drawn(rectangle), "kotak").attrib
    assert points(one(drawn(diamond), "belah-ketupat")) == [(18, 20), (26, 23), (18, 26), (10, 23)]
    corners = points(one(drawn(pentagon), "segilima"))
    assert len(corners) == 5
    assert max(corners, key=lambda corner: corner[1]) == (18, 26), "points down"


def test_a_pentagon_carries_its_letter_in_its_middle() -> None:
    letter = next(drawn(Symbol("p", SymbolKind.PENTAGON, 10, 20, 5, 5, "A")).iter(f"{{{NAMESPACE}}}text"))
    assert (letter.text, letter.get("x"), letter.get("text-anchor")) == ("A", "12.5", "middle")
    size, base = float(letter.get("font-size", "")), float(letter.get("y", ""))
    assert base - 0.72 * size > 20
    assert base < 24


@pytest.mark.parametrize("before", [(0, 10), (20, 10), (10, 0), (10, 20)])
def test_an_arrow_head_ends_where_its_line_ends(before: tuple[float, float]) -> None:
    tip = (10.0, 10.0)
    svg = drawn(lines=(Line("a", "b", (before, tip)),))
    head = points(one(svg, "mata-panah"))
    assert head[0] == tip
    back = ((head[1][0] + head[2][0]) / 2, (head[1][1] + head[2][1]) / 2)
    assert points(one(svg, "garis-alur")) == [before, back]
    assert abs(back[0] - tip[0]) + abs(back[1] - tip[1]) == HEAD_LENGTH
    across, down = ((back[axis] - tip[axis]) * (before[axis] - tip[axis]) for axis in (0, 1))
    assert across + down > 0, "lies on the side the line comes from"


def test_a_head_is_no_longer_than_the_last_piece_of_its_line() -> None:
    svg = drawn(lines=(Line("a", "b", ((0, 0), (10, 0), (10, 1.5))),))
    assert points(one(svg, "garis-alur")) == [(0, 0), (10, 0), (10, 0)]
    assert points(one(svg, "mata-panah"))[0] == (10, 1.5)


def test_a_line_between_actors_of_one_step_has_no_head() -> None:
    svg = drawn(lines=(Line("a", "b", ((0, 5), (10, 5)), arrow=False),))
    assert points(one(svg, "garis-alur")) == [(0, 5), (10, 5)]
    assert all(part.get("class") != "mata-panah" for part in svg)


def test_words_beside_an_exit_stand_on_their_own_ground_line_by_line() -> None:
    svg = drawn(labels=(Label(10, 20, 12, 6, ("Tidak", "<lengkap>")), Label(0, 0, 5, 0, ())))
    ground = next(part for part in svg if part.get("class") == "latar-label")
    assert [ground.get(key) for key in ("x", "y", "width", "height")] == ["10", "20", "12", "6"]
    words = list(svg.iter(f"{{{NAMESPACE}}}text"))
    assert [part.text for part in words] == ["Tidak", "<lengkap>"]
    first, second = (float(part.get("y", "")) for part in words)
    assert 20 < first < 23 < second < 26


@given(drawings(st.text(PRINTABLE, max_size=12)))
def test_every_number_is_a_plain_one(drawing: Drawing) -> None:
    for part in drawing_element(drawing, "alur").iter():
        for key in ("x", "y", "width", "height", "rx", "font-size", "points"):
            assert re.fullmatch(r"(-?\d+(\.\d{1,3})?(mm)?[ ,]?)*", part.get(key, "")), part.attrib
            assert not re.search(r"(^|[ ,])-0([ ,]|$)", part.get(key, ""))
