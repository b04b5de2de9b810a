"""Components of a SOP: identity block of thirteen items, definitions, coverage (PermenPANRB 35/2012)."""

from lpse_docs.compose.cells import cell, cell_of, header, known, listed
from lpse_docs.compose.law import legal_basis, long_date
from lpse_docs.compose.office import emblem, signature, unit_lines
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Block, Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import Inline, Text, text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.model.sop import RevisionKind, Sop
from lpse_docs.model.workspace import Workspace

RELATION_WORDS = {"mendahului": "mendahului SOP ini", "dilanjutkan": "melanjutkan SOP ini", "terkait": "terkait"}


def _label(words: str, block: tuple[Block, ...]) -> Cell:
    return cell_of([Paragraph(text(words), Role.CELL_LABEL), *block], columns=1)


def identity(workspace: Workspace, sop: Sop) -> Fragment:
    """The thirteen items in their left-right arrangement, in two tables of the same width."""
    return Fragment((_identity_head(workspace, sop), _identity_boxes(workspace, sop)))


def _identity_head(workspace: Workspace, sop: Sop) -> Table:
    """Items 1 to 7: unit on the left; number, dates, approval and name on the right."""
    revised = "Tanggal Revisi" if sop.revision is RevisionKind.PAST else "Tanggal Revisi (rencana tinjau)"
    facts: list[tuple[str, Cell]] = [
        ("Nomor SOP", cell(known(sop.number), origin=sop.at("number"))),
        ("Tanggal Pembuatan", cell(known(long_date(sop.created)), origin=sop.at("created"))),
        (revised, cell(known(long_date(sop.revised)), origin=sop.at("revised"))),
        ("Tanggal Efektif", cell(known(long_date(sop.effective)), origin=sop.at("effective"))),
        ("Disahkan oleh", cell_of([signature(workspace, sop.approver, f"sop-{sop.letter}-pengesah")])),
        ("Nama SOP", cell(sop.title.upper(), Role.CELL_TITLE, origin=sop.at("title"))),
    ]
    unit = cell_of([emblem(workspace.office), *unit_lines(workspace.office)], rows=len(facts))
    rows = [Row((unit, cell(facts[0][0], Role.CELL_LABEL), facts[0][1]))]
    rows += [Row((cell(name, Role.CELL_LABEL), value)) for name, value in facts[1:]]
    return Table((54, 13, 33), tuple(rows), f"Identitas SOP {sop.title}, butir 1 sampai 7", role=TableRole.IDENTITY)


def _identity_boxes(workspace: Workspace, sop: Sop) -> Table:
    """Items 8 to 13 in three rows of paired boxes; they may run on to the next page."""
    related = [
        Text(f"SOP {workspace.sop[item.sop].title} ({RELATION_WORDS[item.relation]})")
        for item in sop.related
        if item.sop in workspace.sop
    ]
    pairs = [
        (
            _label("Dasar Hukum:", listed(legal_basis(workspace, sop.legal_basis))),
            _label("Kualifikasi Pelaksana:", listed(sop.qualifications)),
        ),
        (
            _label("Keterkaitan:", listed((item,) for item in related)),
            _label("Peralatan/Perlengkapan:", listed(sop.equipment)),
        ),
        (
            _label("Peringatan:", listed(sop.warnings)),
            _label("Pencatatan dan Pendataan:", listed(_records(workspace, sop))),
        ),
    ]
    rows = tuple(Row(pair, splittable=True) for pair in pairs)
    return Table((54, 46), rows, f"Identitas SOP {sop.title}, butir 8 sampai 13", role=TableRole.IDENTITY)


def _records(workspace: Workspace, sop: Sop) -> list[tuple[Inline, ...]]:
    out: list[tuple[Inline, ...]] = []
    for record in sop.records:
        keeper = workspace.post[record.keeper].name
        retention = f", masa simpan {record.retention}" if record.retention else ""
        out.append(text(f"{workspace.form[record.form].title}, disimpan oleh {keeper}{retention}"))
    return out


def sop_list(workspace: Workspace) -> Fragment:
    """The SOPs of the book with their article, number of flows and steps."""
    rows = tuple(
        Row(
            (
                cell(sop.letter.upper(), Role.CELL_CENTER),
                cell(sop.title, origin=sop.at("title")),
                cell(sop.article),
                cell(str(len(sop.flows)), Role.CELL_CENTER),
                cell(str(sum(len(flow.steps) for flow in sop.flows)), Role.CELL_CENTER),
            )
        )
        for sop in workspace.sops
    )
    return Fragment(
        (
            Table(
                (14, 130, 40, 30, 33),
                rows,
                "Daftar SOP",
                (header("Huruf", "Nama SOP", "Dasar", "Jumlah alur", "Jumlah langkah"),),
            ),
        )
    )


def definitions(workspace: Workspace) -> Fragment:
    """The terms the SOPs define, each once, in alphabetical order."""
    found = {term.term.casefold(): term for sop in workspace.sops for term in reversed(sop.terms)}
    rows = tuple(
        Row((cell(found[key].term, Role.CELL_LABEL), cell(found[key].meaning, origin=found[key].at("meaning"))))
        for key in sorted(found)
    )
    return Fragment((Table((60, 187), rows, "Definisi", (header("Istilah", "Arti"),)),))


def served_table(workspace: Workspace, sop: Sop) -> Fragment:
    """The provisions this SOP serves and by which steps."""
    steps: dict[str, list[str]] = {}
    for index, flow in enumerate(sop.flows, 1):
        for number, step in enumerate(flow.steps, 1):
            for code in step.provisions:
                steps.setdefault(code, []).append(f"{index}.{number}" if len(sop.flows) > 1 else str(number))
    rows = tuple(
        Row((cell(item.cite), cell(item.text, origin=item.at("text")), cell(", ".join(steps[item.id]))))
        for item in workspace.regulation.provisions
        if item.id in steps
    )
    return Fragment(
        (
            Table(
                (60, 137, 50),
                rows,
                f"Ketentuan yang dilaksanakan SOP {sop.title}",
                (header("Ketentuan", "Isi", "Langkah (alur.nomor)"),),
            ),
        )
    )
