"""What every way of signing asks and answers alike."""

from collections.abc import Sequence
from pathlib import Path

import click

from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.pipeline.excerpt import source_lines

UNCHANGED = "Tidak satu berkas pun ditandatangani."


def agreed() -> bool:
    """Whether the signer wants it.

    Raises:
        click.UsageError: Nobody can answer.
    """
    try:
        return input("Tanda tangani? (ya/tidak) ").strip().lower() in {"ya", "y"}
    except EOFError:
        raise click.UsageError(
            "Tidak ada yang dapat menjawab; periksa daftar di atas, lalu ulangi dengan --yes."
        ) from None


def refused(root: Path, found: Sequence[Diagnostic]) -> int:
    """Say why nothing was signed; the exit code."""
    show(full(list(found), source_lines(root)))
    tell(UNCHANGED)
    return 1
