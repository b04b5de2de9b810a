"""Workers run whole modules, and those named as dearest exist."""

import os
from pathlib import Path

import pytest

from tests.sharing import DEAREST, SHIPPED, group, rank

HERE = Path(__file__).parent
RAN_BY: set[str] = set()


def test_a_module_is_a_group_and_the_shipped_content_is_one() -> None:
    assert group("tests/cli/test_demo.py::test_a[x::y]") == "cli/test_demo.py"
    assert group("tests/shipped/test_audit.py::test_a") == group("tests/shipped/test_names.py::test_b") == SHIPPED


def test_the_dearest_exist_and_come_first() -> None:
    assert all((HERE / name).exists() for name in DEAREST)
    names = [f"tests/{name}::test_a" for name in ("model/test_place.py", *DEAREST[::-1])]
    assert [group(name) for name in sorted(names, key=rank)] == [*DEAREST, "model/test_place.py"]


@pytest.mark.parametrize("left", [3, 2, 1, 0])
def test_one_worker_runs_them_all(left: int) -> None:
    """What reaches 0 has run all four in one process."""
    RAN_BY.add(f"{os.getpid()} {left}")
    assert left or len(RAN_BY) == 4
