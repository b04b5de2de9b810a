"""`lpse-docs audit`: hold finished files against the rules before anybody signs them."""

from pathlib import Path

import click

from lpse_docs.audit import auditable
from lpse_docs.cli.project import project
from lpse_docs.cli.report import OUTPUTS, fails
from lpse_docs.cli.screen import show
from lpse_docs.cli.speech import Choice, Command
from lpse_docs.pipeline.auditing import audit_files
from lpse_docs.pipeline.excerpt import source_lines


@click.command(
    "audit",
    cls=Command,
    help="Periksa berkas Word dan PDF yang sudah jadi, juga yang disunting atau diekspor program lain; tanpa BERKAS, semua "
    "yang terbit di build/. Galat membuat kode keluar 1; dengan --strict, peringatan juga.",
)
@click.argument("files", metavar="[BERKAS]...", nargs=-1)
@click.option(
    "--output", type=Choice(OUTPUTS), default="full", metavar="BENTUK", help=f"Bentuk laporan: {', '.join(OUTPUTS)}."
)
@click.option("--strict", is_flag=True, help="Peringatan juga membuat kode keluar 1.")
def command(files: tuple[str, ...], output: str, strict: bool) -> int:
    """Audit files."""
    for name in files:
        if not Path(name).is_file():
            raise click.UsageError(f"Berkas {name} tidak ada.")
        if not auditable(name):
            raise click.UsageError(f"{name} bukan berkas .pdf atau .docx.")
    root = project().root
    found = audit_files(root, [Path(name) for name in files])
    show(OUTPUTS[output](found, source_lines(root)))
    return int(fails(found, strict=strict))
