"""Content controls: what Word lets people fill in, pick from a list, or tick (ISO 29500-1, 17.5.2)."""

from itertools import chain, repeat
from typing import Final
from zlib import crc32

from lxml.etree import SubElement

from lpse_docs.document.inlines import BOX, FillIn, FillKind
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.manuscript import Manuscript
from lpse_docs.writers.docx.run import line_break, run
from lpse_docs.writers.docx.wordml import W14, Element, add, on

_FIRST: Final = 1000
_LONGEST: Final = 64  # Word calls a file with a longer tag or title damaged
_ROOM: Final = "\u00a0" * 8  # to click at; on paper nothing
_GAP: Final = " \u00a0\u00a0 "
_DATE: Final = {"dateFormat": "dd MMMM yyyy", "lid": "id-ID", "storeMappedDataAs": "dateTime", "calendar": "gregorian"}
_TICKED: Final = (("checked", {"val": "0"}), ("checkedState", {"val": "2612", "font": "MS Gothic"}))
_UNTICKED: Final = ("uncheckedState", {"val": f"{ord(BOX):04X}", "font": "Arial"})


def control(into: Element, manuscript: Manuscript, title: str = "", tag: str = "") -> tuple[Element, Element]:
    """A content control: its properties and its content, both to be filled."""
    made = add(into, "sdt")
    properties = add(made, "sdtPr")
    if title:
        add(properties, "alias", val=shortened(title))
    if tag:
        add(properties, "tag", val=shortened(tag))
    add(properties, "id", val=_FIRST + next(manuscript.drawings))
    return properties, add(made, "sdtContent")


def shortened(words: str) -> str:
    """Words that Word accepts as tag or title; what is cut off lives on in a check sum."""
    if len(words) <= _LONGEST:
        return words
    return f"{words[: _LONGEST - 9]}~{crc32(words.encode()):08x}"


def fill_in(into: Element, place: FillIn, manuscript: Manuscript) -> None:
    """The control of a place to fill in; it can be filled but not deleted by accident."""
    properties, content = control(into, manuscript, place.label, place.name)
    add(properties, "lock", val="sdtLocked")
    if place.kind is FillKind.CHECK:
        _check_box(properties)
        run(content, BOX, "", manuscript)
        return
    on(properties, "showingPlcHdr")
    match place.kind:
        case FillKind.CHOICE:
            entries = add(properties, "dropDownList")
            for choice in place.choices:
                add(entries, "listItem", displayText=choice, value=choice)
        case FillKind.DATE:
            date = add(properties, "date")
            for tag, value in _DATE.items():
                add(date, tag, val=value)
        case _:
            several = {"multiLine": 1} if place.kind is FillKind.LONG_TEXT or place.narrow else {}
            add(properties, "text", **several)
    _place_holder(content, place, manuscript)


def _check_box(properties: Element) -> None:
    """The check box of Word 2010 and later; its two signs each with a font that has it."""
    box = SubElement(properties, W14 + "checkbox")
    for tag, attributes in (*_TICKED, _UNTICKED):
        SubElement(box, W14 + tag, {W14 + name: value for name, value in attributes.items()})


def _place_holder(content: Element, place: FillIn, manuscript: Manuscript) -> None:
    """What stands there until somebody fills it in, and on paper: boxes to tick, or room to write."""
    if place.boxed:
        boxes = [f"{BOX} {choice}".replace(" ", "\u00a0") for choice in place.choices]
        lines = boxes if place.stacked else [_GAP.join(boxes)]
    else:
        lines = [_ROOM] * place.lines
    for before, words in zip(chain([False], repeat(True)), lines, strict=False):
        if before:
            line_break(content)
        run(content, words, names.PLACEHOLDER, manuscript)
