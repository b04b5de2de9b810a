"""What all rules and faults have in common: their documentation, their names, their robustness."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from lpse_docs import checks, layout, load
from lpse_docs.load.project import load_project

DOCUMENTED = sorted({**load.CODES, **checks.CODES, **layout.CODES}.items())
SECTIONS = re.compile(r"[^\n]+\.\n\n    Mengapa: [^\n]+\.\n    Contoh: [^\n]+\n    Perbaikan: [^\n]+\.\n    ")


@pytest.mark.parametrize(("code", "rule"), DOCUMENTED, ids=[code for code, _ in DOCUMENTED])
def test_explanation_has_its_fixed_sections(code: str, rule: Callable[..., object]) -> None:
    assert SECTIONS.fullmatch(rule.__doc__ or ""), code


def test_no_code_has_two_meanings() -> None:
    assert len(DOCUMENTED) == len(load.CODES) + len(checks.CODES) + len(layout.CODES)
    assert all(re.fullmatch(r"LPSE\d{3}", code) for code, _ in DOCUMENTED)
    assert list(checks.CODES) == sorted(checks.CODES)


def test_findings_come_in_order_of_place() -> None:
    workspace = load_project(Path(__file__).parents[2]).workspace
    assert workspace is not None
    found = checks.run(workspace)
    assert [item.span for item in found] == sorted(item.span for item in found)
    assert found == checks.run(workspace)
