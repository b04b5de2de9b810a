"""Components of the covering letter with which the documents of a period are handed over (Permendagri 1/2023)."""

from lpse_docs.compose.cells import cell, cell_of, header
from lpse_docs.compose.kinds import Subject, handed_over
from lpse_docs.compose.office import signature
from lpse_docs.compose.period import Period
from lpse_docs.compose.template import Fragment, printed
from lpse_docs.document.blocks import Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import BLANK_DOTS, text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.model.workspace import Workspace

PURPOSES = {
    "laporan-kepatuhan": ("Laporan kepatuhan penerapan standar", "Untuk diketahui dan mendapat arahan"),
    "berita-acara-penilaian": ("Berita acara penilaian", "Dasar laporan kepatuhan"),
    "kartu-skor-terisi": ("Kartu skor terisi", "Rincian hasil setiap kriteria"),
    "rencana-adopsi": ("Rencana adopsi bertahap", "Untuk diputuskan"),
    "pemantauan-rencana": ("Laporan pemantauan rencana adopsi", "Untuk diketahui"),
}
LOG = "catatan-tanda-tangan.jsonl"
SEAL = (
    ("Indeks berkas", "00-indeks.pdf", "Hasil pemeriksaan sebelum dikirim"),
    ("Panduan pemeriksaan tanda tangan", "02-panduan-verifikasi.pdf", "Cara memeriksa keaslian berkas"),
    ("Catatan tanda tangan", LOG, "Riwayat penandatanganan"),
    ("Daftar sidik berkas dan segelnya", "SHA256SUMS, SHA256SUMS.p7s", "Segel seluruh berkas dalam folder ini"),
)


def letter_date(workspace: Workspace) -> Fragment:
    """Place and date of a letter on the right, the date to be filled in."""
    when = cell_of([Paragraph(text(f"{workspace.office.place}, ........................"))])
    return Fragment((Table((100, 60), (Row((cell(""), when)),), "Tempat dan tanggal surat", role=TableRole.PLAIN),))


def dispatch_table(period: Period) -> Fragment:
    """What is sent: every document of the period that is signed, its dashboard, and what its recipient checks it with."""
    items = [
        (*_named(period, item), f"dokumen/{item.id}.pdf") for item in handed_over(period.workspace, period.assessment)
    ]
    shown = ("Dasbor penilaian", f"dokumen/dasbor-{period.card.period}.html", "Ringkasan untuk dibuka di peramban")
    rows = [*((name, file, why) for name, why, file in items), shown, *SEAL]
    body = tuple(_row(number, *row) for number, row in enumerate(rows, 1))
    head = (header("No.", "Naskah yang dikirimkan", "Banyaknya", "Keterangan"),)
    return Fragment((Table((10, 80, 26, 54), body, "Naskah yang dikirimkan", head, kept=True),))


def _named(period: Period, item: Subject) -> tuple[str, str]:
    name, why = PURPOSES[item.id.removesuffix(f"-{period.card.period}")]
    return f"{name} {period.card.title}", why


def _row(number: int, name: str, file: str, why: str) -> Row:
    what = cell_of([Paragraph(text(name), Role.CELL), Paragraph(text(file), Role.CELL_CODE)])
    return Row((cell(str(number), Role.CELL_CENTER), what, cell("2 berkas" if "," in file else "1 berkas"), cell(why)))


def receipt(workspace: Workspace, post: str, field: str) -> Fragment:
    """Who received it and who sent it, side by side; the recipient fills in by hand."""
    received = Signature(f"{printed(field)}/penerima", ("Diterima tanggal ........................", "Penerima,"))
    sent = signature(workspace, post, f"{printed(field)}/pengirim", lead=("Pengirim,",))
    contact = cell_of([Paragraph(text(f"Nomor telepon: {BLANK_DOTS}"))])
    rows = (Row((cell_of([received]), cell_of([sent]))), Row((contact, cell(""))))
    return Fragment((Table((80, 80), rows, "Penerima dan pengirim", role=TableRole.PLAIN),))
