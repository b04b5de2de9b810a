"""Blocks in reading order, and the sections they stand in."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from lpse_docs.document.blocks import (
    Block,
    Contents,
    Figure,
    FlowPage,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Section,
    Signature,
    Table,
)
from lpse_docs.document.chart import Chart
from lpse_docs.document.inlines import Inline
from lpse_docs.document.roles import Role
from lpse_docs.writers.docx import names, numbering
from lpse_docs.writers.docx.chart import chart
from lpse_docs.writers.docx.contents import contents
from lpse_docs.writers.docx.figure import figure
from lpse_docs.writers.docx.flow import flow
from lpse_docs.writers.docx.furniture import content_width, section_properties
from lpse_docs.writers.docx.lines import bookmark, inlines, paragraph, separator
from lpse_docs.writers.docx.manuscript import Manuscript, Place
from lpse_docs.writers.docx.signature import at_right, signature
from lpse_docs.writers.docx.table import table
from lpse_docs.writers.docx.wordml import IGNORABLE, Element, W, add, root

Printed: TypeAlias = Heading | Paragraph | Items | Table | FlowPage | Figure | Chart | Signature | Contents


def body(manuscript: Manuscript) -> Element:
    """The part document.xml."""
    made = root("document", "r", "wp", "a", "pic", "w14", "mc")
    made.set(IGNORABLE, "w14")  # older readers may overlook the check boxes of Word 2010
    holder = add(made, "body")
    sections = manuscript.document.sections
    for number, section in enumerate(sections, 1):
        _section(holder, section, manuscript, last=number == len(sections))
    return made


def _section(holder: Element, section: Section, manuscript: Manuscript, *, last: bool) -> None:
    """A section ends in the properties of its last paragraph, the last section in those of the body."""
    before = len(holder)
    blocks(holder, section.blocks, Place(content_width(section.setup)), manuscript)
    if len(holder) == before or holder[-1].tag != W + "p":
        separator(holder, manuscript)
    section_properties(holder if last else holder[-1][0], section, manuscript)


def blocks(into: Element, content: Sequence[Block], place: Place, manuscript: Manuscript) -> None:
    """Write blocks one after the other; a page break waits for the block after it, so none is left at an end."""
    breaking = False
    for block in content:
        if isinstance(block, PageBreak):
            breaking = bool(len(into)) and not place.cell
            continue
        before = len(into)
        _block(into, block, place, manuscript)
        if breaking and len(into) > before:
            _break_before(into, before, manuscript)
            breaking = False


def _break_before(into: Element, position: int, manuscript: Manuscript) -> None:
    """A new page before the paragraph at this position, or before a tiny one that leads a table in."""
    if into[position].tag != W + "p":
        into.insert(position, separator(into, manuscript))
    properties = into[position][0]
    properties.insert(1, add(properties, "pageBreakBefore"))


def _block(into: Element, block: Printed, place: Place, manuscript: Manuscript) -> None:
    match block:
        case Heading():
            _heading(into, block, place, manuscript)
        case Paragraph(children, role):
            _words(into, children, _style(role, place), place.numbering, manuscript)
        case Items():
            _items(into, block, place, manuscript)
        case Table():
            table(into, block, place, manuscript, blocks)
        case FlowPage():
            flow(into, block, manuscript, blocks)
        case Figure():
            figure(into, block, place, manuscript)
        case Chart():
            chart(into, block, place, manuscript)
        case Signature() if place.cell:
            signature(into, block, manuscript)
        case Signature():
            table(into, at_right(block, manuscript), place, manuscript, blocks)
        case Contents():
            contents(into, block, place, manuscript)
        case _:
            assert_never(block)


def _heading(into: Element, block: Heading, place: Place, manuscript: Manuscript) -> None:
    style = names.HEADINGS[min(max(block.level, 1), len(names.HEADINGS)) - 1]
    made = _words(into, block.children, style, place.numbering, manuscript)
    bookmark(made, block.anchor, manuscript)


def _words(
    into: Element, children: Sequence[Inline], style: str, number: tuple[int, int] | None, manuscript: Manuscript
) -> Element:
    made = paragraph(into, style, manuscript, number)
    inlines(made, children, style, manuscript)
    return made


def _style(role: Role, place: Place) -> str:
    """The style of a paragraph: in a list BODY means the role of the list, and BODY itself a list paragraph."""
    if role is Role.BODY and place.level >= 0:
        role = place.role
        if role is Role.BODY:
            return names.ITEM
    return names.ROLES[role]


def _items(into: Element, block: Items, place: Place, manuscript: Manuscript) -> None:
    number, inside = numbering.start(block, place, manuscript)
    for item in block.items:
        match item:
            case (Paragraph(children, role), *rest):
                _words(into, children, _style(role, inside), number, manuscript)
                blocks(into, rest, inside, manuscript)
            case _:  # the marker stands alone when the item begins with a list or a table
                paragraph(into, _style(Role.BODY, inside), manuscript, number)
                blocks(into, item, inside, manuscript)
