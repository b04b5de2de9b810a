"""The print pages of a document, cut into parts: the same elements as on screen, on named sheets instead of a screen."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby

from lpse_docs.document.blocks import Block, Contents, Document, Figure, PageBreak, Section
from lpse_docs.document.outline import walk
from lpse_docs.document.page import PageSetup
from lpse_docs.document.theme import Theme
from lpse_docs.writers.fillin import Names
from lpse_docs.writers.hypertext import Setting, elements, pictures_of, setting
from lpse_docs.writers.markup import Element, element, to_xml
from lpse_docs.writers.pdf.part import BASE, HOME, Part

SHEET = "lembar"
SLASH = re.compile(r"(?<=\w)/(?=\w)")
HELD_SLASH = "/\u2060"  # word joiner


@dataclass(frozen=True)
class Run:
    """Blocks from one new page to the next, on sheets of one kind."""

    setup: PageSetup
    furniture: bool
    blocks: tuple[Block, ...]

    @cached_property
    def counts(self) -> bool:
        """Whether it prints page numbers, and so must wait for the others."""
        return any(isinstance(block, Contents) for block in walk(self.blocks))


def runs(document: Document) -> list[Run]:
    """The runs of a document; breaks in front, behind and in a row make no empty page."""
    return [
        Run(section.setup, section.furniture, blocks)
        for section in document.sections or (Section(PageSetup(), ()),)
        for blocks in _cut(section.blocks)
    ]


def _cut(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    groups = groupby(blocks, lambda block: isinstance(block, PageBreak))
    return [tuple(group) for breaks, group in groups if not breaks] or [()]


def surroundings(document: Document, theme: Theme) -> Setting:
    """What every part of a document needs to know of the whole."""
    pictures = {name: f"{BASE}gambar/{name}" for name in pictures_of(document, theme)}
    return replace(setting(document, theme, pictures), home=HOME, paper=True)


def part(run: Run, around: Setting, pages: Mapping[str, int]) -> Part:
    """What is printed for a run; `pages` are the page numbers known so far."""
    body = element("section", {"class": SHEET}, elements(run.blocks, replace(around, pages=pages, names=Names())))
    shown = {block.picture for block in walk(run.blocks) if isinstance(block, Figure)}
    return Part(
        page_source(around.document, [body]), sheet_rule(SHEET, run.setup), tuple(sorted(shown & set(around.pictures)))
    )


def _hold_slashes(body: Element) -> Element:
    """Keep `Barang/Jasa` on one line, as Word does; Pango would break after the slash (UAX 14, class SY)."""
    for part in body.iter():
        if part.text and "/" in part.text:
            part.text = SLASH.sub(HELD_SLASH, part.text)
        if part.tail and "/" in part.tail:
            part.tail = SLASH.sub(HELD_SLASH, part.tail)
    return body


def page_source(document: Document, sections: list[Element]) -> bytes:
    """A page as XML."""
    return to_xml(element("html", {"lang": document.language}, [_hold_slashes(element("body", {}, sections))]))


def sheet_rule(name: str, setup: PageSetup, boxes: Mapping[str, str] | None = None) -> str:
    """Size and margins of a named sheet, and the content (CSS) of its margin boxes by place."""
    edge = setup.margins
    inside = "".join(f"@{place}{{content:{content}}}" for place, content in (boxes or {}).items())
    return (
        f".{name}{{page:{name}}}@page {name}{{size:{setup.width:g}mm {setup.height:g}mm;"
        f"margin:{edge.top:g}mm {edge.right:g}mm {edge.bottom:g}mm {edge.left:g}mm;{inside}}}"
    )


def css_string(value: str) -> str:
    """A CSS string; everything but letters, digits and blanks is written as its number."""
    return '"' + "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in value) + '"'
