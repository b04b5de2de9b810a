"""What may make an adoption plan fail, what it is read off, what is to be done about it, and by whom."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from lpse_docs.amounts import decimal, dotted, rupiah
from lpse_docs.compose.cells import cell, header, knit
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words, in_a_row, sentence
from lpse_docs.compose.plan_figures import tell
from lpse_docs.compose.plan_grounds import no_holidays
from lpse_docs.compose.plan_names import links, package_link
from lpse_docs.compose.planned import Planned, Sum, planned
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Paragraph, Row, Table
from lpse_docs.document.inlines import text
from lpse_docs.document.roles import Role
from lpse_docs.planning.packages import Package
from lpse_docs.planning.risks import FULL, LONG, TIGHT, Full, chain, full, single, tight

HEAD = "Kepala LPSE"


class Risk(NamedTuple):
    """A risk: its name, what shows it, what is to be done, and whose that is."""

    name: str
    seen: Words
    action: str
    owner: str


def risks_table(period: Period) -> Fragment:
    """Every risk that the plan and its schedule show."""
    plan = planned(period)
    found = [risk for part in PARTS for risk in part(plan)]
    rows = [
        Row(
            (
                cell(risk.name, Role.CELL_LABEL),
                cell(risk.seen, Role.CELL_SMALL),
                cell(risk.action, Role.CELL_SMALL),
                cell(risk.owner, Role.CELL_SMALL),
            )
        )
        for risk in found
    ]
    if not rows:
        return Fragment((Paragraph(text("Tidak ada risiko yang tampak dari rencana ini.")),))
    head = header("Risiko", "Yang tampak dari rencana", "Tindakan", "Penanggung jawab")
    return Fragment((Table((28, 58, 46, 28), knit(rows), "Risiko rencana", (head,)),))


def _lost(plan: Planned) -> Iterator[Risk]:
    if plan.unplaced:
        whole = Sum.of(plan.unplaced)
        told = f"Sebanyak {dotted(whole.many)} paket kerja ({decimal(whole.effort)} hari-orang) tidak tertampung."
        action = "Putuskan kapasitas, pagu, atau panjang rencana, lalu susun ulang jadwal."
        yield Risk("Pekerjaan tidak tertampung", text(told), action, HEAD)


def _money(plan: Planned) -> Iterator[Risk]:
    """Years whose ceiling is all but spent."""
    for item in plan.plan.budgets:
        spent = plan.outlook.spent.get(item.year, 0)
        if item.ceiling and spent > FULL * item.ceiling:
            told = f"Pagu {item.year} terpakai {rupiah(spent)} dari {rupiah(item.ceiling)}; sisanya {rupiah(item.ceiling - spent)}."
            action = "Pastikan harga sebelum anggaran ditetapkan; sediakan cadangan atau urutan penundaan."
            yield Risk("Pagu hampir habis", text(told), action, HEAD)


def _full(plan: Planned) -> Iterator[Risk]:
    """Units with little room, and the planning period in which it is least."""
    units: dict[str, list[Full]] = defaultdict(list)
    for item in full(plan.outlook):
        units[item.unit].append(item)
    for unit, items in units.items():
        worst = max(
            items, key=lambda it: (it.load / it.capacity if it.capacity else float("inf"), -it.period.start.toordinal())
        )
        numbers = f"{decimal(worst.load)} dari {decimal(worst.capacity)} hari-orang"
        many = f"{dotted(len(items))} periode rencana terisi lebih dari sembilan persepuluh kapasitas"
        told = f"{many}; paling penuh {worst.period.name}, {numbers}."
        action = "Jangan beri tugas lain pada periode itu; tetapkan pengganti."
        yield Risk("Kapasitas hampir habis", text(told), action, plan.unit(unit).short)


def _tight(plan: Planned) -> Iterator[Risk]:
    """Records whose running-in ends shortly before a target."""
    items = sorted(tight(plan.outlook), key=lambda it: (it.left, it.package.id))
    if items:
        lead = f"Masa berjalan {dotted(len(items))} paket berakhir paling lama {TIGHT} hari sebelum tenggat tahapnya: "
        told = sentence(lead, links([it.package for it in items]), ".")
        action = "Mulai pencatatan tepat waktu dan periksa setiap bulan."
        yield Risk("Tenggat sempit", told, action, _owners(plan, [it.package for it in items]))


def _chain(plan: Planned) -> Iterator[Risk]:
    """The longest row of packages that wait for one another."""
    items = chain(plan.outlook)
    if len(items) >= LONG:
        codes = [part for item in items for part in (text(" \u2192 "), (package_link(item.id),))][1:]
        lead = (
            f"Rantai terpanjang memuat {dotted(len(items))} paket; keterlambatan satu paket menunda semua sesudahnya: "
        )
        action = "Pantau setiap bulan; laporkan keterlambatan paket mana pun dalam rantai."
        yield Risk("Rantai panjang", sentence(lead, *codes, "."), action, _owners(plan, items))


def _single(plan: Planned) -> Iterator[Risk]:
    names = [plan.unit(code).name for code in single(plan.outlook)]
    if names:
        told = f"Pekerjaan bertumpu pada satu orang pada {in_a_row(names)}."
        yield Risk("Bertumpu pada satu orang", text(told), "Tetapkan dan latih pengganti.", HEAD)


def _holidays(plan: Planned) -> Iterator[Risk]:
    if missing := no_holidays(plan):
        action = "Masukkan hari libur dan cuti bersama, lalu susun ulang jadwal."
        yield Risk("Hari libur belum dimasukkan", text(missing), action, HEAD)


def _assumption(plan: Planned) -> Iterator[Risk]:
    if any(item.assumed for item in plan.ahead):
        many = tell(plan.period, "paket-asumsi", "paket kerja")
        told = sentence("Sebanyak ", many, " memakai nilai bawaan yang belum diperiksa unit pelaksananya.")
        action = "Periksa beban, biaya, dan masa berjalannya sebelum rencana disetujui."
        yield Risk("Asumsi belum diperiksa", told, action, "Semua unit pelaksana")


def _owners(plan: Planned, items: tuple[Package, ...] | list[Package]) -> str:
    return in_a_row(list(dict.fromkeys(plan.unit(item.unit).short for item in items)))


PARTS = (_lost, _money, _full, _tight, _chain, _single, _holidays, _assumption)
