"""An adoption plan for Microsoft Project and what reads its XML (MSPDI): calendar, tasks, resources, assignments.

The order of elements is that of the published schema, which is a sequence throughout. Days of the plan are calendar days;
tasks are told from their first to their last working day, waiting times in elapsed days.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time

from lxml import etree

from lpse_docs.amounts import decimal
from lpse_docs.exports.agenda import Agenda
from lpse_docs.exports.project_tasks import Row, Tasks
from lpse_docs.exports.working_time import WorkingTime
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.calendar import TENTHS
from lpse_docs.planning.outlook import Outlook

NAMESPACE = "http://schemas.microsoft.com/project"
UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 has no place for
WORK_RESOURCE, FIXED_DURATION, DAILY, BASE_CALENDAR = 1, 1, 1, 1
START_NO_EARLIER, FINISH_TO_START, AS_SOON, EVENLY = 4, 1, 0, 0
DAYS, ELAPSED_DAYS, COST_AT_START = 7, 8, 1
TENTHS_OF_MINUTES_A_DAY = 24 * 60 * 10
Pairs = Sequence[tuple[str, object]]


def write(workspace: Workspace, outlook: Outlook) -> bytes:
    """The project as XML; the same sources give the same bytes."""
    agenda = Agenda(workspace, outlook)
    hours = WorkingTime(outlook.draft.calendar, workspace.office.working_hours.hours_per_day)
    told = Tasks(agenda, hours).rows()
    uid = {row.key: number for number, row in enumerate(told)}
    root = etree.Element(_name("Project"), nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # stubs know no None
    _add(root, _head(agenda, hours, told))
    _calendar(_inside(_inside(root, "Calendars"), "Calendar"), hours)
    _tasks(_inside(root, "Tasks"), told, uid)
    _working(root, agenda, told, uid)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _inside(parent: etree._Element, tag: str) -> etree._Element:
    return etree.SubElement(parent, _name(tag))


def _add(parent: etree._Element, pairs: Pairs) -> None:
    """Write elements in the order given; None is left out."""
    for tag, value in pairs:
        if value is not None:
            _inside(parent, tag).text = _text(value)


def _text(value: object) -> str:
    match value:
        case bool():
            return str(int(value))
        case datetime():
            return value.isoformat(timespec="seconds")
        case time():
            return value.isoformat(timespec="seconds")
        case float():
            return f"{value:.6f}".rstrip("0").rstrip(".")
    return UNPRINTABLE.sub("", str(value))


def _clipped(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _head(agenda: Agenda, hours: WorkingTime, told: Sequence[Row]) -> Pairs:
    office, days = agenda.workspace.office, agenda.workspace.office.working_hours.days_per_week
    made = datetime.combine(agenda.made_on, time())
    return (
        ("SaveVersion", 12),
        ("Name", _clipped(agenda.title, 255)),
        ("Title", _clipped(agenda.title, 512)),
        ("Subject", _clipped(f"Cara: {agenda.outlook.schedule.method}", 512)),
        ("Company", _clipped(f"{office.abbreviation} {office.region}", 512)),
        ("CreationDate", made),
        ("LastSaved", made),
        ("ScheduleFromStart", True),
        ("StartDate", told[0].start),
        ("FinishDate", told[0].finish),
        ("CurrencyDigits", 0),
        ("CurrencySymbol", "Rp"),
        ("CurrencyCode", "IDR"),
        ("CalendarUID", BASE_CALENDAR),
        ("DefaultStartTime", hours.shifts[0][0]),
        ("DefaultFinishTime", hours.shifts[-1][1]),
        ("MinutesPerDay", hours.minutes),
        ("MinutesPerWeek", hours.minutes * days),
        ("DaysPerMonth", round(days * 52 / 12)),
        ("DefaultTaskType", FIXED_DURATION),
        ("DurationFormat", DAYS),
        ("HonorConstraints", True),
        ("NewTasksEffortDriven", False),
        ("WeekStartDay", 1),
    )


def _calendar(node: etree._Element, hours: WorkingTime) -> None:
    """The working week, and holidays as exceptions."""
    _add(node, (("UID", BASE_CALENDAR), ("Name", "Hari kerja"), ("IsBaseCalendar", True), ("BaseCalendarUID", -1)))
    week = _inside(node, "WeekDays")
    for kind in range(1, 8):  # from Sunday
        _day(_inside(week, "WeekDay"), kind, hours if (kind - 2) % 7 < hours.calendar.days_per_week else None)
    exceptions = _inside(node, "Exceptions")
    for item in hours.calendar.holidays:
        _exception(_inside(exceptions, "Exception"), item.start, item.end, item.name)


def _day(node: etree._Element, kind: int, hours: WorkingTime | None) -> None:
    _add(node, (("DayType", kind), ("DayWorking", hours is not None)))
    if hours:
        times = _inside(node, "WorkingTimes")
        for first, last in hours.shifts:
            _add(_inside(times, "WorkingTime"), (("FromTime", first), ("ToTime", last)))


def _exception(node: etree._Element, start: date, end: date, name: str) -> None:
    _add(node, (("EnteredByOccurrences", False),))
    period = (("FromDate", datetime.combine(start, time())), ("ToDate", datetime.combine(end, time(23, 59))))
    _add(_inside(node, "TimePeriod"), period)
    days = (end - start).days + 1
    _add(node, (("Occurrences", days), ("Name", _clipped(name, 512)), ("Type", DAILY), ("DayWorking", False)))


def _tasks(parent: etree._Element, told: Sequence[Row], uid: Mapping[str, int]) -> None:
    for row in told:
        node = _inside(parent, "Task")
        _task(node, row, uid[row.key])
        for key, days in row.waits:
            _add(_inside(node, "PredecessorLink"), _link(uid[key], days))


def _task(node: etree._Element, row: Row, uid: int) -> None:
    finished = row.done
    _add(node, (
        ("UID", uid),
        ("ID", uid),
        ("Name", _clipped(row.name, 512)),
        ("Type", FIXED_DURATION),
        ("IsNull", False),
        ("WBS", row.outline),
        ("OutlineNumber", row.outline),
        ("OutlineLevel", row.level),
        ("Start", row.start),
        ("Finish", row.finish),
        ("Duration", _duration(row.minutes)),
        ("DurationFormat", DAYS),
        ("Work", _duration(row.work)),
        ("EffortDriven", False),
        ("Estimated", False),
        ("Milestone", row.milestone),
        ("Summary", row.summary),
        ("FixedCost", None if row.summary else row.cost * 100),
        ("FixedCostAccrual", None if row.summary else COST_AT_START),
        ("PercentComplete", 100 if finished else 0),
        ("Cost", row.cost * 100),
        ("ActualStart", row.start if finished else None),
        ("ActualFinish", row.finish if finished else None),
        ("ActualDuration", _duration(row.minutes if finished else 0)),
        ("ActualWork", _duration(row.work if finished else 0)),
        ("RemainingDuration", _duration(0 if finished else row.minutes)),
        ("RemainingWork", _duration(0 if finished else row.work)),
        ("ConstraintType", START_NO_EARLIER if row.fixed else AS_SOON),
        ("ConstraintDate", row.start if row.fixed else None),
        ("Deadline", row.deadline),
        ("Notes", row.notes or None),
    ))  # fmt: skip


def _link(uid: int, days: int) -> Pairs:
    return (
        ("PredecessorUID", uid),
        ("Type", FINISH_TO_START),
        ("CrossProject", False),
        ("LinkLag", days * TENTHS_OF_MINUTES_A_DAY),
        ("LagFormat", ELAPSED_DAYS),
    )


def _duration(minutes: int) -> str:
    return f"PT{minutes // 60}H{minutes % 60}M0S"


def _working(root: etree._Element, agenda: Agenda, told: Sequence[Row], uid: Mapping[str, int]) -> None:
    """Units as resources, and what each of them does."""
    units = list(dict.fromkeys([*agenda.outlook.draft.problem.capacity, *(row.unit for row in told if row.unit)]))
    resources = _inside(root, "Resources")
    for number, unit in enumerate(units, 1):
        total = sum(row.work for row in told if row.unit == unit)
        _add(_inside(resources, "Resource"), _resource(agenda, number, unit, total))
    assignments = _inside(root, "Assignments")
    for number, row in enumerate((row for row in told if row.unit), 1):
        resource = units.index(row.unit or "") + 1
        _add(_inside(assignments, "Assignment"), _assignment(row, number, uid[row.key], resource))


def _resource(agenda: Agenda, uid: int, unit: str, work: int) -> Pairs:
    """A unit: as many people as can work at once; what it can give in each planning period is told in words."""
    people = next((item.people for item in agenda.outlook.draft.plan.capacity if item.unit == unit), 1)
    return (
        ("UID", uid),
        ("ID", uid),
        ("Name", _clipped(agenda.unit(unit), 512)),
        ("Type", WORK_RESOURCE),
        ("IsNull", False),
        ("Code", unit),
        ("MaxUnits", float(people)),
        ("Work", _duration(work)),
        ("Notes", "\n".join(("Kapasitas (hari-orang):", *_capacity(agenda, unit)))),
    )


def _capacity(agenda: Agenda, unit: str) -> Iterator[str]:
    draft = agenda.outlook.draft
    for period, part in zip(draft.calendar.periods, draft.problem.capacity.get(unit, ()), strict=False):
        yield f"{period.code}: {decimal(part / TENTHS)}"


def _assignment(row: Row, uid: int, task: int, resource: int) -> Pairs:
    """A unit works on a task evenly; its share follows from effort and duration."""
    done = row.work if row.done else 0
    return (
        ("UID", uid),
        ("TaskUID", task),
        ("ResourceUID", resource),
        ("PercentWorkComplete", 100 if row.done else 0),
        ("ActualWork", _duration(done)),
        ("Finish", row.finish),
        ("RemainingWork", _duration(row.work - done)),
        ("Start", row.start),
        ("Units", row.work / row.minutes if row.minutes else 1.0),
        ("Work", _duration(row.work)),
        ("WorkContour", EVENLY),
    )
