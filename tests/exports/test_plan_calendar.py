"""The calendar of a plan: read again by its library, and line by line against RFC 5545."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from lpse_docs.exports.plan_calendar import calendar
from tests.planning.plans import built, plan, tiny


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def uids(data: bytes) -> dict[str, str]:
    return {str(item["SUMMARY"]): str(item["UID"]) for item in events(data)}


def test_every_package_is_an_event_of_its_days() -> None:
    _, outlook = tiny()
    packages = {str(item["SUMMARY"]).split(":")[0]: item for item in events(calendar(*tiny()))}
    for placing in outlook.schedule.placings:
        item = packages[placing.package]
        assert (item["DTSTART"].dt, item["DTEND"].dt - timedelta(1)) == (placing.start, placing.finish)
        assert item["DTSTART"].params["VALUE"] == "DATE"
    assert "rapat" not in packages
    assert "Setelah: pelatihan" in str(packages["audit"]["DESCRIPTION"])


def test_days_of_standards_and_stages_are_events_of_one_day() -> None:
    _, outlook = tiny()
    told = {str(item["SUMMARY"]): item["DTSTART"].dt for item in events(calendar(*tiny()))}
    assert told["Tenggat tahap 1 (1 standar)"] == date(2027, 6, 30)
    assert told["Tercapai: tahap 1 (1 standar)"] == outlook.stage_on(outlook.stages[0]) == date(2027, 4, 5)
    assert told["Terpenuhi: Standar C. C"] == outlook.standards_met_on["c"]
    assert len(told) == len(outlook.schedule.placings) + 2 + 2 + 2


def test_uids_stay_when_days_move() -> None:
    space, outlook = tiny()
    moved = tuple(
        item.model_copy(update={"start": item.start + timedelta(7), "finish": item.finish + timedelta(7)})
        for item in outlook.schedule.placings
    )
    later = replace(outlook, schedule=outlook.schedule.model_copy(update={"placings": moved}))
    before, after = uids(calendar(space, outlook)), uids(calendar(space, later))
    assert before == after
    assert len(set(before.values())) == len(before)


def test_lines_follow_the_rfc() -> None:
    data = calendar(*tiny())
    assert b"\n" not in data.replace(b"\r\n", b"")  # 3.1: lines end with CRLF
    assert max(map(len, data.split(b"\r\n"))) <= 75  # 3.1: folded at 75 octets
    whole = data.replace(b"\r\n ", b"").decode()
    for part in whole.split("BEGIN:VEVENT")[1:]:
        assert re.search(r"\nUID:[0-9a-f-]{36}\r", part)  # 3.6.1: required
        assert "\nDTSTAMP:20261201T000000Z\r" in part
        assert re.search(r"\nDTSTART;VALUE=DATE:\d{8}\r", part)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert calendar(*built()) == calendar(*tiny())


@pytest.mark.parametrize("text", ["a\nEND:VEVENT\nBEGIN:VEVENT", "a;b,c\\n:d", "é" * 300])
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    own = plan().packages
    space, outlook = built(plan(packages=(own[0].model_copy(update={"title": text}), *own[1:])))
    found = events(calendar(space, outlook))
    assert len(found) == len(events(calendar(*tiny())))
    assert f"pelatihan: {text}" in {str(item["SUMMARY"]) for item in found}


def test_an_example_says_so_in_every_event() -> None:
    space, outlook = tiny()
    given = space.assessments[0]
    marked = replace(given, scorecard=given.scorecard.model_copy(update={"example": True}))
    found = events(calendar(replace(space, assessments=(marked,)), outlook))
    assert all(str(item["SUMMARY"]).startswith("CONTOH - bukan hasil penilaian: ") for item in found)
