"""How dates are said in Indonesian, and the same day a year on."""

from datetime import date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def year_after(day: date) -> date:
    """The same day next year; 28 February for a leap day, and the last day there is at the end of the calendar."""
    if day.year == date.max.year:
        return date.max
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + 1, day.month, 28 if leap else day.day)


def said(day: date) -> str:
    """A date in words: 30 Juni 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
