"""`audit`: hold finished files against the rules, each in a worker that may hang or eat memory without harm."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from lpse_docs.audit import Profile, audit, auditable, unreadable
from lpse_docs.audit.opening import LARGEST
from lpse_docs.compose.pages import page_setup
from lpse_docs.diagnostics import Diagnostic, Severity, Span, errors
from lpse_docs.document.page import Orientation
from lpse_docs.load.project import load_project
from lpse_docs.load.theme import load_theme
from lpse_docs.pipeline import faults
from lpse_docs.pipeline.standing import look
from lpse_docs.pipeline.workers import Crew, Done, Failed, Limits, Trouble, run

LIMITS = Limits(wall=900.0, processor=90, memory=2 << 30)
REASONS = {
    Trouble.LATE: "pemeriksaannya terlalu lama",
    Trouble.MEMORY: "pemeriksaannya membutuhkan terlalu banyak memori",
    Trouble.DIED: "isinya menghentikan pemeriksaan",
    Trouble.DISK: "ruang simpan penuh",
}


class Fault(Exception):
    """A rule failed for a reason of its own; carries the traceback."""


def profile_of(root: Path) -> tuple[Profile | None, list[Diagnostic]]:
    """What the workspace lays down for its documents, or the errors that hide it."""
    loaded = load_project(root)
    theme, found = load_theme(root)
    if loaded.workspace is None or theme is None:
        return None, errors([*loaded.diagnostics, *found])
    office = loaded.workspace.office
    portrait, landscape = (page_setup(office, lies) for lies in Orientation)
    columns = office.sop_form.columns
    heads = (columns.activity, columns.actors, columns.quality)
    return Profile(portrait, landscape, heads, office.sop_form.signature_anchor or "", theme.words["page"]), []


def published(root: Path) -> list[Path]:
    """Every published file that can be audited."""
    found = look(root / "build").found
    return [root / "build" / path for path in found if auditable(path)]


def audit_files(root: Path, files: Sequence[Path], *, limits: Limits = LIMITS) -> list[Diagnostic]:
    """All findings in files, in the order of the files.

    Args:
        root: The workspace whose profile counts.
        files: Existing Word and PDF files; none means everything published.
        limits: Bounds for each of them.

    Raises:
        Fault: A rule of ours failed.
    """
    profile, found = profile_of(root)
    if profile is None:
        return found
    wanted = list(files) or published(root)
    if not wanted:
        return [faults.nothing_published()]

    def perform(task: int) -> list[dict[str, Any]]:
        with wanted[task].open("rb") as stream:
            data = stream.read(LARGEST + 1)
        return [asdict(item) for item in audit(data, _shown(root, wanted[task]), profile)]

    results: dict[int, list[Diagnostic]] = {}
    for result in run(range(len(wanted)), perform, Crew(min(2, len(wanted)), limits)):
        results[result.task] = _found(result, _shown(root, wanted[result.task]))
    return [item for task in sorted(results) for item in results[task]]


def _found(result: Done | Failed, path: str) -> list[Diagnostic]:
    match result:
        case Done():
            return [_read(item) for item in result.value]
        case Failed(trouble=Trouble.RAISED):
            raise Fault(f"{path}\n{result.detail}")
        case Failed():
            return [unreadable(path, REASONS[result.trouble])]


def _read(item: dict[str, Any]) -> Diagnostic:
    return Diagnostic(item["code"], Severity(item["severity"]), item["message"], Span(**item["span"]), item["hint"])


def _shown(root: Path, path: Path) -> str:
    """A path as people know it: within the workspace from its root, else as it was given."""
    whole = Path.cwd() / path
    return whole.relative_to(root).as_posix() if whole.is_relative_to(root) else path.as_posix()
