"""Blocks as HTML elements, the same for the screen page and for the page that WeasyPrint prints.

The style sheets own the look; this module only says what each thing is: its element, its role as a class, its anchor.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias, assert_never

from lpse_docs.document.blocks import (
    Block,
    Contents,
    Document,
    Figure,
    FlowPage,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Signature,
    Table,
)
from lpse_docs.document.chart import Chart
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
    plain,
)
from lpse_docs.document.outline import blocks_of, headings
from lpse_docs.document.roles import Marker, Role
from lpse_docs.document.theme import Theme
from lpse_docs.writers.chart import chart_element
from lpse_docs.writers.fillin import Names, fill_in
from lpse_docs.writers.flow import flow_element, sized_table
from lpse_docs.writers.grid import table_element
from lpse_docs.writers.markup import Element, Node, append, element
from lpse_docs.writers.signature import SignLine, lines_above, lines_below

LIST_PARAGRAPH = "daftar"
NEW_PAGE = "halaman-baru"
Printed: TypeAlias = Heading | Paragraph | Items | Table | FlowPage | Figure | Chart | Signature | Contents


@dataclass(frozen=True)
class Setting:
    """What the elements of a document need to know besides their own block.

    Attributes:
        document: The document; its headings fill the contents.
        theme: Words and pictures.
        pictures: Address of each picture that may be shown, by name; the others are empty slots.
        levels: Element level of each heading; unlike the heading's own level it never skips one (PDF/UA 7.4.2).
        anchors: Where references may point; a reference to nowhere is plain text.
        paper: Whether the elements are printed, so that places to fill in and to sign become marks for form fields.
        home: Address of the document in its own references: empty on screen; on paper the parts of a document are
            printed one by one, and a reference may lead to another part.
        pages: Page of each heading, as far as it is known; printed in the contents on paper.
        names: Names of the form fields, given out as they are drawn.
    """

    document: Document
    theme: Theme
    pictures: Mapping[str, str]
    levels: Mapping[str, int]
    anchors: frozenset[str]
    paper: bool = False
    home: str = ""
    pages: Mapping[str, int] = field(default_factory=dict)
    names: Names = field(default_factory=Names)


def setting(document: Document, theme: Theme, pictures: Mapping[str, str]) -> Setting:
    """Look over the whole document once, before its first element is made."""
    return Setting(document, theme, pictures, heading_levels(document), anchors_of(document))


def anchors_of(document: Document) -> frozenset[str]:
    """Every anchor a reference may point at: headings and rows."""
    found = set()
    for block in blocks_of(document):
        if isinstance(block, Heading):
            found.add(block.anchor)
        elif isinstance(block, Table):
            found.update(row.anchor for row in (*block.header, *block.rows) if row.anchor)
    return frozenset(found)


def pictures_of(document: Document, theme: Theme) -> dict[str, bytes]:
    """The pictures of the theme that the document shows."""
    names = {block.picture for block in blocks_of(document) if isinstance(block, Figure)}
    return {name: theme.pictures[name] for name in sorted(names & theme.pictures.keys())}


def heading_levels(document: Document) -> dict[str, int]:
    """The level of each heading's element: its own, but at most one deeper than the heading before."""
    levels: dict[str, int] = {}
    before = 0
    for heading in headings(document):
        before = levels[heading.anchor] = min(heading.level, before + 1)
    return levels


def elements(blocks: Iterable[Block], setting: Setting, listed: Role | None = None) -> Iterator[Element]:
    """The elements of a sequence of blocks; `listed` is the role of the list they stand in."""
    new_page = False
    for block in blocks:
        if isinstance(block, PageBreak):
            new_page = True
            continue
        made = _element(block, setting, listed)
        if new_page:
            made.set("class", f"{made.get('class', '')} {NEW_PAGE}".strip())
            new_page = False
        yield made


def _element(block: Printed, setting: Setting, listed: Role | None) -> Element:
    match block:
        case Heading():
            tag = f"h{setting.levels[block.anchor]}"
            return element(tag, {"class": f"judul-{block.level}", "id": block.anchor}, phrases(block.children, setting))
        case Paragraph():
            return _paragraph(block, setting, listed)
        case Items():
            return _items(block, setting)
        case Table():
            return table_element(block, lambda blocks: elements(blocks, setting))
        case FlowPage():
            return flow_element(block, table_element(sized_table(block), lambda blocks: elements(blocks, setting)))
        case Figure():
            return _figure(block, setting)
        case Chart():
            return chart_element(block, paper=setting.paper)
        case Signature():
            return _signature(block, setting)
        case Contents():
            return _contents(block, setting)
        case _:
            assert_never(block)


