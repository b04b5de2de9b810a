"""What an adoption plan asks of the regent, and the decisions that somebody has to sign for it."""

from collections.abc import Iterator, Sequence

from lpse_docs.amounts import decimal, dotted, rupiah
from lpse_docs.compose.cells import cell, header, knit
from lpse_docs.compose.law import long_date
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words, in_a_row, sentence
from lpse_docs.compose.plan_causes import Hindrance, late, unplaced
from lpse_docs.compose.plan_cost import needed
from lpse_docs.compose.plan_names import package_link, served, spanned
from lpse_docs.compose.plan_reasons import ways as explained_ways
from lpse_docs.compose.plan_words import EXPLAINED, MANY, short_units, short_years
from lpse_docs.compose.planned import Planned, Promise, Sum, planned
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Items, Paragraph, Row, Table
from lpse_docs.document.inlines import Reference, Text, text
from lpse_docs.document.roles import Marker, Role
from lpse_docs.model.standard import EvidenceKind
from lpse_docs.planning.packages import Package

DECIDES = ("keputusan", "surat keputusan", "penetapan")  # how a decision is called; agreements and purchases are none
DECISIONS = "keputusan-yang-diperlukan"
CHANGES = "perubahan-terhadap-rencana-yang-disetujui"


def decisions(plan: Planned) -> list[Package]:
    """Packages ahead that bring about a decision, by the day on which it must be there."""
    found = [item for item in plan.ahead if EvidenceKind.DECREE in item.produces and decided(item)]
    return sorted(found, key=plan.order)


def decided(item: Package) -> list[str]:
    """The decisions among the things that a package makes."""
    return [words for words in item.title.split("; ") if words.lower().startswith(DECIDES)]


def needs_decisions(period: Period) -> bool:
    """Whether somebody has to sign a decision for the plan."""
    return bool(decisions(planned(period)))


def decisions_table(period: Period) -> Fragment:
    """Every decision with who prepares it and by when it must be signed."""
    plan = planned(period)
    rows = [
        Row(
            (
                cell((package_link(item.id),), Role.CELL_SMALL),
                cell("; ".join(decided(item)), Role.CELL_SMALL),
                cell(served(item), Role.CELL_SMALL),
                cell(plan.unit(item.unit).short, Role.CELL_SMALL),
                cell(_by(plan, item), Role.CELL_SMALL),
            )
        )
        for item in decisions(plan)
    ]
    if not rows:
        return Fragment((Paragraph(text("Rencana ini tidak memerlukan keputusan baru.")),))
    lead = "Yang dimaksud keputusan ialah penetapan oleh pejabat; perjanjian, kontrak, dan pengadaan tidak termasuk."
    head = header("Kode", "Keputusan", "Untuk", "Disiapkan oleh", "Paling lambat")
    return Fragment(
        (
            Paragraph(text(lead), Role.LEAD),
            Table((22, 60, 22, 28, 28), knit(rows), "Keputusan yang diperlukan", (head,)),
        )
    )


def _by(plan: Planned, item: Package) -> str:
    placing = plan.outlook.placing.get(item.id)
    return long_date(placing.finish) if placing else "tidak terjadwal"


def plan_requests(period: Period) -> Fragment:
    """What is asked of the regent, as the plan tells."""
    plan = planned(period)
    lines = [*_approve(plan), *_capacity(plan), *_money(plan), *_decrees(plan), *_decide(plan)]
    return Fragment((Items(tuple((Paragraph(line),) for line in lines), Marker.DECIMAL),))


def _approve(plan: Planned) -> Iterator[Words]:
    if plan.schedule.approved_on:
        yield text(f"Melanjutkan rencana yang telah disetujui pada {long_date(plan.schedule.approved_on)}.")
    elif plan.changing:
        changes = Reference(CHANGES, text(f"{dotted(len(plan.moved))} dari {dotted(len(plan.ahead))} paket kerja"))
        head = f"Menyetujui perubahan atas {plan.replaces}: "
        yield sentence(head, changes, " berpindah periode rencana.")
    else:
        yield text("Menyetujui rencana ini sebagai dasar penerapan bertahap menurut Pasal 29 ayat (3).")


def _capacity(plan: Planned) -> Iterator[Words]:
    units = in_a_row(
        [f"{plan.unit(item.unit).name} {decimal(item.person_days)}" for item in plan.plan.capacity if item.person_days]
    )
    if units:
        others = in_a_row([*_other_capacity(plan)])
        but = f"; kecuali {others}" if others else ""
        yield text(f"Menjamin hari-orang setiap {plan.plan.step.value} bagi pekerjaan ini: {units}{but}.")


def _other_capacity(plan: Planned) -> Iterator[str]:
    """What units give in the planning periods ahead in which it is another number."""
    ahead = {it.code: it.name for it in plan.outlook.draft.calendar.periods if it.end >= plan.schedule.made_on}
    for item in plan.plan.other_capacity:
        if item.bucket in ahead:
            yield f"{plan.unit(item.unit).name} {decimal(item.person_days)} pada {ahead[item.bucket]}"


