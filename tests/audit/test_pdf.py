"""Every rule over a PDF finds the file that was damaged for it, and says nothing of one that is as it should be."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from lpse_docs.document.page import PageSetup, Paper
from tests.audit.conftest import MM, PROFILE, drawn, redone, said, write_at

Damage = Callable[[Any], object]
NAME = "contoh.pdf"


def test_the_sample_is_clean(pdf: bytes) -> None:
    assert said(pdf, NAME) == []


def letter_paper(pdf: Any) -> None:
    for page in pdf.pages:
        page.MediaBox = [0, 0, 612, 792]


def upright(pdf: Any) -> None:
    pdf.pages[1].MediaBox = [0, 0, 595.28, 841.89]


def test_paper_of_another_size_is_named_with_its_pages(pdf: bytes) -> None:
    found = said(redone(pdf, letter_paper), NAME)
    assert "LPSE741 halaman 1: Kertas 215,9 x 279,4 mm, bukan A4 (210 x 297 mm) (juga halaman 2)." in found


def test_the_paper_is_that_of_the_office(pdf: bytes) -> None:
    profile = replace(PROFILE, portrait=PageSetup(Paper.F4))
    assert "LPSE741 halaman 1: Kertas 210 x 297 mm, bukan F4 (215 x 330 mm)." in said(pdf, NAME, profile)


def test_a_flow_page_that_stands_is_found(pdf: bytes) -> None:
    assert "LPSE741 halaman 2: Halaman alur tidak mendatar." in said(redone(pdf, upright), NAME)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_is_read_as_it_is_shown(pdf: bytes, turn: int) -> None:
    """Turned paper with content turned back reads like the page it was."""

    def change(pdf: Any) -> None:
        for page in pdf.pages:
            _, _, width, height = map(float, page.MediaBox)
            # PDF turns clockwise; the content is turned counter-clockwise first
            sine, cosine = {90: (1, 0), 180: (0, -1), 270: (-1, 0)}[turn]
            shift = {90: (height, 0), 180: (width, height), 270: (0, width)}[turn]
            page.contents_add(f"q {cosine} {sine} {-sine} {cosine} {shift[0]} {shift[1]} cm".encode(), prepend=True)
            page.contents_add(b"Q")
            if turn != 180:
                page.MediaBox = [0, 0, height, width]
            page.Rotate = turn
            for item in page.get("/Annots", []):
                left, bottom, right, top = map(float, item.Rect)
                corners = [
                    (cosine * x - sine * y + shift[0], sine * x + cosine * y + shift[1])
                    for x, y in ((left, bottom), (right, top))
                ]
                item.Rect = [*corners[0], *corners[1]]

    assert said(redone(pdf, change), NAME) == []


DRAWN = [
    (1, write_at(4, 150, "terlalu ke kiri"), "LPSE741 halaman 1: Teks melewati margin kiri 30 mm atau kanan 20 mm."),
    (1, write_at(60, 150, "kecil", 6), "LPSE743 halaman 1: Huruf terkecil 6 pt, kurang dari 7 pt."),
    (1, ".5 0 0 .5 0 0 cm " + write_at(160, 300, "kecil", 10), "LPSE743 halaman 1: Huruf terkecil 5 pt, kurang dari 7 pt."),
    (1, write_at(180, 150, "lebar sekali " * 5), "LPSE743 halaman 1: Teks berada di luar halaman."),
    (1, "100 400 40 20 re W n " + write_at(38, 143, "terpotong di kanan"), "LPSE743 halaman 1: Teks terpotong."),
    (2, write_at(60, 8, "kaki"), "LPSE745 halaman 2: Lajur 15 mm di kaki halaman terisi."),
    (1, "0 g 100 20 30 5 re f", "LPSE745 halaman 1: Lajur 15 mm di kaki halaman terisi."),
    (1, "q 50 0 0 20 100 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q", "LPSE745 halaman 1: Lajur 15 mm di kaki halaman terisi."),
    (1, write_at(40, 150, "Biaya \xa4 100"), "LPSE744 halaman 1: Tanda jangkar ¤ berada di luar bidang tanda tangan."),
    (2, write_at(40, 60, "Halaman 2 dari 3"), "LPSE746 halaman 2: Tertulis “Halaman 2 dari 3” pada halaman 2 dari 2."),
    (2, write_at(40, 60, "NIK 6206010101800001"), "LPSE748 halaman 2: Nomor enam belas angka serupa NIK tercantum."),
    (2, write_at(40, 60, "passphrase: rahasia123"), "LPSE748 halaman 2: Nilai rahasia setelah “passphrase” tercantum."),
]  # fmt: skip


@pytest.mark.parametrize(("page", "operators", "finding"), DRAWN)
def test_what_is_drawn_where_it_must_not_be(pdf: bytes, page: int, operators: str, finding: str) -> None:
    assert finding in said(drawn(pdf, page, operators), NAME)


HARMLESS = [
    "1 g 0 0 600 30 re f",
    "1 1 1 rg 0 0 300 30 re f 0 0 0 0 k 0 0 300 30 re f",
    "3 Tr " + write_at(60, 8, "tak terlihat"),
    "0 0 m 10 0 l n",
    "BT /Uji 9 Tf 60 8 Td (   ) Tj ET",
]


@pytest.mark.parametrize("operators", HARMLESS)
def test_what_nobody_sees_does_no_harm(pdf: bytes, operators: str) -> None:
    assert said(drawn(pdf, 1, operators), NAME) == []


def square(pdf: bytes) -> tuple[float, float]:
    """Left and bottom of the place to sign on the first page, in points."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        (field,) = [item for item in opened.pages[0].Annots if item.Subtype == "/Widget"]
        left, bottom, *_ = map(float, field.Rect)
    return left, bottom


