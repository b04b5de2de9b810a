"""Pictures from outside: what is let in."""

import struct

import pytest

from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.pictures import data_address, media_type
from tests.writers.docx import sample

NS = b'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: bytes) -> bytes:
    return b"<svg " + NS + b">" + inside + b"</svg>"


BOMB = svg(
    b'<defs><g id="g0"><rect/></g>'
    + b"".join(b'<g id="g%d">' % n + b'<use xlink:href="#g%d"/>' % (n - 1) * 10 + b"</g>" for n in range(1, 9))
    + b'</defs><use href="#g8"/>'
)
RING = svg(b'<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>')
HUGE = (
    b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 30000, 30000) + b"\x08\x02\x00\x00\x00"
)


def test_png_and_plain_svg_are_let_in() -> None:
    assert media_type("lambang", sample.png()) == "image/png"
    assert media_type("bagan", sample.SVG) == "image/svg+xml"
    assert data_address("bagan", sample.SVG).startswith("data:image/svg+xml;base64,")
    gradient = svg(
        b'<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><a href="https://contoh.go.id"><use href="#tidak-ada"/></a>'
    )
    assert media_type("gradasi", gradient) == "image/svg+xml"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (HUGE, "30000 x 30000 piksel"),
        (b"\x89PNG\r\n\x1a\n", "0 x 0 piksel"),
        (b"x" * 4_000_001, "lebih besar dari 4 MB"),
        (b"GIF89a", "bukan PNG atau SVG yang sah"),
        (b"<!DOCTYPE svg><svg/>", "DOCTYPE"),
        (svg(b"<script/>"), "script"),
        (svg(b'<image href="file:///etc/passwd"/>'), "image"),
        (svg(b'<rect onload="x()"/>'), "rect"),
        (svg(b'<use href="lain.svg#a"/>'), "use"),
        (BOMB, "terlalu rumit"),
        (RING, "terlalu rumit"),
    ],
)
def test_what_could_do_harm_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(WriteError, match=reason):
        media_type("lambang", data)
