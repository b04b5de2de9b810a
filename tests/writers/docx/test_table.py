"""Tables: geometry to the twip, spans as Word wants them, head and label column."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.document.blocks import Cell, Items, Row, Table
from lpse_docs.document.roles import Marker, Role, TableRole
from lpse_docs.writers.docx.grid import grid
from lpse_docs.writers.docx.table import widths
from tests.writers.docx import sample
from tests.writers.docx.look_inside import paragraphs, part, rows, save, values, words, written
from tests.writers.docx.sample import c, h, p
from tests.writers.docx.schema import W, faults

CELLS = st.builds(lambda columns, rows: Cell((p("x"),), columns, rows), st.integers(1, 5), st.integers(1, 5))
ROWS = st.lists(st.builds(lambda cells: Row(tuple(cells)), st.lists(CELLS, max_size=6)), max_size=6)


@given(st.lists(st.floats(0.01, 1000), min_size=1, max_size=20), st.integers(1000, 20000))
def test_widths_sum_to_the_twip(shares: list[float], total: int) -> None:
    made = widths(shares, total)
    assert sum(made) == total
    assert min(made) >= 0


@given(ROWS, st.integers(1, 6))
def test_every_row_fills_the_grid_and_loses_no_cell(content: list[Row], width: int) -> None:
    placed = grid(content, width)
    for slots in placed:
        assert [slot.column for slot in slots] == [sum(s.columns for s in slots[:i]) for i in range(len(slots))]
        assert sum(slot.columns for slot in slots) == width
    for above, below in pairwise(placed):
        spans = {(slot.column, slot.columns) for slot in above if slot.merge}
        assert all((slot.column, slot.columns) in spans for slot in below if slot.merge == "continue")
    assert all(slot.merge != "continue" for slot in (placed[0] if placed else ()))


@given(ROWS)
def test_any_table_is_a_valid_file(content: list[Row]) -> None:
    assert faults(save(sample.document(Table((2, 1, 1), tuple(content), "T")))) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([Row((c("a"), c("b")))], [["a", "b", ""]]),
        ([Row((c("a", columns=3),))], [["a+3"]]),
        ([Row((c("a", columns=9),))], [["a+3"]]),
        ([Row((c("a"), c("b"), c("c"), c("d")))], [["a", "b", "cd"]]),
        ([Row((c("a", rows=2), c("b"), c("c"))), Row((c("d"), c("e")))], [["av", "b", "c"], ["|", "d", "e"]]),
        ([Row((c("a"), c("b", columns=2, rows=3))), Row((c("d"),))], [["a", "b+2v"], ["d", "+2|"]]),
        (
            [Row((c("a"), c("b", rows=2), c("c"))), Row((c("d", columns=2), c("e")))],
            [["a", "bv", "c"], ["d", "|", "e"]],
        ),
        ([Row((c("a", rows=9),)), Row(())], [["av", "", ""], ["|", "", ""]]),
        ([Row(()), Row((c("a", columns=3, rows=2),)), Row((c("z"),))], [["", "", ""], ["a+3v"], ["+3|"]]),
    ],
)
def test_spans(content: list[Row], expected: list[list[str]]) -> None:
    assert list(rows(written(Table((1, 1, 1), tuple(content), "T")))) == expected


def test_head_repeats_and_rows_stay_whole_unless_they_may_split() -> None:
    main = written(
        Table((1,), (Row((c("a"),)), Row((c("b"),), splittable=True)), "T", (Row((h("K"),)), Row((h("L"),))))
    )
    found = [[child.tag.removeprefix(W) for child in row.iterfind(f"{W}trPr/*")] for row in main.iter(W + "tr")]
    assert found == [["cantSplit", "tblHeader"], ["cantSplit", "tblHeader"], ["cantSplit"], []]


def test_a_row_has_at_least_its_height() -> None:
    low = (Row((c("a"),), height=10), Row((c("b"),), splittable=True, height=20), Row((c("c"),)))
    main = written(Table((1,), low, "T"))
    assert values(main, "trHeight") == ["567", "1134"]
    assert "exact" not in values(main, "trHeight", "hRule")
    found = [[child.tag.removeprefix(W) for child in row.iterfind(f"{W}trPr/*")] for row in main.iter(W + "tr")]
    assert found == [["cantSplit", "trHeight"], ["trHeight"], ["cantSplit"]]


def test_row_spans_of_the_head_end_with_the_head() -> None:
    made = Table((1, 1), (Row((c("a"), c("b"))),), "T", (Row((h("K", rows=5), h("L"))),))
    assert list(rows(written(made))) == [["Kv", "L"], ["a", "b"]]


@pytest.mark.parametrize(
    ("content", "header", "look"),
    [
        ((Row((c("a"), c("b"))),), (), "0600"),
        ((Row((c("a"), c("b"))),), (Row((h("K"), h("L"))),), "0620"),
        ((Row((c("a", header=True), c("b"))),), (), "0680"),
        ((Row((c("a", header=True, rows=2), c("b"))), Row((c("d"),))), (), "0680"),
        ((Row((c("a", header=True), c("b"))), Row((c("a"), c("b")))), (), "0600"),
        ((), (Row((h("K"), h("L"))),), "0620"),
    ],
)
def test_conditional_formats(content: tuple[Row, ...], header: tuple[Row, ...], look: str) -> None:
    main = written(Table((1, 1), content, "T", header))
    assert values(main, "tblLook") == [look]
    assert values(main, "tblLook", "firstRow") == [str(int(bool(header)))]


def test_table_tells_what_it_holds() -> None:
    main = written(Table((1,), (Row((c("a"),)),), "Langkah SOP"), Table((1,), (Row((c("a"),)),), ""))
    assert values(main, "tblCaption") == values(main, "tblDescription") == ["Langkah SOP"]


def test_every_table_role_has_its_style() -> None:
    main = written(*(Table((1,), (Row((c("a"),)),), "T", role=role) for role in TableRole))
    assert values(main, "tblStyle") == [role.value for role in TableRole]


def test_rows_can_be_pointed_at() -> None:
    main = written(Table((1, 1), (Row((Cell(()), c("b")), anchor="kriteria-1"),), "T"))
    assert values(main, "bookmarkStart", "name") == ["b_kriteria_1"]


def test_tables_in_cells_and_items_fit_their_place() -> None:
    inner = Table((1, 1), (Row((c("a"), c("b"))),), "Dalam")
    nested = written(Table((1, 3), (Row((c("x"), Cell((inner,)))),), "Luar"))
    assert values(nested, "tblW", "w") == ["9071", str(9071 - 2268 - 160)]
    assert paragraphs(nested) == ["sel: x", "sel: a", "sel: b", "pemisah:", "pemisah:"]
    listed = written(Items(((p("butir"), inner),)))
    assert values(listed, "tblW", "w") == [str(9071 - 420)]
    assert values(listed, "tblInd", "w") == ["420"]


def test_lists_in_cells_use_the_narrow_indent() -> None:
    data = save(sample.document(Table((1,), (Row((Cell((Items(((p("a"),),), Marker.DECIMAL, Role.CELL),)),)),), "T")))
    number = values(part(data), "numId")[0]
    numbering = part(data, "word/numbering.xml")
    abstract = {entry.get(W + "numId"): values(entry, "abstractNumId")[0] for entry in numbering.iter(W + "num")}[
        number
    ]
    indent = numbering.find(f"{W}abstractNum[@{W}abstractNumId='{abstract}']/{W}lvl/{W}pPr/{W}ind")
    assert indent is not None
    assert indent.get(W + "left") == "300"


def test_empty_cell_keeps_a_line_of_a_cell() -> None:
    assert paragraphs(written(Table((1,), (Row((Cell(()),)),), "T"))) == ["sel:", "pemisah:"]
    assert words(written(Table((1,), (), "T"))) == ""
