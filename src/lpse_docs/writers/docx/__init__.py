"""The Word writer: native WordprocessingML whose whole look comes from templates/word/reference.docx."""

from typing import Final

from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.writers.docx import numbering, properties
from lpse_docs.writers.docx.body import body
from lpse_docs.writers.docx.manuscript import Manuscript, bookmarks
from lpse_docs.writers.docx.package import (
    CORE,
    EXTENDED,
    FONTS,
    NUMBERING,
    OFFICE_DOCUMENT,
    SETTINGS,
    STYLES,
    THEME,
    relationships,
    zipped,
)
from lpse_docs.writers.docx.stylebook import missing_styles, open_reference
from lpse_docs.writers.docx.wordml import serialise
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.limits import check_charts, check_depth

__all__ = ["SUFFIX", "flaws", "missing_styles", "write"]

SUFFIX = ".docx"
_PACKAGE_PARTS: Final = (
    ("rId1", OFFICE_DOCUMENT, "word/document.xml"),
    ("rId2", CORE, "docProps/core.xml"),
    ("rId3", EXTENDED, "docProps/app.xml"),
)
_MAIN_PARTS: Final = {
    "word/styles.xml": STYLES,
    "word/numbering.xml": NUMBERING,
    "word/settings.xml": SETTINGS,
    "word/fontTable.xml": FONTS,
    "word/theme/theme1.xml": THEME,
}


def flaws(theme: Theme) -> list[Flaw]:
    """What of a theme cannot be used for Word files."""
    try:
        open_reference(theme.reference_docx)
    except WriteError as error:
        return list(error.flaws)
    return []


def write(document: Document, theme: Theme) -> bytes:
    """The document as a Word file; the same document and theme give the same bytes."""
    check_depth(document)
    check_charts(document)
    manuscript = Manuscript(
        document,
        theme,
        open_reference(theme.reference_docx),
        bookmarks(document),
        dict(document.page_numbers),
    )
    manuscript.parts.update(manuscript.styles.parts)
    manuscript.parts["word/settings.xml"] = properties.settings(document)
    main = body(manuscript)
    manuscript.parts["word/numbering.xml"] = numbering.part(manuscript)
    for name, kind in _MAIN_PARTS.items():
        if name in manuscript.parts:
            manuscript.relate(kind, name.removeprefix("word/"))
    return zipped(
        {
            **manuscript.parts,
            "_rels/.rels": relationships(_PACKAGE_PARTS),
            "docProps/app.xml": properties.app(),
            "docProps/core.xml": properties.core(document),
            "word/_rels/document.xml.rels": manuscript.relationship_part(),
            "word/document.xml": serialise(main),
        }
    )
