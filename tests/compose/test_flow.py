"""Flows of a SOP as blocks: drawn when several act, a numbered procedure when one does."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from lpse_docs.compose.flow import Drafting, chart, flow_table
from lpse_docs.document.blocks import FlowPage, Items, PageBreak, Paragraph
from lpse_docs.document.inlines import plain
from lpse_docs.document.page import Margins, Orientation, PageSetup, Paper
from lpse_docs.document.roles import Marker
from lpse_docs.layout.lettering import face_of
from lpse_docs.model.sop import Flow, Sop, SopKind
from lpse_docs.model.workspace import Workspace

STEP: Mapping[str, Any] = {"actors": ("lkpp",), "inputs": ("Log",), "duration": "10 menit", "output": ("Catatan",)}


@pytest.fixture
def drafting(fonts: Mapping[str, bytes]) -> Drafting:
    face, _ = face_of(fonts)
    assert face is not None
    return Drafting(face, PageSetup(Paper.A4, Orientation.LANDSCAPE, Margins(left=25.0, right=20.0)))


def flow(*steps: Mapping[str, Any]) -> Flow:
    return Flow.model_validate({"id": "contoh", "title": "Contoh", "steps": [{**STEP, **step} for step in steps]})


def technical(workspace: Workspace, made: Flow) -> Sop:
    return workspace.sops[0].model_copy(update={"kind": SopKind.TECHNICAL, "flows": (made,)})


def read(workspace: Workspace, drafting: Drafting, made: Flow) -> tuple[str, list[list[str]]]:
    """Who acts, and the lines of each step."""
    who, items = flow_table(workspace, drafting, technical(workspace, made), made).blocks
    assert isinstance(who, Paragraph) and isinstance(items, Items) and items.marker is Marker.DECIMAL
    steps = []
    for activity, details in items.items:
        assert isinstance(activity, Paragraph) and isinstance(details, Items)
        lines = [plain(line.children) for (line,) in details.items if isinstance(line, Paragraph)]
        steps.append([plain(activity.children), *lines])
    return plain(who.children), steps


def test_procedure_says_who_what_and_where_it_leads(workspace: Workspace, drafting: Drafting) -> None:
    made = flow(
        {"id": "a", "kind": "mulai", "activity": "Memantau diska", "next": "b"},
        {
            "id": "b",
            "kind": "keputusan",
            "activity": "Memeriksa kapasitas.",
            "exits": [{"label": "Cukup", "next": "d"}, {"label": "Kurang", "next": "a"}],
            "note": "Setiap hari",
        },
        {"id": "c", "activity": "Menambah kapasitas", "next": "b", "inputs": ("Diska", "Obeng")},
        {"id": "d", "kind": "selesai", "activity": "Mencatat hasil"},
        {"id": "e", "kind": "selesai", "activity": "Menutup log"},
    )
    who, steps = read(workspace, drafting, made)
    assert who == f"Pelaksana: {workspace.post['lkpp'].name}"
    assert steps == [
        ["Memantau diska.", "Kelengkapan: Log", "Waktu: 10 menit", "Output: Catatan"],
        [
            "Memeriksa kapasitas.",
            "Kelengkapan: Log",
            "Waktu: 10 menit",
            "Output: Catatan",
            "Keterangan: Setiap hari",
            "Cukup: lanjut ke langkah 4.",
            "Kurang: kembali ke langkah 1.",
        ],
        [
            "Menambah kapasitas.",
            "Kelengkapan: Diska; Obeng",
            "Waktu: 10 menit",
            "Output: Catatan",
            "Kembali ke langkah 2.",
        ],
        ["Mencatat hasil.", "Kelengkapan: Log", "Waktu: 10 menit", "Output: Catatan", "Prosedur selesai."],
        ["Menutup log.", "Kelengkapan: Log", "Waktu: 10 menit", "Output: Catatan"],
    ]


def test_procedure_without_steps_is_empty(workspace: Workspace, drafting: Drafting) -> None:
    made = flow()
    assert flow_table(workspace, drafting, technical(workspace, made), made).blocks == ()


def test_flow_of_several_pages_breaks_between_them(workspace: Workspace, drafting: Drafting) -> None:
    sop = next(sop for sop in workspace.sops for flow in sop.flows if len(flow.steps) > 12)
    long = max(sop.flows, key=lambda flow: len(flow.steps))
    blocks = flow_table(workspace, drafting, sop, long).blocks
    assert [type(piece) for piece in blocks[:3]] == [FlowPage, PageBreak, FlowPage]
    assert drafting.found == []


def test_actors_the_sop_does_not_list_and_repeated_ones_do_no_harm(workspace: Workspace) -> None:
    made = flow({"id": "a", "activity": "Meminta", "actors": ("lkpp", "lkpp", "bupati")})
    sop = workspace.sops[0].model_copy(update={"actors": ("lkpp",), "flows": (made,)})
    assert [node.lanes for node in chart(workspace, sop, made).nodes] == [(0,)]


def test_words_of_a_chart_know_their_place(workspace: Workspace) -> None:
    sop = workspace.sops[0]
    node = chart(workspace, sop, sop.flows[0]).nodes[0]
    step = sop.flows[0].steps[0]
    assert node.activity.origin == step.at("activity")
    assert node.inputs.origin == step.at("inputs")
    assert Path(str(node.activity.origin and node.activity.origin.path)).parent.name == "sops"
