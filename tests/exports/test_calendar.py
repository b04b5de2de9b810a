"""The calendar of evidence: read again by its library, and line by line against RFC 5545."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from icalendar import Calendar

from lpse_docs.exports.calendar import calendar
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.evidence import Confidentiality
from lpse_docs.model.standard import EvidenceKind
from tests.assess.samples import assessment, evidence, standard

ONE = (standard("a", (EvidenceKind.POLICY,)),)
LONG = "Keputusan; tentang é, dan lain-lain " * 6
REGISTER = [
    evidence("b", EvidenceKind.POLICY, "S01-K01", title=LONG, effective_to=date(2026, 12, 31), review_on=date(2026, 9, 1)),
    evidence(
        "r", EvidenceKind.RECORD, "S01-K01", title="Sandi", effective_to=date(2026, 8, 1),
        confidentiality=Confidentiality.CLASSIFIED,
    ),
    evidence("t", EvidenceKind.RECORD, "S01-K01"),
]  # fmt: skip


def example(given: Assessment) -> Assessment:
    return replace(given, scorecard=given.scorecard.model_copy(update={"example": True}))


def test_every_day_is_an_event_with_an_alarm() -> None:
    events: list[Any] = Calendar.from_ical(calendar(assessment(ONE, [], REGISTER))).walk("VEVENT")
    assert [(item["DTSTART"].dt, str(item["SUMMARY"])) for item in events] == [
        (date(2026, 8, 1), "Hari terakhir berlaku: r"),
        (date(2026, 9, 1), f"Tinjau kembali: {LONG} (b)"),
        (date(2026, 12, 31), f"Hari terakhir berlaku: {LONG} (b)"),
    ]
    for item in events:
        assert item["DTEND"].dt - item["DTSTART"].dt == timedelta(1)
        assert [alarm["TRIGGER"].dt for alarm in item.walk("VALARM")] == [timedelta(-30)]
    assert len({item["UID"] for item in events}) == 3


def test_lines_follow_the_rfc() -> None:
    data = calendar(assessment(ONE, [], REGISTER))
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")  # 3.1: lines end with CRLF
    assert max(map(len, lines)) <= 75  # 3.1: folded at 75 octets
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    whole = data.replace(b"\r\n ", b"").decode()
    assert whole.count("VERSION:2.0\r\n") == whole.count("PRODID:") == 1  # 3.6
    for part in whole.split("BEGIN:VEVENT")[1:]:
        event = part.split("BEGIN:VALARM")[0]
        assert re.search(r"\nUID:[0-9a-f-]{36}\r", event)  # 3.6.1: required
        assert re.search(r"\nDTSTAMP:\d{8}T\d{6}Z\r", event)
        assert re.search(r"\nDTSTART;VALUE=DATE:\d{8}\r", event)
        assert "\nACTION:DISPLAY\r" in part  # 3.6.6
        assert "\nTRIGGER:-P30D\r" in part
    assert r"Keputusan\; tentang é\, dan" in whole  # 3.3.11


def test_the_same_register_gives_the_same_bytes_and_classified_titles_stay_inside() -> None:
    data = calendar(assessment(ONE, [], REGISTER))
    assert data == calendar(assessment(ONE, [], list(REGISTER)))
    assert b"Sandi" not in data
    assert b"CLASS:CONFIDENTIAL" in data


def test_an_example_says_so_in_every_event() -> None:
    events: list[Any] = Calendar.from_ical(calendar(example(assessment(ONE, [], REGISTER)))).walk("VEVENT")
    assert all(str(item["SUMMARY"]).startswith("CONTOH - bukan hasil penilaian: ") for item in events)
