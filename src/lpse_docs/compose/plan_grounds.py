"""What an adoption plan rests on: its assumptions, how its schedule was made, what had to wait for what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Final

from lpse_docs.amounts import decimal, dotted, rupiah
from lpse_docs.compose.cells import cell, header, joined, knit
from lpse_docs.compose.law import long_date
from lpse_docs.compose.numerals import in_figures
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words, in_a_row, sentence
from lpse_docs.compose.plan_causes import Cause, Hindrance, waiting
from lpse_docs.compose.plan_names import SHOWN, begun, links, package_link, short_title, spanned
from lpse_docs.compose.plan_words import has_details
from lpse_docs.compose.planned import UNTOLD, Planned, planned
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.document.blocks import Items, Paragraph, Row, Table
from lpse_docs.document.inlines import Strong, text
from lpse_docs.document.roles import Marker, Role
from lpse_docs.model.plan import EffortDefault, GoalReached
from lpse_docs.planning.calendar import unknown_years
from lpse_docs.planning.packages import SOP_STEPS, Assumed, Package
from lpse_docs.planning.problem import Goal, Method

LACKING = "belum dimasukkan; kapasitas terlalu tinggi sebesar hari itu"
STANDARD, SOPS = "standar ", "SOP"
MANY = 60  # codes of packages in one cell: about a third of a page
MEANING: Final[Mapping[str, tuple[str, str]]] = {
    Goal.TARGETS.value: ("Jumlah hari keterlambatan semua tenggat.", "hari"),
    Goal.PLACED.value: ("Paket kerja tanpa tempat dalam rentang rencana.", "paket"),
    Goal.EARLY.value: ("Nomor periode selesainya setiap paket dikalikan bobot tahapnya.", "poin"),
    Goal.LEVEL.value: ("Puncak beban semua unit, per seribu kapasitas rata-rata.", "per seribu"),
    Goal.ONGOING.value: ("Nomor periode selesainya paket yang sudah dimulai tetapi terlambat.", "poin"),
    Goal.STABLE.value: ("Paket yang berpindah dari jadwal yang terakhir disetujui.", "paket"),
}
PER_PERIOD = " Hasilnya dihitung per periode rencana, bukan per hari."
VAGUE = "belum diketahui; tidak ada batas yang berarti"


def proven(reached: Iterable[GoalReached]) -> bool:
    """Whether nothing better is possible for any goal."""
    return all(item.proven for item in reached)


def method_label(period: Period) -> Phrase:
    """Optimum only where every goal is proven; else the best that was found; a schedule without a solver says so."""
    schedule = planned(period).schedule
    best = proven(schedule.reached)
    if schedule.method == Method.GREEDY.value:
        told = Strong(text("Disusun menurut urutan prioritas tanpa pengoptimal."))
        more = " Setiap sasaran mencapai batasnya." if best else " Jadwal yang lebih baik mungkin ada."
    elif best:
        told, more = Strong(text("Jadwal ini terbukti yang terbaik menurut urutan sasaran.")), PER_PERIOD
    else:
        told = Strong(text("Terbaik yang ditemukan."))
        more = _half_proven([it.goal for it in takewhile(lambda it: it.proven, schedule.reached)])
    made = f" Jadwal disusun pada {long_date(schedule.made_on)}."
    return Phrase(sentence(told, more, made))


def _half_proven(goals: Sequence[str]) -> str:
    """For which of the first goals nothing better is possible, when that is not known of all."""
    if not goals:
        return " Belum terbukti bahwa tidak ada yang lebih baik."
    return (
        f" Bagi sasaran {in_a_row(goals)} terbukti tidak ada yang lebih baik; bagi sasaran lainnya belum.{PER_PERIOD}"
    )


def goals_table(period: Period) -> Fragment:
    """Every goal in its order: what it means, what was reached, and what no schedule can better."""
    plan = planned(period)
    rows = [
        Row(
            (
                cell(str(place), Role.CELL_CENTER),
                cell(begun(item.goal)),
                cell(_meaning(plan, item), Role.CELL_SMALL),
                cell(_amount(item.goal, item.value), Role.CELL_CENTER),
                cell(_standing(plan, item), Role.CELL_SMALL),
            )
        )
        for place, item in enumerate(plan.schedule.reached, 1)
    ]
    head = header("Urutan", "Sasaran", "Arti", "Hasil", "Masih mungkin lebih baik?")
    return Fragment((Table((15, 30, 57, 22, 36), knit(rows), "Sasaran penjadwalan", (head,)),))


def _meaning(plan: Planned, item: GoalReached) -> str:
    """What is counted for a goal; of days late also what they are by the dates of the document."""
    told = MEANING.get(item.goal, ("-", ""))[0]
    if item.goal != Goal.TARGETS.value or not item.value:
        return told
    step = plan.plan.step.value
    return f"{told} Setiap paket dianggap baru selesai pada hari terakhir {step}nya.{_by_date(plan)}"


def _by_date(plan: Planned) -> str:
    """How late the stages are by the dates of the document, and how those that are never met are counted."""
    late = [it for it in plan.promises if it.late]
    if not late:
        return " Menurut tanggal pada dokumen ini semua tenggat tahap terpenuhi."
    days, never = sum(it.days for it in late), in_a_row([f"tahap {it.stage.stage}" for it in late if not it.on])
    told = f" Menurut tanggal pada dokumen ini keterlambatannya {dotted(days)} hari." if days else ""
    lost = f" Yang tidak tercapai, {never}, dihitung terlambat sampai setahun sesudah akhir rencana." if never else ""
    return told + lost


def _amount(goal: str, number: int) -> str:
    return f"{dotted(number)} {MEANING.get(goal, ('', ''))[1]}".strip()


def _standing(plan: Planned, item: GoalReached) -> str:
    """Whether a better value is possible, and by how much at most."""
    if item.goal == Goal.TARGETS.value and plan.outlook.opened:
        named = spanned([letter.upper() for letter in plan.outlook.opened])
        return f"dihitung bagi paket kerja yang ada saja; celah standar {named} tidak mempunyai paket"
    if item.proven:
        step = plan.plan.step.value
        return f"tidak; terbukti yang terbaik, dihitung per {step}" if item.value else "tidak; tercapai penuh"
    if item.vague:
        return VAGUE
    return f"belum diketahui; paling banyak {_amount(item.goal, item.value - item.bound)} lebih sedikit"


def tradeoffs(period: Period) -> Fragment:
    """What had to wait for what, as the schedule shows it; a sentence when nothing had to."""
    plan = planned(period)
    waits = waiting(plan)
    told = [*_for_money(plan, waits), *_for_people(plan, waits), *_for_good(plan)]
    if not told:
        return Fragment((Paragraph(text("Tidak ada paket kerja yang menunggu kapasitas atau pagu.")),))
    return Fragment((Items(tuple((Paragraph(line),) for line in told), Marker.BULLET),))


def _for_money(plan: Planned, waits: Sequence[Hindrance]) -> Iterator[Words]:
    """Each package that waits for money, and what the money of those years is spent on."""
    for item in [it for it in waits if Cause.MONEY in it.causes][:SHOWN]:
        spent = [
            it for it in plan.scheduled if it.cost and it.id != item.package.id and _in_years(plan, it, item.years)
        ]
        years = in_a_row([str(year) for year in item.years])
        on = sentence(", yang dipakai ", links(sorted(spent, key=lambda it: -it.cost))) if spent else ()
        head = f" ({short_title(item.package)}) mulai {dotted(item.days)} hari lebih lambat karena pagu {years}"
        yield sentence(package_link(item.package.id), head, on, f", tidak menyisakan {rupiah(item.package.cost)}.")


def _in_years(plan: Planned, item: Package, years: Iterable[int]) -> bool:
    return any(plan.outlook.placing[item.id].bucket.startswith(str(year)) for year in years)


def _for_people(plan: Planned, waits: Sequence[Hindrance]) -> Iterator[Words]:
    """Unit by unit, how many packages wait for room, and the one that waits longest."""
    for unit in plan.units:
        items = [it for it in waits if it.causes == (Cause.CAPACITY,) and it.package.unit == unit.code]
        if not items:
            continue
        longest, many = items[0], f"{dotted(len(items))} paket kerja"
        name = sentence(
            package_link(longest.package.id), f" ({short_title(longest.package)}), {dotted(longest.days)} hari."
        )
        lead = " menunggu kapasitas; yang paling lama " if len(items) > 1 else " menunggu kapasitas: "
        yield sentence(f"{unit.name}: {many}{lead}", name)


def _for_good(plan: Planned) -> Iterator[Words]:
    if plan.unplaced:
        many = f"{dotted(len(plan.unplaced))} paket kerja"
        where = "Rincian Hambatan" if has_details(plan.period) else "Hambatan"
        yield text(f"Sebanyak {many} tidak tertampung; sebabnya disebut pada bagian {where}.")


def defaults_table(period: Period) -> Fragment:
    """Every assumed value that the plan uses, and how many packages use it."""
    found = [
        *_effort_defaults(planned(period)),
        *_sop_defaults(planned(period)),
        *_owners(planned(period)),
        *_orders(planned(period)),
    ]
    rows = knit(
        [
            Row((cell(name), cell(value, Role.CELL_SMALL), cell(str(many), Role.CELL_CENTER)))
            for name, value, many in found
        ]
    )
    if not rows:
        return Fragment((Paragraph(text("Rencana ini tidak memakai nilai bawaan.")),))
    return Fragment((Table((52, 84, 24), rows, "Nilai bawaan", (header("Asumsi", "Nilai", "Paket"),)),))


def _effort_defaults(plan: Planned) -> Iterator[tuple[str, str, int]]:
    """Effort, cost and running-in by kind of evidence."""
    for item in plan.period.workspace.office.planning.efforts:
        for name, aspect, value in _values(item):
            many = sum(aspect in it.assumed and item.kind in it.produces for it in plan.ahead)
            if many:
                yield f"{name} bukti jenis {item.kind.value}", value, many


def _values(item: EffortDefault) -> Iterator[tuple[str, Assumed, str]]:
    yield "Beban kerja", Assumed.EFFORT, f"{decimal(item.effort)} hari-orang"
    yield "Biaya", Assumed.COST, rupiah(item.cost) if item.cost else UNTOLD
    yield "Masa berjalan", Assumed.RUNNING_IN, f"{item.running_in} hari"


def _sop_defaults(plan: Planned) -> Iterator[tuple[str, str, int]]:
    usual = plan.period.workspace.office.planning.sop
    efforts = (usual.drafting, usual.approval, usual.review)
    names = ("penyusunan", "pengesahan", "tinjauan pertama")
    for step, name, effort in zip(SOP_STEPS, names, efforts, strict=True):
        items = [it for it in plan.ahead if it.sop and it.id == f"sop-{it.sop}-{step}"]
        if many := sum(Assumed.EFFORT in it.assumed for it in items):
            yield f"Beban kerja {name} SOP", f"{decimal(effort)} hari-orang", many
    sops = [it for it in plan.ahead if it.sop]
    if many := sum(Assumed.COST in it.assumed for it in sops):
        yield "Biaya SOP", UNTOLD, many
    reviews = [it for it in sops if it.id.endswith(f"-{SOP_STEPS[1]}") and it.running_in == usual.review_after]
    if reviews:
        yield "Jarak tinjauan pertama SOP", f"{usual.review_after} hari sesudah pengesahan", len(reviews)


def _owners(plan: Planned) -> Iterator[tuple[str, str, int]]:
    """Which unit is assumed to do which standards and SOPs."""
    for unit in plan.units:
        items = [it for it in plan.ahead if it.unit == unit.code and Assumed.UNIT in it.assumed]
        letters = sorted({it.letter.upper() for it in items if it.letter})
        sops = sorted({it.sop.upper() for it in items if it.sop})
        told = [f"standar {spanned(letters)}"] if letters else []
        told += [f"SOP {spanned(sops)}"] if sops else []
        if items:
            yield f"Pelaksana: {unit.name}", "; ".join(told) or "paket sendiri", len(items)


def _orders(plan: Planned) -> Iterator[tuple[str, str, int]]:
    many = sum(Assumed.ORDER in item.assumed for item in plan.ahead)
    if many:
        rule = "kebijakan dan penetapan sebelum rekaman; dasar suatu standar sesudah dasar standar tumpuannya; SOP: susun, sah, tinjau"
        yield "Urutan pekerjaan", rule, many


def assumed_table(period: Period) -> Fragment:
    """Which packages rest on which assumptions; each package stands once."""
    groups: dict[tuple[Assumed, ...], list[Package]] = defaultdict(list)
    for item in planned(period).ahead:
        if item.assumed:
            groups[tuple(it for it in Assumed if it in item.assumed)].append(item)
    rows = tuple(
        Row(
            (
                cell(", ".join(it.value for it in aspects), Role.CELL_SMALL),
                cell(str(len(items)), Role.CELL_CENTER),
                cell(_codes(planned(period), items), Role.CELL_SMALL),
            ),
            splittable=len(items) > MANY,
        )
        for aspects, items in groups.items()
    )
    if not rows:
        return Fragment(())
    head = header("Yang diasumsikan", "Paket", "Kode paket kerja")
    return Fragment((Table((40, 18, 102), rows, "Paket yang memakai asumsi", (head,)),))


def _codes(plan: Planned, items: Sequence[Package]) -> Words:
    """Codes in a row; a standard or all SOPs of which every package is among them is named instead."""
    chosen = {it.id for it in items}
    whole: dict[str, set[str]] = defaultdict(set)
    for it in plan.ahead:
        whole[_heading(it)].add(it.id)
    full = {name for name, codes in whole.items() if name and len(codes) > 2 and codes <= chosen}
    letters = spanned([name.removeprefix(STANDARD) for name in full if name.startswith(STANDARD)])
    told = [text(f"semua paket standar {letters}")] if letters else []
    told += [text("semua paket SOP")] if SOPS in full else []
    return joined([*told, *((package_link(it.id),) for it in items if _heading(it) not in full)])


def _heading(item: Package) -> str:
    if item.sop:
        return SOPS
    return f"{STANDARD}{item.letter.upper()}" if item.letter else ""


def given_table(period: Period) -> Fragment:
    """What the office says it can give: capacity, other capacity, holidays and leave."""
    plan = planned(period)
    rows = knit([Row((cell(name, Role.CELL_LABEL), cell(words))) for name, words in _given(plan)])
    return Fragment((Table((46, 114), rows, "Kapasitas dan kalender", (header("Masukan", "Isi"),)),))


def no_holidays(plan: Planned) -> str:
    """Which holidays nobody has told, in a sentence; nothing when some are told for every year."""
    years = unknown_years(plan.plan)
    if not years:
        return ""
    what = "yang berpindah tanggal" if plan.plan.holidays else "nasional"
    return f"Hari libur {what} dan cuti bersama {in_a_row([str(year) for year in years])} {LACKING}."


def _holidays(plan: Planned) -> Mapping[str, list[str]]:
    """Holidays by name, each with its days."""
    found: dict[str, list[str]] = defaultdict(list)
    for item in plan.plan.holidays:
        one = item.start == item.end
        last = "" if one else f" sampai dengan {long_date(item.end)}"
        found[item.name].append(f"{long_date(item.start)}{last}")
    return found


def _given(plan: Planned) -> Iterator[tuple[str, str]]:
    told, step = plan.plan, plan.plan.step.value
    for item in told.capacity:
        words = f"{decimal(item.person_days)} hari-orang setiap {step}, {in_figures(item.people)} orang sekaligus."
        yield plan.unit(item.unit).name, words
    names = {item.code: item.name for item in plan.outlook.draft.calendar.periods}
    for other in told.other_capacity:
        when = names.get(other.bucket, other.bucket)
        yield (
            plan.unit(other.unit).name,
            f"{decimal(other.person_days)} hari-orang pada {when}: {other.reason.rstrip('.')}.",
        )
    for name, free in _holidays(plan).items():
        yield "Libur", f"{name}, {in_a_row(free)}."
    if missing := no_holidays(plan):
        yield "Libur", missing
    for gone in told.leave:
        days = f"{long_date(gone.start)} sampai dengan {long_date(gone.end)}"
        yield (
            f"Ketidakhadiran, {plan.unit(gone.unit).short}",
            f"{decimal(gone.person_days)} hari-orang, {days}: {gone.note.rstrip('.')}.",
        )
