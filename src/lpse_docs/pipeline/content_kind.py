"""What a content is, in a word for people: by the marks that binary kinds bear, and by how texts of a language begin."""

import re
from collections.abc import Mapping, Sequence

TEXT = "teks"
OTHER = "jenis lain"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # Office before 2007, and what it wraps around a locked file
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
MARKS: Sequence[tuple[int, bytes, str]] = (
    (0, b"PK\x03\x04", "arsip ZIP atau berkas Office"),
    (0, b"PK\x05\x06", "arsip ZIP atau berkas Office"),
    (0, OLE, "berkas Office lama"),
    (0, b"\x89PNG\r\n\x1a\n", "gambar PNG"),
    (0, b"\xff\xd8\xff", "gambar JPEG"),
    (0, b"II*\x00", "gambar TIFF"),
    (0, b"MM\x00*", "gambar TIFF"),
    (0, b"GIF87a", "gambar GIF"),
    (0, b"GIF89a", "gambar GIF"),
    (8, b"WEBP", "gambar WebP"),
    (4, b"ftypheic", "gambar HEIC"),
    (4, b"ftypheix", "gambar HEIC"),
    (4, b"ftypmif1", "gambar HEIC"),
    (4, b"ftypavif", "gambar AVIF"),
    (4, b"ftyp", "video atau suara (MP4)"),
    (0, b"Rar!\x1a\x07", "arsip RAR"),
    (0, b"7z\xbc\xaf\x27\x1c", "arsip 7z"),
    (0, b"\x1f\x8b", "arsip gzip"),
    (4, b"1AY&SY", "arsip bzip2"),
    (0, b"\xfd7zXZ\x00", "arsip xz"),
    (0, b"\x28\xb5\x2f\xfd", "arsip zstd"),
    (257, b"ustar", "arsip tar"),
    (0, b"SQLite format 3\x00", "basis data SQLite"),
)
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
NO_SIGNS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]")
WIDE: Mapping[bytes, str] = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
HEAD = 1 << 16  # signs in which a language shows itself; what begins a text counts, not what it speaks of
WEB = re.compile(r"<!doctype\s+html\b|<(?:html|head|body|script|iframe)[\s>/]", re.IGNORECASE)
PIECES = re.compile(
    r"<(?:meta|title|link|style|table|div|span|font|center|form|img|br|hr|h[1-6]|p|a|b|i|ul|ol)(?:\s[^<]*)?/?>",
    re.IGNORECASE,
)
PAGE = re.compile(r"^[ \t]*<html[\s>]", re.IGNORECASE | re.MULTILINE)
DRAWING = re.compile(r"<!doctype\s+svg\b|<(?:\w+:)?svg[\s>]", re.IGNORECASE)
SERVED = re.compile(r"<\?(?:php|=)|<%|@echo\s+off\b", re.IGNORECASE)
FIELD = re.compile(r"[!-9;-~]+:")
CARRIED = re.compile(r"^(?:Received|Return-Path|Message-ID|MIME-Version|Delivered-To):", re.IGNORECASE | re.MULTILINE)
POSTED = re.compile(r"^From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:[A-Z][a-z]{2}) [ \d]\d ", re.MULTILINE)
MAIL, MAILS = "surat elektronik", "kotak surat (mbox)"
PROGRAM = "program atau skrip"


def kind(data: bytes, *, marked_up: bool = False) -> str:
    """What a content is.

    Args:
        data: The content.
        marked_up: Whether pieces of HTML may stand in the text, as they may in Markdown.
    """
    if b"%PDF-" in data[:1024]:
        return "PDF"
    for place, mark, name in MARKS:
        if data.startswith(mark, place):
            return name
    text = written(data)
    return OTHER if text is None else _language(text, marked_up=marked_up)


def written(data: bytes) -> str | None:
    """The beginning of a text; None when the content is none."""
    coding = WIDE.get(data[:2])
    if coding is None:
        return None if NO_TEXT.search(data) else data.decode("utf-8", "ignore").removeprefix("\ufeff")
    try:
        text = data[2:].decode(coding)
    except UnicodeDecodeError:
        return None
    return None if NO_SIGNS.search(text) else text


def _language(text: str, *, marked_up: bool) -> str:
    head = text[:HEAD].lstrip()
    begin = _bare(head)
    if head.startswith("#!") or SERVED.match(head):
        return PROGRAM
    if head.startswith("{\\rtf"):
        return "dokumen RTF"
    if head.startswith("%!PS"):
        return "dokumen PostScript"
    if DRAWING.match(begin):
        return "gambar SVG"
    if WEB.match(begin) or (not marked_up and PIECES.match(begin)) or _page(text):
        return "halaman web (HTML)"
    return "XML" if head.startswith("<?xml") else _post(head)


def _bare(head: str) -> str:
    """A text behind remarks and the declaration of XML, which may stand before everything."""
    while mark := next((pair for pair in (("<!--", "-->"), ("<?xml", "?>")) if head.startswith(pair[0])), None):
        head = head.partition(mark[1])[2].lstrip()
    return head


def _page(text: str) -> bool:
    """Whether a page stands behind some words; who writes about pages does not end with the end of one."""
    return text[-100:].rstrip().lower().endswith("</html>") and bool(PAGE.search(text))


def _post(head: str) -> str:
    """Whether a text is a letter as mail programs carry it, or many; a note with a subject and a day is neither."""
    if POSTED.match(head):
        return MAILS if len(POSTED.findall(head)) > 1 else MAIL
    lines = head.replace("\r\n", "\n").split("\n\n", 1)[0].split("\n")
    fields = all(FIELD.match(line) or line.startswith((" ", "\t")) for line in lines)
    return MAIL if len(lines) > 1 and fields and CARRIED.search("\n".join(lines)) else TEXT
