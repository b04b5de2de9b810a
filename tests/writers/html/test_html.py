"""The screen page."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from lpse_docs.document.blocks import (
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
)
from lpse_docs.document.inlines import Blank, FillKind, Link, Reference, Strong, Text, text
from lpse_docs.document.roles import Marker, Role, TableRole
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.html import write
from tests.writers import look
from tests.writers.build import c, of, p, table
from tests.writers.docx import sample
from tests.writers.pdf.reading import page_texts


def page(document: Document) -> str:
    return write(document, look.theme()).decode()


def body(*blocks: object) -> str:
    """What stands in the only section of a document."""
    found = re.search(r"<section[^>]*>(.*)</section>", page(of(*blocks)), re.DOTALL)  # type: ignore[arg-type]
    assert found
    return found[1]


def test_one_file_that_asks_the_network_for_nothing() -> None:
    written = page(sample.sample())
    assert written.startswith('<!DOCTYPE html>\n<html lang="id-ID">')
    outside = re.findall(r'(?:src|action|data|poster)="([^"]*)"', written)
    assert outside and all(address.startswith("data:") for address in outside)
    assert not re.search(r"<(?:script|link|iframe|object)\b|@import|url\(", written)
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in written


def test_data_is_text_and_nothing_else() -> None:
    evil = '<script>alert("1")</script> & </p> \'"'
    written = page(of(p(evil), Heading(1, text(evil), "a"), title=evil, head=evil, author=evil))
    assert "<script>" not in written  # inside of a quoted attribute a bare "<" is harmless
    assert '<p class="isi">&lt;script&gt;alert("1")&lt;/script&gt; &amp; &lt;/p&gt; \'"</p>' in written
    assert "<title>&lt;script&gt;" in written
    assert 'name="author" content="<script&gt;alert(&quot;1&quot;)</script&gt; &amp; </p&gt; \'&quot;">' in written


def test_a_style_sheet_cannot_break_out() -> None:
    with pytest.raises(WriteError, match="</style"):
        write(of(), replace(look.theme(), screen_css="p{} </STYLE><script>"))


def test_headings_never_skip_a_level_and_keep_their_look() -> None:
    written = body(Heading(2, text("satu"), "a"), Heading(4, text("dua"), "b"), Heading(1, text("tiga"), "c"))
    assert re.findall(r'<h(\d) class="judul-(\d)" id="(\w)">', written) == [
        ("1", "2", "a"),
        ("2", "4", "b"),
        ("1", "1", "c"),
    ]


def test_contents_stand_in_place_and_beside_the_page() -> None:
    headings = (Heading(1, text("Bab"), "bab"), Heading(3, text("Sub"), "sub"), Heading(2, text("Bagian"), "bagian"))
    written = page(of(Contents("DAFTAR ISI", 2), *headings))
    inside = re.search(r'<nav class="daftar-isi" aria-label="DAFTAR ISI">(.*?)</nav>', written)
    assert inside and re.findall(r'<li class="(tingkat-\d)"><a href="#(\w+)">', inside[1]) == [
        ("tingkat-1", "bab"),
        ("tingkat-2", "bagian"),
    ]
    assert 'class="sisi perabot"' in written
    assert 'class="sisi perabot satu-satunya"' in page(of(*headings))
    assert 'class="sisi' not in page(of(headings[0]))


def test_tables_tell_what_they_hold() -> None:
    written = body(table(("1", "a"), header=("No", "Isi")))
    assert "<caption>Tabel uji</caption>" in written
    assert '<thead><tr><th scope="col" class="sel-kepala">No</th>' in written
    assert '<col style="width:50.0000%">' in written
    assert '<table class="tabel-polos" role="presentation"><colgroup>' in body(table(("a",), role=TableRole.PLAIN))


def test_a_cell_with_one_paragraph_is_that_paragraph() -> None:
    written = body(Table((1, 1), (Row((c("satu"), Cell((p("dua", Role.CELL), p("tiga", Role.CELL_SMALL))))),), "x"))
    assert '<td class="sel">satu</td><td><p class="sel">dua</p><p class="sel-kecil">tiga</p></td>' in written


def test_the_first_column_is_shaded_when_it_names_every_row() -> None:
    named = (
        Row((c("a", Role.CELL_LABEL, header=True, rows=2), c("1"))),
        Row((c("2"),)),
        Row((c("b", header=True), c("3"))),
    )
    written = body(Table((1, 1), named, "x"))
    assert written.count('label"') == 2
    assert 'class="label"' not in body(Table((1, 1), (*named, Row((c("c"), c("4")))), "x"))


def test_rows_tied_by_spans_form_a_group_and_anchors_stand_on_cells() -> None:
    rows = (
        Row((c("1"), c("a")), anchor="satu"),
        Row((c("2", rows=2), c("b"))),
        Row((c("c"),), splittable=True),
        Row((c("3"), c("d", columns=1))),
        Row((), anchor="kosong"),
    )
    written = body(Table((1, 1), rows, ""))
    assert re.findall(r"<tbody[^>]*>", written) == ["<tbody>", '<tbody class="menyatu">', "<tbody>"]
    assert '<td class="sel" id="satu">' in written and '<tr id="kosong">' in written
    assert '<tr class="dapat-terbelah">' in written and "<caption>" not in written


def test_links_lead_out_or_to_an_anchor_and_never_nest() -> None:
    line = Paragraph(
        (
            Reference("bab", (Text("lihat "), Link("https://contoh.go.id/?a=1&b=2", text("laman")))),
            Reference("tidak-ada", text("rujukan")),
            Link("mailto:a@contoh.go.id", (Strong(text("surat")), Reference("bab", text("dalam")))),
        )
    )
    written = body(Heading(1, text("Bab"), "bab"), line)
    assert '<a class="rujukan" href="#bab">lihat laman</a>rujukan' in written
    assert '<a href="mailto:a@contoh.go.id"><strong>surat</strong>dalam</a>' in written


def test_lists_are_marked_by_kind_and_level() -> None:
    written = body(
        Items(((p("x"), p("y", Role.NOTE)),), Marker.LETTER_PAREN), Items(((p("z"),),), Marker.BULLET, Role.CELL)
    )
    assert (
        '<ol class="huruf-kurung longgar larik-isi"><li><p class="daftar">x</p><p class="catatan">y</p></li></ol>'
        in written
    )
    assert '<ul class="butir rapat larik-sel"><li><p class="sel">z</p></li></ul>' in written


def test_pictures_are_inside_and_missing_ones_are_named() -> None:
    written = body(Figure("lambang-daerah", "Lambang", 20, 25.5), Figure("belum-ada", "Garuda", 20, 20))
    assert re.search(r'<img src="data:image/png;base64,[^"]+" alt="Lambang" style="width:20mm;height:25.5mm">', written)
    assert '<div class="gambar-kosong" style="width:20mm;height:20mm"><p>Garuda</p></div>' in written


def test_a_page_break_belongs_to_the_block_after_it() -> None:
    written = body(p("a"), PageBreak(), PageBreak(), p("b"), PageBreak())
    assert written == '<p class="isi">a</p><p class="isi halaman-baru">b</p>'


def test_unknown_facts_and_signatures_need_no_form_on_screen() -> None:
    written = body(Paragraph((Blank("nomor"), Blank())), Signature("pengesah", ("Kepala,",)))
    assert '<span class="isian" title="nomor">....' in written
    assert '<div class="ttd-ruang"></div>' in written and "<input" not in written


def test_only_a_draft_says_so() -> None:
    assert "Draf, belum disahkan" in page(of(draft=True))
    assert "Draf" not in page(of(draft=False)).split("<body>")[1]


def test_an_example_says_so_instead_of_draft_on_screen_and_on_every_printed_sheet() -> None:
    written = page(of(draft=True, example=True)).split("<body>")[1]
    assert "Draf" not in written
    assert '<strong class="draf">CONTOH - bukan hasil penilaian</strong>' in written
    assert '<p class="draf cap perabot" aria-hidden="true">CONTOH - bukan hasil penilaian</p>' in written


def test_places_to_fill_in_are_inputs_with_their_labels() -> None:
    kinds = (FillKind.TEXT, FillKind.DATE, FillKind.TIME, FillKind.NUMBER, FillKind.LONG_TEXT, FillKind.CHECK)
    written = body(*(Paragraph((sample.fill_in(kind, required=True, advice="Misalnya."),)) for kind in kinds))
    for kind in kinds:
        assert f'name="tiket/{kind.value}" aria-label="Isian {kind.value}" required="" title="Misalnya."' in written
    assert re.findall(r'type="(\w+)"', written) == ["text", "date", "time", "text", "checkbox"]
    assert 'inputmode="decimal"' in written and '<textarea class="isian-uraian"' in written
    assert "<script" not in page(of(sample.form()))


def test_only_one_of_the_choices_can_be_ticked_or_picked() -> None:
    boxes = Paragraph((sample.fill_in(FillKind.CHOICE),))
    written = body(boxes, boxes, Paragraph((sample.fill_in(FillKind.CHOICE, narrow=True, name="buku/1"),)))
    assert re.findall(r'type="radio" name="([^"]+)"', written) == ["tiket/pilihan"] * 3 + ["tiket/pilihan~2"] * 3
    assert '<span class="opsi deret" role="radiogroup" aria-label="Isian pilihan"><label><input' in written
    assert '<option value=""></option><option>Surel</option>' in written


@pytest.mark.needs("chromium", "pdftotext")
def test_what_is_empty_is_printed_empty(tmp_path: Path) -> None:
    (tmp_path / "isian.html").write_text(page(of(sample.form())))
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    folder = f"--user-data-dir={tmp_path / 'profil'}"
    out = f"--print-to-pdf={tmp_path / 'cetak.pdf'}"
    subprocess.run([*command, folder, out, str(tmp_path / "isian.html")], check=True, capture_output=True, timeout=120)
    printed = page_texts((tmp_path / "cetak.pdf").read_bytes())[0]
    assert "Telepon" in printed and "mm/dd" not in printed and "--:--" not in printed
