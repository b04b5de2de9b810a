"""Texts and days in the data types of OSCAL: markup that stays text, strings of one line, moments with a zone."""

import base64
import re
from datetime import date

from lpse_docs.model.office import Timezone

MARKUP = re.compile(r"[\\`*_~^\[\]<>{}&|]")
OPENING = re.compile(r"^(\d*)([#+=.)-])", re.MULTILINE)  # of a heading, a list or a ruled line
ZONES = {Timezone.WIB: "+07:00", Timezone.WITA: "+08:00", Timezone.WIT: "+09:00"}
YEARS = range(2000, 3000)  # the official pattern ends in 2999 and lacks 29 February before 2000
WEB = re.compile(r"https?://[A-Za-z0-9.-]+(?:/(?:[A-Za-z0-9._~:/?@!$&'()*+,=-]|%[0-9A-Fa-f]{2})*)?")
NOTHING = "-"


class Unwritable(ValueError):
    """A day that OSCAL cannot write."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day


def value(text: str) -> str:
    """A text as a string of OSCAL: one line, nothing blank at its ends, never empty."""
    return " ".join(text.split()) or NOTHING


def line(text: str) -> str:
    """A text as a line of markup that reads as it was written."""
    return prose(value(text))


def prose(text: str) -> str:
    """A text as paragraphs of markup; no sign in it becomes formatting, no indented line becomes code."""
    lines = "\n".join(one.strip() for one in text.strip().splitlines()) or NOTHING
    return OPENING.sub(r"\1\\\2", MARKUP.sub(r"\\\g<0>", lines))


def moment(day: date, zone: Timezone, *, end: bool = False) -> str:
    """The first or the last second of a day in the office's own time.

    Raises:
        Unwritable: The year is beyond what OSCAL writes.
    """
    if day.year not in YEARS:
        raise Unwritable(day)
    return f"{day.isoformat()}T{'23:59:59' if end else '00:00:00'}{ZONES[zone]}"


def named_by_digest(sha256: str) -> str:
    """The name of a file by its content (RFC 6920): it says which bytes are meant and tells nobody where they lie."""
    return f"ni:///sha-256;{base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip('=')}"


def addresses(text: str) -> tuple[str, ...]:
    """The web addresses in a text, each once."""
    return tuple(dict.fromkeys(WEB.findall(text)))
