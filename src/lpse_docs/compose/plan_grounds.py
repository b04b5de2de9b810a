"""What an adoption plan rests on: its assumptions, how its schedule was made, what was given up for what, what may go wrong."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from lpse_docs.amounts import decimal, dotted, person_days, rupiah
from lpse_docs.compose.cells import cell, header, joined
from lpse_docs.compose.law import long_date
from lpse_docs.compose.numerals import in_figures
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words, sentence
from lpse_docs.compose.plan_figures import tell
from lpse_docs.compose.plan_words import package_link
from lpse_docs.compose.planned import Planned, planned
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.document.blocks import Items, Paragraph, Row, Table
from lpse_docs.document.inlines import Strong, text
from lpse_docs.document.roles import Marker, Role
from lpse_docs.model.plan import EffortDefault, GoalReached
from lpse_docs.planning.packages import SOP_STEPS, Assumed, Package
from lpse_docs.planning.problem import Goal, Method
from lpse_docs.planning.risks import LONG, TIGHT, Full, chain, full, single, tight, waiting

SHOWN = 5
MANY = 60  # codes of packages in one cell: about a third of a page
MEANING: Final[Mapping[str, tuple[str, str]]] = {
    Goal.PLACED.value: ("Pekerjaan dan tonggak tanpa tempat dalam rentang rencana.", "pekerjaan"),
    Goal.TARGETS.value: ("Hari keterlambatan semua tenggat bersama-sama.", "hari"),
    Goal.EARLY.value: ("Nomor periode selesainya setiap paket dikalikan bobot tahapnya.", "poin"),
    Goal.LEVEL.value: ("Puncak beban semua unit, per seribu kapasitas rata-rata.", "per seribu"),
    Goal.STABLE.value: ("Paket yang berpindah dari jadwal yang terakhir disetujui.", "paket"),
}
SPARED: Final[Mapping[str, str]] = {
    Goal.PLACED.value: "Memuat semua paket kerja didahulukan dari segala sasaran lain.",
    Goal.TARGETS.value: "Tenggat tahap didahulukan; pekerjaan tahap kemudian dapat menunggu karenanya.",
    Goal.EARLY.value: "Selesai dini didahulukan dari beban yang merata, sehingga periode awal lebih penuh.",
    Goal.LEVEL.value: "Beban diratakan hanya sejauh tidak memperlambat pekerjaan.",
    Goal.STABLE.value: "Jadwal terdahulu dipertahankan hanya sejauh tidak merugikan sasaran di atasnya.",
}


def proven(reached: Iterable[GoalReached]) -> bool:
    """Whether nothing better is possible for any goal."""
    return all(item.value <= item.bound for item in reached)


def method_label(period: Period) -> Phrase:
    """Optimum only where every goal is proven; else the best that was found; a schedule without a solver says so."""
    schedule = planned(period).schedule
    best = proven(schedule.reached)
    if schedule.method == Method.GREEDY.value:
        told = Strong(text("Disusun menurut urutan prioritas tanpa pengoptimal."))
        more = " Setiap sasaran mencapai batasnya." if best else " Jadwal yang lebih baik mungkin ada."
    elif best:
        told, more = Strong(text("Optimum.")), " Terbukti tidak ada jadwal yang lebih baik menurut urutan sasaran."
    else:
        told, more = Strong(text("Terbaik yang ditemukan.")), " Belum terbukti bahwa tidak ada yang lebih baik."
    made = f" Jadwal disusun pada {long_date(schedule.made_on)}."
    return Phrase(sentence(told, more, made))


def goals_table(period: Period) -> Fragment:
    """Every goal in its order: what it means, what was reached, and what no schedule can better."""
    rows = tuple(
        Row(
            (
                cell(str(place), Role.CELL_CENTER),
                cell(f"{item.goal[:1].upper()}{item.goal[1:]}"),
                cell(MEANING.get(item.goal, ("-", ""))[0], Role.CELL_SMALL),
                cell(_amount(item.goal, item.value), Role.CELL_CENTER),
                cell(_amount(item.goal, item.bound), Role.CELL_CENTER),
                cell(_standing(item), Role.CELL_SMALL),
            )
        )
        for place, item in enumerate(planned(period).schedule.reached, 1)
    )
    head = header("Urutan", "Sasaran", "Arti", "Nilai", "Batas", "Keadaan")
    return Fragment((Table((15, 34, 44, 22, 22, 23), rows, "Sasaran penjadwalan", (head,)),))


def _amount(goal: str, number: int) -> str:
    return f"{dotted(number)} {MEANING.get(goal, ('', ''))[1]}".strip()


def _standing(item: GoalReached) -> str:
    if item.value <= item.bound:
        return "terbukti terbaik"
    return f"selisih {dotted(item.value - item.bound)} dari batas"


def tradeoffs(period: Period) -> Fragment:
    """What was given up for what, and which packages wait for room."""
    plan = planned(period)
    told = [text(SPARED[item.goal]) for item in plan.schedule.reached if item.goal in SPARED]
    return Fragment((Items(tuple((Paragraph(line),) for line in (*told, *_waits(plan))), Marker.BULLET),))


def _waits(plan: Planned) -> Iterator[Words]:
    waits = waiting(plan.outlook)
    if not waits:
        yield text("Tidak ada paket yang menunggu kapasitas atau anggaran.")
        return
    shown = joined(
        (sentence(package_link(it.package.id), f" ({in_figures(it.days)} hari)") for it in waits[:SHOWN]), text(", ")
    )
    many = in_figures(len(waits))
    lead = "; yang paling lama " if len(waits) > 1 else ": "
    yield sentence(f"Menunggu kapasitas atau anggaran: {many} paket", lead, shown, ".")


def risks_table(period: Period) -> Fragment:
    """What may make the plan fail, and what it is read off."""
    plan = planned(period)
    found = [*_full(plan), *_tight(plan), *_chain(plan), *_single(plan), *_assumption(plan)]
    rows = tuple(Row((cell(name, Role.CELL_LABEL), cell(words))) for name, words in found)
    if not rows:
        return Fragment((Paragraph(text("Tidak ada risiko yang tampak dari rencana ini.")),))
    return Fragment((Table((40, 120), rows, "Risiko rencana", (header("Risiko", "Yang tampak dari rencana"),)),))


def _full(plan: Planned) -> Iterator[tuple[str, Words]]:
    """Units with little room, period by period."""
    units: dict[str, list[Full]] = defaultdict(list)
    for item in full(plan.outlook):
        units[item.unit].append(item)
    for unit, items in units.items():
        worst = max(
            items, key=lambda it: (it.load / it.capacity if it.capacity else float("inf"), -it.period.start.toordinal())
        )
        numbers = f"{decimal(worst.load)} dari {person_days(worst.capacity)}"
        head = f"{plan.unit(unit).name} terisi lebih dari sembilan persepuluh kapasitas pada {in_figures(len(items))} periode"
        yield "Kapasitas hampir habis", text(f"{head}; paling penuh pada {worst.period.name}: {numbers}.")


def _tight(plan: Planned) -> Iterator[tuple[str, Words]]:
    """Records whose running-in ends shortly before a target."""
    items = sorted(tight(plan.outlook), key=lambda it: (it.left, it.package.id))
    if items:
        shown = joined(
            (sentence(package_link(it.package.id), f" ({in_figures(it.left)} hari)") for it in items[:SHOWN]),
            text(", "),
        )
        more = f", dan {in_figures(len(items) - SHOWN)} paket lain" if len(items) > SHOWN else ""
        lead = (
            f"Masa berjalan {in_figures(len(items))} paket berakhir paling lama {TIGHT} hari sebelum tenggat tahapnya: "
        )
        yield "Tenggat sempit", sentence(lead, shown, more, ".")


def _chain(plan: Planned) -> Iterator[tuple[str, Words]]:
    """The longest row of packages that wait for one another."""
    items = chain(plan.outlook)
    if len(items) >= LONG:
        codes = joined(((package_link(it.id),) for it in items), text(" \u2192 "))
        lead = f"Rantai terpanjang memuat {in_figures(len(items))} paket; keterlambatan satu paket menunda semua sesudahnya: "
        yield "Rantai panjang", sentence(lead, codes, ".")


def _single(plan: Planned) -> Iterator[tuple[str, Words]]:
    names = [plan.unit(code).name for code in single(plan.outlook)]
    if names:
        yield (
            "Satu orang",
            text(
                f"Pekerjaan bertumpu pada satu orang pada {' dan '.join(names) if len(names) < 3 else ', '.join(names)}."
            ),
        )


def _assumption(plan: Planned) -> Iterator[tuple[str, Words]]:
    if any(item.assumed for item in plan.ahead):
        many = tell(plan.period, "paket-asumsi", "paket kerja")
        yield "Asumsi", sentence(many, " memakai nilai bawaan yang belum diperiksa unit pelaksananya.")


def defaults_table(period: Period) -> Fragment:
    """Every assumed value that the plan uses, and how many packages use it."""
    found = [
        *_effort_defaults(planned(period)),
        *_sop_defaults(planned(period)),
        *_owners(planned(period)),
        *_orders(planned(period)),
    ]
    rows = tuple(
        Row((cell(name), cell(value, Role.CELL_SMALL), cell(str(many), Role.CELL_CENTER)))
        for name, value, many in found
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
    yield "Beban kerja", Assumed.EFFORT, person_days(item.effort)
    yield "Biaya", Assumed.COST, f"{rupiah(item.cost)}{'' if item.cost else ' (belum ditaksir)'}"
    yield "Masa berjalan", Assumed.RUNNING_IN, f"{item.running_in} hari"


def _sop_defaults(plan: Planned) -> Iterator[tuple[str, str, int]]:
    usual = plan.period.workspace.office.planning.sop
    efforts = (usual.drafting, usual.approval, usual.review)
    names = ("penyusunan", "pengesahan", "tinjauan pertama")
    for step, name, effort in zip(SOP_STEPS, names, efforts, strict=True):
        items = [it for it in plan.ahead if it.sop and it.id == f"sop-{it.sop}-{step}"]
        if many := sum(Assumed.EFFORT in it.assumed for it in items):
            yield f"Beban kerja {name} SOP", person_days(effort), many
    sops = [it for it in plan.ahead if it.sop]
    if many := sum(Assumed.COST in it.assumed for it in sops):
        yield "Biaya SOP", f"{rupiah(0)} (belum ditaksir)", many
    reviews = [it for it in sops if it.id.endswith(f"-{SOP_STEPS[1]}") and it.running_in == usual.review_after]
    if reviews:
        yield "Jarak tinjauan pertama SOP", f"{usual.review_after} hari sesudah pengesahan", len(reviews)


def _owners(plan: Planned) -> Iterator[tuple[str, str, int]]:
    """Which unit is assumed to do which standards and SOPs."""
    for unit in plan.units:
        items = [it for it in plan.ahead if it.unit == unit.code and Assumed.UNIT in it.assumed]
        letters = sorted({it.letter.upper() for it in items if it.letter})
        sops = sorted({it.sop.upper() for it in items if it.sop})
        told = [f"standar {', '.join(letters)}"] if letters else []
        told += [f"SOP {', '.join(sops)}"] if sops else []
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
                cell(joined((package_link(it.id),) for it in items), Role.CELL_SMALL),
            ),
            splittable=len(items) > MANY,
        )
        for aspects, items in groups.items()
    )
    if not rows:
        return Fragment(())
    head = header("Yang diasumsikan", "Paket", "Kode paket kerja")
    return Fragment((Table((40, 18, 102), rows, "Paket yang memakai asumsi", (head,)),))


def given_table(period: Period) -> Fragment:
    """What the office says it can give: capacity, other capacity, holidays and leave."""
    plan = planned(period)
    rows = tuple(Row((cell(name, Role.CELL_LABEL), cell(words))) for name, words in _given(plan))
    return Fragment((Table((46, 114), rows, "Kapasitas dan kalender", (header("Masukan", "Isi"),)),))


def _given(plan: Planned) -> Iterator[tuple[str, str]]:
    told, step = plan.plan, plan.plan.step.value
    for item in told.capacity:
        words = f"{person_days(item.person_days)} setiap {step}, {in_figures(item.people)} orang sekaligus."
        yield plan.unit(item.unit).name, words
    names = {item.code: item.name for item in plan.outlook.draft.calendar.periods}
    for other in told.other_capacity:
        when = names.get(other.bucket, other.bucket)
        yield (
            plan.unit(other.unit).name,
            f"{person_days(other.person_days)} pada {when}: {other.reason.rstrip('.')}.",
        )
    for free in told.holidays:
        yield "Libur", f"{free.name}, {long_date(free.start)} sampai dengan {long_date(free.end)}."
    for gone in told.leave:
        days = f"{long_date(gone.start)} sampai dengan {long_date(gone.end)}"
        yield (
            f"Cuti, {plan.unit(gone.unit).short}",
            f"{person_days(gone.person_days)}, {days}: {gone.note.rstrip('.')}.",
        )
