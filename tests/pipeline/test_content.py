"""What a file is by its bytes: each kind of refusal with a file made for it, and honest files that pass."""

import bz2
import gzip
import lzma
import struct
import subprocess
import tarfile
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image

from lpse_docs.pipeline import content
from lpse_docs.pipeline.content import ACCEPTED, examined
from lpse_docs.pipeline.content_kind import OLE


def pdf(*drawn: bytes, password: str | None = None) -> bytes:
    made = pikepdf.new()
    for commands in drawn:
        made.add_blank_page()
        made.pages[-1].Contents = made.make_stream(commands)
    out = BytesIO()
    made.save(out, encryption=pikepdf.Encryption(owner="o", user=password) if password is not None else False)
    return out.getvalue()


def package(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (2, 2)).save(out, kind)
    return out.getvalue()


def vast(side: int) -> bytes:
    """A picture that says of itself that it is as large as a house."""
    size = struct.pack(">II", side, side)
    made = picture("PNG")
    head = b"IHDR" + size + made[24:29]
    return made[:12] + head + struct.pack(">I", zlib.crc32(head)) + made[33:]


def acting(where: str) -> bytes:
    """A PDF that runs something when it is opened."""
    with pikepdf.open(BytesIO(pdf(WORDS))) as made:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        held = {
            "/OpenAction": action,
            "/AA": pikepdf.Dictionary(WC=action),
            "/Names": pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=["a", action])),
        }
        made.Root[where] = held[where]
        out = BytesIO()
        made.save(out)
    return out.getvalue()


def tarred() -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return out.getvalue()


WORDS = b"BT /F1 12 Tf (Isi) Tj ET"
NOTHING = b"q 1 0 0 1 0 0 cm 0 0 9 9 re W n Q"
TYPES = b"<Types/>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<w:document xmlns:w="{WORD}"><w:body><w:p/></w:body></w:document>'.encode()


