"""Schedules of adoption plans: written by the program, perhaps changed by hand, perhaps overtaken by what they rest on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from lpse_docs.amounts import person_days, rupiah
from lpse_docs.assess.score import score
from lpse_docs.checks.drafts import drafts
from lpse_docs.checks.finding import Rule, error, warning
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.model.dates import said
from lpse_docs.model.plan import AdoptionSchedule, Placing
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.calendar import TENTHS
from lpse_docs.planning.outlook import Draft, counted, placements
from lpse_docs.planning.track import Standing, track
from lpse_docs.planning.verify import (
    Breach,
    Crowded,
    Idle,
    Misplaced,
    Overload,
    Overspent,
    Premature,
    TooFast,
    TooShort,
    Unready,
    counting,
    verify,
)
from lpse_docs.planning.words import unit_name

AGAIN = "Susun kembali dengan lpse-docs plan."
SHOWN = 5
Finding = Callable[..., Diagnostic]


def named(workspace: Workspace) -> Iterator[Diagnostic]:
    """Jadwal menyebut setiap paket sekali, pada periode yang ada dalam rencana.

    Mengapa: paket yang disebut dua kali atau tidak dikenal membuat beban dan biaya salah hitung.
    Contoh: dua butir `package: S04-K02`, atau `bucket: 2031-T1` padahal rencana sampai 2028.
    Perbaikan: betulkan kodenya, atau susun kembali jadwalnya.
    """
    for draft, schedule in _schedules(workspace):
        first: dict[str, Span] = {}
        for code, span in _packages(schedule):
            if code in first:
                yield error("LPSE625", span, f"Paket {code} sudah dijadwalkan di {first[code]}.")
            elif code not in draft.package:
                yield _weighed(draft, schedule)("LPSE625", span, f"Paket {code} tidak ada dalam rencana.", AGAIN)
            elif draft.package[code].done_on:
                yield warning("LPSE625", span, f"Paket {code} sudah selesai menurut rencana.", AGAIN)
            first.setdefault(code, span)
        for item in schedule.placings:
            if item.bucket not in draft.calendar.index:
                message = f"Periode {item.bucket} tidak ada dalam rencana."
                yield _weighed(draft, schedule)("LPSE625", item.at("bucket"), message, AGAIN)


def days(workspace: Workspace) -> Iterator[Diagnostic]:
    """Tanggal setiap paket berurutan, cukup panjang, dan terletak dalam periode rencananya.

    Mengapa: kapasitas dihitung menurut periode; tanggal di luarnya memakai hari yang tidak diperhitungkan.
    Contoh: `bucket: 2027-T1` dengan `start: 2027-05-03`, atau `finish` sebelum `start`.
    Perbaikan: betulkan tanggalnya, atau susun kembali jadwalnya.
    """
    for draft, schedule in _schedules(workspace):
        finding = _weighed(draft, schedule)
        for item in schedule.placings:
            if item.finish < item.start:
                message = f"Paket {item.package} selesai sebelum dimulai ({said(item.start)})."
                yield error("LPSE626", item.at("finish"), message)
        if schedule.approved_on and schedule.approved_on < schedule.made_on:
            message = f"Jadwal disetujui sebelum disusun ({said(schedule.made_on)})."
            yield error("LPSE626", schedule.at("approved_on"), message)
        for breach, placing in _breaches(draft, schedule):
            if isinstance(breach, Misplaced) and placing:
                last = draft.calendar.periods[min(_last(draft, placing), len(draft.calendar.periods) - 1)]
                message = f"Paket {placing.package} tidak terletak dalam {_span(draft, placing, last.name)}."
                yield finding("LPSE626", placing.at("start"), message, AGAIN)
            elif isinstance(breach, TooShort) and placing and placing.finish >= placing.start:
                wanted = draft.problem.task[breach.task].length
                message = f"Paket {breach.task} memerlukan sedikitnya {wanted} hari kalender, tetapi dijadwalkan {breach.days} hari."
                yield finding("LPSE626", placing.at("finish"), message, AGAIN)


def worked(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap paket dikerjakan pada hari kerja, dengan hari yang cukup bagi orang-orang unitnya.

    Mengapa: jadwal dicetak dengan tanggal; pekerjaan lima hari-orang tidak selesai oleh satu orang dalam dua hari.
    Contoh: paket dimulai pada hari Minggu, atau sepuluh paket satu unit diletakkan pada tiga hari terakhir triwulan.
    Perbaikan: geser tanggalnya, atau susun kembali jadwalnya.
    """
    for draft, schedule in _schedules(workspace):
        finding = _weighed(draft, schedule)
        for breach, placing in _breaches(draft, schedule):
            if isinstance(breach, Idle) and placing:
                unit = unit_name(workspace, draft.package[breach.task].unit)
                message = (
                    f"Paket {breach.task} dimulai {said(placing.start)}, padahal {unit} tidak bekerja pada hari itu."
                )
                yield finding("LPSE657", placing.at("start"), message, AGAIN)
            elif isinstance(breach, TooFast) and placing and placing.finish >= placing.start:
                unit = unit_name(workspace, breach.resource)
                message = (
                    f"Paket {breach.task} memerlukan {person_days(breach.load / TENTHS)}, tetapi dari {said(placing.start)} "
                    f"sampai {said(placing.finish)} {unit} hanya dapat memberi {person_days(breach.hands / TENTHS)}."
                )
                yield finding("LPSE657", placing.at("finish"), message, AGAIN)
            elif isinstance(breach, Crowded):
                first, last = (said(draft.calendar.on(day)) for day in (breach.first, breach.end - 1))
                message = (
                    f"{unit_name(workspace, breach.resource)} dijadwalkan mengerjakan {person_days(breach.load / TENTHS)} "
                    f"dari {first} sampai {last}, padahal hanya dapat memberi {person_days(breach.hands / TENTHS)}."
                )
                yield finding("LPSE657", _crowding(draft, schedule, breach), message, AGAIN)


