"""What the commands about plans share: the plan that was asked for, its schedule, and keeping it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from lpse_docs.checks import claims, plans, schedules, workload
from lpse_docs.checks import run as checked
from lpse_docs.cli.project import project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import guess
from lpse_docs.diagnostics import Diagnostic, Severity, errors
from lpse_docs.exports.schedule_text import schedule_text
from lpse_docs.load.project import ASSESSMENTS, load_project
from lpse_docs.load.schema import validate
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.plan import AdoptionPlan, AdoptionSchedule
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import atomic, faults
from lpse_docs.pipeline.excerpt import source_lines
from lpse_docs.planning.arrange import arrange
from lpse_docs.planning.conflicts import Conflict, conflicts
from lpse_docs.planning.gone import opened_by
from lpse_docs.planning.greedy import GOALS
from lpse_docs.planning.measure import Placements
from lpse_docs.planning.outlook import Draft, Outlook, draft, timetable
from lpse_docs.planning.problem import Goal, Problem, Schedule
from lpse_docs.planning.track import Tracked, rest

PERIOD = click.option("--period", metavar="PERIODE", help="Kode periode; bila tidak disebut, rencana yang terakhir.")
SCHEDULES = ("/schedule.yaml", "/approved.yaml")
OF_PLANS = {**plans.RULES, **workload.RULES}
KEPT = {**schedules.RULES, "LPSE658": claims.claimed}  # rules that a schedule must keep to be written


@dataclass(frozen=True)
class Asked:
    """The plan that a command is about; `warnings` is how many its file has."""

    workspace: Workspace
    assessment: Assessment
    draft: Draft
    warnings: int = 0

    @property
    def remarks(self) -> list[str]:
        """That there are warnings about the plan, and how to see them."""
        told = f"{self.warnings} peringatan tentang plan.yaml; lihat dengan: {project().command} check"
        return ["", told] if self.warnings else []

    def later(self, on: date) -> list[str]:
        """That a later assessment shows what has become of the plan, and how to see it."""
        base, code = self.assessment.scorecard.scored_on, self.draft.plan.period
        known = [it for it in self.workspace.assessments if it.history and base < it.scorecard.scored_on <= on]
        if not known:
            return []
        told = f"Penilaian {known[-1].period} lebih baru daripada rencana ini; jadwal ini menyusun semuanya dari awal, juga yang sudah selesai."
        if code in self.workspace.agreed or code in self.workspace.schedule:
            return ["", f"{told} Bandingkan dengan keadaan: {project().command} plan track --period {code}"]
        return ["", f"{told} Buat rencana baru: {project().command} plan new --period {known[-1].period}"]

    def warned(self, plan: AdoptionPlan) -> list[str]:
        """What `check` would warn of if the plan were this one, and does not of the plan as it is."""
        others = tuple(item for item in self.workspace.plans if item.period != plan.period)
        now, then = (
            {item.message: None for item in checked(space, OF_PLANS) if item.severity is not Severity.INFO}
            for space in (self.workspace, replace(self.workspace, plans=(*others, plan)))
        )
        return [f"Peringatan: {message}" for message in then if message not in now]

    def again(self, plan: AdoptionPlan) -> Draft:
        """What the plan asks for when something in it is different."""
        return draft(self.workspace, plan, self.assessment)


@dataclass(frozen=True)
class Drawn:
    """A plan with a schedule, why targets it misses cannot be met, and gaps that opened since, by standard."""

    outlook: Outlook
    problem: Problem
    schedule: Schedule
    conflicts: tuple[Conflict, ...]
    opened: Mapping[str, tuple[str, ...]]

    @property
    def schedule_made(self) -> AdoptionSchedule:
        """The schedule as it is kept."""
        return self.outlook.schedule


def asked_for(period: str | None, *, anew: bool = False) -> Asked | None:
    """The plan of a period, or the last there is; None when the workspace is faulty, which has been shown then.

    When the schedule is made `anew`, faults of schedules stop nothing: the next one mends them. They are shown as warnings.

    Raises:
        click.UsageError: There is no such plan.
    """
    root = project().root
    workspace, found = _faults(root, anew=anew)
    shown = [item for item in found if item.severity is Severity.ERROR or _of_schedule(item)]
    if shown:
        show(full(shown, source_lines(root)))
    if workspace is None or errors(found):
        return None
    asked = _asked(workspace, period)
    path = f"{ASSESSMENTS}/{asked.draft.plan.period}/plan.yaml"
    return replace(asked, warnings=sum(it.span.path == path and it.severity is Severity.WARNING for it in found))


def _faults(root: Path, *, anew: bool) -> tuple[Workspace | None, list[Diagnostic]]:
    """A workspace, unless it cannot be read, with its errors and the warnings about its plans."""
    loaded = load_project(root, all_schedules=not anew)
    if loaded.workspace is None:
        return None, errors(loaded.diagnostics)
    unread = [item for item in errors(loaded.diagnostics) if anew and _of_schedule(item)]
    told = checked(loaded.workspace)
    warned = [item for item in told if item.severity is Severity.WARNING and item.span.path.endswith("/plan.yaml")]
    found = [*unread, *errors(told), *warned]
    return loaded.workspace, [
        replace(item, severity=Severity.WARNING) if anew and _of_schedule(item) else item for item in found
    ]


def _of_schedule(item: Diagnostic) -> bool:
    return item.span.path.startswith(f"{ASSESSMENTS}/") and item.span.path.endswith(SCHEDULES)


def _asked(workspace: Workspace, period: str | None) -> Asked:
    """The plan of a period, or the last there is."""
    known = [item.period for item in workspace.assessments if item.period in workspace.plan]
    if not known:
        raise click.UsageError(f"Belum ada rencana adopsi. Mulai dengan: {project().command} plan new")
    if period is not None and period not in known:
        raise click.UsageError(
            f"Periode {period} tidak mempunyai rencana; yang ada: {', '.join(known)}.{guess(period, known)}"
        )
    code = period or known[-1]
    assessment = workspace.assessment[code]
    return Asked(workspace, assessment, draft(workspace, workspace.plan[code], assessment))


def draw_up(
    workspace: Workspace,
    asked: Draft,
    on: date,
    tracked: Sequence[Tracked] = (),
    goals: Sequence[Goal] = GOALS,
    *,
    opened: Mapping[str, tuple[str, ...]] | None = None,
    known: Sequence[Placements] = (),
) -> Drawn:
    """Schedule a plan from a day on, whole or what is left of it; what has `opened` since is looked up unless it is told.

    What is `known` to hold for a plan like this one is never given up for something worse.
    """
    posed, unstinted = rest(asked, tracked, on)
    found = arrange(posed, goals, known)
    why = tuple(conflicts(posed, unstinted, found))
    gaps = opened_by(workspace, asked.scored, asked.waits, on) if opened is None else opened
    made = Outlook(asked, timetable(asked, found, on), workspace.office.stages, frozenset(gaps))
    return Drawn(made, posed, found, why, gaps)


def save_schedule(schedule: AdoptionSchedule, name: str = "schedule.yaml") -> int:
    """Write a schedule beside its plan, unless the plan changed meanwhile or `check` would refuse the schedule."""
    root, text = project().root, schedule_text(schedule)
    path = f"{ASSESSMENTS}/{schedule.period}/{name}"
    workspace, found = _faults(root, anew=True)
    again = None if workspace is None or errors(found) else _asked(workspace, schedule.period)
    if again is None or again.draft.digest != schedule.input_digest:
        raise click.UsageError(f"Rencana berubah sementara jadwal disusun; {path} tidak ditulis. Jalankan lagi.")
    if refused := _refused(again.workspace, text, path):
        show(full(refused, lambda span: text.split("\n")[span.line - 1]))
        tell(f"{path} tidak ditulis, karena jadwalnya tidak mematuhi rencana; jadwal yang lama tidak berubah.")
        return 1
    try:
        target = root / path
        if target.is_symlink():
            raise click.UsageError(f"{path} adalah tautan; jadwal tidak ditulis.")
        atomic.write(target, text.encode())
    except OSError as error:
        raise click.UsageError(f"{path} tidak dapat ditulis: {faults.reason(error)}.") from error
    tell(f"{path} ditulis.")
    return 0


def _refused(workspace: Workspace, text: str, path: str) -> list[Diagnostic]:
    """What `check` would refuse in the text of a schedule, each at its place there."""
    value, unread = read_yaml(text, path)
    made, misfits = validate(AdoptionSchedule, value, path)
    if made is None or unread:
        return [*unread, *misfits]
    others = tuple(item for item in workspace.schedules if item.period != made.period)
    return errors(checked(replace(workspace, schedules=(*others, made)), KEPT))


def explained_schedule(drawn: Drawn, words: Sequence[str]) -> AdoptionSchedule:
    """The schedule with the explanations that were shown, for its documents."""
    return drawn.schedule_made.model_copy(update={"explanations": tuple(words)})


def say(lines: Sequence[str]) -> None:
    """Print lines."""
    for line in lines:
        tell(line)
