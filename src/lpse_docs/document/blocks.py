"""What a page is made of: a small closed set of blocks, and the document that holds them."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from lpse_docs.diagnostics import Span
from lpse_docs.document.chart import Chart
from lpse_docs.document.dashboard import Dashboard
from lpse_docs.document.drawing import Drawing
from lpse_docs.document.inlines import Inline
from lpse_docs.document.page import PageSetup
from lpse_docs.document.roles import Marker, Role, TableRole


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4. `anchor` is unique in the document."""

    level: int
    children: tuple[Inline, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `origin` is where its text was written; it does not count in comparisons."""

    children: tuple[Inline, ...]
    role: Role = Role.BODY
    origin: Span | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is a sequence of blocks (paragraphs and nested lists)."""

    items: tuple[tuple["Block", ...], ...]
    marker: Marker = Marker.BULLET
    role: Role = Role.BODY


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; spans are counted in columns and rows."""

    blocks: tuple["Block", ...]
    columns: int = 1
    rows: int = 1
    header: bool = False
    origin: Span | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Row:
    """A row; it stays on one page unless `splittable`. `anchor` lets references point at it, `height` is the least in mm.

    One that is `tied` stays on the page of the next row, as far as a page can hold them.
    """

    cells: tuple[Cell, ...]
    splittable: bool = False
    anchor: str = ""
    height: float = 0.0
    tied: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `columns` are relative widths over the content width; header rows repeat on each page.

    Cells covered by a row span from above are left out of their row, as in HTML. `title` tells
    people who cannot see the table what it holds. `searchable` lets readers of a dashboard narrow its rows by words.
    The last row of a `kept` one stands on one page with what follows, so that signatures never stand alone.
    """

    columns: tuple[float, ...]
    rows: tuple[Row, ...]
    title: str
    header: tuple[Row, ...] = ()
    role: TableRole = TableRole.GRID
    searchable: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class FlowPage:
    """One page of a flow: a table of exact size with its symbols and arrows drawn over it (PermenPANRB 35/2012).

    Attributes:
        table: Header and rows; `columns` are widths in mm whose sum is the width of the drawing.
        heights: Height of each header row and then of each row in mm; their sum is the height of the drawing.
        drawing: Symbols and arrows, already routed; the table's upper left corner is its origin.
        alt: The flow of this page in words.
    """

    table: Table
    heights: tuple[float, ...]
    drawing: Drawing
    alt: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture of the theme, by name (`lambang-daerah`), centred; size in mm.

    `slot` are the words in its reserved place while the picture is missing: few enough for it, unlike `alt` with a long name.
    """

    picture: str
    alt: str
    width: float
    height: float
    slot: str = ""

    @property
    def reserved(self) -> str:
        """What is written in the reserved place."""
        return self.slot or self.alt


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign: reserved square of 17 mm, name below. `field` names the later signature field.

    A `bare` one ends with the name: no rank, no NIP, as for people outside the civil service. A regent signs a `decree`,
    which is bare and in the face of decrees. `anchor` is the sign by which a signing service finds the square; it stands
    small in its middle and nowhere else in the document.
    """

    field: str
    heading: tuple[str, ...]
    name: str | None = None
    rank: str | None = None
    nip: str | None = None
    decree: bool = False
    bare: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents over the headings up to `depth`, with page numbers."""

    title: str
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Start a new page."""


Block: TypeAlias = Heading | Paragraph | Items | Table | FlowPage | Figure | Chart | Signature | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Section:
    """Pages of one set-up. `furniture` is the running head and foot; covers have none."""

    setup: PageSetup
    blocks: tuple[Block, ...]
    furniture: bool = True


@dataclass(frozen=True, slots=True)
class Attachment:
    """A source file that travels inside the PDF."""

    name: str
    data: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document, ready for any writer.

    Attributes:
        id: File stem, for example `standar-d-risiko`.
        folder: Folder of the output, for example `standar`; empty for the top.
        dated: Date that stands in the file properties; comes from the sources, never from a clock.
        draft: Whether the DRAF mark stands on every page.
        example: Whether its content is invented to show what a document looks like; this is said instead of DRAF.
        specimen: Whether the office that issues it is an example, so that even an approved document is not official.
        head: Running head, left. foot: Running foot, left. The page number stands right.
        sources: Files its words were taken from, in order of first use.
        dashboard: What a dashboard has besides its text; a document without it is a paper, in every format.
        content: Digest of what it says (`document.content`), for which approvals are given; empty where nobody
            approves it or asks.
        page_numbers: Page of each anchor, as (anchor, page); filled in for writers that cannot count pages.
    """

    id: str
    folder: str
    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    dated: date
    draft: bool
    head: str
    foot: str
    sections: tuple[Section, ...]
    attachments: tuple[Attachment, ...] = ()
    sources: tuple[str, ...] = ()
    page_numbers: tuple[tuple[str, int], ...] = ()
    example: bool = False
    dashboard: Dashboard | None = None
    content: str = ""
    language: str = "id-ID"
    specimen: bool = False

    @property
    def mark(self) -> str:
        """The key of the fixed words that stand on every page, `draft`, `example` or those of a specimen; or nothing."""
        if self.example:
            return "example"
        return "_".join(word for word, holds in (("specimen", self.specimen), ("draft", self.draft)) if holds)

    @property
    def invented(self) -> bool:
        """Whether a sentence stands at the head of every page, not only a word."""
        return self.example or self.specimen
