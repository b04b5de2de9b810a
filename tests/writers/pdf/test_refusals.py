"""What makes the PDF writer refuse, in a sentence, instead of printing something else than asked for."""

import gc
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from weasyprint.urls import URLFetchingError, fetch

from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import Cell, Contents, Figure, Heading, Items, Paragraph, Row, Section, Signature, Table
from lpse_docs.document.inlines import text
from lpse_docs.document.page import PageSetup
from lpse_docs.document.roles import Role
from lpse_docs.document.theme import Theme
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.fonts import font_flaws, missing_glyphs
from lpse_docs.writers.pdf import prepare, write
from lpse_docs.writers.pdf.fetcher import File, Shelf
from lpse_docs.writers.pdf.part import BASE
from tests.writers import look
from tests.writers.build import of, p

HERE = Span("standards/d-risiko.yaml", 14, 5)
CELL = Span("standards/d-risiko.yaml", 20, 1)


def styled(extra: str) -> Theme:
    return replace(look.theme(), print_css=look.theme().print_css + extra)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "https://contoh.go.id/a.png",
        "data:text/plain,a",
        f"{BASE}../etc/passwd",
        f"{BASE}gambar/lain",
        "gambar/a",
        "ftp://a/b",
    ],
)
def test_the_shelf_serves_only_what_lies_on_it(url: str) -> None:
    shelf = Shelf({"gambar/a": File(b"isi", "image/png")})
    with fetch(shelf, f"{BASE}gambar/a") as response:
        assert (response.read(), response.content_type) == (b"isi", "image/png")
    assert shelf.refused == []
    with pytest.raises(URLFetchingError), fetch(shelf, url):
        pass
    assert shelf.refused == [url]


def test_missing_signs_are_told_with_their_place() -> None:
    document = of(
        Heading(1, text("Bab 中"), "bab"),
        Paragraph(text("tanda ✓ dan ✓"), Role.BODY, HERE),
        Items(((Paragraph(text("دال"), Role.BODY, HERE),),)),
        Table((1,), (Row((Cell((p("☃"),), origin=CELL),)),), "judul 中 tidak dicetak"),
        Signature("a", ("Kepala ✗",)),
        Contents("DAFTAR 目", 1),
        Figure("tidak-ada", "gambar ☂", 10, 10),
        Figure("lambang-daerah", "gambar ☂ dari keterangan", 10, 10),
        p("e\u0301 \u200b\u00ad yang terlihat saja"),
    )
    found = missing_glyphs(document, look.theme())
    assert ("✓", HERE) in found and ("☃", CELL) in found and ("中", None) in found
    assert "".join(sign for sign, _ in found) == "中✓دال☃✗目☂"


def test_a_document_with_missing_signs_is_refused_with_their_names() -> None:
    with pytest.raises(WriteError, match=r"tanda yang tidak ada pada fon naskah: “✓” \(U\+2713\)") as caught:
        write(of(Paragraph(text("✓"), Role.BODY, HERE)), look.theme())
    assert caught.value.flaws == (Flaw("tanda “✓” (U+2713) tidak ada pada fon naskah", HERE),)


def test_invisible_signs_need_no_font() -> None:
    write(
        of(p("a\u200bb\u00adc\u2060d\ufeffe e\u0301x\u0323"), p("\u200b", Role.CODE), p("\u200b", Role.DECREE_BODY)),
        look.theme(),
    )


def test_a_face_that_lacks_a_sign_is_helped_out_by_another_of_the_theme() -> None:
    write(of(p("□ → ≤", Role.DECREE_BODY), p("□ ½", Role.CODE)), look.theme())


