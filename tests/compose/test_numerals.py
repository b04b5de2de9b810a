"""Numbers in words: a reader that shares nothing with the writer gets them back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.compose.numerals import in_figures, in_words

UNITS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6,
    "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10, "sebelas": 11,
}  # fmt: skip
SCALES = {"puluh": 10, "ratus": 100, "ribu": 1000, "juta": 1_000_000}


def read(words: str) -> int:
    """The number that words say: group by group, from the left."""
    total = group = last = 0
    for word in words.replace("seratus", "satu ratus").replace("seribu", "satu ribu").split():
        if word == "nol":
            return 0
        if word in UNITS:
            last = UNITS[word]
        elif word == "belas":
            last += 10
        elif word in {"puluh", "ratus"}:
            group, last = group + last * SCALES[word], 0
        else:
            total, group, last = total + (group + last) * SCALES[word], 0, 0
    return total + group + last


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (17, "tujuh belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (161, "seratus enam puluh satu"),
        (1000, "seribu"),
        (1100, "seribu seratus"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (1_000_000, "satu juta"),
    ],
)
def test_numbers_as_they_are_spelled(number: int, words: str) -> None:
    assert in_words(number) == words


@given(st.integers(0, 10**9 - 1))
def test_every_number_is_read_back(number: int) -> None:
    words = in_words(number)
    assert read(words) == number
    assert words == " ".join(words.split())


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_different_numbers_have_different_words(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) is (one == other)


@pytest.mark.parametrize("number", [-1, 10**9])
def test_what_is_out_of_reach_is_refused(number: int) -> None:
    with pytest.raises(ValueError):
        in_words(number)


@pytest.mark.parametrize(("number", "said"), [(0, "tidak satu pun"), (1, "1"), (17, "17"), (1250, "1.250")])
def test_a_report_tells_every_number_in_figures(number: int, said: str) -> None:
    """EYD V: figures where numbers are told in a row; one document never mixes both forms."""
    assert in_figures(number) == said
