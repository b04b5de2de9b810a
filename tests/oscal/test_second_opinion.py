"""compliance-trestle, another program's idea of OSCAL, loads and validates what the example makes."""

import json
import re
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from lpse_docs.exports import oscal
from lpse_docs.load.project import load_project
from lpse_docs.pipeline import atomic
from tests.cli.conftest import lpse
from tests.oscal.judge import faults, loose, parsed
from tests.planning.plans import plan, scheduled

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from trestle.core.validator_factory import validator_factory
    from trestle.oscal import OSCAL_VERSION
    from trestle.oscal.assessment_plan import AssessmentPlan
    from trestle.oscal.assessment_results import AssessmentResults
    from trestle.oscal.catalog import Catalog
    from trestle.oscal.poam import PlanOfActionAndMilestones

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four files of the invented example, with a plan for what is wanting."""
    root = tmp_path_factory.mktemp("oscal")
    assert lpse("demo", str(root / "peragaan")).code == 0
    loaded = load_project(root / "peragaan").workspace
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


@pytest.mark.parametrize(
    "model", [Catalog, AssessmentPlan, AssessmentResults, PlanOfActionAndMilestones], ids=lambda model: model.__name__
)
def test_trestle_accepts_it(files: Path, model: Any) -> None:
    assert OSCAL_VERSION == "1.2.1"
    name = re.sub(r"(?<!^)(?=[A-Z])", "-", model.__name__).lower()
    loaded = model.oscal_read(files / f"{name}.json")
    assert loaded is not None
    for judge in validator_factory.get_all():
        assert judge.model_is_valid(loaded, True), (type(judge).__name__, judge.error_msg())
    written = json.loads((files / f"{name}.json").read_bytes())
    assert settled(json.loads(loaded.oscal_serialize_json())) == settled(written), "it lost or changed something"