def _paragraph(block: Paragraph, setting: Setting, listed: Role | None) -> Element:
    """A paragraph; one without words has no content at all, so that a style sheet can give it a line to write on."""
    written = block.children if plain(block.children).strip(" ") else ()
    return element("p", {"class": _paragraph_class(block.role, listed)}, phrases(written, setting))


def _paragraph_class(role: Role, listed: Role | None) -> str:
    if role is not Role.BODY or listed is None:
        return role.value
    return LIST_PARAGRAPH if listed is Role.BODY else listed.value


def phrases(children: Iterable[Inline], setting: Setting, *, linked: bool = False) -> Iterator[Node]:
    """The words of a line; inside a link no second link begins."""
    for child in children:
        match child:
            case Text(value):
                yield value
            case Strong():
                yield element("strong", {}, phrases(child.children, setting, linked=linked))
            case Emphasis():
                yield element("em", {}, phrases(child.children, setting, linked=linked))
            case Link() if not linked:
                yield element("a", {"href": child.href}, phrases(child.children, setting, linked=True))
            case Reference() if not linked and child.anchor in setting.anchors:
                attributes = {"class": "rujukan", "href": f"{setting.home}#{child.anchor}"}
                yield element("a", attributes, phrases(child.children, setting, linked=True))
            case Link() | Reference():
                yield from phrases(child.children, setting, linked=linked)
            case LineBreak():
                yield element("br", {})
            case Blank():
                title = {"title": child.label} if child.label else {}
                yield element("span", {"class": "isian", **title}, [BLANK_DOTS])
            case FillIn() if linked:
                yield child.words  # inside a link nothing can be filled in
            case FillIn():
                yield fill_in(child, setting.names.give(child.name), paper=setting.paper)
            case _:
                assert_never(child)


def _items(block: Items, setting: Setting) -> Element:
    tag = "ul" if block.marker is Marker.BULLET else "ol"
    size = "rapat" if block.role.value.startswith("sel") else "longgar"
    items = (element("li", {}, elements(item, setting, block.role)) for item in block.items)
    return element(tag, {"class": f"{block.marker.value} {size} larik-{block.role.value}"}, items)


def _figure(block: Figure, setting: Setting) -> Element:
    size = {"style": f"width:{block.width:g}mm;height:{block.height:g}mm"}
    address = setting.pictures.get(block.picture)
    if address is None:
        return element("div", {"class": "gambar-kosong", **size}, [element("p", {}, [block.reserved])])
    picture = element("img", {"src": address, "alt": block.alt or block.picture, **size})
    return element("div", {"class": "gambar"}, [picture])


def _signature(block: Signature, setting: Setting) -> Element:
    room = element("div", {"class": "ttd-ruang"})
    if block.anchor:
        append(room, [element("span", {"class": "jangkar"}, [block.anchor])])
    if setting.paper:
        name = setting.names.give(block.field)
        title = setting.theme.words.get("signature", "{field}").replace("{field}", name)
        append(room, [element("input", {"type": "checkbox", "class": "ttd", "name": name, "title": title})])
    above, below = lines_above(block), lines_below(block, setting.theme.words)
    return element("div", {"class": "blok-ttd"}, (*_sign_lines(above, setting), room, *_sign_lines(below, setting)))


def _sign_lines(lines: Iterable[SignLine], setting: Setting) -> Iterator[Element]:
    return (element("p", {"class": role.value}, phrases(children, setting)) for role, children in lines)


def _contents(block: Contents, setting: Setting) -> Element:
    title = element("p", {"class": "judul-daftar-isi"}, [block.title])
    entries = [entry(heading, setting.home, setting.pages) for heading in headings(setting.document, block.depth)]
    return element("nav", {"class": "daftar-isi", "aria-label": block.title}, [title, element("ul", {}, entries)])


def entry(heading: Heading, home: str = "", pages: Mapping[str, int] = MappingProxyType({})) -> Element:
    """A line of a table of contents, with the heading's page where that is known."""
    number = {"data-halaman": str(pages[heading.anchor])} if heading.anchor in pages else {}
    link = element("a", {"href": f"{home}#{heading.anchor}", **number}, [plain(heading.children)])
    return element("li", {"class": f"tingkat-{heading.level}"}, [link])
