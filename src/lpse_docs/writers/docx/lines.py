"""Paragraphs and what stands inside a line: runs, links, fields, bookmarks."""

from collections.abc import Sequence
from typing import Final, assert_never

from lpse_docs.document.inlines import (
    BLANK_DOTS,
    Blank,
    Emphasis,
    FillIn,
    Inline,
    LineBreak,
    Link,
    Reference,
    Strong,
    Text,
)
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.control import fill_in
from lpse_docs.writers.docx.manuscript import Manuscript
from lpse_docs.writers.docx.package import HYPERLINK
from lpse_docs.writers.docx.run import line_break, run
from lpse_docs.writers.docx.wordml import SPACE, Element, R, add, root

BOLD, ITALIC, LINKED, REFERRED = "b", "i", "link", "reference"
_STYLES: Final = {
    frozenset[str](): "",
    frozenset({BOLD}): names.STRONG,
    frozenset({ITALIC}): names.EMPHASIS,
    frozenset({BOLD, ITALIC}): names.STRONG_EMPHASIS,
    frozenset({REFERRED}): names.REFERENCE,
}


def paragraph(into: Element, style: str, manuscript: Manuscript, numbering: tuple[int, int] | None = None) -> Element:
    """An empty paragraph in a style, by name; `numbering` is the number and level of a list."""
    return manuscript.cast(into, _paragraph, manuscript.styles.id(style), numbering)


def _paragraph(style: str, numbering: tuple[int, int] | None) -> Element:
    made = root("p")
    properties = add(made, "pPr")
    add(properties, "pStyle", val=style)
    if numbering:
        number = add(properties, "numPr")
        add(number, "ilvl", val=numbering[1])
        add(number, "numId", val=numbering[0])
    return made


def separator(into: Element, manuscript: Manuscript) -> Element:
    """The tiny paragraph Word needs after a table, and before a page break that a table should follow."""
    return paragraph(into, names.SEPARATOR, manuscript)


def inlines(into: Element, children: Sequence[Inline], style: str, manuscript: Manuscript) -> None:
    """The runs of a line in a paragraph of that style.

    A paragraph style that is bold would turn Strong off again (ECMA-376 17.7.3, toggle properties): leave it out.
    """
    given = manuscript.styles.toggles.get(manuscript.styles.id(style), frozenset())
    _inlines(into, children, frozenset(), given, manuscript)


def _inlines(
    into: Element, children: Sequence[Inline], marks: frozenset[str], given: frozenset[str], manuscript: Manuscript
) -> None:
    for child in children:
        match child:
            case Text(value):
                run(into, value, _character_style(marks - given), manuscript)
            case Blank():
                run(into, BLANK_DOTS, _character_style(marks - given), manuscript)
            case LineBreak():
                line_break(into)
            case FillIn() if LINKED in marks or REFERRED in marks:  # inside a link nothing can be filled in
                run(into, child.words, _character_style(marks - given), manuscript)
            case FillIn():
                fill_in(into, child, manuscript)
            case Strong(inner):
                _inlines(into, inner, marks | {BOLD}, given, manuscript)
            case Emphasis(inner):
                _inlines(into, inner, marks | {ITALIC}, given, manuscript)
            case Link(address, inner) if not marks & {LINKED, REFERRED}:
                _inlines(_linked(into, address, manuscript), inner, marks | {LINKED}, given, manuscript)
            case Reference(anchor, inner) if not marks & {LINKED, REFERRED} and anchor in manuscript.bookmarks:
                _inlines(_referred(into, anchor, manuscript), inner, marks | {REFERRED}, given, manuscript)
            case Link() | Reference():  # no link inside a link; a reference to nowhere is plain text
                _inlines(into, child.children, marks, given, manuscript)
            case _:
                assert_never(child)


def _character_style(marks: frozenset[str]) -> str:
    """The one character style of a run: a link looks like a link, else weight and slant, else a reference."""
    if LINKED in marks:
        return names.LINK
    return _STYLES[marks - {REFERRED} or marks]


def _linked(into: Element, address: str, manuscript: Manuscript) -> Element:
    made = add(into, "hyperlink", history=1)
    made.set(R + "id", manuscript.relate(HYPERLINK, address))
    return made


def _referred(into: Element, anchor: str, manuscript: Manuscript) -> Element:
    return add(into, "hyperlink", anchor=manuscript.bookmarks[anchor], history=1)


def field(into: Element, instruction: str, result: str) -> None:
    """A field of Word with the result it had when the document was written."""
    field_start(into, instruction)
    if result:
        add(add(into, "r"), "t").text = result
    field_end(into)


def field_start(into: Element, instruction: str) -> None:
    """Everything of a field before its result."""
    add(add(into, "r"), "fldChar", fldCharType="begin")
    code = add(add(into, "r"), "instrText")
    code.text = f" {instruction} "
    code.set(SPACE, "preserve")
    add(add(into, "r"), "fldChar", fldCharType="separate")


def field_end(into: Element) -> None:
    """The end of a field."""
    add(add(into, "r"), "fldChar", fldCharType="end")


def bookmark(target: Element, anchor: str, manuscript: Manuscript) -> None:
    """Put the bookmark of an anchor around the words of a paragraph."""
    if anchor in manuscript.placed or anchor not in manuscript.bookmarks:
        return
    manuscript.placed.add(anchor)
    number = next(manuscript.marks)
    start = add(target, "bookmarkStart", id=number, name=manuscript.bookmarks[anchor])
    target.insert(1, start)
    add(target, "bookmarkEnd", id=number)
