"""What an adoption plan says in sentences: where the office stands, what is promised, what it costs, what is in the way."""

from collections.abc import Iterable, Iterator

from lpse_docs.amounts import decimal, person_days, rupiah
from lpse_docs.compose.cells import joined
from lpse_docs.compose.law import long_date
from lpse_docs.compose.numerals import in_figures
from lpse_docs.compose.office import short_name
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words, sentence
from lpse_docs.compose.plan_figures import tell
from lpse_docs.compose.planned import Planned, Promise, planned
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.document.blocks import Items, Paragraph
from lpse_docs.document.inlines import Inline, Reference, Strong, Text, text
from lpse_docs.document.roles import Marker
from lpse_docs.model.standard import EvidenceKind
from lpse_docs.planning.outlook import of_unit
from lpse_docs.planning.packages import Package

OUTDATED = "JADWAL TIDAK MUTAKHIR."
OUTDATED_WHY = (
    " Rencana, kapasitas, atau hasil penilaian berubah sesudah jadwal ini disusun."
    " Susun ulang jadwal sebelum dokumen ini dipakai."
)


def package_anchor(code: str) -> str:
    """Anchor of a package in the table of its unit."""
    return f"paket-{code.lower()}"


def package_link(code: str) -> Inline:
    """The code of a package, leading to its row."""
    return Reference(package_anchor(code), text(code))


def promise_anchor(stage: int) -> str:
    """Anchor of a stage among the promises."""
    return f"janji-tahap-{stage}"


def outdated_plan(period: Period) -> Fragment:
    """A warning when the schedule was made for another plan than the one that is printed, or nothing."""
    if not planned(period).outlook.outdated:
        return Fragment(())
    return Fragment((Paragraph((Strong(text(OUTDATED)), *text(OUTDATED_WHY))),))


def plan_title(period: Period) -> str:
    """The title that the office gave its plan."""
    return planned(period).plan.title


def unassessed_note(period: Period) -> Fragment:
    """That criteria without a status are planned as if they were not met, or nothing."""
    if period.score.complete:
        return Fragment(())
    many = tell(period, "kriteria-belum-dinilai", "kriteria")
    told = sentence("Ada ", many, " yang belum dinilai dan direncanakan seperti kriteria yang belum terpenuhi.")
    return Fragment((Paragraph((Strong(text("PENILAIAN BELUM LENGKAP.")), Text(" "), *told)),))


def plan_span(period: Period) -> Phrase:
    """From when to when the plan reaches."""
    spread = planned(period).outlook.draft.calendar
    return Phrase(text(f"{long_date(spread.start)} sampai dengan {long_date(spread.end)}"))


def plan_state(period: Period) -> Phrase:
    """Where the office stands, and what work lies ahead."""
    met = sentence(tell(period, "standar-awal"), " dari ", tell(period, "standar", "standar"))
    work = sentence(tell(period, "paket", "paket kerja"), " dengan beban ", tell(period, "beban", "hari-orang"))
    on = long_date(period.on)
    return Phrase(sentence(f"Pada tanggal {on}, ", met, " terpenuhi. Rencana ini memuat ", work, "."))


def plan_promise(period: Period) -> Phrase:
    """How many standards will be met at the end, and how many targets are kept."""
    end = planned(period).outlook.draft.calendar.end
    head = sentence("Bila rencana dilaksanakan, ", tell(period, "standar-akhir"), " dari ", tell(period, "standar"))
    told = sentence(*head, f" standar terpenuhi pada {long_date(end)}.")
    if not any(item.due for item in planned(period).promises):
        return Phrase(sentence(told, " Tidak ada tahap yang mempunyai tenggat."))
    if not any(item.late for item in planned(period).promises):
        return Phrase(sentence(told, " Semua tenggat tahap terpenuhi."))
    late = sentence(tell(period, "tenggat-terlambat"), " dari ", tell(period, "tenggat", "tenggat tahap"))
    return Phrase(sentence(told, " Menurut jadwal ini ", late, " tidak terpenuhi."))


