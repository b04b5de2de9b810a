"""Which period a command works on."""

from pathlib import Path

import click

from lpse_docs import checks
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show
from lpse_docs.cli.speech import guess
from lpse_docs.diagnostics import Diagnostic, errors
from lpse_docs.load.project import Memory, load_project
from lpse_docs.model.assessment import Assessment
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline.excerpt import source_lines

UNDECIDED = "LPSE523"


def read(root: Path, memory: Memory | None = None) -> Workspace | None:
    """A workspace, or None when it is faulty and the faults have been shown; `memory` spares who reads it next the parsing."""
    loaded = load_project(root, memory)
    if loaded.workspace is None:
        show(full(errors(loaded.diagnostics), source_lines(root)))
    return loaded.workspace


def chosen(workspace: Workspace, period: str | None) -> Assessment:
    """The period that was named, or the latest.

    Raises:
        click.UsageError: There is no such period, or none at all.
    """
    if not workspace.assessments:
        raise click.UsageError("Belum ada periode penilaian di assessments/.")
    if period is None:
        return workspace.assessments[-1]
    if period not in workspace.assessment:
        known = list(workspace.assessment)
        raise click.UsageError(
            f"Periode {period} tidak ada; yang ada: {', '.join(known)}.{guess(period, known)}",
        )
    return workspace.assessment[period]


def faults(workspace: Workspace, assessment: Assessment) -> list[Diagnostic]:
    """Errors of a period, into which nothing is written; but an open difference is mended by these very commands."""
    folder = f"assessments/{assessment.period}/"
    found = (item for item in errors(checks.run(workspace, checks.PERIOD_RULES)) if item.code != UNDECIDED)
    return [item for item in found if item.span.path.startswith(folder)]


def before(workspace: Workspace, assessment: Assessment) -> Assessment | None:
    """The period before; an example is not compared with what really was."""
    alike = [item for item in workspace.assessments if item.scorecard.example is assessment.scorecard.example]
    place = alike.index(assessment)
    return alike[place - 1] if place else None
