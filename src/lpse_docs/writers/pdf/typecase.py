"""The fonts of a document: parts only name the faces they use, and each face is embedded once, cut down to its use.

The colour profile lies in the same case: it, too, is only named by the parts.
"""

from io import BytesIO

import pydyf

from lpse_docs.writers.pdf.engine import (
    PRODUCER,
    Font,
    FontConfiguration,
    Rendering,
    build_fonts_dictionary,
    ffi,
    gobject,
    pango,
    weasyprint_pdf,
)
from lpse_docs.writers.pdf.part import Face, Faces, merged

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


def cast(faces: Faces, fonts: FontConfiguration, profile: bytes) -> bytes:
    """A PDF that holds nothing but the faces and the profile, under `/Fonts` and `/Profile` of its catalogue."""
    pdf = pydyf.PDF()
    pdf.info["Producer"] = pydyf.String(PRODUCER)
    colours = pydyf.Stream([profile], {"N": 3}, compress=True)
    pdf.add_object(colours)
    pdf.catalog["Profile"] = colours.reference
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
