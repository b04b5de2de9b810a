"""Every fault of reading against its sample file, with both YAML readers."""

from pathlib import Path

import pytest

from lpse_docs import load
from lpse_docs.load import yaml_nodes
from lpse_docs.load.project import load_project
from lpse_docs.load.templates import load_templates
from lpse_docs.load.theme import load_theme
from tests.casefile import CASES, Scenario, findings, scenarios

SCENARIOS = list(scenarios("load"))


@pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "pure"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_fault_is_found_where_its_sample_says(
    scenario: Scenario, pure: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_nodes, "PURE", pure)
    monkeypatch.setattr(yaml_nodes, "NODE_LIMIT", 2_000)
    root = scenario.lay_out(tmp_path / "w")
    found = load_project(root).diagnostics
    found += load_templates(root)[1] + load_theme(root)[1]
    assert findings(found) == scenario.expected(root)
    assert scenario.unsaid(found) == []


def test_every_code_has_a_sample() -> None:
    assert {item.code for item in SCENARIOS} == set(load.CODES) == {path.stem for path in (CASES / "load").iterdir()}
    spoken = {code for item in SCENARIOS for block in item.blocks for code in load.CODES if code in block.body}
    assert spoken == set(load.CODES)
