"""What is read of a page is what poppler reads, whoever made the file: words, and where they stand."""

import re
import subprocess
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from lpse_docs.audit.faces import face_of
from lpse_docs.audit.opening import opened
from lpse_docs.audit.printed import Page, PdfFile
from tests.audit.conftest import said
from tests.writers.pdf.reading import poppler

MM = 25.4 / 72
NEAR = 1.2  # mm
WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')


def pages_of(data: bytes) -> list[Page]:
    file = opened(data, "a.pdf")
    assert isinstance(file, PdfFile)
    return file.pages


def words_of_poppler(data: bytes) -> Iterator[tuple[int, str, float, float, float]]:
    """Page, word, left, right and middle height in mm from the lower left."""
    found = poppler(data, "pdftotext", "-bbox", "-", "/dev/stdout")
    for number, page in enumerate(found.split("<page ")[1:], 1):
        height = float(re.findall(r'height="([\d.]+)"', page)[0])
        for left, top, right, bottom, word in WORD.findall(page):
            middle = height - (float(top) + float(bottom)) / 2
            yield number, unescape(word), float(left) * MM, float(right) * MM, middle * MM


def lost(data: bytes) -> list[tuple[int, str, float, float]]:
    """Words of poppler that we do not have in their place."""
    pages = pages_of(data)
    return [
        (number, word, left, middle)
        for number, word, left, right, middle in words_of_poppler(data)
        if not any(
            word in line.text
            and line.box[0] < left + NEAR
            and line.box[2] > right - NEAR
            and line.box[1] - NEAR < middle < line.box[3] + NEAR
            for line in pages[number - 1].lines
        )
    ]


@pytest.mark.needs("pdftotext")
def test_our_own_pages_read_like_poppler_reads_them(pdf: bytes) -> None:
    assert lost(pdf) == []


