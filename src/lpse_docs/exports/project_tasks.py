"""The rows of a project: standards and SOPs as summaries of their packages, milestones of standards and stages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from lpse_docs.exports.agenda import Agenda, Entry, named, waiting_words
from lpse_docs.exports.working_time import DAY, WorkingTime
from lpse_docs.model.office import Stage
from lpse_docs.model.standard import Standard
from lpse_docs.planning.waiting import Wait

UNPLACED = "Tidak tertampung dalam jadwal; diletakkan sesudah akhir rencana."
UNREACHED = "Tidak tercapai menurut jadwal; diletakkan pada akhir rencana."
STAGES = "Tahap"


@dataclass(frozen=True)
class Row:
    """One task, summary or milestone.

    Attributes:
        minutes: Working minutes from start to finish. work: Minutes of work. cost: Rupiah.
        waits: Keys of the rows that end before it begins, with the days that pass in between.
        fixed: Whether it may not begin earlier than it does.
    """

    key: str
    name: str
    outline: str
    start: datetime
    finish: datetime
    minutes: int = 0
    work: int = 0
    cost: int = 0
    unit: str | None = None
    waits: tuple[tuple[str, int], ...] = ()
    deadline: datetime | None = None
    notes: str = ""
    summary: bool = False
    milestone: bool = False
    fixed: bool = False
    done: bool = False

    @property
    def level(self) -> int:
        """How deep it lies; the whole project is at the top."""
        return 0 if self.outline == "0" else self.outline.count(".") + 1


@dataclass(frozen=True)
class Tasks:
    """A plan as rows of a project."""

    agenda: Agenda
    time: WorkingTime

    def rows(self) -> list[Row]:
        """The whole project first, then each standard and SOP with its packages, then the stages."""
        told: list[Row] = []
        for number, (heading, entries) in enumerate(self.agenda.headings.items(), 1):
            told += self._group(f"kelompok:{number}", heading, str(number), list(self._under(entries, number)))
        idle = list(self._waiting_only(len(self.agenda.headings) + 1))
        told += [row for group in idle for row in group]
        number = len(self.agenda.headings) + len(idle) + 1
        told += self._group("tahap", STAGES, str(number), list(self._stages(number)))
        return self._group("rencana", self.agenda.title, "0", told)

    def _group(self, key: str, name: str, outline: str, rows: Sequence[Row]) -> list[Row]:
        """A summary above its rows; a group without rows is none, but a project is one even when it is empty."""
        if not rows and outline != "0":
            return []
        leaves = [row for row in rows if not row.summary]
        start = min((row.start for row in leaves), default=self.time.begins(self.time.calendar.start))
        finish = max((row.finish for row in leaves), default=start)
        head = Row(
            key,
            name,
            outline,
            start,
            finish,
            self.time.between(start.date(), finish.date()),
            sum(row.work for row in leaves),
            sum(row.cost for row in leaves),
            summary=True,
            done=bool(leaves) and all(row.done for row in leaves),
        )
        return [head, *rows]

    def _under(self, entries: Sequence[Entry], number: int) -> Iterator[Row]:
        for place, entry in enumerate(entries, 1):
            yield self._package(entry, f"{number}.{place}")
        letter = entries[0].package.letter
        waits = [item for item in self.agenda.waits if item.letter == letter]
        yield from self._waits(waits, number, len(entries))
        standard = next((it for it in self.agenda.workspace.standards if it.letter == letter), None)
        if standard and (row := self._standard(standard, entries, f"{number}.{len(entries) + len(waits) + 1}")):
            yield replace(row, waits=(*row.waits, *((item.id, 0) for item in waits)))

    def _waits(self, waits: Sequence[Wait], number: int, before: int) -> Iterator[Row]:
        """The days from which evidence counts that only has to wait."""
        for place, item in enumerate(waits, before + 1):
            name = f"{item.criterion}: menunggu {item.title}"
            row = self._milestone(item.id, name, f"{number}.{place}", item.until, ())
            yield replace(row, notes=waiting_words(item), fixed=True)

    def _waiting_only(self, number: int) -> Iterator[list[Row]]:
        """Standards without a package that only have to wait."""
        served = {entry.package.letter for entry in self.agenda.entries}
        for standard in self.agenda.workspace.standards:
            waits = [item for item in self.agenda.waits if item.letter == standard.letter]
            if waits and standard.letter not in served:
                rows = list(self._waits(waits, number, 0))
                if row := self._standard(standard, (), f"{number}.{len(rows) + 1}"):
                    rows.append(replace(row, waits=tuple((item.id, 0) for item in waits)))
                yield self._group(f"kelompok:{number}", named(standard), str(number), rows)
                number += 1

    def _package(self, entry: Entry, outline: str) -> Row:
        item = entry.package
        first, last = self.time.within(*self._days(entry))
        return Row(
            item.id,
            f"{item.id}: {item.title}",
            outline,
            self.time.begins(first),
            self.time.ends(last),
            self.time.between(first, last),
            round(item.effort * self.time.minutes),
            item.cost,
            item.unit or None,
            tuple((before.id, before.running_in) for before in entry.before) if entry.placing else (),
            notes=_notes(entry),
            fixed=not item.done_on,
            done=item.done_on is not None,
        )

    def _days(self, entry: Entry) -> tuple[date, date]:
        if entry.package.done_on:
            return entry.package.done_on, entry.package.done_on
        if entry.placing:
            return entry.placing.start, entry.placing.finish
        first = self.time.calendar.end + DAY
        return first, first + timedelta(days=max(0, entry.days - 1))

    def _standard(self, standard: Standard, entries: Sequence[Entry], outline: str) -> Row | None:
        """The day on which a standard is met, behind its packages and the time that their evidence needs."""
        day = self.agenda.outlook.standards_met_on.get(standard.letter)
        if day is None or self.agenda.outlook.draft.scored.standard(standard.letter).met:
            return None
        waits = tuple((entry.package.id, self._passing(entry)) for entry in entries if entry.placing)
        return self._milestone(_key(standard.letter), f"Terpenuhi: {named(standard)}", outline, day, waits)

    def _passing(self, entry: Entry) -> int:
        """Days from the last working day of a package until its evidence counts: its own last day may be a Sunday."""
        first, last = self._days(entry)
        counts = self.agenda.outlook.counts_on(entry.package) or last
        return max(0, (counts - self.time.within(first, last)[1]).days)

    def _stages(self, number: int) -> Iterator[Row]:
        due = {item.stage: item.by for item in self.agenda.outlook.draft.plan.targets}
        before: tuple[tuple[str, int], ...] = ()
        for place, stage in enumerate(self.agenda.outlook.stages, 1):
            row = self._stage(stage, f"{number}.{place}", due.get(stage.stage), before)
            before = ((row.key, 0),) if not row.fixed else ()
            yield row

    def _stage(self, stage: Stage, outline: str, due: date | None, before: tuple[tuple[str, int], ...]) -> Row:
        outlook = self.agenda.outlook
        reached = outlook.stage_on(stage)
        ahead = [letter for letter in stage.standards if letter in outlook.standards_met_on]
        own = tuple((_key(letter), 0) for letter in ahead if not outlook.draft.scored.standard(letter).met)
        name = f"Tahap {stage.stage}: {stage.cumulative} standar terpenuhi"
        day = reached or self.time.calendar.end
        row = self._milestone(f"tahap:{stage.stage}", name, outline, day, (*before, *own) if reached else ())
        return replace(
            row,
            deadline=self.time.ends(due) if due else None,
            notes="" if reached else UNREACHED,
            fixed=reached is None,
            done=reached is not None and reached <= outlook.draft.scored.on,
        )

    def _milestone(self, key: str, name: str, outline: str, day: date, waits: tuple[tuple[str, int], ...]) -> Row:
        at = self.time.ends(day)
        return Row(key, name, outline, at, at, waits=waits, milestone=True)


def _key(letter: str) -> str:
    return f"standar:{letter}"


def _notes(entry: Entry) -> str:
    item = entry.package
    lines = [
        UNPLACED if not entry.placing and not item.done_on else "",
        f"Kriteria {item.criterion}." if item.criterion else "",
        f"Bukti: {', '.join(kind.value for kind in item.produces)}." if item.produces else "",
        f"Masa berjalan {item.running_in} hari sebelum buktinya dihitung." if item.running_in else "",
        "" if item.estimated else "Biaya belum ditaksir.",
    ]
    return "\n".join(line for line in lines if line)
