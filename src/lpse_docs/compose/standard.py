"""Components of a standard: its facts, its working criteria with evidence, its registers."""

from lpse_docs.compose.cells import cell, cell_of, header
from lpse_docs.compose.law import provision_references
from lpse_docs.compose.office import short_name
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Block, Items, Paragraph, Row, Table
from lpse_docs.document.inlines import Inline, Strong, Text, text
from lpse_docs.document.roles import Role
from lpse_docs.model.standard import Criterion, EvidenceKind, Standard
from lpse_docs.model.workspace import Workspace

KIND_WORDS = {EvidenceKind.POLICY: "Kebijakan", EvidenceKind.DECREE: "Penetapan", EvidenceKind.RECORD: "Rekaman"}


def _others(workspace: Workspace, letters: tuple[str, ...]) -> tuple[Inline, ...]:
    known = [letter for letter in letters if letter in workspace.standard]
    if len(known) > 10:
        return text(f"{len(known)} standar lain: {', '.join(letter.upper() for letter in known)}")
    names = (f"{letter.upper()} ({short_name(workspace.standard[letter].name)})" for letter in known)
    return text(", ".join(names) or "-")


def standard_facts(workspace: Workspace, standard: Standard) -> Fragment:
    """The identity of a standard as a two-column table."""
    facts: list[tuple[str, tuple[Inline, ...]]] = [
        ("Nomor dan huruf", text(f"{standard.number} (huruf {standard.letter})")),
        ("Dasar", text(standard.article)),
        ("Tujuan", text(standard.purpose)),
        ("Peran", text("; ".join(standard.roles) or "-")),
        ("Tahap adopsi", text(f"Tahap {standard.stage} dari {len(workspace.office.stages)}")),
        ("Bergantung pada", _others(workspace, standard.depends_on)),
        ("Terkait dengan", _others(workspace, standard.related)),
        ("Ketentuan terkait", provision_references(standard.provisions, workspace, link=False)),
        ("Jumlah kriteria kerja", text(str(len(standard.criteria)))),
    ]
    rows = tuple(Row((cell(name, Role.CELL_LABEL), cell(value))) for name, value in facts)
    return Fragment((Table((36, 124), rows, f"Identitas {standard.name}"),))


def _evidence(criterion: Criterion) -> tuple[Block, ...]:
    ordered = [item for kind in EvidenceKind for item in criterion.evidence if item.kind is kind]
    return tuple(
        Paragraph((Strong(text(KIND_WORDS[item.kind])), Text(f": {item.item}")), Role.CELL, item.at("item"))
        for item in ordered
    )


def _grounds(workspace: Workspace, criterion: Criterion) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if criterion.provisions:
        blocks.append(Paragraph(provision_references(criterion.provisions, workspace, link=False), Role.CELL_SMALL))
    if criterion.clauses:
        blocks.append(Paragraph(text("; ".join(criterion.clauses)), Role.CELL_SMALL))
    named = ", ".join(code for code in criterion.sources if code not in {workspace.office.regulation, "perbup"})
    if named:
        blocks.append(Paragraph(text(f"Sumber: {named}"), Role.CELL_SMALL))
    return (
        *blocks,
        Paragraph(text(f"Keyakinan: {criterion.confidence.value}"), Role.CELL_SMALL, criterion.at("confidence")),
    )


def criteria_table(workspace: Workspace, standard: Standard) -> Fragment:
    """The working criteria with the evidence each demands and how it is grounded."""
    rows = tuple(
        Row(
            (
                cell(item.id, Role.CELL_CODE, origin=item.at("id")),
                cell(item.statement, origin=item.at("statement")),
                cell_of(_evidence(item)),
                cell_of(_grounds(workspace, item)),
            )
        )
        for item in standard.criteria
    )
    head = header("Kode", "Kriteria kerja", "Bukti yang diminta", "Dasar dan keyakinan")
    return Fragment((Table((18, 56, 50, 36), rows, f"Kriteria kerja {standard.name}", (head,)),))


def sources_table(workspace: Workspace) -> Fragment:
    """The sources that working criteria name."""
    used = {code for _, criterion in workspace.criteria() for code in criterion.sources}
    rows = tuple(
        Row(
            (
                cell(item.id, Role.CELL_CODE),
                cell(item.title, origin=item.at("title")),
                cell(item.nature, origin=item.at("nature")),
            )
        )
        for item in workspace.sources
        if item.id in used
    )
    return Fragment((Table((30, 90, 40), rows, "Sumber kriteria kerja", (header("Kode", "Sumber", "Sifat"),)),))


def sources_of(workspace: Workspace, standard: Standard) -> Fragment:
    """The sources that the criteria of one standard name."""
    used = {code for criterion in standard.criteria for code in criterion.sources}
    lines = [f"{item.id}: {item.title}" for item in workspace.sources if item.id in used]
    return Fragment(
        (Items(tuple((Paragraph(text(line), Role.NOTE),) for line in lines), role=Role.NOTE),) if lines else ()
    )


def standards_table(workspace: Workspace) -> Fragment:
    """All standards at a glance."""
    rows = tuple(
        Row(
            (
                cell(item.letter.upper(), Role.CELL_CENTER),
                cell(item.name, origin=item.at("name")),
                cell(str(len(item.criteria)), Role.CELL_CENTER),
                cell(str(item.stage), Role.CELL_CENTER),
                cell(", ".join(item.depends_on).upper() or "-"),
            )
        )
        for item in workspace.standards
    )
    total = Row(
        (
            cell("", Role.CELL),
            cell("Jumlah", Role.CELL_LABEL),
            cell(str(len(workspace.criteria())), Role.CELL_CENTER),
            cell(""),
            cell(""),
        )
    )
    head = header("Huruf", "Standar", "Kriteria kerja", "Tahap", "Bergantung pada")
    return Fragment((Table((16, 78, 22, 16, 28), (*rows, total), "Ikhtisar standar LPSE", (head,)),))
