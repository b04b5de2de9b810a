"""Real lists: every list has its own number, so that it starts at one; the look belongs to the list styles."""

from copy import deepcopy

from lpse_docs.document.blocks import Items
from lpse_docs.document.roles import Marker, Role
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.manuscript import Manuscript, Place
from lpse_docs.writers.docx.stylebook import ListStyle, Stylebook
from lpse_docs.writers.docx.wordml import W, add, serialise

DEEPEST = 8


def start(items: Items, place: Place, manuscript: Manuscript) -> tuple[tuple[int, int], Place]:
    """Begin a list: number and level of its items, and the place of what follows inside an item."""
    role = place.role if items.role is Role.BODY else items.role
    small = role.value.startswith("sel")
    level = min(place.level + 1, DEEPEST)
    style = manuscript.styles.listing(items.marker, cell=small)
    rest = manuscript.styles.listing(names.CONTINUED, cell=small)
    indent = _indent(style, level)
    inside = Place(
        width=place.width + place.indent - indent,
        cell=place.cell,
        indent=indent,
        role=role,
        level=level,
        numbering=(_continuing(rest, manuscript), level),
    )
    return (_number(style, level, items.marker, manuscript), level), inside


def _indent(style: ListStyle, level: int) -> int:
    return style.indents[level] if level < len(style.indents) else 0


def _number(style: ListStyle, level: int, marker: Marker, manuscript: Manuscript) -> int:
    """A number of its own for a counted list; bullets share one."""
    if marker is Marker.BULLET:
        return _continuing(style, manuscript)
    number = first_free(manuscript.styles) + len(manuscript.lists)
    manuscript.lists.append((number, style.abstract, level))
    return number


def _continuing(style: ListStyle, manuscript: Manuscript) -> int:
    if style.abstract not in manuscript.unmarked:
        number = first_free(manuscript.styles) + len(manuscript.lists)
        manuscript.lists.append((number, style.abstract, -1))
        manuscript.unmarked[style.abstract] = number
    return manuscript.unmarked[style.abstract]


def first_free(styles: Stylebook) -> int:
    """The first number the reference document does not use."""
    used = (entry.get(W + "numId", "0") for entry in styles.numbering.iterchildren(W + "num"))
    return max((int(number) for number in used), default=0) + 1


def part(manuscript: Manuscript) -> bytes:
    """The part numbering.xml: the list styles of the reference document and the lists of this document."""
    made = deepcopy(manuscript.styles.numbering)
    for number, abstract, level in manuscript.lists:
        entry = add(made, "num", numId=number)
        add(entry, "abstractNumId", val=abstract)
        if level >= 0:
            add(add(entry, "lvlOverride", ilvl=level), "startOverride", val=1)
    return serialise(made)
