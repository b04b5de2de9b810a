"""Odd flows, as drafts are: a page that makes sense or a finding with a place, never an exception."""

import pytest

from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import FlowPage
from lpse_docs.document.drawing import SymbolKind
from lpse_docs.document.page import Paper
from lpse_docs.layout import flow_pages
from lpse_docs.layout.chart import Chart, Exit, Node, Words
from tests.layout.gallery import landscape
from tests.layout.reader import face
from tests.layout.verifier import wrongs

HERE = Span("sops/a-contoh.yaml", 7, 3)
BOX, DIAMOND = SymbolKind.RECTANGLE, SymbolKind.DIAMOND


def node(
    number: int,
    *exits: tuple[str, str],
    kind: SymbolKind = BOX,
    lanes: tuple[int, ...] = (0,),
    activity: str = "Memeriksa berkas",
    inputs: str = "Berkas",
) -> Node:
    ways = tuple(Exit(target, label) for target, label in exits)
    words = [Words((text,), HERE) for text in (activity, inputs, "15 menit", "Hasil", "")]
    return Node(f"s{number}", kind, lanes, ways, words[0], words[1], words[2], words[3], words[4])


def chart(*nodes: Node, lanes: int = 1, name: str = "Unit") -> Chart:
    return Chart("Alur contoh", tuple(Words((f"{name} {n}",), HERE) for n in range(lanes)), nodes, origin=HERE)


def pages(made: Chart) -> tuple[FlowPage, ...]:
    """Pages of a flow that must be drawn, without a wrong."""
    found = flow_pages(made, landscape(Paper.A4), face())
    assert found[0], found[1]
    assert list(wrongs(made, landscape(Paper.A4), found[0])) == []
    return found[0]


def refusals(made: Chart) -> set[str]:
    """Codes of a flow that must be refused; every finding says where."""
    made_pages, found = flow_pages(made, landscape(Paper.A4), face())
    assert made_pages == ()
    assert all(item.span == HERE for item in found)
    return {item.code for item in found}


def test_no_steps_or_no_actors_are_named_with_their_place() -> None:
    assert refusals(chart()) == refusals(chart(lanes=0)) == refusals(chart(node(0, lanes=()), lanes=0)) == {"LPSE606"}


def test_a_step_nobody_does_is_a_row_without_symbol_and_arrows() -> None:
    (page,) = pages(chart(node(0, ("s1", "")), node(1, ("s2", ""), lanes=()), node(2)))
    assert len(page.table.rows) == 3
    assert len(page.drawing.symbols) == 2
    assert page.drawing.lines == ()


def test_exits_to_nowhere_are_left_out() -> None:
    (page,) = pages(chart(node(0, ("s9", "Ya"), ("s1", "Tidak"), kind=DIAMOND), node(1)))
    assert len(page.drawing.lines) == 1
    assert [label.words for label in page.drawing.labels] == [("Tidak",)]


def test_a_decision_may_lead_to_itself() -> None:
    (page,) = pages(chart(node(0, ("s0", "Tidak"), ("s1", "Ya"), kind=DIAMOND), node(1)))
    assert {(line.source, line.target) for line in page.drawing.lines} == {("s0.0", "s0.0"), ("s0.0", "s1.0")}
    assert "Tidak kembali ke langkah 1" in page.alt


def test_an_actor_without_steps_keeps_an_empty_column() -> None:
    (page,) = pages(chart(node(0, ("s1", "")), node(1, lanes=(2,)), lanes=3))
    assert len(page.table.columns) == 9


def test_empty_words_are_empty_cells() -> None:
    pages(chart(node(0, ("s1", ""), activity="", inputs=""), node(1, activity=" ")))


def test_many_exits_of_one_decision_are_all_drawn() -> None:
    ways = tuple((f"s{number}", f"Pilihan {number}") for number in range(1, 8))
    (page,) = pages(chart(node(0, *ways, kind=DIAMOND, lanes=(1,)), *(node(n) for n in range(1, 8)), lanes=3))
    assert len(page.drawing.lines) == 7


def test_a_long_word_in_an_exit_widens_its_lane() -> None:
    (page,) = pages(chart(node(0, ("s1", "Dipertanggungjawabkansepenuhnya"), ("s1", "T"), kind=DIAMOND), node(1)))
    assert page.table.columns[2] > 36


@pytest.mark.parametrize("where", ["activity", "inputs", "label"])
def test_an_unbreakable_word_is_named_with_its_place(where: str) -> None:
    word = "x" * 200
    if where == "label":
        assert refusals(chart(node(0, ("s0", word), kind=DIAMOND))) == {"LPSE601"}
    else:
        assert refusals(chart(node(0, **{where: word}))) == {"LPSE601"}  # type: ignore[arg-type]


def test_an_unbreakable_actor_is_named_with_its_place() -> None:
    assert refusals(chart(node(0), lanes=2, name="y" * 200)) == {"LPSE601"}


def test_twenty_five_actors_are_too_many() -> None:
    assert refusals(chart(node(0), lanes=25)) == {"LPSE602"}


def test_an_activity_of_five_thousand_signs_is_too_tall_or_fits() -> None:
    text = "memeriksa kelengkapan berkas "
    assert refusals(chart(node(0, activity=text * 172), node(1))) == {"LPSE603"}
    pages(chart(node(0, activity=text * 40), node(1)))


def test_a_row_may_be_too_tall_only_because_of_its_connectors() -> None:
    filler = "memeriksa kelengkapan berkas pendaftaran " * 75
    nodes = [node(0, ("s1", "")), *(node(n, (f"s{n + 1}", ""), activity=filler) for n in range(1, 3)), node(3)]
    made, found = flow_pages(chart(*nodes, lanes=6), landscape(Paper.A4), face())
    assert made or {item.code for item in found} == {"LPSE603"}


def test_more_than_twenty_six_connectors_have_double_letters() -> None:
    many = 40
    exits = [node(n, (f"s{n + 1}", "Ya"), (f"s{many + n}", "Tidak"), kind=DIAMOND, lanes=(n % 6,)) for n in range(many)]
    rest = [node(many + n, (f"s{many + n + 1}", ""), lanes=(n % 6,)) for n in range(many)]
    made = pages(chart(*exits, *rest, lanes=6))
    letters = {symbol.text for page in made for symbol in page.drawing.symbols if symbol.text}
    assert {"A", "Z", "AA"} <= letters
