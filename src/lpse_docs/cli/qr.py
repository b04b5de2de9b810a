"""`lpse-docs qr`: what a QR code on paper says, whether the office said it, and whether a file is the one it speaks of."""

from pathlib import Path

import click

from lpse_docs.cli.screen import tell
from lpse_docs.cli.speech import Command
from lpse_docs.model.dates import said
from lpse_docs.pipeline.excerpt import printable
from lpse_docs.pipeline.verifying import is_begun_with, office_keys
from lpse_docs.verify.report import Answer
from lpse_docs.verify.token import judge, read
from lpse_docs.verify.trust import Unfit

REFUSED, OPEN = 1, 2


@click.command(
    "qr",
    cls=Command,
    help="Periksa TEKS sebuah kode QR (LPSE1:...) dengan kunci umum kantor. Bila BERKAS disebut, periksa juga apakah kode itu "
    "berbicara tentang berkas itu. Kode QR bukan tanda tangan. Kode keluar: 0 cocok, 1 ditolak, 2 belum dapat dipastikan.",
)
@click.argument("words", metavar="TEKS")
@click.argument("file", metavar="[BERKAS]", required=False)
@click.option("--office-key", "office", multiple=True, metavar="KUNCI", help="Kunci umum kantor (PEM).")
def command(words: str, file: str | None, office: tuple[str, ...]) -> int:
    """Judge a QR code."""
    told = read(words)
    if told is None:
        raise click.UsageError("Teks itu bukan isi kode QR dokumen ini; isinya berawal dengan LPSE1:.")
    try:
        judged = judge(told, office_keys([Path(name) for name in office]))
        same = is_begun_with(Path(file), told.sha256) if file else None
    except Unfit as error:
        raise click.UsageError(str(error)) from error
    document, _, edition = told.label.partition("|")
    tell(f"Dokumen: {printable(document)}{f', edisi {printable(edition)}' if edition else ''}")
    tell(f"Tanggal: {said(told.on)}")
    tell(f"SHA-256 berkas sebelum ditandatangani: {told.sha256}")
    tell(f"{judged.answer.value.upper()}: {judged.reason}")
    if same is not None:
        tell("YA: berkas ini berawal dengan isi yang disebut kode itu." if same else "TIDAK: berkas ini berisi lain.")
    if judged.answer is Answer.NO or same is False:
        return REFUSED
    return 0 if judged.answer is Answer.YES else OPEN
