"""When a judgement may have been given: one rule, whatever it is written in."""

from dataclasses import dataclass
from datetime import date

EARLIEST = date(2000, 1, 1)  # before there was any electronic procurement a year is a slip of the pen
LATEST = date(2099, 12, 31)  # the last day the assessor's workbook takes


@dataclass(frozen=True)
class Misdated:
    """What is odd about a day.

    Attributes:
        words: Why, as the end of a sentence.
        impossible: Whether no judgement can have been given on it.
    """

    words: str
    impossible: bool


def misdated(day: date, start: date, last: date, last_called: str) -> Misdated | None:
    """What is odd about the day of a judgement; None when nothing is.

    Args:
        day: The day.
        start: First day of the period.
        last: The day after which no judgement can have been given yet.
        last_called: What that day is, in words.
    """
    if day < EARLIEST:
        return Misdated(f"sebelum tahun {EARLIEST.year}", impossible=True)
    if day > last:
        return Misdated(f"sesudah {last_called} ({last})", impossible=True)
    return Misdated(f"sebelum periode dimulai ({start})", impossible=False) if day < start else None


def plausible(day: date | None) -> date | None:
    """A day of a period or of a piece of evidence, as a validator of the models.

    Raises:
        ValueError: Its year can only be a slip of the pen.
    """
    if day is not None and not EARLIEST <= day <= LATEST:
        raise ValueError(f"tanggal {day} di luar tahun {EARLIEST.year} sampai dengan {LATEST.year}; periksa tahunnya")
    return day
