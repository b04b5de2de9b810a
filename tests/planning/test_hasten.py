"""Of schedules that are equal by planning periods, the one that meets targets on their days."""

from dataclasses import replace

from hypothesis import given, settings

from lpse_docs.planning.greedy import GOALS, greedy
from lpse_docs.planning.hasten import hastened, missed
from lpse_docs.planning.measure import schedule, value, values
from lpse_docs.planning.problem import Goal, Method, Placement, Problem, Reached, Target
from tests.planning.test_days import manned, office, work
from tests.planning.validator import faults

MIDDLE = 14  # of a planning period of four weeks


@settings(deadline=None, max_examples=60)
@given(manned())
def test_it_is_a_schedule_and_no_target_suffers(problem: Problem) -> None:
    before = greedy(problem)
    after = hastened(problem, before)
    assert faults(problem, after) == []
    assert missed(problem, after.placement) <= missed(problem, before.placement)
    assert value(Goal.TARGETS, problem, after.placement) <= value(Goal.TARGETS, problem, before.placement)


def test_a_target_within_a_planning_period_is_met_on_its_day() -> None:
    problem = office(work("a", 50), targets=(Target("tahap-1", ("a",), MIDDLE),))
    whole = greedy(problem)
    [early] = whole.placements
    at = {"a": Placement("a", 0, early.start + MIDDLE, early.finish + MIDDLE)}
    told = values(GOALS, problem, at)
    late = schedule(problem, at, Method.OPTIMAL, [Reached(goal, it, it) for goal, it in zip(GOALS, told, strict=True)])
    assert (missed(problem, late.placement), missed(problem, whole.placement)) == (1, 0)
    assert values(GOALS, problem, late.placement) == values(GOALS, problem, whole.placement)
    found = hastened(problem, late)
    assert found.placement == whole.placement
    assert (found.method, found.reached) == (late.method, late.reached)
    assert hastened(replace(problem, hands={}), late) is late
