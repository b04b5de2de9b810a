"""What the review of a plan says in sentences: how it stands, what the rest looks like, and what is to be decided."""

from collections.abc import Iterable, Iterator

from lpse_docs.compose.law import long_date
from lpse_docs.compose.numerals import in_figures
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import Words, in_a_row, sentence, standards_in_a_row
from lpse_docs.compose.plan_figures import told
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.compose.tracked import Pursued, figures, pursued
from lpse_docs.document.blocks import Items, Paragraph
from lpse_docs.document.inlines import Inline, Strong, text
from lpse_docs.document.roles import Marker

NOT_AGAIN = "JADWAL BELUM DISUSUN ULANG."
NOT_AGAIN_WHY = " Sisa rencana belum dijadwalkan ulang sesudah tanggal hitung; tanggal pada dokumen ini masih tanggal yang disetujui."


def _tell(period: Period, key: str, noun: str = "") -> Inline:
    return told(figures(period), key, noun)


def tracked_title(period: Period) -> str:
    """The title of the plan that is reviewed."""
    return pursued(period).plan.plan.title


def tracked_note(period: Period) -> Fragment:
    """A warning while the rest has not been planned again, or nothing."""
    held = pursued(period)
    if held.review.planned_again or not held.review.open:
        return Fragment(())
    return Fragment((Paragraph((Strong(text(NOT_AGAIN)), *text(NOT_AGAIN_WHY))),))


def tracked_basis(period: Period) -> Phrase:
    """What is held against what."""
    agreed = pursued(period).review.agreed.schedule
    on = long_date(agreed.approved_on or agreed.made_on)
    made = (
        f"Jadwal yang disetujui pada {on} dibandingkan dengan hasil penilaian {period.card.title} pada tanggal hitung"
    )
    return Phrase(text(f"{made} {long_date(period.on)}."))


def tracked_state(period: Period) -> Phrase:
    """What was due, what of it is done or late, and what is ahead of its time."""
    due = sentence("Dari ", _tell(period, "jatuh-tempo", "paket kerja"), " yang jatuh tempo, ")
    done = sentence(_tell(period, "selesai"), " selesai dan ", _tell(period, "terlambat"), " terlambat. ")
    more = sentence(
        "Di luar itu ", _tell(period, "selesai-awal", "paket"), " selesai lebih awal, ", _tell(period, "berjalan"),
        " sedang berjalan, dan ", _tell(period, "dimulai-awal"), " dimulai lebih awal.",
    )  # fmt: skip
    return Phrase(sentence(due, done, more))


def tracked_standards(period: Period) -> Phrase:
    """Standards that are met against those that should be, and those that were lost."""
    held = pursued(period)
    met = sentence(_tell(period, "standar-nyata"), " dari ", _tell(period, "standar", "standar"), " terpenuhi; ")
    wanted = sentence("menurut jadwal yang disetujui seharusnya ", _tell(period, "standar-rencana"), ". ")
    whole = sentence(f"Pada {long_date(period.on)}, ", met, wanted)
    return Phrase(sentence(whole, *_lost(held)))


def _lost(held: Pursued) -> Iterator[str]:
    if held.review.lost:
        names = standards_in_a_row(held.period.workspace.standard[letter] for letter in held.review.lost)
        yield f"{names} terpenuhi ketika rencana disusun dan sekarang tidak lagi; rencana tidak memuat pekerjaan untuknya."


def tracked_rest(period: Period) -> Phrase:
    """How the rest was planned again."""
    held = pursued(period)
    idle = list(_pending(held))
    if not held.review.open:
        return Phrase(sentence("Semua paket kerja telah selesai.", *idle))
    if not held.review.planned_again:
        return Phrase(sentence("Sisa rencana belum dijadwalkan ulang sesudah tanggal hitung.", *idle))
    made = long_date(held.review.now.schedule.made_on)
    head = f"Sisa rencana dijadwalkan ulang pada {made} dengan perubahan sesedikit mungkin: "
    moved = sentence(head, _tell(period, "berpindah", "paket"), " berpindah periode rencana")
    left = sentence(" dan ", _tell(period, "tanpa-tempat", "paket"), " tidak tertampung") if held.nowhere else ()
    return Phrase(sentence(moved, left, ".", *idle))


