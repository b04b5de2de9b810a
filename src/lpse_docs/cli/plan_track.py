"""`lpse-docs plan track` and `plan approve`: the plan against what has become of it, and its approval."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import click

from lpse_docs.assess.score import score
from lpse_docs.cli.columns import columns
from lpse_docs.cli.planboard import lines, wait_words
from lpse_docs.cli.planning import PERIOD, Asked, asked_for, draw_up, explained_schedule, save_schedule, say
from lpse_docs.cli.planreasons import explained
from lpse_docs.cli.project import project
from lpse_docs.cli.speech import Command, Day, guess
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.dates import said
from lpse_docs.model.plan import AdoptionSchedule
from lpse_docs.planning.arrange import TRACKING
from lpse_docs.planning.gone import pending
from lpse_docs.planning.outlook import promised
from lpse_docs.planning.problem import Goal
from lpse_docs.planning.track import Standing, Tracked, opened, track
from lpse_docs.planning.words import listed, unit_name


@click.command(
    "track",
    cls=Command,
    help="Bandingkan jadwal yang disetujui dengan keadaan menurut penilaian terakhir, lalu jadwalkan ulang sisanya dengan "
    "perubahan sesedikit mungkin. Yang sudah lewat tidak diubah.",
)
@PERIOD
@click.option("--actual", metavar="PERIODE", help="Penilaian yang menunjukkan keadaan; bawaan: yang terakhir.")
@click.option("--on", "day", type=Day(), metavar="TANGGAL", help="Keadaan pada tanggal ini; bawaan: hari ini.")
@click.option("--save", is_flag=True, help="Tulis jadwal barunya ke schedule.yaml.")
def show(period: str | None, *, actual: str | None, day: date | None, save: bool) -> int:
    """Show how every package stands, and plan the rest anew."""
    asked = asked_for(period)
    if asked is None:
        return 1
    on = day or date.today()  # noqa: DTZ011 - the reader's own day
    agreed = _agreed(asked)
    state = _actual(asked, actual)
    scored = score(state, asked.workspace.standards, asked.workspace.office.stages, on)
    found, gaps = track(asked.draft, agreed, scored, on), opened(asked.draft, scored)
    then = draw_up(asked.workspace, asked.draft, on, found, TRACKING, opened=gaps)
    why = explained(asked.workspace, then)
    moved = next(item.value for item in then.schedule.reached if item.goal is Goal.STABLE)
    waits = [wait_words(item) for item in pending(asked.draft.waits, scored)]
    say([f"Keadaan pada {said(on)} menurut {state.scorecard.title}", "", *_standing(asked, found), *waits])
    say(["", f"Sisa rencana, dijadwalkan ulang: {moved} paket kerja berpindah periode.", ""])
    say([*lines(asked.workspace, then), *why])
    return save_schedule(explained_schedule(then, why)) if save else 0


def _agreed(asked: Asked) -> AdoptionSchedule:
    """What the plan is held against: the schedule that was approved, or the one that was saved."""
    code = asked.draft.plan.period
    agreed = asked.workspace.agreed.get(code) or asked.workspace.schedule.get(code)
    if agreed is None:
        raise click.UsageError(f"Rencana {code} belum mempunyai jadwal. Simpan dengan: {project().command} plan --save")
    return agreed


def _actual(asked: Asked, code: str | None) -> Assessment:
    known = asked.workspace.assessment
    if code is None:
        return asked.workspace.assessments[-1]
    if code not in known:
        raise click.UsageError(f"Periode {code} tidak ada; yang ada: {', '.join(known)}.{guess(code, list(known))}")
    return known[code]


def _standing(asked: Asked, found: Sequence[Tracked]) -> Iterator[str]:
    counts = Counter(item.standing for item in found)
    yield "; ".join(f"{counts[it]} {it.value}" for it in Standing if counts[it]) + "."
    rows = [
        (
            item.package.id,
            unit_name(asked.workspace, item.package.unit),
            f"{item.standing.value}, {item.days} hari" if item.days else item.standing.value,
            item.package.title,
        )
        for item in found
        if item.standing in {Standing.LATE, Standing.RUNNING, Standing.HELD, Standing.UNPLACED}
    ]
    if rows:
        yield ""
        yield from columns(rows)


@click.command(
    "approve",
    cls=Command,
    help="Catat bahwa jadwal pada schedule.yaml telah disetujui: salinannya menjadi approved.yaml, dan jadwal berikutnya "
    "berubah sesedikit mungkin darinya.",
)
@PERIOD
@click.option("--on", "day", type=Day(), metavar="TANGGAL", required=True, help="Tanggal persetujuan.")
def approve(period: str | None, day: date) -> int:
    """Keep the schedule as the one that was agreed on."""
    asked = asked_for(period)
    if asked is None:
        return 1
    made = asked.workspace.schedule.get(asked.draft.plan.period)
    if made is None:
        raise click.UsageError(f"Belum ada jadwal. Simpan dengan: {project().command} plan --save")
    if made.input_digest != asked.draft.digest:
        raise click.UsageError(
            f"Jadwalnya usang: rencana berubah sesudahnya. Susun lagi: {project().command} plan --save"
        )
    if day < made.made_on:
        raise click.UsageError(f"Tanggal persetujuan mendahului penyusunan jadwal, {said(made.made_on)}.")
    before = asked.workspace.agreed.get(asked.draft.plan.period)
    if before and before.approved_on and _told(made) == _told(before):
        raise click.UsageError(f"Jadwal ini sudah disetujui pada {said(before.approved_on)}.")
    say(list(_missed(asked, made)))
    agreed = made.model_copy(update={"approved_on": day})
    return save_schedule(agreed, "approved.yaml") or save_schedule(agreed)


def _told(made: AdoptionSchedule) -> tuple[object, ...]:
    """What a schedule says about packages, wherever that stands in its file."""
    return (made.unplaced, *((it.package, it.bucket, it.start, it.finish) for it in made.placings))


def _missed(asked: Asked, made: AdoptionSchedule) -> Iterator[str]:
    """What the approver should know: stages that the schedule meets too late or not at all, packages it leaves out."""
    held = promised(asked.workspace, asked.draft, made)
    due = {item.stage: item.by for item in asked.draft.plan.targets}
    reached = {stage.stage: held.stage_on(stage) for stage in held.stages if stage.stage in due}
    late = [f"tahap {stage}" for stage, day in reached.items() if day is None or day > due[stage]]
    if late:
        yield f"Perhatian: jadwal ini melewati tenggat {listed(late)}."
    if made.unplaced:
        yield f"Perhatian: {len(made.unplaced)} paket kerja tidak tertampung."
