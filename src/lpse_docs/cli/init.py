"""`lpse-docs init`: a workspace for another LPSE."""

import secrets
import shutil
from pathlib import Path

import click

from lpse_docs.cli import starter
from lpse_docs.cli.project import Project
from lpse_docs.cli.screen import tell
from lpse_docs.cli.speech import Command
from lpse_docs.pipeline import atomic, faults


@click.command(
    "init",
    cls=Command,
    help="Siapkan ruang kerja baru di DIR: templat, skema, tujuh belas standar, peraturan, SOP sebagai rancangan, "
    "dan lpse.yaml tanpa data pejabat. DIR harus belum ada atau kosong.",
)
@click.argument("folder", metavar="DIR")
def command(folder: str) -> int:
    """Make the workspace, whole or not at all."""
    target = Path(folder).resolve()
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise click.UsageError(f"{folder} tidak kosong; pilih folder lain.")
        count = _make(target)
    except OSError as error:
        raise click.UsageError(f"{folder} tidak dapat ditulis: {faults.reason(error)}.") from error
    there = Project(folder).command
    tell(f"{count} berkas ditulis di {folder}. Langkah berikut:")
    tell("1. Isi bagian (isi nama) di lpse.yaml; yang belum diketahui tetap null.")
    tell("2. Ganti berkas peraturan di regulations/ dengan peraturan daerah Anda.")
    tell(f"3. Periksa: {there} check; buat dokumen: {there} build")
    return 0


def _make(target: Path) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    count = 0
    try:
        for name, data in starter.files():
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic.create(path, data, durable=False)
            count += 1
        staging.rename(target)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return count
