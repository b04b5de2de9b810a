"""Schedules are compared by what people are told: goals in their order, and the days of targets where these are known."""

from dataclasses import replace

from hypothesis import given, settings

from lpse_docs.planning.greedy import GOALS, greedy
from lpse_docs.planning.measure import missed, values, worth
from lpse_docs.planning.problem import Goal, Placement, Problem, Target
from tests.planning.test_days import manned, office, work
from tests.planning.validator import faults

MIDDLE = 14  # of a planning period of four weeks


@settings(deadline=None, max_examples=40)
@given(manned())
def test_nothing_that_is_known_to_hold_is_better(problem: Problem) -> None:
    known = greedy(replace(problem, targets=problem.targets[::-1], baseline={})).placement
    found = greedy(problem, known=(known,))
    assert faults(problem, found) == []
    assert worth(GOALS, problem, found.placement) <= worth(GOALS, problem, known)


def test_a_target_is_met_on_its_day_rather_than_only_in_its_planning_period() -> None:
    problem = office(work("a", 50), targets=(Target("tahap-1", ("a",), MIDDLE),))
    [early] = greedy(problem).placements
    known = {"a": Placement("a", 0, early.start + MIDDLE, early.finish + MIDDLE)}
    found = greedy(problem, known=(known,)).placement
    assert found == {"a": early}
    late = known["a"].finish - MIDDLE
    assert (missed(problem, known), missed(problem, found)) == ((1, late), (0, 0))
    assert values(GOALS, problem, known) == values(GOALS, problem, found)


def test_of_equal_goals_the_earlier_days_win_whichever_is_known() -> None:
    """The days of the same buckets: what is late by fewer days is taken before what is done early in other buckets."""
    problem = office(work("a", 50), work("b", 50), targets=(Target("tahap-1", ("a",), 3),))
    early = {"a": Placement("a", 0, 0, 7), "b": Placement("b", 0, 7, 14)}
    late = {"b": Placement("b", 0, 0, 7), "a": Placement("a", 0, 7, 14)}
    assert values(GOALS, problem, early) == values(GOALS, problem, late)
    for known in ((early,), (late,), (late, early)):
        assert greedy(problem, known=known).placement["a"].finish <= 7


def test_days_stand_behind_the_goals_they_belong_to() -> None:
    problem = office(work("a", 50), work("b", 50), targets=(Target("tahap-1", ("a",), 3),))
    alone = {"a": Placement("a", 0, 0, 7)}
    both = {"b": Placement("b", 0, 0, 7), "a": Placement("a", 0, 7, 14)}
    assert missed(problem, alone) < missed(problem, both)
    assert worth(GOALS, problem, both) < worth(GOALS, problem, alone)  # a place for all counts more than some days
    fewer = (Goal.TARGETS, Goal.EARLY)
    assert worth(fewer, replace(problem, hands={}), both)[:2] == values(fewer, problem, both)