def _money(plan: Planned) -> Iterator[Words]:
    told = needed(plan)
    if told:
        yield text(f"Menyediakan anggaran {told} bagi paket kerja yang terjadwal.")
    elif plan.costless:
        yield text("Menugaskan Kepala LPSE menaksir biaya setiap paket kerja sebelum anggaran disusun.")


def _decrees(plan: Planned) -> Iterator[Words]:
    """How many decisions are needed and the first that is still to come."""
    made = plan.schedule.made_on
    ahead = [
        it for it in decisions(plan) if it.id in plan.outlook.placing and plan.outlook.placing[it.id].finish >= made
    ]
    if ahead:
        first = min(ahead, key=lambda it: (plan.outlook.placing[it.id].finish, it.id))
        by = long_date(plan.outlook.placing[first.id].finish)
        many = Reference(DECISIONS, text(f"{dotted(len(ahead))} keputusan"))
        head = "Menetapkan, atau menugaskan pejabat yang berwenang menetapkan, "
        rest = (Text(", paling lambat "),) if len(ahead) == 1 else (Text("; yang pertama, "),)
        named = () if len(ahead) == 1 else (package_link(first.id), Text(", paling lambat "))
        yield sentence(head, many, rest, named, f"{by}.")


def _decide(plan: Planned) -> Iterator[Words]:
    """What has to be chosen where the plan does not keep what is wanted, out of what would help; alike stages together."""
    groups: dict[tuple[str, ...], list[Promise]] = {}
    found: dict[tuple[str, ...], list[Promise]] = {}
    renewed = [item for item in plan.promises if item.late and plan.gaps_of(item.stage)]
    if renewed:
        stages = in_a_row([str(item.stage.stage) for item in renewed])
        letters = spanned([letter.upper() for letter in plan.gaps_of(renewed[-1].stage)])
        yield text(f"Menugaskan penyusunan rencana baru bagi tahap {stages}, yang memuat celah baru standar {letters}.")
    missed = [it for it in plan.promises if it.late and it not in renewed]
    for item in missed:
        if len(missed) < MANY and (told := explained_ways(plan, item.stage)):
            found.setdefault(told, []).append(item)
        else:
            groups.setdefault(tuple(_more(plan, late(plan, item))), []).append(item)
    if len(missed) >= MANY:  # one choice for all of them: what each takes is told further below
        last = late(plan, missed[-1])
        groups = {tuple(_more(plan, [*(it for item in missed[:-1] for it in late(plan, item)), *last])): missed}
    for told, items in found.items():
        stages = in_a_row([str(item.stage.stage) for item in items])
        yield sentence(f"Memutuskan bagi tahap {stages}, salah satu: {'; atau '.join(told)}.")
    for more, items in groups.items():
        stages = in_a_row([str(item.stage.stage) for item in items])
        ways = in_a_choice([*more, *_later(items)])
        yield sentence(f"Memutuskan bagi tahap {stages}: {ways}.", _amounts(plan))
    lost = unplaced(plan)
    if lost and not any(item.late and item.on is None for item in plan.promises):
        many, whole = dotted(len(lost)), Sum.of(plan.unplaced)
        money = f" ({rupiah(whole.cost)})" if whole.cost else ""
        ways = in_a_choice([*_more(plan, lost), "memperpanjang rencana"])
        yield text(f"Memutuskan bagi {many} paket kerja{money} yang tidak tertampung: {ways}.")


def _amounts(plan: Planned) -> Words:
    """Where it is told how much would be enough, if that was found out."""
    if not plan.schedule.explanations:
        return ()
    return sentence(" Besarnya dijelaskan pada bagian ", Reference(EXPLAINED, text("Tahap dan Tenggat")), ".")


def _more(plan: Planned, found: Sequence[Hindrance]) -> Iterator[str]:
    """More money and more people, as far as these are in the way."""
    told: list[str] = []
    years = short_years(found)
    if years:
        lacking = [it.lacking for it in found if it.years and it.lacking and not plan.schedule.explanations]
        least = f" (kurang {rupiah(lacking[0])} menurut jadwal ini)" if len(lacking) == 1 else ""
        told.append(f"pagu {in_a_choice([str(year) for year in years])}{least}")
    units = short_units(plan, found)
    if units:
        told.append(f"kapasitas {in_a_row(units)}")
    if told:
        yield f"menambah {' dan/atau '.join(told)}"


def _later(items: Sequence[Promise]) -> Iterator[str]:
    """Other days for stages, as the schedule meets them."""
    named = [item for item in items if item.on]
    if named and len(items) == 1:
        yield f"memundurkan tenggatnya menjadi {long_date(named[0].on)}"
    elif named:
        stages = in_a_row([str(item.stage.stage) for item in named])
        yield f"memundurkan tenggat tahap {stages} menurut tabel di atas"
    if len(named) < len(items):
        never = in_a_row([f"tahap {item.stage.stage}" for item in items if not item.on])
        yield f"memperpanjang rencana agar {never} tercapai"


def in_a_choice(ways: Sequence[str]) -> str:
    """`a`, `a atau b`, `a, b, atau c`."""
    if len(ways) < 3:
        return " atau ".join(ways)
    return f"{', '.join(ways[:-1])}, atau {ways[-1]}"
