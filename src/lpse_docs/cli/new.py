"""`lpse-docs new`: a SOP or standard to fill in."""

import errno
import re
import string
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import click
from pydantic import BaseModel

from lpse_docs.cli import samples
from lpse_docs.cli.project import project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.skeleton import skeleton
from lpse_docs.cli.speech import Choice, Command
from lpse_docs.diagnostics import errors
from lpse_docs.load.project import load_project
from lpse_docs.model.sop import Sop
from lpse_docs.model.standard import Standard
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import atomic
from lpse_docs.pipeline.excerpt import source_lines

Sample: TypeAlias = Callable[[Workspace, str, str, str], dict[str, Any]]
KINDS: Mapping[str, tuple[str, type[BaseModel], Sample]] = {
    "sop": ("sops", Sop, samples.sop),
    "standard": ("standards", Standard, samples.standard),
}


@click.command(
    "new", cls=Command, help="Tulis kerangka lengkap ke berkas dengan huruf berikutnya. JENIS: sop atau standard."
)
@click.argument("kind", metavar="JENIS", type=Choice(KINDS))
@click.argument("name", metavar="NAMA")
def command(kind: str, name: str) -> int:
    """Write the file, unless something of that name is there."""
    where = project()
    root = where.root
    loaded = load_project(root)
    if loaded.workspace is None:
        show(full(errors(loaded.diagnostics), source_lines(root)))
        tell("Perbaiki galat di atas lebih dahulu.")
        return 1
    folder, model, sample = KINDS[kind]
    slug, title = names(name)
    letter = free_letter(root / folder, loaded.workspace, kind)
    path = root / folder / f"{letter}-{slug}.yaml"
    if slug in _used(loaded.workspace, kind) or path.exists():
        raise click.UsageError(f"Kode {slug} sudah dipakai; pilih nama lain.")
    text = skeleton(kind, model, sample(loaded.workspace, letter, slug, title))
    try:
        atomic.create(path, text.encode())
    except OSError as error:
        reason = "ruang simpan penuh" if error.errno == errno.ENOSPC else "folder tidak dapat ditulis"
        tell(f"Galat: {folder}/{path.name} tidak dibuat: {reason}.", error=True)
        return 1
    tell(f"{folder}/{path.name} ditulis. Isi bagian dalam kurung, lalu jalankan: {where.command} check")
    if kind == "standard":
        tell(f"Di lpse.yaml: tambahkan huruf {letter} pada standards tahap terakhir (stages) dan sesuaikan cumulative.")
    return 0


def names(given: str) -> tuple[str, str]:
    """Code and title from what was typed: `Penanganan Insiden` or `penanganan-insiden`."""
    plain = unicodedata.normalize("NFKD", given).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    if not slug or len(slug) > 60:
        raise click.UsageError(f"Nama {given!r} tidak dapat dijadikan kode; pakai huruf dan angka, paling panjang 60.")
    spaced = " ".join(given.replace("-", " ").split()) if slug == given else " ".join(given.split())
    return slug, spaced.title() if spaced == spaced.lower() else spaced


def free_letter(folder: Path, workspace: Workspace, kind: str) -> str:
    """The first letter after those in use, in files or inside them."""
    owners = workspace.sops if kind == "sop" else workspace.standards
    used = {item.letter for item in owners} | {path.name[0] for path in folder.glob("[a-z]-*.yaml")}
    free = [letter for letter in string.ascii_lowercase if letter > max(used, default="`")]
    if not free:
        raise click.UsageError("Semua huruf sudah dipakai.")
    return free[0]


def _used(workspace: Workspace, kind: str) -> set[str]:
    return {item.id for item in (workspace.sops if kind == "sop" else workspace.standards)}