def inside_the_square(pdf: bytes, words: str) -> str:
    """Operators that print words in the place to sign of a PDF."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        (field,) = [item for item in opened.pages[0].Annots if item.Subtype == "/Widget"]
        left, bottom, right, _ = map(float, field.Rect)
    return write_at(
        (left + right) / 2 / MM - 5, bottom / MM + 3, words
    )  # near the middle, where the anchor's square is


def test_the_place_to_sign_is_free_and_holds_one_anchor(pdf: bytes) -> None:
    found = said(drawn(pdf, 1, inside_the_square(pdf, "Nama")), NAME)
    assert found == ["LPSE744 halaman 1: Bidang tanda tangan pengesah berisi teks."]
    found = said(drawn(pdf, 1, inside_the_square(pdf, "\xa4")), NAME)
    assert found == ["LPSE744 halaman 1: Bidang tanda tangan pengesah memuat 2 tanda jangkar."]


@pytest.mark.parametrize(
    "operators",
    [
        "0 g {x} {y} 30 30 re f",
        "1 0 0 rg {below} {y} 70 12 re f",
        "0 G 2 w {below} {y} m {x} {y} l S",
        "0 G 2 w {x} {under} m {x} {y} l S",
    ],
)
def test_ink_in_the_place_to_sign_is_found(pdf: bytes, operators: str) -> None:
    left, bottom = square(pdf)
    drawing = operators.format(x=left + 9, y=bottom + 9, below=left - 4, under=bottom - 4)
    found = said(drawn(pdf, 1, drawing), NAME)
    assert "LPSE744 halaman 1: Bidang tanda tangan pengesah tertutup gambar atau garis." in found


def test_a_white_ground_below_the_place_to_sign_is_no_ink(pdf: bytes) -> None:
    left, bottom = square(pdf)
    assert said(drawn(pdf, 1, f"1 g {left - 2} {bottom - 2} 60 60 re f"), NAME) == []


def test_a_place_to_sign_that_is_too_small_is_found(pdf: bytes) -> None:
    def change(pdf: Any) -> None:
        (field,) = [item for item in pdf.pages[0].Annots if item.Subtype == "/Widget"]
        left, bottom, right, _ = map(float, field.Rect)
        field.Rect = [left, bottom, right, bottom + 10 * MM]

    found = said(redone(pdf, change), NAME)
    assert "LPSE744 halaman 1: Bidang tanda tangan pengesah kurang dari 17 mm." in found


def test_without_fields_the_anchor_is_the_place(pdf: bytes) -> None:
    """A PDF that Word exported has no signature field: the square is the one around the anchor."""

    def bare(pdf: Any) -> None:
        del pdf.Root.AcroForm
        del pdf.pages[0].Annots
        del pdf.Root.Metadata  # it is no PDF/A any more

    plain = redone(pdf, bare)
    claim = "LPSE749 PDF ini tidak menyatakan diri sebagai PDF/A-3a dan PDF/UA-1."
    assert said(plain, NAME) == [claim]
    crowded = said(drawn(plain, 1, inside_the_square(pdf, "Nama")), NAME)
    assert crowded == ["LPSE744 halaman 1: Bidang tanda tangan jangkar 1 berisi teks.", claim]


def signed(pdf: Any) -> None:
    mark = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3]))
    pdf.Root.AcroForm.Fields[0].V = mark


def strange_font(pdf: Any) -> None:
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[0].Resources.Font["/F9"] = pdf.make_indirect(font)


def last_page_lost(pdf: Any) -> None:
    del pdf.pages[1]


def author_with_secret(pdf: Any) -> None:
    pdf.docinfo["/Author"] = "token=abc123"


def source_with_secret(pdf: Any) -> None:
    pdf.Root.AF[0].EF.F.write(b"note: 6206010101800001\n")


CHANGED = [
    (signed, {}, "LPSE746 PDF sudah memuat tanda tangan."),
    (strange_font, {}, "LPSE746 Fon Helvetica tidak tertanam."),
    (last_page_lost, {}, "LPSE746 halaman 1: Tertulis “Halaman 1 dari 2” pada halaman 1 dari 1."),
    (author_with_secret, {}, "LPSE748 Nilai rahasia setelah “token” tercantum."),
    (source_with_secret, {}, "LPSE748 Nomor enam belas angka serupa NIK tercantum."),
    (lambda pdf: None, {"force_version": "1.4"}, "LPSE746 Versi PDF 1.4, bukan 1.7."),
    (lambda pdf: None, {"encryption": pikepdf.Encryption(owner="x", user="")}, "LPSE746 PDF tersandi."),
]


@pytest.mark.parametrize(("change", "saving", "finding"), CHANGED)
def test_what_a_signing_service_would_refuse(pdf: bytes, change: Damage, saving: dict[str, Any], finding: str) -> None:
    assert finding in said(redone(pdf, change, **saving), NAME)


def contents(*rows: str) -> str:
    return " ".join(write_at(40, 48 - 6 * n, row) for n, row in enumerate(rows))


def test_the_contents_are_held_to_their_word(pdf: bytes) -> None:
    rows = ("Bab 1 tentang layanan ........ 1", "Bab 9 yang tidak ada ........ 2", "Bab 3 tentang layanan ........ 12")
    found = said(drawn(pdf, 1, contents(*rows)), NAME)
    assert found == [
        "LPSE746 halaman 1: “Bab 9 yang tidak ada” tidak terdapat pada halaman 2 yang disebut daftar isi.",
        "LPSE746 halaman 1: Daftar isi menunjuk halaman 12; berkas ini 2 halaman.",
    ]


def root(key: str, value: Any) -> Damage:
    return lambda pdf: pdf.Root.__setitem__(key, value)


def without(key: str) -> Damage:
    return lambda pdf: pdf.Root.__delitem__(key)


def other_claim(pdf: Any) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b'conformance="A"', b'conformance="B"'))


def loose_words(pdf: Any) -> None:
    pdf.pages[0].contents_add(
        write_at(40, 150, "lepas").replace("/Uji", next(iter(pdf.pages[0].Resources.Font))).encode()
    )


def no_alt(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure":
            del item.Alt


def field_without_words(pdf: Any) -> None:
    del pdf.Root.AcroForm.Fields[0].TU


def not_printed(pdf: Any) -> None:
    pdf.Root.AcroForm.Fields[0].F = 0


def wrong_widths(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/CIDFontType2":
            item.W = [0, [1] * 20]


def script(pdf: Any) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))


ARCHIVE = [
    (without("/OutputIntents"), "tidak ada tujuan keluaran GTS_PDFA1 dengan profil ICC"),
    (without("/Lang"), "bahasa tidak disebut"),
    (without("/MarkInfo"), "tidak bertag"),
    (without("/ViewerPreferences"), "judul tidak ditampilkan pada jendela"),
    (without("/StructTreeRoot"), "struktur rusak atau tidak ada"),
    (other_claim, "XMP menyatakan B untuk conformance, bukan A"),
    (author_with_secret, "Info /Author berbeda dari XMP"),
    (loose_words, "halaman 1: 1 coretan di luar tag"),
    (no_alt, "gambar tanpa teks pengganti"),
    (field_without_words, "isian tanpa /TU"),
    (not_printed, "/Widget tidak ikut dicetak"),
    (wrong_widths, "lebar tanda"),
    (script, "tindakan /JavaScript"),
    (root("/AF", pikepdf.Array()), "lampiran lpse.yaml tidak ada dalam /AF"),
]


@pytest.mark.parametrize(("change", "fault"), ARCHIVE)
def test_what_an_archive_and_a_screen_reader_need(pdf: bytes, change: Damage, fault: str) -> None:
    found = [item for item in said(redone(pdf, change), NAME) if item.startswith("LPSE749 PDF/A-3a dan PDF/UA-1: ")]
    assert any(fault in item for item in found), found


def test_many_faults_of_one_kind_are_counted(pdf: bytes) -> None:
    found = said(redone(pdf, wrong_widths), NAME)
    assert sum(item.startswith("LPSE749") for item in found) <= 21


def second_rdf(pdf: Any) -> None:
    data = pdf.Root.Metadata.read_bytes()
    begin, end = data.index(b"<rdf:RDF"), data.index(b"</rdf:RDF>") + len(b"</rdf:RDF>")
    pdf.Root.Metadata.write(data[:end] + data[begin:end] + data[end:])


def attachment_twice(pdf: Any) -> None:
    pdf.Root.AF = pikepdf.Array([pdf.Root.AF[0], pdf.Root.AF[0]])


def attachment_untold(pdf: Any) -> None:
    item = pdf.Root.AF[0]
    del item.Desc
    del item.EF.F.Subtype


def no_font_file(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
            del item.FontFile2


def type_three(pdf: Any) -> None:
    pdf.pages[0].Resources.Font["/T"] = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, Name=pikepdf.Name.T)
    )


def another_field(kind: str, **more: Any) -> Damage:
    def change(pdf: Any) -> None:
        form = pdf.Root.AcroForm
        form.Fields.append(pdf.make_indirect(pikepdf.Dictionary(T="baru", FT=pikepdf.Name(kind), **more)))

    return change


def same_field_twice(pdf: Any) -> None:
    pdf.Root.AcroForm.Fields.append(pdf.make_indirect(pikepdf.Dictionary(T="pengesah", FT=pikepdf.Name.Sig)))


def orphan_widget(pdf: Any) -> None:
    pdf.Root.AcroForm.Fields = pikepdf.Array()


def strange_annotation(pdf: Any) -> None:
    made = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Movie, Rect=[90, 90, 99, 99])
    pdf.pages[0].Annots.append(pdf.make_indirect(made))


def turned_tabs(pdf: Any) -> None:
    pdf.pages[0].Tabs = pikepdf.Name.R


def level_skipped(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/H1":
            item.S = pikepdf.Name.H3


def element_lost(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/H1":
            item.K = pikepdf.Array()


def links_untold(pdf: Any) -> None:
    for item in pdf.pages[0].Annots:
        if item.Subtype == "/Link":
            del item.Contents


def links_loose(pdf: Any) -> None:
    for item in pdf.pages[0].Annots:
        if item.Subtype == "/Link":
            item.StructParent = 9999


def head_without_id(pdf: Any) -> None:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/TH":
            for key in ("/ID", "/A"):
                if key in item:
                    del item[key]


MORE = [
    (second_rdf, "2 unsur rdf:RDF"),
    (attachment_twice, "sebuah lampiran disebut dua kali"),
    (attachment_untold, "lampiran tanpa /Desc"),
    (attachment_untold, "lampiran lpse.yaml tanpa jenis media"),
    (no_font_file, "tidak tertanam"),
    (type_three, "fon Type 3 /T"),
    (another_field("/Tx"), "baru: tidak ada fon untuk mengetik"),
    (another_field("/Odd"), "baru: jenis isian /Odd"),
    (another_field("/Btn", AP=pikepdf.Dictionary(N=pikepdf.Dictionary(Off=0)), AS=pikepdf.Name.Off), "baru: kotak tanpa keadaannya"),
    (same_field_twice, "nama isian “pengesah” berulang atau kosong"),
    (orphan_widget, "tidak dimiliki isian mana pun"),
    (strange_annotation, "anotasi /Movie"),
    (strange_annotation, "/Movie tanpa tampilan"),
    (strange_annotation, "/Movie tidak berada dalam unsur /Annot"),
    (turned_tabs, "urutan tab halaman 1 tidak menurut struktur"),
    (level_skipped, "judul tingkat 3 sesudah tingkat 0"),
    (element_lost, "tidak tergantung pada struktur"),
    (links_untold, "tautan tanpa uraian"),
    (links_loose, "/Link tidak berada dalam unsur /Link"),
    (head_without_id, "sel kepala tanpa tanda pengenal"),
    (lambda pdf: pdf.Root.AcroForm.__setitem__("/XFA", pikepdf.Array()), "formulir XFA"),
    (lambda pdf: pdf.Root.AcroForm.__setitem__("/NeedAppearances", True), "tampilan isian diserahkan kepada pembaca PDF"),
    (lambda pdf: pdf.docinfo.__delitem__("/Title"), "tidak ada judul"),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore::UserWarning")  # pikepdf about what is saved here
@pytest.mark.parametrize(("change", "fault"), MORE)
def test_what_else_an_archive_and_a_screen_reader_need(pdf: bytes, change: Damage, fault: str) -> None:
    found = [item for item in said(redone(pdf, change), NAME) if item.startswith("LPSE749")]
    assert any(fault in item for item in found), found
