"""`lpse-docs check`: say everything that can be said about the sources."""

import click

from lpse_docs.cli.project import project
from lpse_docs.cli.report import OUTPUTS, fails, full
from lpse_docs.cli.screen import show
from lpse_docs.cli.speech import Choice, Command
from lpse_docs.pipeline import verdict
from lpse_docs.pipeline.excerpt import source_lines


@click.command(
    "check",
    cls=Command,
    help="Periksa semua berkas YAML dan templat. Galat membuat kode keluar 1; dengan --strict, peringatan juga.",
)
@click.option(
    "--output", type=Choice(OUTPUTS), default="full", metavar="BENTUK", help=f"Bentuk laporan: {', '.join(OUTPUTS)}."
)
@click.option("--strict", is_flag=True, help="Peringatan juga membuat kode keluar 1.")
def command(output: str, strict: bool) -> int:
    """Check the workspace."""
    root = project().root
    lines = source_lines(root)
    found = verdict.check(root, lambda diagnostics: full(diagnostics, lines))
    show(OUTPUTS[output](found, lines))
    return int(fails(found, strict=strict))
