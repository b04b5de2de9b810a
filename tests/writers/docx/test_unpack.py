"""Word files from outside: what an office program would never write is refused, and said."""

import contextlib
import struct
import zipfile
from collections.abc import Iterable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.writers import docx
from lpse_docs.writers.docx import unpack
from lpse_docs.writers.docx.stylebook import open_reference
from lpse_docs.writers.docx.unpack import unpacked
from lpse_docs.writers.failure import WriteError
from tests.writers.docx import sample

WHOLE = sample.theme().reference_docx
BILLION = b"<?xml version='1.0'?><!DOCTYPE w [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><w>&b;</w>"


def packed(*parts: tuple[str, bytes]) -> bytes:
    """The reference document with more parts."""
    buffer = BytesIO(WHOLE)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data)
    return buffer.getvalue()


def numbered(count: int) -> Iterable[tuple[str, bytes]]:
    return ((f"word/media/{number}", b"") for number in range(count))


def encrypted() -> bytes:
    """Every part marked as encrypted: the flags at offset 8 of each entry of the central directory."""
    data = bytearray(WHOLE)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def lying() -> bytes:
    """A part that states to be larger than it is: the size at offset 24 of its entry."""
    data = bytearray(WHOLE)
    at = data.find(b"PK\x01\x02")
    (size,) = struct.unpack_from("<I", data, at + 24)
    struct.pack_into("<I", data, at + 24, size + 9)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "tidak dapat dibaca"),
        (WHOLE[:-40], "tidak dapat dibaca"),
        (WHOLE[:3000] + b"\xff" * 20 + WHOLE[3020:], "tidak dapat dibaca"),
        (encrypted(), "disandi"),
        (lying(), "tidak dapat dibaca|tidak sebesar pernyataannya"),
        (packed(("word/glossary.xml", BILLION)), "DOCTYPE atau ENTITY pada bagian word/glossary.xml"),
        (packed(("word/a.xml", "<!DOCTYPE a><a/>".encode("utf-16"))), "DOCTYPE atau ENTITY pada bagian word/a.xml"),
        (packed(("word/a.xml", b"<a>")), "XML yang rusak pada bagian word/a.xml"),
        (packed(("word/_rels/a.rels", b"bukan")), "XML yang rusak pada bagian word/_rels/a.rels"),
        (packed(("WORD/Styles.xml", b"<a/>")), "dua bagian bernama sama: WORD/Styles.xml"),
        (packed(("../../etc/passwd", b"")), "nama yang ganjil: ../../etc/passwd"),
        (packed(("/word/a", b"")), "nama yang ganjil: /word/a"),
        (packed(("word\\a", b"")), "nama yang ganjil"),
        (packed(("word//a", b"")), "nama yang ganjil"),
        (packed(("word/\x07a", b"")), "nama yang ganjil: word/\ufffda"),
        (packed(*numbered(5001)), "lebih dari 5000 bagian"),
    ],
)
def test_what_no_office_program_writes_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(WriteError, match=reason) as caught:
        unpacked(data)
    assert str(caught.value.flaws[0].span) == "templates/word/reference.docx"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    with pytest.raises(WriteError, match=r"dua bagian bernama sama: word/styles\.xml"):
        unpacked(packed(("word/styles.xml", b"<a/>")))


def test_bombs_are_refused_before_they_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = packed(("word/media/a", b"\0" * 3_000_000), ("word/media/b", b"\0" * 3_000_000))
    monkeypatch.setattr(unpack, "_read", lambda *_: pytest.fail("was opened"))
    with monkeypatch.context() as patch:
        patch.setattr(unpack, "MAX_TOTAL", 5_000_000)
        with pytest.raises(WriteError, match="lebih besar dari 5 MB setelah dibuka"):
            unpacked(bomb)
    monkeypatch.setattr(unpack, "MAX_PART", 2_000_000)
    with pytest.raises(WriteError, match="bagian yang lebih besar dari 2 MB: word/media/a"):
        unpacked(bomb)


def test_the_shipped_document_is_whole() -> None:
    assert "word/styles.xml" in unpacked(WHOLE)
    assert docx.flaws(sample.theme()) == []


@pytest.mark.parametrize("value", ["1.5in", "", "99999999999999999999", "x"])
def test_measures_word_never_writes_count_as_nothing(value: str) -> None:
    parts = unpacked(WHOLE)
    for name in ("word/styles.xml", "word/numbering.xml"):
        for attribute in (b"w:w=", b"w:pos=", b"w:left=", b"w:abstractNumId="):
            parts[name] = parts[name].replace(attribute + b'"', attribute + b'"' + value.encode())
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    docx.write(sample.sample(), sample.theme(buffer.getvalue()))


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=40))
def test_damage_anywhere_is_borne_or_said(at: int, damage: bytes) -> None:
    open_reference.cache_clear()
    with contextlib.suppress(WriteError):
        open_reference(WHOLE[:at] + damage + WHOLE[at + len(damage) :])
