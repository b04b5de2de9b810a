"""What Word shows on a signature line: that it was signed, by whom and when; and that it no longer holds."""

from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw, ImageFont

SIZE: Final = (480, 240)  # pixels of a line of 34 x 17 mm
TEST: Final = "CONTOH - BUKAN TANDA TANGAN SAH"
_BLACK, _RED, _LARGE, _SMALL = 0, 1, 30, 22
_COLOURS: Final = (0x20, 0x20, 0x20, 0x9C, 0x2A, 0x10, 0xFF, 0xFF, 0xFF)


def pictures(name: str, at: datetime, *, test: bool) -> tuple[bytes, bytes]:
    """The pictures (PNG) of a valid and of an invalid signature.

    Args:
        name: Who signed.
        at: When, in the zone that is shown.
        test: Whether it was a test certificate, which nobody may mistake for a real one.
    """
    return _pair(name, f"{at:%d-%m-%Y %H.%M} {_zone(at)}", test)


@lru_cache(maxsize=8)  # who signs many documents signs most of them in one minute
def _pair(name: str, when: str, test: bool) -> tuple[bytes, bytes]:
    valid = [(_BLACK, _SMALL, "Ditandatangani secara elektronik oleh"), (_BLACK, _LARGE, name), (_BLACK, _SMALL, when)]
    if test:
        valid.append((_RED, _SMALL, TEST))
    return _drawn(valid), _drawn([(_RED, _LARGE, "TANDA TANGAN TIDAK SAH"), *valid[1:]])


def _zone(at: datetime) -> str:
    hours = (at.utcoffset() or at - at).total_seconds() / 3600
    return {7: "WIB", 8: "WITA", 9: "WIT"}.get(int(hours), f"UTC{hours:+g}" if hours else "UTC")


@cache
def _font(size: int) -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    return ImageFont.load_default(size)


def _drawn(lines: list[tuple[int, int, str]]) -> bytes:
    picture = Image.new("P", SIZE, 2)
    picture.putpalette(_COLOURS)
    pen = ImageDraw.Draw(picture)
    pen.fontmode = "1"
    top = (SIZE[1] - sum(size * 1.5 for _, size, _ in lines)) / 2
    for colour, size, words in lines:
        fitting = next((one for one in range(size, 8, -2) if pen.textlength(words, _font(one)) <= SIZE[0] - 16), 8)
        pen.text((SIZE[0] / 2, top + size * 0.75), words, colour, _font(fitting), anchor="mm")
        top += size * 1.5
    made = BytesIO()
    picture.save(made, "PNG", transparency=2)
    return made.getvalue()
