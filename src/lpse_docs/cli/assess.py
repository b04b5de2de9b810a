"""`lpse-docs assess`: work on the assessment of a period, one line a subcommand."""

from collections.abc import Mapping

import click

from lpse_docs.cli import Commands
from lpse_docs.cli.speech import OPTIONS

SUBCOMMANDS: Mapping[str, tuple[str, str]] = {
    "new": ("desk:new", "Mulai periode penilaian baru."),
    "export": ("desk:export", "Tulis buku kerja Excel bagi asesor."),
    "compare": ("moderate:compare", "Bandingkan nilai buta para asesor."),
    "moderate": ("moderate:moderate", "Ambil nilai yang disepakati ke dalam kartu skor."),
    "import": ("importing", "Ambil kembali berkas yang sudah diisi."),
    "decide": ("moderate:decide", "Putuskan satu perbedaan dengan alasannya."),
}


class Subcommands(Commands):
    """The commands below `assess`."""

    table = SUBCOMMANDS


@click.command(
    "assess",
    cls=Subcommands,
    options_metavar=OPTIONS,
    subcommand_metavar="PERINTAH [ARGUMEN]...",
    help="Penilaian satu periode: bandingkan nilai para asesor dan putuskan perbedaannya.",
)
def command() -> None:
    """Nothing to note before a subcommand."""
