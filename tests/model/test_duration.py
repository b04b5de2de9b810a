"""Durations: what is read is what is printed, and what it comes to in working minutes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.model.duration import (
    DURATION,
    Duration,
    Period,
    Unit,
    WorkingTime,
    parse_duration,
    spoken,
    working_time,
)
from lpse_docs.model.office import WorkingHours

HOURS = WorkingHours(hours_per_day=7.5, days_per_week=5)

amounts = st.integers(1, 9999)
durations = st.builds(
    lambda first, second, unit, per: Duration(min(first, second), max(first, second), unit, per),
    amounts,
    amounts,
    st.sampled_from(Unit),
    st.sampled_from([None, "berkas", "paket data"]),
)
working_hours = st.builds(
    WorkingHours, hours_per_day=st.sampled_from([0.001, 6, 7.5, 24]), days_per_week=st.integers(1, 7)
)


@given(durations)
def test_printing_and_reading_are_inverse(duration: Duration) -> None:
    assert parse_duration(str(duration)) == duration
    assert re.fullmatch(DURATION, str(duration))


@pytest.mark.parametrize("period", Period)
def test_a_period_is_read(period: Period) -> None:
    assert parse_duration(str(period)) is period
    assert working_time(period, HOURS) == WorkingTime(0, 0)


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
        "1 jam 30 menit",
        "1 hari kerja 2 jam",
        "sesuai jadwal",
        "Harian",
        15,
        None,
        ["1 jam"],
    ],
)
def test_anything_else_is_refused_in_words(value: object) -> None:
    with pytest.raises(ValueError, match="waktu"):
        parse_duration(value)


def test_mixed_units_are_refused_as_such() -> None:
    with pytest.raises(ValueError, match="satu satuan"):
        parse_duration("1 jam 30 menit")


def test_a_typographic_dash_is_read() -> None:
    assert parse_duration("1–2 hari kerja") == Duration(1, 2, Unit.WORKING_DAY)
    assert parse_duration(Duration(1, 1, Unit.HOUR)) == Duration(1, 1, Unit.HOUR)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("15 menit", 15, 15),
        ("1-2 jam", 60, 120),
        ("1 hari kerja", 450, 450),
        ("1 minggu", 2250, 2250),
        ("7 hari kalender", 2250, 2250),
        ("7 hari", 2250, 2250),
        ("12 bulan", 117321, 117321),
        ("1 tahun", 117321, 117321),
        ("10 menit per berkas", 10, 10),
    ],
)
def test_working_minutes_follow_the_hours_of_the_office(words: str, low: int, high: int) -> None:
    assert working_time(parse_duration(words), HOURS) == WorkingTime(low, high)


@given(durations, working_hours)
def test_a_longer_unit_never_takes_less(duration: Duration, hours: WorkingHours) -> None:
    time = working_time(duration, hours)
    assert 0 <= time.low <= time.high
    more = Duration(duration.low, duration.high + 1, duration.unit)
    assert working_time(more, hours).high >= time.high


@given(st.integers(0, 100_000), st.integers(0, 100_000), working_hours)
def test_spoken_time_can_be_counted_back(first: int, second: int, hours: WorkingHours) -> None:
    time = WorkingTime(min(first, second), max(first, second))
    day = max(1, round(hours.hours_per_day * 60))
    worth = {"hari kerja": day, "jam": 60, "menit": 1}

    def minutes(words: str) -> int:
        return sum(int(amount) * worth[unit] for amount, unit in re.findall(r"(\d+) (hari kerja|jam|menit)", words))

    parts = spoken(time, hours).split(" – ")
    assert [minutes(parts[0]), minutes(parts[-1])] == [time.low, time.high]
