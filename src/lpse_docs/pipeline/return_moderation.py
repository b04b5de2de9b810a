"""Returned files and the moderation: nobody passes it, and blind marks are closed once it has begun."""

from collections.abc import Iterator
from dataclasses import replace

from lpse_docs.assess.moderation import closed, may_write
from lpse_docs.assess.returned import Returned
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import return_faults as refusals
from lpse_docs.pipeline.proposal import Item, Proposal

SAID = ("finding", "recommendation")  # what an assessor may add to whatever the moderation made of the marks


def aimed(file: Returned, made: Proposal, workspace: Workspace) -> Returned:
    """A working paper as the blind marks of its assessor, where he may not write into the scorecard himself."""
    if file.period or file.blind:
        return file  # a workbook knows itself what it was made for
    who = file.assessor or made.terms.by
    return replace(file, blind=made.terms.blind or not may_write(made.assessment, workspace.standards, who))


def after_closing(made: Proposal, workspace: Workspace) -> Iterator[Diagnostic]:
    """Blind marks that would change after the moderation began, told once for each file; spoils their criteria."""
    changed = [item for item in made.items if item.target != made.card and item.change.field not in SAID]
    if not changed or not closed(made.assessment, workspace.standards):
        return
    for file in dict.fromkeys(item.file for item in changed):
        items = [item for item in changed if item.file == file]
        made.spoiled |= {(item.target, item.change.criterion) for item in items}
        codes = list(dict.fromkeys(f"{item.change.criterion} pada {item.place}" for item in items))
        yield refusals.closed(f"{file}, {items[0].place}", codes, file)


def unmoderated(made: Proposal, workspace: Workspace) -> Iterator[Diagnostic]:
    """Results that would go past the moderation of blind marks, told once for each file; spoils their criteria."""
    passing: dict[tuple[str, str], list[Item]] = {}
    for item in made.items:
        open_ = item.target != made.card or item.change.field in SAID
        if not open_ and item.by and not may_write(made.assessment, workspace.standards, item.by):
            passing.setdefault((item.file, item.by), []).append(item)
    for (file, who), items in passing.items():
        made.spoiled |= {(item.target, item.change.criterion) for item in items}
        codes = list(dict.fromkeys(f"{item.change.criterion} pada {item.place}" for item in items))
        yield refusals.unmoderated(f"{file}, {items[0].place}", codes, who, made.assessment.moderators, file)
