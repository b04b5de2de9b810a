"""`lpse-docs explain`: what a code means, why it matters and how to repair it."""

import click

from lpse_docs.cli.screen import show
from lpse_docs.cli.speech import Command, guess
from lpse_docs.pipeline.codes import all_codes, explanation


@click.command(
    "explain", cls=Command, help="Jelaskan sebuah kode temuan, misalnya LPSE503: apa, mengapa, contoh, perbaikan."
)
@click.argument("code", metavar="KODE")
def command(code: str) -> int:
    """Explain one code."""
    codes, wanted = all_codes(), code.upper()
    if wanted.isdigit():
        wanted = f"LPSE{int(wanted):03d}"
    if wanted not in codes:
        raise click.UsageError(f"Kode {code} tidak dikenal.{guess(wanted, codes)}")
    show(explanation(wanted, codes[wanted]))
    return 0
