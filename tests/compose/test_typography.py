"""Ranges and foreign words as they are printed."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from lpse_docs.compose.typography import ranged, set_type
from lpse_docs.document.blocks import Block, Document, Heading, Paragraph, Section
from lpse_docs.document.inlines import Emphasis, Inline, Strong, Text, text
from lpse_docs.document.page import PageSetup
from lpse_docs.document.roles import Role
from lpse_docs.writers.text import lines
from tests.strategies import documents
from tests.writers import look

FOREIGN = "hard disk, bandwidth, disk"


def typeset(block: Block) -> Block:
    """One block as it is printed."""
    sections = (Section(PageSetup(), (block,)),)
    blank = Document("contoh", "", "Contoh", "", "", (), date(2026, 1, 2), True, "", "", sections)
    (made,) = set_type(blank, FOREIGN).sections[0].blocks
    return made


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("15-30 menit", "15–30 menit"),
        ("(standar 3-5)", "(standar 3–5)"),
        ("Skala 1-4, atau 5-10.", "Skala 1–4, atau 5–10."),
        ("2020-2024", "2020–2024"),
        ("1,5-2 jam", "1,5–2 jam"),
        ("2026-11-23", "2026-11-23"),
        ("ISO/IEC 20000-1:2018 klausul 5.2.1", "ISO/IEC 20000-1:2018 klausul 5.2.1"),
        ("S01-K02", "S01-K02"),
        ("PDF/A-3a dan F4-210", "PDF/A-3a dan F4-210"),
        ("027/12-3/LPSE", "027/12-3/LPSE"),
        ("telepon 0536-1234567", "telepon 0536-1234567"),
        ("https://contoh.id/1-2/", "https://contoh.id/1-2/"),
        ("rata-rata", "rata-rata"),
    ],
)
def test_ranges(written: str, printed: str) -> None:
    assert ranged(written) == printed
    assert ranged(printed) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Kapasitas hard disk dan RAM", (Text("Kapasitas "), Emphasis(text("hard disk")), Text(" dan RAM"))),
        ("bandwidth 1-2 Mbps", (Emphasis(text("bandwidth")), Text(" 1–2 Mbps"))),
        ("Standar Bandwidth", text("Standar Bandwidth")),
        ("diskusi", text("diskusi")),
    ],
)
def test_foreign_words_in_running_text(written: str, printed: tuple[Inline, ...]) -> None:
    for role, expected in ((Role.BODY, printed), (Role.CODE, text(written))):
        assert typeset(Paragraph(text(written), role)) == Paragraph(expected, role)
    assert typeset(Paragraph((Strong(text(written)),))) == Paragraph((Strong(printed),))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("oleh PA/KPA/PPK/ULP/Panitia/Pejabat.", "oleh PA/|KPA/|PPK/|ULP/|Panitia/|Pejabat."),
        ("ULP/Panitia/Pejabat Pengadaan", "ULP/Panitia/Pejabat Pengadaan"),
        ("Pengadaan Barang/Jasa", "Pengadaan Barang/Jasa"),
        ("templates/pictures/lambang-daerah.png", "templates/pictures/lambang-daerah.png"),
        ("https://contoh.example/pengumuman/pengadaan/barang", "https://contoh.example/pengumuman/pengadaan/barang"),
    ],
)
def test_a_long_chain_of_words_may_be_broken_behind_its_slashes(written: str, printed: str) -> None:
    assert typeset(Paragraph(text(written))) == Paragraph(text(printed.replace("|", "\u200b")))


def test_headings_stay_upright() -> None:
    assert typeset(Heading(1, text("Kapasitas hard disk 1-2"), "a")) == Heading(1, text("Kapasitas hard disk 1–2"), "a")


@given(documents())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_word_is_lost_and_a_second_time_changes_nothing(made: Document) -> None:
    set_once = set_type(made, FOREIGN)
    assert set_type(set_once, FOREIGN) == set_once
    assert [line.replace("–", "-") for line in lines(set_once, look.theme())] == [
        line.replace("–", "-") for line in lines(made, look.theme())
    ]
