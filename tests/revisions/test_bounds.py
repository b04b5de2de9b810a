"""Made-up files end the reading, each with its own words, instead of keeping a reader busy."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from lpse_docs.revisions import bounded
from lpse_docs.revisions.bounded import READS, Meter, Overfull
from lpse_docs.revisions.reader import Reader, Revision
from lpse_docs.verify import pdf
from lpse_docs.verify.question import Question
from tests.revisions.test_counterpart import packed

BASE = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}
ENTRY = b"%d 1\n%010d 00000 n \n"


def written(objects: Mapping[int, bytes], lists: int = 1) -> bytes:
    """A file of some objects, with so many lists of them."""
    data, rows = b"%PDF-1.7\n", b"0 1\n0000000000 65535 f \n"
    for number, body in objects.items():
        rows += ENTRY % (number, len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    before = b""
    for _ in range(lists):
        place = len(data)
        data += b"xref\n%strailer\n<< /Size %d /Root 1 0 R%s >>\n" % (rows, max(objects) + 1, before)
        data += b"startxref\n%d\n%%%%EOF\n" % place
        before, rows = b" /Prev %d" % place, b"1 1\n" + rows.split(b"1 1\n")[1][:20]
    return data


def newest(objects: Mapping[int, bytes]) -> Revision:
    return Reader(written(objects)).get_historical_resolver(0)


def test_a_file_without_an_end_is_not_sought_through() -> None:
    """Going back through thirty million zeros byte by byte took twenty seconds."""
    for data in (b"%PDF-1.7\n" + bytes(1 << 20), written(BASE) + bytes(5000), b"%PDF-1.7\nstartxref 9" + bytes(9000)):
        with pytest.raises(PdfReadError, match="EOF"):
            Reader(data)
        assert pdf.verify(data, "a.pdf", Question(datetime.now(UTC))).unreadable


def test_so_many_revisions_nobody_makes() -> None:
    assert Reader(written(BASE, 200)).xrefs.total_revisions == 200
    with pytest.raises(Overfull, match="diubah"):
        Reader(written(BASE, 900))
    round_about = written(BASE).replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Prev 109 >>")
    assert pdf.verify(round_about, "a.pdf", Question(datetime.now(UTC))).unreadable


@pytest.mark.parametrize("number", [b"1" * 9000, b"1." + b"1" * 9000, b"-" * 9000])
def test_a_number_without_end(number: bytes) -> None:
    reader = Reader(written({**BASE, 3: number}))
    with pytest.raises(Overfull, match="bilangan"):
        reader.get_object(Reference(3, 0, reader))  # type: ignore[no-untyped-call]
    digits = b"<</Length %d>>\nstream\n%s\nendstream" % (len(number), number)
    assert pdf.verify(written({**BASE, 3: digits}), "a.pdf", Question(datetime.now(UTC))).unreadable is False


@pytest.mark.parametrize("body", [b" " * 9000 + b"null", b"[" + b"1 " * 4000 + b"]", b"(" + b"x" * 9000 + b")"])
def test_reading_is_counted(body: bytes) -> None:
    reader = Reader(written({**BASE, 3: body}))
    reader.meter.left = 4000
    with pytest.raises(Overfull, match="rumit"):
        reader.get_object(Reference(3, 0, reader))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize(
    "objects",
    [
        {2: b"<< /Type /Pages /Kids [2 0 R] >>"},
        {2: b"<< /Type /Pages /Kids 3 0 R >>", 3: b"[<< /Type /Pages /Kids 3 0 R >>]"},
        {2: b"<< /Type /Pages /Kids 7 >>"},
        {1: b"<< /Pages 2 0 R /StructTreeRoot 3 0 R >>", 3: b"<< /K [4 0 R] >>", 4: b"<< /K [4 0 R] >>"},
        {1: b"<< /Pages 2 0 R /StructTreeRoot 3 0 R >>", 3: b"<< /K 4 0 R >>", 4: b"<< /K 4 0 R >>"},
        {1: b"<< /Pages 2 0 R /StructTreeRoot 3 0 R >>", 3: b"3 0 R"},
    ],
)
def test_pages_and_structure_that_go_round(objects: dict[int, bytes]) -> None:
    revision = newest({**BASE, **objects})
    revision.meter.left = 100_000
    with pytest.raises((Overfull, PdfReadError)):
        _ = revision.shape


def test_chains_and_meshes_end() -> None:
    catalogue = {1: b"<< /Type /Catalog /Pages 2 0 R /Outlines 3 0 R >>"}
    chain = {number: b"<< /Next %d 0 R >>" % (number + 1) for number in range(3, 3000)}
    with pytest.raises(Overfull, match="dalam"):
        _ = newest({**BASE, **catalogue, **chain, 3000: b"null"})._all
    mesh = {number: b"<< /A %d 0 R /B %d 0 R >>" % (number + 1, number + 1) for number in range(3, 60)}
    tangled = newest({**BASE, **catalogue, **mesh, 60: b"null"})
    tangled.meter.left = 50_000
    with pytest.raises(Overfull, match="rumit"):
        _ = tangled._all


LONG = {
    "literal": b"(" + b"x" * 9000 + b")",
    "escapes": b"(" + b"\\n\\050\\)" * 1500 + b")",
    "brackets": b"(" * 4500 + b")" * 4500,
    "open": b"(" + b"x" * 9000,
    "hexadecimal": b"<" + b"a" * 9000 + b">",
    "wide": b"<" + b" " * 9000 + b">",
    "name": b"/" + b"n" * 9000,
    "key": b"<</" + b"n" * 9000 + b" 1>>",
    "remark": b"%" + b"c" * 9000 + b"\nnull",
    "remarks": b"[" + b"%\n" * 4500 + b"]",
    "spaces": b"[" + b" " * 9000 + b"]",
    "numbers": b"[" + b"1 " * 4500 + b"]",
    "references": b"[" + b"1 0 R " * 1500 + b"]",
    "arrays": b"[" + b"[]" * 4500 + b"]",
    "keys": b"<<" + b"".join(b"/a%d 1" % number for number in range(1200)) + b">>",
    "reason": b"<</Type/Sig/Contents<30>/Reason(" + b"x" * 9000 + b")>>",
}


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """One object may be as long as these are, but for a little."""
    monkeypatch.setattr(bounded, "OBJECT", 4000)


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("what", LONG)
def test_one_object_has_a_share_of_its_own(what: str) -> None:
    """Thirty million bytes of these took ten seconds and more; in a key pyHanko took the end of it for a damaged file."""
    data = written({**BASE, 3: LONG[what]})
    reader = Reader(data)
    with pytest.raises(Overfull, match="satu objek"):
        reader.get_object(Reference(3, 0, reader))  # type: ignore[no-untyped-call]
    assert reader.meter.left > READS - 6000
    assert reader.meter.floor == 0
    report = pdf.verify(data, "a.pdf", Question(datetime.now(UTC)))
    assert report.unreadable
    assert report.faults == ("Berkas memuat satu objek yang terlalu panjang untuk diperiksa.",)


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("what", LONG)
def test_a_packed_object_has_one_too(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lpse_docs.revisions.reader.WINDOW", 1000)
    head, second = b"4 0 5 %d " % (len(LONG[what]) + 1), b"(b) "
    reader = Reader(packed(head, bodies=LONG[what] + b" " + second))
    with pytest.raises(Overfull, match="satu objek"):
        reader.get_object(Reference(4, 0, reader))  # type: ignore[no-untyped-call]
    assert reader.meter.left > READS - 9000
    if what not in {"open", "remark"}:  # the head of the stream is read up to what stands behind remarks
        assert str(reader.get_object(Reference(5, 0, reader))) == "b"  # type: ignore[no-untyped-call]


def test_a_packed_remark_without_end_ends() -> None:
    """PyHanko waits for a new line behind the last byte."""
    reader = Reader(packed(b"4 0 5 3 ", bodies=b"(a)%abc"))
    with pytest.raises(PdfReadError):
        reader.get_object(Reference(5, 0, reader))  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("body", [b"(" + b"x" * 5000 + b")", b"[" + b"(x)" * 900 + b"]", b"<</A 1>>", b"[]", b"0"])
def test_packed_objects_of_every_length_are_read_alike(body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    data = packed(b"4 0 5 %d " % (len(body) + 1), bodies=body + b" (b) ")
    whole = repr(PdfFileReader(BytesIO(data)).get_object(Reference(4, 0, None)))
    for window in (40, 1000, 100_000):
        monkeypatch.setattr("lpse_docs.revisions.reader.WINDOW", window)
        assert repr(Reader(data).get_object(Reference(4, 0, None))) == whole  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("trailer", [b"/X (" + b"x" * 9000 + b")", b"/X" + b"x" * 9000, b" " * 9000, b"%" * 9000])
def test_a_trailer_without_end(trailer: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "LISTED", 4000)
    data = written(BASE).replace(b"/Root", trailer + b"\n/Root")
    report = pdf.verify(data, "a.pdf", Question(datetime.now(UTC)))
    assert report.faults == ("Berkas terlalu rumit untuk diperiksa.",)


@pytest.mark.parametrize("widths", [b"0 0 0", b"1 4 2"])
def test_a_list_of_objects_promises_more_than_anybody_has(widths: bytes) -> None:
    """An entry of no bytes costs nothing to promise, and pyHanko makes it."""
    data = packed(b"4 0 5 3 ").replace(b"/Size 7 /W [1 2 1]", b"/Size 999999999 /W [%s]" % widths)
    report = pdf.verify(data, "a.pdf", Question(datetime.now(UTC)))
    assert report.faults == ("Daftar objek berkas terlalu panjang.",)


def test_what_is_spent_is_spent() -> None:
    meter = Meter(2)
    meter.spend(2)
    with pytest.raises(Overfull):
        meter.spend()
