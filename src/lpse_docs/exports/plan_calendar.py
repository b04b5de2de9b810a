"""An adoption plan as iCalendar (RFC 5545): packages from first to last day, days on which standards and stages are due or met."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from lpse_docs.amounts import person_days, rupiah
from lpse_docs.exports.agenda import MARK, Agenda, Entry, named, waiting_words
from lpse_docs.model.dates import said
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.outlook import Outlook

DAY = timedelta(days=1)


@dataclass(frozen=True)
class _Occasion:
    """What stands in the calendar; its key never changes while the plan knows it."""

    key: str
    first: date
    last: date
    summary: str
    description: str
    category: str
    busy: bool = False


def calendar(workspace: Workspace, outlook: Outlook) -> bytes:
    """The calendar of a plan; the same plan and schedule give the same bytes."""
    agenda = Agenda(workspace, outlook)
    whole = Calendar()
    whole.add("prodid", "-//lpse-docs//Rencana adopsi//ID")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", agenda.title)
    for item in sorted(_occasions(agenda), key=lambda it: (it.first, it.last, it.key)):
        whole.add_component(_event(agenda, item))
    return bytes(whole.to_ical(sorted=False))


def _occasions(agenda: Agenda) -> Iterator[_Occasion]:
    yield from _packages(agenda)
    yield from _waits(agenda)
    yield from _standards(agenda)
    yield from _stages(agenda)


def _packages(agenda: Agenda) -> Iterator[_Occasion]:
    for entry in agenda.entries:
        if placing := entry.placing:
            summary = f"{entry.package.id}: {entry.package.title}"
            told = _described(agenda, entry)
            yield _Occasion(
                f"paket:{entry.package.id}", placing.start, placing.finish, summary, told, "Paket kerja", busy=True
            )


def _waits(agenda: Agenda) -> Iterator[_Occasion]:
    """The days from which evidence counts that only has to wait."""
    for item in agenda.waits:
        summary = f"{item.criterion}: bukti mulai diperhitungkan"
        told = f"{item.title}\n{waiting_words(item)}"
        yield _Occasion(f"{item.id}", item.until, item.until, summary, told, "Menunggu")


def _described(agenda: Agenda, entry: Entry) -> str:
    item = entry.package
    counts = agenda.outlook.counts_on(item)
    lines = [
        entry.heading,
        f"Unit: {agenda.unit(item.unit)}",
        f"Beban: {person_days(item.effort)}; biaya: {rupiah(item.cost) if item.estimated else 'belum ditaksir'}",
        f"Setelah: {', '.join(it.id for it in entry.before)}" if entry.before else "",
        f"Bukti diperhitungkan pada {said(counts)}" if counts and item.running_in else "",
    ]
    return "\n".join(line for line in lines if line)


def _standards(agenda: Agenda) -> Iterator[_Occasion]:
    """The days on which standards are met that are not met yet."""
    scored = agenda.outlook.draft.scored
    for standard in agenda.workspace.standards:
        day = agenda.outlook.standards_met_on.get(standard.letter)
        if day and not scored.standard(standard.letter).met:
            told = f"{agenda.outlook.met(day)} dari {len(scored.standards)} standar terpenuhi pada hari ini."
            key = f"standar:{standard.letter}"
            yield _Occasion(key, day, day, f"Terpenuhi: {named(standard)}", told, "Standar")


def _stages(agenda: Agenda) -> Iterator[_Occasion]:
    due = {item.stage: item.by for item in agenda.outlook.draft.plan.targets}
    for stage in agenda.outlook.stages:
        name = f"tahap {stage.stage} ({stage.cumulative} standar)"
        reached = agenda.outlook.stage_on(stage)
        told = f"Menurut jadwal tercapai {said(reached)}." if reached else "Menurut jadwal tidak tercapai."
        if by := due.get(stage.stage):
            yield _Occasion(f"tenggat:{stage.stage}", by, by, f"Tenggat {name}", told, "Tenggat")
        if reached and reached > agenda.outlook.draft.scored.on:
            late = f"Tenggat: {said(by)}." if by else "Tanpa tenggat."
            yield _Occasion(f"tahap:{stage.stage}", reached, reached, f"Tercapai: {name}", late, "Tahap")


def _event(agenda: Agenda, item: _Occasion) -> Event:
    """An event of whole days; its end is the day after its last (3.6.1)."""
    mark = MARK if agenda.title.startswith(MARK) else ""
    event = Event()
    office = agenda.workspace.office
    path = f"lpse-docs:{office.region}:{office.abbreviation}:{agenda.period}:rencana:{item.key}"
    event.add("uid", str(uuid5(NAMESPACE_URL, path)))
    event.add("dtstamp", datetime.combine(agenda.made_on, time(), UTC))
    event.add("dtstart", item.first)
    event.add("dtend", item.last + DAY)
    event.add("summary", f"{mark}{item.summary}")
    event.add("description", item.description)
    event.add("categories", [item.category])
    event.add("transp", "OPAQUE" if item.busy else "TRANSPARENT")
    return event
