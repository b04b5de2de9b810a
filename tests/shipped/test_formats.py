"""What people receive reads the same in every format, and Word's contents name the right pages."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from lpse_docs.document.blocks import Document, FlowPage
from lpse_docs.document.inlines import BOX, plain
from lpse_docs.document.outline import blocks_of, headings
from lpse_docs.document.theme import Theme
from lpse_docs.writers import text
from tests.shipped.conftest import Written
from tests.writers.readback import docx_lines, html_lines, text_lines


def test_text_html_and_word_read_the_same(
    documents: Mapping[str, Document], word_files: Mapping[str, bytes], screens: Mapping[str, bytes], theme: Theme
) -> None:
    for document in documents.values():
        expected = text_lines(text.write(document, theme))
        assert html_lines(screens[document.id]) == expected, document.id
        assert docx_lines(word_files[document.id]) == expected, document.id


def squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


def pages(path: Path) -> list[str]:
    run = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
    return [squeezed(page) for page in run.stdout.split("\f")[:-1]]


@pytest.mark.needs("soffice", "pdftotext")
@pytest.mark.parametrize("name", ["manual-standar-lpse", "buku-sop", "panduan-pengguna"])
def test_the_contents_of_word_name_the_pages_word_prints(
    written: Mapping[str, Written], converted: Path, name: str
) -> None:
    printed = pages(converted / f"{name}.pdf")
    item = written[name]
    told = dict(item.document.page_numbers)
    wrong = [
        (plain(heading.children), told[heading.anchor])
        for heading in headings(item.document, 2)
        if squeezed(plain(heading.children)) not in printed[told[heading.anchor] - 1]
    ]
    assert not wrong


@pytest.mark.needs("soffice", "pdftotext")
def test_every_word_stands_on_paper(
    written: Mapping[str, Written], converted: Path, theme: Theme, tmp_path: Path
) -> None:
    for name, item in written.items():
        (tmp_path / f"{name}.pdf").write_bytes(item.pdf)
        told = {block.alt for block in blocks_of(item.document) if isinstance(block, FlowPage)}
        shown = (line for line in text_lines(text.write(item.document, theme)) if line not in told)
        words = {squeezed(word) for line in shown for word in line.replace(BOX, "").split()}
        for source in (tmp_path, converted):
            paper = "".join(pages(source / f"{name}.pdf"))
            assert not {word for word in words if word not in paper}, (name, source)
