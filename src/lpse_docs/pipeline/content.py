"""What a file offered as evidence really is: by its bytes, never by its name alone."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from lpse_docs.audit.ink import Budget, Reader
from lpse_docs.audit.opening import DAMAGE
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.pipeline import evidence_faults as faults
from lpse_docs.pipeline.office_parts import MAIN, Alien, judge

LARGEST = 100 << 20  # bytes of a file
UNPACKED = 1 << 30  # bytes of everything in an archive together
MOST_PARTS = 5000
MOST_PAGES = 3000
CHUNK = 1 << 20

OPEN_DOCUMENT = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
PICTURES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".tif": (b"II*\x00", b"MM\x00*"),
    ".tiff": (b"II*\x00", b"MM\x00*"),
}
TEXTS = (".txt", ".csv", ".md", ".eml")
ACCEPTED = (".pdf", *MAIN, *PICTURES, *TEXTS, ".zip")
PROGRAMS = frozenset(
    [
        ".exe",
        ".dll",
        ".com",
        ".scr",
        ".msi",
        ".bat",
        ".cmd",
        ".ps1",
        ".vbs",
        ".vbe",
        ".js",
        ".jse",
        ".wsf",
        ".hta",
        ".lnk",
        ".reg",
        ".jar",
        ".apk",
        ".sh",
        ".bash",
        ".py",
        ".pl",
        ".rb",
        ".php",
        ".elf",
        ".so",
        ".bin",
        ".run",
        ".deb",
        ".rpm",
        ".desktop",
        ".app",
    ]
)
CODE = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")
OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # Office before 2007, and what it wraps around a locked file
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
HEADER = re.compile(rb"^(From|Received|Return-Path|Message-ID|Date|Subject|MIME-Version|Delivered-To):", re.I | re.M)
DRAWN = frozenset(["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"])
SHOWN = frozenset(["Tj", "TJ", "'", '"'])
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
PDF_FAULTS = (pikepdf.PdfError, AttributeError, LookupError, TypeError, ValueError, RecursionError)


def suffix(name: str) -> str:
    """The suffix of a name in lower case with its dot, or nothing."""
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def examined(data: bytes, name: str) -> list[Diagnostic]:
    """What speaks against a file; only a warning lets it pass.

    Args:
        data: Its content.
        name: Its name, which findings show.
    """
    ending = suffix(name)
    if not data:
        return [faults.empty(name, "ukurannya nol")]
    if ending in PROGRAMS or data.startswith(CODE):
        return [faults.program(name, "program atau skrip bukan bukti")]
    if ending not in ACCEPTED:
        known = " ".join(item.removeprefix(".") for item in ACCEPTED)
        return [
            faults.wrong_type(name, f"Jenis berkas {ending or 'tanpa akhiran'} tidak diterima", f"Terima: {known}.")
        ]
    if not _fits(data, ending):
        return [_misfit(data, name, ending)]
    if ending == ".pdf":
        return list(_pdf(data, name))
    if ending in MAIN or ending == ".zip":
        return list(_package(data, name, ending))
    if ending in TEXTS and not data.lstrip(b"\xef\xbb\xbf \t\r\n"):
        return [faults.empty(name, "hanya berisi spasi")]
    return []


def _fits(data: bytes, ending: str) -> bool:
    """Whether the first bytes are those of the type a suffix promises."""
    if ending == ".pdf":
        return b"%PDF-" in data[:1024]
    if ending in MAIN or ending == ".zip":
        return data.startswith(ZIP)
    if ending in PICTURES:
        return data.startswith(PICTURES[ending])
    plain = data.startswith(UTF16) or not NO_TEXT.search(data)
    return plain and _actual(data) == "teks" and (ending != ".eml" or bool(HEADER.search(data[:65536])))


def _actual(data: bytes) -> str:
    """What a content is, in a word for people."""
    if b"%PDF-" in data[:1024]:
        return "PDF"
    if data.startswith(ZIP):
        return "arsip ZIP atau berkas Office"
    if data.startswith(OLE):
        return "berkas Office lama"
    names = {".png": "gambar PNG", ".jpg": "gambar JPEG", ".tif": "gambar TIFF"}
    for ending, name in names.items():
        if data.startswith(PICTURES[ending]):
            return name
    return "jenis lain" if NO_TEXT.search(data) and not data.startswith(UTF16) else "teks"


def _misfit(data: bytes, name: str, ending: str) -> Diagnostic:
    if ending in MAIN and data.startswith(OLE):
        return faults.locked(name, "dokumen Office dengan kata sandi atau format lama")
    reason = f"Akhiran nama {ending} tidak sesuai dengan isinya ({_actual(data)})"
    return faults.wrong_type(name, reason, "Betulkan akhiran namanya, atau simpan ulang dengan jenis yang benar.")


def _pdf(data: bytes, name: str) -> Iterator[Diagnostic]:
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False) as pdf:
            pages = len(pdf.pages)
            if pdf.is_encrypted:
                yield faults.locked(name, "PDF ini dienkripsi")
            elif pages > MOST_PAGES:
                yield faults.too_large(name, f"{pages} halaman, paling banyak {MOST_PAGES}")
            elif not pages:
                yield faults.empty(name, "PDF tanpa halaman")
            elif all(_blank(page) for page in pdf.pages):
                yield faults.empty(name, f"semua halaman PDF kosong ({pages} halaman)")
    except pikepdf.PasswordError:
        yield faults.locked(name, "PDF ini memerlukan kata sandi")
    except PDF_FAULTS:
        yield faults.damaged(name, "PDF rusak atau terpotong")


def _blank(page: pikepdf.Page) -> bool:
    """Whether a page shows nothing: no words, no lines, no picture, no field or stamp."""
    if len(page.get("/Annots", [])):
        return False
    operators = {str(step.operator) for step in pikepdf.parse_content_stream(page)}
    return not operators & DRAWN and (not operators & SHOWN or not _written(page))


def _written(page: pikepdf.Page) -> bool:
    """Whether the words of a page are more than spaces; words that cannot be read are words."""
    reader = Reader(UPRIGHT, Budget(), {})
    try:
        reader.read(page, page.obj.get("/Resources") or page.resources)
    except DAMAGE:
        return True
    return any(words.text.strip() for words in reader.words)


def _package(data: bytes, name: str, ending: str) -> Iterator[Diagnostic]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [item for item in archive.infolist() if not item.is_dir()]
            grave = list(_members(archive, members, name, ending))
    except ZIP_FAULTS:
        grave = [faults.damaged(name, "paketnya rusak atau terpotong")]
        members = []
    yield from grave
    if not grave and any(item.filename.lower().endswith("vbaproject.bin") for item in members):
        yield faults.macros(name)


def _members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], name: str, ending: str) -> Iterator[Diagnostic]:
    """What speaks against an archive, the first reason only."""
    names = [item.filename for item in members]
    if not members:
        yield faults.empty(name, "arsip tanpa isi")
    elif len(members) > MOST_PARTS or sum(item.file_size for item in members) > UNPACKED:
        yield faults.too_large(name, f"isinya mengembang melampaui {UNPACKED >> 20} MiB atau {MOST_PARTS} berkas")
    elif any(item.flag_bits & 1 for item in members) or "encryption" in _manifest(archive, names):
        yield faults.locked(name, "isinya memerlukan kata sandi")
    elif ending == ".zip" and (found := next((item for item in names if suffix(item) in PROGRAMS), None)):
        yield faults.program(name, f"arsip memuat program {found}")
    elif ending in MAIN and not _is_package(archive, names, ending):
        yield faults.wrong_type(name, f"Isi paket ini bukan {ending}", "Betulkan akhiran namanya, atau simpan ulang.")
    else:
        for item in members:
            with archive.open(item) as part:  # reading to the end compares the checksum
                while part.read(CHUNK):
                    pass
        if ending in MAIN:
            yield from _alien(archive, name, ending)


def _alien(archive: zipfile.ZipFile, name: str, ending: str) -> Iterator[Diagnostic]:
    """Whether only the names in a package are those of its type."""
    try:
        judge(archive, ending)
    except Alien as why:
        hint = "Buka dengan program perkantoran lalu simpan ulang, atau minta berkas aslinya."
        yield faults.wrong_type(name, f"Isi paket ini bukan {ending}: {why}", hint)


def _manifest(archive: zipfile.ZipFile, names: list[str]) -> str:
    """What an OpenDocument says about its parts; a locked one names its encryption there."""
    place = "META-INF/manifest.xml"
    if place not in names:
        return ""
    with archive.open(place) as part:
        return "encryption" if b"encryption-data" in part.read(CHUNK) else ""


def _is_package(archive: zipfile.ZipFile, names: list[str], ending: str) -> bool:
    if MAIN[ending].place not in names:
        return False
    if ending not in OPEN_DOCUMENT:
        return "[Content_Types].xml" in names
    with archive.open("mimetype" if "mimetype" in names else MAIN[ending].place) as part:
        return part.read(200).strip() == OPEN_DOCUMENT[ending]
