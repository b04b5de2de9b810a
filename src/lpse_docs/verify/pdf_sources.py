"""The files that travel in a PDF (ISO 32000-2, 7.11.4), held against a sealed list."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from lpse_docs.verify.pdf_structure import Overfull
from lpse_docs.verify.pdf_values import dictionary, entry, items
from lpse_docs.verify.report import Answer, Conclusion, SourceReport

MOST, DEPTH = 2000, 20


def sources(reader: PdfFileReader, digests: Mapping[str, str] | None) -> list[SourceReport]:
    """Every embedded file with its digest, in the order of the file."""
    found = [(name, hashlib.sha256(data).hexdigest()) for name, data in _embedded(reader)]
    return [SourceReport(name, digest, _equal(name, digest, digests)) for name, digest in found]


def twice(found: list[SourceReport]) -> list[str]:
    """Names that stand for more than one file: a reader cannot tell which one is meant."""
    return [name for name, count in Counter(item.name for item in found).items() if count > 1]


def _equal(name: str, digest: str, digests: Mapping[str, str] | None) -> Conclusion:
    if digests is None:
        return Conclusion(Answer.UNKNOWN, "tidak ada daftar sidik untuk dibandingkan")
    if name not in digests:
        return Conclusion(Answer.UNKNOWN, "tidak tercantum pada daftar sidik")
    if digests[name].lower() != digest:
        return Conclusion(Answer.NO, "berbeda dengan daftar sidik")
    return Conclusion(Answer.YES, "sama dengan daftar sidik")


def _embedded(reader: PdfFileReader) -> Iterator[tuple[str, bytes]]:
    """From the tree of names, then what is only associated with the document."""
    seen: set[int] = set()
    named = _tree(entry(dictionary(reader.root, "/Names"), "/EmbeddedFiles"), DEPTH)
    for count, (name, item) in enumerate([*named, *_associated(reader)]):
        if count > MOST:
            raise Overfull(f"Berkas membawa lebih dari {MOST} lampiran.")
        stream = _stream(item)
        if stream is not None and id(stream) not in seen:
            seen.add(id(stream))
            yield name, stream.data


def _associated(reader: PdfFileReader) -> list[tuple[str, Any]]:
    return [(_name(item), item) for item in items(reader.root, "/AF")]


def _tree(node: Any, depth: int) -> Iterator[tuple[str, Any]]:
    if not isinstance(node, generic.DictionaryObject):
        return
    if not depth:
        raise Overfull("Daftar lampiran bertingkat terlalu dalam.")
    yield from ((_name(item), item) for item in items(node, "/Names")[1::2])
    for kid in items(node, "/Kids"):
        yield from _tree(kid, depth - 1)


def _name(item: Any) -> str:
    return str(entry(item, "/UF") or entry(item, "/F") or "")


def _stream(item: Any) -> generic.StreamObject | None:
    held = dictionary(item, "/EF")
    stream = entry(held, "/F") or entry(held, "/UF")
    return stream if isinstance(stream, generic.StreamObject) else None