@pytest.fixture(scope="module")
def exported(written: tuple[bytes, bytes], tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The Word file as another program prints it."""
    folder = tmp_path_factory.mktemp("ekspor")
    (folder / "contoh.docx").write_bytes(written[1])
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    run = ["soffice", profile, "--headless", "--convert-to", "pdf", "contoh.docx"]
    subprocess.run(run, cwd=folder, capture_output=True, timeout=120, check=True)
    return (folder / "contoh.pdf").read_bytes()


@pytest.mark.needs("soffice", "pdftotext")
def test_pages_of_another_program_read_like_poppler_reads_them(exported: bytes) -> None:
    assert lost(exported) == []


@pytest.mark.needs("soffice")
def test_a_pdf_of_another_program_is_held_to_the_same_rules(exported: bytes) -> None:
    found = said(exported, "contoh.pdf")
    assert "LPSE749 PDF ini tidak menyatakan diri sebagai PDF/A-3a dan PDF/UA-1." in found
    assert {item.partition(" ")[0] for item in found} <= {"LPSE743", "LPSE746", "LPSE749"}


LETTERS = {"Type": pikepdf.Name.Font, "Subtype": pikepdf.Name.Type1, "BaseFont": pikepdf.Name.Courier}
MONO = {"FirstChar": 32, "Widths": [600] * 224}
CONTENT = r"""
q 1 0 0 1 50 700 cm BT /A 12 Tf 14 TL (satu) Tj T* (dua) Tj (tiga) ' 2 1 (empat lima) " ET Q
BT /A 12 Tf 1 0 0 1 300 700 Tm 0 -20 TD (enam) Tj T* 50 Tz (tujuh) Tj 100 Tz 5 Ts (delapan) Tj 0 Ts ET
BT /A 12 Tf 0 1 -1 0 500 300 Tm (tegak) Tj ET
BT /B 12 Tf 50 500 Td (\101\102\103) Tj ET
BT /C 12 Tf 50 450 Td <000100020003> Tj ET
BT /A 12 Tf 50 400 Td [(kata) -600 (lain) 20 (nya)] TJ ET
BT /D 10 Tf 50 350 Td (tak ada) Tj ET
/Form Do /Gone Do
"""
MAP = b"""
1 beginbfchar <0001> <0058> endbfchar
2 beginbfrange <0002> <0002> <0059> <0003> <0004> [<005A> <0057>] endbfrange
"""


def made() -> bytes:
    """A page with every way to show text, simple and composite fonts, a form with a matrix."""
    pdf = pikepdf.new()
    page: Any = pdf.add_blank_page(page_size=(595, 842))
    plain = pdf.make_indirect(pikepdf.Dictionary({f"/{key}": value for key, value in (LETTERS | MONO).items()}))
    differences = pikepdf.Array([65, pikepdf.Name.P, pikepdf.Name.adieresis, 67, pikepdf.Name.hyphen])
    coded = pikepdf.Dictionary(dict(plain) | {"/Encoding": pikepdf.Dictionary(Differences=differences)})
    inner = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.CIDFontType2,
        BaseFont=pikepdf.Name.Courier,
        CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        DW=600,
        W=[1, [600, 600], 3, 4, 600],
    )
    wide = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type0,
        BaseFont=pikepdf.Name.Courier,
        Encoding=pikepdf.Name("/Identity-H"),
        DescendantFonts=[pdf.make_indirect(inner)],
        ToUnicode=pdf.make_stream(MAP),
    )
    form = pdf.make_stream(b"BT /A 10 Tf 0 0 Td (formulir) Tj ET", Subtype=pikepdf.Name.Form)
    form.Type, form.BBox, form.Matrix = pikepdf.Name.XObject, [0, -5, 100, 20], [1, 0, 0, 1, 50, 300]
    fonts = pikepdf.Dictionary(A=plain, B=coded, C=wide)
    page.obj.Resources = pikepdf.Dictionary(Font=fonts, XObject=pikepdf.Dictionary(Form=form))
    page.obj.Contents = pdf.make_stream(CONTENT.encode())
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_every_way_to_show_text() -> None:
    (page,) = pages_of(made())
    found = {item.text: item for item in page.words}
    assert list(found) == [
        "satu", "dua", "tiga", "empat lima", "enam", "tujuh", "delapan", "tegak", "Pä-", "XYZ", "kata lainnya", "tak ada",
        "formulir",
    ]  # fmt: skip
    assert found["satu"].base == pytest.approx(700 * MM)
    assert found["dua"].base == pytest.approx(686 * MM)
    assert found["empat lima"].base == pytest.approx(658 * MM)
    assert found["empat lima"].box[2] == pytest.approx((50 + 10 * 7.2 + 10 * 1 + 2) * MM)
    assert found["tujuh"].base == pytest.approx(660 * MM)
    assert found["tujuh"].box[2] == pytest.approx((300 + 5 * 7.2 / 2) * MM)
    assert found["delapan"].base == pytest.approx(665 * MM)
    left, bottom, right, top = found["tegak"].box
    assert top - bottom > right - left and bottom == pytest.approx(300 * MM)
    assert found["XYZ"].box[2] == pytest.approx((50 + 3 * 7.2) * MM)
    assert found["formulir"].box[0] == pytest.approx(50 * MM)
    assert found["formulir"].base == pytest.approx(300 * MM)
    assert found["formulir"].size == pytest.approx(10)


def letters_of(pdf: Any, told: bytes) -> dict[str, Any]:
    return {f"/{key}": value for key, value in LETTERS.items()} | {"/ToUnicode": pdf.make_stream(told)}


def test_a_map_that_promises_too_much_is_cut() -> None:
    pdf = pikepdf.new()
    ranges = b"9 beginbfrange " + b"<0000> <FFFFFF> <0041> " * 9 + b"endbfrange"
    font = pikepdf.Dictionary(letters_of(pdf, ranges))
    assert len(face_of(font).signs) < 150_000


def test_lines_are_put_together_from_pieces() -> None:
    pdf = pikepdf.new()
    page: Any = pdf.add_blank_page(page_size=(595, 842))
    content = "BT /A 10 Tf 50 700 Td (Mutu) Tj 27 0.5 Td (Ba) Tj 12 0 Td (ku) Tj 100 0 Td (Waktu) Tj 0 -20 Td (10 menit) Tj ET"
    plain = pikepdf.Dictionary({f"/{key}": value for key, value in (LETTERS | MONO).items()})
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(A=plain))
    page.obj.Contents = pdf.make_stream(content.encode())
    out = BytesIO()
    pdf.save(out)
    (read,) = pages_of(out.getvalue())
    assert [line.text for line in read.lines] == ["Mutu Baku", "Waktu", "10 menit"]
    assert read.text == "Mutu Baku  Waktu\n10 menit"
