"""`lpse-docs preview`: one document in the browser, as its sources are being edited."""

import errno
import gc
import sys
import time
from pathlib import Path

import click

from lpse_docs.cli.project import project
from lpse_docs.cli.report import full
from lpse_docs.cli.screen import show, tell
from lpse_docs.cli.speech import Command, Count, guess
from lpse_docs.diagnostics import Severity, count
from lpse_docs.pipeline.excerpt import source_lines
from lpse_docs.pipeline.preview import Preview, View
from lpse_docs.web.browser import open_browser
from lpse_docs.web.page import page
from lpse_docs.web.server import Server, serving
from lpse_docs.web.showcase import Showcase

CHECKING = 0.5  # seconds between two looks at the server's health


@click.command(
    "preview",
    cls=Command,
    help="Tampilkan satu dokumen di peramban dan segarkan setiap kali berkasnya disimpan. NAMA adalah huruf atau kode "
    "SOP, atau kode dokumen. Bila ada galat, halaman tetap pada keadaan terakhir yang benar dan galat ditampilkan di "
    "atasnya. Hanya komputer ini yang dapat membukanya. Ctrl-C untuk berhenti.",
)
@click.argument("name", metavar="NAMA")
@click.option("--port", type=Count(1024, 65535), metavar="N", help="Porta; bila tidak disebut, dipilih yang kosong.")
@click.option("--no-open", "quiet", is_flag=True, help="Jangan buka peramban.")
def command(name: str, port: int | None, quiet: bool) -> int:
    """Serve the document until Ctrl-C."""
    gc.enable()  # `__main__` switched it off for runs that end soon
    where = project()
    root = where.root
    preview = Preview(root, name)
    view = preview.refresh()
    if view.known and name.lower() not in view.known:
        lists = f"Daftarnya: {where.command} list sops atau {where.command} list."
        raise click.UsageError(f"Dokumen {name} tidak dikenal.{guess(name, view.known)} {lists}")
    if view.page is None:
        show(full(view.errors, source_lines(root)))
        tell("Perbaiki galat di atas lebih dahulu.")
        return 1
    showcase = Showcase(page(view, source_lines(root)))
    try:
        with serving(showcase, port or 0) as server:
            _greet(view, server, quiet)
            _follow(preview, view, server, root)
    except KeyboardInterrupt:
        tell("\nPratinjau dihentikan.")
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise click.UsageError(
            f"Porta {port} sedang dipakai. Sebut porta lain, atau jangan sebut --port agar dipilih yang kosong."
        ) from error
    return 0


def _greet(view: View, server: Server, quiet: bool) -> None:
    tell(f"Pratinjau {view.document}: {server.address}")
    opened = None if quiet else open_browser(server.address)
    tell(f"{'' if opened else 'Buka alamat itu di peramban. '}Ctrl-C untuk berhenti.")
    if warnings := count(view.diagnostics, Severity.WARNING):
        tell(f"{warnings} peringatan; rincian: {project().command} check")
    sys.stdout.flush()


def _follow(preview: Preview, view: View, server: Server, root: Path) -> None:
    """Refresh the page whenever the files change, and say so."""
    while True:
        server.check()
        if not preview.wait(CHECKING):
            continue
        began = time.monotonic()
        before, view = view, preview.refresh()
        lines = source_lines(root)
        another = server.showcase.show(page(view, lines))
        if view.errors != before.errors and view.errors:
            show(full(view.errors, lines))
            tell("Halaman tetap pada keadaan terakhir yang benar.")
        elif another and not view.errors:
            duration = f"{time.monotonic() - began:.2f}".replace(".", ",")
            tell(f"{'Galat sudah diperbaiki. ' if before.errors else ''}Halaman disegarkan dalam {duration} detik.")
        sys.stdout.flush()
