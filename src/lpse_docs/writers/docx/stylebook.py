"""What the Word reference document offers: style ids by name, list styles, and the parts that are copied as they are."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from lxml import etree

from lpse_docs.document.roles import Marker
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.lists import abstract_list
from lpse_docs.writers.docx.look import LISTS
from lpse_docs.writers.docx.unpack import damage, unpacked
from lpse_docs.writers.docx.wordml import VAL, Element, W, parse

STYLES_PART, NUMBERING_PART = "word/styles.xml", "word/numbering.xml"
COPIED: Final = (STYLES_PART, "word/fontTable.xml", "word/theme/theme1.xml")
_OFF: Final = {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class ListStyle:
    """A list style: the abstract list behind it and the indent of each level in twips."""

    abstract: str
    indents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stylebook:
    """The styles of a reference document.

    Attributes:
        ids: Style id by lower-case name. parts: Parts copied byte by byte.
        numbering: The part numbering.xml with the lists of the list styles only; never changed.
        lists: List style by name. toggles: Paragraph style id -> the toggles (`b`, `i`) it already switches on.
        paddings: Table style id -> left and right padding of a cell together, in twips.
        tabs: Paragraph style id -> position of its last tab stop in twips.
    """

    ids: Mapping[str, str]
    parts: Mapping[str, bytes]
    numbering: Element
    lists: Mapping[str, ListStyle]
    toggles: Mapping[str, frozenset[str]]
    paddings: Mapping[str, int]
    tabs: Mapping[str, int]

    def id(self, name: str) -> str:
        """The id of a style; a style that is missing keeps its usual id and Word falls back to Normal."""
        return self.ids.get(name.lower()) or names.style_id(name)

    def listing(self, marker: Marker | str, *, cell: bool) -> ListStyle:
        """The list style of a marker."""
        return self.lists[names.list_style(marker, cell=cell)]


def missing_styles(reference: bytes) -> tuple[str, ...]:
    """Names of the styles the writer needs and the reference document does not have."""
    book = open_reference(reference)
    return tuple(name for name in names.REQUIRED if name.lower() not in book.ids)


@lru_cache(maxsize=4)
def open_reference(reference: bytes) -> Stylebook:
    """Read a reference document once."""
    parts = _parts(reference)
    if STYLES_PART not in parts:
        raise damage(f"tidak memuat bagian {STYLES_PART}")
    try:
        styles = parse(parts[STYLES_PART])
        numbering = parse(parts[NUMBERING_PART]) if NUMBERING_PART in parts else etree.Element(W + "numbering")
    except etree.XMLSyntaxError as fault:  # what expat lets pass and libxml2 does not
        raise damage("memuat XML yang rusak") from fault
    by_id = {style.get(W + "styleId", ""): style for style in styles.iterchildren(W + "style")}
    lists = dict(_lists(by_id, numbering))
    _prune(numbering, {entry[0] for entry in lists.values()})
    return Stylebook(
        ids={_value(style, "name").lower(): number for number, style in by_id.items()},
        parts={name: parts[name] for name in COPIED if name in parts},
        numbering=numbering,
        lists=_completed({name: listing for name, (_, listing) in lists.items()}, numbering),
        toggles={number: frozenset(tag for tag in "bi" if _is_on(by_id, number, tag)) for number in by_id},
        paddings={number: _padding(style) for number, style in by_id.items() if style.get(W + "type") == "table"},
        tabs=dict(_tabs(by_id)),
    )


def _parts(reference: bytes) -> dict[str, bytes]:
    """The parts that are used; embedded fonts do not travel along."""
    parts = unpacked(reference)
    wanted = ((name, parts[name]) for name in (*COPIED, NUMBERING_PART) if name in parts)
    return {name: data for name, data in wanted if b":embed" not in data}


def _value(parent: Element, *path: str) -> str:
    found = parent.find("/".join(W + step for step in path))
    return "" if found is None else found.get(VAL, "")


def _lists(by_id: Mapping[str, Element], numbering: Element) -> Iterator[tuple[str, tuple[str, ListStyle]]]:
    """List styles as name -> (number, list): a list style names a number, and the number an abstract list."""
    wanted = {name.lower(): name for name in names.LISTS}
    abstracts = {entry.get(W + "abstractNumId", ""): entry for entry in numbering.iterchildren(W + "abstractNum")}
    numbers = {
        entry.get(W + "numId", ""): _value(entry, "abstractNumId") for entry in numbering.iterchildren(W + "num")
    }
    for style in by_id.values():
        name = wanted.get(_value(style, "name").lower())
        number = _value(style, "pPr", "numPr", "numId")
        abstract = abstracts.get(numbers.get(number, ""))
        if name and abstract is not None:
            yield name, (number, ListStyle(numbers[number], tuple(_indents(abstract))))


def _indents(abstract: Element) -> Iterator[int]:
    for level in abstract.iterchildren(W + "lvl"):
        indent = level.find(f"{W}pPr/{W}ind")
        found = None if indent is None else indent.get(W + "left") or indent.get(W + "start")
        yield _whole(found)


def _whole(written: str | None) -> int:
    """A measure in twips; one in another unit, which Word never writes, counts as nothing."""
    return int(written) if written and re.fullmatch(r"-?\d{1,6}", written, re.ASCII) else 0


def _prune(numbering: Element, numbers: set[str]) -> None:
    """Drop the lists of the specimen text: only those of list styles travel into the documents."""
    used = set()
    for entry in numbering.findall(W + "num"):
        if entry.get(W + "numId") in numbers:
            used.add(_value(entry, "abstractNumId"))
        else:
            numbering.remove(entry)
    etree.strip_elements(numbering, W + "lvlPicBulletId")  # their pictures do not travel along
    for entry in list(numbering):
        if entry.tag != W + "num" and entry.get(W + "abstractNumId") not in used:
            numbering.remove(entry)


def _completed(lists: dict[str, ListStyle], numbering: Element) -> dict[str, ListStyle]:
    """LibreOffice drops list styles on saving; lists then keep the look they had at first."""
    taken = (_whole(entry.get(W + "abstractNumId")) for entry in numbering.iterchildren(W + "abstractNum"))
    number = max(taken, default=-1)
    for look in LISTS:
        if look.name not in lists:
            number += 1
            made = abstract_list(number, look)
            numbering.insert(len(numbering.findall(W + "abstractNum")), made)
            lists[look.name] = ListStyle(str(number), tuple(_indents(made)))
    return lists


def _is_on(by_id: Mapping[str, Element], number: str, tag: str) -> bool:
    """Whether a style, or the nearest style it is based on that says anything, switches a toggle on."""
    seen: set[str] = set()
    while number in by_id and number not in seen:
        seen.add(number)
        found = by_id[number].find(f"{W}rPr/{W}{tag}")
        if found is not None:
            return found.get(VAL, "1") not in _OFF
        number = _value(by_id[number], "basedOn")
    return False


def _tabs(by_id: Mapping[str, Element]) -> Iterator[tuple[str, int]]:
    for number, style in by_id.items():
        for tab in style.iterfind(f"{W}pPr/{W}tabs/{W}tab"):
            yield number, _whole(tab.get(W + "pos"))


def _padding(style: Element) -> int:
    cell = style.find(f"{W}tblPr/{W}tblCellMar")
    sides = (
        []
        if cell is None
        else [side for name in ("left", "right", "start", "end") for side in cell.iterchildren(W + name)]
    )
    return sum(_whole(side.get(W + "w")) for side in sides)
