"""Names and dates of a plan in a sentence."""

from collections.abc import Sequence

from lpse_docs.model.dates import said
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.calendar import Calendar
from lpse_docs.planning.problem import Target


def unit_name(workspace: Workspace, unit: str) -> str:
    """A unit in a sentence; by its code while nobody knows it."""
    return workspace.post[unit].name if unit in workspace.post else unit


def target_name(target: Target) -> str:
    """A target as people call it: Tahap 2, SOP huruf a."""
    kind, _, code = target.id.partition("-")
    return f"Tahap {code}" if kind == "tahap" else f"SOP huruf {code}"


def due(target: Target, calendar: Calendar) -> str:
    """The last day of a target: 30 Juni 2027."""
    return said(calendar.on(target.due - 1))


def listed(names: Sequence[str]) -> str:
    """Names in a sentence: a; a dan b; a, b, dan c."""
    if len(names) < 3:
        return " dan ".join(names)
    return f"{', '.join(names[:-1])}, dan {names[-1]}"
