"""The screen page: one file that works without a network, on a wide screen, a telephone, and a printer."""

import re
from collections.abc import Iterator

from lpse_docs.document.blocks import Document
from lpse_docs.document.outline import has_contents, headings
from lpse_docs.document.theme import Theme
from lpse_docs.writers import stylesheet
from lpse_docs.writers.dashboard import furnished
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.hypertext import elements, entry, pictures_of, setting
from lpse_docs.writers.limits import check_depth
from lpse_docs.writers.markup import Element, element, to_html
from lpse_docs.writers.pictures import data_address
from lpse_docs.writers.scrolling import boxed

SUFFIX = ".html"
FURNITURE = "perabot"
SIDE_DEPTH = 2
MAIN = "_isi"


def flaws(theme: Theme) -> list[Flaw]:
    """What of a theme cannot be shown on screen; the page must work without a network."""
    css = theme.screen_css
    return _closing(css) + stylesheet.flaws(
        css, stylesheet.SCREEN, lambda url: url.startswith(("#", "data:", "local("))
    )


def _closing(css: str) -> list[Flaw]:
    """A style sheet stands inside of the page, so it must not contain the end of itself."""
    found = re.search("</style", css, re.IGNORECASE)
    said = "gaya memuat </style, sehingga tidak dapat disisipkan ke dalam halaman"
    return [Flaw(said, stylesheet.place_of(css, stylesheet.SCREEN, found[0]))] if found else []


def write(document: Document, theme: Theme) -> bytes:
    """The document as one HTML file with its style sheet and pictures inside."""
    return to_html(tree(document, theme))


def tree(document: Document, theme: Theme) -> Element:
    """The same page as elements: `head` and `body` below `html`."""
    check_depth(document)
    if unsafe := _closing(theme.screen_css):
        raise WriteError.of(unsafe)
    body = element("body", {}, (*_top(document, theme), _main(document, theme), _bottom(document)))
    page = element("html", {"lang": document.language}, (_head(document, theme), body))
    return furnished(page, document, theme) if document.dashboard else page


def _head(document: Document, theme: Theme) -> Element:
    named = {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light",
        "description": document.subject,
        "author": document.author,
        "keywords": ", ".join(word for word in document.keywords if word.strip()),
        "dcterms.modified": document.dated.isoformat(),
        "robots": "noindex",
    }
    return element(
        "head",
        {},
        (
            element("meta", {"charset": "utf-8"}),
            element("title", {}, [document.title]),
            *(element("meta", {"name": name, "content": content}) for name, content in named.items() if content),
            element("style", {}, [theme.screen_css]),
        ),
    )


def _top(document: Document, theme: Theme) -> Iterator[Element]:
    skip = theme.words.get("skip", "Langsung ke isi")
    yield element("a", {"class": f"lompat {FURNITURE}", "href": f"#{MAIN}"}, [skip])
    said = _mark(document, theme)
    mark = [element("strong", {"class": "draf"}, [said])] if said else []
    yield element("header", {"class": f"kepala {FURNITURE}"}, (element("span", {}, [document.head]), *mark))
    if said:  # what is fixed is printed on every sheet, unlike the head
        yield element("p", {"class": f"draf cap {FURNITURE}", "aria-hidden": "true"}, [said])
    entries = headings(document, SIDE_DEPTH)
    if len(entries) > 1:
        only = "" if has_contents(document) else " satu-satunya"
        title = theme.words.get("contents", "Daftar isi")
        parts = (element("p", {}, [title]), element("ul", {}, map(entry, entries)))
        yield element("nav", {"class": f"sisi {FURNITURE}{only}", "aria-label": title}, parts)


def _mark(document: Document, theme: Theme) -> str:
    """What a draft or an example says at its head; on screen there is room for more than DRAF."""
    if document.mark == "draft":
        return theme.words.get("draft_note", theme.mark("draft"))
    return theme.mark(document.mark) if document.mark else ""


def _main(document: Document, theme: Theme) -> Element:
    pictures = {name: data_address(name, data) for name, data in pictures_of(document, theme).items()}
    around = setting(document, theme, pictures)
    sections = (
        element("section", {"class": section.setup.orientation.value}, boxed(elements(section.blocks, around)))
        for section in document.sections
    )
    return element("main", {"id": MAIN}, sections)


def _bottom(document: Document) -> Element:
    return element("footer", {"class": f"kaki {FURNITURE}"}, [element("span", {}, [document.foot])])
