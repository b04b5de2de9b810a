"""The traceability matrix, both ways: provision -> criterion and step, and back."""

from lpse_docs.compose.cells import cell, cell_of, header
from lpse_docs.compose.law import anchor, provision_references
from lpse_docs.compose.template import Fragment, Phrase
from lpse_docs.document.blocks import Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import Inline, Text, text
from lpse_docs.document.roles import Role
from lpse_docs.model.sop import Flow, Sop, Step
from lpse_docs.model.trace import BINDING, Served, coverage
from lpse_docs.model.workspace import Workspace


def _code(workspace: Workspace, sop: Sop, flow: Flow, step: Step) -> str:
    return workspace.step_code[sop.id, flow.id, step.id]


def _served_by(workspace: Workspace, served: Served) -> Cell:
    if served.waiver:
        return cell(f"Dikecualikan: {served.waiver}", Role.CELL_SMALL)
    criteria = text(", ".join(item.id for _, item in served.criteria))
    steps = text(", ".join(_code(workspace, *item) for item in served.steps))
    blocks = [
        Paragraph((Text(words), *value), Role.CELL_SMALL)
        for words, value, found in (("Kriteria: ", criteria, served.criteria), ("Langkah: ", steps, served.steps))
        if found
    ]
    return cell_of(blocks or [Paragraph(text("Belum didukung" if served.open else "-"), Role.CELL_SMALL)])


def forward_matrix(workspace: Workspace) -> Fragment:
    """Every provision with the criteria and SOP steps that serve it."""
    rows = tuple(
        Row(
            (
                cell(served.provision.cite, origin=served.provision.at("cite")),
                cell(served.provision.text, origin=served.provision.at("text")),
                cell(served.provision.bearer, Role.CELL_SMALL, origin=served.provision.at("bearer")),
                cell(served.provision.modality.value, Role.CELL_CENTER),
                cell(", ".join(served.provision.standards).upper() or "-", Role.CELL_CENTER),
                _served_by(workspace, served),
            ),
            anchor=anchor(served.provision.id),
        )
        for served in coverage(workspace).values()
    )
    head = header("Ketentuan", "Isi", "Pemikul", "Sifat", "Standar terkait", "Didukung oleh")
    return Fragment((Table((30, 46, 20, 15, 18, 31), rows, "Ketentuan ke kriteria dan langkah SOP", (head,)),))


def criteria_matrix(workspace: Workspace) -> Fragment:
    """Every criterion with the provisions it serves."""
    rows = tuple(
        Row(
            (
                cell(item.id, Role.CELL_CODE),
                cell(standard.letter.upper(), Role.CELL_CENTER),
                cell(item.statement, Role.CELL_SMALL, origin=item.at("statement")),
                cell(_links(item.provisions, workspace), Role.CELL_SMALL, origin=item.at("provisions")),
            )
        )
        for standard, item in workspace.criteria()
    )
    head = header("Kriteria", "Standar", "Rumusan", "Ketentuan")
    return Fragment((Table((18, 15, 87, 40), rows, "Kriteria ke ketentuan", (head,)),))


def steps_matrix(workspace: Workspace) -> Fragment:
    """Every SOP step with the provisions it serves."""
    rows = tuple(
        Row(
            (
                cell(_code(workspace, sop, flow, step), Role.CELL_CODE),
                cell(step.activity, Role.CELL_SMALL, origin=step.at("activity")),
                cell(_links(step.provisions, workspace), Role.CELL_SMALL, origin=step.at("provisions")),
            )
        )
        for sop, flow, step in workspace.steps()
    )
    head = header("Langkah", "Kegiatan", "Ketentuan")
    return Fragment((Table((18, 82, 60), rows, "Langkah SOP ke ketentuan", (head,)),))


def _links(codes: tuple[str, ...], workspace: Workspace) -> tuple[Inline, ...]:
    return provision_references(codes, workspace, link=True)


def flow_index(workspace: Workspace) -> Fragment:
    """What the step labels mean: letter and number of each flow."""
    rows = tuple(
        Row(
            (
                cell(f"{sop.letter.upper()}.{index}", Role.CELL_CODE),
                cell(sop.title),
                cell(flow.title, origin=flow.at("title")),
            )
        )
        for sop in workspace.sops
        for index, flow in enumerate(sop.flows, 1)
    )
    return Fragment((Table((18, 71, 71), rows, "Kode alur SOP", (header("Kode", "SOP", "Alur"),)),))


def coverage_sentence(workspace: Workspace) -> Phrase:
    """How many binding provisions are served, waived or open."""
    binding = [item for item in coverage(workspace).values() if item.provision.modality in BINDING]
    waived = sum(1 for item in binding if item.waiver and not (item.criteria or item.steps))
    still_open = sum(1 for item in binding if item.open)
    served = len(binding) - waived - still_open
    total = len(workspace.regulation.provisions)
    left = f"{still_open} belum didukung" if still_open else "tidak ada yang belum didukung"
    words = f"Dari {total} ketentuan, {len(binding)} bersifat wajib atau dilarang; {served} didukung kriteria atau langkah SOP, {waived} dikecualikan dengan alasan, dan {left}."
    return Phrase(text(words))


def waiver_table(workspace: Workspace) -> Fragment:
    """Provisions that need not be served, with the reason."""
    rows = tuple(
        Row((cell(workspace.provision[item.provision].cite), cell(item.reason, origin=item.at("reason"))))
        for item in workspace.office.waivers
        if item.provision in workspace.provision
    )
    if not rows:
        return Fragment((Paragraph(text("Tidak ada ketentuan yang dikecualikan.")),))
    return Fragment((Table((50, 110), rows, "Ketentuan yang dikecualikan", (header("Ketentuan", "Alasan"),)),))
