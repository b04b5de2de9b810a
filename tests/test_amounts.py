"""Amounts as Indonesian writes them."""

import pytest

from lpse_docs.amounts import decimal, dotted, person_days, rupiah


@pytest.mark.parametrize(
    ("number", "places", "said"),
    [(0, 1, "0"), (-0.04, 1, "0"), (4.0, 1, "4"), (12.5, 1, "12,5"), (1234.5, 1, "1.234,5"), (2.25, 3, "2,25"), (9.96, 1, "10"), (1e12, 3, "1.000.000.000.000"), (-1.5, 1, "-1,5")],
)  # fmt: skip
def test_decimals_that_are_nought_are_left_out(number: float, places: int, said: str) -> None:
    assert decimal(number, places) == said


def test_thousands_are_parted_by_a_dot() -> None:
    assert (dotted(1_250_000), rupiah(50_000_000)) == ("1.250.000", "Rp50.000.000")
    assert (person_days(1250.5), person_days(2.25, 3)) == ("1.250,5 hari-orang", "2,25 hari-orang")