def _crowding(draft: Draft, schedule: AdoptionSchedule, breach: Crowded) -> Span:
    """The last placing of a unit in a stretch of days."""
    return [
        item.at("finish")
        for item in counted(draft, schedule).values()
        if breach.first <= _day(draft, item.start) < breach.end
        and breach.resource in draft.problem.task[item.package].load
    ][-1]


def _span(draft: Draft, placing: Placing, last: str) -> str:
    first = draft.calendar.periods[draft.calendar.index[placing.bucket]].name
    return first if first == last else f"{first} sampai {last}"


def _last(draft: Draft, placing: Placing) -> int:
    """The place of the last planning period of a package; it may lie beyond the horizon."""
    task = draft.problem.task[placing.package]
    return draft.calendar.index[placing.bucket] + max(map(len, task.load.values()), default=task.span) - 1


def kept(workspace: Workspace) -> Iterator[Diagnostic]:
    """Jadwal mematuhi urutan, kapasitas, pagu, dan tanggal paling cepat.

    Mengapa: jadwal yang melampaui kapasitas tidak dapat dilaksanakan; yang dimulai sebelum ia disusun tidak diperiksa lagi.
    Contoh: paket dipindahkan dengan tangan ke triwulan yang sudah penuh.
    Perbaikan: pindahkan paketnya ke periode lain, atau susun kembali jadwalnya.
    """
    for draft, schedule in _schedules(workspace):
        finding = _weighed(draft, schedule)
        for breach, placing in _breaches(draft, schedule):
            match breach:
                case Premature() if placing:
                    earliest = draft.calendar.on(draft.problem.task[breach.task].release)
                    message = (
                        f"Paket {breach.task} dimulai {said(placing.start)}, padahal paling cepat {said(earliest)}."
                    )
                    yield finding("LPSE627", placing.at("start"), message, AGAIN)
                case Unready() if placing:
                    yield finding("LPSE627", placing.at("start"), _unready(draft, schedule, breach, placing), AGAIN)
                case Overload() if breach.resource in draft.problem.capacity:
                    load, capacity = breach.load / TENTHS, breach.capacity / TENTHS
                    name, when = unit_name(workspace, breach.resource), draft.calendar.periods[breach.bucket].name
                    message = f"{name} kelebihan {person_days(load - capacity)} pada {when} "
                    message += f"(beban {person_days(load)}, kapasitas {person_days(capacity)})."
                    yield finding("LPSE627", _loading(draft, schedule, breach), message, AGAIN)
                case Overspent():
                    message = (
                        f"Biaya tahun {breach.year} melampaui pagu sebesar {rupiah(breach.spent - breach.ceiling)} "
                    )
                    message += f"({rupiah(breach.spent)} dari {rupiah(breach.ceiling)})."
                    yield finding("LPSE627", _spending(draft, schedule, breach), message, AGAIN)


