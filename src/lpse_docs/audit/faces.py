"""Fonts of a PDF, as far as reading needs them: which character a code shows and how far it moves on.

ISO 32000-1, 9.6 (simple fonts), 9.7 (composite fonts), 9.10 (what characters mean).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from fontTools.agl import toUnicode

MOST_CODES = 70_000  # two bytes name 65,536; whatever a map promises beyond that is not a font
STANDARD_WIDTH, WIDE = 500.0, 1000.0  # for fonts that state no widths
UNKNOWN = "\ufffd"
PIECES = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|(begin|end)(bfchar|bfrange)")
ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}


@dataclass(frozen=True)
class Face:
    """A font of a page.

    Attributes:
        bytes_per_code: 1 for simple fonts, 2 for composite ones.
        signs: Character by code. widths: Advance by code in thousandths of the size.
        usual: Advance of a code without a width.
    """

    bytes_per_code: int = 1
    signs: Mapping[int, str] = field(default_factory=dict)
    widths: Mapping[int, float] = field(default_factory=dict)
    usual: float = STANDARD_WIDTH

    def read(self, shown: bytes) -> tuple[str, float, int, int]:
        """Characters, their advance in thousandths of the size, how many codes, and how many of them are spaces."""
        step = self.bytes_per_code
        codes = shown if step == 1 else [shown[n] << 8 | shown[n + 1] for n in range(0, len(shown) - 1, 2)]
        text = "".join([self.signs.get(code, UNKNOWN) for code in codes])
        advance = sum([self.widths.get(code, self.usual) for code in codes])
        return text, advance, len(codes), shown.count(b" ") if step == 1 else 0


def face_of(font: Any) -> Face:
    """The face of a font dictionary; what it does not say stays unknown."""
    told = _to_unicode(font["/ToUnicode"].read_bytes()) if "/ToUnicode" in font else {}
    if font.get("/Subtype") == "/Type0":
        inner = font.DescendantFonts[0]
        return Face(2, told, dict(composite_widths(inner.get("/W", []))), float(inner.get("/DW", WIDE)))
    scale = float(font.FontMatrix[0]) * 1000 if font.get("/Subtype") == "/Type3" else 1.0
    first = int(font.get("/FirstChar", 0))
    widths = {first + n: float(width) * scale for n, width in enumerate(list(font.get("/Widths", []))[:256])}
    return Face(1, {**_encoded(font.get("/Encoding")), **told}, widths)


def composite_widths(array: Any) -> Iterator[tuple[int, float]]:
    """The widths of a composite font: `c [w1 w2]` or `first last w` (ISO 32000-1, 9.7.4.3)."""
    items, at, told = list(array), 0, 0
    while at + 1 < len(items) and told < MOST_CODES:
        first, second = int(items[at]), items[at + 1]
        if isinstance(second, pikepdf.Array):
            found = [(first + n, float(width)) for n, width in enumerate(second)]
            at += 2
        else:
            width, last = float(items[at + 2]), min(int(second), first + MOST_CODES)
            found = [(code, width) for code in range(first, last + 1)]
            at += 3
        told += len(found)
        yield from found


def _encoded(encoding: Any) -> dict[int, str]:
    """Characters of a simple font's encoding with its differences."""
    named = encoding.get("/BaseEncoding") if isinstance(encoding, pikepdf.Dictionary) else encoding
    codec = ENCODINGS.get(str(named), "cp1252")
    signs = {code: bytes([code]).decode(codec, "replace") for code in range(32, 256)}
    if isinstance(encoding, pikepdf.Dictionary):
        code = 0
        for item in encoding.get("/Differences", []):
            if isinstance(item, pikepdf.Name):
                signs[code] = toUnicode(str(item)[1:]) or UNKNOWN
                code += 1
            else:
                code = int(item)
    return signs


def _to_unicode(data: bytes) -> dict[int, str]:
    """What a ToUnicode map says (ISO 32000-1, 9.10.3)."""
    signs: dict[int, str] = {}
    kind, row, inside = "", list[bytes](), False
    for found in PIECES.finditer(data):
        if found[5]:
            kind, row = (found[5].decode() if found[4] == b"begin" else ""), []
        elif found[2] or found[3]:
            inside = bool(found[2])
            row = row if inside else []
        elif kind:
            row.append(bytes.fromhex(found[1].decode()) if len(found[1].strip()) % 2 == 0 else b"")
            if inside and len(row) >= 3:
                signs[int.from_bytes(row[0], "big") + len(row) - 3] = _words(row[-1])
            elif kind == "bfchar" and len(row) == 2:
                signs[int.from_bytes(row[0], "big")] = _words(row[1])
                row = []
            elif kind == "bfrange" and not inside and len(row) == 3:
                signs.update(_range(*row))
                row = []
        if len(signs) > MOST_CODES:
            break
    return signs


def _range(first: bytes, last: bytes, target: bytes) -> Iterator[tuple[int, str]]:
    begin, end = int.from_bytes(first, "big"), int.from_bytes(last, "big")
    start, prefix = int.from_bytes(target[-2:], "big"), target[:-2]
    for n in range(min(end - begin + 1, MOST_CODES)):
        yield begin + n, _words(prefix + min(start + n, 0xFFFF).to_bytes(2, "big"))


def _words(data: bytes) -> str:
    return data.decode("utf-16-be", "replace")
