"""Texts keep their words in OSCAL markup, read by a Markdown parser that knows nothing of us."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from lpse_docs.exports.oscal.wording import Unwritable, addresses, line, moment, named_by_digest, prose, value
from lpse_docs.model.office import Timezone

SIGNS = st.text(st.sampled_from("aB1.)#+-=*_~`^[](){}<>&|\\!\"' \n:/;%"), max_size=30)


def read(markup: str) -> tuple[list[str], str]:
    """Block types and words of a markup."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markup)
    blocks = [item.type for item in tokens if item.nesting == 1 or item.type in {"fence", "code_block", "hr"}]
    return blocks, " ".join(_words(item) for item in tokens if item.type == "inline")


def _words(token: Token) -> str:
    """Nothing but text: any other token is formatting and fails."""
    children = token.children or []
    assert {item.type for item in children} <= {"text", "softbreak", "text_special"}
    return "".join(item.content or " " for item in children)


@given(SIGNS)
def test_a_line_is_one_paragraph_of_the_same_words(text: str) -> None:
    blocks, words = read(line(text))
    assert (blocks, words) == (["paragraph_open"], value(text))


@given(SIGNS)
def test_prose_is_paragraphs_of_the_same_words(text: str) -> None:
    blocks, words = read(prose(text))
    assert set(blocks) == {"paragraph_open"}
    assert value(words) == value(text)


def test_a_blank_text_is_told_as_nothing() -> None:
    assert value(" \n ") == "-"


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        (Timezone.WIB, "2026-06-30T00:00:00+07:00"),
        (Timezone.WITA, "2026-06-30T00:00:00+08:00"),
        (Timezone.WIT, "2026-06-30T00:00:00+09:00"),
    ],
)
def test_a_day_begins_in_the_zone_of_the_office(zone: Timezone, told: str) -> None:
    assert moment(date(2026, 6, 30), zone) == told


@pytest.mark.parametrize("year", [1, 1999, 3000, 9999])
def test_a_year_beyond_the_pattern_is_refused(year: int) -> None:
    with pytest.raises(Unwritable):
        moment(date(year, 1, 1), Timezone.WIB)


def test_a_file_is_named_by_its_digest() -> None:
    """The example of RFC 6920, section 8.1."""
    digest = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069"
    assert named_by_digest(digest) == "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"


def test_addresses_are_taken_out_of_a_text() -> None:
    text = "https://a.example/b?c=1 ; juga di https://a.example/d, github:x/y http://[rusak https://a.example/b?c=1"
    assert addresses(text) == ("https://a.example/b?c=1", "https://a.example/d,")
