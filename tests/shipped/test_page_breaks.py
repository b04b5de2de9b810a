"""Every paragraph and every table row of the books begins on the same page in PDF and in Word."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, takewhile
from pathlib import Path

import pytest

from lpse_docs.document.blocks import Block, Document, Heading, Items, Paragraph, Row, Table
from lpse_docs.document.inlines import BOX, plain
from tests.shipped.conftest import Written
from tests.shipped.test_formats import pages, squeezed

pytestmark = pytest.mark.needs("soffice", "pdftotext")
ENOUGH = 60


def beginnings(document: Document) -> list[str]:
    """The first words of each heading, paragraph and table row, without blanks, in reading order."""
    blocks = (block for section in document.sections for block in section.blocks)
    return [words[:ENOUGH] for block in blocks for words in _beginnings(block) if words]


def _beginnings(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield squeezed(plain(block.children))
        case Items():
            yield from (words for item in block.items for inner in item for words in _beginnings(inner))
        case Table():
            yield from map(_row, block.rows)


def _row(row: Row) -> str:
    """The words of a row up to the first list: its markers are drawn, but not written."""
    inside = (block for cell in row.cells for block in cell.blocks)
    told: Iterable[Block] = takewhile(lambda block: isinstance(block, Paragraph), inside)
    return "".join(squeezed(plain(block.children)) for block in told if isinstance(block, Paragraph))


def starts(printed: Sequence[str], wanted: Iterable[str]) -> list[int]:
    """The page, from 1, on which each of these words begins, one after the other; 0 when they are not there."""
    printed = [page.replace(BOX, "") for page in printed]  # in the PDF boxes are fields, not words
    whole, ends = "".join(printed), list(accumulate(map(len, printed)))
    found, after = [], 0
    for words in wanted:
        place = whole.find(words.replace(BOX, ""), after)
        found.append(0 if place < 0 else 1 + sum(end <= place for end in ends))
        after = max(after, place)
    return found


@pytest.mark.parametrize("name", ["manual-standar-lpse", "buku-sop", "matriks-ketertelusuran", "panduan-pengguna"])
def test_rows_begin_on_the_same_page(
    written: Mapping[str, Written], converted: Path, tmp_path: Path, name: str
) -> None:
    item = written[name]
    (tmp_path / "naskah.pdf").write_bytes(item.pdf)
    wanted = beginnings(item.document)
    ours, theirs = (starts(pages(file), wanted) for file in (tmp_path / "naskah.pdf", converted / f"{name}.pdf"))
    apart = [row for row in zip(wanted, ours, theirs, strict=True) if row[1] != row[2]]
    assert not apart, f"{len(apart)} of {len(wanted)} begin on different pages"
    assert 0 not in ours
