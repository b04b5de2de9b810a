"""Which workspace a command works on."""

import os
import shlex
from dataclasses import dataclass
from pathlib import Path

import click

from lpse_docs.cli.screen import PROGRAM
from lpse_docs.pipeline import fresh


@dataclass
class Project:
    """The workspace of this run; `given` is what `--project` says."""

    given: str | None = None

    @property
    def root(self) -> Path:
        """The folder with `lpse.yaml`.

        Raises:
            click.UsageError: There is none.
        """
        found = self.given or fresh.find_root(".") or fresh.home()
        if found is None:
            raise click.UsageError(
                "Tidak ada lpse.yaml di folder ini atau di atasnya. Sebut ruang kerja dengan --project DIR."
            )
        if not os.path.lexists(Path(found) / "lpse.yaml"):
            raise click.UsageError(f"Tidak ada lpse.yaml di {found}. Buat ruang kerja baru dengan perintah init.")
        return Path(found).resolve()

    @property
    def command(self) -> str:
        """What the reader types before the name of a command."""
        return f"{PROGRAM} --project {shlex.quote(self.given)}" if self.given else PROGRAM

    @property
    def build(self) -> Path:
        """Where a report of a fault can lie; the temporary folder takes over when this does not exist."""
        return Path(self.given or fresh.find_root(".") or fresh.home() or ".") / "build"


def project() -> Project:
    """The project of the running command."""
    return click.get_current_context().find_object(Project) or Project()
