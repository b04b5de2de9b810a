"""The shell of a dashboard around an ordinary screen page: navigation, tiles, folds and filters, under a strict policy.

Everything is there without the script; it only shows the filters, and opens folds for the printer and for links.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lpse_docs.document.blocks import Document
from lpse_docs.document.dashboard import Tile
from lpse_docs.document.theme import Theme
from lpse_docs.writers.grid import SEARCHABLE
from lpse_docs.writers.hypertext import Setting, phrases, setting
from lpse_docs.writers.markup import Element, element
from lpse_docs.writers.scrolling import BOX, scrolled

SCRIPT = Path(__file__).with_name("dashboard.js").read_text("utf-8")
STYLE = Path(__file__).with_name("dashboard.css").read_text("utf-8")
CONTENTS = "Bagian dasbor"


def furnished(page: Element, document: Document, theme: Theme) -> Element:
    """The page with its shell; nothing but its own style sheet and script has any effect in it."""
    head, body = page
    around = setting(document, theme, {})
    (main,) = body.findall("main")
    blocks = [block for section in main for block in section]
    opening, *sections = _cut(blocks, "h2")
    shown = element("main", main.attrib, (_opening(opening, document, around), *map(_section, sections)))
    before = [child for child in body if child.tag not in {"nav", "main", "footer"}]
    after = body.findall("footer")
    whole = element("body", {"class": "dasbor"}, (*before, _navigation(sections), shown, *after))
    return element("html", page.attrib, (_head(head, _style(whole, theme)), whole))


def _head(head: Element, style: str) -> Element:
    """The head with the policy in front of all that it rules."""
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(SCRIPT)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    charset, *others = (child for child in head if child.tag != "style")
    ruled = element("meta", {"http-equiv": "Content-Security-Policy", "content": policy})
    made = (element("style", {}, [style]), element("script", {"type": "module"}, [SCRIPT]))
    return element("head", {}, (charset, ruled, *others, *made))


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _style(body: Element, theme: Theme) -> str:
    """One style sheet; what stood in `style` attributes, which the policy forbids, become rules of it."""
    rules: dict[str, str] = {}
    for part in body.iter():
        if (said := part.attrib.pop("style", None)) is not None:
            name = rules.setdefault(said, f"ukuran-{len(rules) + 1}")
            part.set("class", f"{part.get('class', '')} {name}".strip())
    return "\n".join((theme.screen_css, STYLE, *(f".{name} {{ {said} }}" for said, name in rules.items())))


def _cut(blocks: Iterable[Element], tag: str) -> list[list[Element]]:
    """The blocks before the first heading of a level, then each such heading with what follows it."""
    parts: list[list[Element]] = [[]]
    for block in blocks:
        if block.tag == tag:
            parts.append([])
        parts[-1].append(block)
    return parts


def _navigation(sections: Iterable[list[Element]]) -> Element:
    links = (
        element("li", {}, [element("a", {"href": f"#{heading.get('id')}"}, ["".join(heading.itertext())])])
        for heading, *_ in sections
    )
    return element("nav", {"class": "bagian perabot", "aria-label": CONTENTS}, [element("ul", {}, links)])


def _opening(blocks: Iterable[Element], document: Document, around: Setting) -> Element:
    tiles = document.dashboard.tiles if document.dashboard else ()
    made = element("dl", {"class": "ubin"}, (_tile(tile, around) for tile in tiles))
    return element("div", {"class": "pembuka"}, (*_scrolling(blocks), made))


def _tile(tile: Tile, around: Setting) -> Element:
    words = phrases(tile.words, around)
    attributes = {"class": "peringatan"} if tile.alert else {}
    return element("div", attributes, (element("dt", {}, [tile.name]), element("dd", {}, words)))


def _section(blocks: list[Element]) -> Element:
    """One section: its own blocks, then its folds."""
    own, *folds = _cut(blocks, "h3")
    named = {"aria-labelledby": own[0].get("id", "")}
    return element("section", named, (*_scrolling(own), *map(_fold, folds)))


def _fold(blocks: list[Element]) -> Element:
    heading, *inside = blocks
    return element("details", {}, (element("summary", {}, [heading]), *_scrolling(inside)))


def _scrolling(blocks: Iterable[Element]) -> Iterator[Element]:
    """The blocks; a filter stands before a table that has one, and a chart scrolls in itself like a table."""
    for block in blocks:
        if block.get("class") == BOX and SEARCHABLE in block[0].get("class", "").split():
            yield _filter(block.get("aria-label", ""))
        title = block.find("./{*}svg/{*}title")
        yield block if title is None else scrolled(block, "".join(title.itertext()))


def _filter(name: str) -> Element:
    """A filter over the next table; it is shown by the script, because it does nothing without."""
    made = element("input", {"type": "search", "autocomplete": "off", "spellcheck": "false"})
    label = element("label", {}, (f"Saring {re.sub('^D', 'd', name)} ", made))
    told = element("p", {"class": "terlihat", "role": "status", "aria-live": "polite"})
    return element("div", {"class": "saring perabot", "hidden": ""}, (label, told))
