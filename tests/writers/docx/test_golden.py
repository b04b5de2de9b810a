"""One small document, part by part, as it should stand in the file.

After a wanted change write the goldens anew with LPSE_UPDATE_GOLDEN=1 and read the difference.
"""

import os
from pathlib import Path

import pytest
from lxml import etree

from lpse_docs.document.blocks import Contents, Document, FlowPage, Heading, Items, Paragraph, Row, Section, Table
from lpse_docs.document.drawing import Drawing, Label, Line, Symbol, SymbolKind
from lpse_docs.document.inlines import Emphasis, Link, Reference, Text, text
from lpse_docs.document.page import PageSetup
from lpse_docs.document.roles import Marker, TableRole
from tests.writers.docx.look_inside import part, save
from tests.writers.docx.sample import c, document, h, p

GOLDEN = Path(__file__).parent / "golden"


def small() -> Document:
    """A page with one of each common thing."""
    words = (
        Text("Lihat "),
        Reference("satu", text("bab satu")),
        Text(" dan "),
        Link("https://lkpp.go.id", text("LKPP")),
        Emphasis(text(" asing")),
    )
    blocks = (
        Contents("DAFTAR ISI", 1),
        Heading(1, text("Satu"), "satu"),
        Paragraph(words),
        Items(((p("butir"), p("lanjutan")),), Marker.LETTER),
        Table(
            (1, 2),
            (Row((c("a", rows=2), c("b")), anchor="baris"), Row((c("d"),))),
            "Contoh",
            (Row((h("K", columns=2),)),),
        ),
    )
    return document(draft=True, sections=(Section(PageSetup(), blocks),), page_numbers=(("satu", 1),))


def flow() -> Document:
    """A flow of one decision with a way out of the page and a join."""
    drawing = Drawing(
        160.0,
        28.0,
        (
            Symbol("1", SymbolKind.DIAMOND, 110.0, 8.0, 11.0, 9.0),
            Symbol("2", SymbolKind.CAPSULE, 130.0, 9.5, 16.0, 6.0),
            Symbol("A", SymbolKind.PENTAGON, 113.0, 22.0, 5.0, 5.0, "A"),
        ),
        (
            Line("1", "A", ((110.0, 12.5), (108.0, 12.5), (108.0, 24.5), (113.0, 24.5))),
            Line("1", "2", ((121.0, 12.5), (130.0, 12.5)), arrow=False),
        ),
        (Label(104.0, 9.0, 4.0, 3.0, ("Ya",)),),
    )
    table = Table((60, 100), (Row((c("a"), c("b")), anchor="baris"),), "Alur", (Row((h("K"), h("L"))),), TableRole.FLOW)
    return document(FlowPage(table, (6.0, 22.0), drawing, "Langkah 1: keputusan."))


CASES = {**dict.fromkeys(("document", "header1", "footer1", "settings"), small), "flow": flow}


@pytest.mark.parametrize("name", CASES)
def test_part_is_as_agreed(name: str) -> None:
    made = part(save(CASES[name]()), f"word/{'document' if name == 'flow' else name}.xml")
    etree.indent(made)
    file = GOLDEN / f"{name}.xml"
    if os.environ.get("LPSE_UPDATE_GOLDEN") == "1":
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(etree.tostring(made, pretty_print=True))
    agreed = etree.parse(file, etree.XMLParser(remove_blank_text=True)).getroot()
    etree.indent(agreed)
    assert etree.tostring(made, method="c14n").decode() == etree.tostring(agreed, method="c14n").decode()
