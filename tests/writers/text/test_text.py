"""The plain text of a document."""

import pytest

from lpse_docs.document.blocks import (
    Cell,
    Contents,
    Figure,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
)
from lpse_docs.document.inlines import BLANK_DOTS, Blank, Inline, LineBreak, Strong, Text, text
from lpse_docs.document.roles import Marker
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.text import lines, write
from tests.writers import look
from tests.writers.build import c, of, p


def test_one_line_for_each_paragraph_in_reading_order() -> None:
    rows = (Row((c("kiri", rows=2), c("kanan atas"))), Row((c("kanan bawah"),)))
    document = of(
        Contents("DAFTAR ISI", 1),
        Heading(1, text("Bab"), "bab"),
        Heading(2, text("Bagian"), "bagian"),
        Items(((p("butir"), Items(((p("anak"),),), Marker.LETTER)), (p("butir kedua"),)), Marker.DECIMAL),
        PageBreak(),
        Table((1, 1), rows, "Judul tabel", (Row((c("kepala", columns=2),)),)),
    )
    assert lines(document, look.theme()) == [
        "DAFTAR ISI", "Bab", "Bab", "Bagian", "butir", "anak", "butir kedua", "kepala", "kiri", "kanan atas", "kanan bawah",
    ]  # fmt: skip


def test_inside_a_line_white_space_is_folded_and_unknown_facts_are_dots() -> None:
    line = (Text("Nomor  "), Strong((Blank("nomor"),)), LineBreak(), Text("\u00a0Tahun\t2026 "))
    assert lines(of(Paragraph(line)), look.theme()) == [f"Nomor {BLANK_DOTS} Tahun 2026"]


def test_empty_paragraphs_and_cells_leave_no_line() -> None:
    assert lines(of(p(" "), Table((1, 1), (Row((Cell(()), c(""))),), "x")), look.theme()) == []


def test_a_signature_shows_what_is_known() -> None:
    unknown = Signature("pengesah", ("Ditetapkan di Kasongan", "SEKRETARIS DAERAH,"))
    known = Signature("pembuat", ("Kepala LPSE,",), "Nama Contoh", "Pembina", "19700101 199001 1 001")
    regent = Signature("bupati", ("BUPATI KATINGAN,",), decree=True)
    visitor = Signature("tamu", ("Pengunjung,",), "Nama Tamu", bare=True)
    assert lines(of(unknown, known, regent, visitor), look.theme()) == [
        "Ditetapkan di Kasongan", "SEKRETARIS DAERAH,", BLANK_DOTS, BLANK_DOTS, f"NIP. {BLANK_DOTS}",
        "Kepala LPSE,", "Nama Contoh", "Pembina", "NIP. 19700101 199001 1 001",
        "BUPATI KATINGAN,", BLANK_DOTS, "Pengunjung,", "Nama Tamu",
    ]  # fmt: skip


def test_only_a_missing_picture_has_words() -> None:
    document = of(Figure("lambang-daerah", "Lambang Katingan", 20, 20), Figure("lambang-negara", "Garuda", 20, 20))
    assert lines(document, look.theme()) == ["Garuda"]


def test_the_file_is_utf_8_with_one_line_feed_a_line() -> None:
    assert write(of(p("satu"), p("dua é")), look.theme()) == "satu\ndua é\n".encode()
    assert write(of(), look.theme()) == b""


@pytest.mark.parametrize("depth", [30, 5000])
def test_nesting_without_end_is_refused_and_not_a_crash(depth: int) -> None:
    block: Items | Paragraph = p("dasar")
    words: tuple[Inline, ...] = text("dasar")
    for _ in range(depth):
        block = Items(((block,),))
        words = (Strong(words),)
    for document in (of(block), of(Paragraph(words))):
        with pytest.raises(WriteError, match="lebih dalam dari 24 tingkat"):
            write(document, look.theme())
