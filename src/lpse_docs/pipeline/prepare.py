"""From files to documents: everything a build does before it renders."""

import hashlib
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lpse_docs.diagnostics import Diagnostic, errors, in_order
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.load.templates import load_templates
from lpse_docs.load.theme import load_theme
from lpse_docs.pipeline import faults, fresh
from lpse_docs.pipeline.bounds import bounded
from lpse_docs.pipeline.codes import summaries
from lpse_docs.pipeline.identity import program_digest

if TYPE_CHECKING:
    from lpse_docs.model.workspace import Workspace
    from lpse_docs.writers.pdf.book import Cut

Themed = tuple[Theme | None, list[Diagnostic]]


@dataclass(frozen=True)
class Ground:
    """The files under a build, stamped before anything was read from them."""

    inputs: fresh.Stamps
    program: fresh.Stamps
    sources: Mapping[str, bytes]

    @property
    def program_digest(self) -> str:
        """What makes the files."""
        return program_digest(self.program)


@dataclass(frozen=True)
class Prepared:
    """A workspace read, checked and composed; `ready` is None when an error stands in the way."""

    ground: Ground
    diagnostics: list[Diagnostic]
    ready: "Ready | None" = None


@dataclass(frozen=True)
class Ready:
    """What can be rendered; `cuts` are documents cut into parts, by id, as far as that was needed."""

    workspace: "Workspace"
    theme: Theme
    documents: tuple[Document, ...]
    cuts: dict[str, "Cut"] = field(default_factory=dict, repr=False, compare=False)

    def document(self, name: str) -> Document:
        """The document with an id."""
        return next(item for item in self.documents if item.id == name)


def survey(root: Path) -> Ground:
    """Stamp every file a build depends on, and take the bytes of the YAML sources.

    A file that cannot be read is left out: `load` says why.
    """
    now = time.time_ns()
    names = [name for name in fresh.inputs(str(root)) if os.access(root / name, os.R_OK)]
    yaml = [name for name in names if name.endswith((".yaml", ".yml")) and not name.startswith("templates")]
    sources = {name: (root / name).read_bytes() for name in yaml}
    inputs = fresh.stamps(str(root), names, now)
    return Ground(inputs, fresh.stamps(fresh.PACKAGE, fresh.program_files(), now), sources)


def prepare(root: Path, ground: Ground, themed: Themed | None = None) -> Prepared:
    """Read everything, run every check, and compose when nothing is wrong; the theme may have been read before."""
    # imported here: a build lets the press start before the domain, which takes as long to import
    from lpse_docs import checks  # noqa: PLC0415
    from lpse_docs.compose import compose  # noqa: PLC0415
    from lpse_docs.load.project import load_project  # noqa: PLC0415

    loaded = load_project(root)
    templates, template_faults = load_templates(root)
    theme, theme_faults = themed or load_theme(root)
    found = [*loaded.diagnostics, *template_faults, *theme_faults]
    if loaded.workspace is not None:
        found += checks.run(loaded.workspace)
    if loaded.workspace is None or theme is None or errors(found):
        return Prepared(ground, in_order(found))
    with bounded():
        documents, compose_faults = compose(loaded.workspace, templates, ground.sources, summaries())
    found += compose_faults
    found += _changed(root, ground)
    if errors(found):
        return Prepared(ground, in_order(found))
    return Prepared(ground, in_order(found), Ready(loaded.workspace, theme, documents))


def _changed(root: Path, ground: Ground) -> list[Diagnostic]:
    """Files that were saved while they were being read: what was composed may not be what was stamped."""
    found = [
        faults.changed_meanwhile(name)
        for name, data in ground.sources.items()
        if hashlib.sha256(data).hexdigest() != ground.inputs[name][4]
    ]
    if fresh.inputs(str(root)) != list(ground.inputs):
        found.append(faults.changed_meanwhile("."))
    return found + [
        faults.changed_meanwhile(name)
        for name, known in ground.inputs.items()
        if (root / name).exists() and not fresh.same(str(root), name, known)
    ]
