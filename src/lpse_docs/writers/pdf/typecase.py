"""The fonts of a document: parts only name the faces they use, and each face is embedded once, cut down to its use."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from io import BytesIO

import pydyf

from lpse_docs.writers.pdf.engine import (
    Font,
    FontConfiguration,
    Rendering,
    build_fonts_dictionary,
    ffi,
    gobject,
    pango,
    weasyprint_pdf,
)
from lpse_docs.writers.pdf.part import Face

Faces = Mapping[str, Face]
PANGO_UNITS = 1024
HOW = {"hinting": False, "pdf_version": "1.7"}


def _named_only(_pdf: pydyf.PDF, _fonts: object, *_options: object) -> pydyf.Dictionary:
    return pydyf.Dictionary()


weasyprint_pdf.build_fonts_dictionary = _named_only  # WeasyPrint would cut down and embed every font in every part


def used_faces(rendering: Rendering) -> dict[str, Face]:
    """The faces a drawn part uses; WeasyPrint may have several objects for one face."""
    return merged({font.hash: _face(font)} for font in rendering.fonts.values())


def _face(font: Font) -> Face:
    glyphs = {glyph: (font.widths[glyph], text) for glyph, text in font.to_unicode.items()}
    return Face(font.name.decode(), font.family, font.style, font.weight, font.font_size, glyphs, font.used_in_forms)


def merged(parts: Iterable[Faces]) -> dict[str, Face]:
    """The faces of several parts; a glyph keeps the width it has in the first."""
    found: dict[str, Face] = {}
    for faces in parts:
        for key, face in faces.items():
            known = found.setdefault(key, face)
            glyphs = {**face.glyphs, **known.glyphs}
            found[key] = replace(known, glyphs=glyphs, whole=known.whole or face.whole)
    return found


def cast(faces: Faces, fonts: FontConfiguration) -> bytes:
    """A PDF that holds nothing but the faces, under `/Fonts` of its catalogue."""
    pdf = pydyf.PDF()
    loaded = {key: _loaded(key, face, fonts) for key, face in sorted(faces.items())}
    made = build_fonts_dictionary(pdf, loaded, True, True, HOW)
    pdf.add_object(made)
    pdf.catalog["Fonts"] = made.reference
    output = BytesIO()
    pdf.write(output, compress=True)
    return output.getvalue()


def _loaded(key: str, face: Face, fonts: FontConfiguration) -> Font:
    """WeasyPrint's own font object for a face, as if it had just drawn the glyphs."""
    description = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    pango.pango_font_description_set_family(description, face.family.encode())
    pango.pango_font_description_set_style(description, face.style)
    pango.pango_font_description_set_weight(description, face.weight)
    pango.pango_font_description_set_absolute_size(description, int(face.size * PANGO_UNITS))
    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    font = Font(pango.pango_font_map_load_font(fonts.font_map, context, description), description, face.size)
    font.hash, font.name, font.used_in_forms = key, face.name.encode(), face.whole
    font.widths = {glyph: width for glyph, (width, _) in sorted(face.glyphs.items())}
    font.to_unicode = {glyph: text for glyph, (_, text) in sorted(face.glyphs.items())}
    return font
