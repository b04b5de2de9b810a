"""What an adoption plan says in sentences: where the office stands, what is promised, and what is in the way."""

from collections.abc import Iterable, Iterator, Sequence

from lpse_docs.amounts import dotted
from lpse_docs.compose.law import long_date
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words, in_a_row, row_of, sentence
from lpse_docs.compose.plan_causes import Cause, Hindrance, late
from lpse_docs.compose.plan_figures import tell
from lpse_docs.compose.plan_names import links, package_link, promise_anchor, short_title, standards_named
from lpse_docs.compose.plan_reasons import reason
from lpse_docs.compose.plan_unplaced import unplaced_head, unplaced_reasons, unplaced_work
from lpse_docs.compose.planned import Planned, Promise, planned
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.document.blocks import Block, Items, Paragraph
from lpse_docs.document.inlines import Inline, Reference, Strong, Text, text
from lpse_docs.document.roles import Marker, Role
from lpse_docs.planning.track import Standing

OUTDATED = "JADWAL TIDAK MUTAKHIR."
OUTDATED_WHY = (
    " Rencana, kapasitas, atau hasil penilaian berubah sesudah jadwal ini disusun."
    " Susun ulang jadwal sebelum dokumen ini dipakai."
)
PAST = "SEBAGIAN JADWAL SUDAH LEWAT."
MANY = 3  # stages, SOPs or packages that the summary does not tell one by one, so that it stays on its page
REASONS = 3  # reasons of packages without a place that the summary still holds
DETAILS = "rincian-hambatan"
EXPLAINED = "tahap-dan-tenggat"
DAYS = "hari-orang"
TARGETS = ("Tahap ", "SOP ", "Paket ")  # how an explanation of a target, or of what was traded for one, begins


def outdated_plan(period: Period) -> Fragment:
    """A warning when the schedule was made for another plan than the one that is printed, or nothing."""
    if not planned(period).outlook.outdated:
        return Fragment(())
    return Fragment((Paragraph((Strong(text(OUTDATED)), *text(OUTDATED_WHY))),))


def past_note(period: Period) -> Fragment:
    """A warning when work that is not done was planned for days before the schedule was made, or nothing."""
    plan = planned(period)
    made, agreed = plan.schedule.made_on, plan.outlook.agreed
    begun = [
        item for item in plan.scheduled if item.id not in agreed or agreed[item.id] != plan.outlook.placing[item.id]
    ]
    lost = [
        it for it in begun if plan.outlook.placing[it.id].start < made and plan.standing[it.id] is not Standing.DONE
    ]
    if not lost:
        return Fragment(())
    told = (
        f" Jadwal ini disusun pada {long_date(made)}, tetapi {dotted(len(lost))} paket kerja dijadwalkan mulai sebelum"
        " tanggal itu. Tanggal yang sudah lewat tidak dapat dipenuhi lagi: majukan awal rencana dan susun ulang jadwalnya"
        " sebelum rencana ini disetujui."
    )
    return Fragment((Paragraph((Strong(text(PAST)), *text(told))),))


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
    """Where the office stands, as a fact or as what the plan supposes, and what work lies ahead."""
    met = sentence(tell(period, "standar-awal"), " dari ", tell(period, "standar", "standar"))
    work = sentence(tell(period, "paket", "paket kerja"), " dengan beban ", tell(period, "beban", "hari-orang"))
    return Phrase(sentence(*_standing(period, met), " Rencana ini memuat ", work, "."))


def _standing(period: Period, met: Words) -> Iterator[str | Words]:
    """What is not assessed whole, or lies ahead of the day of the plan, is supposed and not known."""
    on = long_date(period.on)
    if not period.score.complete:
        yield f"Rencana ini disusun dengan anggapan bahwa pada {on} "
        yield from (met, " terpenuhi.")
    elif period.on > planned(period).schedule.made_on:
        yield f"Rencana ini disusun dengan anggapan bahwa pada {on}, tanggal hitung penilaian, "
        yield from (met, " terpenuhi.")
    else:
        yield from (f"Pada tanggal {on}, ", met, " terpenuhi.")


def plan_promise(period: Period) -> Phrase:
    """How many standards will be met at the end, and how many targets are kept."""
    plan = planned(period)
    end = plan.outlook.draft.calendar.end
    if plan.outlook.met(end) == len(period.standards):
        share = sentence("seluruh ", tell(period, "standar", "standar"))
    else:
        share = sentence(tell(period, "standar-akhir"), " dari ", tell(period, "standar", "standar"))
    told = sentence("Bila rencana dilaksanakan, ", share, f" terpenuhi pada {long_date(end)}.")
    if not any(item.due for item in plan.promises):
        return Phrase(sentence(told, " Tidak ada tahap yang mempunyai tenggat."))
    if not any(item.late for item in plan.promises):
        return Phrase(sentence(told, " Semua tenggat tahap terpenuhi."))
    missed = sentence(tell(period, "tenggat-terlambat"), " dari ", tell(period, "tenggat", "tenggat tahap"))
    if all(item.late for item in plan.promises if item.due):
        missed = sentence("tidak satu pun dari ", tell(period, "tenggat", "tenggat tahap"))
        return Phrase(sentence(told, " Menurut jadwal ini ", missed, " terpenuhi."))
    return Phrase(sentence(told, " Menurut jadwal ini ", missed, " tidak terpenuhi."))


