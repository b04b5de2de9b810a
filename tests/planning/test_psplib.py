"""A published optimum."""

from pathlib import Path

import pytest

from lpse_docs.planning.optimise import available, optimise
from lpse_docs.planning.problem import Goal
from tests.planning.psplib import read
from tests.planning.validator import faults

INSTANCE = Path(__file__).parents[1] / "cases" / "psplib" / "j301_1.sm"


@pytest.mark.skipif(not available(), reason="OR-Tools tidak terpasang")
def test_the_makespan_is_the_published_one_and_proven() -> None:
    problem = read(INSTANCE, 60)
    schedule = optimise(problem, (Goal.PLACED, Goal.TARGETS), effort=20)
    assert faults(problem, schedule) == []
    assert [(item.value, item.proven) for item in schedule.reached] == [(0, True), (43, True)]