CSS = [
    (".isi { colour: red }", "1:8", "sifat “colour” tidak dikenal"),
    (".isi { color: mera }", "1:8", "nilai “mera” tidak sah untuk sifat “color”"),
    (".isi { color: }", "1:8", "sifat “color” belum bernilai"),
    (".isi { font: caption }", "1:8", "sifat “font” belum didukung"),
    (".isi { -weasy-kolom: 1 }", "1:8", "awalan pada sifat “-weasy-kolom” tidak didukung; tulis “kolom”"),
    (".isi { -weasy-hyphens: auto }", "1:8", "awalan pada sifat “-weasy-hyphens” tidak dipakai lagi; tulis “hyphens”"),
    ("\n.isi::samping { color: red }", "2:1", "pemilih ini tidak sah atau tidak dikenal"),
    ("@media layar { p { margin: 0 } }\n@media a b { p { margin: 0 } }", "2:1", "jenis media “a b” tidak dikenal"),
    ("@page :kiri { margin: 0 }", "1:1", "jenis halaman “:kiri” pada @page tidak dikenal"),
    ("@page { @top-lft { content: 'a' } }", "1:9", "aturan “@top-lft” tidak dikenal atau tidak berisi"),
    ("@warna { }", "1:1", "aturan “@warna” tidak dikenal atau tidak berisi"),
    (
        "@layer;@page { margin: 1mm }@layer a, b { p { margin: 0 } }",
        "1:29",
        "@layer tidak boleh bernama lebih dari satu",
    ),
    ("@font-face { font-family: Lain }", "1:1", "@font-face belum menyebut “src”"),
    ("@counter-style none { system: cyclic; symbols: a }", "1:1", "nama gaya penghitung “none” tidak sah"),
    ("@counter-style a { system: cyclic }", "1:1", "gaya penghitung “a” kekurangan lambang"),
    ("@font-face { font-family: Lain; src: url(fonts/tidak-ada.ttf) }", "1:1", "fon “Lain” tidak dapat dimuat"),
    (".isi { background: url(file:///etc/passwd) }", "1:24", "alamat ditolak: file:///etc/passwd"),
    (".isi { font-family: 'DejaVu Sans' }", "1:22", "fon di luar tema dipakai: DejaVu Sans"),
    (".isi::before { content: string(kepala) }", "1:25", "string(...) hanya boleh dipakai di tepi halaman"),
    (".isi::before { content: target-counter('#lain', page) }", "1:41", "rujukan ke “#lain” tidak bersasaran"),
]


@pytest.mark.parametrize(("css", "place", "said"), CSS)
def test_a_style_sheet_that_does_not_work_is_refused_where_it_fails(css: str, place: str, said: str) -> None:
    theme = look.theme()
    with pytest.raises(WriteError) as caught:
        write(of(p("isi")), replace(theme, print_css=theme.print_css + "\n" + css))
    found = {(str(flaw.span), flaw.sentence) for flaw in caught.value.flaws}
    line, column = map(int, place.split(":"))
    where = f"templates/css/print.css:{theme.print_css.count(chr(10)) + 1 + line}:{column}"
    assert any(spot == where and sentence.startswith(said) for spot, sentence in found), found


def test_imported_style_sheets_are_refused() -> None:
    with pytest.raises(
        WriteError, match=r"@import tidak diizinkan; tulis gayanya langsung; alamat ditolak: https://contoh"
    ):
        write(of(p("isi")), replace(look.theme(), print_css="@import url(https://contoh.go.id/a.css);"))


@pytest.mark.parametrize("css", ["section { display: none }", ".judul-1 { display: none }"])
def test_a_heading_that_is_not_printed_is_refused(css: str) -> None:
    with pytest.raises(WriteError, match="judul “Bab” tidak tercetak karena disembunyikan gaya"):
        write(of(Heading(1, text("Bab"), "bab")), styled(css))


def test_tables_that_are_none_any_more_are_refused() -> None:
    with pytest.raises(WriteError, match="tidak lagi tersusun sebagai tabel"):
        write(of(Table((1,), (Row((Cell((p("isi"),)),)),), "Register")), styled("table { display: block }"))


