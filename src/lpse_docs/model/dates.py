"""How dates are said in Indonesian."""

from datetime import date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def said(day: date) -> str:
    """A date in words: 30 Juni 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
