"""Days that people can work: no rest day, no hour twice, whatever the problem; and what is due first comes first."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.planning.days import dated
from lpse_docs.planning.frame import frame
from lpse_docs.planning.greedy import greedy
from lpse_docs.planning.optimise import available, optimise
from lpse_docs.planning.problem import Bucket, Placement, Problem, Target, Task
from lpse_docs.planning.verify import Crowded, Idle, TooFast, verify
from tests.planning.brute import best
from tests.planning.instances import problems
from tests.planning.validator import faults

solver = pytest.mark.skipif(not available(), reason="OR-Tools tidak terpasang")
some = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
few = settings(some, max_examples=20)

QUARTER = (Bucket(0, 28, 2026), Bucket(28, 56, 2026))
RESTING = tuple(day for day in range(56) if day % 7 in {5, 6})
HANDS = {"unit": tuple(0 if day in RESTING else 10 for day in range(56))}


@st.composite
def manned(draw: st.DrawFn, /, **sizes: int) -> Problem:
    """An arbitrary problem whose resources have people, with days of rest and of absence."""
    problem: Problem = draw(problems(**sizes))
    end = problem.buckets[-1].end
    resting = tuple(sorted(draw(st.sets(st.integers(0, end - 1), max_size=end // 2))))
    people = draw(st.integers(1, 3))
    hands = {
        name: tuple(0 if day in resting else people * draw(st.sampled_from((1, 1, 1, 0))) for day in range(end))
        for name in problem.capacity
    }
    return replace(problem, resting=resting, hands=hands)


def work(code: str, load: int, *after: str, **more: Any) -> Task:
    return Task(code, more.pop("length", 1), {"unit": (load,)}, after=after, **more)


def office(*tasks: Task, capacity: int = 100, **more: Any) -> Problem:
    return Problem(QUARTER, {"unit": (capacity, capacity)}, tasks, resting=RESTING, hands=HANDS, **more)


def days(problem: Problem) -> dict[str, tuple[int, int]]:
    return {item.task: (item.start, item.finish) for item in greedy(problem).placements}


@some
@given(manned())
def test_every_day_that_is_told_can_be_worked(problem: Problem) -> None:
    schedule = greedy(problem)
    assert faults(problem, schedule) == []
    assert verify(problem, schedule.placements) == ()


@solver
@few
@given(manned())
def test_the_solver_tells_days_that_can_be_worked(problem: Problem) -> None:
    schedule = optimise(problem)
    assert faults(problem, schedule) == []


@few
@given(manned(most_tasks=4, most_buckets=3))
def test_people_make_no_schedule_better_than_the_bounds(problem: Problem) -> None:
    schedule = greedy(problem)
    free = replace(problem, hands={}, resting=())
    least = best(free, [item.goal for item in schedule.reached])
    assert least <= tuple(item.value for item in schedule.reached)
    for found, told in zip(least, schedule.reached, strict=True):
        assert told.bound <= told.value
        if found != told.value:
            break
        assert told.bound <= found


def test_what_is_due_first_is_done_first() -> None:
    late = [work(f"a{number}", 20, weight=9) for number in range(4)]
    problem = office(*late, work("z", 20), targets=(Target("tahap-1", ("z",), 20),))
    assert days(problem)["z"] == (0, 4)  # two days of work at half a day's pace


def test_a_target_that_misses_its_day_is_met_as_soon_as_days_allow() -> None:
    others = [work(f"a{number}", 20, weight=9, release=28) for number in range(2)]
    problem = office(*others, work("z", 20, release=28), targets=(Target("tahap-1", ("z",), 20),))
    assert days(problem)["z"] == (28, 30)  # at full pace, though the day it was due is gone
    unasked = replace(problem, targets=())
    assert days(unasked)["z"] == (38, 44)


def test_what_is_not_the_last_of_a_missed_target_is_not_hurried() -> None:
    tasks = (work("a", 50), work("z", 20, release=28))
    problem = office(*tasks, targets=(Target("tahap-1", ("a", "z"), 0),))
    assert days(problem) == {"a": (0, 12), "z": (28, 30)}


def test_a_unit_works_evenly_and_faster_only_when_others_wait() -> None:
    one = office(work("a", 50), capacity=100)
    assert days(one)["a"] == (0, 12)  # ten working days at half pace
    chain = [work(f"a{number}", 30, *([f"a{number - 1}"] if number else [])) for number in range(4)]
    problem = office(*chain, capacity=120)
    found = days(problem)
    assert [begin for begin, _ in found.values()] == sorted(begin for begin, _ in found.values())
    assert max(end for _, end in found.values()) <= 28
    assert faults(problem, greedy(problem)) == []


def test_nothing_begins_on_a_day_of_rest_or_absence() -> None:
    away = {"unit": tuple(0 if day in range(4, 18) else hand for day, hand in enumerate(HANDS["unit"]))}
    problem = replace(office(work("a", 30), work("b", 40)), hands=away)
    schedule = greedy(problem)
    assert faults(problem, schedule) == []
    assert all(away["unit"][item.start] for item in schedule.placements)


def test_what_a_period_has_no_days_for_goes_into_the_next() -> None:
    other = tuple(0 if day < 25 else hand for day, hand in enumerate(HANDS["unit"]))
    first = Task("a", 1, {"other": (20,)})
    problem = replace(
        office(first, work("b", 10, "a")), capacity={"unit": (100, 100), "other": (100, 100)},
        hands={**HANDS, "other": other},
    )  # fmt: skip
    asked = dated(frame(problem), {"a": 0, "b": 0})
    assert asked["a"].bucket == 1
    assert asked["b"].bucket == 1
    assert faults(problem, greedy(problem)) == []


def test_the_judge_names_days_that_cannot_be_worked() -> None:
    problem = office(work("a", 30), work("b", 20), work("c", 10))
    assert set(verify(problem, [Placement("a", 0, 5, 9)])) == {Idle("a"), TooFast("a", "unit", 30, 20)}
    assert verify(problem, [Placement("a", 0, 0, 3)]) == ()
    both = [Placement("a", 0, 0, 4), Placement("b", 0, 2, 4), Placement("c", 0, 10, 11)]
    assert verify(problem, both) == (Crowded("unit", 0, 4, 50, 40),)
    assert verify(replace(problem, fixed={"b": 0}), both) == ()
