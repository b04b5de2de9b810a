"""Words of a chart in Word: captions that follow line by line share a box, each at its place."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpse_docs.document.chart import Align, Box, Caption, Chart
from lpse_docs.writers import docx
from lpse_docs.writers.docx.captions import APART, LINE, SHIFTS, blocks
from tests.layout import plans
from tests.writers import look
from tests.writers.build import of
from tests.writers.docx.look_inside import Part, part, save
from tests.writers.docx.schema import MC, WPC, WPS, A, W, faults

EMU, TWIP = 36_000, 25.4 / 1440
SIZE = 2.5


def rough(caption: Caption) -> float:
    return 1.4 * len(caption.words)


CAPTIONS = st.builds(
    Caption,
    st.integers(0, 150).map(float),
    st.integers(2, 30).map(float),
    st.text("aeikn", min_size=1, max_size=12),
    st.sampled_from((SIZE, 2.8)),
    st.sampled_from(Align),
    st.booleans(),
)


@given(st.lists(CAPTIONS, max_size=30))
@settings(max_examples=200)
def test_a_box_holds_lines_that_cannot_touch(captions: list[Caption]) -> None:
    made = list(blocks(captions, rough))
    assert [caption for block in made for row in block for caption in row] == captions
    for block in made:
        assert len({caption.size for row in block for caption in row}) == 1
        for row in block:
            assert len({caption.y for caption in row}) == 1
            for one, other in pairwise(row):
                end = one.x - SHIFTS[one.align] * rough(one) + rough(one)
                assert other.x - SHIFTS[other.align] * rough(other) >= end + APART - 1e-9
        assert all(lower[0].y - upper[0].y >= LINE * upper[0].size for upper, lower in pairwise(block))


def texts(main: Part) -> list[Part]:
    """The boxes of words in the canvas."""
    return [
        shape
        for shape in next(main.iter(WPC + "wpc")).iterchildren(WPS + "wsp")
        if shape.find(WPS + "txbx") is not None
    ]


def chart(*captions: Caption | Box) -> Chart:
    return Chart(100, 40, captions, "T", "Alt")


def test_lines_of_words_stand_at_tab_stops_in_one_box() -> None:
    data = docx.write(
        of(
            chart(
                Caption(5, 5, "Awal", SIZE), Caption(50, 5, "Tengah", SIZE, Align.MIDDLE), Caption(95, 5, "Akhir", SIZE, Align.END),
                Caption(20, 10, "Tebal", SIZE, strong=True), Caption(5, 20, "Besar", 3.5),
            )
        ),
        look.theme(),
    )  # fmt: skip
    assert faults(data) == []
    shared, alone = texts(part(data))
    first, second = shared.iter(W + "p")
    assert ["".join(str(words) for words in p.itertext()) for p in (first, second)] == ["AwalTengahAkhir", "Tebal"]
    left = int(next(shared.iter(A + "off")).get("x", "")) / EMU
    assert left == pytest.approx(5, abs=0.01)
    stops = [
        (tab.get(W + "val"), int(tab.get(W + "pos", "")) * TWIP + left)
        for tab in first.iter(W + "tab")
        if tab.get(W + "pos")
    ]
    assert [kind for kind, _ in stops] == ["center", "right"]
    assert [place for _, place in stops] == pytest.approx([50, 95], abs=0.02)
    assert [len(run) for run in (list(first.iter(W + "r")),)] == [5]  # three words and two tabs
    spacings = [spacing for p in (first, second) for spacing in p.iter(W + "spacing")]
    assert [spacing.get(W + "lineRule") for spacing in spacings] == ["exact", "exact"]
    before, line = ([int(spacing.get(W + name, "")) for spacing in spacings] for name in ("before", "line"))
    assert before[0] == 0 and (before[1] + line[1]) * TWIP == pytest.approx(5, abs=0.03)
    assert alone.find(f".//{W}tabs") is None and alone.find(f".//{W}spacing") is None


def test_what_stands_between_captions_parts_them() -> None:
    """Otherwise words would lie above what covers them, or below what carries them."""
    made = save(of(chart(Caption(5, 5, "a", SIZE), Box(0, 8, 10, 4), Caption(5, 10, "b", SIZE))))
    assert len(texts(part(made))) == 2


def test_a_page_of_a_plan_needs_few_boxes_of_words() -> None:
    (picture, *_) = plans.every()["rencana-tegak"]
    data = docx.write(of(picture), look.theme())
    assert faults(data) == []
    assert len(texts(part(data))) <= 4
    words = [caption.words for caption in picture.parts if isinstance(caption, Caption)]
    assert [text.text for text in next(part(data).iter(WPC + "wpc")).iter(W + "t")] == words
    assert next(part(data).iter(MC + "Fallback")) is not None
