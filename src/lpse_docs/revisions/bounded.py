"""Bytes that are read so often and no more: a made-up file shall not keep a reader busy for hours."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils.decode_limits import DecodeContext, DecodePurpose

END: Final = 4096  # bytes in which the end of a file must stand; other programs look at 1024
LISTS: Final = 250  # lists of objects, one for each revision
LISTED: Final = 1_000_000  # reads of these lists; 200,000 objects need half
ENTRIES: Final = 4 << 20  # bytes of lists that are streams; 200,000 objects need a third
READS: Final = 5_000_000  # the largest file with signatures that we met needs half; so many take five seconds
OBJECT: Final = 2_500_000  # reads of one object; a signature that brings documents with it needs most of them
DIGITS: Final = 256  # reads of one number, sixteen digits each; pyHanko copies what it has for each of them
_LAST: Final = re.compile(rb"[\r\n]startxref[^%]{0,80}[\r\n]%%EOF")


class Overfull(Exception):
    """More than anybody makes; the Indonesian words say what."""


class Meter:
    """How much may still be done with one file."""

    def __init__(self, left: int = READS) -> None:
        self.left = left
        self.floor = 0

    def spend(self, steps: int = 1) -> None:
        """Count what is done.

        Raises:
            Overfull: It is too much.
        """
        self.left -= steps
        self.demand()

    def demand(self) -> None:
        """See that there is something left.

        Raises:
            Overfull: There is not.
        """
        if self.left < 0:
            raise Overfull("Berkas terlalu rumit untuk diperiksa.")
        if self.left < self.floor:
            raise Overfull("Berkas memuat satu objek yang terlalu panjang untuk diperiksa.")

    @contextmanager
    def one(self) -> Iterator[None]:
        """While one object is read, which has a share of its own.

        Raises:
            Overfull: It is too much; said again where a library has taken it for an error of the file.
        """
        before, self.floor = self.floor, max(self.floor, self.left - OBJECT)
        try:
            try:
                yield
            finally:
                self.demand()
        finally:
            self.floor = before


class Metered(BytesIO):
    """Bytes whose reader takes them one by one, as pyHanko does; digits of numbers it takes by sixteen."""

    def __init__(self, data: bytes, meter: Meter) -> None:
        super().__init__(data)
        self.meter = meter
        self.digits = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Some bytes, counted."""
        meter = self.meter
        meter.left -= 1
        if meter.left < meter.floor:
            meter.demand()
        if size != 1:
            self._weigh(size)
        elif self.digits:
            self.digits = 0
        return super().read(size)

    def _weigh(self, size: int | None) -> None:
        self.digits = self.digits + 1 if size == 16 else 0
        if self.digits > DIGITS:
            raise Overfull("Berkas memuat bilangan yang terlalu panjang.")
        if size and size > 1024:
            self.meter.spend(size >> 10)


class Lists(Metered):
    """A file while its lists of objects are sought: each is gone to by its place."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, Meter(LISTED))
        self.gone = 0

    def seek(self, place: int, whence: int = 0, /) -> int:
        """Go somewhere, so often and no more."""
        self.gone += not whence
        if self.gone > 3 * LISTS:  # a list of the hybrid kind takes three
            raise Overfull(f"Berkas diubah lebih dari {LISTS} kali.")
        return super().seek(place, whence)


def ends(data: bytes) -> bool:
    """Whether a file ends as PDF files do; pyHanko would go back through the whole of it, byte by byte, to see."""
    return bool(_LAST.search(data[-END:]))


class Context(DecodeContext):
    """What packed bytes may unpack to; lists of objects together no more than so much."""

    listed = 0

    def stream_output_cap(
        self, encoded_size: int, purpose: DecodePurpose = DecodePurpose.GENERIC, expected_size: int | None = None
    ) -> Any:
        """The most that a stream may unpack to; pyHanko makes an entry for whatever a list promises, even of nothing."""
        if purpose is DecodePurpose.XREF_STREAM:
            self.listed += expected_size or ENTRIES + 1
            if self.listed > ENTRIES:
                raise Overfull("Daftar objek berkas terlalu panjang.")
        return super().stream_output_cap(encoded_size, purpose=purpose, expected_size=expected_size)
