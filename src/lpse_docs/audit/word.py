"""A Word file as a package of parts: sections with their tables, paragraphs with their words and sizes."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from lxml import etree

from lpse_docs.audit.schema import R, W

Element: TypeAlias = etree._Element
MAIN = "word/document.xml"
STYLES = "word/styles.xml"
TWIPS_A_MILLIMETRE = 1440 / 25.4
EMU_A_MILLIMETRE = 36_000
OFFICE_DOCUMENT = "/officeDocument"
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


class Broken(Exception):
    """A part that is not XML as Word reads it; the sentence says why."""


@dataclass(frozen=True)
class Table:
    """A table of the body with its section."""

    number: int
    element: Element
    section: "Sheet"

    @cached_property
    def rows(self) -> list[Element]:
        """Its own rows, not those of tables inside."""
        return list(self.element.iterchildren(W + "tr"))

    @property
    def columns(self) -> list[int]:
        """Widths of the grid in twips."""
        return [integer(item.get(W + "w")) for item in self.element.iterfind(f"{W}tblGrid/{W}gridCol")]

    def head(self) -> list[Element]:
        """The rows at the top that are marked to repeat."""
        found = []
        for row in self.rows:
            if not is_on(row.find(f"{W}trPr/{W}tblHeader")):
                break
            found.append(row)
        return found

    def is_flow(self, heads: tuple[str, ...]) -> bool:
        """Whether its first rows name the columns of a flow."""
        cells = {words(cell).strip().lower() for row in self.rows[:3] for cell in row.iterchildren(W + "tc")}
        return {head.lower() for head in heads} <= cells


@dataclass(frozen=True)
class Sheet:
    """Paper and margins of a section in mm, and which header and footer it has."""

    number: int
    width: float
    height: float
    margins: Mapping[str, float]
    furniture: tuple[str, ...]

    @property
    def content_width(self) -> float:
        """Room between the side margins."""
        return self.width - self.margins["left"] - self.margins["right"] - self.margins["gutter"]


@dataclass
class WordFile:
    """An opened package; `path` is how people name it."""

    path: str
    parts: Mapping[str, bytes]
    _trees: dict[str, Element] = field(default_factory=dict)

    def tree(self, name: str) -> Element:
        """A part, parsed; entities stay as they are and a document type is refused.

        Raises:
            Broken: The part is not well-formed.
        """
        if name not in self._trees:
            try:
                made = etree.fromstring(self.parts[name], PARSER)
            except (etree.XMLSyntaxError, ValueError) as fault:
                raise Broken(f"bagian {name} bukan XML yang utuh") from fault
            if made.getroottree().docinfo.doctype:  # type: ignore[union-attr] # a parsed one has a tree
                raise Broken(f"bagian {name} memuat deklarasi DOCTYPE")
            self._trees[name] = made
        return self._trees[name]

    def trees(self) -> Iterator[tuple[str, Element]]:
        """Every XML part."""
        for name in self.parts:
            if name.endswith((".xml", ".rels")):
                yield name, self.tree(name)

    @property
    def main(self) -> Element:
        """The part with the text."""
        return self.tree(MAIN)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The sections in their order."""
        return [_sheet(number, item) for number, item in enumerate(self.main.iter(W + "sectPr"), 1)]

    @cached_property
    def tables(self) -> list[Table]:
        """Tables that stand directly in the text."""
        found, section = list[Table](), 0
        for item in self.main.iterfind(f"{W}body/*"):
            if item.tag == W + "tbl" and section < len(self.sheets):
                found.append(Table(len(found) + 1, item, self.sheets[section]))
            section += len(list(item.iter(W + "sectPr")))
        return found

    @cached_property
    def styles(self) -> Mapping[str, Element]:
        """Styles by id."""
        if STYLES not in self.parts:
            return {}
        return {item.get(W + "styleId", ""): item for item in self.tree(STYLES).iterchildren(W + "style")}

    def chain(self, style: str) -> Iterator[Element]:
        """A style and those it is based on, the nearest first."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = value(self.styles[style].find(W + "basedOn"))

    def style_name(self, paragraph: Element) -> str:
        """The name people see of a paragraph's style, in lower case."""
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        return value(self.styles[style].find(W + "name")).lower() if style in self.styles else ""

    def target(self, part: str, number: str) -> str:
        """The part a relationship of another part leads to, empty when none."""
        return next((path for key, path, _ in self.relations(part) if key == number), "")

    def relations(self, part: str) -> Iterator[tuple[str, str, bool]]:
        """Id, target and whether it lies inside, for every relationship of a part."""
        folder, _, name = part.rpartition("/")
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        for item in self.tree(rels).iter(RELATIONSHIP) if rels in self.parts else ():
            target = item.get("Target", "")
            inside = item.get("TargetMode") != "External"
            path = target.removeprefix("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            yield item.get("Id", ""), path.removeprefix("/") if inside else target, inside


def _sheet(number: int, properties: Element) -> Sheet:
    size, edge = properties.find(W + "pgSz"), properties.find(W + "pgMar")
    width, height = (_length(size, key, usual) for key, usual in (("w", 11906), ("h", 16838)))
    sides = ("top", "bottom", "left", "right", "header", "footer", "gutter")
    margins = {side: _length(edge, side, 0) for side in sides}
    references = properties.iterchildren(W + "headerReference", W + "footerReference")
    return Sheet(number, width, height, margins, tuple(item.get(R + "id", "") for item in references))


def _length(element: Element | None, key: str, usual: int) -> float:
    return (usual if element is None else integer(element.get(W + key), usual)) / TWIPS_A_MILLIMETRE


def integer(written: str | None, usual: int = 0) -> int:
    """A whole number as Word writes it; some programs write a fraction."""
    try:
        return round(float(written or usual))
    except (ValueError, OverflowError):
        return usual


def value(element: Element | None) -> str:
    """The attribute `w:val` of an element that may be missing."""
    return "" if element is None else element.get(W + "val", "")


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and value(element) not in {"0", "false", "off"}


def words(element: Element) -> str:
    """All text of an element, tabs and breaks as spaces."""
    kinds = {W + "tab": " ", W + "br": " ", W + "cr": " "}
    found = element.iter(W + "t", *kinds)
    return "".join(kinds.get(str(item.tag), item.text or "") for item in found)
