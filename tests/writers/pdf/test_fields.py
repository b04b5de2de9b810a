"""Form fields: filled in by one program, read back and looked at by another."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf.form import ExtendedAppearanceStreamGenerator, Form
from PIL import Image

from lpse_docs.document.blocks import Cell, Document, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import FillIn, FillKind, Link, text
from lpse_docs.document.roles import Role
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.pdf import write
from tests import audit_pdf
from tests.writers import look
from tests.writers.build import of, p
from tests.writers.docx.sample import CHOICES, fill_in, form
from tests.writers.pdf.reading import page_texts, poppler

REQUIRED, MULTILINE, RADIO, COMBO = 1 << 1, 1 << 12, 1 << 15, 1 << 17
KINDS = {
    "teks": "/Tx",
    "uraian": "/Tx",
    "tanggal": "/Tx",
    "jam": "/Tx",
    "angka": "/Tx",
    "pilihan": "/Btn",
    "centang": "/Btn",
}
SMALL = 80_000


@pytest.fixture(scope="module")
def blank() -> bytes:
    """A form with a place to fill in of every kind, and a place to sign."""
    return write(of(form(), Signature("tiket/ttd", ("Kepala LPSE,",))), look.theme())


@contextmanager
def fields(data: bytes) -> Iterator[dict[str, Any]]:
    """The fields of a file by name."""
    with pikepdf.open(BytesIO(data)) as pdf:
        yield {str(field.T): field for field in pdf.Root.AcroForm.Fields}


def names(document: Document) -> set[str]:
    """The names of the fields of a document."""
    with fields(write(document, look.theme())) as found:
        return set(found)


def filled(data: bytes) -> bytes:
    """A copy in which somebody has written, picked and ticked."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        for field in Form(pdf, ExtendedAppearanceStreamGenerator):
            if field.is_text:
                words = f"Diisi “{field.fully_qualified_name}” – ½ é"
                field.value = f"{words}\nbaris kedua" if field.is_multiline else words
            elif field.is_radio_button:
                field.options[1].select()
            elif field.is_checkbox:
                field.checked = True
            elif field.is_choice:
                field.value = CHOICES[2]
        pdf.save(out)
    return out.getvalue()


def test_every_place_is_a_field_of_its_kind(blank: bytes) -> None:
    assert audit_pdf.faults(blank) == []
    with fields(blank) as found:
        assert {name: str(field.FT) for name, field in found.items() if name.startswith("tiket/")} == {
            **{f"tiket/{name}": kind for name, kind in KINDS.items()},
            "tiket/ttd": "/Sig",
        }
        assert {name for name, field in found.items() if int(field.get("/Ff", 0)) & REQUIRED} == {
            f"tiket/{name}" for name in KINDS
        }
        assert int(found["tiket/uraian"].Ff) & MULTILINE and not int(found["tiket/teks"].Ff) & MULTILINE
        assert all(
            int(found[f"buku/{name}/1"].Ff) & MULTILINE for name in ("teks", "uraian", "tanggal", "jam", "angka")
        )
        assert int(found["tiket/pilihan"].Ff) & RADIO
        assert [next(iter(set(kid.AP.N) - {"/Off"})) for kid in found["tiket/pilihan"].Kids] == [
            "/Surel",
            "/Telepon",
            "/Tatap muka",
        ]
        column = found["buku/pilihan/1"]
        assert column.FT == "/Ch" and int(column.Ff) & COMBO and tuple(map(str, column.Opt)) == CHOICES


def test_fields_are_told_to_those_who_cannot_see_them(blank: bytes) -> None:
    place = FillIn("a", "Jam lapor", FillKind.TIME, advice="Misalnya 14.30.")
    with fields(write(of(Paragraph((place,))), look.theme())) as found:
        assert str(found["a"].TU) == "Jam lapor. Misalnya 14.30."
    with fields(blank) as found:
        boxes = [str(box.TU) for box in found["tiket/pilihan"].Kids]
    assert boxes == [f"Isian pilihan: {choice}" for choice in CHOICES]
    tags = re.findall(r"^ *Form\b", poppler(blank, "pdfinfo", "-struct", "-"), re.MULTILINE)
    assert len(tags) == 2 * len(KINDS) - 1 + len(CHOICES) + 1  # and the place to sign


def test_a_field_has_the_same_name_in_every_document() -> None:
    other = Paragraph((fill_in(FillKind.TEXT, name="lain/nama"),))
    assert names(of(other, p("isi"), form())) == {*names(of(form())), "lain/nama"}


def test_what_stands_twice_has_two_names() -> None:
    place = Paragraph((fill_in(FillKind.CHOICE, name="a.b"), fill_in(FillKind.TEXT, name="a-b")))
    assert names(of(place, place)) == {"a-b", "a-b~2", "a-b~3", "a-b~4"}
    assert audit_pdf.faults(write(of(place, place), look.theme())) == []


