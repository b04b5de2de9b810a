"""Pictures from outside: what is let in."""

import contextlib
import struct
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.pictures import data_address, media_type, picture_flaws
from tests.writers import look
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
        b'<svg viewBox=" -1,.5 1e3  10."/><defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><a href="https://contoh.go.id"><use href="#tidak-ada"/></a>'
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
        (svg(b"<style>rect { fill: url(https://contoh.go.id/a) }</style>"), "style"),
        (svg(b'<style>@import "a.css";</style>'), "style"),
        (svg(b"<rect style=\"fill: url('//contoh.go.id')\"/>"), "rect"),
        (svg(b'<x:script xmlns:x="http://www.w3.org/2000/svg"/>'), "script"),
        (svg(b"<g>" * 200 + b"</g>" * 200), "bersarang terlalu dalam"),
        (b"<html><body/></html>", "tidak berawal dengan unsur svg"),
        (b'<?xml version="1.0" encoding="utf-99"?><svg/>', "bukan PNG atau SVG yang sah"),
        ("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE svg><svg/>".encode("utf-16"), "DOCTYPE"),
        (sample.png()[:60], "rusak; simpan ulang"),
        (sample.png()[:40] + b"\xff" * 20 + sample.png()[60:], "rusak; simpan ulang"),
        (b'<svg viewBox="0 0 a 1"/>', "viewBox"),
        (b'<svg viewBox="0 0 1"/>', "viewBox"),
        (BOMB, "terlalu rumit"),
        (RING, "terlalu rumit"),
    ],
)
def test_what_could_do_harm_is_refused(data: bytes, reason: str) -> None:
    import_module("weasyprint")  # it makes Pillow lenient
    with pytest.raises(WriteError, match=reason):
        media_type("lambang", data)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (sample.png()[:60], "templates/pictures/lambang.png"),
        (svg(b"\n <rect/>\n  <script/>"), "templates/pictures/lambang.svg:3:3"),
        (svg(b"\n<a>"), "templates/pictures/lambang.svg:2:6"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE svg><svg/>", "templates/pictures/lambang.svg:2:14"),
    ],
)
def test_a_flaw_of_a_picture_has_its_place(data: bytes, place: str) -> None:
    (flaw,) = picture_flaws(replace(look.theme(), pictures={"lambang": data, "bagan": sample.SVG}))
    assert str(flaw.span) == place


@given(st.binary(max_size=300), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"<svg", svg(b"")[:-6], sample.png()[:50]]))
def test_random_pictures_are_let_in_or_refused(tail: bytes, head: bytes) -> None:
    with contextlib.suppress(WriteError):
        media_type("lambang", head + tail)
