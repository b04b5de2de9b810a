"""The index of a handed over folder: every file, who signed it, and what its verification said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lpse_docs.compose.cells import cell, cell_of, header, lines
from lpse_docs.compose.law import long_date
from lpse_docs.document.blocks import Document, Heading, Paragraph, Row, Section, Table
from lpse_docs.document.inlines import text
from lpse_docs.document.page import Orientation, PageSetup, Paper
from lpse_docs.document.roles import Role
from lpse_docs.model.office import Office

NAME = "indeks-serah-terima"


@dataclass(frozen=True)
class Entry:
    """One file: where it lies in the folder, what it is, who signed it, and what was found of it."""

    path: str
    title: str
    signers: Sequence[str]
    verdict: str
    sha256: str


def index(office: Office, title: str, on: date, entries: Sequence[Entry], *, specimen: bool) -> Document:
    """A document that is made when a folder is handed over; it is sealed with the folder, so it needs no mark of a draft."""
    rows = tuple(_row(number, item) for number, item in enumerate(entries, 1))
    widths = (10, 66, 62, 40, 62)
    table = Table(
        widths, rows, "Berkas yang diserahkan", (header("No.", "Berkas", "Penanda tangan", "Hasil", "SHA-256"),)
    )
    blocks = (
        Heading(1, text("Indeks Berkas"), "indeks"),
        Paragraph(text(f"{title}. Diperiksa sebelum disusun pada tanggal {long_date(on)}."), Role.LEAD),
        table,
        Paragraph(
            text(
                "Hasil di atas adalah pemeriksaan pengirim. Penerima memeriksa sendiri menurut panduan pemeriksaan tanda tangan; "
                "segel seluruh folder ini ialah SHA256SUMS beserta SHA256SUMS.p7s. Folder ini juga berisi indeks ini "
                "(00-indeks.pdf) dan catatan tanda tangan (catatan-tanda-tangan.jsonl), yang tercakup segel itu, serta, "
                "bila kantor memakai kunci sendiri, pernyataan segel (SHA256SUMS.intoto.json), yang ditandatangani dengan "
                "kunci itu."
            )
        ),
    )
    return Document(
        id=NAME,
        folder="",
        title="Indeks Serah Terima",
        subject=title,
        author=office.name,
        keywords=("LPSE", "serah terima"),
        dated=on,
        draft=False,
        specimen=specimen,
        head=f"{office.name} {office.region}",
        foot=title,
        sections=(Section(PageSetup(Paper(office.paper), Orientation.LANDSCAPE), blocks),),
    )


def _row(number: int, item: Entry) -> Row:
    digest = lines((item.sha256[:32], item.sha256[32:]))
    signers = [Paragraph(text(name), Role.CELL_SMALL) for name in item.signers] or [Paragraph(text("-"), Role.CELL)]
    named = [Paragraph(text(item.title), Role.CELL), Paragraph(text(item.path), Role.CELL_CODE)]
    return Row(
        (
            cell(str(number), Role.CELL_CENTER),
            cell_of(named),
            cell_of(signers),
            cell(item.verdict),
            cell_of([Paragraph(digest, Role.CELL_CODE)]),
        )
    )
