"""LibreOffice as a reader of the Word files, and as an editor of the reference document."""

import gc
import re
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from lpse_docs.document.inlines import plain
from lpse_docs.document.outline import headings
from lpse_docs.writers import docx, pdf
from lpse_docs.writers.docx import missing_styles, names
from tests import office
from tests.writers.docx import sample
from tests.writers.docx.schema import faults
from tests.writers.readback import docx_lines

pytestmark = pytest.mark.needs("soffice", "pdftotext")


def convert(folder: Path, data: bytes, kind: str) -> Path:
    """Have LibreOffice save a Word file in another format."""
    source = folder / "naskah.docx"
    source.write_bytes(data)
    office.convert([source], kind, folder / "hasil")
    return folder / f"hasil/naskah.{kind.partition(':')[0]}"


def pages(file: Path) -> list[str]:
    """The text of each page."""
    made = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True, text=True)
    return made.stdout.split("\f")[:-1]


@pytest.fixture(scope="module")
def print_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rich document, printed by LibreOffice."""
    return convert(tmp_path_factory.mktemp("cetak"), docx.write(sample.sample(), sample.theme()), "pdf")


@pytest.fixture(scope="module")
def printed(print_out: Path) -> list[str]:
    """The text of its pages."""
    return pages(print_out)


def test_every_word_is_shown(printed: list[str]) -> None:
    def counted(lines: list[str]) -> Counter[str]:
        return Counter(re.findall(r"[^\W\d_]{3,}", " ".join(lines)))

    lines = docx_lines(docx.write(sample.sample(), sample.theme()))
    assert not counted([line for line in lines if line != sample.chart().alt]) - counted(printed)  # told, never printed


def test_pages_break_where_the_sections_and_breaks_say(printed: list[str]) -> None:
    found = {
        words: number
        for number, page in enumerate(printed, 1)
        for words in ("KEBIJAKAN", "KEPUTUSAN BUPATI", "Tabel 2.", "Penutup")
        if words in page
    }
    assert found["KEBIJAKAN"] == 3
    assert found["KEPUTUSAN BUPATI"] == 5
    assert found["Tabel 2."] == 6
    assert found["Penutup"] == len(printed)
    assert all(page.strip() for page in printed)


def test_head_repeats_and_furniture_stands_on_every_page_but_the_cover(printed: list[str]) -> None:
    assert all("DRAF" in page for page in printed)
    assert "Standar LPSE" not in printed[0]
    assert "Halaman" not in printed[0]
    total = len(printed)
    assert all(f"Halaman {number} dari {total}" in page for number, page in enumerate(printed, 1) if number > 1)
    assert all("Mutu baku" in page for page in printed[5:-1])


def test_numbers_of_lists_and_contents_are_shown(printed: list[str]) -> None:
    assert re.search(r"Ketentuan umum\.+\s*3\b", printed[1])
    for marker in ("a.", "1.", "a)", "1)", "b.", "2.", "b)", "2)"):
        assert re.search(rf"^\s*{re.escape(marker)}\s+p?k?", printed[2], re.MULTILINE), marker


def test_landscape_pages_lie(print_out: Path) -> None:
    found = subprocess.run(["pdfinfo", "-l", "99", str(print_out)], check=True, capture_output=True, text=True).stdout
    lying = [float(width) > float(height) for width, height in re.findall(r"size: +([\d.]+) x ([\d.]+)", found)]
    assert lying == [False] * 5 + [True] * (len(lying) - 6) + [False]


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # WeasyPrint leaves a colour profile open
def test_headings_stand_on_the_same_pages_as_in_the_pdf(printed: list[str]) -> None:
    folder = sample.ROOT / "templates"
    fonts = {file.name: file.read_bytes() for file in (folder / "fonts").glob("*.[ot]tf")}
    theme = replace(sample.theme(), print_css=(folder / "css/print.css").read_text(), fonts=fonts)
    _, numbers = pdf.paginate(sample.sample(), theme)
    gc.collect()
    shown = {heading.anchor: plain(heading.children) for heading in headings(sample.sample())}
    places = {
        anchor: [
            n for n, page in enumerate(printed, 1) if re.search(rf"^ *{re.escape(shown[anchor])}$", page, re.MULTILINE)
        ]
        for anchor in shown
    }
    assert places == {anchor: [number] for anchor, number in numbers}


def test_reference_document_may_be_saved_by_libreoffice(tmp_path: Path) -> None:
    saved = convert(tmp_path, sample.theme().reference_docx, "docx:MS Word 2007 XML").read_bytes()
    assert set(missing_styles(saved)) <= set(names.LISTS)
    data = docx.write(sample.sample(), sample.theme(saved))
    assert faults(data) == []
    assert docx_lines(data) == docx_lines(docx.write(sample.sample(), sample.theme()))
