"""Parts: printed once, kept by content, bound into whatever document has them."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, reject, settings

from lpse_docs.document.blocks import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Section,
    Signature,
    Table,
)
from lpse_docs.document.inlines import FillIn, FillKind, Reference, text
from lpse_docs.document.page import PageSetup
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.pdf import Cut, bound, paginate, print_part, write
from lpse_docs.writers.pdf.part import Drawer
from tests import audit_pdf
from tests.strategies import PRINTABLE, documents
from tests.writers import look
from tests.writers.build import LOREM, of, p, table
from tests.writers.docx.flows import SETUP, small
from tests.writers.pdf.reading import page_texts

needs_poppler = pytest.mark.needs("pdftotext")


def chapters(count: int, *inside: Block, said: str = LOREM) -> list[Block]:
    """Chapters, each on a page of its own."""
    blocks: list[Block] = []
    for n in range(1, count + 1):
        blocks += [PageBreak(), Heading(1, text(f"Bab {n}"), f"bab-{n}"), p(f"{said} {n}"), *inside]
    return blocks


def pieces(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    """Every structure element of a kind."""
    return [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == kind]


@given(documents(PRINTABLE))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_bound_from_the_store_or_printed_anew_the_bytes_are_equal(document: Document) -> None:
    try:
        store = Drawer({part.key: print_part(part, look.theme()) for part in Cut(document, look.theme()).parts})
    except WriteError:  # the head of a table that is taller than a page is refused
        reject()
    first, again = (bound(Cut(document, look.theme()), store) for _ in range(2))
    assert first == again == paginate(document, look.theme())


def test_only_the_part_that_changed_is_printed_again() -> None:
    store = Drawer()
    bound(Cut(of(Contents("DAFTAR ISI"), *chapters(5)), look.theme()), store)
    before = set(store)
    changed = [replace(block, children=text("lain")) if block == p(f"{LOREM} 3") else block for block in chapters(5)]
    bound(Cut(of(Contents("DAFTAR ISI"), *changed), look.theme()), store)
    assert len(set(store) - before) == 1


def test_documents_share_parts_whatever_their_title() -> None:
    store = Drawer()
    book = of(p("sampul"), *chapters(3), title="Buku", head="Buku")
    sheet = replace(of(*chapters(3)[4:7]), title="Lembar", head="Lembar")
    bound(Cut(book, look.theme()), store)
    assert all(part.key in store for part in Cut(sheet, look.theme()).parts)


@needs_poppler
def test_every_page_has_its_number() -> None:
    data = write(of(*chapters(12)), look.theme())
    assert audit_pdf.faults(data) == []
    for number, words in enumerate(page_texts(data), 1):
        assert f"Halaman {number} dari 12" in words


@needs_poppler
def test_contents_longer_than_a_page_name_the_pages_they_push_on() -> None:
    data, pages = paginate(of(Contents("DAFTAR ISI"), *chapters(60)), look.theme())
    texts = page_texts(data)
    assert pages[0] == ("bab-1", 3) and "Bab 60" in texts[pages[-1][1] - 1]
    assert re.search(rf"Bab 60 [. ]+{pages[-1][1]}\b", texts[1])


def test_links_lead_from_part_to_part() -> None:
    link = Paragraph((Reference("bab-3", text("lihat bab 3")), Reference("tak-ada", text("tak ada"))))
    with pikepdf.open(BytesIO(write(of(link, *chapters(3)), look.theme()))) as pdf:
        (found,) = pdf.pages[0].Annots
        names = list(pdf.Root.Names.Dests.Names)
        places: Any = dict(zip(map(str, names[::2]), names[1::2], strict=True))
        assert str(found.Dest) == "bab-3"
        assert places["bab-3"][0] == pdf.pages[3].obj
        with pdf.open_outline() as outline:
            assert [places[str(item.destination)][0] for item in outline.root] == [page.obj for page in pdf.pages][1:]


def test_parts_that_are_equal_on_paper_keep_names_apart() -> None:
    same = (PageBreak(), table(("a", "b"), header=("No", "Isi")), Signature("pembuat", ("Petugas",)))
    data = write(of(*same, *same, *same), look.theme())
    assert audit_pdf.faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        names = [str(cell.ID) for cell in pieces(pdf, "/TH")]
        fields: Any = pdf.Root.AcroForm.Fields
        assert len(names) == len(set(names)) == 6
        assert [str(item.T) for item in fields] == ["pembuat", "pembuat~2", "pembuat~3"]


def test_fonts_and_colour_profile_are_there_once() -> None:
    with pikepdf.open(BytesIO(write(of(*chapters(4, table(("a", "b"), header=("No", "Isi")))), look.theme()))) as pdf:
        fonts: Any = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item]
        assert len(fonts) == len({str(item.FontName) for item in fonts}) == 2
        profile: Any = pdf.Root.OutputIntents[0].DestOutputProfile
        assert all(page.Resources.ColorSpace["/srgb2014"][1] == profile for page in pdf.pages)


def test_a_page_number_too_long_for_its_line_is_refused() -> None:
    theme = replace(look.theme(), words={**look.theme().words, "page": "Halaman {page} dari {pages} " + LOREM * 3})
    with pytest.raises(WriteError, match="satu baris"):
        write(of(p("isi")), theme)


def test_without_a_number_the_foot_is_the_same_on_every_page() -> None:
    theme = replace(look.theme(), words={**look.theme().words, "page": "LPSE"})
    sections = (Section(PageSetup(), tuple(chapters(2))),)
    with pikepdf.open(BytesIO(write(of(sections=sections), theme))) as pdf:
        feet = [page.Resources.XObject[f"/kertas-{n}"].read_bytes() for n, page in enumerate(pdf.pages, 1)]
    assert feet[0] == feet[1]


def test_drawings_and_typed_fields_of_all_parts_share_profile_and_font() -> None:
    place = FillIn("tiket/nama", "Nama")
    chapter = (Section(SETUP, (small(),)), Section(PageSetup(), (Paragraph((place,)),)))
    data = write(of(sections=chapter * 2), look.theme())
    assert audit_pdf.faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
        assert sum("/N" in item and "/Type" not in item for item in streams) == 1
        groups: Any = [item.Group.CS[1] for item in streams if "/Group" in item]
        assert groups and {item.objgen for item in groups} == {pdf.Root.OutputIntents[0].DestOutputProfile.objgen}
        form: Any = pdf.Root.AcroForm
        assert [str(item.T) for item in form.Fields] == ["tiket/nama", "tiket/nama~2"]
        used = {item.AP.N.Resources.Font.Isian.objgen for item in form.Fields}
        assert used == {form.DR.Font.Isian.objgen}


def test_a_field_that_a_header_repeats_is_one_field() -> None:
    choice, name = FillIn("a", "Pilih", FillKind.CHOICE, ("Ya", "Tidak")), FillIn("b", "Nama")
    header = (Row((Cell((Paragraph((choice,)),)), Cell((Paragraph((name,)),)))),)
    rows = tuple(Row((Cell((p(LOREM),)), Cell((p("isi"),)))) for _ in range(60))
    data = write(of(Table((1.0, 1.0), rows, "Daftar", header)), look.theme())
    assert audit_pdf.faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        boxes, typed = pdf.Root.AcroForm.Fields
        assert len(boxes.Kids) == 2 * len(typed.Kids) == 2 * len(pdf.pages) > 2
