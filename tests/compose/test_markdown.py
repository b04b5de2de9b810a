"""Markdown becomes blocks; values never become Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.compose.markdown import Anchors, MisplacedComponent, Piece, parse
from lpse_docs.compose.template import Engine, Fragment, Phrase, SectionMark, Slots
from lpse_docs.document.blocks import Heading, Items, PageBreak, Paragraph, Table
from lpse_docs.document.inlines import Blank, Emphasis, LineBreak, Link, Strong, Text, clean, plain
from lpse_docs.document.page import Orientation
from lpse_docs.document.roles import Marker, Role


def pieces(text: str, **values: object) -> list[Piece]:
    filled, slots, fault = Engine({"x": text}).fill("x", values)
    assert fault is None
    return parse(filled, slots, Anchors())


def test_headings_have_unique_anchors_and_a_bound_level() -> None:
    first, second, deep = pieces("# Tujuan\n\n## Tujuan\n\n###### Dalam\n")
    assert isinstance(first, Heading)
    assert isinstance(second, Heading)
    assert isinstance(deep, Heading)
    assert (first.level, second.level, deep.level) == (1, 2, 4)
    assert (first.anchor, second.anchor) == ("tujuan", "tujuan-2")


def test_shift_lowers_headings() -> None:
    (heading,) = parse("# A", Slots(), Anchors(), shift=2)
    assert isinstance(heading, Heading)
    assert heading.level == 3


def test_paragraph_role_and_inlines() -> None:
    (paragraph,) = pieces("Satu **dua** *tiga* `empat` [lima](https://lkpp.go.id)\n{: .pengantar }\n")
    assert isinstance(paragraph, Paragraph)
    assert paragraph.role is Role.LEAD
    assert plain(paragraph.children) == "Satu dua tiga empat lima"
    assert {type(child) for child in paragraph.children} == {Text, Strong, Emphasis, Link}


def test_lists_nest() -> None:
    bullet, ordered = pieces("- a\n- b\n\n    1. c\n    2. d\n\nx\n\n1. e\n2. f\n")[::2]
    assert isinstance(bullet, Items)
    assert isinstance(ordered, Items)
    assert (bullet.marker, ordered.marker) == (Marker.BULLET, Marker.DECIMAL)
    inner = bullet.items[1][1]
    assert isinstance(inner, Items)
    assert inner.marker is Marker.DECIMAL


def test_table_note_code_and_break() -> None:
    table, note, *code, line = pieces(
        "| A | B |\n|---|---|\n| 1 | 2 |\n\n> catatan\n\n    kunci:\n      nilai\n\nsatu  \ndua\n"
    )
    assert isinstance(table, Table)
    assert len(table.header) == 1
    assert len(table.rows) == 1
    assert isinstance(note, Paragraph)
    assert note.role is Role.NOTE
    assert [plain(item.children) for item in code if isinstance(item, Paragraph)] == ["kunci:", "\u00a0\u00a0nilai"]
    assert isinstance(line, Paragraph)
    assert LineBreak() in line.children


def test_components_are_spliced_or_flow_inside_a_line() -> None:
    found = pieces(
        "{{ a }}\n\nsatu {{ b }} dua\n\n{{ c }}\n",
        a=Fragment((PageBreak(), PageBreak())),
        b=Phrase((Blank(),)),
        c=SectionMark(Orientation.PORTRAIT),
    )
    assert found[:2] == [PageBreak(), PageBreak()]
    assert found[2] == Paragraph((Text("satu "), Blank(), Text(" dua")))
    assert found[3] == SectionMark(Orientation.PORTRAIT)


@pytest.mark.parametrize("body", ["kata {{ a }} kata", "- {{ b }}\n", "---\n", "# x {{ a }}"])
def test_a_component_in_the_wrong_place_is_refused(body: str) -> None:
    with pytest.raises(MisplacedComponent):
        pieces(body, a=Fragment((PageBreak(),)), b=SectionMark(Orientation.PORTRAIT))


def test_set_blocks_keep_their_values() -> None:
    (paragraph,) = pieces("{% set x %}[{{ name }}]{% endset %}{{ x }}", name="*Katingan*")
    assert isinstance(paragraph, Paragraph)
    assert plain(paragraph.children) == "[*Katingan*]"


@given(st.text(max_size=60))
def test_a_value_is_printed_as_it_is(value: str) -> None:
    found = pieces("awal {{ value }} akhir\n", value=value)
    assert len(found) == 1
    assert isinstance(found[0], Paragraph)
    words = "".join(plain(found[0].children).split())
    assert words == "".join(f"awal {clean(value)} akhir".split())
    assert all(isinstance(child, Text) for child in found[0].children)
