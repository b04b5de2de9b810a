"""Open a file that may be damaged, enormous or hostile, within bounds."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import TypeAlias

import pikepdf
from fontTools.ttLib import TTLibError
from lxml import etree

from lpse_docs.audit.finding import error
from lpse_docs.audit.ink import TooMuch
from lpse_docs.audit.printed import PdfFile
from lpse_docs.audit.word import MAIN, Broken, WordFile
from lpse_docs.diagnostics import Diagnostic

File: TypeAlias = PdfFile | WordFile

LARGEST = 200 << 20  # bytes of a file, and of everything in a package together
MOST_PAGES = 3000
MOST_PARTS = 5000
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
# What libraries and rules stumble over when the inside of a file is not what its outside promises.
DAMAGE = (
    pikepdf.PdfError,
    TTLibError,
    struct.error,  # fonts that end too early
    etree.LxmlError,
    Broken,
    TooMuch,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    ArithmeticError,
    RecursionError,
    AssertionError,
)


class Unreadable(Exception):
    """A file that cannot be audited; the sentence says why."""


def opened(data: bytes, path: str) -> File:
    """The file by its suffix.

    Raises:
        Unreadable: It is not what its name says, or exceeds the bounds.
    """
    if len(data) > LARGEST:
        raise Unreadable(f"berkas lebih besar dari {LARGEST >> 20} MiB")
    return OPENERS[suffix(path)](data, path)


def suffix(path: str) -> str:
    """The suffix of a path in lower case, with its dot."""
    return f".{path.rpartition('.')[2].lower()}"


def _pdf(data: bytes, path: str) -> PdfFile:
    if b"%PDF-" not in data[:1024]:
        raise Unreadable("berkas ini bukan PDF")
    try:
        pdf = pikepdf.open(BytesIO(data), attempt_recovery=False)  # what needs repair is not signed
        pages = len(pdf.pages)
    except pikepdf.PasswordError as fault:
        raise Unreadable("PDF terkunci dengan kata sandi") from fault
    except DAMAGE as fault:
        raise Unreadable("PDF rusak atau terpotong") from fault
    if not 0 < pages <= MOST_PAGES:
        raise Unreadable(f"PDF mempunyai {pages} halaman; yang dapat diperiksa 1 sampai {MOST_PAGES}")
    return PdfFile(path, pdf)


def _docx(data: bytes, path: str) -> WordFile:
    if data[:8] == bytes.fromhex("d0cf11e0a1b11ae1"):
        raise Unreadable("berkas ini terkunci dengan kata sandi atau berformat Word lama")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = dict(_parts(archive))
    except ZIP_FAULTS as fault:
        raise Unreadable("paket Word rusak, terpotong, atau bukan DOCX") from fault
    if MAIN not in parts:
        raise Unreadable(f"paket ini tidak memuat {MAIN}")
    return WordFile(path, parts)


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = [item for item in archive.infolist() if not item.is_dir()]
    if len(members) > MOST_PARTS or sum(item.file_size for item in members) > LARGEST:
        raise Unreadable("paket Word mengembang melampaui batas")
    if len({item.filename for item in members}) != len(members):
        raise Unreadable("paket Word memuat dua bagian bernama sama")
    for item in members:
        yield item.filename, archive.read(item)


OPENERS: Mapping[str, Callable[[bytes, str], File]] = {".pdf": _pdf, ".docx": _docx}


def unreadable(path: str, reason: str) -> Diagnostic:
    """Berkas dapat dibuka dan diperiksa seluruhnya dalam batas waktu dan memori.

    Mengapa: berkas yang rusak, terkunci, atau luar biasa besar tidak dapat diperiksa sebelum ditandatangani.
    Contoh: PDF yang terpotong saat disalin, atau dokumen Word yang dilindungi kata sandi.
    Perbaikan: simpan atau ekspor ulang berkas itu tanpa kata sandi, lalu periksa lagi.
    """
    return error(
        "LPSE740",
        path,
        f"Berkas tidak dapat diperiksa: {reason}.",
        "Simpan atau ekspor ulang berkas ini tanpa kata sandi.",
    )
