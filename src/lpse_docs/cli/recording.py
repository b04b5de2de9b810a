"""Days a command writes into an assessment: none ahead in the history, and none with a mistyped year."""

from datetime import date

import click

from lpse_docs.model.dating import EARLIEST, plausible


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


def possible(day: date | None) -> None:
    """Refuse a day whose year can only be a slip of the pen.

    Raises:
        click.UsageError: It is.
    """
    try:
        plausible(day)
    except ValueError as error:
        words = str(error)
        raise click.UsageError(f"{words[:1].upper()}{words[1:]}.") from error
