"""The task sheet of a unit: its work packages in order of time, with room to tick off and to write dates."""

from collections import defaultdict
from collections.abc import Iterator

from lpse_docs.amounts import decimal
from lpse_docs.compose.cells import cell, cell_of, header, joined, knit, lines
from lpse_docs.compose.law import long_date
from lpse_docs.compose.numerals import in_figures
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import sentence
from lpse_docs.compose.plan_changes import agreed_words
from lpse_docs.compose.plan_names import GROUND, begun, bucket_words, served, spanned, still_ahead, work_days
from lpse_docs.compose.planned import Planned, Sum, Unit, planned
from lpse_docs.compose.report import DOTS
from lpse_docs.compose.template import Fragment, Phrase, printed
from lpse_docs.document.blocks import Cell, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import FillIn, FillKind, Inline, Strong, Text, text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.planning.packages import SOP_STEPS, Package, ground
from lpse_docs.planning.track import Standing

DATE_ADVICE = "Misalnya 23 November 2027."
SOP_EVIDENCE = dict(zip(SOP_STEPS, ("naskah SOP", "SOP yang disahkan", "catatan tinjauan pertama"), strict=True))
HEAD = "kepala-lpse"
HEIGHT = 12.0  # mm of a row, to write in by hand


def unit_of(period: Period, code: str) -> Unit:
    """A unit by the code of its post."""
    return planned(period).unit(printed(code))


def sheet_sentence(period: Period, unit: Unit) -> Phrase:
    """How much scheduled work a unit has, from when to when, and how much has no place."""
    plan = planned(period)
    mine, lost = Sum.of(_scheduled(plan, unit)), Sum.of(_lost(plan, unit))
    more = f"Sebanyak {in_figures(lost.many)} paket lain ({decimal(lost.effort)} hari-orang) tidak tertampung dan tidak dikerjakan."
    if not mine.many:
        head = f"{unit.name} tidak mempunyai paket kerja yang terjadwal."
        return Phrase(sentence(head, " ", Strong(text(more))) if lost.many else text(head))
    placings = [plan.outlook.placing[item.id] for item in _scheduled(plan, unit)]
    first, last = min(it.start for it in placings), max(it.finish for it in placings)
    head = f"{unit.name} mengerjakan {in_figures(mine.many)} paket kerja ({decimal(mine.effort)} hari-orang) pada"
    when = f" {long_date(first)} sampai dengan {long_date(last)}."
    return Phrase(sentence(head, when, sentence(" ", Strong(text(more))) if lost.many else ()))


def has_tasks(period: Period, unit: Unit) -> bool:
    """Whether a unit has work in the schedule."""
    return bool(_scheduled(planned(period), unit))


def _scheduled(plan: Planned, unit: Unit) -> list[Package]:
    return [item for item in plan.of(unit.code) if item.id in plan.outlook.placing]


def _lost(plan: Planned, unit: Unit) -> list[Package]:
    return [item for item in plan.of(unit.code) if not item.done_on and item.id not in plan.outlook.placing]


def unit_load_table(period: Period, unit: Unit) -> Fragment:
    """What a unit can give and has to do in every planning period in which it has work; it stays with the signatures."""
    plan = planned(period)
    periods = plan.outlook.draft.calendar.periods
    none = (0.0,) * len(periods)
    load, limit = plan.outlook.load.get(unit.code, none), plan.outlook.capacity.get(unit.code, none)
    rows = [
        Row(
            (
                cell(begun(item.name)),
                cell(decimal(limit[place]), Role.CELL_CENTER),
                cell(decimal(load[place]), Role.CELL_CENTER),
                cell(decimal(limit[place] - load[place]), Role.CELL_CENTER),
                cell(str(sum(_begins(plan, it, item.code) for it in plan.of(unit.code))), Role.CELL_CENTER),
            )
        )
        for place, item in enumerate(periods)
        if load[place]
    ]
    if not rows:
        return Fragment((Paragraph(text("Tidak ada pekerjaan yang terjadwal."), Role.LEAD),))
    head = header("Periode rencana", "Kapasitas (hari-orang)", "Beban (hari-orang)", "Sisa", "Paket yang dimulai")
    return Fragment((Table((56, 28, 28, 22, 26), knit(rows), f"Kapasitas {unit.name}", (head,), kept=True),))


def _begins(plan: Planned, item: Package, bucket: str) -> bool:
    placing = plan.outlook.placing.get(item.id)
    return placing is not None and placing.bucket == bucket


def task_table(period: Period, unit: Unit) -> Fragment:
    """The packages of a unit in order of time, with what they wait for and hand over, a box to tick and dates to fill in."""
    plan = planned(period)
    rows = [Row(tuple(_task_cells(plan, item, unit)), height=HEIGHT) for item in _scheduled(plan, unit)]
    if not rows:
        return Fragment(())
    head = header(
        "Selesai", "Kode dan peruntukan", "Pekerjaan", "Hari-orang", "Jadwal", "Menunggu", "Bukti yang diserahkan",
        "Tanggal mulai", "Tanggal selesai",
    )  # fmt: skip
    return Fragment(
        (
            Table(
                (16, 29, 45.5, 13.5, 33.5, 31, 29.5, 24.5, 24.5),
                knit(rows, last=2, whole=3),
                f"Lembar tugas {unit.name}",
                (head,),
            ),
        )
    )


