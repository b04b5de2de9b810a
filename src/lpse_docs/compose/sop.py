"""Components of a SOP: flow table, coverage (PermenPANRB 35/2012)."""

from collections.abc import Sequence

from lpse_docs.compose.cells import cell, header, joined, lines
from lpse_docs.compose.law import anchor
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import Inline, Reference, Text, text
from lpse_docs.document.roles import Role, TableRole
from lpse_docs.model.sop import Flow, Sop, Step, StepKind
from lpse_docs.model.workspace import Workspace

LANES = {1: 26.0, 2: 26.0, 3: 26.0, 4: 22.0, 5: 19.0, 6: 18.5, 7: 16.5, 8: 15.0}
ACTIVITY = 46.0
MUTU_BAKU = (31.0, 14.0, 26.0, 15.0, 24.0)
FLOW_WIDTH = 252.0
MARKS = {StepKind.START: "\u25cf", StepKind.PROCESS: "\u25a0", StepKind.DECISION: "\u25b2", StepKind.END: "\u25cf"}


def step_anchor(sop: Sop, flow: Flow, step: Step) -> str:
    """Anchor of a step's row."""
    return anchor(f"{sop.letter}-{flow.id}-{step.id}")


def flow_table(workspace: Workspace, sop: Sop, flow: Flow) -> Fragment:
    """The flow as a table: number, activity, one column an actor, mutu baku, where it goes on."""
    used = {actor for step in flow.steps for actor in step.actors}
    actors = [actor for actor in sop.actors if actor in used]
    names = [workspace.post[actor].short or workspace.post[actor].name for actor in actors]
    lane = LANES.get(len(actors), 13.0)
    top = Row(
        (
            Cell((Paragraph(text("No"), Role.CELL_HEADER),), rows=2, header=True),
            Cell((Paragraph(text("Kegiatan"), Role.CELL_HEADER),), rows=2, header=True),
            Cell((Paragraph(text("Pelaksana"), Role.CELL_HEADER),), columns=len(actors), header=True),
            Cell((Paragraph(text("Mutu Baku"), Role.CELL_HEADER),), columns=3, header=True),
            Cell((Paragraph(text("Lanjut ke"), Role.CELL_ACTOR),), rows=2, header=True),
            Cell((Paragraph(text("Keterangan"), Role.CELL_ACTOR),), rows=2, header=True),
        )
    )
    lanes = tuple(cell(name, Role.CELL_ACTOR, header=True) for name in names)
    second = Row((*lanes, *header("Kelengkapan", "Waktu", "Output").cells))
    number = {step.id: str(index) for index, step in enumerate(flow.steps, 1)}
    rows = tuple(_step_row(sop, flow, step, number, actors) for step in flow.steps)
    share = (FLOW_WIDTH - 8.0 - lane * len(actors)) / (ACTIVITY + sum(MUTU_BAKU))
    widths = (8.0, ACTIVITY * share, *(lane for _ in actors), *(width * share for width in MUTU_BAKU))
    return Fragment((Table(widths, rows, f"Alur {flow.title}", (top, second), TableRole.FLOW),))


def _step_row(sop: Sop, flow: Flow, step: Step, number: dict[str, str], actors: list[str]) -> Row:
    lanes = [cell(MARKS[step.kind] if actor in step.actors else "", Role.CELL_CENTER) for actor in actors]
    return Row(
        (
            cell(number[step.id], Role.CELL_CENTER),
            cell(step.activity, origin=step.at("activity")),
            *lanes,
            cell(_dashed(step.inputs), Role.CELL_SMALL, origin=step.at("inputs")),
            cell(str(step.duration), Role.CELL_SMALL, origin=step.at("duration")),
            cell(_dashed(step.output), Role.CELL_SMALL, origin=step.at("output")),
            cell(_onward(sop, flow, step, number), Role.CELL_SMALL),
            cell(step.note or "", Role.CELL_SMALL, origin=step.at("note")),
        ),
        anchor=step_anchor(sop, flow, step),
    )


def _dashed(items: Sequence[str]) -> tuple[Inline, ...]:
    """Several things on lines of their own with a dash; one alone without."""
    return text(items[0]) if len(items) == 1 else lines(f"- {item}" for item in items)


def _onward(sop: Sop, flow: Flow, step: Step, number: dict[str, str]) -> tuple[Inline, ...]:
    """Where the flow goes on: the number of the next step, or one for each labelled exit."""
    by_id = {item.id: item for item in flow.steps}

    def to(code: str) -> Inline:
        return Reference(step_anchor(sop, flow, by_id[code]), text(number[code]))

    if step.kind is StepKind.END:
        return text("Selesai")
    if step.next:
        return (to(step.next),)
    exits: list[tuple[Inline, ...]] = [(Text(f"{item.label}: "), to(item.next)) for item in step.exits]
    return joined(exits, text("; "))


def flow_legend(sop: Sop) -> Fragment:
    """What the marks in the flow table mean."""
    words = (
        f"{MARKS[StepKind.START]} kegiatan awal atau akhir; {MARKS[StepKind.PROCESS]} kegiatan; {MARKS[StepKind.DECISION]} kegiatan dengan keputusan. "
        "Kolom Lanjut ke menyebut nomor kegiatan berikutnya. Langkah dan waktu yang tidak diatur dalam peraturan merupakan usulan dan disepakati unit sebelum disahkan."
    )
    return Fragment((Paragraph(text(words), Role.NOTE, sop.at("flows")),))


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
