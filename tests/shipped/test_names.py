"""Very long names on paper: foot and head end at a word, the emblem's place holds its word, no signature stands alone."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from lpse_docs.document.blocks import Document
from lpse_docs.document.page import PageSetup
from lpse_docs.document.theme import Theme
from lpse_docs.layout.captions import MORE
from lpse_docs.writers import docx
from lpse_docs.writers.docx.wordml import W
from lpse_docs.writers.pdf import paginate
from tests import office
from tests.pdfwords import Found, over, words
from tests.shipped.names import BLANK, FILLED, LONG, REPORT
from tests.shipped.test_formats import pages, squeezed
from tests.writers.docx.look_inside import part

pytestmark = pytest.mark.needs("soffice", "pdftotext")
SQUARE = (18.04, 22.0)  # mm, of the emblem in a letterhead

TIED = 3  # rows that never stand alone with the signatures


def foot_of(page: list[Found], height: float) -> Iterator[Found]:
    """The words of a page between its lower margin and the free strip below."""
    return (word for word in page if word.top > height - 25 and word.bottom < height - 14)


@pytest.fixture(scope="module")
def printed(long: Mapping[str, Document], theme: Theme, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Folders of the PDF files, ours and those LibreOffice makes of the Word files."""
    folder = tmp_path_factory.mktemp("nama")
    for name, document in long.items():
        data, numbers = paginate(document, theme)
        (folder / f"{name}.pdf").write_bytes(data)
        (folder / f"{name}.docx").write_bytes(docx.write(replace(document, page_numbers=numbers), theme))
    office.convert([folder / f"{name}.docx" for name in long], "pdf", folder / "cetak")
    return folder, folder / "cetak"


@pytest.mark.parametrize("name", [BLANK, FILLED, REPORT])
def test_the_foot_is_one_line_that_ends_at_a_word(
    long: Mapping[str, Document], printed: tuple[Path, Path], name: str
) -> None:
    document = long[name]
    region, _ = document.foot.split(MORE)
    assert f"LPSE {LONG['region']} ".startswith(f"{region} ")
    for folder in printed:
        for page, section in zip(words(folder / f"{name}.pdf"), _setups(document, folder, name), strict=True):
            if section is None:
                continue
            line = list(foot_of(page, section.height))
            assert len({round(word.top) for word in line}) == 1
            told, number = " ".join(word.word for word in line).split(" Halaman ")
            assert told == document.foot
            assert re.fullmatch(r"\d+ dari \d+", number)
            ends = next(word for word in line if word.word == "Halaman").left
            assert max(word.right for word in line if word.left < ends) < ends


def _setups(document: Document, folder: Path, name: str) -> list[PageSetup | None]:
    """The set-up of each page; nothing where a page has no foot."""
    setup = next(section.setup for section in document.sections if section.furniture)
    found = [squeezed(document.foot) in page for page in pages(folder / f"{name}.pdf")]
    assert sum(found) >= len(found) - sum(2 for section in document.sections if not section.furniture)
    return [setup if foot else None for foot in found]


@pytest.mark.parametrize("name", [FILLED, REPORT])
def test_the_word_in_the_place_of_the_emblem_stays_inside(printed: tuple[Path, Path], name: str) -> None:
    for folder in printed:
        first = words(folder / f"{name}.pdf")[0]
        emblem, *others = [word for word in first if word.word == "Lambang"]
        assert not others
        assert emblem.right - emblem.left < SQUARE[0]
        assert emblem.bottom - emblem.top < SQUARE[1]
        assert not over([emblem], first)


def test_the_signature_of_a_letter_has_a_paragraph_of_it_above(printed: tuple[Path, Path]) -> None:
    for folder in printed:
        (page,) = [page for page in pages(folder / f"{REPORT}.pdf")[:2] if "Demikiansuratini" in page]
        assert "Menugaskan" in page  # the decisions asked for
        assert "NIP." in page


@pytest.mark.parametrize("letter", "amq")
def test_the_signatures_of_a_blank_scorecard_have_a_row_above(
    documents: Mapping[str, Document], theme: Theme, tmp_path: Path, letter: str
) -> None:
    (document,) = [item for name, item in documents.items() if name.startswith(f"kartu-skor-{letter}-")]
    (tmp_path / "kartu.pdf").write_bytes(paginate(document, theme)[0])
    last = pages(tmp_path / "kartu.pdf")[-1]
    assert "Asesor1," in last
    assert re.search(r"S\d\d-K\d\d", last)


def test_word_keeps_the_last_row_of_a_blank_scorecard_with_its_closing(
    documents: Mapping[str, Document], theme: Theme
) -> None:
    """LibreOffice 7.4 does not look at what follows a table, so this is read and not printed."""
    body = part(docx.write(documents[BLANK], theme))[0]
    table = list(body.iter(W + "tbl"))[1]
    rows = table.findall(W + "tr")
    told = [[item.find(f"{W}pPr/{W}keepNext") is not None for item in row.iter(W + "p")] for row in rows]
    assert all(map(all, told[-TIED:])) and not any(told[-TIED - 1])
    gap = table.getnext()
    assert gap is not None and gap.find(f"{W}pPr/{W}keepNext") is not None
