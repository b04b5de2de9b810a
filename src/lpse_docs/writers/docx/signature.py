"""The place to sign: the lines every format prints, around an empty line of 17 mm."""

from lpse_docs.document.blocks import Cell, Row, Signature, Table
from lpse_docs.document.roles import TableRole
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.lines import inlines, paragraph
from lpse_docs.writers.docx.manuscript import Manuscript
from lpse_docs.writers.docx.run import run
from lpse_docs.writers.docx.signature_line import signature_line
from lpse_docs.writers.docx.wordml import Element
from lpse_docs.writers.signature import SignLine, lines_above, lines_below


def signature(into: Element, block: Signature, manuscript: Manuscript) -> None:
    """Post, room for pen, stamp or electronic signature, name, rank and NIP."""
    for line in lines_above(block):
        _line(into, line, manuscript)
    room = paragraph(into, names.SIGN_SPACE, manuscript)
    signature_line(room, block, manuscript)
    run(room, block.anchor, "", manuscript)
    for line in lines_below(block, manuscript.theme.words):
        _line(into, line, manuscript)


def _line(into: Element, line: SignLine, manuscript: Manuscript) -> None:
    role, children = line
    style = names.ROLES[role]
    inlines(paragraph(into, style, manuscript), children, style, manuscript)


def at_right(block: Signature, manuscript: Manuscript) -> Table:
    """Outside of a table a signature stands in the right half of the page, in a row that never splits."""
    title = manuscript.theme.words.get("signature", "{field}").replace("{field}", block.field)
    return Table((1.0, 1.0), (Row((Cell(()), Cell((block,)))),), title, role=TableRole.PLAIN)
