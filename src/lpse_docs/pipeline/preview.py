"""One document kept true to its sources while somebody edits them."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from lpse_docs.compose import compose, subjects
from lpse_docs.compose.kinds import Subject
from lpse_docs.diagnostics import Diagnostic, errors, in_order
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.load.project import Memory
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import faults, fresh
from lpse_docs.pipeline.bounds import bounded
from lpse_docs.pipeline.codes import summaries
from lpse_docs.pipeline.prepare import read_and_check
from lpse_docs.writers import html
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.markup import Element

PAUSE = 0.05  # a look at the 54 files of a workspace takes less than a millisecond
SETTLING = 0.02  # editors empty a file before they write it, or move it away and write another
RESTLESS = 50  # looks before a workspace that never rests is read all the same

Look: TypeAlias = tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True)
class View:
    """What there is to see of a document.

    Attributes:
        document: Its id; empty when the name that was asked for is none.
        page: The document as a page, from the last time when nothing was wrong; None when that was never.
        sources: The files it is made from; empty means all.
        diagnostics: Everything there is to say about the workspace now.
        known: Every name that may be asked for, as far as the workspace can be read.
    """

    document: str = ""
    page: Element | None = None
    sources: tuple[str, ...] = ()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    known: tuple[str, ...] = ()

    @property
    def errors(self) -> list[Diagnostic]:
        """What keeps the page from following its sources."""
        return errors(self.diagnostics)

    @property
    def findings(self) -> list[Diagnostic]:
        """What the reader of the page should know: the errors, or else what concerns its own sources."""
        own = [item for item in self.diagnostics if not self.sources or item.span.path in self.sources]
        return self.errors or own


class Preview:
    """A document of a workspace, made anew on demand; files that did not change are not parsed again."""

    def __init__(self, root: Path, name: str) -> None:
        """Name the document: by its id, or a SOP by its letter or code, or a standard by its code."""
        self._root = root
        self._name = name.lower()
        self._memory: Memory = {}
        self._seen: Look = ()
        self._view = View()

    def refresh(self) -> View:
        """Read, check, compose and write; on any error the page stays as it was."""
        self._seen = _look(self._root)  # before reading, so that a later save is noticed
        checked = read_and_check(self._root, self._memory)
        found = checked.diagnostics
        if checked.workspace is not None:
            names = addresses(checked.workspace)
            self._view = replace(self._view, known=tuple(names))
            if checked.theme is not None and not errors(found):
                found = found + self._make(checked.workspace, checked.templates, checked.theme, names)
        self._view = replace(self._view, diagnostics=in_order(found))
        return self._view

    def _make(
        self, workspace: Workspace, templates: Mapping[str, str], theme: Theme, names: Mapping[str, Subject]
    ) -> list[Diagnostic]:
        subject = names.get(self._name)
        if subject is None:
            return [faults.gone(self._name, next(iter(self._view.sources), "."))]
        with bounded():
            documents, found = compose(
                workspace,
                templates,
                {},
                theme.fonts,
                codes=summaries(),
                foreign=theme.words.get("foreign", ""),
                only=subject.id,
            )
        if errors(found):
            return found
        page, refused = _page(documents[0], theme)
        if page is not None:
            self._view = replace(self._view, document=subject.id, page=page, sources=documents[0].sources)
        return found + refused

    def wait(self, seconds: float) -> bool:
        """Whether the files are others than those last read, as soon as they are, within so many seconds."""
        end = time.monotonic() + seconds
        while (now := _look(self._root)) == self._seen:
            if time.monotonic() > end:
                return False
            time.sleep(PAUSE)
        self._rest(now)
        return True

    def _rest(self, now: Look) -> None:
        """Let whoever is writing finish."""
        for _ in range(RESTLESS):
            time.sleep(SETTLING)
            before, now = now, _look(self._root)
            if now == before:
                return


def addresses(workspace: Workspace) -> dict[str, Subject]:
    """Every document by the names people use for it; letters alone mean SOPs."""
    made = [subject for _, subject in subjects(workspace)]
    found = {subject.id: subject for subject in made}
    for kind, keys in (("sop", ("letter", "id")), ("standard", ("id",))):
        for subject in made:
            if owner := subject.values.get(kind):
                for key in keys:
                    found.setdefault(getattr(owner, key), subject)
    return found


def _page(document: Document, theme: Theme) -> tuple[Element | None, list[Diagnostic]]:
    try:
        return html.tree(document, theme), []
    except WriteError as error:
        return None, [faults.refused(document.id, "html", *flaw) for flaw in error.flaws]


def _look(root: Path) -> Look:
    """Everything a build reads, with what changes when it is saved."""
    return tuple(_facts(root, name) for name in fresh.inputs(str(root)))


def _facts(root: Path, name: str) -> tuple[str | int, ...]:
    try:
        seen = (root / name).stat()
    except OSError:  # gone since it was listed
        return (name,)
    return name, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_ino
