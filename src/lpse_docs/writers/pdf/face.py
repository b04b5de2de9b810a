"""The font in which people type into form fields: one for all fields, with the signs of WinAnsi only (12 kB)."""

import re
from functools import lru_cache
from io import BytesIO
from typing import Any

import pydyf
from fontTools.ttLib import TTFont

from lpse_docs.document.theme import Theme
from lpse_docs.writers.failure import WriteError

FIRST, LAST = 32, 255
NOT_SYMBOLIC = 32
FACE = re.compile(r"url\(fonts/([^)]+\.ttf)\)")
SIGNS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(FIRST, LAST + 1)}
DROPPED = ("GDEF", "GSUB", "GPOS", "kern", "gasp", "FFTM", "DSIG", "meta")


def typing_face(theme: Theme) -> bytes:
    """The font file: the first TrueType font that the style sheet of the PDF names."""
    found = FACE.search(theme.print_css)
    if found is None or found[1] not in theme.fonts:
        raise WriteError("formulir membutuhkan fon .ttf: sebutkan satu pada @font-face di templates/css/print.css")
    return theme.fonts[found[1]]


def add_face(pdf: pydyf.PDF, data: bytes) -> bytes:
    """Put the font into a file; a reference to it.

    A simple font in a standard encoding, since viewers type into such a font without help; for the same reason its
    name has no subset tag: for what can be typed with this encoding it is whole.
    """
    program, widths, facts = _cut(data)
    file = pydyf.Stream([program], pydyf.Dictionary({"Length1": len(program)}), compress=True)
    pdf.add_object(file)
    descriptor = pydyf.Dictionary({"Type": "/FontDescriptor", **facts, "FontFile2": file.reference})
    pdf.add_object(descriptor)
    font = pydyf.Dictionary(
        {
            "Type": "/Font",
            "Subtype": "/TrueType",
            "BaseFont": facts["FontName"],
            "Encoding": "/WinAnsiEncoding",
            "FirstChar": FIRST,
            "LastChar": LAST,
            "Widths": pydyf.Array(widths),
            "FontDescriptor": descriptor.reference,
        }
    )
    pdf.add_object(font)
    reference: bytes = font.reference
    return reference


@lru_cache(maxsize=2)
def _cut(data: bytes) -> tuple[bytes, tuple[int, ...], dict[str, Any]]:
    """The font file with only the signs of the encoding, their widths, and what the font descriptor says."""
    from fontTools import subset  # noqa: PLC0415 - 0.1 s that documents without forms need not spend

    font = TTFont(BytesIO(data), recalcTimestamp=False)
    facts = _facts(font)
    options = subset.Options(
        layout_features=[], hinting=False, name_IDs=[1, 2, 6], notdef_outline=True, drop_tables=DROPPED
    )
    cutter = subset.Subsetter(options)
    cutter.populate(text="".join(SIGNS.values()))
    cutter.subset(font)
    program = BytesIO()
    font.save(program)
    return program.getvalue(), _widths(font), facts


def _widths(font: TTFont) -> tuple[int, ...]:
    """Width of each code in thousandths of the size; a code without a sign shows a bullet (ISO 32000-1, annex D.2)."""
    glyphs, advances, unit = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
    names = (glyphs.get(ord(sign or "\u2022"), ".notdef") for sign in SIGNS.values())
    return tuple(round(advances[name][0] * 1000 / unit) for name in names)


def _facts(font: TTFont) -> dict[str, Any]:
    head, shape = font["head"], font["OS/2"]
    scale = 1000 / head.unitsPerEm
    return {
        "FontName": f"/{re.sub('[^A-Za-z0-9-]', '', str(font['name'].getDebugName(6)))}",
        "Flags": NOT_SYMBOLIC,
        "FontBBox": pydyf.Array(round(edge * scale) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)),
        "ItalicAngle": round(font["post"].italicAngle),
        "Ascent": round(font["hhea"].ascent * scale),
        "Descent": round(font["hhea"].descent * scale),
        "CapHeight": round(getattr(shape, "sCapHeight", font["hhea"].ascent) * scale),
        "StemV": 80,
    }
