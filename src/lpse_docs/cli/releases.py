"""`lpse-docs release keep`, `list`, `compare`: approved editions, kept with everything they were made from."""

from collections.abc import Sequence
from datetime import date

import click

from lpse_docs.cli.columns import columns
from lpse_docs.cli.progress import progress
from lpse_docs.cli.project import project
from lpse_docs.cli.report import fails, full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Command, guess
from lpse_docs.cli.turns import held
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.model.dates import said
from lpse_docs.pipeline import release, release_faults, releasing
from lpse_docs.pipeline.excerpt import source_lines
from lpse_docs.pipeline.release import FOLDER, Release

WAITING = "Menunggu perintah lain yang sedang menyimpan edisi."


@click.command(
    "keep",
    cls=Command,
    help="Bangun dokumen yang disahkan dan simpan edisinya di releases/: berkas jadi, berkas bertanda tangan dari signed/ "
    "bila ada, dan semua sumbernya, sehingga kelak dapat dibuat ulang. Tanpa DOKUMEN: semua yang disahkan.",
)
@click.argument("documents", metavar="[DOKUMEN]...", nargs=-1)
def keep(documents: tuple[str, ...]) -> int:
    """Keep approved editions."""
    root = project().root
    with held(root, FOLDER, WAITING), progress() as watcher:
        kept = releasing.keep(root, documents, watcher)
    if kept.unknown:
        raise click.UsageError(f"Dokumen {kept.unknown[0]} tidak ada.{guess(kept.unknown[0], kept.documents)}")
    if kept.unready:
        raise click.UsageError(f"Belum disahkan dengan isi sekarang: {', '.join(kept.unready)}. Lihat status.")
    if kept.diagnostics:
        show(full(list(kept.diagnostics), source_lines(root)))
        return 1
    for made in kept.new:
        tell(
            f"Disimpan: {made.document}, {len(made.files)} berkas, {len(made.signed)} bertanda tangan ({FOLDER}/{made.name})."
        )
    for made in kept.known:
        tell(f"Sudah tersimpan: {made.document} ({FOLDER}/{made.name}).")
    if not kept.new and not kept.known:
        tell("Belum ada dokumen yang disahkan dengan isi sekarang.")
    return 0


@click.command("list", cls=Command, help="Tampilkan edisi yang tersimpan: dokumen, mulai berlaku, isi, dan berkasnya.")
def listed() -> int:
    """List the archive."""
    root = project().root
    found = list(release.listed(root))
    rows: list[tuple[str, ...]] = [("Dokumen", "Mulai berlaku", "Isi", "Berkas", "Bertanda tangan", "Judul")]
    rows += [_row(kept) for _, kept in found if kept]
    for line in columns(rows) if len(rows) > 1 else ["Arsip masih kosong."]:
        tell(line)
    if len(rows) > 1:
        tell("Demikian menurut catatan arsip; yang membuktikannya ialah lpse-docs release compare.")
    return _told([release_faults.damaged(f"{FOLDER}/{name}", "catatan ini") for name, kept in found if not kept])


def _row(kept: Release) -> tuple[str, ...]:
    begins = said(date.fromisoformat(kept.effective)) if kept.effective else "-"
    counts = (str(len(kept.files)), str(len(kept.signed)))
    return (kept.document, begins, kept.content[:16], *counts, kept.title)


@click.command(
    "compare",
    cls=Command,
    help="Buat ulang edisi yang tersimpan dari sumber yang tersimpan bersamanya, di folder sementara, dan bandingkan setiap "
    "berkas. Tanpa DOKUMEN: semua edisi.",
)
@click.argument("documents", metavar="[DOKUMEN]...", nargs=-1)
def compare(documents: tuple[str, ...]) -> int:
    """Prove editions."""
    root = project().root
    found = list(release.listed(root))
    known = {kept.document for _, kept in found if kept}
    for name in documents:
        if name not in known:
            raise click.UsageError(f"Edisi {name} tidak tersimpan.{guess(name, sorted(known))}")
    faults: list[Diagnostic] = []
    for name, kept in found:
        if kept is None:
            faults.append(release_faults.damaged(f"{FOLDER}/{name}", "catatan ini"))
        elif not documents or kept.document in documents:
            with progress() as watcher:
                differing = releasing.compare(root, kept, watcher)
            faults += differing
            if not differing:
                signed = f", {len(kept.signed)} di antaranya juga bertanda tangan utuh" if kept.signed else ""
                tell(f"Terbukti: {kept.document} ({kept.content[:16]}), {len(kept.files)} berkas sama persis{signed}.")
    if not found:
        tell("Arsip masih kosong.")
    return _told(faults)


def _told(found: Sequence[Diagnostic]) -> int:
    if found:
        show(full(list(found), source_lines(project().root)))
    return int(fails(list(found), strict=True))
