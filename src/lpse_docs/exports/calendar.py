"""Days of evidence as iCalendar (RFC 5545): the last day in force and the day of review, each with an alarm."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from lpse_docs.assess.deadlines import Deadline, Occasion, deadlines
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.evidence import Confidentiality, Evidence

AHEAD = timedelta(days=30)
MARK = "CONTOH - bukan hasil penilaian: "
CLASS: Mapping[Confidentiality, str] = {
    Confidentiality.PUBLIC: "PUBLIC",
    Confidentiality.RESTRICTED: "PRIVATE",
    Confidentiality.CLASSIFIED: "CONFIDENTIAL",
}


def calendar(assessment: Assessment) -> bytes:
    """Every expiry and review date of a period's evidence; the same register gives the same bytes."""
    whole = Calendar()
    whole.add("prodid", "-//lpse-docs//Bukti//ID")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", f"{_mark(assessment)}Bukti {assessment.scorecard.title}")
    for deadline in deadlines(assessment.register.evidence):
        whole.add_component(_event(assessment, deadline))
    return bytes(whole.to_ical(sorted=False))


def _event(assessment: Assessment, deadline: Deadline) -> Event:
    item, summary = deadline.item, f"{_mark(assessment)}{_summary(deadline)}"
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"lpse-docs:{assessment.period}:{item.id}:{deadline.occasion.name}")))
    event.add("dtstamp", datetime.combine(item.received_on, time(), UTC))
    event.add("dtstart", deadline.on)
    event.add("dtend", deadline.on + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", f"Kriteria: {', '.join(item.criteria)}. Periode: {assessment.period}.")
    event.add("class", CLASS[item.confidentiality])
    event.add("transp", "TRANSPARENT")
    event.add_component(_alarm(summary))
    return event


def _alarm(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", summary)
    alarm.add("trigger", -AHEAD)
    return alarm


def _summary(deadline: Deadline) -> str:
    said = "Hari terakhir berlaku" if deadline.occasion is Occasion.EXPIRY else "Tinjau kembali"
    return f"{said}: {_named(deadline.item)}"


def _named(item: Evidence) -> str:
    """Classified evidence is named by its code alone."""
    return item.id if item.confidentiality is Confidentiality.CLASSIFIED else f"{item.title} ({item.id})"


def _mark(assessment: Assessment) -> str:
    return MARK if assessment.scorecard.example else ""