def plan_obstacles(period: Period) -> Fragment:
    """Targets that are not kept, work that does not fit, and what was left out, briefly; a sentence when there is nothing."""
    plan = planned(period)
    sops, gone = list(_late_sops(plan)), list(_left_out(plan))
    if len(sops) >= MANY:
        sops = [sentence(f"{dotted(len(sops))} SOP tidak disahkan pada tanggal yang direncanakan; ", _details())]
    if len(gone) >= MANY:
        gone = [sentence(f"{dotted(len(gone))} paket kerja tidak dikerjakan; alasannya ", _details())]
    blocks = [(Paragraph(line),) for line in (*_late(plan), *sops, *gone)] + list(_unplaced(plan))
    if not blocks:
        return Fragment((Paragraph(text("Tidak ada. Semua tenggat terpenuhi dan semua paket kerja tertampung.")),))
    return Fragment((Items(tuple(blocks), Marker.BULLET),))


def _unplaced(plan: Planned) -> Iterator[tuple[Block, ...]]:
    """Work without a place, with its reasons while these are few."""
    if unplaced_reasons(plan) <= REASONS:
        yield from unplaced_work(plan)
    else:
        yield (Paragraph(sentence(*unplaced_head(plan), "; sebabnya ", _details())),)


def _details() -> Words:
    return sentence("disebut pada bagian ", Reference(DETAILS, text("Rincian Hambatan")), ".")


def has_details(period: Period) -> bool:
    """Whether the summary leaves out some of what is in the way of a plan."""
    return bool(_told_below(planned(period)))


def obstacle_details(period: Period) -> Fragment:
    """What the summary only counts: SOPs that come late, packages that are not done, and why others have no place."""
    below = _told_below(planned(period))
    return Fragment(below[0] if len(below) == 1 else (Items(tuple(below), Marker.BULLET),))


def _told_below(plan: Planned) -> list[tuple[Block, ...]]:
    parts = (list(_late_sops(plan)), list(_left_out(plan)))
    below: list[tuple[Block, ...]] = [(Paragraph(line),) for found in parts if len(found) >= MANY for line in found]
    return below + (list(unplaced_work(plan)) if unplaced_reasons(plan) > REASONS else [])


def _late(plan: Planned) -> Iterator[Words]:
    """Each stage that misses its target: by how much and for which standards; many are told in a row."""
    missed = [item for item in plan.promises if item.late and item.due]
    whys = [_why(plan, item) for item in missed]
    if len(missed) >= MANY:
        alike = len({_delay(item) for item in missed}) == 1
        ends = ["" if alike and item is not missed[-1] else _delay(item) for item in missed]
        named = [
            sentence(_stage(item, "tahap" if place else "Tahap"), end)
            for place, (item, end) in enumerate(zip(missed, ends, strict=True))
        ]
        yield sentence(row_of(named), ".", *_first_why(missed[0], whys))
        return
    for item, why in zip(missed, whys, strict=True):
        wanting = "yang ditunggu" if item.on else "belum terpenuhi:"
        told = f"{_delay(item)}; {wanting} {_late_names(plan, item)}."
        head = sentence(_stage(item, "Tahap"), f" (tenggat {long_date(item.due)})")
        yield sentence(head, told, why)


def _first_why(first: Promise, whys: Sequence[str]) -> Words:
    """Why the first of many stages is late, and where the rest is told."""
    if len(set(whys)) == 1:
        return sentence(whys[0], " Standar yang ditunggu tercantum pada tabel standar menurut tahap.")
    told = whys[0].replace(" Sebabnya: ", f" Sebab tahap {first.stage.stage}: ", 1)
    return sentence(
        told, " Sebab tahap lainnya disebut pada bagian ", Reference(EXPLAINED, text("Tahap dan Tenggat")), "."
    )


def _why(plan: Planned, item: Promise) -> str:
    """Why a stage misses its day: gaps without work, what the schedule explains, else what its work waits for."""
    if gaps := plan.gaps_of(item.stage):
        named = in_a_row([f"standar {letter.upper()} ({', '.join(codes)})" for letter, codes in gaps.items()])
        return f" Sebabnya: {named} terbuka sesudah rencana ini disusun dan tidak mempunyai paket kerja di dalamnya."
    if told := reason(plan, item.stage):
        return f" Sebabnya: {told}."
    found = waits_for(plan, late(plan, item))
    return f" Pekerjaannya menunggu {found}." if found else ""


