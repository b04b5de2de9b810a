"""Components of a flow: the drawn table of a SOP with several actors, the numbered procedure of one with a single actor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lpse_docs.compose.law import anchor
from lpse_docs.compose.template import Fragment
from lpse_docs.compose.typography import ranged
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.document.blocks import Block, Items, PageBreak, Paragraph
from lpse_docs.document.drawing import SymbolKind
from lpse_docs.document.inlines import Strong, Text, text
from lpse_docs.document.page import PageSetup
from lpse_docs.document.roles import Marker, Role
from lpse_docs.layout import flow_pages
from lpse_docs.layout.chart import Chart, Exit, Heads, Node, Words
from lpse_docs.layout.lettering import Typeface
from lpse_docs.model.office import FlowColumns
from lpse_docs.model.sop import Flow, Sop, SopKind, Step, StepKind
from lpse_docs.model.workspace import Workspace

SYMBOLS = {
    StepKind.START: SymbolKind.CAPSULE,
    StepKind.PROCESS: SymbolKind.RECTANGLE,
    StepKind.DECISION: SymbolKind.DIAMOND,
    StepKind.END: SymbolKind.CAPSULE,
}


@dataclass(frozen=True)
class Drafting:
    """What flows are laid out with: the face of their words, the pages they lie on, and where findings go."""

    face: Typeface
    setup: PageSetup
    found: list[Diagnostic] = field(default_factory=list)


def flow_table(workspace: Workspace, drafting: Drafting, sop: Sop, flow: Flow) -> Fragment:
    """A flow with its symbols and arrows, page by page; a technical SOP as a numbered procedure."""
    if sop.kind is SopKind.TECHNICAL:
        return procedure(workspace, flow)
    pages, found = flow_pages(chart(workspace, sop, flow), drafting.setup, drafting.face)
    drafting.found.extend(found)
    blocks: list[Block] = []
    for page in pages:
        blocks += [PageBreak(), page] if blocks else [page]
    return Fragment(tuple(blocks))


def chart(workspace: Workspace, sop: Sop, flow: Flow) -> Chart:
    """The flow in the words of a chart; lanes are the actors of this flow, in the order of the SOP."""
    used = {actor for step in flow.steps for actor in step.actors}
    actors = [actor for actor in sop.actors if actor in used]
    names = [workspace.post[actor] for actor in actors]
    lanes = tuple(Words((post.short or post.name,), post.at("short" if post.short else "name")) for post in names)
    nodes = tuple(_node(sop, flow, step, actors) for step in flow.steps)
    return Chart(flow.title, lanes, nodes, _heads(workspace), flow.at("title"))


def _heads(workspace: Workspace) -> Heads:
    form = workspace.office.sop_form
    names = form.columns
    return Heads(
        names.number,
        names.activity,
        names.actors,
        names.quality,
        names.inputs,
        names.duration,
        names.output,
        names.note,
        form.column_numbers,
    )


def _node(sop: Sop, flow: Flow, step: Step, actors: Sequence[str]) -> Node:
    return Node(
        step.id,
        SYMBOLS[step.kind],
        tuple(lane for lane, actor in enumerate(actors) if actor in step.actors),
        tuple(Exit(target, label) for target, label in _exits(step)),
        Words((ranged(step.activity),), step.at("activity")),
        Words(_dashed(step.inputs), step.at("inputs")),
        Words((ranged(str(step.duration)),), step.at("duration")),
        Words(_dashed(step.output), step.at("output")),
        Words((ranged(step.note or ""),), step.at("note")),
        step_anchor(sop, flow, step),
    )


def _exits(step: Step) -> list[tuple[str, str]]:
    """Where a step goes on, and the label of each way."""
    if step.kind is StepKind.END:
        return []
    return [(step.next, "")] if step.next else [(item.next, item.label) for item in step.exits]


def step_anchor(sop: Sop, flow: Flow, step: Step) -> str:
    """Anchor of a step."""
    return anchor(f"{sop.letter}-{flow.id}-{step.id}")


def _dashed(items: Sequence[str]) -> tuple[str, ...]:
    """Several things on lines of their own with a dash; one alone without; none as an empty line."""
    return tuple(f"- {ranged(item)}" for item in items) if len(items) > 1 else (*map(ranged, items), "")[:1]


def procedure(workspace: Workspace, flow: Flow) -> Fragment:
    """Who acts, and his steps as a numbered list (SOP teknis, PermenPANRB 35/2012)."""
    names = workspace.office.sop_form.columns
    actors = dict.fromkeys(workspace.post[actor].name for step in flow.steps for actor in step.actors)
    who = Paragraph((Strong(text(f"{names.actors}: ")), Text(", ".join(actors))), origin=flow.at("steps"))
    items = tuple(_instruction(flow, row, names) for row in range(len(flow.steps)))
    return Fragment((who, Items(items, Marker.DECIMAL)) if items else ())


def _instruction(flow: Flow, row: int, names: FlowColumns) -> tuple[Block, ...]:
    """One step: the activity, what it needs, takes and yields, and where it leads unless to the next one."""
    step = flow.steps[row]
    details = [
        (Strong(text(f"{name}: ")), Text("; ".join(values)))
        for name, values in (
            (names.inputs, step.inputs),
            (names.duration, (str(step.duration),)),
            (names.output, step.output),
            (names.note, (step.note,) if step.note else ()),
        )
        if values
    ]
    lines = [Paragraph(line) for line in (*details, *(text(line) for line in _onward(flow, row)))]
    activity = Paragraph(text(f"{step.activity.rstrip('.')}."), origin=step.at("activity"))
    return activity, Items(tuple((line,) for line in lines), Marker.BULLET)


def _onward(flow: Flow, row: int) -> Iterator[str]:
    """Where a step leads, in words; nothing when simply to the next."""
    step, rows = flow.steps[row], {step.id: row for row, step in enumerate(flow.steps)}
    for target, label in _exits(step):
        if target in rows and (label or rows[target] != row + 1):
            way = "kembali" if rows[target] <= row else "lanjut"
            yield (
                f"{label}: {way} ke langkah {rows[target] + 1}."
                if label
                else f"{way.capitalize()} ke langkah {rows[target] + 1}."
            )
    if step.kind is StepKind.END and row + 1 < len(flow.steps):
        yield "Prosedur selesai."


def proposal_note(sop: Sop) -> Fragment:
    """That steps and durations which the regulation does not order are proposals."""
    words = (
        "Langkah dan waktu yang tidak diatur dalam peraturan merupakan usulan dan disepakati unit sebelum SOP disahkan."
    )
    return Fragment((Paragraph(text(words), Role.NOTE, sop.at("flows")),))