def plan_cost(period: Period) -> Phrase:
    """What the plan costs in each year, and whether that is known at all."""
    plan = planned(period)
    if not any(item.cost for item in plan.ahead):
        told = "Biaya belum ditaksir: tidak satu pun paket kerja diberi biaya."
        ceilings = ", ".join(f"tahun {item.year} {rupiah(item.ceiling)}" for item in plan.plan.budgets)
        return Phrase(text(f"{told} Pagu {ceilings}." if ceilings else told))
    years = joined(_in_year(plan, year, spent) for year, spent in plan.outlook.spent.items())
    unknown = sentence("; ", tell(period, "paket-tanpa-biaya", "paket"), " tanpa biaya") if plan.costless else ()
    return Phrase(sentence("Rencana ini memerlukan ", years, unknown, "."))


def _in_year(plan: Planned, year: int, spent: int) -> Words:
    """What is spent in a year, leading to its row, with the ceiling."""
    ceilings = {item.year: item.ceiling for item in plan.plan.budgets}
    limit = f"pagu {rupiah(ceilings[year])}" if year in ceilings else "tanpa pagu"
    return (Reference(f"anggaran-{year}", text(rupiah(spent))), Text(f" pada tahun {year} ({limit})"))


def plan_obstacles(period: Period) -> Fragment:
    """Targets that are not kept, work that does not fit, and what was left out; a sentence when there is nothing."""
    plan = planned(period)
    found = [*_late(plan), *_late_sops(plan), *_unplaced(plan), *_left_out(plan)]
    if not found:
        return Fragment((Paragraph(text("Tidak ada. Semua tenggat terpenuhi dan semua paket kerja tertampung.")),))
    return _bullets(found)


def _late(plan: Planned) -> Iterator[Words]:
    """Each stage that misses its target: by how much, and because of which standards."""
    for item in plan.promises:
        if not item.late or not item.due:
            continue
        name = Strong((Reference(promise_anchor(item.stage.stage), text(f"Tahap {item.stage.stage}")),))
        head = sentence(name, f" (tenggat {long_date(item.due)}) ")
        if item.on is None:
            yield sentence(head, f"tidak tercapai dalam rentang rencana; belum terpenuhi: {_late_names(plan, item)}.")
        else:
            when = f"{in_figures(item.days)} hari: baru terpenuhi pada {long_date(item.on)}, menunggu {_late_names(plan, item)}."
            yield sentence(head, "terlambat ", when)


def _late_names(plan: Planned, item: Promise) -> str:
    """Standards of a stage and those before it that are not met on its target."""
    letters = [letter for it in plan.outlook.stages if it.stage <= item.stage.stage for letter in it.standards]
    late = [letter for letter in letters if not _met_by(plan, letter, item)]
    return joined_names(plan, late)


def _met_by(plan: Planned, letter: str, item: Promise) -> bool:
    on = plan.outlook.standards_met_on.get(letter)
    return on is not None and item.due is not None and on <= item.due


def joined_names(plan: Planned, letters: Iterable[str], *, named: int = 4) -> str:
    """Standards in a row: with their names while they are few, else as letters."""
    known = [letter for letter in letters if letter in plan.period.workspace.standard]
    if len(known) > named:
        return f"{in_figures(len(known))} standar (huruf {', '.join(letter.upper() for letter in known)})"
    names = (plan.period.workspace.standard[letter].name for letter in known)
    told = [f"{letter.upper()} ({short_name(name)})" for letter, name in zip(known, names, strict=True)]
    return f"standar {'; '.join(told)}"


def _late_sops(plan: Planned) -> Iterator[Words]:
    for letter, due, on in plan.late_sops:
        when = f"baru disahkan pada {long_date(on)}" if on else "tidak tertampung dalam rentang rencana"
        yield sentence(Strong(text(f"SOP huruf {letter.upper()}")), f" (direncanakan {long_date(due)}) {when}.")


def _unplaced(plan: Planned) -> Iterator[Words]:
    """How much work does not fit, unit by unit."""
    if not plan.unplaced:
        return
    period, end = plan.period, long_date(plan.outlook.draft.calendar.end)
    head = sentence("Sebanyak ", Strong((tell(period, "paket-tidak-muat", "paket kerja"),)), " (")
    units = "; ".join(
        f"{unit.name} {in_figures(len(items))} paket ({person_days(sum(it.effort for it in items))})"
        for unit in plan.units
        if (items := of_unit(plan.unplaced, unit.code))
    )
    days = tell(period, "beban-tidak-muat", "hari-orang")
    yield sentence(head, days, f") tidak tertampung sampai dengan {end}: {units}.")


