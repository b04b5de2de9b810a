"""PDF that is PDF/A-3a and PDF/UA-1 at once, printed by WeasyPrint part by part, with its YAML sources inside.

A document is cut where a new page begins. Each part is printed by itself and kept under the digest of what it says,
so that after a change only the parts it touches are printed again. Contents wait for the page numbers of the others.
Head, foot and fonts are no matter of the parts: they are settled when all are bound.
"""

from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.writers.pdf.book import Book
from lpse_docs.writers.pdf.fonts import covered, font_files
from lpse_docs.writers.pdf.part import Drawer, Part, Store
from lpse_docs.writers.pdf.press import press_for

SUFFIX = ".pdf"
Pages = tuple[tuple[str, int], ...]


def prepare(theme: Theme) -> None:
    """Do once what every document of a theme needs; a process that forks workers does it before."""
    press_for(theme)
    covered(font_files(theme))


def write(document: Document, theme: Theme) -> bytes:
    """The document as a PDF file."""
    return Book(document, theme, Drawer()).bound()


def paginate(document: Document, theme: Theme, store: Store | None = None) -> tuple[bytes, Pages]:
    """The PDF file, and the page on which each heading stands; parts are taken from a store and put there."""
    book = Book(document, theme, Drawer() if store is None else store)
    return book.bound(), book.heading_pages()


def parts(document: Document, theme: Theme) -> list[Part]:
    """The parts that can be printed ahead, each by itself."""
    return [part for part in Book(document, theme, Drawer()).ahead if part]


def print_part(part: Part, theme: Theme) -> bytes:
    """A printed part, as a store keeps it."""
    return press_for(theme).part(part, theme).to_bytes()
