"""What stands in the way of targets."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from lpse_docs.planning.optimise import available
from lpse_docs.planning.problem import Bucket, Goal, Problem, Target, Task
from lpse_docs.planning.relax import Budget, Capacity, Due, Least, feasible, least
from tests.planning.brute import schedules
from tests.planning.instances import problems
from tests.planning.validator import worth

pytestmark = pytest.mark.skipif(not available(), reason="OR-Tools tidak terpasang")

PROBLEM = Problem(
    buckets=(Bucket(0, 90, 1), Bucket(90, 180, 1), Bucket(180, 270, 2)),
    capacity={"r": (10, 10, 50)},
    tasks=(
        Task("a", 30, load={"r": (8,)}, cost=5),
        Task("b", 30, load={"r": (8,)}, after=("a",), cost=4),
        Task("c", 30, load={"r": (9,)}, after=("b",)),
    ),
    targets=(Target("t", ("b", "c"), 180),),
    budgets={1: 9, 2: 0},
)


def test_a_target_that_is_not_possible() -> None:
    assert feasible(PROBLEM, ["t"]) is False
    assert feasible(PROBLEM, []) is True
    assert feasible(PROBLEM, ["t"], [Capacity("r")]) is True
    assert feasible(PROBLEM, ["t"], [Due("t")]) is True
    assert feasible(PROBLEM, ["t"], [Budget(1)]) is False


def test_how_little_more_is_enough() -> None:
    assert least(PROBLEM, ["t"], [Capacity("r")]) == Least({(Capacity("r"), 0): 6}, 6)
    assert least(PROBLEM, ["t"], [Due("t")]) == Least({(Due("t"), 0): 90}, 90)
    assert least(PROBLEM, ["t"], [Budget(1)]) is None
    more = replace(PROBLEM, capacity={"r": (20, 20, 50)}, budgets={1: 2, 2: 0})
    assert least(more, ["t"], [Budget(1), Budget(2)]) == Least({(Budget(1), 1): 7}, 7)


@settings(deadline=None, max_examples=40)
@given(problems(most_tasks=4, most_buckets=3))
def test_possible_is_what_counting_through_finds(problem: Problem) -> None:
    hard = [target.id for target in problem.targets]
    codes = {code for target in problem.targets for code in target.tasks}
    counted = any(
        not codes & set(found.unplaced) and not worth(problem, found, Goal.TARGETS) for found in schedules(problem)
    )
    assert feasible(problem, hard) is counted
    if hard:
        later = least(problem, hard, [Due(hard[0])])
        assert counted == (later is not None and later.amount == 0)