def test_a_choice_may_be_called_like_the_state_without_a_tick() -> None:
    place = FillIn("genset", "Genset", FillKind.CHOICE, ("On", "Off"))
    assert audit_pdf.faults(write(of(Paragraph((place,))), look.theme())) == []


def test_nothing_is_filled_in_inside_a_link() -> None:
    link = Link("https://contoh.go.id", (fill_in(FillKind.CHECK), *text("setuju")))
    data = write(of(Paragraph((link,))), look.theme())
    with pikepdf.open(BytesIO(data)) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert "□setuju" in page_texts(data)[0]


@pytest.mark.needs("pdftotext", "pdfinfo")
def test_poppler_reads_what_another_program_filled_in(blank: bytes) -> None:
    assert "AcroForm" in poppler(blank, "pdfinfo", "-")
    data = filled(blank)
    words = page_texts(data)[0]
    assert "Diisi “tiket/teks” – ½ é" in words and "baris kedua" in words and CHOICES[2] in words
    with fields(data) as found:
        assert found["tiket/pilihan"].V == "/Telepon" and found["tiket/centang"].V == "/Ya"
        assert [str(box.AS) for box in found["tiket/pilihan"].Kids] == ["/Off", "/Telepon", "/Off"]
    assert audit_pdf.faults(data) == []


@pytest.mark.needs("pdftoppm")
def test_what_is_filled_in_stands_inside_its_field(blank: bytes, tmp_path: Path) -> None:
    before, after = (picture(data, tmp_path / name) for data, name in ((blank, "a"), (filled(blank), "b")))
    with pikepdf.open(BytesIO(blank)) as pdf:
        page: Any = pdf.pages[0]
        height = float(page.MediaBox[3])
        places = [box for box in page.Annots if "/Sig" not in str(box.get("/FT"))]
        for box in places:
            left, bottom, right, top = (float(edge) for edge in box.Rect)
            area = (int(left), int(height - top), round(right) + 1, round(height - bottom) + 1)
            changed = before.crop(area).tobytes() != after.crop(area).tobytes()
            unticked = str(box.TU).startswith("Isian pilihan: ") and CHOICES[1] not in str(box.TU)
            assert changed is not unticked, str(box.TU)
            for image in (before, after):
                image.paste(255, area)
    assert before.tobytes() == after.tobytes()


def picture(data: bytes, stem: Path) -> Image.Image:
    """The first page, one pixel a point."""
    stem.with_suffix(".png").write_bytes(b"")
    poppler(data, "pdftoppm", "-r", "72", "-gray", "-png", "-singlefile", "-", str(stem))
    return Image.open(stem.with_suffix(".png")).convert("L")


def test_all_fields_share_one_small_font(blank: bytes) -> None:
    def fonts(document: Document) -> int:
        with pikepdf.open(BytesIO(write(document, look.theme()))) as pdf:
            return sum(isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" for item in pdf.objects)

    rows = [
        Row((Cell((Paragraph((fill_in(FillKind.TEXT, name=f"buku/{n}", narrow=True),), Role.CELL_FILL),)),))
        for n in range(200)
    ]
    many = of(Table((1,), tuple(rows), "Buku"))
    assert len(write(many, look.theme())) < SMALL
    assert len(blank) < SMALL
    assert fonts(many) == fonts(of(p("isi"))) + 1  # and none where nothing is filled in


def test_a_style_sheet_without_a_truetype_font_is_told() -> None:
    theme = look.theme()
    kept = "\n".join(line for line in theme.print_css.split("\n") if ".ttf" not in line)
    with pytest.raises(WriteError, match=r"membutuhkan fon \.ttf"):
        write(of(form()), replace(theme, print_css=kept))


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("tiket/teks", lambda field: field.update({"/T": pikepdf.String("tiket/jam")}), "tiket/jam repeated"),
        ("tiket/teks", lambda field: field.update({"/DA": pikepdf.String("/Lain 9 Tf 0 g")}), "no font to type with"),
        ("tiket/teks", lambda field: field.update({"/FT": pikepdf.Name.Lain}), "kind /Lain"),
        ("tiket/centang", lambda field: field.update({"/AS": pikepdf.Name.Lain}), "a box without its states"),
        ("tiket/pilihan", lambda field: field.Kids.pop(), "belongs to no field"),
        ("buku/pilihan/1", lambda field: field.update({"/Opt": pikepdf.Array()}), "nothing to choose"),
    ],
)
def test_the_audit_sees(blank: bytes, name: str, change: Callable[[Any], object], fault: str) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(blank)) as pdf:
        change(next(field for field in pdf.Root.AcroForm.Fields if name == field.T))
        pdf.save(out)
    assert any(fault in found for found in audit_pdf.faults(out.getvalue()))
