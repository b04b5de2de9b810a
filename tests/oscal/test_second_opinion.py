"""compliance-trestle, another program's idea of OSCAL, loads and validates what the example makes."""

import json
import pkgutil
import re
import warnings
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from lpse_docs.exports import oscal
from lpse_docs.load.project import load_project
from lpse_docs.pipeline import atomic
from tests.oscal.judge import faults, loose, parsed
from tests.planning.plans import plan, scheduled

MODELS = {
    "catalog": "catalog.Catalog",
    "assessment-plan": "assessment_plan.AssessmentPlan",
    "assessment-results": "assessment_results.AssessmentResults",
    "plan-of-action-and-milestones": "poam.PlanOfActionAndMilestones",
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


@pytest.fixture(scope="module")
def files(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four files of the invented example, with a plan for what is wanting."""
    root = tmp_path_factory.mktemp("oscal")
    loaded = load_project(example).workspace
    assert loaded is not None
    period = loaded.assessments[-1]
    planned = scheduled(loaded, plan(packages=()), period)
    for name, data in oscal.write(loaded, period, planned).items():
        atomic.create(root / name, data)
    return root


def settled(item: Any) -> Any:
    """A document with every moment in one zone; trestle writes them all in UTC."""
    match item:
        case dict():
            return {key: settled(inner) for key, inner in item.items()}
        case list():
            return [settled(inner) for inner in item]
        case str() if MOMENT.fullmatch(item):
            return datetime.fromisoformat(item).astimezone(UTC)
    return item


def test_the_example_is_valid(files: Path) -> None:
    documents = parsed({name: (files / name).read_bytes() for name in oscal.MODELS})
    assert faults(documents) == []
    assert loose(documents) == []


@pytest.fixture(scope="module")
def trestle() -> Mapping[str, Any]:
    """Its version, its models and its judges, imported when they are wanted: that takes seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        judges = import_module("trestle.core.validator_factory").validator_factory
        models = {name: pkgutil.resolve_name(f"trestle.oscal.{place}") for name, place in MODELS.items()}
        return {"version": import_module("trestle.oscal").OSCAL_VERSION, "judges": judges.get_all(), **models}


@pytest.mark.parametrize("name", MODELS)
def test_trestle_accepts_it(files: Path, trestle: Mapping[str, Any], name: str) -> None:
    assert trestle["version"] == "1.2.1"
    loaded = trestle[name].oscal_read(files / f"{name}.json")
    assert loaded is not None
    for judge in trestle["judges"]:
        assert judge.model_is_valid(loaded, True), (type(judge).__name__, judge.error_msg())
    written = json.loads((files / f"{name}.json").read_bytes())
    assert settled(json.loads(loaded.oscal_serialize_json())) == settled(written), "it lost or changed something"
