"""Dates as people write them."""

import re
from contextlib import suppress
from datetime import date

_MONTHS = (
    "januari january jan", "februari february pebruari feb peb", "maret march mar mrt", "april apr", "mei may",
    "juni june jun", "juli july jul", "agustus august agu agt agst ags aug", "september sept sep",
    "oktober october okt oct", "november nopember nov nop", "desember december des dec",
)  # fmt: skip
MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAY = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\s*[,/]?\s*"
)
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[t ]00:00[0-9:.]*z?)?")
_NUMBERS = re.compile(r"([0-9]{1,2}) ?[-/.] ?([0-9]{1,2}) ?[-/.] ?([0-9]{4})")
_WORDS = re.compile(r"([0-9]{1,2})[. -]{1,2}([a-z]{3,9})[. -]{1,2}([0-9]{4})")
LONGEST = 60


def day(words: str) -> date | None:
    """A date in one of the usual spellings, day before month; None for anything else, also a year of two digits."""
    if len(words) > LONGEST:
        return None
    plain = _WEEKDAY.sub("", " ".join(words.lower().split()), count=1).strip(" .")
    if found := _ISO.fullmatch(plain):
        return _made(found[1], found[2], found[3])
    if found := _NUMBERS.fullmatch(plain):
        return _made(found[3], found[2], found[1])
    if (found := _WORDS.fullmatch(plain)) and found[2] in MONTH:
        return _made(found[3], MONTH[found[2]], found[1])
    return None


def _made(year: str, month: str | int, number: str) -> date | None:
    with suppress(ValueError):
        return date(int(year), int(month), int(number))
    return None
