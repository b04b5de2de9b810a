"""Wide tables on screen: each stands in a box of its own that scrolls, and is as wide as its longest words need.

A table of fixed layout gives its columns their shares and breaks words that are wider, or prints them over the next
cell; so the page tells the style sheet how wide the table must be for its heads and codes to stay whole.
"""

from collections.abc import Iterable, Iterator

from lpse_docs.document.roles import Role
from lpse_docs.writers.chart import BROAD
from lpse_docs.writers.markup import Element, element
from lpse_docs.writers.svg import NAMESPACE

BOX = "geser"
CARDS = 9  # columns that a telephone cannot show side by side even when it scrolls
EM, BOLD_EM, PADDING = 0.94, 1.06, 1.1  # rem: widest usual size of words in a cell, the same in bold, both paddings
NARROW, WIDE = frozenset("iljtfrI.,:;-()'/|1 "), frozenset("mwMW@%")
WHOLE = (Role.CELL_CODE, Role.CELL_LABEL)  # besides heads; other words may be broken where nothing else helps


def boxed(blocks: Iterable[Element]) -> Iterator[Element]:
    """The blocks, every table of data and broad chart in its box; a table without a head is stacked on a telephone instead."""
    for block in blocks:
        yield scrolled(block, name) if (name := table_name(block) or chart_name(block)) else block


def chart_name(block: Element) -> str:
    """What a broad chart is called; nothing for all else."""
    return block[0].findtext(f"{{{NAMESPACE}}}title", "") if block.get("class") == BROAD else ""


def table_name(block: Element) -> str:
    """What a table with a head is called; nothing for all else."""
    if block.tag != "table" or block.find("thead") is None:
        return ""
    title = block.find("caption")
    return "" if title is None else "".join(title.itertext())


def scrolled(block: Element, name: str) -> Element:
    """A box around a block that scrolls in itself, by keyboard too."""
    if block.tag == "table":
        _as_cards(block)
        block.set("style", f"--lebar:{_least(block):.1f}rem;--kolom:{len(block.findall('colgroup/col'))}")
    attributes = {"class": BOX, "role": "region", "aria-label": name, "tabindex": "0"}
    return element("div", attributes, [block])


def _as_cards(table: Element) -> None:
    """A broad table to be filled in is a card for each row on a telephone: every cell names its column itself."""
    heads = ["".join(cell.itertext()) for cell in table.iterfind("thead/tr/th")]
    if len(heads) < CARDS or table.find("tbody/tr/td[@class='sel-isian']") is None:
        return
    table.set("class", f"{table.get('class', '')} kartu")
    for row in table.iterfind("tbody/tr"):
        for cell, name in zip(row, heads, strict=False):
            cell.set("data-kepala", name)


def _least(table: Element) -> float:
    """The width in rem at which every head and code has its longest word whole."""
    shares = [float(col.get("style", "").removeprefix("width:").removesuffix("%")) for col in table.iter("col")]
    rows = [row for row in table.iter("tr") if len(row) == len(shares)]  # in others cells cover several columns
    return max(
        (_need(cell) * 100 / share for row in rows for cell, share in zip(row, shares, strict=True) if share),
        default=0.0,
    )


def _need(cell: Element) -> float:
    """The width in rem that a cell cannot do without."""
    roles = set(cell.get("class", "").split())
    if cell.tag != "th" and not roles & set(WHOLE):
        return 0.0
    size = EM if Role.CELL_CODE in roles else BOLD_EM
    return max((sum(map(_advance, word)) * size for word in "".join(cell.itertext()).split()), default=0.0) + PADDING


def _advance(sign: str) -> float:
    """About how wide a sign is, as a share of the em, in the faces that screens have."""
    if sign in NARROW:
        return 0.36
    if sign in WIDE:
        return 0.9
    return 0.72 if sign.isupper() else 0.56
