"""The look of the first reference document; from then on templates/word/reference.docx decides.

Lengths in points. Lines are "at least" heights above the natural height of the font, so Word and CSS agree on every
line; nothing is justified, because Word 2013+ squeezes blanks of justified lines and would break them elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lpse_docs.document.roles import Marker, Role, TableRole
from lpse_docs.writers.docx import names

ARIAL, BOOKMAN, COURIER = "Arial", "Bookman Old Style", "Courier New"
GREY, RULE, FILL, LABEL_FILL = "404040", "A6A6A6", "E6E6E6", "F2F2F2"
DRAFT_RED, LINK_BLUE = "9C2A10", "1F3864"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line along one side of a paragraph or table."""

    side: str
    width: float = 0.5
    colour: str = "000000"
    space: int = 0
    kind: str = "single"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style. `together` keeps with the next paragraph, `tight` drops space between equals."""

    name: str
    size: float
    line: float
    before: float = 0
    after: float = 0
    font: str = ARIAL
    bold: bool = False
    colour: str = ""
    align: str = ""
    together: bool = False
    tight: bool = False
    indent: float = 0
    rule: Rule | None = None
    fill: str = ""
    outline: int | None = None
    exact: bool = False
    flexible: bool = False
    leader: bool = False
    base: str = "Normal"


@dataclass(frozen=True, slots=True)
class TableLook:
    """A table style: rules inside and out, padding (top, right, bottom, left), fill of head and label column."""

    name: str
    padding: tuple[float, float, float, float]
    rules: tuple[Rule, ...] = ()
    filled: bool = False
    middle: bool = False


@dataclass(frozen=True, slots=True)
class ListLook:
    """A list style: how its numbers look and how far each level is indented."""

    name: str
    kind: str
    text: str
    step: float


_OF: Final = names.ROLES

PARAGRAPHS: Final = (
    Look(_OF[Role.BODY], 11, 14, after=6),
    Look(names.ITEM, 11, 14, after=3, base=names.ROLES[Role.BODY]),
    Look(_OF[Role.LEAD], 11, 14, after=6, together=True),
    Look(_OF[Role.NOTE], 9, 12, after=6, colour=GREY, indent=8, rule=Rule("left", 1.5, RULE, 6)),
    Look(_OF[Role.CAPTION], 9, 12, after=3, before=6, bold=True, together=True),
    Look(_OF[Role.CODE], 9, 12, after=6, font=COURIER, fill=LABEL_FILL, tight=True),
    Look(_OF[Role.TITLE], 16, 20, after=4, bold=True, align="center", together=True, tight=True),
    Look(_OF[Role.SUBTITLE], 12, 15, after=12, colour=GREY, align="center", together=True, tight=True),
    Look(_OF[Role.CELL], 9, 11.5, after=1.5),
    Look(_OF[Role.CELL_CENTER], 9, 11.5, after=1.5, align="center"),
    Look(_OF[Role.CELL_NUMBER], 9, 11.5, after=1.5, align="right"),
    Look(_OF[Role.CELL_SMALL], 8, 10, after=1),
    Look(_OF[Role.CELL_HEADER], 9, 11.5, after=1.5, bold=True, align="center", together=True),
    Look(_OF[Role.CELL_ACTOR], 8, 10, after=1, bold=True, align="center", together=True),
    Look(_OF[Role.CELL_LABEL], 9, 11.5, after=1.5, bold=True),
    Look(_OF[Role.CELL_CODE], 9, 11.5, after=1.5, colour=GREY),
    Look(_OF[Role.CELL_TITLE], 10, 13, after=1.5, bold=True, together=True),
    Look(_OF[Role.CELL_FILL], 9, 14, after=5),
    Look(_OF[Role.LETTERHEAD_GOVERNMENT], 12, 15, bold=True, align="center", together=True),
    Look(_OF[Role.LETTERHEAD_UNIT], 14, 18, bold=True, align="center", together=True),
    Look(
        _OF[Role.LETTERHEAD_ADDRESS], 9, 11.5, after=12, align="center", tight=True, rule=Rule("bottom", 1.5, space=4)
    ),
    Look(_OF[Role.COVER_TITLE], 20, 26, after=6, before=48, bold=True, align="center", together=True, tight=True),
    Look(_OF[Role.COVER_SUBTITLE], 14, 18, after=6, before=6, align="center"),
    Look(_OF[Role.COVER_FOOT], 12, 16, before=150, bold=True, align="center", tight=True),
    Look(_OF[Role.DECREE_TITLE], 12, 18, after=12, font=BOOKMAN, bold=True, align="center", together=True, tight=True),
    Look(_OF[Role.DECREE_BODY], 12, 18, after=6, font=BOOKMAN),
    Look(_OF[Role.DECREE_LABEL], 12, 18, after=6, font=BOOKMAN),
    Look(_OF[Role.DECREE_POST], 12, 18, font=BOOKMAN, align="center", together=True),
    Look(_OF[Role.DECREE_NAME], 12, 18, font=BOOKMAN, bold=True, align="center"),
    Look(_OF[Role.SIGN_POST], 11, 14, align="center", together=True),
    Look(names.SIGN_SPACE, 8, 48.25, align="center", together=True),
    Look(_OF[Role.SIGN_NAME], 11, 14, bold=True, align="center", together=True),
    Look(_OF[Role.SIGN_DETAIL], 10, 13, after=2, align="center"),
    Look(names.HEADINGS[0], 14, 18, 18, 6, bold=True, together=True, outline=0),
    Look(names.HEADINGS[1], 12, 15, 14, 4, bold=True, together=True, outline=1),
    Look(names.HEADINGS[2], 11, 14, 10, 3, bold=True, together=True, outline=2),
    Look(names.HEADINGS[3], 11, 14, 8, 3, bold=True, together=True, colour=GREY, outline=3),
    Look(names.CONTENTS_TITLE, 14, 18, after=12, bold=True, align="center", together=True),
    Look(names.CONTENTS[0], 11, 14, 3, 3, leader=True),
    Look(names.CONTENTS[1], 10, 13, after=2, indent=14, leader=True),
    Look(names.CONTENTS[2], 10, 13, after=2, indent=28, leader=True),
    Look(names.CONTENTS[3], 10, 13, after=2, indent=42, leader=True),
    Look(names.HEADER, 8, 10, colour=GREY),
    Look(names.HEADER_RIGHT, 8, 10, align="right", base=names.HEADER),
    Look(names.FOOTER, 8, 10, colour=GREY),
    Look(names.FOOTER_RIGHT, 8, 10, align="right", base=names.FOOTER),
    Look(names.FIGURE, 11, 12, after=6, align="center", together=True, flexible=True),
    Look(names.SLOT, 8, 10, align="center", colour=GREY),
    Look(names.SEPARATOR, 1, 1, after=5, exact=True),
    Look(names.FLOW_ANCHOR, 1, 1, exact=True, together=True),
    Look(names.FLOW_LETTER, 8, 10, bold=True, align="center"),
    Look(names.FLOW_LABEL, 7, 8, align="center"),
    Look(names.CHART, 1, 1, after=6, align="center", flexible=True),
    Look(names.CHART_WORDS, 8, 9, flexible=True),
)

_GRID = tuple(Rule(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
_BOX = tuple(Rule(side, 0.5, RULE, kind="dashed") for side in ("top", "left", "bottom", "right"))
TABLES: Final = (
    TableLook(names.TABLES[TableRole.GRID], (2, 4, 1, 4), _GRID, filled=True),
    TableLook(names.TABLES[TableRole.PLAIN], (0, 6, 0, 0)),
    TableLook(names.TABLES[TableRole.IDENTITY], (2, 4, 1, 4), _GRID, filled=True),
    TableLook(names.TABLES[TableRole.FLOW], (2, 3, 1, 3), _GRID, filled=True),
    TableLook(names.HEADER_TABLE, (0, 0, 2, 0), (Rule("bottom", 0.5, RULE),)),
    TableLook(names.FOOTER_TABLE, (2, 0, 0, 0), (Rule("top", 0.5, RULE),)),
    TableLook(names.SLOT_TABLE, (0, 3, 0, 3), _BOX, middle=True),
)

_NUMBERS = {
    Marker.BULLET: ("bullet", "•–"),
    Marker.DECIMAL: ("decimal", "."),
    Marker.LETTER: ("lowerLetter", "."),
    Marker.DECIMAL_PAREN: ("decimal", ")"),
    Marker.LETTER_PAREN: ("lowerLetter", ")"),
    names.CONTINUED: ("none", ""),
}


def _lists() -> Iterator[ListLook]:
    for cell, step in ((False, 21.0), (True, 15.0)):
        for marker, (kind, text) in _NUMBERS.items():
            yield ListLook(names.list_style(marker, cell=cell), kind, text, step)


LISTS: Final = tuple(_lists())
