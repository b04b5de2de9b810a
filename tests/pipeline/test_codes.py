"""Codes of findings: whatever the program says can be looked up, and whatever can be looked up may be said."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import lpse_docs
from lpse_docs.pipeline.codes import all_codes
from tests.cli.conftest import lpse

SOURCE = Path(lpse_docs.__file__).parent
CODE = re.compile(r"LPSE[0-9]{3}")
SECTIONS = ("Mengapa: ", "Contoh: ", "Perbaikan: ")


def strings(tree: ast.AST) -> Iterator[str]:
    """Every string of a module."""
    yield from (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def said() -> Counter[str]:
    """How often each code stands for itself in the source."""
    files = SOURCE.rglob("*.py")
    return Counter(
        word for path in files for word in strings(ast.parse(path.read_text("utf-8"))) if CODE.fullmatch(word)
    )


def test_every_code_that_is_said_is_explained_and_the_other_way_round() -> None:
    counted = said()
    assert set(counted) == set(all_codes())
    assert [code for code, times in counted.items() if times < 2] == []  # one says it, one explains it


@pytest.mark.parametrize("code", ["LPSE569", "LPSE574", "lpse593", "596", "LPSE589"])
def test_explain_knows_what_is_said_of_returned_papers_and_evidence(code: str) -> None:
    ran = lpse("explain", code)
    assert ran.code == 0
    assert all(section in ran.text for section in SECTIONS)
