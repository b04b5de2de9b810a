"""Writers: one module per format, each with `SUFFIX` and `write(document, theme) -> bytes`."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme


class Writer(Protocol):
    """A module that writes one file format."""

    SUFFIX: str

    def write(self, document: Document, theme: Theme) -> bytes:
        """The document as the bytes of a file; raises WriteError when it cannot be written as it is."""
        ...


class _OnDemand(Mapping[str, Writer]):
    """A table of modules that are imported when first asked for: WeasyPrint alone costs 0.7 s."""

    def __init__(self, modules: Mapping[str, str]) -> None:
        self._modules = modules

    def __getitem__(self, name: str) -> Writer:
        return cast("Writer", import_module(self._modules[name]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


WRITERS: Mapping[str, Writer] = _OnDemand(
    {
        "text": "lpse_docs.writers.text",
        "html": "lpse_docs.writers.html",
        "pdf": "lpse_docs.writers.pdf",
        "docx": "lpse_docs.writers.docx",
    }
)

if TYPE_CHECKING:  # mypy then holds every module of the table to the protocol
    from lpse_docs.writers import docx, html, pdf, text

    _CHECKED: tuple[Writer, ...] = (text, html, pdf, docx)