def docx(**more: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in {"[Content_Types].xml": TYPES, "word/document.xml": BODY, **more}.items():
            archive.writestr(name, data)
    return out.getvalue()


def locked_zip() -> bytes:
    data = bytearray(package(a_txt=b"isi"))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT = f'<o:document-content xmlns:o="{OFFICE}"><o:body/></o:document-content>'.encode()
ODT = package(mimetype=content.OPEN_DOCUMENT[".odt"], content_xml=TEXT)


def workbook() -> bytes:
    out = BytesIO()
    Workbook().save(out)
    return out.getvalue()


def main(data: bytes) -> bytes:
    """A package of which only the names say that it is a document."""
    return docx(**{"word/document.xml": data})


GOOD = {
    "a.pdf": pdf(NOTHING, WORDS),
    "b.PDF": pdf(b"0 0 m 9 9 l S"),
    "a.docx": docx(),
    "a.odt": ODT,
    "b.docx": docx(**{"word/document.xml": BODY.decode().encode("utf-16")}),
    "c.docx": docx(
        **{"word/document.xml": BODY.replace(WORD.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")}
    ),
    "a.xlsx": workbook(),
    "a.png": picture("PNG"),
    "a.jpg": picture("JPEG"),
    "a.tif": picture("TIFF"),
    "a.txt": "Notulen é\n".encode(),
    "a.csv": b"a;b\r\n1;2\r\n",
    "b.txt": "Notulen".encode("utf-16"),
    "a.eml": b"From: a\r\nSubject: b\r\n\r\nIsi",
    "a.zip": package(a_txt=b"isi"),
    "tanda.txt": b"Pakai tanda <html> dan </html> seperlunya.\n<b>Tebal</b> ditulis begini.",
    "halaman.txt": b"Contoh:\n<html>\n<p>isi</p>\n</html>\nBegitu susunannya.",
    "kurung.csv": b"<nama>;jumlah\nAnu;1\n",
    "kutipan.txt": b"From: Sekretaris\nDate: 1 Juni\nSubject: Rapat\n\nHadir tujuh orang.",
    "singkatan.txt": b"MZ: notulis rapat\n",
    "data.txt": b'{"standar": ["A", 1]}\n',
    "b.csv": "\ufeffkode;nilai\r\nS01;terpenuhi\r\n".encode(),
    "c.csv": "kode\tnilai\n".encode("utf-16"),
    "a.md": b'<!-- rapat -->\n<div align="center">\n\n# Notulen\n\n</div>\n',
    "b.eml": b"From anu@contoh.id Mon Jun  1 09:00:00 2026\nFrom: a\nSubject: b\n\nIsi",
}

MAIL = b"From anu@contoh.id Mon Jun  1 09:00:00 2026\nReceived: by x\nSubject: b\n\nIsi\n\n"
DISGUISED = [
    (b"<!DOCTYPE html>\n<html><body>Isi</body></html>", "halaman web (HTML)"),
    (b"\xef\xbb\xbf \n<!-- a --> <HTML lang=id><p>Isi", "halaman web (HTML)"),
    (b"<p class=x>Isi</p>", "halaman web (HTML)"),
    (b"Disalin\n<html>\n<p>isi</p>\n</html>\n", "halaman web (HTML)"),
    ("<script>x()</script>".encode("utf-16"), "halaman web (HTML)"),
    (b"<?xml version='1.0'?><!-- a --><!DOCTYPE html PUBLIC 'x'><html/>", "halaman web (HTML)"),
    (b"<?xml version='1.0'?>\n<data/>", "XML"),
    (b"<?xml version='1.0'?><!-- a --><svg:svg xmlns:svg='x'/>", "gambar SVG"),
    (b"<svg viewBox='0 0 1 1'/>", "gambar SVG"),
    (b"{\\rtf1\\ansi Isi}", "dokumen RTF"),
    (b"%!PS-Adobe-3.0\n", "dokumen PostScript"),
    (b"Return-Path: <a@b>\r\nFrom: a\r\n b\r\nSubject: c\r\n\r\nIsi", "surat elektronik"),
    (MAIL, "surat elektronik"),
    (MAIL * 2, "kotak surat (mbox)"),
    (b"\xff\xfea\x00\x00\xd8b\x00", "jenis lain"),
    (b"\xff\xfea\x00\x01\x00", "jenis lain"),
    (gzip.compress(b"isi"), "arsip gzip"),
    (bz2.compress(b"isi"), "arsip bzip2"),
    (lzma.compress(b"isi"), "arsip xz"),
    (b"Rar!\x1a\x07\x01\x00", "arsip RAR"),
    (b"7z\xbc\xaf\x27\x1c\x00\x04", "arsip 7z"),
    (package(a_txt=b"isi"), "arsip ZIP atau berkas Office"),
    (OLE + bytes(9), "berkas Office lama"),
    (b"\0\0\0\x18ftypheic\0\0", "gambar HEIC"),
    (b"\0\0\0\x18ftypisom\0\0", "video atau suara (MP4)"),
    (b"RIFF\x24\0\0\0WEBPVP8 ", "gambar WebP"),
    (picture("GIF"), "gambar GIF"),
    (picture("BMP"), "jenis lain"),
    (tarred(), "arsip tar"),
]  # fmt: skip
MACROS = b'<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/><Override PartName="/word/x.dat" ContentType="application/vnd.ms-office.vbaProject"/></Types>'

BAD = [
    ("a.pdf", b"", "LPSE581", "ukurannya nol"),
    ("a.txt", b" \r\n\t", "LPSE581", "hanya berisi spasi"),
    ("a.pdf", pdf(), "LPSE581", "tanpa halaman"),
    ("a.pdf", pdf(NOTHING, b""), "LPSE581", "semua halaman PDF kosong (2 halaman)"),
    ("a.zip", package(), "LPSE581", "arsip tanpa isi"),
    ("a.pdf", pdf(WORDS, password="x"), "LPSE582", "kata sandi"),
    ("a.pdf", pdf(WORDS, password=""), "LPSE582", "dienkripsi"),
    ("a.docx", OLE + b"x" * 600, "LPSE582", "kata sandi"),
    ("a.zip", locked_zip(), "LPSE582", "kata sandi"),
    ("a.odt", package(mimetype=b"x", META_INF=b"", **{"META-INF__manifest_xml": b"<m:encryption-data/>"}), "LPSE582", "kata sandi"),
    ("a.pdf", pdf(WORDS)[:-60], "LPSE583", "rusak"),
    ("a.docx", docx()[:-10], "LPSE583", "rusak"),
    ("a.zip", package(a_txt=b"isi" * 99).replace(b"PK\x03\x04", b"PK\x03\x04", 1)[:40] + b"\xff" * 60, "LPSE583", "rusak"),
    ("surat.pdf", picture("PNG"), "LPSE584", "tidak sesuai dengan isinya (gambar PNG)"),
    ("a.png", pdf(WORDS), "LPSE584", "isinya (PDF)"),
    ("a.txt", pdf(WORDS), "LPSE584", "isinya (PDF)"),
    ("a.txt", b"\x00\x01\x02", "LPSE584", "isinya (jenis lain)"),
    ("a.eml", b"hanya kata", "LPSE584", "isinya (teks)"),
    *((f"{place}.txt", data, "LPSE584", f"({kind})") for place, (data, kind) in enumerate(DISGUISED)),
    ("a.csv", b"<table><tr><td>1</td></tr></table>", "LPSE584", "isinya (halaman web (HTML))"),
    ("a.md", b"<!DOCTYPE html><p>isi", "LPSE584", "isinya (halaman web (HTML))"),
    ("a.eml", b"<html><p>Subject: x", "LPSE584", "isinya (halaman web (HTML))"),
    ("a.eml", MAIL * 2, "LPSE584", "isinya (kotak surat (mbox))"),
    ("a.txt", b"@echo off\r\ndel *", "LPSE585", "program"),
    ("a.txt", b"\xef\xbb\xbf<?php x();", "LPSE585", "program"),
    ("a.txt", b"\x7fELF\x02\x01", "LPSE585", "program"),
    ("a.zip", package(a_txt=b"MZ\x90\x00\x03\x00"), "LPSE585", "a.txt"),
    ("a.docx", docx(**{"[Content_Types].xml": MACROS}), "LPSE584", "melainkan .docm"),
    ("a.docm", docx(**{"[Content_Types].xml": MACROS}), "LPSE586", "makro"),
    ("a.docx", ODT, "LPSE584", "bukan .docx"),
    ("a.odt", docx(), "LPSE584", "bukan .odt"),
    ("a.docx", main(b"<x/>"), "LPSE584", "bukan .docx: bagian utamanya bukan isi jenis ini"),
    ("a.docx", main(b"bukan XML"), "LPSE584", "bukan XML yang utuh"),
    ("a.docx", main(BODY[:-4]), "LPSE584", "bukan XML yang utuh"),
    ("a.docx", main(b""), "LPSE584", "bukan XML yang utuh"),
    ("a.docx", main(b"<document><body/></document>"), "LPSE584", "bukan isi jenis ini"),
    ("a.docx", main(BODY.replace(b"w:body", b"w:lain")), "LPSE584", "tidak memuat isi"),
    ("a.docx", main(b'<!DOCTYPE a [<!ENTITY b "c">]>' + BODY), "LPSE584", "DOCTYPE"),
    ("a.odt", package(mimetype=content.OPEN_DOCUMENT[".odt"], content_xml=b"<o/>"), "LPSE584", "bukan isi jenis ini"),
    ("a.xlsx", docx(**{"xl/workbook.xml": BODY}), "LPSE584", "bukan .xlsx: bagian utamanya bukan isi jenis ini"),
    ("a.xyz", b"apa", "LPSE584", "Jenis berkas .xyz tidak diterima"),
    ("tanpa", b"apa", "LPSE584", "tanpa akhiran"),
    ("a.exe", b"apa", "LPSE585", "program"),
    ("a.txt", b"#!/bin/sh\n", "LPSE585", "program"),
    ("a.pdf", b"MZ" + b"\x00" * 99, "LPSE585", "program"),
    ("a.zip", package(dalam__jalankan_BAT=b"x"), "LPSE585", "dalam/jalankan.BAT"),
    ("a.docx", docx(**{"word/vbaProject.bin": b"x"}), "LPSE586", "makro"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "LPSE583", "gambar rusak"),
    ("a.jpg", picture("JPEG")[:-200], "LPSE583", "gambar rusak"),
    ("a.tif", b"II*\x00", "LPSE583", "gambar rusak"),
    ("a.png", vast(30000), "LPSE587", "terlalu banyak titik"),
    ("a.png", vast(10000), "LPSE587", "terlalu banyak titik"),
    ("a.zip", package(kosong_bin=bytes(90 << 20)), "LPSE587", "mengembang lebih dari 100 kali"),
    ("a.pdf", acting("/OpenAction"), "LPSE586", "skrip"),
    ("a.pdf", acting("/AA"), "LPSE586", "skrip"),
    ("a.pdf", acting("/Names"), "LPSE586", "skrip"),
]  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_honest_files_pass(name: str) -> None:
    assert examined(GOOD[name], name) == []


@pytest.mark.parametrize(
    ("name", "data", "code", "words"), BAD, ids=lambda value: value if isinstance(value, str) else ""
)
def test_each_refusal_has_its_answer(name: str, data: bytes, code: str, words: str) -> None:
    (found,) = examined(data, name)
    assert found.code == code
    assert words in found.message
    assert found.span.path == name


def test_what_unpacks_beyond_all_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "UNPACKED", 1000)
    assert [item.code for item in examined(package(a_txt=b"0" * 2000), "a.zip")] == ["LPSE587"]
    monkeypatch.setattr(content, "MOST_PAGES", 1)
    assert [item.code for item in examined(pdf(WORDS, WORDS), "a.pdf")] == ["LPSE587"]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.sampled_from(ACCEPTED), st.data())
def test_no_damage_is_more_than_a_finding(name: str, ending: str, data: st.DataObject) -> None:
    whole = bytearray(GOOD[name])
    for _ in range(data.draw(st.integers(0, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    for content_ in (bytes(whole), bytes(whole[:cut])):
        found = examined(content_, f"a{ending}")
        assert all(item.code.startswith("LPSE58") and item.message.endswith(".") for item in found)


@pytest.mark.needs("soffice")
def test_a_blank_page_of_another_program_is_blank(tmp_path: Path) -> None:
    for name, text in (("kosong", " \n"), ("isi", "Isi\n")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "kosong.txt"), str(tmp_path / "isi.txt")], check=True, capture_output=True)
    assert [item.code for item in examined((tmp_path / "kosong.pdf").read_bytes(), "kosong.pdf")] == ["LPSE581"]
    assert examined((tmp_path / "isi.pdf").read_bytes(), "isi.pdf") == []
