"""Sections: paper, margins, and the running head and foot of their pages."""

from lpse_docs.document.blocks import Section
from lpse_docs.document.inlines import text
from lpse_docs.document.page import Orientation, PageSetup, Paper
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.lines import field, inlines, paragraph, separator
from lpse_docs.writers.docx.manuscript import Manuscript
from lpse_docs.writers.docx.package import FOOTER, HEADER
from lpse_docs.writers.docx.run import run
from lpse_docs.writers.docx.table import begin, cell, row, widths
from lpse_docs.writers.docx.wordml import Element, R, add, root, serialise, twips

HEAD_FROM_EDGE, FOOT_FROM_EDGE = 10.0, 15.0  # mm; the lowest 15 mm are free for the notes of a signing service (RN-05)
HEAD_SHARES, EXAMPLE_SHARES, FOOT_SHARES = (4.0, 1.0), (3.0, 2.0), (3.0, 1.0)
A4_CODE = 9  # DMPAPER_A4, so that printers pick the tray


def content_width(setup: PageSetup) -> int:
    """Room between the side margins in twips, from the rounded lengths Word itself subtracts."""
    return twips(setup.width) - twips(setup.margins.left) - twips(setup.margins.right)


def section_properties(holder: Element, section: Section, manuscript: Manuscript) -> None:
    """The set-up of the section that ends here."""
    made = add(holder, "sectPr")
    for kind, tag, data in (
        (HEADER, "headerReference", _header(section, manuscript)),
        (FOOTER, "footerReference", _footer(section, manuscript)),
    ):
        add(made, tag, type="default").set(R + "id", manuscript.furniture_part(kind, data))
    add(made, "type", val="nextPage")
    _paper(made, section.setup)
    add(made, "cols", space=720)


def _paper(made: Element, setup: PageSetup) -> None:
    size: dict[str, object] = {"w": twips(setup.width), "h": twips(setup.height)}
    if setup.orientation is Orientation.LANDSCAPE:
        size["orient"] = "landscape"
    if setup.paper is Paper.A4:
        size["code"] = A4_CODE
    add(made, "pgSz", **size)
    margins = setup.margins
    add(
        made,
        "pgMar",
        top=twips(margins.top),
        right=twips(margins.right),
        bottom=twips(margins.bottom),
        left=twips(margins.left),
        header=twips(HEAD_FROM_EDGE),
        footer=twips(FOOT_FROM_EDGE),
        gutter=0,
    )


def _header(section: Section, manuscript: Manuscript) -> bytes:
    """Running head left, DRAF or CONTOH right; pages without furniture keep the mark alone."""
    made = root("hdr", "r")
    document = manuscript.document
    if section.furniture:
        shares = EXAMPLE_SHARES if document.invented else HEAD_SHARES
        columns = widths(shares, content_width(section.setup))
        left, right = _halves(made, names.HEADER_TABLE, columns, manuscript)
        inlines(paragraph(left, names.HEADER, manuscript), text(document.head), names.HEADER, manuscript)
        mark = paragraph(right, names.HEADER_RIGHT, manuscript)
        separator(made, manuscript)
    else:
        mark = paragraph(made, names.HEADER_RIGHT, manuscript)
    if document.mark:
        run(mark, f"\u00a0{manuscript.theme.mark(document.mark)}\u00a0", names.DRAFT_MARK, manuscript)
    return serialise(made)


def _footer(section: Section, manuscript: Manuscript) -> bytes:
    """Running foot left, page number right."""
    made = root("ftr", "r")
    if not section.furniture:
        paragraph(made, names.FOOTER, manuscript)
        return serialise(made)
    columns = widths(FOOT_SHARES, content_width(section.setup))
    left, right = _halves(made, names.FOOTER_TABLE, columns, manuscript)
    inlines(paragraph(left, names.FOOTER, manuscript), text(manuscript.document.foot), names.FOOTER, manuscript)
    _page_number(paragraph(right, names.FOOTER_RIGHT, manuscript), manuscript)
    separator(made, manuscript)
    return serialise(made)


def _halves(made: Element, style: str, columns: list[int], manuscript: Manuscript) -> tuple[Element, Element]:
    """Two cells side by side: unlike a tab stop they follow the width of every paper."""
    holder = manuscript.cast(begin(made, manuscript.styles.id(style), columns), row)
    left, right = (manuscript.cast(holder, cell, column) for column in columns)
    return left, right


def _page_number(into: Element, manuscript: Manuscript) -> None:
    """`Halaman {page} dari {pages}` with fields; Word counts anew whenever it shows the page."""
    last = str(max(manuscript.pages.values(), default=1))
    results = {"page": ("PAGE", "1"), "pages": ("NUMPAGES", last)}
    for piece in manuscript.theme.words.get("page", "{page}").replace("}", "{").split("{"):
        if piece in results:
            field(into, *results[piece])
        else:
            run(into, piece, "", manuscript)
