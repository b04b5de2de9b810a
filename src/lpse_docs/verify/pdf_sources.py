"""The files that travel in a PDF (ISO 32000-2, 7.11.4), held against a sealed list."""

import hashlib
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfDecodeLimitError, PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from lpse_docs.revisions.bounded import Overfull
from lpse_docs.verify.evidence import UNREADABLE
from lpse_docs.verify.pdf_values import dictionary, entry, items
from lpse_docs.verify.report import Answer, Conclusion, SourceReport

MOST, DEPTH = 2000, 20


@dataclass(frozen=True)
class Sources:
    """The files of a document, and what is wrong with them."""

    reports: Sequence[SourceReport]
    faults: Sequence[str]


def sources(reader: PdfFileReader, digests: Mapping[str, str] | None, without: str) -> Sources:
    """Every embedded file with its digest, in the order of the file; `without` says why there are none to compare."""
    read = list(_embedded(reader))
    found = [(name, hashlib.sha256(data).hexdigest()) for name, data in read if data is not None]
    faults = [f"Lampiran {name} rusak." for name, data in read if data is None]
    # A reader could not tell which one is meant.
    twice = [name for name, count in Counter(name for name, _ in read).items() if count > 1]
    faults += [f"Lampiran {name} ada lebih dari satu kali." for name in twice]
    return Sources(
        [SourceReport(name, digest, _equal(name, digest, digests, without)) for name, digest in found], faults
    )


def _equal(name: str, digest: str, digests: Mapping[str, str] | None, without: str) -> Conclusion:
    if digests is None or name not in digests:
        return Conclusion(Answer.UNKNOWN, without)
    if digests[name].lower() != digest:
        return Conclusion(Answer.NO, "berbeda dengan daftar sidik")
    return Conclusion(Answer.YES, "sama dengan daftar sidik")


def _embedded(reader: PdfFileReader) -> Iterator[tuple[str, bytes | None]]:
    """From the tree of names, then what is only associated with the document."""
    seen: set[int] = set()
    named = _tree(entry(dictionary(reader.root, "/Names"), "/EmbeddedFiles"), DEPTH)
    for count, (name, item) in enumerate([*named, *_associated(reader)]):
        if count > MOST:
            raise Overfull(f"Berkas membawa lebih dari {MOST} lampiran.")
        stream = _stream(item)
        if stream is not None and id(stream) not in seen:
            seen.add(id(stream))
            yield name, _read(stream)


def _read(stream: generic.StreamObject) -> bytes | None:
    try:
        return bytes(stream.data)
    except PdfDecodeLimitError as error:
        raise Overfull("Lampiran berkas terlalu besar.") from error
    except (PdfError, zlib.error, *UNREADABLE):
        return None


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