def _unready(draft: Draft, schedule: AdoptionSchedule, breach: Unready, placing: Placing) -> str:
    """In words, what a package should have waited for: of a milestone the package that comes last."""
    counts = counting(draft.problem, placements(draft, schedule))
    code = breach.before
    if code not in draft.package:
        code = max(draft.problem.task[code].after, key=lambda it: (counts.get(it, float("inf")), it))
    begins = f"Paket {placing.package} dimulai {said(placing.start)}, padahal {code}"
    if breach.counts is None:
        return f"{begins} yang ditunggunya tidak dijadwalkan."
    running_in = draft.problem.task[code].running_in
    after = f" sesudah masa berjalan {running_in} hari" if running_in else ""
    last = said(
        draft.calendar.on(max(0, breach.counts - 1))
    )  # as documents tell it; what waits may begin the day after
    return f"{begins} yang ditunggunya baru diperhitungkan pada akhir {last}{after}."


def _loading(draft: Draft, schedule: AdoptionSchedule, breach: Overload) -> Span:
    """The last placing that works for a unit in a planning period."""
    found = [
        item.at("bucket")
        for item in counted(draft, schedule).values()
        if 0
        <= breach.bucket - draft.calendar.index[item.bucket]
        <= _last(draft, item) - draft.calendar.index[item.bucket]
        and breach.resource in draft.problem.task[item.package].load
    ]
    return found[-1]


def _spending(draft: Draft, schedule: AdoptionSchedule, breach: Overspent) -> Span:
    """The last placing that costs money in a year."""
    found = [
        item.at("bucket")
        for item in counted(draft, schedule).values()
        if draft.problem.task[item.package].cost
        and draft.problem.buckets[draft.calendar.index[item.bucket]].year == breach.year
    ]
    return found[-1]


def current(workspace: Workspace) -> Iterator[Diagnostic]:
    """Jadwal disusun dari rencana yang sekarang, dan memuat setiap paketnya.

    Mengapa: jadwal yang usang menjanjikan tanggal yang tidak lagi mengikuti celah, kapasitas, dan pagu.
    Contoh: kapasitas pada plan.yaml diubah sesudah schedule.yaml ditulis.
    Perbaikan: susun kembali jadwalnya; yang berubah ditampilkan sebelum ditulis.
    """
    for schedule in workspace.schedules:
        if schedule.period not in workspace.plan:
            yield warning("LPSE628", schedule.at("period"), "Jadwal tanpa rencana: plan.yaml periode ini tidak ada.")
    for draft, schedule in _schedules(workspace):
        if stale(draft, schedule):
            message = "Jadwal usang: celah, kapasitas, pagu, atau asumsinya berubah sesudah jadwal disusun."
            yield warning("LPSE628", schedule.at("input_digest"), message, AGAIN)
        told = {code for code, _ in _packages(schedule)}
        missing = [item.id for item in draft.packages if item.id not in told and item.done_on is None]
        if missing:
            more = f" dan {len(missing) - SHOWN} paket lain" if len(missing) > SHOWN else ""
            message = f"Paket {', '.join(missing[:SHOWN])}{more} tidak dijadwalkan dan tidak disebut tidak tertampung."
            yield _weighed(draft, schedule)("LPSE628", schedule.at("placings"), message, AGAIN)


