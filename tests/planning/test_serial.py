"""Orders become the schedules that the rules allow, and what is summed up on the way is what they are measured by."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from lpse_docs.planning.days import dated, first_buckets
from lpse_docs.planning.frame import frame
from lpse_docs.planning.greedy import GOALS
from lpse_docs.planning.measure import schedule, values
from lpse_docs.planning.problem import Method, Problem, Reached
from lpse_docs.planning.serial import board, lay
from tests.planning.instances import problems
from tests.planning.validator import faults

some = settings(deadline=None, max_examples=60)


@some
@given(problems(), st.integers(0, 99))
def test_an_order_is_a_valid_schedule_of_the_value_it_tells(problem: Problem, seed: int) -> None:
    on, random = board(frame(problem)), Random(seed)
    laid = lay(on, [random.random() for _ in on.tasks])
    assert laid is not None
    found = laid.values(GOALS)
    assert found == values(GOALS, problem, laid.placements())
    reached = [Reached(*item) for item in zip(GOALS, found, found, strict=True)]
    assert faults(problem, schedule(problem, laid.placements(), Method.GREEDY, reached)) == []
    assert dated(on.prepared, first_buckets(laid.placements())) == laid.placements()


@some
@given(problems(), st.integers(0, 99))
def test_it_is_given_up_when_and_only_when_targets_are_later_than_the_limit(problem: Problem, seed: int) -> None:
    on, random = board(frame(problem)), Random(seed)
    order = [random.random() for _ in on.tasks]
    laid = lay(on, order)
    assert laid is not None
    assert lay(on, order, laid.late) == laid
    assert lay(on, order, laid.late - 1) is None
