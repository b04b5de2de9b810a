"""How long a step takes, and what that comes to in working minutes (the Waktu column of the flow table)."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from lpse_docs.model.office import WorkingHours


class Unit(StrEnum):
    """Units of time allowed in the Waktu column. `hari` leaves open which day is meant; rule ST-12 asks."""

    MINUTE = "menit"
    HOUR = "jam"
    WORKING_DAY = "hari kerja"
    CALENDAR_DAY = "hari kalender"
    DAY = "hari"
    WEEK = "minggu"
    MONTH = "bulan"
    YEAR = "tahun"


class Period(StrEnum):
    """Words that say when a step of a periodic flow is done, not how long it takes."""

    DAILY = "harian"
    WEEKLY = "mingguan"
    MONTHLY = "bulanan"
    QUARTERLY = "triwulanan"
    HALF_YEARLY = "semesteran"
    YEARLY = "tahunan"


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a step takes: `15 menit`, `1-2 hari kerja`, `10 menit per berkas`."""

    low: int
    high: int
    unit: Unit
    per: str | None = None

    def __str__(self) -> str:
        amount = str(self.low) if self.low == self.high else f"{self.low}-{self.high}"
        return f"{amount} {self.unit}" + (f" per {self.per}" if self.per else "")


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Working minutes, from the shortest to the longest."""

    low: int
    high: int

    def __add__(self, other: "WorkingTime") -> "WorkingTime":
        return WorkingTime(self.low + other.low, self.high + other.high)


UNITS = "|".join(Unit)
DURATION = re.compile(rf"(\d{{1,4}})(?:\s*[-–]\s*(\d{{1,4}}))?\s+({UNITS})(?:\s+per\s+([a-z][a-z ]{{1,30}}))?")
MIXED = re.compile(rf"\d+\s*(?:{UNITS})\b.*\d+\s*(?:{UNITS})\b")


def parse_duration(value: Any) -> Duration | Period:
    """Read a cell of the Waktu column; `ValueError` with an Indonesian message when it is none (ST-11)."""
    if isinstance(value, Duration | Period):
        return value
    words = value.strip() if isinstance(value, str) else ""
    if words in set(Period):
        return Period(words)
    if MIXED.search(words):
        raise ValueError("waktu ditulis dengan satu satuan saja, misalnya 90 menit untuk satu setengah jam")
    if not (found := DURATION.fullmatch(words)):
        raise ValueError(
            "waktu harus berupa angka dan satuan, misalnya 15 menit, 1-2 hari kerja, atau 10 menit per berkas"
        )
    low = int(found[1])
    high = int(found[2] or low)
    if not 0 < low <= high:
        raise ValueError("waktu harus lebih dari nol dan batas bawah tidak boleh melebihi batas atas")
    return Duration(low, high, Unit(found[3]), found[4])


def _limit(value: Any) -> Duration:
    """A duration that is no period."""
    if isinstance(parsed := parse_duration(value), Period):
        raise ValueError("jangka waktu harus berupa angka dan satuan, misalnya 3 hari kerja")
    return parsed


def _schema(pattern: str, *examples: str) -> WithJsonSchema:
    """What an editor needs to know of a text that is a duration."""
    return WithJsonSchema({"type": "string", "pattern": f"^({pattern})$", "examples": list(examples)})


DurationField: TypeAlias = Annotated[
    Duration | Period,
    BeforeValidator(parse_duration),
    PlainSerializer(str, return_type=str),
    _schema(f"{'|'.join(Period)}|{DURATION.pattern}", "15 menit", "1-2 hari kerja", "harian"),
]
LimitField: TypeAlias = Annotated[
    Duration,
    BeforeValidator(_limit),
    PlainSerializer(str, return_type=str),
    _schema(DURATION.pattern, "3 hari kerja"),
]


def working_time(duration: Duration | Period, hours: WorkingHours) -> WorkingTime:
    """Working minutes of one step; a period takes none of its own.

    Longer units are counted through the week: a calendar day is a seventh of one, a year 365 calendar days.
    """
    if isinstance(duration, Period):
        return WorkingTime(0, 0)
    day = hours.hours_per_day * 60
    week = day * hours.days_per_week
    minutes = {
        Unit.MINUTE: 1.0,
        Unit.HOUR: 60.0,
        Unit.WORKING_DAY: day,
        Unit.CALENDAR_DAY: week / 7,
        Unit.DAY: week / 7,
        Unit.WEEK: week,
        Unit.MONTH: week * 365 / 84,
        Unit.YEAR: week * 365 / 7,
    }[duration.unit]
    return WorkingTime(round(duration.low * minutes), round(duration.high * minutes))


def spoken(time: WorkingTime, hours: WorkingHours) -> str:
    """Working time in words: `2 jam 15 menit`, `1 hari kerja – 3 hari kerja 30 menit`."""
    low, high = (_spoken(minutes, hours) for minutes in (time.low, time.high))
    return low if low == high else f"{low} – {high}"


def _spoken(minutes: int, hours: WorkingHours) -> str:
    day = max(1, round(hours.hours_per_day * 60))
    days, rest = divmod(minutes, day)
    parts = ((days, "hari kerja"), (rest // 60, "jam"), (rest % 60, "menit"))
    return " ".join(f"{amount} {unit}" for amount, unit in parts if amount) or "0 menit"
