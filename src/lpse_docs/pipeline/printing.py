"""Printed parts in the cache: which of them are missing, and what a printed document leaves behind."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.pipeline.cache import Cache
from lpse_docs.pipeline.plan import Output, digest

if TYPE_CHECKING:
    from lpse_docs.writers.pdf.part import Part, Store

Pages = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Shelf:
    """The cache as a store of parts: keys are those of one program and one theme, and each use is noted."""

    cache: Cache
    prefix: str
    used: set[str] = field(default_factory=set)

    def get(self, key: str) -> bytes | None:
        """A printed part."""
        return self.cache.get(self._name(key))

    def put(self, key: str, data: bytes) -> object:
        """Keep a printed part."""
        return self.cache.put(self._name(key), data)

    def _name(self, key: str) -> str:
        name = digest(self.prefix, key)
        self.used.add(name)
        return name


def printed(document: Document, theme: Theme, item: Output, cache: Cache) -> tuple[bytes, Pages]:
    """The PDF of a document; its page numbers and the names of its parts are kept."""
    shelf = Shelf(cache, item.parts_key)
    data, pages = paginate(document, theme, shelf)
    cache.put(item.pages_key, json.dumps({"pages": pages, "parts": sorted(shelf.used)}).encode())
    return data, pages


def page_numbers(document: Document, theme: Theme, item: Output, cache: Cache) -> Pages:
    """The page of each heading, for a Word file; as kept, or printed for it."""
    known = _record(item, cache)
    if known is None:
        return printed(document, theme, item, cache)[1]
    return tuple((anchor, page) for anchor, page in known["pages"])


def used_keys(made: Iterable[Output], cache: Cache) -> Iterator[str]:
    """Every key of the cache that the files of a build may ask for again."""
    for item in made:
        yield item.key
        if item.pages_key:
            yield item.pages_key
            yield from (_record(item, cache) or {"parts": ()})["parts"]


def unprinted(document: Document, theme: Theme, item: Output, cache: Cache) -> list["Part"]:
    """The parts of a document that can be printed ahead and are not in the cache."""
    if item.format != "pdf" and _record(item, cache) is not None:
        return []
    shelf = Shelf(cache, item.parts_key)
    return [part for part in parts(document, theme) if shelf.get(part.key) is None]


def print_into(part: "Part", theme: Theme, item: Output, cache: Cache) -> None:
    """Print a part into the cache."""
    Shelf(cache, item.parts_key).put(part.key, _pdf().print_part(part, theme))


def _record(item: Output, cache: Cache) -> dict[str, Any] | None:
    known = cache.get(item.pages_key)
    return json.loads(known) if known else None


def _pdf() -> Any:
    """The PDF writer, which is imported only when needed."""
    return import_module("lpse_docs.writers.pdf")


def paginate(document: Document, theme: Theme, store: "Store") -> tuple[bytes, Pages]:
    """Ask the PDF writer for a document and the pages of its headings."""
    made: tuple[bytes, Pages] = _pdf().paginate(document, theme, store)
    return made


def parts(document: Document, theme: Theme) -> Sequence["Part"]:
    """Ask the PDF writer what can be printed ahead."""
    made: Sequence[Part] = _pdf().parts(document, theme)
    return made
