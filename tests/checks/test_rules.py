"""What all rules and faults have in common: their documentation, their names, their robustness."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from lpse_docs import checks
from lpse_docs.load.project import load_project
from lpse_docs.pipeline.codes import OWNERS, all_codes

DOCUMENTED = all_codes().items()
SECTIONS = re.compile(r"[^\n]+\.\n\n    Mengapa: [^\n]+\.\n    Contoh: [^\n]+\n    Perbaikan: [^\n]+\.\n    ")


@pytest.mark.parametrize(("code", "rule"), DOCUMENTED, ids=[code for code, _ in DOCUMENTED])
def test_explanation_has_its_fixed_sections(code: str, rule: Callable[..., object]) -> None:
    assert SECTIONS.fullmatch(rule.__doc__ or ""), code


def test_no_code_has_two_meanings() -> None:
    tables = (getattr(import_module(f"lpse_docs.{owner}"), "CODES", {}) for owner in OWNERS)
    assert len(DOCUMENTED) == sum(map(len, tables))
    assert all(re.fullmatch(r"LPSE\d{3}", code) for code, _ in DOCUMENTED)
    assert list(checks.CODES) == sorted(checks.CODES)


def test_findings_come_in_order_of_place() -> None:
    workspace = load_project(Path(__file__).parents[2]).workspace
    assert workspace is not None
    found = checks.run(workspace)
    assert [item.span for item in found] == sorted(item.span for item in found)
    assert found == checks.run(workspace)
