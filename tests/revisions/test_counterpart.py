"""Our reading of revisions and pyHanko's own: the same objects, the same paths to them, the same refusals."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils.generic import NullObject, Reference
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from lpse_docs.revisions.links import key_of
from lpse_docs.revisions.reader import Reader
from tests.verify import attacks
from tests.verify.conftest import Files, files  # noqa: F401 - a fixture

CHANGES: list[Callable[[bytes], bytes]] = [
    lambda data: data, attacks.page_replaced, attacks.annotation_over, attacks.signature_moved, attacks.hybrid,
    attacks.script_added,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_every_path_of_every_revision(change: Callable[[bytes], bytes], files: Files) -> None:  # noqa: F811
    data = change(files.plain)
    ours, theirs = Reader(data), PdfFileReader(BytesIO(data))
    for revision in range(theirs.xrefs.total_revisions):
        old: Any = theirs.get_historical_resolver(revision)
        new = ours.get_historical_resolver(revision)
        old._load_reverse_xref_cache()
        for key in old._indirect_object_access_cache:
            assert new._get_usages_of_ref(key) == old._get_usages_of_ref(key)
        everything: Any = new._all
        assert {key_of(key) for key in old._indirect_object_access_cache} == everything.keys()
        found: Any = new._usages
        assert found == {key: paths for key, paths in everything.items() if key in ours.aims}


def test_every_object(files: Files) -> None:  # noqa: F811
    ours, theirs = Reader(files.plain), PdfFileReader(BytesIO(files.plain))
    for number in range(ours.xrefs.total_revisions):
        for reference in ours.xrefs.explicit_refs_in_revision(number):
            assert repr(ours.get_object(reference, number)) == repr(theirs.get_object(reference, number))  # type: ignore[no-untyped-call]


HEADS: list[tuple[bytes, bytes]] = [
    (b"4 0 5 3 ", b"4 0 5 3 "), (b"5 0 4 3 ", b"numbers exchanged"), (b"4 0 x 3 ", b"no number"), (b"4 0 6 3 ", b"other"),
    (b"4 0 ", b"cut"), (b"4 0 5 -9", b"before the start"), (b"4 0 4 3 ", b"twice"), (b"4 0 5 .5", b"a part of a place"),
]  # fmt: skip


def packed(head: bytes, count: int = 2, bodies: bytes = b"(a) (b) ") -> bytes:
    """A file whose objects 4 and 5 are packed under a head."""
    body = head + bodies
    parts = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [] /Count 0 >>",
        3: b"<< /Type /ObjStm /N %d /First %d /Length %d >>\nstream\n%s\nendstream"
        % (count, len(head), len(body), body),
    }
    data, places = b"%PDF-1.7\n", {}
    for number, part in parts.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    places[6] = len(data)
    rows = [b"\0\0\0\0", *(b"\1%s\0" % places[n].to_bytes(2) for n in (1, 2, 3)), b"\2\0\3\0", b"\2\0\3\1"]
    rows.append(b"\1%s\0" % places[6].to_bytes(2))
    lists = b"".join(rows)
    data += b"6 0 obj\n<< /Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Length %d >>\nstream\n" % len(lists)
    return data + lists + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % places[6]


def told(reader: PdfFileReader, number: int) -> str:
    try:
        made = reader.get_object(Reference(number, 0, reader))
        return "null" if isinstance(made, NullObject) else repr(made)
    except (PdfError, ValueError, TypeError):
        return "refused"


@pytest.mark.parametrize(("head", "what"), HEADS)
@pytest.mark.parametrize("count", [0, 1, 2, 10**9])
def test_packed_objects_are_demanded_as_strictly(head: bytes, what: bytes, count: int) -> None:
    data = packed(head, count)
    for number in (4, 5):
        expected = told(PdfFileReader(BytesIO(data)), number)
        assert told(Reader(data), number) == expected, what
    lenient = [told(PdfFileReader(BytesIO(data), strict=False), number) for number in (4, 5)]
    ours = [told(Reader(data, strict=False), number) for number in (4, 5)]
    assert all(made in (theirs, "refused") for made, theirs in zip(ours, lenient, strict=True))
