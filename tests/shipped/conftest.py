"""The shipped workspace as documents, written once a test run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from lpse_docs.compose import compose
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.load.project import load_project
from lpse_docs.load.templates import load_templates
from lpse_docs.load.theme import load_theme
from lpse_docs.writers import docx, html
from lpse_docs.writers.pdf import bound
from lpse_docs.writers.pdf.book import Cut
from lpse_docs.writers.pdf.part import Drawer
from tests import office
from tests.shipped.names import papers

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Written:
    """One document in the formats people receive."""

    document: Document
    pdf: bytes
    docx: bytes


@pytest.fixture(scope="session")
def theme() -> Theme:
    """The shipped look."""
    found = load_theme(ROOT)[0]
    assert found is not None
    return found


@pytest.fixture(scope="session")
def documents(theme: Theme) -> Mapping[str, Document]:
    """Every shipped document by id."""
    workspace = load_project(ROOT).workspace
    assert workspace is not None
    sources = {"lpse.yaml": (ROOT / "lpse.yaml").read_bytes()}
    made, found = compose(workspace, load_templates(ROOT)[0], sources, theme.fonts, foreign=theme.words["foreign"])
    assert not found
    return {item.id: item for item in made}


@pytest.fixture(scope="session")
def word_files(documents: Mapping[str, Document], theme: Theme) -> Mapping[str, bytes]:
    """Every shipped document as Word writes it before pages are numbered."""
    return {name: docx.write(document, theme) for name, document in documents.items()}


@pytest.fixture(scope="session")
def screens(documents: Mapping[str, Document], theme: Theme) -> Mapping[str, bytes]:
    """Every shipped document as a page for the screen."""
    return {name: html.write(document, theme) for name, document in documents.items()}


@pytest.fixture(scope="session")
def long(theme: Theme) -> Mapping[str, Document]:
    """Papers of an office with very long names."""
    return papers(theme, long=True)


@pytest.fixture(scope="session")
def written(documents: Mapping[str, Document], theme: Theme) -> Mapping[str, Written]:
    """One document of each kind, as PDF and as Word with the page numbers of the PDF."""
    chosen = (
        "manual-standar-lpse",
        "buku-sop",
        "matriks-ketertelusuran",
        "panduan-pengguna",
        "standar-d-pengelolaan-risiko-layanan",
        "sop-c-penanganan-masalah",
    )
    out: dict[str, Written] = {}
    store = Drawer()  # as in a build, a standard is printed once for its file and the manual
    for name in chosen:
        data, pages = bound(Cut(documents[name], theme), store)
        numbered = replace(documents[name], page_numbers=pages)
        out[name] = Written(numbered, data, docx.write(numbered, theme))
    return out


@pytest.fixture(scope="session")
def converted(written: Mapping[str, Written], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Word files as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("word")
    for name, item in written.items():
        (folder / f"{name}.docx").write_bytes(item.docx)
    office.convert([folder / f"{name}.docx" for name in written], "pdf", folder / "cetak")
    return folder / "cetak"
