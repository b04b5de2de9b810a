"""Printed parts in the cache: which of them are missing, and what a printed document leaves behind."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from lpse_docs import writers
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.pipeline import workers
from lpse_docs.pipeline.cache import Cache
from lpse_docs.pipeline.plan import Output, digest
from lpse_docs.pipeline.refusals import carried
from lpse_docs.pipeline.workers import Crew, Worker

if TYPE_CHECKING:
    from lpse_docs.pipeline.ground import Ready
    from lpse_docs.writers.pdf.book import Cut
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


def printed(item: Output, ready: "Ready", cache: Cache) -> tuple[bytes, Pages]:
    """The PDF of a document; its page numbers and the names of its parts are kept."""
    shelf = Shelf(cache, item.parts_key)
    data, pages = bound(_cut(item, ready), shelf)
    cache.put(item.pages_key, json.dumps({"pages": pages, "parts": sorted(shelf.used)}).encode())
    return data, pages


def page_numbers(item: Output, ready: "Ready", cache: Cache) -> Pages:
    """The page of each heading, for a Word file; as kept, or printed for it."""
    known = _record(item, cache)
    if known is None:
        return printed(item, ready, cache)[1]
    return tuple((anchor, page) for anchor, page in known["pages"])


def used_keys(made: Iterable[Output], cache: Cache) -> Iterator[str]:
    """Every key of the cache that the files of a build may ask for again."""
    for item in made:
        yield item.key
        if item.pages_key:
            yield item.pages_key
            yield from (_record(item, cache) or {"parts": ()})["parts"]


def unprinted(item: Output, ready: "Ready", cache: Cache) -> list["Part"]:
    """The parts of a document that can be printed ahead and are not in the cache."""
    if item.format != "pdf" and _record(item, cache) is not None:
        return []
    shelf = Shelf(cache, item.parts_key)
    return [part for part in _cut(item, ready).parts if shelf.get(part.key) is None]


def print_into(part: "Part", item: Output, ready: "Ready", cache: Cache) -> None:
    """Print a part into the cache."""
    Shelf(cache, item.parts_key).put(part.key, _pdf().print_part(part, ready.theme))


def get_ready(name: str, theme: Theme) -> None:
    """Let a writer do once what every document of a theme needs."""
    writer: Any = writers.WRITERS[name]
    getattr(writer, "prepare", lambda _: None)(theme)


@contextmanager
def press(theme: Theme, cache: Cache, crew: Crew) -> Iterator[Worker]:
    """A worker that starts the press now and prints parts later; WeasyPrint takes half a second to start."""

    def perform(order: Any) -> None:
        with carried("pdf"):
            part = _pdf().Part(order["source"].encode(), order["rules"], tuple(order["pictures"]))
            cache.put(order["key"], _pdf().print_part(part, theme))

    worker = workers.start_ahead(lambda: get_ready("pdf", theme), perform, crew)
    try:
        yield worker
    finally:
        workers.dismiss(worker)


def order(part: "Part", item: Output) -> dict[str, Any]:
    """What such a worker is told to print, and under which key to keep it."""
    key = digest(item.parts_key, part.key)
    return {"key": key, "source": part.source.decode(), "rules": part.rules, "pictures": part.pictures}


def _record(item: Output, cache: Cache) -> dict[str, Any] | None:
    known = cache.get(item.pages_key)
    return json.loads(known) if known else None


def _cut(item: Output, ready: "Ready") -> "Cut":
    """The document of a file, cut into parts; cut once, before workers are forked."""
    if item.document not in ready.cuts:
        ready.cuts[item.document] = cut(ready.document(item.document), ready.theme)
    return ready.cuts[item.document]


def _pdf() -> Any:
    """The PDF writer, which is imported only when needed."""
    return import_module("lpse_docs.writers.pdf")


def cut(document: Document, theme: Theme) -> "Cut":
    """Ask the PDF writer to cut a document into parts."""
    made: Cut = _pdf().Cut(document, theme)
    return made


def bound(cut: "Cut", store: "Store") -> tuple[bytes, Pages]:
    """Ask the PDF writer for a document and the pages of its headings."""
    made: tuple[bytes, Pages] = _pdf().bound(cut, store)
    return made
