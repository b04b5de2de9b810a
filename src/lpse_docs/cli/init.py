"""`lpse-docs init`: a workspace for another LPSE."""

import click

from lpse_docs.cli import starter
from lpse_docs.cli.laying import lay_out
from lpse_docs.cli.project import Project
from lpse_docs.cli.screen import tell
from lpse_docs.cli.speech import Command


@click.command(
    "init",
    cls=Command,
    help="Siapkan ruang kerja baru di DIR: templat, skema, tujuh belas standar, peraturan, SOP sebagai rancangan, "
    "dan lpse.yaml tanpa data pejabat. DIR harus belum ada atau kosong.",
)
@click.argument("folder", metavar="DIR")
def command(folder: str) -> int:
    """Make the workspace, whole or not at all."""
    count = lay_out(folder, starter.files())
    there = Project(folder).command
    tell(f"{count} berkas ditulis di {folder}. Langkah berikut:")
    tell("1. Isi bagian (isi nama) di lpse.yaml; yang belum diketahui tetap null.")
    tell("2. Ganti berkas peraturan di regulations/ dengan peraturan daerah Anda.")
    tell(f"3. Periksa: {there} check; buat dokumen: {there} build")
    return 0
