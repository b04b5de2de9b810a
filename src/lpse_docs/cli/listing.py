"""`lpse-docs list`: what a workspace holds, one line each."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import click

from lpse_docs.cli.columns import columns
from lpse_docs.cli.project import project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Choice, Command
from lpse_docs.compose import names
from lpse_docs.diagnostics import errors
from lpse_docs.load.project import load_project
from lpse_docs.model.duration import spoken
from lpse_docs.model.graph import Graph, total
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline.excerpt import source_lines

Rows: TypeAlias = Iterable[Sequence[str]]


def _standards(workspace: Workspace) -> Rows:
    return [(item.letter, item.id, item.name, f"{len(item.criteria)} kriteria") for item in workspace.standards]


def _sops(workspace: Workspace) -> Rows:
    return [(item.letter, item.id, item.title, item.article) for item in workspace.sops]


def _flows(workspace: Workspace) -> Rows:
    """Every flow with the working time of its usual way, which has no loop, and of its shortest."""
    hours = workspace.office.working_hours
    for sop, flow in workspace.flows():
        graph = Graph(flow)
        usual, shortest = (spoken(total(way, hours), hours) for way in (graph.usual(), graph.shortest(hours)))
        yield sop.letter, flow.id, f"{len(flow.steps)} langkah", f"lazim {usual}", f"tersingkat {shortest}"


def _documents(workspace: Workspace) -> Rows:
    return [(name, f"build/{folder}/{name}") for folder, name in names(workspace)]


def _provisions(workspace: Workspace) -> Rows:
    return [(item.id, item.modality.value, item.cite) for item in workspace.regulation.provisions]


def _forms(workspace: Workspace) -> Rows:
    owners = [(item.id, item.forms) for item in workspace.standards] + [
        (item.id, item.forms) for item in workspace.sops
    ]
    return [(form.id, form.kind.value, owner, form.title) for owner, forms in owners for form in forms]


KINDS: Mapping[str, Callable[[Workspace], Rows]] = {
    "documents": _documents,
    "standards": _standards,
    "sops": _sops,
    "flows": _flows,
    "provisions": _provisions,
    "forms": _forms,
}


@click.command("list", cls=Command, help=f"Tampilkan isi ruang kerja. JENIS: {', '.join(KINDS)}.")
@click.argument("kind", metavar="[JENIS]", type=Choice(KINDS), default="documents")
def command(kind: str) -> int:
    """List one kind of thing in columns."""
    root = project().root
    loaded = load_project(root)
    if loaded.workspace is None:
        show(full(errors(loaded.diagnostics), source_lines(root)))
        return 1
    for line in columns([list(row) for row in KINDS[kind](loaded.workspace)]):
        tell(line)
    return 0
