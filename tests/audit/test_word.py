"""Every rule over a Word file finds the file that was damaged for it, and accepts what Word itself writes."""

from dataclasses import replace

import pytest

from lpse_docs.document.page import PageSetup, Paper
from tests.audit.conftest import PROFILE, edited, repacked, said

NAME = "contoh.docx"
MAIN = "word/document.xml"


def test_the_sample_is_clean(word: bytes) -> None:
    assert said(word, NAME) == []


FOOT = "word/_rels/document.xml.rels"
EDITED = [
    ('w:w="16838" w:h="11906"', 'w:w="15840" w:h="12240"', "LPSE741 Bagian 2: kertas 279,4 x 215,9 mm, bukan A4 (297 x 210 mm)."),
    ('w:w="16838" w:h="11906" w:orient="landscape"', 'w:w="11906" w:h="16838"', "LPSE741 Tabel alur (tabel 2) berada pada halaman tegak."),
    ('w:left="1417"', 'w:left="567"', "LPSE741 Bagian 2: margin kiri 10 mm, bukan 25 mm."),
    ("<w:cantSplit/><w:tblHeader/>", "<w:cantSplit/>", "LPSE742 Tabel alur (tabel 2) tidak mengulang baris kepalanya."),
    ("<w:cantSplit/><w:trHeight", "<w:trHeight", "LPSE742 Tabel alur (tabel 2): baris 3 boleh terputus antarhalaman."),
    ('<w:gridCol w:w="3061"/>', '<w:gridCol w:w="2000"/>', "LPSE742 Tabel alur (tabel 2): lebar kolom berjumlah 233,3 mm, bidang isi 252 mm."),
    ('<w:gridCol w:w="3061"/>', '<w:gridCol w:w="9000"/>', "LPSE743 Tabel 2 melewati tepi kertas."),
    ("<w:r><w:t>Kegiatan 1", '<w:r><w:rPr><w:sz w:val="12"/></w:rPr><w:t>Kegiatan 1', "LPSE743 Huruf 6 pt, kurang dari 7 pt."),
    ('<wp:extent cx="', '<wp:extent cx="99', "LPSE743 Gambar lebih besar dari kertas."),
    ("<w:t>¤</w:t>", "<w:t>Nama</w:t>", "LPSE744 Bidang tanda tangan 1 berisi teks “Nama”."),
    ("<w:t>Nama Contoh", "<w:t>Nama ¤ Contoh", "LPSE744 Tanda jangkar ¤ berada di luar bidang tanda tangan."),
    ('<w:pStyle w:val="ttd-ruang"/>', '<w:pStyle w:val="ttd-ruang"/><w:spacing w:line="400" w:lineRule="exact"/>', "LPSE744 Bidang tanda tangan 1 kurang dari 17 mm."),
    ('w:footer="850"', 'w:footer="561"', "LPSE745 Kaki halaman 9,9 mm dari tepi bawah."),
    ('w:bottom="1417"', 'w:bottom="567"', "LPSE745 Margin bawah kurang dari 15 mm."),
    ("<w:t>Nama Contoh", "<w:t>6206010101800001", "LPSE748 Nomor enam belas angka serupa NIK tercantum."),
    ("<w:t>Nama Contoh", "<w:t>kata sandi: r4hasia", "LPSE748 Nilai rahasia setelah “kata sandi” tercantum."),
    ("<w:cantSplit/>", "<w:aneh/><w:cantSplit/>", "LPSE747 Struktur Word: word/document.xml: trPr berisi aneh cantSplit"),
    ("<w:cantSplit/>", "</w:trPr><w:trPr><w:cantSplit/>", "LPSE747 Struktur Word: word/document.xml: tr berisi trPr trPr"),
    ('<w:pStyle w:val="ttd-nama"/>', '<w:jc w:val="left"/><w:pStyle w:val="ttd-nama"/>', "LPSE747 Struktur Word: word/document.xml: pPr berisi jc pStyle."),
    ('w:anchor="b_bab_2"', 'w:anchor="b_hilang"', "LPSE747 Struktur Word: markah b_hilang tidak ada."),
    ('<w:pStyle w:val="ttd-nama"/>', '<w:pStyle w:val="hilang"/>', "LPSE747 Struktur Word: gaya hilang tidak ada."),
    ('<w:vMerge w:val="restart"/>', "", "LPSE747 Struktur Word: sel gabungan pada kolom 1 tidak melanjutkan apa pun."),
    ('<w:gridSpan w:val="3"/>', '<w:gridSpan w:val="2"/>', "LPSE747 Struktur Word: baris dengan 7 kolom pada kisi 9 kolom."),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "finding"), EDITED)
def test_an_edit_that_breaks_a_rule_is_found(word: bytes, old: str, new: str, finding: str) -> None:
    found = said(edited(word, (old, new)), NAME)
    assert any(item.startswith(finding) for item in found), found


def test_a_drawing_without_alternative_text_is_found_unless_it_is_decoration(word: bytes) -> None:
    descr = (
        'descr="Langkah 1, Penyedia: mulai. Langkah 2, Unit: keputusan; Ya ke langkah 3, Tidak kembali ke langkah 1."'
    )
    found = said(edited(word, (descr, "")), NAME)
    assert [item.partition(" ")[0] for item in found] == ["LPSE747", "LPSE747"]  # in the canvas and in its fallback
    space = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    ornament = (
        f'<a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><d:decorative xmlns:d="{space}" val="1"/></a:ext>'
    )
    listed = f'<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{ornament}</a:extLst>'
    main = edited(word, (f'{descr} title="Alur A"/>', f'title="Alur A">{listed}</wp:docPr>'))
    assert said(main, NAME) == []


