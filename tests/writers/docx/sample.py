"""One document with every kind of block, and a theme to write it with."""

import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from lpse_docs.document.blocks import (
    Block,
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
)
from lpse_docs.document.chart import Align, Area, Box, Caption, Chart, Stroke, Tone
from lpse_docs.document.inlines import Blank, Emphasis, FillIn, FillKind, LineBreak, Link, Reference, Strong, Text, text
from lpse_docs.document.page import Orientation, PageSetup, Paper
from lpse_docs.document.roles import Marker, Role, TableRole
from lpse_docs.document.theme import Theme

ROOT = Path(__file__).parents[3]
WORDS = {
    "draft": "DRAF",
    "page": "Halaman {page} dari {pages}",
    "nip": "NIP",
    "signature": "Tanda tangan {field}",
}
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20"><circle cx="10" cy="10" r="9" fill="#336699"/>'
    b'<rect x="6" y="6" width="8" height="8" fill="#ffffff"/></svg>'
)
SENTENCE = (
    "Unit Layanan dan Dukungan memberi tahu pengguna paling lambat satu jam setelah gangguan diketahui, "
    "mencatat penyebabnya, dan melaporkan penyelesaiannya kepada Kepala LPSE. "
)


def png(side: int = 24) -> bytes:
    """A small red square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + b"\xb0\x30\x20" * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def theme(reference: bytes | None = None) -> Theme:
    """The theme of the repository with two made-up pictures."""
    data = (ROOT / "templates/word/reference.docx").read_bytes() if reference is None else reference
    return Theme(WORDS, "", "", data, {}, {"lambang-daerah": png(), "bagan": SVG})


def p(words: str, role: Role = Role.BODY) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(text(words), role)


def c(*words: str, role: Role = Role.CELL, columns: int = 1, rows: int = 1, header: bool = False) -> Cell:
    """A cell with one paragraph for each text."""
    return Cell(tuple(p(word, role) for word in words), columns, rows, header)


def h(words: str, columns: int = 1, rows: int = 1) -> Cell:
    """A header cell."""
    return c(words, role=Role.CELL_HEADER, columns=columns, rows=rows, header=True)


def document(*blocks: Block, **changes: object) -> Document:
    """A document of one upright section."""
    made = Document(
        id="contoh",
        folder="",
        title="Contoh naskah",
        subject="Contoh semua unsur",
        author="LPSE Kabupaten Katingan",
        keywords=("lpse", "contoh"),
        dated=date(2026, 3, 2),
        draft=False,
        head="Standar LPSE",
        foot="LPSE Kabupaten Katingan",
        sections=(Section(PageSetup(), blocks),),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def nested_list(role: Role = Role.BODY) -> Items:
    """The nesting order of UU 12/2011: a. -> 1. -> a) -> 1)."""
    fourth = Items(((p("keempat satu"),), (p("keempat dua"),)), Marker.DECIMAL_PAREN, role)
    third = Items(((p("ketiga a"), fourth), (p("ketiga b"),)), Marker.LETTER_PAREN, role)
    second = Items(((p("kedua 1"), third), (p("kedua 2"), p("lanjutan kedua 2: " + SENTENCE))), Marker.DECIMAL, role)
    return Items(((p("pertama a: " + SENTENCE), second), (p("pertama b"),)), Marker.LETTER, role)


def spans() -> Table:
    """A head of two rows, row spans, column spans, a label column."""
    header = (
        Row((h("No", rows=2), h("Kegiatan", rows=2), h("Mutu baku", columns=3), h("Keterangan", rows=2))),
        Row((h("Kelengkapan"), h("Waktu"), h("Output"))),
    )
    rows = tuple(
        Row(
            (c(str(n), role=Role.CELL_CENTER), c(SENTENCE), c("berkas"), c("5 menit"), c("tanda terima"), Cell(())),
            anchor=f"langkah-{n}",
        )
        for n in range(1, 40)
    )
    merged = (
        Row((c("40", role=Role.CELL_CENTER, rows=3), c("Gabung dua kolom", columns=2), c("a"), c("b", rows=2), c("x"))),
        Row((c("satu"), c("dua"), c("tiga"), c("y"))),
        Row((c("Gabung lima kolom", columns=5),)),
    )
    return Table((8, 60, 30, 20, 30, 24), (*rows, *merged), "Langkah SOP", header)


def labels() -> Table:
    """A table whose first column names the rows."""
    rows = (
        Row((c("Dasar hukum", role=Role.CELL_LABEL, header=True, rows=2), Cell((nested_list(Role.CELL),)))),
        Row((c("baris kedua"),)),
        Row(
            (
                c("Peringatan", role=Role.CELL_LABEL, header=True),
                c("Jika terlambat, maka layanan terhenti.", "Paragraf kedua."),
            ),
            splittable=True,
        ),
    )
    return Table((1, 3), rows, "Identitas", role=TableRole.IDENTITY)


def cover() -> tuple[Block, ...]:
    """A title page with an emblem."""
    return (
        Figure("lambang-daerah", "Lambang Kabupaten Katingan", 25, 30),
        p("STANDAR OPERASIONAL PROSEDUR", Role.COVER_TITLE),
        p("LAYANAN PENGADAAN SECARA ELEKTRONIK", Role.COVER_TITLE),
        p("Edisi 1", Role.COVER_SUBTITLE),
        p("PEMERINTAH KABUPATEN KATINGAN", Role.COVER_FOOT),
        p("2026", Role.COVER_FOOT),
    )


def text_pages() -> tuple[Block, ...]:
    """Running text: headings, inlines, lists, code, decree, signature."""
    inline = Paragraph(
        (
            Text("Teks "),
            Strong(text("tebal")),
            Text(" dan "),
            Emphasis(text("miring")),
            Text(" serta "),
            Strong((Emphasis(text("keduanya")),)),
            Text("; lihat "),
            Reference("langkah-3", text("langkah 3")),
            Text(", "),
            Link("https://lkpp.go.id/?a=1&b=2", (Text("laman "), Strong(text("LKPP")))),
            LineBreak(),
            Text("Nomor: "),
            Blank("nomor"),
            Reference("tidak-ada", text(" (rujukan kosong)")),
        )
    )
    return (
        Contents("DAFTAR ISI", 2),
        PageBreak(),
        p("KEBIJAKAN LAYANAN", Role.TITLE),
        p("Standar huruf a", Role.SUBTITLE),
        Heading(1, (Text("Ketentuan "), Strong(text("umum"))), "ketentuan-umum"),
        p("Pengantar sebelum daftar:", Role.LEAD),
        nested_list(),
        inline,
        Heading(2, text("Kode & contoh <perintah>"), "kode"),
        p("./lpse check", Role.CODE),
        p("\u00a0\u00a0./lpse build --semua", Role.CODE),
        p("Catatan: " + SENTENCE * 2, Role.NOTE),
        p("Tabel 1. Identitas", Role.CAPTION),
        labels(),
        Heading(3, text("Rincian"), "rincian"),
        Items(
            (
                (p("Butir dengan tabel:"), Table((1, 1), (Row((c("kiri"), c("kanan"))),), "Kecil")),
                (p("Butir kedua"), Items(((p("anak"),),))),
                (Items(((p("langsung anak"),),)),),
                (),
            )
        ),
        Heading(4, text("Gambar"), "gambar"),
        Figure("bagan", "Bagan alur", 30, 30),
        Figure("belum-ada", "Lambang negara", 30, 20),
        chart(),
        PageBreak(),
        p("PEMERINTAH KABUPATEN KATINGAN", Role.LETTERHEAD_GOVERNMENT),
        p("SEKRETARIAT DAERAH", Role.LETTERHEAD_UNIT),
        p("Jalan Contoh Nomor 1, Kasongan", Role.LETTERHEAD_ADDRESS),
        p("surel: contoh@katingankab.go.id", Role.LETTERHEAD_ADDRESS),
        p("KEPUTUSAN BUPATI KATINGAN", Role.DECREE_TITLE),
        p("TENTANG PROSEDUR KERJA LPSE", Role.DECREE_TITLE),
        Table(
            (30, 5, 125),
            (
                Row(
                    (
                        c("Menimbang", role=Role.DECREE_LABEL),
                        c(":", role=Role.DECREE_BODY),
                        Cell((Items(((p(SENTENCE),), (p(SENTENCE),)), Marker.LETTER, Role.DECREE_BODY),)),
                    )
                ),
                Row(
                    (
                        c("KESATU", role=Role.DECREE_LABEL),
                        c(":", role=Role.DECREE_BODY),
                        c(SENTENCE * 2, role=Role.DECREE_BODY),
                    )
                ),
            ),
            "Konsiderans",
            role=TableRole.PLAIN,
        ),
        Signature("pengesah", ("Ditetapkan di Kasongan", "BUPATI KATINGAN,"), None),
        Table(
            (1, 1, 1),
            (
                Row(
                    tuple(
                        Cell((Signature(f, (f.title() + ",",), "Nama Contoh", "Pembina", "19700101 199001 1 001"),))
                        for f in ("pembuat", "pemeriksa", "pengesah")
                    )
                ),
            ),
            "Pengesahan",
        ),
    )


def chart() -> Chart:
    """A chart with one of each part."""
    parts = (
        Box(0.5, 0.5, 79, 29, Tone.LIGHT),
        Area(((5, 25), (20, 5), (35, 25)), Tone.MIDDLE),
        Box(40, 5, 30, 20, Tone.DARK, outline=False),
        Stroke(((5, 25), (75, 25)), width=0.5),
        Stroke(((5, 27), (20, 26), (75, 27)), dashed=True),
        Caption(5, 4.5, "Awal", 2.8224),
        Caption(55, 15, "7 dari 17", 3.5278, Align.MIDDLE, strong=True, light=True),
        Caption(75, 4.5, "Akhir", 2.4694, Align.END),
    )
    return Chart(80, 30, parts, "Grafik contoh", "Grafik contoh: 7 dari 17 standar terpenuhi.")


CHOICES = ("Surel", "Telepon", "Tatap muka")


def fill_in(kind: FillKind, **changes: object) -> FillIn:
    """A place to fill in of some kind."""
    choices = CHOICES if kind is FillKind.CHOICE else ()
    return replace(FillIn(f"tiket/{kind.value}", f"Isian {kind.value}", kind, choices), **changes)  # type: ignore[arg-type]


def form() -> Table:
    """A form with a place to fill in of every kind, and a line of a register."""
    rows = [
        Row((c(kind.value), Cell((Paragraph((fill_in(kind, required=True, lines=lines),), Role.CELL_FILL),))))
        for kind in FillKind
        for lines in [3 if kind is FillKind.LONG_TEXT else 1]
    ]
    rows += [
        Row(
            (
                c(f"{kind.value} pada lajur"),
                Cell((Paragraph((fill_in(kind, name=f"buku/{kind.value}/1", narrow=True),), Role.CELL_FILL),)),
            )
        )
        for kind in FillKind
    ]
    return Table((1, 2), tuple(rows), "Formulir")


def sample() -> Document:
    """Cover, running text, a landscape table on F4, and upright pages again."""
    sections = (
        Section(PageSetup(), cover(), furniture=False),
        Section(PageSetup(), text_pages()),
        Section(
            PageSetup(Paper.F4, Orientation.LANDSCAPE),
            (Heading(1, text("Langkah"), "langkah"), p("Tabel 2. Langkah", Role.CAPTION), spans()),
        ),
        Section(PageSetup(Paper.F4_NARROW), (Heading(1, text("Penutup"), "penutup"), p(SENTENCE), form())),
    )
    pages = (("ketentuan-umum", 3), ("kode", 3), ("rincian", 4), ("gambar", 4), ("langkah", 6), ("penutup", 9))
    return document(draft=True, sections=sections, page_numbers=pages)
