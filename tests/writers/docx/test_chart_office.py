"""Charts as LibreOffice prints them: every word where the PDF has it, whole on one page."""

from pathlib import Path

import pytest

from lpse_docs.document.blocks import Heading
from lpse_docs.document.inlines import text
from lpse_docs.writers import docx, pdf
from tests.layout import figures, plans
from tests.writers import look
from tests.writers.build import of, p
from tests.writers.docx import sample
from tests.writers.docx.test_office import convert
from tests.writers.pdf.reading import positions

pytestmark = pytest.mark.needs("soffice", "pdftotext")
CLOSE = 2.0  # points


def test_words_of_charts_stand_where_the_pdf_has_them(tmp_path: Path) -> None:
    above = [p("Kalimat di atas grafik.") for _ in range(20)]
    document = of(*above, Heading(1, text("Tren"), "a"), figures.every()["tren"], sample.chart(), p("Sesudah"))
    ours = positions(pdf.write(document, look.theme()))
    theirs = positions(convert(tmp_path, docx.write(document, look.theme()), "pdf").read_bytes())
    assert sorted(word for _, word, _, _ in ours) == sorted(word for _, word, _, _ in theirs)
    for one, other in zip(sorted(ours, key=_order), sorted(theirs, key=_order), strict=True):
        assert one[:2] == other[:2]
        assert one[2:] == pytest.approx(other[2:], abs=CLOSE), one


def test_words_of_a_plan_share_boxes_and_stand_where_the_pdf_has_them(tmp_path: Path) -> None:
    """Lines of words with tab stops: as many boxes would take LibreOffice minutes."""
    (load,) = plans.burdens()["beban"]
    document = of(plans.every()["rencana-tegak"][1], load)
    ours = positions(pdf.write(document, look.theme()))
    theirs = positions(convert(tmp_path, docx.write(document, look.theme()), "pdf").read_bytes())
    assert sorted(word for _, word, _, _ in ours) == sorted(word for _, word, _, _ in theirs)
    for one, other in zip(sorted(ours, key=_by_word), sorted(theirs, key=_by_word), strict=True):
        assert one[:2] == other[:2]
        assert one[2:] == pytest.approx(other[2:], abs=CLOSE), one


def _by_word(found: tuple[int, str, float, float]) -> tuple[int, str, int, int]:
    page, word, left, top = found
    return page, word, round(top / 5), round(left / 5)


def _order(found: tuple[int, str, float, float]) -> tuple[int, str, int, int]:
    """Words of the same letters by their place, as coarse as the places may differ."""
    page, word, left, top = found
    return page, word, round(top / 10), round(left / 10)
