"""Workers run whole modules, and those named as dearest exist."""

from pathlib import Path

import pytest

from tests.sharing import DEAREST, SHIPPED, group, rank

HERE = Path(__file__).parent
RAN: list[str] = []


def test_a_module_is_a_group_and_the_shipped_content_is_one() -> None:
    assert group("tests/cli/test_demo.py::test_a[x::y]") == "cli/test_demo.py"
    assert group("tests/shipped/test_audit.py::test_a") == group("tests/shipped/test_names.py::test_b") == SHIPPED


def test_the_dearest_exist_and_come_first() -> None:
    assert all((HERE / name).exists() for name in DEAREST)
    names = [f"tests/{name}::test_a" for name in ("model/test_place.py", *DEAREST[::-1])]
    assert [group(name) for name in sorted(names, key=rank)] == [*DEAREST, "model/test_place.py"]


@pytest.mark.parametrize("number", range(4))
def test_one_worker_runs_a_module(request: pytest.FixtureRequest, number: int) -> None:
    RAN.append(request.node.name)
    before = [item.name for item in request.session.items if item.path == request.path and "[" in item.name]
    assert before[: len(RAN)] == RAN
