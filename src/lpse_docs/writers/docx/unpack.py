"""Opening a Word file that comes from outside: bounded in number and size, no odd names, no entities."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from lpse_docs.diagnostics import Span
from lpse_docs.writers.failure import Flaw, WriteError

PATH: Final = "templates/word/reference.docx"
MAX_PARTS: Final = 5_000
MAX_PART: Final = 64_000_000  # bytes
MAX_TOTAL: Final = 256_000_000  # bytes
ODD: Final = re.compile(r"^/|\\|//|(^|/)\.{1,2}(/|$)|[\x00-\x1f\x7f:*?\"<>|]")
ENCRYPTED: Final = 0x1


def unpacked(package: bytes) -> dict[str, bytes]:
    """Every part of a package by name.

    Raises:
        WriteError: The package is damaged, too large, or holds what an office program would never write.
    """
    try:
        with zipfile.ZipFile(BytesIO(package)) as archive:
            members = archive.infolist()
            _check_members(members)
            parts = {member.filename: _read(archive, member) for member in members}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise damage("tidak dapat dibaca; kembalikan berkas yang utuh") from error
    for name, data in parts.items():
        if name.endswith((".xml", ".rels")):
            _check_xml(name, data)
    return parts


def damage(reason: str) -> WriteError:
    """A failure that names the reference document."""
    sentence = f"dokumen acuan Word {reason}"
    return WriteError(sentence, [Flaw(sentence, Span(PATH))])


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_PARTS:
        raise damage(f"memuat lebih dari {MAX_PARTS} bagian")
    if sum(member.file_size for member in members) > MAX_TOTAL:
        raise damage(f"lebih besar dari {MAX_TOTAL // 1_000_000} MB setelah dibuka")
    for problem in _odd(members):
        raise damage(problem)


def _odd(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Part names are unique whatever their case (ECMA-376 part 2, 6.2.2.3)."""
    seen: set[str] = set()
    for member in members:
        name = member.orig_filename
        if ODD.search(name) or name != member.filename or not name.isprintable():
            yield f"memuat bagian dengan nama yang ganjil: {_shown(name)}"
        if member.flag_bits & ENCRYPTED:
            yield f"memuat bagian yang disandi: {_shown(name)}"
        if member.file_size > MAX_PART:
            yield f"memuat bagian yang lebih besar dari {MAX_PART // 1_000_000} MB: {_shown(name)}"
        if name.lower() in seen:
            yield f"memuat dua bagian bernama sama: {_shown(name)}"
        seen.add(name.lower())


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The content of a part; the sizes a zip states need not be true."""
    with archive.open(member) as stream:
        data = stream.read(member.file_size + 1)
    if len(data) != member.file_size:
        raise damage(f"memuat bagian yang tidak sebesar pernyataannya: {_shown(member.filename)}")
    return data


def _check_xml(name: str, data: bytes) -> None:
    """No document type, so no entity that could grow or reach out; libxml2 is asked only afterwards."""
    parser = ParserCreate()

    def refuse(*_: object) -> None:
        raise damage(f"memuat DOCTYPE atau ENTITY pada bagian {_shown(name)}")

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as error:
        raise damage(f"memuat XML yang rusak pada bagian {_shown(name)}") from error


def _shown(name: str) -> str:
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in name)[:80]
