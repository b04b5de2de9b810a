"""`lpse-docs demo`: a workspace with an invented assessment, so that every document can be seen filled."""

from collections.abc import Iterator

import click

from lpse_docs.cli import example, starter
from lpse_docs.cli.example.office import decided, invent, records
from lpse_docs.cli.laying import lay_out
from lpse_docs.cli.project import Project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Command
from lpse_docs.diagnostics import errors
from lpse_docs.load.project import load_project
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline.excerpt import source_lines


@click.command(
    "demo",
    cls=Command,
    help="Buat ruang kerja peragaan di DIR dengan dua periode penilaian, rencana adopsinya, dan riwayat pengesahan, semuanya "
    "karangan dan bertanda CONTOH. DIR harus belum ada atau kosong.",
)
@click.argument("folder", metavar="DIR")
def command(folder: str) -> int:
    """Make the workspace, whole or not at all."""
    source = starter.folder()
    loaded = load_project(source)
    if loaded.workspace is None:
        show(full(errors(loaded.diagnostics), source_lines(source)))
        return 1
    count = lay_out(folder, files(loaded.workspace))
    there = Project(folder).command
    tell(f"{count} berkas ditulis di {folder}. Isi assessments/ karangan, bukan hasil penilaian. Langkah berikut:")
    tell(f"1. Lihat hasilnya: {there} score --explain")
    tell(f"2. Periksa: {there} check; buat dokumen: {there} build")
    tell(f"3. Lihat pengesahan: {there} status --on 2026-07-06; simpan edisi yang disahkan: {there} release keep")
    return 0


def files(workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """What every new workspace begins with, this office without people, and the example."""
    office = starter.without_people((starter.folder() / "lpse.yaml").read_text("utf-8"), invent).encode()
    for name, data in starter.files():
        yield name, office if name == "lpse.yaml" else decided(data) if name.startswith("sops/") else data
    yield from records()
    posts = [item.id for item in workspace.office.posts if item.id.startswith(("sekretariat", "unit-"))]
    yield from example.files(workspace.standards, posts)
