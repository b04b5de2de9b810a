"""Components of a blank scorecard: whose it is, a row with room to judge each criterion, places to sign."""

from collections.abc import Iterator

from lpse_docs.compose.cells import cell, cell_of, header, knit
from lpse_docs.compose.standard import KIND_WORDS
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Block, Cell, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import FillIn, FillKind, Strong, Text, text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.model.assessment import criteria_digest as digest_of
from lpse_docs.model.standard import Criterion, Standard
from lpse_docs.model.workspace import Workspace

STATUSES = ("terpenuhi", "sebagian", "belum", "tidak berlaku")
DATE_ADVICE = "Misalnya 23 November 2026."
HEAD = (
    ("periode", "Periode", FillKind.TEXT, "Misalnya Semester II Tahun 2026."),
    ("asesor", "Asesor", FillKind.TEXT, "Kode asesor pada tim penilai, misalnya asesor-1."),
    ("tanggal", "Tanggal", FillKind.DATE, DATE_ADVICE),
    ("tempat", "Tempat", FillKind.TEXT, ""),
)
ANSWERS = (
    ("alasan", "Alasan", FillKind.LONG_TEXT, "Wajib bila tidak berlaku."),
    ("temuan", "Temuan", FillKind.LONG_TEXT, ""),
    ("rekomendasi", "Rekomendasi", FillKind.LONG_TEXT, ""),
    ("bukti", "Kode bukti", FillKind.LONG_TEXT, "Kode pada daftar bukti, dipisahkan dengan koma."),
    ("tanggal", "Tanggal", FillKind.DATE, DATE_ADVICE),
)
COLUMNS = (18.0, 42.0, 46.0, 28.0, 28.0, 34.0, 34.0, 18.0, 18.0)  # mm
HEIGHT = 26.0  # mm of a row, to write in by hand
LINES = 4  # that a form field takes of it
SIGNERS = 2
WORKING = "Kriteria kerja; bukan naskah resmi LKPP"


def criteria_digest(workspace: Workspace) -> str:
    """What all assessors judge by, as a digest; it says later whether a filled scorecard still fits."""
    return digest_of(workspace.standards)


def scorecard_head(workspace: Workspace, standard: Standard) -> Fragment:
    """Which standard is judged, by which edition, and room for period, assessor, date and place."""
    facts = (
        Row(
            (
                *_fact("Dasar", cell(standard.article, origin=standard.at("article"))),
                *_fact("Edisi", cell(f"{workspace.office.edition.number}. {WORKING}.")),
            )
        ),
        Row(_fact("Tujuan", cell(standard.purpose, columns=3, origin=standard.at("purpose")))),
    )
    places = [
        _fact(label, cell((FillIn(f"lembar/{name}", label, kind, advice=advice),), Role.CELL_FILL))
        for name, label, kind, advice in HEAD
    ]
    rows = (*facts, *(Row((*left, *right)) for left, right in zip(places[::2], places[1::2], strict=True)))
    return Fragment((Table((18, 108, 18, 108), rows, f"Kepala kartu skor {standard.name}"),))


def _fact(name: str, value: Cell) -> tuple[Cell, Cell]:
    return cell(name, Role.CELL_LABEL), value


def scorecard_table(standard: Standard) -> Fragment:
    """Every criterion with the evidence it demands, boxes for its status, and room to write; no row is broken."""
    rows = knit([Row(tuple(_judged(item)), height=HEIGHT) for item in standard.criteria], last=3, whole=0)
    names = header("Kode", "Kriteria kerja", "Bukti yang diminta", "Status", *(label for _, label, *_ in ANSWERS))
    return Fragment((Table(COLUMNS, rows, f"Penilaian {standard.name}", (names,), kept=True),))


def _judged(item: Criterion) -> Iterator[Cell]:
    yield cell(item.id, Role.CELL_CODE, origin=item.at("id"))
    yield cell(item.statement, Role.CELL_SMALL, origin=item.at("statement"))
    yield cell_of(_demanded(item))
    yield cell((FillIn(f"{item.id}/status", f"Status {item.id}", FillKind.CHOICE, STATUSES),))
    for name, label, kind, advice in ANSWERS:
        lines = LINES if kind is FillKind.LONG_TEXT else 1
        place = FillIn(f"{item.id}/{name}", f"{label} {item.id}", kind, advice=advice, lines=lines, narrow=True)
        yield cell((place,), Role.CELL_FILL)


def _demanded(item: Criterion) -> Iterator[Block]:
    """The kind of each demanded evidence, then what it is."""
    for proof in item.evidence:
        words = (Strong(text(f"{KIND_WORDS[proof.kind]}: ")), Text(proof.item))
        yield Paragraph(words, Role.CELL_SMALL, proof.at("item"))


def scorecard_signatures() -> Fragment:
    """Two assessors sign beside each other; their names are not known yet."""
    blocks = [
        Signature(f"lembar/asesor-{number}", (f"Asesor {number},",), bare=True) for number in range(1, SIGNERS + 1)
    ]
    row = Row(tuple(cell_of([block]) for block in blocks))
    return Fragment((Table((1,) * SIGNERS, (row,), "Tanda tangan asesor", role=TableRole.PLAIN),))