def test_a_table_that_is_drawn_of_text_boxes_is_found(word: bytes) -> None:
    box = "".join(f"<w:p><w:r><w:t>{head}</w:t></w:r></w:p>" for head in ("Kegiatan", "Pelaksana", "Mutu Baku"))
    found = said(edited(word, ("</w:tbl><w:p>", f"</w:tbl>{box}<w:p>"), count=1), NAME)
    assert "LPSE747 Kepala tabel alur berada di luar sel tabel." in found


def test_the_paper_is_that_of_the_office(word: bytes) -> None:
    profile = replace(PROFILE, landscape=PageSetup(Paper.F4, PROFILE.landscape.orientation, PROFILE.landscape.margins))
    assert said(word, NAME, profile) == ["LPSE741 Bagian 2: kertas 297 x 210 mm, bukan F4 (330 x 215 mm)."]


PACKAGE = [
    ("[Content_Types].xml", None, "[Content_Types].xml tidak ada"),
    ("_rels/.rels", None, "paket tidak menunjuk word/document.xml sebagai dokumennya"),
    ("word/footer1.xml", None, "bagian word/footer1.xml disebut tetapi tidak ada"),
    ("word/footer1.xml", None, "menunjuk word/footer1.xml yang tidak ada"),
    ("word/_rels/document.xml.rels", None, "hubungan rId1 pada word/document.xml tidak ada"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "content", "fault"), PACKAGE)
def test_a_part_that_is_missing_is_found(word: bytes, part: str, content: bytes | None, fault: str) -> None:
    found = said(repacked(word, part, lambda _: content), NAME)
    assert any(item.startswith("LPSE747 Struktur Word: ") and fault in item for item in found), found


def test_ids_of_parts_and_relationships_are_unique(word: bytes) -> None:
    twice = edited(word, ('Id="rId2"', 'Id="rId1"'), part="word/_rels/document.xml.rels")
    assert any("hubungan rId1 pada word/_rels/document.xml.rels berulang" in item for item in said(twice, NAME))
    first = '<Override PartName="/word/document.xml" '
    types = edited(word, (first, f'{first} ContentType="x"/>{first}'), part="[Content_Types].xml")
    assert any("jenis isi bagian word/document.xml disebut dua kali" in item for item in said(types, NAME))
    kind = edited(word, ('Extension="xml"', 'Extension="xmm"'), part="[Content_Types].xml")
    assert said(kind, NAME) == []  # every part has a type of its own


def test_a_part_that_is_not_well_formed_or_declares_entities_is_named(word: bytes) -> None:
    cut = repacked(word, MAIN, lambda content: content[: len(content) // 2])
    assert said(cut, NAME) == ["LPSE740 Berkas tidak dapat diperiksa: bagian word/document.xml bukan XML yang utuh."]
    bomb = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    hostile = repacked(word, MAIN, lambda content: content.replace(b"<w:document", bomb + b"<w:document", 1))
    found = said(hostile, NAME)
    assert found == ["LPSE740 Berkas tidak dapat diperiksa: bagian word/document.xml memuat deklarasi DOCTYPE."]


WORD_HABITS = [
    ("<w:r><w:t>Kegiatan 1", '<w:proofErr w:type="spellStart"/><w:ins w:id="900" w:author="a"><w:r><w:t>Kegiatan 1</w:t></w:r></w:ins><w:r><w:t>'),
    ("<w:p>", '<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">'),
    ("<w:tbl><w:tblPr>", '<w:tbl><w:bookmarkStart w:id="901" w:name="_Hlk1"/><w:bookmarkEnd w:id="901"/><w:tblPr>'),
    ('<w:headerReference w:type="default"', '<w:footerReference w:type="even" r:id="rId2"/><w:headerReference w:type="default"'),
    ("<w:cantSplit/><w:tblHeader/>", '<w:cantSplit/><w:tblHeader w:val="true"/>'),
    ('<w:bottom="1417"', '<w:bottom="1417"'),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), WORD_HABITS[:-1])
def test_what_word_adds_on_saving_is_no_fault(word: bytes, old: str, new: str) -> None:
    assert said(edited(word, (old, new), count=1), NAME) == []


@pytest.mark.parametrize(
    ("where", "points"),
    [("<w:rPr><w:rStyle w:val=\"Strong\"/></w:rPr>", None), ("<w:rPr><w:vanish/><w:sz w:val=\"8\"/></w:rPr>", None), ("<w:rPr><w:sz w:val=\"13.5\"/></w:rPr>", None), ("<w:rPr><w:sz w:val=\"11\"/></w:rPr>", "5,5")],
)  # fmt: skip
def test_sizes_come_from_the_run_or_its_styles(word: bytes, where: str, points: str | None) -> None:
    found = said(edited(word, ("<w:r><w:t>Kegiatan 1", f"<w:r>{where}<w:t>Kegiatan 1")), NAME)
    assert found == ([f"LPSE743 Huruf {points} pt, kurang dari 7 pt."] if points else [])


def test_a_style_made_small_is_found(word: bytes) -> None:
    small = edited(word, ('<w:sz w:val="18"/>', '<w:sz w:val="9"/>'), part="word/styles.xml")
    assert "LPSE743 Huruf 4,5 pt, kurang dari 7 pt." in said(small, NAME)
