"""Values as people write them: statuses, dates, codes of evidence, texts."""

import re
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from lpse_docs.model.assessment import Status

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni",
    "juli", "agustus", "september", "oktober", "november", "desember",
)  # fmt: skip
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
SPOKEN = re.compile(r"(\d{1,2}) +([A-Za-z]+) +(\d{4})")


def status(given: str) -> Status | None:
    """`Tidak Berlaku` -> `Status.NOT_APPLICABLE`; nothing at all is not assessed; None when it is no status."""
    word = "-".join(given.strip().lower().replace("_", " ").replace("-", " ").split())
    if not word:
        return Status.UNASSESSED
    return next((item for item in Status if item.value == word), None)


def nearest_status(given: str) -> str:
    """The status that is probably meant."""
    near = get_close_matches(given.strip().lower(), [item.value for item in Status], 1)
    return near[0] if near else ""


def day(given: Any) -> date | None:
    """A date from a cell or from words: 2026-06-01, 1/6/2026 (day first), 1 Juni 2026; None when it is none."""
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    text = str(given).strip()
    if found := ISO.fullmatch(text):
        year, month, number = map(int, found.groups())
    elif found := SLASHED.fullmatch(text):
        number, month, year = map(int, found.groups())
    elif (found := SPOKEN.fullmatch(text)) and (name := found[2].lower()) in MONTHS:
        number, month, year = int(found[1]), MONTHS.index(name) + 1, int(found[3])
    else:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def codes(given: str) -> tuple[str, ...]:
    """Codes of evidence, parted by commas, semicolons or blanks; each once."""
    return tuple(dict.fromkeys(filter(None, re.split(r"[,;\s]+", given))))


def words(given: Any) -> str | None:
    """A text without blanks around it; None when nothing is left."""
    text = "" if given is None else str(given).replace("\r\n", "\n").strip()
    return text or None
