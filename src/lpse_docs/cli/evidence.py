"""`lpse-docs evidence`: the register and the store of evidence, one line a subcommand."""

from collections.abc import Mapping

import click

from lpse_docs.cli import Commands
from lpse_docs.cli.speech import OPTIONS

SUBCOMMANDS: Mapping[str, tuple[str, str]] = {
    "add": ("evidence_add:add", "Simpan satu berkas bukti dan daftarkan."),
    "check": ("evidence_watch:check", "Periksa ulang semua bukti dan masa berlakunya."),
    "list": ("evidence_watch:listed", "Tampilkan daftar bukti."),
    "calendar": ("evidence_watch:calendar", "Tulis kalender masa berlaku dan tinjauan bukti."),
}


class Subcommands(Commands):
    """The commands below `evidence`."""

    table = SUBCOMMANDS


@click.command(
    "evidence",
    cls=Subcommands,
    options_metavar=OPTIONS,
    subcommand_metavar="PERINTAH [ARGUMEN]...",
    help="Bukti satu periode: daftarkan, periksa ulang, dan ingatkan masa berlakunya.",
)
def command() -> None:
    """Nothing to note before a subcommand."""
