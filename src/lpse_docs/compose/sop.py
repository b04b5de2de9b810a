"""Components of a SOP: list of SOPs, definitions, coverage (PermenPANRB 35/2012)."""

from lpse_docs.compose.cells import cell, header
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Paragraph, Row, Table
from lpse_docs.document.inlines import text
from lpse_docs.document.roles import Role
from lpse_docs.model.sop import Sop
from lpse_docs.model.workspace import Workspace


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


def sop_titles(workspace: Workspace) -> str:
    """The names of the SOPs in a sentence: `A, B, serta C`."""
    *first, last = (sop.title for sop in workspace.sops)
    return f"{', '.join(first)}, serta {last}" if len(first) > 1 else " dan ".join([*first, last])


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
    if not rows:
        return Fragment((Paragraph(text("Belum ada ketentuan yang disebut pada langkah SOP ini.")),))
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