def lost_table(period: Period, unit: Unit) -> Fragment:
    """The packages of a unit that have no place in the schedule, to know of and not to do; or nothing."""
    plan = planned(period)
    rows = [
        Row(
            (
                cell((Strong(text(item.id)),), Role.CELL_SMALL),
                cell(item.title, Role.CELL_SMALL),
                cell(served(item), Role.CELL_SMALL),
                cell(decimal(item.effort), Role.CELL_CENTER),
            )
        )
        for item in _lost(plan, unit)
    ]
    if not rows:
        return Fragment(())
    lead = Paragraph(
        text("Paket berikut tidak tertampung dalam jadwal dan tidak dikerjakan menurut lembar ini."), Role.LEAD
    )
    title = f"Paket yang tidak tertampung {unit.name}"
    head = header("Kode", "Pekerjaan", "Untuk", "Hari-orang")
    return Fragment((lead, Table((36, 130, 50, 24), knit(rows), title, (head,))))


def _task_cells(plan: Planned, item: Package, unit: Unit) -> Iterator[Cell]:
    if plan.standing.get(item.id) is Standing.DONE:
        yield cell("selesai", Role.CELL_CENTER)
    else:
        yield cell((FillIn(f"{item.id}/selesai", f"Selesai {item.id}", FillKind.CHECK),), Role.CELL_CENTER)
    kinds = Paragraph(served(item), Role.CELL_SMALL)
    yield cell_of([Paragraph((Strong(text(item.id)),), Role.CELL_SMALL), kinds])
    yield cell(item.title, Role.CELL_SMALL)
    yield cell(decimal(item.effort), Role.CELL_CENTER)
    when = [text(bucket_words(plan, item)), work_days(plan, item)]
    when += [text(f"semula {agreed_words(plan, item)}")] if plan.changing and item in plan.moved else []
    yield cell_of(Paragraph(words, Role.CELL_SMALL) for words in when)
    yield cell(joined(_waits(plan, item, unit), text("; ")) or "-", Role.CELL_SMALL)
    yield cell(_evidence(plan, item), Role.CELL_SMALL)
    for name, label in (("mulai", "Mulai"), ("tanggal", "Selesai pada")):
        place = FillIn(f"{item.id}/{name}", f"{label} {item.id}", FillKind.DATE, advice=DATE_ADVICE, narrow=True)
        yield cell((place,), Role.CELL_FILL)


def _waits(plan: Planned, item: Package, unit: Unit) -> Iterator[tuple[Text | Strong, ...]]:
    """What a package waits for, the grounds of standards in one phrase for each unit; another unit is named with its work."""
    grounds: dict[str, list[str]] = defaultdict(list)
    others: list[tuple[str, str]] = []
    for code in still_ahead(plan, item):
        package = plan.outlook.draft.package.get(code)
        owners = [package.unit] if package else _grounds_units(plan, code)
        named = ", ".join(plan.unit(owner).short for owner in owners if owner != unit.code)
        if package:
            others.append((code, named))
        else:
            grounds[named].append(code.removeprefix(GROUND).upper())
    phrases = [(f"dasar standar {spanned(letters)}", named) for named, letters in grounds.items()]
    for name, named in (*phrases, *others):
        yield (Text(name), Strong(text(f" ({named})"))) if named else (Text(name),)


def _grounds_units(plan: Planned, code: str) -> list[str]:
    makers = (it for it in plan.ahead if it.grounds and it.letter and ground(it.letter) == code)
    return list(dict.fromkeys(it.unit for it in makers))


def _evidence(plan: Planned, item: Package) -> tuple[Inline, ...]:
    """The kinds of evidence to hand over, and from when they count."""
    if not item.produces:
        return text(next((words for step, words in SOP_EVIDENCE.items() if item.id == f"sop-{item.sop}-{step}"), "-"))
    kinds = ", ".join(kind.value for kind in item.produces)
    on = plan.outlook.counts_on(item)
    return lines((f"{kinds},", "diperhitungkan mulai", long_date(on))) if on and item.running_in else text(kinds)


def unit_signature(period: Period, unit: Unit) -> Fragment:
    """Where the head of a unit signs, and the head of the office beside; dotted while nobody is known to hold the post."""
    date = f"{period.workspace.office.place}, {DOTS}"
    mine = _signed(period, unit.code, f"lembar-tugas-{unit.code}", (date, f"Pimpinan {unit.name},"))
    head = _signed(
        period, HEAD, f"lembar-tugas-{unit.code}-mengetahui", ("Mengetahui,", f"{planned(period).unit(HEAD).name},")
    )
    row = Row((cell_of([head]), cell_of([mine])))
    return Fragment((Table((80, 80), (row,), "Tanda tangan unit", role=TableRole.PLAIN),))


def _signed(period: Period, post: str, field: str, heading: tuple[str, ...]) -> Signature:
    official = period.workspace.official.get(post)
    if official is None:
        return Signature(field, heading)
    return Signature(field, heading, official.name, official.rank, official.nip)
