"""The place to sign in the PDF: a clear field 17 mm high, and an anchor that stands there and nowhere else (RN-04)."""

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import Block, Cell, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.pdf import write
from tests import audit_pdf
from tests.writers import look
from tests.writers.build import c, of
from tests.writers.pdf.reading import page_texts, poppler, positions

pytestmark = pytest.mark.needs("pdftotext")
MM = 72 / 25.4
HERE = Span("sops/a.yaml", 3, 8)
SIGNED = Signature("pengesah", ("KEPALA LPSE KABUPATEN CONTOH,",), "Nama Contoh", "Pembina", None, anchor="¤")


def identity(block: Signature) -> Table:
    facts = [Row((c("Nomor SOP", Role.CELL_SMALL), c("1/SOP")), height=6) for _ in range(4)]
    approval = Row((c("Disahkan oleh", Role.CELL_SMALL), Cell((block,))), height=38)
    rows = (*facts, approval, Row((c("Nama SOP", Role.CELL_SMALL), c("NAMA", Role.CELL_TITLE)), height=10))
    left = replace(rows[0], cells=(c("unit", rows=6), *rows[0].cells))
    return Table((54, 12, 34), (left, *rows[1:]), "Identitas", role=TableRole.IDENTITY)


def boxes(data: bytes) -> list[tuple[str, float, float, float, float]]:
    """Every word with left, top, right and bottom in mm."""
    found = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>',
        poppler(data, "pdftotext", "-bbox", "-", "/dev/stdout"),
    )
    return [(word, *(float(edge) / MM for edge in edges)) for *edges, word in found]


def square(data: bytes) -> tuple[float, float, float, float]:
    """The signature field: left, top, right and bottom in mm from the upper left."""
    with pikepdf.open(BytesIO(data)) as pdf:
        height = float(pdf.pages[0].MediaBox[3])
        (field,) = [item for item in pdf.pages[0].Annots if item.Subtype == "/Widget"]
        left, bottom, right, top = map(float, field.Rect)
    return left / MM, (height - top) / MM, right / MM, (height - bottom) / MM


@pytest.mark.parametrize("anchor", ["", "¤"])
def test_the_square_is_free(anchor: str) -> None:
    data = write(of(identity(replace(SIGNED, anchor=anchor))), look.theme())
    left, top, right, bottom = square(data)
    assert bottom - top == pytest.approx(17, abs=0.1)
    assert 40 < right - left <= 62.1  # as wide as its cell, so that there is room for words beside a code
    inside = [
        word for word, x, y, x2, y2 in boxes(data)
        if x < right and x2 > left and y + 0.8 < bottom and y2 - 0.8 > top  # boxes of words are higher than letters
    ]  # fmt: skip
    assert inside == ([anchor] if anchor else [])


def test_the_anchor_stands_in_the_middle_of_the_square() -> None:
    data = write(of(identity(SIGNED)), look.theme())
    left, top, right, bottom = square(data)
    ((_, x, y, x2, y2),) = [box for box in boxes(data) if box[0] == "¤"]
    assert ((x + x2) / 2, (y + y2) / 2) == pytest.approx(((left + right) / 2, (top + bottom) / 2), abs=1)
    assert audit_pdf.faults(data) == []


def test_rows_have_their_height() -> None:
    data = write(of(identity(SIGNED)), look.theme())
    facts = sorted(top / MM for _, word, _, top in positions(data) if word in {"Nomor", "Disahkan"})
    (name,) = (top / MM for _, word, _, top in positions(data) if word == "Nama" and top / MM > facts[-1] + 30)
    assert [below - above for above, below in pairwise(facts)] == [pytest.approx(6, abs=0.05)] * 4
    assert 38 <= name - facts[-1] <= 45


def test_each_signature_has_its_own_anchor_and_no_word_holds_it() -> None:
    data = write(of(identity(SIGNED), identity(replace(SIGNED, field="lain"))), look.theme())
    assert "".join(page_texts(data)).count("¤") == 2


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(text("Biaya ¤ 100"), Role.BODY, HERE),
        Table((1,), (Row((Cell((Paragraph(text("a ¤"), Role.CELL),), origin=HERE),)),), "Tabel"),
    ],
)
def test_a_word_that_holds_the_anchor_is_refused_with_its_place(block: Block) -> None:
    with pytest.raises(WriteError, match="tidak hanya berada pada bidang tanda tangan") as caught:
        write(of(block, SIGNED), look.theme())
    sentence = "tanda jangkar ¤ terdapat pada teks; ganti signature_anchor di lpse.yaml"
    assert caught.value.flaws == ((sentence, HERE),)


def test_without_an_anchor_every_sign_may_be_written() -> None:
    write(of(Paragraph(text("Biaya ¤ 100")), replace(SIGNED, anchor="")), look.theme())
