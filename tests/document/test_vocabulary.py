"""Text is cleaned once; pages have the sizes of the paper."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.document.inlines import Blank, Emphasis, LineBreak, Link, Strong, Text, clean, plain
from lpse_docs.document.page import SIZES, Orientation, PageSetup, Paper


@given(st.text())
def test_clean_text_is_stable_and_free_of_controls(value: str) -> None:
    once = clean(value)
    assert clean(once) == once
    assert Text(value).value == once
    assert not [sign for sign in once if ord(sign) < 32 or 0xE000 <= ord(sign) < 0xF900 or 0xD800 <= ord(sign) < 0xE000]


def test_plain_reads_through_marks() -> None:
    children = (
        Text("a "),
        Strong((Text("b"), Emphasis((Text("c"),)))),
        LineBreak(),
        Link("https://x.id", (Text("d"),)),
        Blank(),
    )
    assert plain(children).startswith("a bc d....")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "//x.id", "ftp://x", ""])
def test_links_lead_only_to_the_web_or_mail(address: str) -> None:
    with pytest.raises(ValueError, match="tautan"):
        Link(address, ())


@pytest.mark.parametrize("paper", Paper)
def test_landscape_turns_the_sheet(paper: Paper) -> None:
    upright, lying = PageSetup(paper), PageSetup(paper, Orientation.LANDSCAPE)
    assert (upright.width, upright.height) == SIZES[paper] == (lying.height, lying.width)
    assert upright.content_width == upright.width - 50
