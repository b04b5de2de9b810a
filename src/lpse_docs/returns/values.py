"""Values as people write them: statuses, dates, codes of evidence, texts."""

import re
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from lpse_docs.model.assessment import Status
from lpse_docs.returns import days


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
    """A date from a cell or from words; None when it is none."""
    if isinstance(given, datetime):
        return given.date()
    return given if isinstance(given, date) else days.day(str(given))


def codes(given: str) -> tuple[str, ...]:
    """Codes of evidence, parted by commas, semicolons or blanks; each once."""
    return tuple(dict.fromkeys(filter(None, re.split(r"[,;\s]+", given))))


def words(given: Any) -> str | None:
    """A text without blanks around it; None when nothing is left."""
    text = "" if given is None else str(given).replace("\r\n", "\n").strip()
    return text or None
