"""What makes the PDF writer refuse, in a sentence, instead of printing something else than asked for."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest
from weasyprint.urls import URLFetchingError, fetch

from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import Cell, Contents, Figure, Heading, Items, Paragraph, Row, Section, Signature, Table
from lpse_docs.document.inlines import text
from lpse_docs.document.page import PageSetup
from lpse_docs.document.roles import Role
from lpse_docs.document.theme import Theme
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.pdf import prepare, write
from lpse_docs.writers.pdf.fetcher import File, Shelf
from lpse_docs.writers.pdf.fonts import missing_glyphs
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
    assert caught.value.places == (("tanda “✓” (U+2713) tidak ada pada fon naskah", HERE),)


def test_invisible_signs_need_no_font() -> None:
    write(
        of(p("a\u200bb\u00adc\u2060d\ufeffe e\u0301x\u0323"), p("\u200b", Role.CODE), p("\u200b", Role.DECREE_BODY)),
        look.theme(),
    )


def test_a_face_that_lacks_a_sign_is_helped_out_by_another_of_the_theme() -> None:
    write(of(p("□ → ≤", Role.DECREE_BODY), p("□ ½", Role.CODE)), look.theme())


@pytest.mark.parametrize(
    ("css", "reason"),
    [
        (".isi { colour: red }", "print.css: Ignored `colour"),
        ("@import url(https://contoh.go.id/a.css);", "print.css"),
        (
            "@font-face { font-family: Lain; src: url(fonts/tidak-ada.ttf) }",
            "print.css: Font-face 'Lain' cannot be loaded",
        ),
        (".isi { background: url(file:///etc/passwd) }", "alamat ditolak: file:///etc/passwd"),
        (".isi { font-family: 'DejaVu Sans' }", "fon di luar tema dipakai: "),
    ],
)
def test_a_style_sheet_that_does_not_work_is_refused(css: str, reason: str) -> None:
    with pytest.raises(WriteError, match=reason):
        write(of(p("isi")), styled(css))


def test_a_theme_can_be_prepared_and_its_faults_come_out_then() -> None:
    prepare(look.theme())
    with pytest.raises(WriteError, match=r"print\.css"):
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
    with pytest.raises(WriteError, match="Font-face 'Keputusan' cannot be loaded"):
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
