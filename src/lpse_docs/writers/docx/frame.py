"""Empty pictures as PNG: a frame that readers without SVG show, and one that nobody sees."""

import struct
import zlib
from typing import Final

DOTS_PER_MM: Final = 2
_WHITE, _GREY = b"\xff", b"\xa6"


def frame(width: float, height: float) -> bytes:
    """A grey rule of one dot around white, in the proportions of a picture of that size in mm."""
    across, down = (max(3, round(length * DOTS_PER_MM)) for length in (width, height))
    edge = b"\x00" + _GREY * across
    row = b"\x00" + _GREY + _WHITE * (across - 2) + _GREY
    return _png(across, down, 0, edge + row * (down - 2) + edge)


def clear() -> bytes:
    """One dot that lets everything through."""
    return _png(1, 1, 6, b"\x00" + b"\xff\xff\xff\x00")


def _png(across: int, down: int, colours: int, rows: bytes) -> bytes:
    head = struct.pack(">IIBBBBB", across, down, 8, colours, 0, 0, 0)
    body = zlib.compress(rows, 9)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(kind, data) for kind, data in ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
