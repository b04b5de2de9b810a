"""The project file: elements in the order of the schema, dates and links that agree with the schedule, text that stays text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from lxml import etree

from lpse_docs.exports.project_xml import NAMESPACE, write
from lpse_docs.exports.working_time import WorkingTime
from lpse_docs.planning.outlook import Outlook
from tests.planning.plans import OFFICE, built, plan, tiny

# The order in which the published schema wants what we write.
ORDER = {
    "Project": "SaveVersion Name Title Subject Company CreationDate LastSaved ScheduleFromStart StartDate FinishDate "
    "CurrencyDigits CurrencySymbol CurrencyCode CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek "
    "DaysPerMonth DefaultTaskType DurationFormat HonorConstraints NewTasksEffortDriven WeekStartDay Calendars Tasks Resources "
    "Assignments",
    "Calendar": "UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions",
    "WeekDay": "DayType DayWorking WorkingTimes",
    "WorkingTime": "FromTime ToTime",
    "Exception": "EnteredByOccurrences TimePeriod Occurrences Name Type DayWorking",
    "TimePeriod": "FromDate ToDate",
    "Task": "UID ID Name Type IsNull WBS OutlineNumber OutlineLevel Start Finish Duration DurationFormat Work EffortDriven "
    "Estimated Milestone Summary FixedCost FixedCostAccrual PercentComplete Cost ActualStart ActualFinish ActualDuration "
    "ActualWork RemainingDuration RemainingWork ConstraintType ConstraintDate Deadline Notes PredecessorLink",
    "PredecessorLink": "PredecessorUID Type CrossProject LinkLag LagFormat",
    "Resource": "UID ID Name Type IsNull Code MaxUnits Work Notes",
    "Assignment": "UID TaskUID ResourceUID PercentWorkComplete ActualWork Finish RemainingWork Start Units Work WorkContour",
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
DAY = timedelta(days=1)


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False))


def find(node: etree._Element, path: str) -> list[etree._Element]:
    return node.findall("/".join(f"{{{NAMESPACE}}}{part}" for part in path.split("/")))


def values(node: etree._Element) -> dict[str, str]:
    return {etree.QName(item).localname: item.text or "" for item in node}


def tasks(root: etree._Element) -> dict[str, dict[str, str]]:
    return {item["Name"].split(":")[0]: item for item in map(values, find(root, "Tasks/Task"))}


def links(root: etree._Element) -> Iterator[tuple[dict[str, str], dict[str, str], int]]:
    """Predecessor, successor, days in between."""
    known = {values(item)["UID"]: values(item) for item in find(root, "Tasks/Task")}
    for node in find(root, "Tasks/Task"):
        for link in map(values, find(node, "PredecessorLink")):
            assert (link["Type"], link["LagFormat"]) == ("1", "8")
            yield known[link["PredecessorUID"]], values(node), int(link["LinkLag"]) // 14_400


def minutes(text: str) -> int:
    hit = re.fullmatch(r"PT(\d+)H(\d+)M0S", text)
    assert hit, text
    return int(hit[1]) * 60 + int(hit[2])


@pytest.fixture(scope="module")
def root() -> etree._Element:
    return parsed(write(*tiny()))


def test_elements_stand_in_the_order_of_the_schema(root: etree._Element) -> None:
    seen = set()
    for node in root.iter():
        name = etree.QName(node).localname
        if name in ORDER:
            seen.add(name)
            places = [ORDER[name].split().index(etree.QName(child).localname) for child in node]
            assert all(
                first < second or ORDER[name].split()[first] == "PredecessorLink" for first, second in pairwise(places)
            )
    assert seen == set(ORDER)


def test_the_calendar_knows_the_working_week_and_holidays(root: etree._Element) -> None:
    [calendar] = find(root, "Calendars/Calendar")
    week = {values(day)["DayType"]: values(day)["DayWorking"] for day in find(calendar, "WeekDays/WeekDay")}
    assert week == {"1": "0", "2": "1", "3": "1", "4": "1", "5": "1", "6": "1", "7": "0"}
    times = [
        tuple(values(item).values())
        for item in find(calendar, "WeekDays/WeekDay")[1].iter(f"{{{NAMESPACE}}}WorkingTime")
    ]
    assert times == [("08:00:00", "12:00:00"), ("13:00:00", "16:30:00")]
    [free] = find(calendar, "Exceptions/Exception")
    assert values(free) | values(find(free, "TimePeriod")[0]) == {
        "EnteredByOccurrences": "0",
        "TimePeriod": values(free)["TimePeriod"],
        "FromDate": "2027-03-08T00:00:00",
        "ToDate": "2027-03-12T23:59:00",
        "Occurrences": "5",
        "Name": "Idulfitri",
        "Type": "1",
        "DayWorking": "0",
    }


def test_every_package_lies_on_the_working_days_of_its_place(root: etree._Element) -> None:
    _, outlook = tiny()
    told = tasks(root)
    for code, placing in outlook.placing.items():
        item, package = told[code], outlook.draft.package[code]
        start, finish = (datetime.fromisoformat(item[name]) for name in ("Start", "Finish"))
        assert placing.start <= start.date() <= finish.date() <= placing.finish
        assert outlook.draft.calendar.working_days(placing.start, placing.finish) * 450 == minutes(item["Duration"])
        assert (start.weekday(), finish.weekday()) < (5, 5)
        assert minutes(item["Work"]) == round(package.effort * 450)
        assert (int(item["FixedCost"]), int(item["Cost"])) == (package.cost * 100, package.cost * 100)
        assert (item["ConstraintType"], item["ConstraintDate"]) == ("4", item["Start"])
    assert told["audit"]["OutlineLevel"] == "2"
    assert told["rapat"]["PercentComplete"] == "100"
    assert told["rapat"]["ActualStart"] == "2026-11-20T08:00:00"


def test_summaries_embrace_what_is_under_them(root: etree._Element) -> None:
    told = [values(item) for item in find(root, "Tasks/Task")]
    assert [item["Name"].split(".")[0] for item in told if item["OutlineLevel"] == "1"] == [
        "Standar A", "Standar C", "SOP A", "SOP B", "Pekerjaan lain", "Tahap",
    ]  # fmt: skip
    for head in (item for item in told if item["Summary"] == "1"):
        outline = head["OutlineNumber"]
        under = [it for it in told if it["Summary"] == "0" and (outline == "0" or it["WBS"].startswith(f"{outline}."))]
        assert head["Start"] == min(item["Start"] for item in under)
        assert head["Finish"] == max(item["Finish"] for item in under)
        assert minutes(head["Work"]) == sum(minutes(item["Work"]) for item in under)
        assert int(head["Cost"]) == sum(int(item["Cost"]) for item in under)


def test_what_waits_begins_when_the_lag_is_over(root: etree._Element) -> None:
    found = {(first["Name"].split(":")[0], then["Name"].split(":")[0]): days for first, then, days in links(root)}
    assert found["sop-a-sah", "sop-a-tinjau"] == 180
    assert found["pelatihan", "audit"] == 0
    assert found["S01-K01", "S01-K01-rekaman"] == found["S01-K02", "S01-K01-rekaman"] == 0
    assert ("Tahap 1", "Tahap 2") in found
    for first, then, days in links(root):
        assert datetime.fromisoformat(first["Finish"]) + DAY * days <= datetime.fromisoformat(then["Start"])


def test_milestones_stand_on_the_day_they_are_reached_with_their_deadline(root: etree._Element) -> None:
    _, outlook = tiny()
    told = {item["Name"]: item for item in map(values, find(root, "Tasks/Task")) if item["Milestone"] == "1"}
    for stage, due in zip(outlook.stages, ("2027-06-30", "2028-12-31"), strict=True):
        item = told[f"Tahap {stage.stage}: {stage.cumulative} standar terpenuhi"]
        assert item["Start"] == item["Finish"] == f"{outlook.stage_on(stage)}T16:30:00"
        assert item["Deadline"] == f"{due}T16:30:00"
    assert told["Terpenuhi: Standar C. C"]["Finish"][:10] == str(outlook.standards_met_on["c"])


def test_units_are_resources_and_their_shares_make_the_work(root: etree._Element) -> None:
    space, outlook = tiny()
    resources = {values(item)["UID"]: values(item) for item in find(root, "Resources/Resource")}
    assert {item["Code"] for item in resources.values()} == set(outlook.capacity)
    office = next(item for item in resources.values() if item["Code"] == OFFICE)
    assert (office["Name"], office["MaxUnits"]) == (space.post[OFFICE].name, "2")
    assert "2027-T4: 5" in office["Notes"].splitlines()
    known = {values(item)["UID"]: values(item) for item in find(root, "Tasks/Task")}
    given = [values(item) for item in find(root, "Assignments/Assignment")]
    assert len(given) == len(outlook.draft.packages)
    for item in given:
        task = known[item["TaskUID"]]
        assert resources[item["ResourceUID"]]["Code"] == outlook.draft.package[task["Name"].split(":")[0]].unit
        assert float(item["Units"]) * minutes(task["Duration"]) == pytest.approx(minutes(item["Work"]), abs=0.1)


def test_what_has_no_place_stands_behind_the_plan_and_says_so() -> None:
    space, outlook = tiny()
    left = tuple(item for item in outlook.schedule.placings if item.package != "S01-K02")
    told = tasks(
        parsed(write(space, replace(outlook, schedule=outlook.schedule.model_copy(update={"placings": left}))))
    )
    assert told["S01-K02"]["Start"] > "2029-01-01"
    assert "Tidak tertampung" in told["S01-K02"]["Notes"]
    assert "Tidak tercapai" in told["Tahap 1"]["Notes"]
    assert "Terpenuhi" not in told or "Standar A" not in told["Terpenuhi"]["Name"]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert write(*built()) == write(*tiny())


@pytest.mark.parametrize("text", ["</Name><Cost>1</Cost>", "&lt;!ENTITY", "]]>", "a\x00\x0bb", "é" * 2000])
def test_no_text_makes_another_element(text: str) -> None:
    own = plan().packages
    space, outlook = built(plan(packages=(own[0].model_copy(update={"title": text}), *own[1:]), title=text[:300]))
    root = parsed(write(space, outlook))
    assert len(list(root.iter())) == len(list(parsed(write(*tiny())).iter()))
    assert all(len(item["Name"]) <= 512 for item in tasks(root).values())


def test_a_plan_without_packages_is_a_project_too() -> None:
    space, outlook = tiny()
    empty = replace(outlook.draft, packages=(), problem=replace(outlook.draft.problem, tasks=()))
    bare = Outlook(empty, outlook.schedule.model_copy(update={"placings": ()}), outlook.stages)
    assert [item["OutlineLevel"] for item in tasks(parsed(write(space, bare))).values()] == ["0", "1", "2", "2"]


@pytest.mark.parametrize("hours", [0.5, 4, 7.5, 8, 15, 16, 23.5, 24])
def test_the_shifts_of_a_day_are_as_long_as_it(hours: float) -> None:
    _, outlook = tiny()
    time = WorkingTime(outlook.draft.calendar, hours)
    total = 0
    for first, last in time.shifts:
        start = datetime.combine(date(2027, 1, 4), first)
        end = datetime.combine(date(2027, 1, 4), last)
        total += int(((end if end > start else end + DAY) - start).total_seconds()) // 60
    assert total == time.minutes
    assert time.begins(date(2027, 1, 4)) < time.ends(date(2027, 1, 4))
