"""Files that are damaged, enormous or hostile end in a finding, in bounded time, whatever is in them."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.audit import audit, opening
from tests.audit.conftest import PROFILE, redone, repacked, said

CANNOT = "LPSE740 Berkas tidak dapat diperiksa: "


def package(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


GARBAGE = [
    (b"", "kosong.pdf", "berkas ini bukan PDF."),
    (b"\x00" * 5000, "nol.pdf", "berkas ini bukan PDF."),
    (b"%PDF-1.7\ngarbage", "sampah.pdf", "PDF rusak atau terpotong."),
    (b"", "kosong.docx", "paket Word rusak, terpotong, atau bukan DOCX."),
    (b"PK\x03\x04" + b"x" * 100, "sampah.docx", "paket Word rusak, terpotong, atau bukan DOCX."),
    (package(a=b"b"), "lain.docx", "paket ini tidak memuat word/document.xml."),
    (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "sandi.docx", "berkas ini terkunci dengan kata sandi atau berformat Word lama."),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "reason"), GARBAGE)
def test_what_is_no_document_is_said_to_be_none(data: bytes, name: str, reason: str) -> None:
    assert said(data, name) == [CANNOT + reason]


def test_a_locked_file_is_said_to_be_locked(pdf: bytes) -> None:
    locked = redone(pdf, lambda _: None, encryption=pikepdf.Encryption(owner="x", user="y"))
    assert said(locked, "a.pdf") == [CANNOT + "PDF terkunci dengan kata sandi."]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_file_cut_short_is_not_read_as_whole(pdf: bytes, word: bytes, share: float) -> None:
    assert said(pdf[: int(len(pdf) * share)], "a.pdf") == [CANNOT + "PDF rusak atau terpotong."]
    cut = said(word[: int(len(word) * share)], "a.docx")
    assert cut == [CANNOT + "paket Word rusak, terpotong, atau bukan DOCX."]


def test_sizes_are_bounded(pdf: bytes, word: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_PAGES", 1)
    assert said(pdf, "a.pdf") == [CANNOT + "PDF mempunyai 2 halaman; yang dapat diperiksa 1 sampai 1."]
    monkeypatch.setattr(opening, "MOST_PARTS", 3)
    assert said(word, "a.docx") == [CANNOT + "paket Word mengembang melampaui batas."]
    monkeypatch.setattr(opening, "LARGEST", 1 << 20)
    assert said(b"x" * (2 << 20), "a.pdf") == [CANNOT + "berkas lebih besar dari 1 MiB."]


def test_a_zip_bomb_is_not_unpacked(word: bytes) -> None:
    bomb = repacked(word, "word/styles.xml", lambda _: b" " * (opening.LARGEST + 1))
    assert len(bomb) < 1 << 20
    assert said(bomb, "a.docx") == [CANNOT + "paket Word mengembang melampaui batas."]


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    """The directory promises one byte, the stream holds 300 MiB."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = stream.compress(b" " * (300 << 20)) + stream.flush()
    name = b"word/document.xml"
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 33, 0, len(packed), 1, len(name), 0)
    entry = struct.pack(
        "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 33, 0, len(packed), 1, len(name), 0, 0, 0, 0, 0, 0
    )
    begin = len(head) + len(name) + len(packed)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(entry) + len(name), begin, 0)
    found = said(head + name + packed + entry + name + end, "a.docx")
    assert found == [CANNOT + "paket Word rusak, terpotong, atau bukan DOCX."]


def test_two_parts_of_one_name_are_refused(word: bytes) -> None:
    out = BytesIO(word)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", b"<x/>")
    assert said(out.getvalue(), "a.docx") == [CANNOT + "paket Word memuat dua bagian bernama sama."]


def test_a_form_that_paints_itself_ends(pdf: bytes) -> None:
    def change(pdf: Any) -> None:
        form = pdf.make_stream(b"/X Do " * 50, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=form)
        pdf.pages[0].contents_add(b"/X Do")

    found = said(redone(pdf, change), "a.pdf")
    assert CANNOT + "susunan di dalam berkas rusak atau tidak wajar." in found


ODD: list[tuple[str, Any]] = [
    ("/Metadata", 3),
    ("/AcroForm", pikepdf.Name.Odd),
    ("/StructTreeRoot", pikepdf.Array([1])),
    ("/OutputIntents", 1),
    ("/AF", pikepdf.Dictionary()),
    ("/MarkInfo", 0),
]


@pytest.mark.filterwarnings("ignore::UserWarning")  # pikepdf about what is saved here
@pytest.mark.parametrize(("key", "value"), ODD)
def test_a_value_of_a_wrong_kind_is_a_finding(pdf: bytes, key: str, value: Any) -> None:
    found = said(redone(pdf, lambda pdf: pdf.Root.__setitem__(key, value)), "a.pdf")
    assert found and all(item.startswith("LPSE7") for item in found)


CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=20)


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")  # the files are long, and fixtures
@pytest.mark.parametrize("kept", [0.005, 0.05])
def test_a_font_that_ends_too_early_is_a_finding(pdf: bytes, kept: float) -> None:
    def cut(file: pikepdf.Pdf) -> None:
        for item in file.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                font = item.FontFile2.read_bytes()
                item.FontFile2.write(font[: int(len(font) * kept)])

    assert any(line.startswith((CANNOT, "LPSE749")) for line in said(redone(pdf, cut), "a.pdf"))


@given(which=st.sampled_from((0, 1)), changes=CHANGES)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_file_with_changed_bytes_never_raises(
    written: tuple[bytes, bytes], which: int, changes: list[tuple[int, int]]
) -> None:
    broken = bytearray(written[which])
    for place, value in changes:
        broken[place % len(broken)] = value
    for item in audit(bytes(broken), ("a.pdf", "a.docx")[which], PROFILE):
        assert item.code.startswith("LPSE74")


@given(junk=st.binary(max_size=300), name=st.sampled_from(("a.pdf", "a.docx")))
@settings(max_examples=50, deadline=None)
def test_junk_is_never_clean(junk: bytes, name: str) -> None:
    assert [item.code for item in audit(b"%PDF-1.7\n" + junk if name == "a.pdf" else junk, name, PROFILE)] == [
        "LPSE740"
    ]
