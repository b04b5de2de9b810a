"""`lpse-docs oscal`: the standards and a period for programs that speak OSCAL."""

import stat
from collections.abc import Iterable
from pathlib import Path

import click

from lpse_docs.checks import run as checked
from lpse_docs.cli.period import chosen, read
from lpse_docs.cli.project import project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Command
from lpse_docs.diagnostics import errors
from lpse_docs.exports import oscal
from lpse_docs.pipeline import atomic, faults, ours
from lpse_docs.pipeline.excerpt import source_lines
from lpse_docs.planning.outlook import outlook

LIMIT = 64_000_000  # bytes; the shipped standards with two thousand pieces of evidence make 5 MB


@click.command(
    "oscal",
    cls=Command,
    help="Tulis standar sebagai katalog OSCAL 1.2.1 ke DIR, beserta rencana dan hasil penilaian satu periode bila ada.",
)
@click.option("--period", metavar="PERIODE", help="Kode periode; bila tidak disebut, yang terakhir.")
@click.argument("folder", metavar="DIR")
def command(period: str | None, folder: str) -> int:
    """Write the files, all of them or none that would replace somebody else's."""
    root = project().root
    workspace = read(root)
    if workspace is None:
        return 1
    if found := errors(checked(workspace)):
        show(full(found, source_lines(root)))
        return 1
    assessment = chosen(workspace, period) if period or workspace.assessments else None
    try:
        files = oscal.write(workspace, assessment, outlook(workspace, assessment.period) if assessment else None)
        _place(Path(folder), files)
    except oscal.Unwritable as error:
        raise click.UsageError(f"Tanggal {error.day} tidak dapat ditulis dalam OSCAL.") from error
    except OSError as error:
        raise click.UsageError(f"{folder} tidak dapat ditulis: {faults.reason(error)}.") from error
    for line in _told(folder, files, assessment.scorecard.title if assessment else None):
        tell(line)
    return 0


def _place(folder: Path, files: dict[str, bytes]) -> None:
    """Write every file, after looking at all of them.

    Raises:
        click.UsageError: Something of that name is not what this program wrote.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in files:
        if not _replaceable(folder / name, oscal.MODELS[name]):
            raise click.UsageError(
                f"{name} di {folder} tidak ditulis oleh program ini, atau sudah disunting; pilih folder lain."
            )
    for name, data in files.items():
        atomic.write(folder / name, data)


def _replaceable(path: Path, model: str) -> bool:
    """Whether nothing stands there, or a file of ours that nobody edited."""
    try:
        about = path.lstat()
    except FileNotFoundError:
        return True
    data = ours.read(path) if stat.S_ISREG(about.st_mode) and about.st_size <= LIMIT else None
    return data is not None and oscal.untouched(model, data)


def _told(folder: str, files: Iterable[str], period: str | None) -> Iterable[str]:
    yield from (f"{folder}/{name} ditulis." for name in files)
    if period:
        yield f"Periode: {period}. Kriteria kerja, bukan naskah resmi LKPP."
    else:
        yield "Belum ada periode penilaian; hanya katalog yang ditulis. Kriteria kerja, bukan naskah resmi LKPP."
