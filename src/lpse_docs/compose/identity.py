"""The identity page of a SOP: thirteen items in their left-right arrangement (PermenPANRB 35/2012, bagian identitas).

Items 1 to 7 stand on one page. The boxes of items 8 to 13 may run on to the next: their lists go on with their
numbers, nothing of the table is repeated, and the head of the page names the SOP.
"""

from collections.abc import Iterator

from lpse_docs.compose.cells import cell, cell_of, header, known, listed
from lpse_docs.compose.law import legal_basis, long_date
from lpse_docs.compose.office import emblem, signature, unit_lines
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Block, Cell, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import BLANK_DOTS, Inline, Strong, Text, text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.model.sop import RevisionKind, Sop
from lpse_docs.model.workspace import Workspace

COLUMNS = (54.0, 12.0, 34.0)
FACT, APPROVAL, NAME = 6.0, 38.0, 10.0  # least heights of rows in mm
EMBLEM = 20.0
RELATION_WORDS = {"mendahului": "mendahului SOP ini", "dilanjutkan": "melanjutkan SOP ini", "terkait": "terkait"}


def identity(workspace: Workspace, sop: Sop) -> Fragment:
    """The thirteen items as one table, with the boxes of LKPP's form where the office asks for them."""
    boxes = [Row(cells, splittable=True) for cells in _boxes(workspace, sop)]
    rows = (*_head(workspace, sop), *boxes)
    return Fragment((Table(COLUMNS, rows, f"Identitas SOP {sop.title}", role=TableRole.IDENTITY),))


def _head(workspace: Workspace, sop: Sop) -> Iterator[Row]:
    """Items 1 to 7: unit on the left; number, dates, approval and name on the right."""
    facts = list(_facts(workspace, sop))
    unit = cell_of([emblem(workspace.office, EMBLEM), *unit_lines(workspace.office)], rows=len(facts))
    for number, (name, value, height) in enumerate(facts):
        label = cell(name, Role.CELL_SMALL, header=True)
        yield Row((label, value) if number else (unit, label, value), height=height)


def _facts(workspace: Workspace, sop: Sop) -> Iterator[tuple[str, Cell, float]]:
    form = workspace.office.sop_form
    yield "Nomor SOP", cell(known(sop.number), origin=sop.at("number")), FACT
    yield "Tanggal Pembuatan", cell(known(long_date(sop.created)), origin=sop.at("created")), FACT
    yield "Tanggal Revisi", cell(_revised(sop), origin=sop.at("revised")), FACT
    if form.lkpp_boxes and sop.revision_number is not None:
        yield "Nomor Revisi", cell(str(sop.revision_number), origin=sop.at("revision_number")), FACT
    yield "Tanggal Efektif", cell(known(long_date(sop.effective)), origin=sop.at("effective")), FACT
    block = signature(workspace, sop.approver, f"sop-{sop.letter}-pengesah", anchor=form.signature_anchor or "")
    yield "Disahkan oleh", cell_of([block]), APPROVAL
    yield "Nama SOP", cell(sop.title.upper(), Role.CELL_TITLE, origin=sop.at("title")), NAME


def _revised(sop: Sop) -> tuple[Inline, ...]:
    """Item 4: the day of the last revision, a dash before the first, or the day of the planned review."""
    if sop.revision is RevisionKind.PAST:
        return text(long_date(sop.revised) or "-")
    return (*known(long_date(sop.revised)), Text(" (rencana tinjau)"))


def _boxes(workspace: Workspace, sop: Sop) -> Iterator[tuple[Cell, ...]]:
    """Items 8 to 13 in three pairs; around them what LKPP adds."""
    extra = workspace.office.sop_form.lkpp_boxes
    if extra:
        summary = Paragraph(text(sop.summary), Role.CELL, sop.at("summary"))
        purpose = Paragraph(text(sop.purpose), Role.CELL, sop.at("purpose"))
        yield _pair("Penjelasan Singkat:", (summary,), "Tujuan:", (purpose,))
    yield _pair(
        "Dasar Hukum:", listed(legal_basis(workspace, sop.legal_basis)),
        "Kualifikasi Pelaksana:", listed(sop.qualifications),
    )  # fmt: skip
    yield _pair(
        "Keterkaitan:", listed(_related(workspace, sop)),
        "Peralatan/Perlengkapan:", listed(sop.equipment),
    )  # fmt: skip
    yield _pair(
        "Peringatan:", listed(sop.warnings),
        "Pencatatan dan Pendataan:", listed(_records(workspace, sop)),
    )  # fmt: skip
    if extra:
        terms = listed((Strong(text(item.term)), Text(f": {item.meaning}")) for item in sop.terms)
        yield (_box("Definisi:", terms, len(COLUMNS)),)


def _pair(left: str, first: tuple[Block, ...], right: str, second: tuple[Block, ...]) -> tuple[Cell, Cell]:
    return _box(left, first, 1), _box(right, second, len(COLUMNS) - 1)


def _box(words: str, block: tuple[Block, ...], columns: int) -> Cell:
    return cell_of([Paragraph(text(words), Role.CELL_LABEL), *block], columns=columns)


def _related(workspace: Workspace, sop: Sop) -> Iterator[str]:
    for item in sop.related:
        if item.sop in workspace.sop:
            yield f"SOP {workspace.sop[item.sop].title} ({RELATION_WORDS[item.relation]})"


def _records(workspace: Workspace, sop: Sop) -> Iterator[str]:
    for record in sop.records:
        keeper = workspace.post[record.keeper].name
        retention = f", masa simpan {record.retention}" if record.retention else ""
        yield f"{workspace.form[record.form].title}, disimpan oleh {keeper}{retention}"


def sop_approval_sheet(workspace: Workspace, sop: Sop) -> Fragment:
    """Lembar pengesahan as before each SOP of LKPP's book: who knows of it, who made it, who agrees."""
    office = workspace.office
    form = office.sop_form
    roles = (
        ("Mengetahui", form.acknowledged_by, "mengetahui"),
        ("Dibuat oleh", form.prepared_by, "pembuat"),
        ("Menyetujui", sop.approver, "menyetujui"),
    )
    signed = Row(tuple(cell_of([_signer(workspace, post, f"sop-{sop.letter}-{field}")]) for _, post, field in roles))
    return Fragment(
        (
            emblem(office, EMBLEM),
            *unit_lines(office),
            Paragraph(text("LEMBAR PENGESAHAN"), Role.COVER_TITLE),
            Paragraph(text(f"Standar Operasional Prosedur {sop.title}"), Role.COVER_SUBTITLE),
            Paragraph((Text("Nomor: "), *known(sop.number)), Role.COVER_SUBTITLE, sop.at("number")),
            Table(
                (1, 1, 1), (signed,), f"Lembar pengesahan SOP {sop.title}", (header(*(name for name, _, _ in roles)),)
            ),
        )
    )


def _signer(workspace: Workspace, post: str | None, field: str) -> Signature:
    if post in workspace.official:
        return signature(workspace, str(post), field)
    return Signature(field, (f"{BLANK_DOTS},",))
