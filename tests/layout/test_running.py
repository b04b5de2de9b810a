"""Running heads and feet keep to their room, and end at a word."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.layout.captions import MORE, Measure
from lpse_docs.layout.lettering import Typeface, face_of
from lpse_docs.layout.running import POINTS, running

FONTS = Path(__file__).parents[2] / "templates/fonts"
END = ", Semester I Tahun 2026"
WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzABW/-", min_size=1, max_size=30), min_size=1, max_size=30)


def _face() -> Typeface:
    fonts: Mapping[str, bytes] = {path.name: path.read_bytes() for path in FONTS.glob("LiberationSans-*.ttf")}
    face, found = face_of(fonts)
    assert face and not found
    return face


FACE = _face()


@given(words=WORDS, room=st.floats(50, 250))
def test_it_fits_and_loses_whole_words_from_the_end(words: list[str], room: float) -> None:
    whole = " ".join(words)
    made = running(whole, END, room, FACE)
    assert Measure(FACE).width(made, POINTS) <= room
    if made == whole + END:
        return
    assert Measure(FACE).width(whole + END, POINTS) > room
    if made.endswith(MORE + END):
        kept = made.removesuffix(MORE + END).split(" ")
        assert kept == words[: len(kept)]
    else:  # not even its first word has room beside the end
        assert Measure(FACE).width(words[0] + MORE + END, POINTS) > room


@pytest.mark.parametrize(
    ("words", "made"), [("LPSE Kabupaten Katingan", "LPSE Kabupaten Katingan, edisi 1"), ("", ", edisi 1")]
)
def test_what_fits_is_left_alone(words: str, made: str) -> None:
    assert running(words, ", edisi 1", 100, FACE) == made