def test_a_theme_can_be_prepared_and_its_faults_come_out_then() -> None:
    prepare(look.theme())
    with pytest.raises(WriteError, match="sifat “colour” tidak dikenal"):
        prepare(styled("p { colour: red }"))


def test_a_picture_that_reaches_out_is_refused() -> None:
    evil = b'<svg xmlns="http://www.w3.org/2000/svg"><style>rect{fill:url(https://contoh.go.id/a)}</style><rect width="9" height="9"/></svg>'
    reaching = replace(
        look.theme(),
        pictures={
            "lambang-daerah": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
        },
    )
    with pytest.raises(WriteError, match="lambang-daerah"):
        write(of(Figure("lambang-daerah", "Lambang", 10, 10)), reaching)
    quiet = replace(look.theme(), pictures={"lambang-daerah": evil})
    write(of(p("tanpa gambar")), quiet)


def test_pictures_are_drawn() -> None:
    without = write(of(Figure("belum-ada", "Lambang", 30, 30)), look.theme())
    assert len(write(of(Figure("bagan", "Bagan", 30, 30)), look.theme())) != len(without)
    assert b"/Image" in write(of(Figure("lambang-daerah", "Lambang", 30, 30)), look.theme())


def test_a_table_header_that_cannot_be_printed_is_refused() -> None:
    header = Row((Cell(tuple(p("kepala", Role.CELL_HEADER) for _ in range(80)), header=True),))
    with pytest.raises(WriteError, match="kepala tabel “Register” terlalu tinggi"):
        write(of(Table((1,), (Row((Cell((p("isi"),)),)),), "Register", (header,))), look.theme())


def test_a_theme_without_a_font_is_refused() -> None:
    fonts = {name: data for name, data in look.theme().fonts.items() if "Bonum" not in name and "bonum" not in name}
    with pytest.raises(WriteError, match="fon “Keputusan” tidak dapat dimuat"):
        write(of(p("isi")), replace(look.theme(), fonts=fonts))


def test_nothing_of_this_machine_is_in_the_file() -> None:
    data = write(of(p("isi"), sections=(Section(PageSetup(), (p("isi"),)),)), look.theme())
    assert str(Path.cwd()).encode() not in data and b"file:" not in data


def test_the_garbage_collector_is_left_as_it_was() -> None:
    gc.disable()
    try:
        write(of(p("isi")), look.theme())
        assert not gc.isenabled()
    finally:
        gc.enable()
    write(of(p("isi")), look.theme())
    assert gc.isenabled()


def test_a_damaged_font_is_named() -> None:
    name, whole = "LiberationSans-Bold.ttf", look.theme().fonts["LiberationSans-Bold.ttf"]
    damaged = {**look.theme().fonts, name: whole[:3000] + b"\xff" * 57000 + whole[60000:]}
    with pytest.raises(WriteError, match=name):
        write(of(p("isi")), replace(look.theme(), fonts=damaged))


@pytest.mark.parametrize("spoil", ["glyf", "cut", "other", "tag"])
def test_a_font_is_looked_at_whole(spoil: str) -> None:
    name, whole = "LiberationSans-Bold.ttf", look.theme().fonts["LiberationSans-Bold.ttf"]
    glyphs = TTFont(BytesIO(whole)).reader.tables["glyf"].offset + 500
    data = {
        "glyf": whole[:glyphs] + bytes(byte ^ 1 for byte in whole[glyphs : glyphs + 1]) + whole[glyphs + 1 :],
        "cut": whole[: len(whole) // 2],
        "tag": whole.replace(b"prep", b"\x8brep", 1),
        "other": b"\x00\x01\x00\x00 bukan fon",
    }[spoil]
    theme = replace(look.theme(), fonts={**look.theme().fonts, name: data})
    assert font_flaws(theme) == [
        Flaw(f"fon {name} rusak; kembalikan berkas aslinya", Span(f"templates/fonts/{name}")),
    ]
    assert font_flaws(look.theme()) == []
