"""The files that travel in the PDF files of a folder, by `dokumen/x.pdf!lpse.yaml`: what a seal states of sources."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pikepdf

MOST = 2000  # attachments of one file that are read
LARGEST = 64 << 20  # bytes of one
SIZE = 200 << 20  # bytes of a PDF file
SEPARATOR = "!"


def of_folder(folder: Path, names: Iterable[str]) -> dict[str, str]:
    """The digest of each attachment of each PDF file of a folder; one that cannot be read has none."""
    found: dict[str, str] = {}
    for name in names:
        if name.lower().endswith(".pdf"):
            found |= {f"{name}{SEPARATOR}{inside}": digest for inside, digest in of_file(folder / name)}
    return found


def of_file(path: Path) -> list[tuple[str, str]]:
    """Name and digest of each attachment of one PDF file; nothing when it is none, or holds more than anybody sends."""
    if path.is_symlink() or path.stat().st_size > SIZE:
        return []
    try:
        with pikepdf.open(path) as opened:
            return list(_attached(opened))
    except (pikepdf.PdfError, zlib.error, ValueError, TypeError, KeyError, RuntimeError):
        return []


def _attached(opened: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    if len(opened.attachments) > MOST:
        raise ValueError
    for specification in opened.attachments.values():
        data = _plain(specification.get_file().obj)
        yield specification.filename, hashlib.sha256(data).hexdigest()


def _plain(stream: pikepdf.Object) -> bytes:
    """The bytes of an attachment, never more than allowed, whatever they unpack to."""
    raw = stream.read_raw_bytes()
    packing = stream.get("/Filter")
    if packing == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
        raw = zlib.decompressobj().decompress(raw, LARGEST + 1)
    elif packing is not None:
        raise ValueError
    if len(raw) > LARGEST:
        raise ValueError
    return raw
