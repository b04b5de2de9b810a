"""What a build stands on: the stamped files, and what was read, checked and composed from them."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.load.files import TEXT_LIMIT
from lpse_docs.pipeline import fresh
from lpse_docs.pipeline.identity import program_digest

if TYPE_CHECKING:
    from lpse_docs.model.workspace import Workspace
    from lpse_docs.writers.pdf.book import Cut


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
    """A workspace read, checked and composed; `ready` is None when an error stands in the way.

    Attributes:
        ground: The files. diagnostics: All findings. ready: What can be rendered.
        reports: Tracebacks for the maintainers.
    """

    ground: Ground
    diagnostics: list[Diagnostic]
    ready: "Ready | None" = None
    reports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ready:
    """What can be rendered.

    Attributes:
        sources: The YAML files that were read, by path.
        cuts: Documents cut into parts, by id, as far as that was needed.
    """

    workspace: "Workspace"
    sources: Mapping[str, bytes]
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
    names = fresh.readable(str(root))
    yaml = [
        name
        for name in names
        if name.endswith((".yaml", ".yml")) and not (name.startswith("templates") or fresh.is_evidence(name))
    ]
    sources = {name: (root / name).read_bytes() for name in yaml if (root / name).stat().st_size <= TEXT_LIMIT}
    inputs = fresh.stamps(str(root), names, now)
    return Ground(inputs, fresh.stamps(fresh.PACKAGE, fresh.program_files(), now), sources)
