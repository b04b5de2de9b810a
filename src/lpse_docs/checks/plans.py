"""Adoption plans: their horizon, who works on them, and whether what they name exists and stands once."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import chain, pairwise

from lpse_docs.checks.again import again
from lpse_docs.checks.drafts import YEARS, drafts, periods, sound, within_years
from lpse_docs.checks.finding import Rule, error, note, warning
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.model.assessment import Status
from lpse_docs.model.dates import said
from lpse_docs.model.plan import AdoptionPlan, Capacity, Holiday, Leave, OtherCapacity, Owner, WorkPackage
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.calendar import MOST_BUCKETS, calendar, first_day, last_day

DAY = timedelta(days=1)


def horizon(workspace: Workspace) -> Iterator[Diagnostic]:
    """Rencana dimulai pada hari pertama dan berakhir pada hari terakhir suatu periode rencana.

    Mengapa: kapasitas dan beban dihitung untuk periode yang utuh; sepotong periode membuat kapasitasnya tidak pasti.
    Contoh: `start: 2027-02-01` dengan `step: triwulan`, atau `end` sebelum `start`.
    Perbaikan: pakai tanggal yang disebut pesan; paling banyak enam puluh periode.
    """
    for plan in workspace.plans:
        if plan.end < plan.start:
            yield error("LPSE610", plan.at("end"), f"Rencana berakhir sebelum dimulai ({said(plan.start)}).")
        elif not within_years(plan):
            place = "start" if plan.start.year not in YEARS else "end"
            yield error("LPSE610", plan.at(place), "Rencana berada di luar tahun 2000 sampai dengan 2200.")
        else:
            yield from _edges(plan)


def _edges(plan: AdoptionPlan) -> Iterator[Diagnostic]:
    """The first and the last day of a horizon, and how long it is."""
    first, last, step = first_day(plan.start, plan.step), last_day(plan.end, plan.step), plan.step.value
    if plan.start != first:
        following = last_day(plan.start, plan.step) + DAY
        message = f"Rencana per {step} dimulai pada hari pertama {step}: {said(first)} atau {said(following)}."
        yield error("LPSE610", plan.at("start"), message, f"Tulis start: {first} atau start: {following}.")
    if plan.end != last:
        previous = first_day(plan.end, plan.step) - DAY
        ends = [last, previous] if previous > plan.start else [last]
        message = f"Rencana per {step} berakhir pada hari terakhir {step}: {' atau '.join(map(said, ends))}."
        yield error("LPSE610", plan.at("end"), message, f"Tulis {' atau '.join(f'end: {day}' for day in ends)}.")
    if periods(plan) > MOST_BUCKETS:
        latest = calendar(plan.model_copy(update={"start": first}), 5).end
        message = f"Rencana memuat {periods(plan)} {step}, paling banyak {MOST_BUCKETS}."
        yield error("LPSE610", plan.at("end"), message, f"Akhiri paling lambat {said(latest)}.")


def units(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap unit dalam rencana adalah jabatan atau unit LPSE sendiri.

    Mengapa: pekerjaan adopsi dibagi kepada unit menurut Pasal 6; pihak luar tidak dapat ditugasi.
    Contoh: `unit: unit-arsip` yang tidak ada pada `posts` di lpse.yaml, atau `unit: penyedia`.
    Perbaikan: betulkan kodenya, atau tambahkan unitnya pada `posts`.
    """
    for code, span in _units(workspace):
        post = workspace.post.get(code)
        if post is None:
            yield error("LPSE611", span, f"Jabatan {code} tidak ada pada posts di lpse.yaml.")
        elif post.outside:
            yield error("LPSE611", span, f"{post.name} adalah pihak luar, sehingga tidak dapat mengerjakan rencana.")


def _units(workspace: Workspace) -> Iterator[tuple[str, Span]]:
    """Every unit that plans and their assumptions name."""
    for plan in workspace.plans:
        named: Iterator[Capacity | OtherCapacity | Leave] = chain(plan.capacity, plan.other_capacity, plan.leave)
        yield from ((item.unit, item.at("unit")) for item in named)
        yield from ((item.unit, item.at("unit")) for item in plan.packages if item.unit)
    yield from ((item.unit, item.at("unit")) for item in _owners(workspace))


