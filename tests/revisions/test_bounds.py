"""Made-up files end the reading, each with its own words, instead of keeping a reader busy."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from pyhanko.pdf_utils.generic import Reference
from pyhanko.pdf_utils.misc import PdfReadError

from lpse_docs.revisions.bounded import Meter, Overfull
from lpse_docs.revisions.reader import Reader, Revision
from lpse_docs.verify import pdf
from lpse_docs.verify.question import Question

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


def test_what_is_spent_is_spent() -> None:
    meter = Meter(2)
    meter.spend(2)
    with pytest.raises(Overfull):
        meter.spend()
