"""What stands on which page."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from lpse_docs.document.blocks import Block, Cell, Contents, Document, Heading, PageBreak, Row, Section, Table
from lpse_docs.document.chart import Chart
from lpse_docs.document.inlines import text
from lpse_docs.document.outline import blocks_of
from lpse_docs.document.page import Margins, Orientation, PageSetup, Paper
from lpse_docs.document.roles import Role
from lpse_docs.document.theme import MARKS
from lpse_docs.writers.pdf import paginate, write
from lpse_docs.writers.text import lines
from tests.writers import look
from tests.writers.build import LOREM, c, of, p, table
from tests.writers.pdf.reading import lost, page_texts, positions, sheet_sizes, structure_text

pytestmark = pytest.mark.needs("pdftotext", "pdfinfo")
Written = tuple[bytes, tuple[tuple[str, int], ...]]
MM = 72 / 25.4


def test_all_words_are_there_in_reading_order(rich: Document, written: Written) -> None:
    told = {block.alt for block in blocks_of(rich) if isinstance(block, Chart)}  # in the tags, not on the page
    wanted = [line for line in lines(rich, look.theme()) if line not in told]
    assert lost(wanted, "".join("".join(page_texts(written[0])).split())) == []


def test_the_structure_tree_has_the_words_in_reading_order(rich: Document) -> None:
    body = replace(rich, sections=(replace(rich.sections[1], blocks=rich.sections[1].blocks[2:15]),))
    assert lost(lines(body, look.theme()), structure_text(write(body, look.theme()))) == []


def test_each_section_has_its_sheet(written: Written) -> None:
    assert [size for n, size in enumerate(sheet_sizes(written[0])) if n in {0, 1}] == [(210, 297)] * 2
    assert (330, 215) in sheet_sizes(written[0])
    assert sheet_sizes(written[0])[-1] == (210, 330)


def test_margins_hold() -> None:
    setup = PageSetup(Paper.A4, Orientation.PORTRAIT, Margins(20, 25, 30, 20))
    data = write(of(sections=(Section(setup, tuple(p(LOREM * 3) for _ in range(40))),)), look.theme())
    body = [(left, top) for _, _, left, top in positions(data) if 20 * MM < top < (297 - 25) * MM]
    assert min(left for left, _ in body) == pytest.approx(30 * MM, abs=0.5)
    assert min(top for _, top in body) < 20 * MM + 14


def test_furniture_and_draft_mark() -> None:
    sections = (Section(PageSetup(), (p("sampul"),), furniture=False), Section(PageSetup(), (p("isi"),)))
    draft, final = (
        page_texts(write(of(sections=sections, draft=draft, head='Kepala "a" \\ é', foot="Kaki"), look.theme()))
        for draft in (True, False)
    )
    assert "DRAF" in draft[0] and "DRAF" in draft[1] and "DRAF" not in "".join(final)
    assert "Kepala" not in draft[0] and "Halaman" not in draft[0]
    assert 'Kepala "a" \\ é' in final[1] and "Kaki" in final[1] and "Halaman 2 dari 2" in final[1]


def test_an_example_says_so_on_every_page_instead_of_draft() -> None:
    sections = (Section(PageSetup(), (p("sampul"),), furniture=False), Section(PageSetup(), (p("isi"),)))
    said = "CONTOH - bukan hasil penilaian"
    theme = replace(look.theme(), words={**look.theme().words, "example": said})
    told = page_texts(write(of(sections=sections, draft=True, example=True, head="Kepala " * 30), theme))
    assert all(said in page and "DRAF" not in page for page in told)


@pytest.mark.parametrize(("draft", "key"), [(True, "specimen_draft"), (False, "specimen")])
def test_a_document_of_an_invented_office_says_so_also_when_it_is_approved(key: str, *, draft: bool) -> None:
    sections = (Section(PageSetup(), (p("sampul"),), furniture=False), Section(PageSetup(), (p("isi"),)))
    told = page_texts(write(of(sections=sections, draft=draft, specimen=True, head="Kepala " * 30), look.theme()))
    assert all(MARKS[key] in page for page in told)


def test_a_head_too_long_for_its_line_stays_on_it() -> None:
    data = write(of(p("isi"), head="Kepala panjang " * 20, foot="Kaki panjang " * 20, draft=True), look.theme())
    tops = {word: {round(top) for _, found, _, top in positions(data) if found == word} for word in ("Kepala", "Kaki")}
    assert [len(found) for found in tops.values()] == [1, 1]


def test_the_words_around_the_page_number_are_the_themes() -> None:
    theme = replace(look.theme(), words={**look.theme().words, "page": "{page}/{pages} hlm."})
    assert "1/1 hlm." in page_texts(write(of(p("isi")), theme))[0]


def test_contents_name_the_page_on_which_each_heading_stands() -> None:
    headings = [Heading(1, text(f"Bab {n} {LOREM * (n == 1)}"), f"bab-{n}") for n in range(1, 4)]
    blocks: list[Block] = [Contents("DAFTAR ISI", 1), PageBreak()]
    for heading in headings:
        blocks += [heading, *(p(LOREM * 4) for _ in range(25))]
    data, pages = paginate(of(*blocks), look.theme())
    texts = page_texts(data)
    for heading, (anchor, number) in zip(headings, pages, strict=True):
        assert anchor == heading.anchor
        assert f"Bab {anchor[-1]}" in texts[number - 1]
        assert f"Bab {anchor[-1]}" in texts[0]
    numbers = re.findall(r"\.{3,} (\d+)", texts[0].replace("....", "..."))
    assert [int(number) for number in numbers] == [number for _, number in pages]


@pytest.mark.parametrize("fill", range(36, 50, 2))
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(fill: int) -> None:
    follower = table(("ekor", "b"), header=("No", "Isi")) if fill % 4 else p("ekor " + LOREM * 3)
    blocks: list[Block] = [
        *(p("isi") for _ in range(fill)),
        Heading(1, text("Bab"), "bab"),
        Heading(2, text("Bagian"), "bagian"),
        p("Tabel 1", Role.CAPTION),
        follower,
    ]
    data, pages = paginate(of(*blocks), look.theme())
    assert {number for _, number in pages} == {n for n, words in enumerate(page_texts(data), 1) if "ekor" in words}


def test_the_header_of_a_table_is_repeated_and_rows_stay_whole() -> None:
    rows = [(f"awal{n}", LOREM * 5 + f"akhir{n}") for n in range(30)]
    texts = page_texts(write(of(table(*rows, header=("Nomor", "Uraian"))), look.theme()))
    assert len(texts) > 2
    assert all("Nomor Uraian" in words for words in texts)
    for n in range(30):
        assert {f"awal{n} " in words for words in texts if f"akhir{n} " in f"{words} "} == {True}


def test_a_splittable_row_and_a_row_longer_than_a_page_are_divided() -> None:
    long = Cell(tuple(p(LOREM * 3, Role.CELL) for _ in range(60)))
    whole = Table((1, 4), (Row((c("a"), c("b"))), Row((c("panjang"), long))), "x")
    divided = Table((1, 4), (Row((c("a"), c("b"))), Row((c("panjang"), long), splittable=True)), "x")
    texts = [page_texts(write(of(p("awal"), block), look.theme())) for block in (whole, divided)]
    assert "panjang" not in texts[0][0] and "panjang" in texts[0][1]
    assert "panjang" in texts[1][0] and len(texts[1]) == len(texts[0]) - 1


def test_rows_tied_by_a_span_stay_on_one_page() -> None:
    rows: list[Row] = []
    for n in range(30):
        rows += [
            Row((c(f"kelompok{n}.", rows=3), c(f"satu{n}. " + LOREM))),
            Row((c(f"dua{n}. " + LOREM),)),
            Row((c(f"tiga{n}. " + LOREM),)),
        ]
    texts = page_texts(write(of(Table((1, 4), tuple(rows), "x")), look.theme()))
    assert len(texts) > 2
    for n in range(30):
        on = [{word for word in ("kelompok", "satu", "dua", "tiga") if f"{word}{n}." in words} for words in texts]
        assert [found for found in on if found] == [{"kelompok", "satu", "dua", "tiga"}]


def test_a_span_longer_than_a_page_does_not_lose_rows() -> None:
    rows = [Row((c("semua", rows=120), c("baris0.")))] + [Row((c(f"baris{n}."),)) for n in range(1, 120)]
    texts = page_texts(write(of(p("awal"), Table((1, 4), tuple(rows), "x")), look.theme()))
    assert lost([f"baris{n}." for n in range(120)], "".join(texts)) == []


def test_page_breaks_start_a_page_and_leave_no_empty_one() -> None:
    sections = (
        Section(PageSetup(), (PageBreak(), p("a"), PageBreak(), p("b"), PageBreak())),
        Section(PageSetup(), (p("c"),)),
    )
    texts = page_texts(write(of(sections=sections, head="", foot=""), look.theme()))
    assert [words[0] for words in texts] == ["a", "b", "c"]


def test_a_signature_in_the_body_stands_in_the_right_half(written: Written) -> None:
    marks = [(left, top) for _, word, left, top in positions(written[0]) if word == "Ditetapkan"]
    assert all(left > 115 * MM for left, _ in marks)


def test_one_link_annotation_for_each_line_of_the_contents(written: Written) -> None:
    with pikepdf.open(BytesIO(written[0])) as pdf:
        links = [item for item in pdf.pages[1].Annots if item.Subtype == "/Link"]
    assert len(links) == 4
