"""Every hard case and every shipped flow: nothing wrong, nothing ambiguous, and as agreed.

After a wanted change write the goldens anew with LPSE_UPDATE_GOLDEN=1, read the difference and look at the pages.
"""

import os
from itertools import combinations
from pathlib import Path

import pytest

from lpse_docs.compose.flow import chart
from lpse_docs.diagnostics import Severity
from lpse_docs.document.blocks import FlowPage
from lpse_docs.document.page import Paper
from lpse_docs.layout import flow_pages
from lpse_docs.model.sop import Flow, Sop
from tests.layout.gallery import CASES, Hard, described, landscape, read, shipped
from tests.layout.geometry import alongside, box, pierces
from tests.layout.reader import face
from tests.layout.verifier import wrongs

FLOWS = [(sop, flow) for sop in shipped().sops for flow in sop.flows]


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_hard_case_is_drawn_as_agreed(file: Path) -> None:
    hard = read(file)
    pages, found = flow_pages(hard.chart, hard.setup, face())
    assert pages and {item.code for item in found} <= {"LPSE604", "LPSE605"}
    assert list(wrongs(hard.chart, hard.setup, pages)) == []
    golden = file.with_suffix(".txt")
    if os.environ.get("LPSE_UPDATE_GOLDEN") == "1":
        golden.write_text(described(pages), encoding="utf-8")
    assert described(pages) == golden.read_text("utf-8")


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_hard_case_is_not_ambiguous(file: Path) -> None:
    hard = read(file)
    pages, _ = flow_pages(hard.chart, hard.setup, face())
    assert [wrong for page in pages for wrong in unclear(page)] == []


@pytest.mark.parametrize(("sop", "flow"), FLOWS, ids=[f"{sop.letter}-{flow.id}" for sop, flow in FLOWS])
@pytest.mark.parametrize("paper", Paper)
def test_shipped_flow_is_drawn_right(sop: Sop, flow: Flow, paper: Paper) -> None:
    hard = Hard(chart(shipped(), sop, flow), landscape(paper))
    pages, found = flow_pages(hard.chart, hard.setup, face())
    assert pages and not [item for item in found if item.severity is not Severity.INFO]
    assert list(wrongs(hard.chart, hard.setup, pages)) == []
    assert [wrong for page in pages for wrong in unclear(page)] == []


def unclear(page: FlowPage) -> list[str]:
    """What nobody would sign: arrows to different steps on one line, words with a line through them."""
    lines = page.drawing.lines
    found = [
        f"{one.source} ke {one.target} dan {other.source} ke {other.target} berimpit"
        for one, other in combinations(lines, 2)
        if alongside(one, other) > 0.1 and step(one.target) != step(other.target)
    ]
    return found + [
        f"garis {line.source} ke {line.target} menembus label {label.words}"
        for label in page.drawing.labels
        for line in lines
        if pierces(line, box(label))
    ]


def step(symbol: str) -> str:
    """The step a symbol belongs to."""
    return symbol.rpartition(".")[0] or symbol