def _pending(held: Pursued) -> Iterator[str]:
    """Evidence that only has to wait."""
    for item in held.review.pending:
        yield f" Bukti kriteria {item.criterion} menunggu sampai {long_date(item.until)}, tanpa pekerjaan."


def tracked_cost(period: Period) -> Phrase:
    """What the work that is done was planned to cost."""
    done = sentence("Paket yang selesai berbiaya rencana ", _tell(period, "biaya-selesai"))
    return Phrase(
        sentence(done, " dari ", _tell(period, "biaya-rencana"), ". Realisasi anggaran tidak dicatat di sini.")
    )


def tracked_decisions(period: Period) -> Fragment:
    """What is asked of the regent, as the review tells."""
    held = pursued(period)
    found = [*_approve(held), *_stages(held), *_units(held), *_restore(held), *_room(held)]
    if not found:
        return Fragment((Paragraph(text("Tidak ada. Pekerjaan berjalan menurut jadwal yang disetujui.")),))
    return Fragment((Items(tuple((Paragraph(line),) for line in found), Marker.DECIMAL),))


def _approve(held: Pursued) -> Iterator[Words]:
    if held.review.planned_again and held.moved:
        yield text("Menyetujui jadwal baru bagi sisa rencana sebagai pengganti jadwal yang disetujui.")
    elif held.late and not held.review.planned_again:
        yield text("Menugaskan Kepala LPSE menjadwalkan ulang sisa rencana.")


def _stages(held: Pursued) -> Iterator[Words]:
    """Stages that miss their targets, or that nobody knows a day of for want of work in the schedule."""
    lost = set(held.review.lost)
    for item in held.prospects:
        name = f"tahap {item.stage.stage}" + (f" (tenggat {long_date(item.due)})" if item.due else "")
        if item.late:
            when = f"Memutuskan bagi {name}, yang baru tercapai pada {long_date(item.now)}: "
            yield text(f"{when}memundurkan tenggat atau menambah kapasitas.")
        if rest := [letter for letter in item.dayless if letter not in lost]:
            names = standards_in_a_row(held.period.workspace.standard[letter] for letter in rest)
            yield text(f"Menugaskan Kepala LPSE menjadwalkan pekerjaan {names} bagi {name}.")


def _units(held: Pursued) -> Iterator[Words]:
    """Units with work that is late, with the day by which it is to be done now."""
    for unit in held.units:
        items = [item for item in held.late if item.package.unit == unit.code]
        placings = [held.review.now.placing.get(item.package.id) for item in items]
        days = [placing.finish for placing in placings if placing]
        by = f" paling lambat {long_date(max(days))}" if days and held.review.planned_again else ""
        if items:
            yield text(f"Menugaskan {unit.name} menyelesaikan {in_figures(len(items))} paket kerja yang terlambat{by}.")


def _restore(held: Pursued) -> Iterator[Words]:
    """Standards that were lost, and the stages they hold up."""
    if held.review.lost:
        names = standards_in_a_row(held.period.workspace.standard[letter] for letter in held.review.lost)
        lost = set(held.review.lost)
        stages = in_a_row([str(it.stage.stage) for it in held.prospects if lost.intersection(it.dayless)])
        yield text(f"Menugaskan Kepala LPSE memulihkan {names}, yang menahan tahap {stages}.")


def _room(held: Pursued) -> Iterator[Words]:
    if held.review.planned_again and held.nowhere:
        units = ", ".join(_names(held))
        yield text(f"Menambah kapasitas atau memperpanjang rencana bagi paket yang tidak tertampung: {units}.")


def _names(held: Pursued) -> Iterable[str]:
    return dict.fromkeys(held.plan.unit(item.package.unit).name for item in held.nowhere)
