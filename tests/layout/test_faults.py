"""Every fault of the layout against its sample file: the flows of a workspace, laid out as its documents are."""

from pathlib import Path

import pytest

from lpse_docs import layout
from lpse_docs.compose.flow import flow_table
from lpse_docs.compose.pages import Composer
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.layout.lettering import face_of
from lpse_docs.load.project import load_project
from tests.casefile import CASES, Scenario, findings, scenarios
from tests.layout.reader import FONTS

SCENARIOS = list(scenarios("layout"))


def laid_out(root: Path) -> list[Diagnostic]:
    """What the flows of a workspace are blamed for; fonts it lacks are the shipped ones."""
    fonts = {
        path.name: path.read_bytes() for folder in (FONTS, root / "templates/fonts") for path in folder.glob("*.ttf")
    }
    face, found = face_of(fonts)
    workspace = load_project(root).workspace
    assert workspace is not None
    if face is None:
        return found
    drafting = Composer(workspace, {}, {}, {}, face).drafting
    for sop in workspace.sops:
        for flow in sop.flows:
            flow_table(workspace, drafting, sop, flow)
    return drafting.found


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_fault_is_found_where_its_sample_says(scenario: Scenario, tmp_path: Path) -> None:
    root = scenario.lay_out(tmp_path / "w")
    found = laid_out(root)
    assert findings(found) == scenario.expected(root)
    assert scenario.unsaid(found) == []


def test_every_code_has_a_sample() -> None:
    assert (
        {item.code for item in SCENARIOS} == set(layout.CODES) == {path.stem for path in (CASES / "layout").iterdir()}
    )
    spoken = {code for item in SCENARIOS for block in item.blocks for code in layout.CODES if code in block.body}
    assert spoken == set(layout.CODES)
