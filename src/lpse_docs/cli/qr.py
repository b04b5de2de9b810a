"""`lpse-docs qr`: what a QR code on paper says, whether the office said it, and whether a file is the one it speaks of."""

from datetime import UTC, datetime
from pathlib import Path

import click

from lpse_docs.cli.screen import tell
from lpse_docs.cli.speech import Command
from lpse_docs.model.dates import said
from lpse_docs.pipeline.excerpt import printable
from lpse_docs.pipeline.verifying import Same, office_keys, sameness
from lpse_docs.verify.report import Answer
from lpse_docs.verify.token import judge, read
from lpse_docs.verify.trust import Unfit

REFUSED, OPEN = 1, 2
OPENED = frozenset({Same.LONGER, Same.PRINTED})  # what nobody can tell from the code alone
SAID = {
    Same.EQUAL: "YA: berkas ini sama dengan yang disebut kode itu.",
    Same.SIGNED: "YA: berkas ini berawal dengan isi yang disebut kode itu. Sesudahnya hanya ada tanda tangan; siapa "
    "penanda tangannya diperiksa dengan verify.",
    Same.LONGER: "BELUM DAPAT DIPASTIKAN: berkas ini berawal dengan isi yang disebut kode itu, tetapi sesudahnya ada "
    "tambahan yang bukan tanda tangan utuh. Periksa dengan verify.",
    Same.PRINTED: "BELUM DAPAT DIPASTIKAN: berkas ini mengaku dibuat dari berkas yang disebut kode itu, dengan blok tanda "
    "tangan tercetak sebagaimana bagi BSrE; isinya tidak dapat dibandingkan. Siapa penanda tangannya diperiksa dengan verify.",
    Same.OTHER: "TIDAK: berkas ini berisi lain.",
}


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
        same = sameness(Path(file), told.sha256, datetime.now(UTC)) if file else None
    except Unfit as error:
        raise click.UsageError(str(error)) from error
    document, _, edition = told.label.partition("|")
    tell(f"Dokumen: {printable(document)}{f', edisi {printable(edition)}' if edition else ''}")
    tell(f"Tanggal: {said(told.on)}")
    tell(f"SHA-256 berkas sebelum ditandatangani: {told.sha256}")
    tell(f"{judged.answer.value.upper()}: {judged.reason}")
    if same is not None:
        tell(SAID[same])
    if judged.answer is Answer.NO or same is Same.OTHER:
        return REFUSED
    return 0 if judged.answer is Answer.YES and same not in OPENED else OPEN
