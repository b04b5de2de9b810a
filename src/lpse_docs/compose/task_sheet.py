"""The task sheet of a unit: its work packages in order of time, with room to tick off and to write dates."""

from collections.abc import Iterator

from lpse_docs.amounts import decimal, person_days
from lpse_docs.compose.cells import cell, cell_of, header, joined
from lpse_docs.compose.law import long_date
from lpse_docs.compose.numerals import in_figures
from lpse_docs.compose.office import signature
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import sentence
from lpse_docs.compose.plan_tables import bucket_words, served, still_ahead, work_days
from lpse_docs.compose.planned import Planned, Unit, planned
from lpse_docs.compose.report import DOTS
from lpse_docs.compose.template import Fragment, Phrase, printed
from lpse_docs.document.blocks import Cell, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import FillIn, FillKind, Strong, Text, text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.planning.packages import SOP_STEPS, Package, ground

DATE_ADVICE = "Misalnya 23 November 2027."
SOP_EVIDENCE = dict(zip(SOP_STEPS, ("naskah SOP", "SOP yang disahkan", "catatan tinjauan pertama"), strict=True))
HEIGHT = 12.0  # mm of a row, to write in by hand


def unit_of(period: Period, code: str) -> Unit:
    """A unit by the code of its post."""
    return planned(period).unit(printed(code))


def sheet_sentence(period: Period, unit: Unit) -> Phrase:
    """How much work a unit has, and from when to when."""
    plan = planned(period)
    items = [item for item in plan.of(unit.code) if item.done_on is None]
    if not items:
        return Phrase(text(f"{unit.name} tidak mempunyai paket kerja dalam rencana ini."))
    days = person_days(sum(item.effort for item in items))
    head = f"{unit.name} mengerjakan {in_figures(len(items))} paket kerja dengan beban {days}"
    placings = [plan.outlook.placing[item.id] for item in items if item.id in plan.outlook.placing]
    if not placings:
        return Phrase(text(f"{head}; tidak satu pun tertampung dalam jadwal."))
    first, last = min(it.start for it in placings), max(it.finish for it in placings)
    lost = len(items) - len(placings)
    more = sentence("; ", Strong(text(f"{in_figures(lost)} paket tidak tertampung"))) if lost else ()
    return Phrase(sentence(head, f", {long_date(first)} sampai dengan {long_date(last)}", more, "."))


def unit_load_table(period: Period, unit: Unit) -> Fragment:
    """What a unit can give and has to do in every planning period."""
    plan = planned(period)
    periods = plan.outlook.draft.calendar.periods
    none = (0.0,) * len(periods)
    load, limit = plan.outlook.load.get(unit.code, none), plan.outlook.capacity.get(unit.code, none)
    rows = tuple(
        Row(
            (
                cell(item.name),
                cell(decimal(limit[place]), Role.CELL_CENTER),
                cell(decimal(load[place]), Role.CELL_CENTER),
                cell(decimal(limit[place] - load[place]), Role.CELL_CENTER),
                cell(str(sum(_begins(plan, it, item.code) for it in plan.of(unit.code))), Role.CELL_CENTER),
            )
        )
        for place, item in enumerate(periods)
    )
    head = header("Periode rencana", "Kapasitas (hari-orang)", "Beban (hari-orang)", "Sisa", "Paket yang dimulai")
    return Fragment((Table((56, 28, 28, 22, 26), rows, f"Kapasitas {unit.name}", (head,), kept=True),))


def _begins(plan: Planned, item: Package, bucket: str) -> bool:
    placing = plan.outlook.placing.get(item.id)
    return placing is not None and placing.bucket == bucket


def task_table(period: Period, unit: Unit) -> Fragment:
    """The packages of a unit in order of time, with what they wait for and hand over, a box to tick and dates to fill in."""
    plan = planned(period)
    rows = tuple(Row(tuple(_task_cells(plan, item, unit)), height=HEIGHT) for item in plan.of(unit.code))
    if not rows:
        return Fragment(())
    head = header(
        "Selesai", "Kode dan bagi", "Pekerjaan", "Hari-orang", "Jadwal", "Menunggu", "Bukti yang diserahkan",
        "Tanggal mulai", "Tanggal selesai",
    )  # fmt: skip
    return Fragment((Table((18, 30, 50, 14, 31, 32, 32, 25, 25), rows, f"Lembar tugas {unit.name}", (head,)),))


def _task_cells(plan: Planned, item: Package, unit: Unit) -> Iterator[Cell]:
    yield cell((FillIn(f"{item.id}/selesai", f"Selesai {item.id}", FillKind.CHECK),), Role.CELL_CENTER)
    own = item.criterion and item.id.startswith(item.criterion)
    kinds = Paragraph(text(f"Standar {(item.letter or '').upper()}") if own else served(item), Role.CELL_SMALL)
    yield cell_of([Paragraph((Strong(text(item.id)),), Role.CELL_SMALL), kinds])
    yield cell(item.title, Role.CELL_SMALL)
    yield cell(decimal(item.effort), Role.CELL_CENTER)
    when = [Paragraph(text(bucket_words(plan, item)), Role.CELL_SMALL)]
    yield cell_of(
        [*when, Paragraph(work_days(plan, item), Role.CELL_SMALL)] if item.id in plan.outlook.placing else when
    )
    yield cell(joined(_waits(plan, item, unit), text("; ")) or "-", Role.CELL_SMALL)
    yield cell(_evidence(plan, item), Role.CELL_SMALL)
    for name, label in (("mulai", "Mulai"), ("tanggal", "Selesai pada")):
        place = FillIn(f"{item.id}/{name}", f"{label} {item.id}", FillKind.DATE, advice=DATE_ADVICE, narrow=True)
        yield cell((place,), Role.CELL_FILL)


def _waits(plan: Planned, item: Package, unit: Unit) -> Iterator[tuple[Text | Strong, ...]]:
    """What a package waits for; work of another unit is named with that unit."""
    for code in still_ahead(plan, item):
        package = plan.outlook.draft.package.get(code)
        owners = [package.unit] if package else _grounds_units(plan, code)
        others = ", ".join(plan.unit(owner).short for owner in owners if owner != unit.code)
        name = code if package else f"dasar standar {code.removeprefix('dasar-').upper()}"
        yield (Text(name), Strong(text(f" ({others})"))) if others else (Text(name),)


def _grounds_units(plan: Planned, code: str) -> list[str]:
    makers = (it for it in plan.ahead if it.grounds and it.letter and ground(it.letter) == code)
    return list(dict.fromkeys(it.unit for it in makers))


def _evidence(plan: Planned, item: Package) -> str:
    """The kinds of evidence to hand over, and from when they count."""
    if not item.produces:
        return next((words for step, words in SOP_EVIDENCE.items() if item.id == f"sop-{item.sop}-{step}"), "-")
    kinds = ", ".join(kind.value for kind in item.produces)
    on = plan.outlook.counts_on(item)
    return f"{kinds}, dihitung mulai {long_date(on)}" if on and item.running_in else kinds


def unit_signature(period: Period, unit: Unit) -> Fragment:
    """Where the head of a unit signs; dotted while nobody is known to lead it."""
    field, date = f"lembar-tugas-{unit.code}", f"{period.workspace.office.place}, {DOTS}"
    if unit.code in period.workspace.official:
        block = signature(period.workspace, unit.code, field, lead=(date,))
    else:
        block = Signature(field, (date, f"Pimpinan {unit.name},"))
    row = Row((cell(""), cell_of([block])))
    return Fragment((Table((80, 80), (row,), "Tanda tangan unit", role=TableRole.PLAIN),))
