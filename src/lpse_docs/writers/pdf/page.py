"""The print page: the same elements as on screen, with named pages instead of a screen."""

import re
from collections.abc import Iterator

from lpse_docs.document.blocks import Document, Section
from lpse_docs.document.page import PageSetup
from lpse_docs.document.theme import Theme
from lpse_docs.writers.hypertext import Setting, elements
from lpse_docs.writers.markup import Element, element

PAGE_WORDS = "Halaman {page} dari {pages}"
SLASH = re.compile(r"(?<=\w)/(?=\w)")
HELD_SLASH = "/\u2060"  # word joiner
Sheet = tuple[PageSetup, bool]


def sheets(document: Document) -> dict[Sheet, str]:
    """A page name for every kind of sheet the document uses."""
    kinds = dict.fromkeys(_sheet(section) for section in document.sections)
    return {kind: f"lembar-{number}" for number, kind in enumerate(kinds, 1)}


def _sheet(section: Section) -> Sheet:
    return section.setup, section.furniture


def page_tree(document: Document, around: Setting) -> Element:
    """The whole document as one HTML tree."""
    names = sheets(document)
    sections = (
        element("section", {"class": names[_sheet(section)]}, elements(section.blocks, around))
        for section in document.sections
    )
    body = element("body", {}, sections)
    _hold_slashes(body)
    return element("html", {"lang": document.language}, (_head(document), body))


def _hold_slashes(body: Element) -> None:
    """Keep `Barang/Jasa` on one line, as Word does; Pango would break after the slash (UAX 14, class SY)."""
    for part in body.iter():
        if part.text and "/" in part.text:
            part.text = SLASH.sub(HELD_SLASH, part.text)
        if part.tail and "/" in part.tail:
            part.tail = SLASH.sub(HELD_SLASH, part.tail)


def _head(document: Document) -> Element:
    moment = f"{document.dated.isoformat()}T00:00:00Z"
    named = {
        "author": document.author,
        "description": document.subject,
        "keywords": ", ".join(word for word in document.keywords if word.strip()),
        "generator": "lpse-docs",
        "dcterms.created": moment,
        "dcterms.modified": moment,
    }
    meta = (element("meta", {"name": name, "content": content}) for name, content in named.items() if content)
    return element("head", {}, (element("title", {}, [document.title]), *meta))


def page_rules(document: Document, theme: Theme) -> str:
    """Size, margins, head and foot of every kind of sheet, as a style sheet."""
    return "\n".join(_page_rule(name, kind, document, theme) for kind, name in sheets(document).items())


def _page_rule(name: str, kind: Sheet, document: Document, theme: Theme) -> str:
    setup, furniture = kind
    edge = setup.margins
    boxes = "".join(
        f"@{place}{{content:{content}}}" for place, content in _margin_boxes(document, theme, furniture=furniture)
    )
    return (
        f".{name}{{page:{name}}}@page {name}{{size:{setup.width:g}mm {setup.height:g}mm;"
        f"margin:{edge.top:g}mm {edge.right:g}mm {edge.bottom:g}mm {edge.left:g}mm;{boxes}}}"
    )


def _margin_boxes(document: Document, theme: Theme, *, furniture: bool) -> Iterator[tuple[str, str]]:
    if document.draft:
        yield "top-right-corner", css_string(theme.words.get("draft", "DRAF"))
    if furniture:
        yield "top-left", css_string(document.head)
        yield "bottom-left", css_string(document.foot)
        yield "bottom-right", _counted(theme.words.get("page", PAGE_WORDS))


def _counted(words: str) -> str:
    """`Halaman {page} dari {pages}` as a CSS content list."""
    counters = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
    return " ".join(counters.get(part) or css_string(part) for part in re.split(r"(\{pages?\})", words) if part)


def css_string(value: str) -> str:
    """A CSS string; everything but letters, digits and blanks is written as its number."""
    return '"' + "".join(sign if sign.isalnum() or sign == " " else f"\\{ord(sign):x} " for sign in value) + '"'
