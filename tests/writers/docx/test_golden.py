"""One small document, part by part, as it should stand in the file.

After a wanted change write the goldens anew with LPSE_UPDATE_GOLDEN=1 and read the difference.
"""

import os
from pathlib import Path

import pytest
from lxml import etree

from lpse_docs.document.blocks import Contents, Document, Heading, Items, Paragraph, Row, Section, Table
from lpse_docs.document.inlines import Emphasis, Link, Reference, Text, text
from lpse_docs.document.page import PageSetup
from lpse_docs.document.roles import Marker
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


@pytest.mark.parametrize("name", ["document", "header1", "footer1", "settings"])
def test_part_is_as_agreed(name: str) -> None:
    made = part(save(small()), f"word/{name}.xml")
    etree.indent(made)
    file = GOLDEN / f"{name}.xml"
    if os.environ.get("LPSE_UPDATE_GOLDEN") == "1":
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(etree.tostring(made, pretty_print=True))
    agreed = etree.parse(file, etree.XMLParser(remove_blank_text=True)).getroot()
    etree.indent(agreed)
    assert etree.tostring(made, method="c14n").decode() == etree.tostring(agreed, method="c14n").decode()
