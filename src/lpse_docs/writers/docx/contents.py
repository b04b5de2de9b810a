"""The table of contents: a real field of Word, already filled in, so that nothing asks to be updated on opening."""

from collections.abc import Sequence

from lpse_docs.document.blocks import Contents, Heading
from lpse_docs.document.inlines import plain, text
from lpse_docs.document.outline import headings
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.control import control
from lpse_docs.writers.docx.lines import field, field_end, field_start, inlines, paragraph, separator
from lpse_docs.writers.docx.manuscript import Manuscript, Place
from lpse_docs.writers.docx.run import run
from lpse_docs.writers.docx.wordml import Element, add, on


def contents(into: Element, block: Contents, place: Place, manuscript: Manuscript) -> None:
    """The content control with title, entries and the end of the field."""
    listed = headings(manuscript.document, block.depth)
    inside = _control(into, manuscript)
    title = paragraph(inside, names.CONTENTS_TITLE, manuscript)
    inlines(title, text(block.title), names.CONTENTS_TITLE, manuscript)
    instruction = rf'TOC \o "1-{block.depth}" \h \z \u'
    _entries(inside, listed, instruction, place, manuscript)
    last = separator(inside, manuscript)
    if not listed:
        field_start(last, instruction)
    field_end(last)


def _control(into: Element, manuscript: Manuscript) -> Element:
    properties, content = control(into, manuscript)
    gallery = add(properties, "docPartObj")
    add(gallery, "docPartGallery", val="Table of Contents")
    on(gallery, "docPartUnique")
    return content


def _entries(
    inside: Element, listed: Sequence[Heading], instruction: str, place: Place, manuscript: Manuscript
) -> None:
    for number, heading in enumerate(listed):
        style = names.CONTENTS[min(heading.level, len(names.CONTENTS)) - 1]
        entry = paragraph(inside, style, manuscript)
        _reach(entry, manuscript.styles.tabs.get(manuscript.styles.id(style), 0), place.width)
        if number == 0:
            field_start(entry, instruction)
        _entry(entry, heading, manuscript)


def _reach(entry: Element, usual: int, width: int) -> None:
    """Page numbers stand at the right edge of any paper; the tab stop of the style fits upright A4 only."""
    if usual != width:
        tabs = add(entry[0], "tabs")
        if usual:
            add(tabs, "tab", val="clear", pos=usual)
        add(tabs, "tab", val="right", leader="dot", pos=width)


def _entry(entry: Element, heading: Heading, manuscript: Manuscript) -> None:
    """Words, dots and page number, all one link to the heading; the page is the one the PDF has."""
    target = manuscript.bookmarks[heading.anchor]
    link = add(entry, "hyperlink", anchor=target, history=1)
    run(link, plain(heading.children), "", manuscript)
    on(add(link, "r"), "tab")
    field(link, rf"PAGEREF {target} \h", str(manuscript.pages.get(heading.anchor, "")))
