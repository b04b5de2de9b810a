"""Bytes that are read so often and no more: a made-up file shall not keep a reader busy for hours."""

import re
from io import BytesIO
from typing import Final

END: Final = 4096  # bytes in which the end of a file must stand; other programs look at 1024
LISTS: Final = 250  # lists of objects, one for each revision
LISTED: Final = 2_000_000  # reads of these lists; 200,000 objects need a fourth
READS: Final = 10_000_000  # a book of 500 pages needs a third; so many take ten seconds
# pyHanko copies a number anew for each sixteen of its digits.
_NUMBER: Final = re.compile(rb"(?<![-+.0-9])[-+.0-9]{1048576}")
_LAST: Final = re.compile(rb"[\r\n]startxref[^%]{0,80}[\r\n]%%EOF")


class Overfull(Exception):
    """More than anybody makes; the Indonesian words say what."""


class Meter:
    """How much may still be done with one file."""

    def __init__(self, left: int = READS) -> None:
        self.left = left

    def spend(self, steps: int = 1) -> None:
        """Count what is done.

        Raises:
            Overfull: It is too much.
        """
        self.left -= steps
        if self.left < 0:
            raise Overfull("Berkas terlalu rumit untuk diperiksa.")


class Metered(BytesIO):
    """Bytes whose reader takes them one by one, as pyHanko does."""

    def __init__(self, data: bytes, meter: Meter) -> None:
        super().__init__(data)
        self.meter = meter

    def read(self, size: int | None = -1, /) -> bytes:
        """Some bytes, counted."""
        self.meter.left -= 1
        if self.meter.left < 0:
            self.meter.spend()
        return super().read(size)


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


def demand_numbers(data: bytes) -> None:
    """See that no number is longer than anybody writes it.

    Raises:
        Overfull: One is.
    """
    if _NUMBER.search(data):
        raise Overfull("Berkas memuat bilangan yang terlalu panjang.")
