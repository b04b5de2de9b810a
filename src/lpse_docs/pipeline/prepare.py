"""From files to documents: everything a build does before it renders."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lpse_docs.diagnostics import Diagnostic, capped, errors, in_order
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.load import templates as papers
from lpse_docs.load.file_faults import many_more
from lpse_docs.load.files import read_text
from lpse_docs.load.templates import load_templates
from lpse_docs.load.theme import WORDS, load_theme
from lpse_docs.pipeline import faults, fresh
from lpse_docs.pipeline.bounds import bounded
from lpse_docs.pipeline.codes import summaries
from lpse_docs.pipeline.glyphs import unprintable
from lpse_docs.pipeline.ground import Ground, Prepared, Ready
from lpse_docs.pipeline.trial import Trial, on_trial

if TYPE_CHECKING:
    from lpse_docs.load.project import Memory
    from lpse_docs.model.workspace import Workspace

Themed = tuple[Theme | None, list[Diagnostic]]


@dataclass(frozen=True)
class Checked:
    """A workspace read whole and checked; parts that could not be read are None. `texts` are its sources, by path."""

    workspace: "Workspace | None"
    texts: Mapping[str, str]
    templates: Mapping[str, str]
    theme: Theme | None
    diagnostics: list[Diagnostic]


def read_and_check(root: Path, memory: "Memory | None" = None, themed: Themed | None = None) -> Checked:
    """Read everything and run every check.

    Args:
        root: The workspace.
        memory: Spares parsing files that are as before.
        themed: The look, when it has been read already.
    """
    # imported here: a build lets the press start before the domain, which takes as long to import
    from lpse_docs import checks  # noqa: PLC0415 - as said
    from lpse_docs.load.project import load_project  # noqa: PLC0415 - likewise
    from lpse_docs.pipeline import witness  # noqa: PLC0415 - likewise

    loaded = load_project(root, memory)
    templates, template_faults = load_templates(root)
    theme, theme_faults = themed or load_theme(root)
    found = [*template_faults, *theme_faults]
    if loaded.workspace is not None:
        found += [*checks.run(loaded.workspace), *witness.contradicted(root, loaded.workspace.approval)]
    return Checked(loaded.workspace, loaded.texts, templates, theme, [*loaded.diagnostics, *capped(found, many_more)])


def prepare(root: Path, ground: Ground, close: Sequence[int] = (), themed: Themed | None = None) -> Prepared:
    """Read everything, run every check, try the look, and compose when nothing is wrong.

    Args:
        root: The workspace.
        ground: Its files.
        close: File descriptors that no worker may keep open, such as a lock's.
        themed: The look, when it has been read already.
    """
    from lpse_docs.compose import compose  # noqa: PLC0415 - as above

    checked = read_and_check(root, themed=themed)
    workspace, theme = checked.workspace, checked.theme
    trial = on_trial(root, theme, ground.program_digest, close) if theme else Trial([])
    found = [*trial.diagnostics]
    documents: tuple[Document, ...] = ()
    sources = {path: ground.sources[path] for path in checked.texts if path in ground.sources}
    if workspace and theme and not errors([*checked.diagnostics, *found]):
        with bounded():
            documents, faulty = compose(
                workspace,
                checked.templates,
                sources,
                theme.fonts,
                codes=summaries(),
                foreign=theme.words.get("foreign", ""),
            )
        found += [*faulty, *_changed(root, ground)]
        found += unprintable(documents, theme, {**checked.texts, **_papers(root, checked.templates)})
    told = in_order([*checked.diagnostics, *capped(found, many_more)])
    ready = Ready(workspace, sources, theme, documents) if workspace and theme and not errors(told) else None
    return Prepared(ground, told, ready, trial.reports)


def _papers(root: Path, templates: Mapping[str, str]) -> dict[str, str]:
    """The texts around the data, by path: templates and fixed words."""
    return {f"{papers.FOLDER}/{name}": text for name, text in templates.items()} | {
        WORDS: read_text(root, WORDS)[0] or ""
    }


def _changed(root: Path, ground: Ground) -> list[Diagnostic]:
    """Files that were saved while they were being read: what was composed may not be what was stamped."""
    found = [
        faults.changed_meanwhile(name)
        for name, data in ground.sources.items()
        if hashlib.sha256(data).hexdigest() != ground.inputs[name][4]
    ]
    if fresh.readable(str(root)) != list(ground.inputs):
        found.append(faults.changed_meanwhile("."))
    return found + [
        faults.changed_meanwhile(name)
        for name, known in ground.inputs.items()
        if (root / name).exists() and not fresh.same(str(root), name, known)
    ]
