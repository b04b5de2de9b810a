"""The day under which a change is recorded in the history, whichever command writes it."""

from datetime import date

import click

from lpse_docs.model.dating import EARLIEST


def today() -> date:
    """The assessor's own day."""
    return date.today()  # noqa: DTZ011 - as he reads it from his own calendar


def recorded(day: date | None) -> date:
    """The day of a change; nothing is recorded ahead of time.

    Raises:
        click.UsageError: The day has not come, or its year is a slip of the pen.
    """
    now = today()
    if day is not None and day > now:
        raise click.UsageError(f"--on {day} sesudah hari ini ({now}); riwayat tidak mencatat hari yang belum tiba.")
    if day is not None and day < EARLIEST:
        raise click.UsageError(f"--on {day} sebelum tahun {EARLIEST.year}; periksa tahunnya.")
    return day or now
