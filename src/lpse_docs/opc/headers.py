"""The header before each member: what it says must be what the list of members says, for some readers go by it alone."""

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_LOCAL: Final = struct.Struct("<4s5H3L2H")  # APPNOTE 4.3.7
_MARK, _DESCRIPTOR_MARK = b"PK\x03\x04", b"PK\x07\x08"
_DEFERRED: Final = 0x08  # digest and sizes follow the member
_TOLD: Final = 0x01 | _DEFERRED | 0x20 | 0x40 | 0x2000  # flags that change how a member is read
_UNSET: Final = 0xFFFFFFFF
_ZIP64, _OTHER_NAME, _AES = 0x0001, 0x7075, 0x9901


@dataclass(frozen=True, slots=True)
class Header:
    """A header; `end` is where the packed bytes after it begin."""

    flags: int
    method: int
    crc: int
    packed: int
    size: int
    extra: bytes
    end: int


def header(data: bytes, at: int) -> Header:
    """The header at a place.

    Raises:
        struct.error: The file ends before.
        ValueError: There is none.
    """
    mark, _, flags, method, _, _, crc, packed, size, name, extra = _LOCAL.unpack_from(data, at)
    if mark != _MARK:
        raise ValueError("no header")
    begin = at + _LOCAL.size + name
    return Header(flags, method, crc, packed, size, data[begin : begin + extra], begin + extra)


def agrees(local: Header, item: zipfile.ZipInfo) -> bool:
    """Whether a header says of a member what the list of members says."""
    same_way = (local.flags ^ item.flag_bits) & _TOLD == 0 and local.method == item.compress_type
    facts = (item.CRC, item.compress_size, item.file_size)
    told = (local.crc, local.packed, local.size)
    later = bool(local.flags & _DEFERRED)
    plain = all(one in ((0, _UNSET, fact) if later else (fact,)) for one, fact in zip(told, facts, strict=True))
    wide = (local.packed, local.size) == (_UNSET, _UNSET) and local.crc == item.CRC and _ZIP64 in _kinds(local.extra)
    return (
        same_way
        and item.volume == 0
        and (plain or wide)
        and all(_harmless(it, item) for it in (local.extra, item.extra))
    )


def _harmless(extra: bytes, item: zipfile.ZipInfo) -> bool:
    """Whether additions to a header give the member no other name, key or size."""
    for kind, value in _additions(extra):
        if kind in {_OTHER_NAME, _AES}:
            return False
        wide = struct.unpack(f"<{len(value) // 8}Q", value[: len(value) // 8 * 8])
        if kind == _ZIP64 and set(wide) - {0, item.file_size, item.compress_size, item.header_offset}:
            return False
    return True


def _kinds(extra: bytes) -> set[int]:
    return {kind for kind, _ in _additions(extra)}


def _additions(extra: bytes) -> Iterator[tuple[int, bytes]]:
    """The additions by their kind; what is too short for one is padding."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        if size > len(extra) - 4:
            raise ValueError("addition cut off")
        yield kind, extra[4 : 4 + size]
        extra = extra[4 + size :]


def descriptors(item: zipfile.ZipInfo, local: Header) -> tuple[bytes, ...]:
    """What may follow the packed bytes of a member: nothing, or its digest and sizes in one of four spellings."""
    if not local.flags & _DEFERRED:
        return (b"",)
    short, wide = (struct.pack(form, item.CRC, item.compress_size, item.file_size) for form in ("<3L", "<L2Q"))
    return (short, _DESCRIPTOR_MARK + short, wide, _DESCRIPTOR_MARK + wide)