def _stage(item: Promise, word: str) -> Inline:
    """A stage, leading to its row."""
    return Strong((Reference(promise_anchor(item.stage.stage), text(f"{word} {item.stage.stage}")),))


def _delay(item: Promise) -> str:
    return f" terlambat {dotted(item.days)} hari" if item.on else " tidak tercapai dalam rentang rencana"


def waits_for(plan: Planned, found: Sequence[Hindrance]) -> str:
    """`kapasitas Sekretariat LPSE serta pagu 2027`; nothing when it is neither people nor money nor time."""
    units, years = short_units(plan, found), [str(year) for year in short_years(found)]
    told = [f"kapasitas {in_a_row(units)}"] if units else []
    told += [f"pagu {in_a_row(years)}"] if years else []
    if not told and any(Cause.TIME in it.causes for it in found):
        return "urutan pekerjaan dan masa berjalan bukti, yang lebih lama daripada tenggatnya"
    return " serta ".join(told)


def short_units(plan: Planned, found: Iterable[Hindrance]) -> list[str]:
    """Units without room for what is hindered, in the order of the plan."""
    codes = {it.package.unit for it in found if Cause.CAPACITY in it.causes}
    return [unit.name for unit in plan.units if unit.code in codes]


def short_years(found: Iterable[Hindrance]) -> list[int]:
    """Years without money for what is hindered."""
    return sorted({year for it in found for year in it.years})


def _late_names(plan: Planned, item: Promise) -> str:
    """Standards of a stage and those before it that are not met on its target."""
    letters = [letter for it in plan.outlook.stages if it.stage <= item.stage.stage for letter in it.standards]
    return standards_named(plan, [letter for letter in letters if not _met_by(plan, letter, item)])


def _met_by(plan: Planned, letter: str, item: Promise) -> bool:
    on = plan.outlook.standards_met_on.get(letter)
    return on is not None and item.due is not None and on <= item.due


def _late_sops(plan: Planned) -> Iterator[Words]:
    for letter, due, on in plan.late_sops:
        when = f"baru disahkan pada {long_date(on)}" if on else "tidak tertampung dalam rentang rencana"
        yield sentence(Strong(text(f"SOP huruf {letter.upper()}")), f" (direncanakan {long_date(due)}) {when}.")


def _left_out(plan: Planned) -> Iterator[Words]:
    for code, why in plan.left_out.items():
        yield sentence(Strong(text(code)), f" tidak dikerjakan: {why.rstrip('.')}.")


def plan_explanations(period: Period) -> Fragment:
    """Why targets cannot be met and what would be enough, as it was found when the schedule was made; or nothing."""
    told = planned(period).schedule.explanations
    if not told:
        return Fragment(())
    net = " Hari-orang dihitung sesudah hari libur dan cuti dikurangkan." if any(DAYS in it for it in told) else ""
    lead = Paragraph(text(f"Pemeriksaan tenggat ketika jadwal disusun menunjukkan hal berikut.{net}"), Role.LEAD)
    groups: list[list[str]] = []
    for line in told:
        if not groups or line.startswith(TARGETS):
            groups.append([])
        groups[-1].append(line)
    return Fragment((lead, Items(tuple(_explained(*group) for group in groups), Marker.BULLET)))


def _explained(why: str, *ways: str) -> tuple[Block, ...]:
    """A target that cannot be met, and below it what would be enough."""
    below = Items(tuple((Paragraph(text(way)),) for way in ways), Marker.BULLET)
    return (Paragraph(text(why)), below) if ways else (Paragraph(text(why)),)


def plan_lever(period: Period) -> Phrase:
    """Which package moves the count of standards most, and how many others do so as much."""
    plan, found = planned(period), planned(period).lever
    if found is None:
        return Phrase(text("Tidak ada paket kerja yang menentukan jumlah standar terpenuhi."))
    code, on, alike = package_link(found.package.id), long_date(found.on), plan.tied
    if alike:
        lead = f"Dari {len(alike) + 1} paket kerja yang sama menentukannya, yang paling awal ialah "
    else:
        lead = "Paket kerja yang paling menentukan ialah "
    head = sentence(lead, Strong((code,)), f" ({short_title(found.package)}). ")
    if found.completes:
        when = f" pada {on}" if on else ""
        told = f"Dengan paket itu {standards_named(plan, found.completes)} langsung terpenuhi{when}. "
    else:
        told = f"Hasilnya diperhitungkan mulai {on}. " if on else "Paket itu tidak tertampung dalam jadwal. "
    carried = f"Tanpa paket itu {standards_named(plan, found.carries)} tidak dapat terpenuhi."
    more = sentence(" Demikian pula ", links([it.package for it in alike]), ".") if alike else ()
    return Phrase(sentence(head, told, carried, more))
