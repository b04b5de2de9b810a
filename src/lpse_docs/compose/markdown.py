"""Markdown with value tokens -> blocks. Python-Markdown parses; no HTML is ever made or accepted."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown

from lpse_docs.compose.template import TOKEN, Fragment, Phrase, SectionMark, Slots
from lpse_docs.document.blocks import Block, Cell, Heading, Items, Paragraph, Row, Table
from lpse_docs.document.inlines import Emphasis, Inline, LineBreak, Link, Strong, Text, plain
from lpse_docs.document.roles import Marker, Role

Piece = Block | SectionMark
NO_BREAK_SPACE = "\u00a0"


class MisplacedComponent(ValueError):
    """A component or element stands where it cannot; `place` is its template and line when known."""

    def __init__(self, reason: str, place: tuple[str, int] = ("", 1)) -> None:
        super().__init__(reason)
        self.place = place


@dataclass
class Anchors:
    """Unique anchors of one document."""

    used: set[str] = field(default_factory=set)

    def make(self, wanted: str) -> str:
        """A slug of the words, numbered when taken."""
        ascii_only = unicodedata.normalize("NFKD", wanted).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60].strip("-") or "bagian"
        anchor, count = slug, 1
        while anchor in self.used:
            count += 1
            anchor = f"{slug}-{count}"
        self.used.add(anchor)
        return anchor


@cache
def _parser() -> Markdown:
    """One parser for all texts: making it costs more than using it."""
    parser = Markdown(extensions=["attr_list", "tables", "sane_lists"])
    parser.preprocessors.deregister("html_block")
    for name in ("html", "entity", "image_link", "image_reference", "short_image_ref", "autolink", "automail"):
        parser.inlinePatterns.deregister(name)
    parser.treeprocessors.deregister("prettify")
    return parser


def parse(text: str, slots: Slots, anchors: Anchors, shift: int = 0) -> list[Piece]:
    """Turn filled Markdown into blocks and section marks; `shift` lowers every heading."""
    parser = _parser().reset()
    lines = text.split("\n")
    for preprocessor in parser.preprocessors:
        lines = preprocessor.run(lines)
    root = parser.parser.parseDocument(lines).getroot()
    assert root is not None  # the parser always makes a root element
    for processor in parser.treeprocessors:
        root = processor.run(root) or root
    reader = _Reader(slots, anchors, shift)
    return [piece for child in root for piece in reader.block(child)]


@dataclass
class _Reader:
    slots: Slots
    anchors: Anchors
    shift: int
    topic: str = ""

    def block(self, element: Element) -> Iterator[Piece]:
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                yield self.heading(element)
            case "p":
                yield from self.paragraph(element, Role.BODY)
            case "ul" | "ol":
                yield self.items(element)
            case "blockquote":
                for child in element:
                    yield from self.paragraph(child, Role.NOTE)
            case "pre":
                yield from self.code("".join(element.itertext()))
            case "table":
                yield self.table(element)
            case other:
                raise MisplacedComponent(f"unsur Markdown <{other}> tidak didukung")

    def heading(self, element: Element) -> Heading:
        children = self.inlines(element)
        self.topic = plain(children)
        level = min(int(element.tag[1]) + self.shift, 4)
        return Heading(level, children, self.anchors.make(element.get("id") or self.topic))

    def paragraph(self, element: Element, role: Role) -> Iterator[Piece]:
        alone = TOKEN.fullmatch((element.text or "").strip()) if not len(element) else None
        value = self.slots.values[int(alone[1])] if alone else None
        if isinstance(value, Fragment):
            yield from value.blocks
        elif isinstance(value, SectionMark):
            yield value
        else:
            chosen = Role(element.get("class", role.value))
            children = self.inlines(element)
            if plain(children).strip(" \n"):
                yield Paragraph(children, chosen)

    def items(self, element: Element) -> Items:
        marker = Marker.BULLET if element.tag == "ul" else Marker.DECIMAL
        return Items(tuple(self.item(child) for child in element), marker)

    def item(self, element: Element) -> tuple[Block, ...]:
        blocks: list[Block] = []
        loose = [child for child in element if child.tag in {"p", "ul", "ol", "pre", "table"}]
        lead = Element("p")
        lead.text = element.text
        lead.extend(child for child in element if child not in loose)
        if (lead.text or "").strip() or len(lead):
            loose.insert(0, lead)
        for child in loose:
            for piece in self.block(child):
                if isinstance(piece, SectionMark):
                    raise MisplacedComponent("pergantian bagian tidak boleh di dalam daftar")
                blocks.append(piece)
        return tuple(blocks)

    def code(self, text: str) -> Iterator[Paragraph]:
        for line in text.strip("\n").split("\n"):
            bare = line.lstrip(" ")
            yield Paragraph((Text(NO_BREAK_SPACE * (len(line) - len(bare)) + bare),), Role.CODE)

    def table(self, element: Element) -> Table:
        rows = [row for part in element for row in part]
        header = tuple(self.row(row, header=True) for row in rows if row[0].tag == "th")
        body = tuple(self.row(row, header=False) for row in rows if row[0].tag == "td")
        return Table((1.0,) * len(rows[0]), body, self.topic, header)

    def row(self, element: Element, *, header: bool) -> Row:
        role = Role.CELL_HEADER if header else Role.CELL
        return Row(tuple(Cell((Paragraph(self.inlines(cell), role),), header=header) for cell in element))

    def inlines(self, element: Element) -> tuple[Inline, ...]:
        children = list(self.resolve(element.text or ""))
        for child in element:
            children += self.inline(child)
            children += self.resolve(child.tail or "")
        return tuple(children)

    def inline(self, element: Element) -> Iterator[Inline]:
        match element.tag:
            case "strong" | "code":
                yield Strong(self.inlines(element))
            case "em":
                yield Emphasis(self.inlines(element))
            case "br":
                yield LineBreak()
            case "a":
                yield Link(element.get("href", ""), self.inlines(element))
            case other:
                raise MisplacedComponent(f"unsur Markdown <{other}> tidak didukung")

    def resolve(self, text: str) -> Iterator[Inline]:
        """Words and tokens -> inlines; a stored text may itself hold tokens (Jinja `set` blocks)."""
        end = 0
        for found in TOKEN.finditer(text):
            if found.start() > end:
                yield Text(text[end : found.start()])
            value = self.slots.values[int(found[1])]
            if isinstance(value, Phrase):
                yield from value.children
            elif isinstance(value, str):
                yield from self.resolve(value) if TOKEN.search(value) else (Text(value),)
            else:
                raise MisplacedComponent(
                    "komponen yang menghasilkan tabel atau paragraf harus berdiri sendiri pada satu baris",
                    self.slots.places[int(found[1])],
                )
            end = found.end()
        if text[end:]:
            yield Text(text[end:])
