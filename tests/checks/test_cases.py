"""Every rule against its sample file."""

import shutil
from pathlib import Path

import pytest

from lpse_docs import checks
from lpse_docs.load.project import load_project
from lpse_docs.model.workspace import Workspace
from tests.casefile import BASE, CASES, Scenario, findings, scenarios

SCENARIOS = list(scenarios("checks"))
READ: dict[Scenario, Workspace] = {}  # every sample is laid out and read once


def read(scenario: Scenario, root: Path) -> Workspace:
    if scenario not in READ:
        loaded = load_project(scenario.lay_out(root))
        assert loaded.workspace is not None, loaded.diagnostics
        READ[scenario] = loaded.workspace
    return READ[scenario]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_rule_finds_exactly_what_its_sample_says(scenario: Scenario, tmp_path: Path) -> None:
    root = scenario.lay_out(tmp_path / "w")
    loaded = load_project(root)
    assert loaded.workspace is not None, loaded.diagnostics
    READ[scenario] = loaded.workspace
    found = [*loaded.diagnostics, *checks.run(loaded.workspace)]
    assert findings(found) == scenario.expected(root)
    assert scenario.unsaid(found) == []


def test_every_rule_has_a_sample_that_makes_it_speak() -> None:
    spoken = {code for item in SCENARIOS for block in item.blocks for code in checks.CODES if code in block.body}
    assert spoken == set(checks.CODES)
    assert (
        {item.code for item in SCENARIOS} == set(checks.CODES) == {path.stem for path in (CASES / "checks").iterdir()}
    )


def test_the_base_is_without_any_finding() -> None:
    loaded = load_project(BASE)
    assert loaded.diagnostics == []
    assert loaded.workspace is not None
    assert checks.run(loaded.workspace) == []


def test_the_period_of_the_samples_is_without_any_finding(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "w")
    shutil.copytree(CASES / "assessments", tmp_path / "w/assessments")
    loaded = load_project(tmp_path / "w")
    assert loaded.diagnostics == []
    assert loaded.workspace is not None
    assert len(loaded.workspace.assessments) == 1
    assert checks.run(loaded.workspace) == []


@pytest.mark.no_cover  # the rules run over the same samples above
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)
def test_a_rule_speaks_under_its_own_code_only(scenario: Scenario, tmp_path: Path) -> None:
    workspace = read(scenario, tmp_path / "w")
    for code, rule in checks.RULES.items():
        found = list(rule(workspace))
        assert {item.code for item in found} <= {code}
        of_period = any(item.span.path.startswith("assessments/") for item in found)
        assert not of_period or code in checks.PERIOD_RULES
