"""Where assessors who marked blind agreed and differed, and what the moderation made of it; nothing before all have marked."""

from collections.abc import Iterator
from fractions import Fraction

from lpse_docs.assess.agreement import Agreement, Difference, agreements, differences, unfinished
from lpse_docs.compose.cells import cell, cell_of, header
from lpse_docs.compose.period import Period
from lpse_docs.compose.template import Fragment
from lpse_docs.compose.verdicts import STATUS_WORDS
from lpse_docs.document.blocks import Block, Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import text
from lpse_docs.document.roles import Role
from lpse_docs.model.assessment import Status

INTRODUCTION = (
    "Sebelum hasil ditetapkan, setiap asesor menilai sendiri tanpa melihat penilaian asesor lain. "
    "Kesepakatan dinyatakan dengan jumlah kriteria yang dinilai sama dan dengan kappa Cohen, yang memperhitungkan "
    "kesamaan karena kebetulan; sebutannya menurut Landis dan Koch (1977)."
)
MODERATED = "Penilaian yang berbeda dibahas bersama; hasil moderasi dan alasannya dimuat pada tabel berikut."
ALIKE = "Tidak ada penilaian yang berbeda."


def moderation(period: Period) -> Fragment:
    """Agreement of every pair and the list of differences with their moderation; nothing without blind marks."""
    if not period.assessment.blind:
        return Fragment(())
    if waiting := unfinished(period.assessment, period.standards):
        told = "; ".join(f"{by}: {len(codes)} kriteria" for by, codes in waiting.items())
        words = f"Penilaian mandiri belum selesai ({told} belum dinilai), sehingga kesepakatannya belum disajikan."
        return Fragment((Paragraph(text(words)),))
    return Fragment(tuple(_whole(period)))


def _whole(period: Period) -> Iterator[Block]:
    yield Paragraph(text(INTRODUCTION), Role.LEAD)
    pairs = agreements(period.assessment, period.standards)
    rows = tuple(Row(tuple(_pair(item))) for item in pairs)
    head = header("Asesor", "Dinilai keduanya", "Dinilai sama", "Kappa", "Sebutan")
    yield Table((52, 28, 28, 20, 32), rows, "Kesepakatan asesor", (head,))
    found = differences(period.assessment, period.standards)
    if not found:
        yield Paragraph(text(ALIKE))
        return
    yield Paragraph(text(MODERATED), Role.LEAD)
    told = tuple(Row(tuple(_difference(period, number, item))) for number, item in enumerate(found, 1))
    head = header("No", "Kriteria", "Rumusan", "Penilaian asesor", "Hasil moderasi")
    yield Table((9, 17, 48, 34, 52), told, "Perbedaan penilaian dan moderasinya", (head,))


def _pair(item: Agreement) -> Iterator[Cell]:
    yield cell(f"{item.first} dan {item.second}")
    yield cell(str(item.compared), Role.CELL_CENTER)
    yield cell(f"{item.agreed}/{item.compared}", Role.CELL_CENTER)
    yield cell(decimal(item.kappa) if item.kappa is not None else "-", Role.CELL_CENTER)
    yield cell(item.strength.value if item.strength else "tidak terdefinisi")


def decimal(value: Fraction) -> str:
    """Two decimals behind a comma, rounded half up: `0,85`."""
    hundredths = int(abs(value) * 100 + Fraction(1, 2))
    return f"{'-' if value < 0 and hundredths else ''}{hundredths // 100},{hundredths % 100:02}"


def _difference(period: Period, number: int, item: Difference) -> Iterator[Cell]:
    yield cell(str(number), Role.CELL_CENTER)
    yield cell(item.criterion, Role.CELL_CODE)
    yield cell(period.criterion[item.criterion][1].statement, Role.CELL_SMALL)
    said = [f"{by}: {STATUS_WORDS[mark.status].lower()}" for by, mark in item.marks.items()]
    yield cell_of([Paragraph(text(words), Role.CELL_SMALL) for words in said])
    yield cell_of(_moderated(period, item))


def _moderated(period: Period, item: Difference) -> Iterator[Block]:
    """What the scorecard holds, and why."""
    judged = period.criterion[item.criterion][2].judged
    if judged is Status.UNASSESSED or not period.assessment.settled(item.criterion):
        yield Paragraph(text("Belum dimoderasi"), Role.CELL_SMALL)
        return
    yield Paragraph(text(STATUS_WORDS[judged]), Role.CELL_SMALL)
    result = period.assessment.result.get(item.criterion)
    if result and result.reason:
        yield Paragraph(text(f"Alasan: {result.reason}"), Role.CELL_SMALL, result.at("reason"))
