"""PDF that is PDF/A-3a and PDF/UA-1 at once, printed by WeasyPrint part by part, with its YAML sources inside.

A document is cut where a new page begins. Each part is printed by itself and kept under the digest of what it says,
so that after a change only the parts it touches are printed again. Contents wait for the page numbers of the others.
Head, foot and fonts are no matter of the parts: they are settled when all are bound.
"""

from importlib import import_module
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.writers import stylesheet
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.fonts import covered, font_files, font_flaws
from lpse_docs.writers.pdf.book import Book, Cut
from lpse_docs.writers.pdf.part import BASE, Drawer, Part, Store
from lpse_docs.writers.pictures import picture_flaws

if TYPE_CHECKING:
    from lpse_docs.writers.pdf.press import Press

__all__ = ["SUFFIX", "Cut", "Part", "bound", "flaws", "paginate", "prepare", "print_part", "write"]

SUFFIX = ".pdf"
Pages = tuple[tuple[str, int], ...]


def prepare(theme: Theme) -> None:
    """Do once what every document of a theme needs; a process that forks workers does it before."""
    _press_for(theme)
    covered(font_files(theme))


def flaws(theme: Theme) -> list[Flaw]:
    """What of a theme cannot be printed, file by file; a style sheet that cannot be read hides what it asks for."""
    known = {f"fonts/{name}" for name in theme.fonts} | {f"gambar/{name}" for name in theme.pictures}
    found = [*font_flaws(theme), *picture_flaws(theme)]
    found += stylesheet.flaws(theme.print_css, stylesheet.PRINT, lambda url: urljoin(BASE, url)[len(BASE) :] in known)
    if not found:
        try:
            prepare(theme)
        except WriteError as error:
            found += error.flaws
    return found


def write(document: Document, theme: Theme) -> bytes:
    """The document as a PDF file."""
    return paginate(document, theme)[0]


def paginate(document: Document, theme: Theme) -> tuple[bytes, Pages]:
    """The PDF file, and the page on which each heading stands."""
    return bound(Cut(document, theme), Drawer())


def bound(cut: Cut, store: Store) -> tuple[bytes, Pages]:
    """The same of a document that is cut into parts; these are taken from a store and put there."""
    book = Book(cut, store)
    pages = book.heading_pages()
    return book.bound(), pages


def print_part(part: Part, theme: Theme) -> bytes:
    """A printed part, as a store keeps it."""
    return _press_for(theme).part(part, theme).to_bytes()


def _press_for(theme: Theme) -> "Press":
    made: Press = import_module("lpse_docs.writers.pdf.press").press_for(theme)
    return made