def _owners(workspace: Workspace) -> Iterable[Owner]:
    """Who does the work of standards and SOPs; of no interest without a plan."""
    planning = workspace.office.planning
    return chain(planning.standards, planning.sops) if workspace.plans else ()


def repeats(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap unit, periode, tahun, tahap, paket, huruf, dan jenis bukti disebut sekali.

    Mengapa: dari dua angka untuk hal yang sama, tidak diketahui mana yang dipakai.
    Contoh: dua butir `unit: sekretariat` pada `capacity`, atau dua pagu untuk tahun 2027.
    Perbaikan: hapus salah satunya.
    """
    groups = [group for plan in workspace.plans for group in _keyed(plan)]
    planning = workspace.office.planning
    if workspace.plans:
        groups += [
            [("Huruf " + item.letter, item.at("letter")) for item in owners]
            for owners in (planning.standards, planning.sops)
        ]
        groups.append([(f"Beban {item.kind.value}", item.at("kind")) for item in planning.efforts])
    for name, span, first in chain.from_iterable(map(again, groups)):
        yield error("LPSE613", span, f"{name} sudah ada di {first}.")


def _keyed(plan: AdoptionPlan) -> list[list[tuple[str, Span]]]:
    """What a plan may say once, by list."""
    return [
        [(f"Kapasitas {item.unit}", item.at("unit")) for item in plan.capacity],
        [(f"Kapasitas {item.unit} pada {item.bucket}", item.at("bucket")) for item in plan.other_capacity],
        [(f"Pagu tahun {item.year}", item.at("year")) for item in plan.budgets],
        [(f"Tenggat tahap {item.stage}", item.at("stage")) for item in plan.targets],
        [(f"Paket kerja {item.id}", item.at("id")) for item in plan.packages],
    ]


def targets(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap tenggat menyebut tahap yang ada, pada tanggal dalam rencana, menurut urutan tahap.

    Mengapa: tahap menghitung standar secara kumulatif (Pasal 29 ayat (3)), jadi tahap kemudian tidak selesai lebih dahulu.
    Contoh: `stage: 5` padahal lpse.yaml memuat empat tahap, atau tenggat tahap 2 mendahului tenggat tahap 1.
    Perbaikan: betulkan tahap atau tanggalnya, atau panjangkan rencana.
    """
    known = {item.stage for item in workspace.office.stages}
    for plan in workspace.plans:
        for item in plan.targets:
            if item.stage not in known:
                yield error("LPSE614", item.at("stage"), f"Tahap {item.stage} tidak ada pada stages di lpse.yaml.")
            if item.by < plan.start:
                message = f"Tenggat tahap {item.stage} mendahului awal rencana ({said(plan.start)})."
                yield error("LPSE614", item.at("by"), message)
            elif item.by > plan.end >= plan.start:
                message = (
                    f"Tenggat tahap {item.stage} sesudah akhir rencana ({said(plan.end)}), sehingga tidak terlihat."
                )
                yield warning("LPSE614", item.at("by"), message, "Panjangkan rencana, atau majukan tenggatnya.")
        for earlier, later in pairwise(sorted(plan.targets, key=lambda item: item.stage)):
            if later.by < earlier.by and later.stage > earlier.stage:
                message = f"Tahap {later.stage} ditenggatkan sebelum tahap {earlier.stage} ({said(earlier.by)})."
                yield warning("LPSE614", later.at("by"), message)


def dates(workspace: Workspace) -> Iterator[Diagnostic]:
    """Setiap tanggal dalam rencana berurutan dan menyangkut rentang rencana.

    Mengapa: tanggal di luar rencana tidak berpengaruh; biasanya tahunnya salah ketik.
    Contoh: cuti yang berakhir sebelum dimulai, hari libur tahun lalu, atau `bucket: 2029-T1` padahal rencana sampai 2028.
    Perbaikan: betulkan tanggalnya, atau hapus butirnya.
    """
    for plan in workspace.plans:
        away: Iterator[Holiday | Leave] = chain(plan.holidays, plan.leave)
        for item in away:
            name = "Libur" if isinstance(item, Holiday) else "Ketidakhadiran"
            if item.end < item.start:
                yield error("LPSE617", item.at("end"), f"{name} berakhir sebelum dimulai ({said(item.start)}).")
            elif item.end < plan.start or item.start > plan.end:
                yield warning("LPSE617", item.at("start"), f"{name} di luar rencana, sehingga tidak berpengaruh.")
        for package in plan.packages:
            yield from _days_of(plan, package)
        for budget in plan.budgets:
            if not plan.start.year <= budget.year <= plan.end.year:
                message = f"Pagu tahun {budget.year} di luar rencana, sehingga tidak berpengaruh."
                yield warning("LPSE617", budget.at("year"), message)
        if sound(plan):
            yield from _buckets(plan)
    yield from _silent(workspace)


def _days_of(plan: AdoptionPlan, item: WorkPackage) -> Iterator[Diagnostic]:
    """The dates of one package against the horizon."""
    if item.earliest and item.earliest > plan.end >= plan.start:
        message = f"Paket {item.id} baru boleh dimulai sesudah rencana berakhir ({said(plan.end)})."
        yield warning("LPSE617", item.at("earliest"), message)
    elif item.earliest and item.earliest < plan.start:
        message = f"Paket {item.id} boleh dimulai sebelum rencana, sehingga tanggal ini tidak berpengaruh."
        yield note("LPSE617", item.at("earliest"), message)
    if item.done_on and item.done_on > plan.end >= plan.start:
        message = f"Paket {item.id} dinyatakan selesai sesudah rencana berakhir ({said(plan.end)})."
        yield warning("LPSE617", item.at("done_on"), message, "Tulis done_on hanya bila paketnya sudah selesai.")


def _buckets(plan: AdoptionPlan) -> Iterator[Diagnostic]:
    """Planning periods by code that a plan does not have."""
    known = calendar(plan, 5).periods
    codes = {item.code for item in known}
    for item in plan.other_capacity:
        if item.bucket not in codes:
            hint = f"Periode rencana: {known[0].code} sampai dengan {known[-1].code}."
            yield error("LPSE617", item.at("bucket"), f"Periode {item.bucket} tidak ada dalam rencana.", hint)


def _silent(workspace: Workspace) -> Iterator[Diagnostic]:
    """Work whose evidence should have been seen when the period was scored, and was not."""
    for draft in drafts(workspace):
        outcome = {it.criterion: it.outcome for standard in draft.scored.standards for it in standard.criteria}
        for item in draft.plan.packages:
            made = draft.package.get(item.id)
            if made is None or item.done_on is None or outcome.get(made.criterion or "") in {None, Status.MET}:
                continue
            if (draft.scored.on - item.done_on).days >= made.running_in:
                message = f"Paket {item.id} selesai, tetapi {made.criterion} belum terpenuhi pada tanggal hitung."
                yield warning("LPSE617", item.at("done_on"), message, "Daftarkan buktinya, lalu nilai kembali.")


def standing(workspace: Workspace) -> Iterator[Diagnostic]:
    """Rencana bertumpu pada kartu skor yang lengkap dan tidak lebih muda daripada rencananya.

    Mengapa: kriteria yang belum dinilai direncanakan seolah-olah belum terpenuhi, sehingga bebannya terlalu besar.
    Contoh: rencana 2027 disusun ketika tiga puluh kriteria belum dinilai, atau `start` mendahului `scored_on`.
    Perbaikan: selesaikan penilaian, atau mulai rencana pada periode sesudah tanggal hitung.
    """
    for draft in drafts(workspace):
        plan, scored = draft.plan, draft.scored
        if not scored.complete:
            message = f"{scored.unassessed} kriteria belum dinilai dan direncanakan sebagai belum terpenuhi."
            yield warning("LPSE621", plan.at("period"), message, "Selesaikan penilaian sebelum rencana ditetapkan.")
        if draft.calendar.periods[0].end < scored.on:
            message = f"Rencana dimulai jauh sebelum tanggal hitung kartu skornya ({said(scored.on)})."
            yield warning("LPSE621", plan.at("start"), message)


RULES: Mapping[str, Rule] = {
    "LPSE610": horizon,
    "LPSE611": units,
    "LPSE613": repeats,
    "LPSE614": targets,
    "LPSE617": dates,
    "LPSE621": standing,
}