def _left_out(plan: Planned) -> Iterator[Words]:
    for code, why in plan.left_out.items():
        yield sentence(Strong(text(code)), f" tidak dikerjakan: {why.rstrip('.')}.")


def plan_explanations(period: Period) -> Fragment:
    """Why targets cannot be met and what would be enough, as it was found when the schedule was made; or nothing."""
    told = planned(period).schedule.explanations
    if not told:
        return Fragment(())
    lead = Paragraph(text("Pemeriksaan tenggat ketika jadwal disusun menunjukkan hal berikut."))
    return Fragment((lead, *_bullets(text(line) for line in told).blocks))


def plan_requests(period: Period) -> Fragment:
    """What is asked of the regent, as the plan tells."""
    plan = planned(period)
    return _numbered([*_approve(plan), *_capacity(plan), *_money(plan), *_decrees(plan), *_decide(plan)])


def _approve(plan: Planned) -> Iterator[Words]:
    if plan.schedule.approved_on:
        yield text(f"Melanjutkan rencana yang telah disetujui pada {long_date(plan.schedule.approved_on)}.")
    else:
        yield text("Menyetujui rencana ini sebagai dasar penerapan bertahap menurut Pasal 29 ayat (3).")


def _capacity(plan: Planned) -> Iterator[Words]:
    units = ", ".join(
        f"{plan.unit(item.unit).name} {decimal(item.person_days)}" for item in plan.plan.capacity if item.person_days
    )
    if units:
        yield text(f"Menjamin hari-orang setiap {plan.plan.step.value} bagi pekerjaan ini: {units}.")


def _money(plan: Planned) -> Iterator[Words]:
    needed = [f"{rupiah(spent)} pada tahun {year}" for year, spent in plan.outlook.spent.items() if spent]
    if needed:
        yield text(f"Menyediakan anggaran {' dan '.join(needed) if len(needed) < 3 else ', '.join(needed)}.")
    elif plan.ahead:
        yield text("Menugaskan Kepala LPSE menaksir biaya setiap paket kerja sebelum anggaran disusun.")


def _decrees(plan: Planned) -> Iterator[Words]:
    items = [item for item in plan.ahead if EvidenceKind.DECREE in item.produces and item.id in plan.outlook.placing]
    if items:
        first = min(plan.outlook.placing[item.id].finish for item in items)
        yield sentence(
            f"Menetapkan, atau menugaskan pejabat yang berwenang menetapkan, keputusan pada {in_figures(len(items))} paket"
            f" kerja; yang pertama paling lambat {long_date(first)}."
        )


def _decide(plan: Planned) -> Iterator[Words]:
    """What has to be chosen where the plan does not keep what is wanted."""
    late = [str(item.stage.stage) for item in plan.promises if item.late]
    if late:
        stages = ", ".join(late)
        yield text(
            f"Memutuskan bagi tahap {stages}: memundurkan tenggat, menambah kapasitas unit, atau memperpanjang rencana."
        )
    elif plan.unplaced:
        yield text("Memutuskan bagi paket yang tidak tertampung: menambah kapasitas atau memperpanjang rencana.")


def plan_lever(period: Period) -> Phrase:
    """Which package moves the count of standards most."""
    plan, found = planned(period), planned(period).lever
    if found is None:
        return Phrase(text("Tidak ada paket kerja yang menentukan jumlah standar terpenuhi."))
    code, on = package_link(found.package.id), long_date(found.on)
    head = sentence("Paket kerja yang paling menentukan ialah ", Strong((code,)), f" ({_short(found.package)}). ")
    if found.completes:
        when = f" pada {on}" if on else ""
        told = f"Dengan paket itu {joined_names(plan, found.completes)} langsung terpenuhi{when}. "
    else:
        told = f"Hasilnya diperhitungkan mulai {on}. " if on else "Paket itu tidak tertampung dalam jadwal. "
    carried = f"Tanpa paket itu {joined_names(plan, found.carries)} tidak dapat terpenuhi."
    return Phrase(sentence(head, told, carried))


def _short(item: Package) -> str:
    return item.title.split("; ")[0]


def _bullets(lines: Iterable[Words]) -> Fragment:
    return Fragment((Items(tuple((Paragraph(line),) for line in lines), Marker.BULLET),))


def _numbered(lines: Iterable[Words]) -> Fragment:
    return Fragment((Items(tuple((Paragraph(line),) for line in lines), Marker.DECIMAL),))
