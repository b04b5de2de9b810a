"""What has no place gets the days that are left; nothing else moves."""

from hypothesis import given, settings
from hypothesis import strategies as st

from lpse_docs.planning.days import dated
from lpse_docs.planning.filling import filled, worked
from lpse_docs.planning.frame import frame
from lpse_docs.planning.greedy import GOALS, greedy
from lpse_docs.planning.measure import schedule, values
from lpse_docs.planning.problem import Method, Placement, Problem, Reached
from lpse_docs.planning.verify import verify
from tests.planning.test_days import manned, office, work
from tests.planning.validator import faults

some = settings(deadline=None, max_examples=80)


@some
@given(manned(), st.sets(st.integers(0, 8)))
def test_it_holds_and_what_had_a_place_keeps_it(problem: Problem, gone: set[int]) -> None:
    """Some tasks are taken out of a schedule, with all that waits for them: they may come back, elsewhere too."""
    prepared = frame(problem)
    known = dict(greedy(problem).placement)
    for task in prepared.free:
        if task.id in {f"t{number}" for number in gone} or not known.keys() >= set(task.after):
            known.pop(task.id, None)
    found = filled(prepared, known)
    assert found.items() >= known.items()
    told = values(GOALS, problem, found)
    reached = [Reached(*item) for item in zip(GOALS, told, told, strict=True)]
    assert faults(problem, schedule(problem, found, Method.GREEDY, reached)) == []
    assert verify(problem, found.values()) == ()


def test_a_gap_between_others_is_used() -> None:
    problem = office(work("a", 30), work("b", 30), work("c", 40))
    known = {"a": Placement("a", 0, 0, 3), "b": Placement("b", 0, 9, 14)}
    found = filled(frame(problem), known)
    assert found == {**known, "c": Placement("c", 0, 3, 9)}  # two days before the weekend and two after


def test_what_waits_begins_behind_what_it_waits_for_and_no_capacity_is_passed() -> None:
    problem = office(work("a", 60), work("b", 50, "a"), work("c", 100))
    found = filled(frame(problem), {"a": Placement("a", 0, 0, 8)})
    assert (found["b"].bucket, found["b"].start) == (1, 28)
    assert "c" not in found  # forty are left of one planning period, fifty of the other


def test_without_days_of_people_everything_stays() -> None:
    problem = office(work("a", 60), work("b", 60))
    assert filled(frame(problem), crowded := {"a": Placement("a", 0, 0, 2)}) is crowded
    assert len(dated(frame(problem), {"a": 0, "b": 1})) == 2


def test_what_ends_first_is_done_first() -> None:
    assert worked([2, 2, 2], [(0, 3, 2), (0, 1, 2)]) == [0, 0, 2]
    assert worked([2, 2, 2], [(0, 1, 3)]) is None
    assert worked([2, 2], [(1, 2, 3)]) is None
