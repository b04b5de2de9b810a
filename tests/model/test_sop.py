"""Durations: what is read is what is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.model.sop import Duration, Unit, parse_duration

amounts = st.integers(1, 9999)


@given(amounts, amounts, st.sampled_from(Unit), st.sampled_from([None, "berkas", "paket data"]))
def test_printing_and_reading_are_inverse(first: int, second: int, unit: Unit, per: str | None) -> None:
    duration = Duration(min(first, second), max(first, second), unit, per)
    assert parse_duration(str(duration)) == duration


@pytest.mark.parametrize(
    "value",
    [
        "",
        "15",
        "menit",
        "15 Menit",
        "0 menit",
        "3-2 jam",
        "-5 menit",
        "15 menit 3",
        "sesuai jadwal",
        15,
        None,
        ["1 jam"],
    ],
)
def test_anything_else_is_refused_in_words(value: object) -> None:
    with pytest.raises(ValueError, match="waktu"):
        parse_duration(value)


def test_a_typographic_dash_is_read() -> None:
    assert parse_duration("1–2 hari kerja") == Duration(1, 2, Unit.WORKING_DAY)
    assert parse_duration(Duration(1, 1, Unit.HOUR)) == Duration(1, 1, Unit.HOUR)
