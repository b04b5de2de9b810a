"""The parts of a package, opened within bounds and without a doubt about which bytes a part is."""

import re
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from urllib.parse import unquote

from lpse_docs.opc.headers import agrees, descriptors, header

MOST_PARTS: Final = 5000
LARGEST_PART: Final = 64 << 20  # bytes
LARGEST: Final = 256 << 20  # bytes of a package, and of all its parts together
OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    KeyError,
    MemoryError,
)
_ODD: Final = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]|%(2f|5c|00)|\]\.piece$|\.last\.piece$", re.IGNORECASE)
_ENCRYPTED: Final = 0x01
_END: Final = b"PK\x05\x06"
_END_SIZE: Final = 22


class Unreadable(Exception):
    """A package that is not read; the words are an Indonesian clause without full stop."""


@dataclass(frozen=True)
class Package:
    """Parts by their names, without a leading slash, in the order of the file."""

    parts: Mapping[str, bytes]
    members: Sequence[zipfile.ZipInfo]

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    def __getitem__(self, name: str) -> bytes:
        return self.parts[name]


def opened(data: bytes) -> Package:
    """The package in a file.

    Raises:
        Unreadable: It is no package, is damaged or locked, exceeds the bounds, or two readers could see two packages in it.
    """
    if data[:8] == OLE:
        raise Unreadable("berkas ini terkunci dengan kata sandi atau berformat Office lama")
    if len(data) > LARGEST:
        raise Unreadable(f"berkas lebih besar dari {LARGEST >> 20} MiB")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            _check_bounds(members)
            _check_names(members)
            _check_places(data, members, archive.start_dir)
            return Package({item.filename: _read(archive, item) for item in members}, members)
    except ZIP_FAULTS as fault:
        raise Unreadable("paket rusak, terpotong, atau bukan DOCX maupun XLSX") from fault


def _check_bounds(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_PARTS:
        raise Unreadable(f"paket memuat lebih dari {MOST_PARTS} bagian")
    if any(item.file_size > LARGEST_PART for item in members) or sum(item.file_size for item in members) > LARGEST:
        raise Unreadable("paket mengembang melampaui batas")
    if any(item.flag_bits & _ENCRYPTED for item in members):
        raise Unreadable("paket terkunci dengan kata sandi")


def _check_names(members: Sequence[zipfile.ZipInfo]) -> None:
    """Names that one reader takes for another name (ECMA-376 part 2, 6.2.2) are refused, with all that hide."""
    if odd := next((item.filename for item in members if is_odd(item.filename)), None):
        raise Unreadable(f"nama bagian {odd[:80]!a} tidak wajar")
    names = [same(item.filename) for item in members]
    if len(set(names)) != len(names):
        raise Unreadable("paket memuat dua bagian bernama sama")


def is_odd(name: str) -> bool:
    """Whether a name is none that Office would give a part."""
    return bool(_ODD.search(name)) or any(not segment or segment.endswith(".") for segment in name.split("/"))


def same(name: str) -> str:
    """A name as careless readers compare it."""
    return unicodedata.normalize("NFKC", unquote(name)).casefold()


def _check_places(data: bytes, members: Iterable[zipfile.ZipInfo], end: int) -> None:
    """The members fill the file from its start to the list of members, and their headers say what that list says.

    What hides between them, or in a header, another reader may find.
    """
    place = 0
    follows: Collection[bytes] = (b"",)
    if data[-_END_SIZE:][:4] != _END:
        raise Unreadable("paket diikuti data tersembunyi")
    for item in sorted(members, key=lambda one: one.header_offset):
        _check_gap(data, place, item.header_offset, follows)
        local = header(data, item.header_offset)
        if not agrees(local, item):
            raise Unreadable(f"kepala bagian {item.filename[:80]} berbeda dengan daftar bagian")
        place, follows = local.end + item.compress_size, descriptors(item, local)
    _check_gap(data, place, end, follows)


def _check_gap(data: bytes, begin: int, end: int, follows: Collection[bytes]) -> None:
    if begin > end or end - begin > max(map(len, follows)) or data[begin:end] not in follows:
        raise Unreadable("paket memuat data tersembunyi di antara bagian-bagiannya")


def _read(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bytes:
    data = archive.read(item)
    if len(data) != item.file_size:
        raise zipfile.BadZipFile(item.filename)
    return data


def packed(parts: Iterable[tuple[zipfile.ZipInfo, bytes]]) -> bytes:
    """A package of members with what they hold; times and attributes stay those of the members."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for item, data in parts:
            archive.writestr(_like(item), data, compresslevel=6)
    return buffer.getvalue()


def _like(item: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """A fresh member with the name, time and attributes of another."""
    made = zipfile.ZipInfo(item.filename, item.date_time)
    made.compress_type = item.compress_type
    made.create_system, made.external_attr = item.create_system, item.external_attr
    return made


def member(name: str) -> zipfile.ZipInfo:
    """A new member without time or trace of a machine."""
    made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    made.compress_type = zipfile.ZIP_DEFLATED
    made.create_system, made.external_attr = 3, 0o100644 << 16
    return made


def replaced(package: Package, new: Mapping[str, bytes]) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """The members of a package with some parts exchanged in their places and others added at the end."""
    for item in package.members:
        yield item, new.get(item.filename, package.parts[item.filename])
    for name, data in new.items():
        if name not in package:
            yield member(name), data
