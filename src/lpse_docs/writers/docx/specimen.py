"""The visible text of the reference document: every style shown once, in Indonesian, for those who restyle it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from lpse_docs.document.blocks import (
    Block,
    Cell,
    Contents,
    Document,
    Figure,
    FlowPage,
    Heading,
    Items,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
)
from lpse_docs.document.chart import Box, Caption, Chart, Stroke, Tone
from lpse_docs.document.drawing import Drawing, Label, Line, Symbol, SymbolKind
from lpse_docs.document.inlines import Emphasis, FillIn, FillKind, Link, Reference, Strong, Text, text
from lpse_docs.document.page import PageSetup
from lpse_docs.document.roles import Marker, Role, TableRole
from lpse_docs.document.theme import Theme
from lpse_docs.layout.lettering import MM_PER_POINT
from lpse_docs.writers import docx
from lpse_docs.writers.docx import names, reference

FIRST_DATE: Final = date(2026, 1, 2)
USES: Final[Mapping[Role, str]] = {
    Role.BODY: "isi naskah",
    Role.LEAD: "kalimat pengantar sebelum daftar atau tabel",
    Role.NOTE: "catatan dan peringatan",
    Role.CAPTION: "keterangan di atas tabel",
    Role.CODE: "baris perintah dan kode",
    Role.TITLE: "judul dokumen",
    Role.SUBTITLE: "anak judul dokumen",
    Role.CELL: "isi sel tabel",
    Role.CELL_CENTER: "isi sel, rata tengah",
    Role.CELL_NUMBER: "bilangan di dalam sel, rata kanan",
    Role.CELL_SMALL: "isi sel yang sempit",
    Role.CELL_HEADER: "kepala kolom",
    Role.CELL_ACTOR: "nama pelaksana pada kepala alur",
    Role.CELL_LABEL: "label baris",
    Role.CELL_CODE: "kode di dalam sel",
    Role.CELL_TITLE: "judul di dalam sel",
    Role.CELL_FILL: "isian di dalam sel",
    Role.LETTERHEAD_GOVERNMENT: "kop: pemerintah daerah",
    Role.LETTERHEAD_UNIT: "kop: unit",
    Role.LETTERHEAD_ADDRESS: "kop: alamat",
    Role.COVER_TITLE: "judul sampul",
    Role.COVER_SUBTITLE: "anak judul sampul",
    Role.COVER_FOOT: "kaki sampul",
    Role.DECREE_TITLE: "judul keputusan",
    Role.DECREE_BODY: "isi keputusan",
    Role.DECREE_LABEL: "label keputusan, misalnya Menimbang",
    Role.DECREE_POST: "jabatan penanda tangan keputusan",
    Role.DECREE_NAME: "nama penanda tangan keputusan",
    Role.SIGN_POST: "jabatan penanda tangan",
    Role.SIGN_NAME: "nama penanda tangan",
    Role.SIGN_DETAIL: "pangkat dan NIP",
}
_HEADINGS: Final = ("judul-1", "judul-2", "judul-3", "judul-4")


def first_reference(words: Mapping[str, str]) -> bytes:
    """The reference document as it is before anybody restyles it; `words` are the fixed words of the theme."""
    theme = Theme(words, "", "", reference.styles_only(), {}, {})
    return docx.write(specimen(), theme)


def specimen() -> Document:
    """A few pages that use every style."""
    return Document(
        id="reference",
        folder="",
        title="Dokumen acuan gaya",
        subject="Gaya untuk semua dokumen Word",
        author="LPSE",
        keywords=("gaya",),
        dated=FIRST_DATE,
        draft=True,
        head="Kepala halaman (gaya header)",
        foot="Kaki halaman (gaya footer)",
        sections=(Section(PageSetup(), tuple(_blocks())),),
        page_numbers=tuple((anchor, 1) for anchor in _HEADINGS),
    )


def _blocks() -> Iterator[Block]:
    yield Paragraph(text("Dokumen acuan gaya"), Role.TITLE)
    yield Paragraph(
        text("Ubah gayanya (Modify Style), bukan kalimatnya: kalimat di sini tidak pernah dicetak."), Role.NOTE
    )
    yield Contents("Daftar isi (gaya TOC Heading, toc 1 - toc 4)", 4)
    for level, anchor in enumerate(_HEADINGS, 1):
        yield Heading(level, text(f"Judul tingkat {level} (gaya heading {level})"), anchor)
    yield from (Paragraph(text(f"{names.ROLES[role]}: {use}"), role) for role, use in USES.items())
    yield Paragraph(
        (
            Text("Di dalam baris: "),
            Strong(text("tebal (Strong)")),
            Text(", "),
            Emphasis(text("miring (Emphasis)")),
            Text(", "),
            Strong((Emphasis(text(f"tebal miring ({names.STRONG_EMPHASIS})")),)),
            Text(", "),
            Link("https://lkpp.go.id", text("tautan (Hyperlink)")),
            Text(", "),
            Reference(_HEADINGS[0], text(f"rujukan ({names.REFERENCE})")),
            Text(", isian pilihan: "),
            FillIn("contoh/isian", names.PLACEHOLDER, FillKind.CHOICE, ("kotak", "dan", "kata")),
        )
    )
    yield from (_listing(marker, Role.BODY) for marker in Marker)
    yield from (_sample(role) for role in TableRole)
    yield _flow()
    yield _chart()
    yield Figure("", f"Tempat gambar ({names.SLOT}, {names.SLOT_TABLE}; gambar: {names.FIGURE})", 40, 12)
    yield Signature("Contoh", ("Jabatan",), None, "Pangkat", "00000000 000000 0 000")


def _listing(marker: Marker, role: Role) -> Items:
    """Two levels of a list; its look is the list style, its spacing the paragraph style."""
    name = names.list_style(marker, cell=role is not Role.BODY)
    inner = Items(((Paragraph(text("Tingkat kedua")),),), marker, role)
    return Items(
        ((Paragraph(text(f"{name} (jarak: {names.ITEM})")), inner), (Paragraph(text("Butir kedua")),)), marker, role
    )


def _flow() -> FlowPage:
    """The smallest flow with a letter and a label."""
    head = tuple(Cell((Paragraph(text(words), Role.CELL_HEADER),), header=True) for words in ("Gaya", "Alur"))
    cell = Cell((Paragraph(text(f"Huruf: {names.FLOW_LETTER}; label: {names.FLOW_LABEL}"), Role.CELL),))
    diamond = Symbol("1", SymbolKind.DIAMOND, 110, 8, 11, 9)
    drawing = Drawing(
        160, 28, (diamond, Symbol("A", SymbolKind.PENTAGON, 113, 22, 5, 5, "A")),
        (Line("1", "A", ((115.5, 17), (115.5, 22))),), (Label(116.5, 17.5, 4, 3, ("Ya",)),),
    )  # fmt: skip
    table = Table((60, 100), (Row((cell, Cell(()))),), names.FLOW_ANCHOR, (Row(head),), TableRole.FLOW)
    return FlowPage(table, (6, 22), drawing, "Contoh alur: keputusan, lalu ke halaman lain (A).")


def _chart() -> Chart:
    """The smallest chart with words."""
    words = Caption(3, 9, f"Grafik: {names.CHART}; hurufnya: {names.CHART_WORDS}", 8 * MM_PER_POINT)
    parts = (Box(1, 1, 98, 14, Tone.LIGHT), Stroke(((3, 11), (60, 11))), words)
    return Chart(100, 16, parts, names.CHART, "Contoh grafik: satu kotak dengan kata-kata.")


def _sample(role: TableRole) -> Table:
    cells = (
        Cell((Paragraph(text("Label baris"), Role.CELL_LABEL),), header=True),
        Cell(tuple(_listing(marker, Role.CELL) for marker in Marker)),
    )
    head = Cell((Paragraph(text(names.TABLES[role]), Role.CELL_HEADER),), columns=2, header=True)
    return Table((1, 3), (Row(cells),), names.TABLES[role], (Row((head,)),), role)
