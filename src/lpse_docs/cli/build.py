"""`lpse-docs build`: publish documents."""

import time
from collections.abc import Sequence

import click

from lpse_docs.cli.boundary import WRONG_USE, write_report
from lpse_docs.cli.progress import progress
from lpse_docs.cli.project import Project, project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Command, Count, Several, guess
from lpse_docs.diagnostics import Diagnostic, Severity, errors
from lpse_docs.pipeline import faults
from lpse_docs.pipeline.build import Outcome, Request, build
from lpse_docs.pipeline.compare import compare
from lpse_docs.pipeline.excerpt import source_lines
from lpse_docs.pipeline.plan import FORMATS


@click.command(
    "build",
    cls=Command,
    help="Buat dokumen dari berkas YAML dan terbitkan ke build/. NAMA adalah kode dokumen atau pola, misalnya sop-*; "
    "tanpa NAMA semua dokumen dibuat. Bila ada galat, tidak ada yang diterbitkan dan hasil sebelumnya tetap utuh.",
)
@click.argument("names", metavar="[NAMA]...", nargs=-1)
@click.option(
    "--format",
    "formats",
    type=Several(FORMATS),
    default=FORMATS,
    metavar="JENIS",
    help="pdf, docx, html, xlsx; pisahkan dengan koma.",
)
@click.option(
    "--check",
    "checking",
    is_flag=True,
    help="Buat ulang semuanya dan buktikan bahwa hasil di build/ sama persis.",
)
@click.option("--jobs", type=Count(1, 64), metavar="N", help="Banyaknya proses sekaligus.")
def command(names: tuple[str, ...], formats: tuple[str, ...], checking: bool, jobs: int | None) -> int:
    """Publish documents, or prove that the published ones are right."""
    if checking and (names or set(formats) != set(FORMATS)):
        raise click.UsageError("--check membuktikan seluruh hasil; jangan menyebut NAMA atau --format.")
    where = project()
    request = Request(where.root, names, formats, jobs or 0)
    began = time.monotonic()
    with progress() as watcher:
        outcome = compare(request, watcher) if checking else build(request, watcher)
    if outcome.unknown:
        return _unknown(outcome, where)
    _report(outcome, where)
    if outcome.release is None:
        tell("Tidak ada yang diterbitkan; hasil sebelumnya tetap." if not checking else "Hasil tidak terbukti sama.")
        return 1
    tell(_proved(outcome) if checking else _published(outcome, time.monotonic() - began))
    return 0


def _unknown(outcome: Outcome, where: Project) -> int:
    for name in outcome.unknown:
        tell(
            f"Galat: Dokumen {name} tidak dikenal.{guess(name, outcome.known)} Daftarnya: {where.command} list documents.",
            error=True,
        )
    return WRONG_USE


def _report(outcome: Outcome, where: Project) -> None:
    """Show errors, and what the build itself has to say; warnings of the sources are for `check`."""
    grave = errors(outcome.diagnostics)
    shown = [item for item in outcome.diagnostics if item in grave or item.code in faults.CODES]
    if shown:
        show(full(shown, source_lines(where.root)))
    if outcome.reports:
        tell(f"Rincian untuk pelaporan: {write_report(_joined(outcome.reports), where.build)}")
    if others := _warnings(outcome.diagnostics) - _warnings(shown):
        tell(f"{others} peringatan; rincian: {where.command} check")


def _warnings(diagnostics: Sequence[Diagnostic]) -> int:
    return sum(item.severity is Severity.WARNING for item in diagnostics)


def _joined(reports: Sequence[str]) -> str:
    return "\n\n".join(reports)


def _published(outcome: Outcome, seconds: float) -> str:
    assert outcome.release is not None
    duration = f"{seconds:.1f}".replace(".", ",")
    return f"{len(outcome.release.files)} berkas di build/, {outcome.rendered} dibuat baru, {duration} detik."


def _proved(outcome: Outcome) -> str:
    return f"Terbukti: {outcome.rendered} berkas sama persis dengan pembangunan ulang."