def passed(workspace: Workspace) -> Iterator[Diagnostic]:
    """Pekerjaan yang belum selesai tidak dijadwalkan pada hari-hari yang sudah lewat ketika jadwal disusun.

    Mengapa: jadwal seperti itu menjanjikan hasil dari pekerjaan yang tidak pernah dilakukan.
    Contoh: jadwal disusun 26 November 2026, tetapi S04-K02 dijadwalkan Juli 2026 dan belum terpenuhi.
    Perbaikan: susun kembali jadwalnya; yang belum selesai dijadwalkan sesudah tanggal penyusunannya.
    """
    for draft, schedule in _schedules(workspace):
        scored = score(workspace.assessments[-1], workspace.standards, workspace.office.stages, schedule.made_on)
        late = [it for it in track(draft, schedule, scored, schedule.made_on) if it.standing is Standing.LATE]
        if late and not stale(draft, schedule):
            codes = [it.package.id for it in late]
            more = f" dan {len(codes) - SHOWN} paket lain" if len(codes) > SHOWN else ""
            message = (
                f"Paket {', '.join(codes[:SHOWN])}{more} belum selesai, tetapi dijadwalkan sebelum jadwal ini "
                f"disusun ({said(schedule.made_on)})."
            )
            yield warning("LPSE640", schedule.at("made_on"), message, AGAIN)


def _schedules(workspace: Workspace) -> Iterator[tuple[Draft, AdoptionSchedule]]:
    """Every schedule with the plan it is for."""
    for draft in drafts(workspace):
        schedule = workspace.schedule.get(draft.plan.period)
        if schedule is not None:
            yield draft, schedule


def stale(draft: Draft, schedule: AdoptionSchedule) -> bool:
    """Whether a schedule was made for another plan than that of now."""
    return schedule.input_digest != draft.digest


def _weighed(draft: Draft, schedule: AdoptionSchedule) -> Finding:
    """How grave a fault is: one that the next schedule mends by itself must not stand in its way."""
    return warning if stale(draft, schedule) else error


def _packages(schedule: AdoptionSchedule) -> Iterator[tuple[str, Span]]:
    yield from ((item.package, item.at("package")) for item in schedule.placings)
    yield from ((code, schedule.at("unplaced", place)) for place, code in enumerate(schedule.unplaced))


def _day(draft: Draft, on: date) -> int:
    return draft.calendar.day(on)


def _begins_in(draft: Draft, item: Placing) -> bool:
    """Whether a placing begins in the planning period it names."""
    period = draft.calendar.periods[draft.calendar.index[item.bucket]]
    return period.start <= item.start <= period.end


def _breaches(draft: Draft, schedule: AdoptionSchedule) -> Iterator[tuple[Breach, Placing | None]]:
    """What a schedule breaks, each with the placing it is about, if it is about one.

    What began before the schedule was made is past, and need not have kept the rules.
    """
    kept = counted(draft, schedule)
    past = {
        code: draft.calendar.index[it.bucket]
        for code, it in kept.items()
        if it.start < schedule.made_on and _begins_in(draft, it)
    }
    for breach in verify(replace(draft.problem, fixed=past), placements(draft, schedule).values()):
        yield breach, kept.get(getattr(breach, "task", ""))


RULES: Mapping[str, Rule] = {
    "LPSE625": named,
    "LPSE626": days,
    "LPSE627": kept,
    "LPSE628": current,
    "LPSE640": passed,
    "LPSE657": worked,
}
