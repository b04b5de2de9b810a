"""What a plan takes for granted, line by line: usual efforts, holidays and leave, and for every package what nobody told."""

from collections.abc import Collection, Iterator

from lpse_docs.amounts import decimal, person_days, rupiah
from lpse_docs.exports.agenda import Agenda
from lpse_docs.model.dates import said
from lpse_docs.planning.calendar import unknown_years
from lpse_docs.planning.packages import Assumed, Package, ground

UNTOLD = "biaya belum ditaksir"
GROUND = ground("")
TOLD = 3  # decimals: what somebody gave is repeated, not rounded as the schedule rounds it
Line = tuple[str, str, str]


def assumptions(agenda: Agenda) -> Iterator[Line]:
    """Every assumption: what it is about, what is assumed, its value."""
    yield from _usual(agenda)
    yield from _absences(agenda)
    for entry in agenda.entries:
        if entry.package.assumed and entry.task:
            yield entry.package.id, _listed(entry.package), _values(agenda, entry.package)
    yield from _left_out(agenda)


def _usual(agenda: Agenda) -> Iterator[Line]:
    office = agenda.workspace.office
    hours = office.working_hours
    yield (
        "Jam kerja",
        "Jam kerja sehari dan hari kerja seminggu",
        f"{decimal(hours.hours_per_day, TOLD)} jam, {hours.days_per_week} hari",
    )
    for item in office.planning.efforts:
        cost = rupiah(item.cost) if item.cost else UNTOLD
        told = f"{person_days(item.effort, TOLD)}; {cost}; masa berjalan {item.running_in} hari"
        yield f"Bukti {item.kind.value}", "Beban, biaya, dan masa berjalan bawaan menurut jenis bukti", told
    sop = office.planning.sop
    efforts = f"{decimal(sop.drafting, TOLD)}, {decimal(sop.approval, TOLD)}, dan {person_days(sop.review, TOLD)}; jarak tinjauan {sop.review_after} hari"
    yield "SOP", "Beban penyusunan, pengesahan, dan tinjauan pertama", efforts


def _absences(agenda: Agenda) -> Iterator[Line]:
    plan = agenda.outlook.draft.plan
    if years := unknown_years(plan):
        what = "Yang berpindah tanggal dan cuti bersama belum" if plan.holidays else "Belum"
        told = f"{what} dimasukkan; kapasitas terlalu tinggi sebesar hari itu"
        yield "Hari libur", told, ", ".join(map(str, years))
    for free in plan.holidays:
        yield "Hari libur", free.name, f"{said(free.start)} s.d. {said(free.end)}"
    for away in plan.leave:
        days = f"{said(away.start)} s.d. {said(away.end)}; {person_days(away.person_days, TOLD)}"
        yield "Ketidakhadiran", f"{agenda.unit(away.unit)}: {away.note}", days
    for other in plan.other_capacity:
        told = f"{other.bucket}; {person_days(other.person_days, TOLD)}"
        yield "Kapasitas lain", f"{agenda.unit(other.unit)}: {other.reason}", told


def _left_out(agenda: Agenda) -> Iterator[Line]:
    for item in agenda.outlook.draft.plan.packages:
        if item.left_out is not None:
            yield item.id, "Tidak dikerjakan", item.left_out


def _listed(item: Package) -> str:
    return ", ".join(one.value for one in Assumed if one in item.assumed)


def _values(agenda: Agenda, item: Package) -> str:
    """The values that were assumed, in the order of the list."""
    told = {
        Assumed.EFFORT: person_days(item.effort, TOLD),
        Assumed.COST: rupiah(item.cost) if item.cost else UNTOLD,
        Assumed.RUNNING_IN: f"{item.running_in} hari",
        Assumed.UNIT: agenda.unit(item.unit) or "-",
        Assumed.ORDER: f"setelah {waited(item)}" if item.after else "tanpa pendahulu",
    }
    return "; ".join(told[one] for one in Assumed if one in item.assumed)


def waited(item: Package, ahead: Collection[str] | None = None) -> str:
    """What a package waits for, the grounds of standards by their letters: `dasar standar A, B; pelatihan`.

    Only packages that are still `ahead` are named when these are given.
    """
    letters = [code.removeprefix(GROUND).upper() for code in item.after if code.startswith(GROUND)]
    others = [code for code in item.after if not code.startswith(GROUND) and (ahead is None or code in ahead)]
    return "; ".join([f"dasar standar {', '.join(letters)}"] * bool(letters) + others)
