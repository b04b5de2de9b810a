"""Schedules of both methods, judged by a stranger."""

from dataclasses import replace
from itertools import permutations
from math import inf

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.planning import greedy as greedy_
from lpse_docs.planning.arrange import TRACKING, arrange
from lpse_docs.planning.greedy import GOALS, greedy
from lpse_docs.planning.optimise import available, optimise
from lpse_docs.planning.problem import Bucket, Goal, Method, Problem, Schedule, Target, Task
from lpse_docs.planning.serial import Board, Laid, Order, lay
from tests.planning.brute import best
from tests.planning.instances import office, problems
from tests.planning.validator import faults

solver = pytest.mark.skipif(not available(), reason="OR-Tools tidak terpasang")
ORDERS = st.sampled_from([GOALS, TRACKING, *list(permutations(GOALS))[::7]])
slow = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
some = settings(slow, max_examples=25)


def reached(schedule: Schedule) -> tuple[int, ...]:
    return tuple(item.value for item in schedule.reached)


@slow
@given(problems())
def test_greedy_is_valid_and_does_not_depend_on_the_order_of_tasks(problem: Problem) -> None:
    schedule = greedy(problem)
    assert faults(problem, schedule) == []
    assert schedule.method is Method.GREEDY
    assert greedy(replace(problem, tasks=problem.tasks[::-1], targets=problem.targets[::-1])) == schedule


@slow
@given(problems(most_tasks=4, most_buckets=3), ORDERS)
def test_no_schedule_is_below_the_bounds_of_greedy(problem: Problem, goals: tuple[Goal, ...]) -> None:
    schedule = greedy(problem, goals)
    least = best(problem, goals)
    assert least <= reached(schedule)
    for found, told in zip(least, schedule.reached, strict=True):
        assert told.bound <= found
        if found != told.value:
            break


@solver
@some
@given(problems(), ORDERS)
def test_the_optimum_is_valid_and_never_worse_than_greedy(problem: Problem, goals: tuple[Goal, ...]) -> None:
    schedule = optimise(problem, goals)
    assert faults(problem, schedule) == []
    assert (schedule.method is Method.OPTIMAL) is all(item.proven for item in schedule.reached)
    assert reached(schedule) <= reached(greedy(problem, goals))
    assert optimise(replace(problem, tasks=problem.tasks[::-1], targets=problem.targets[::-1]), goals) == schedule


@solver
@some
@given(problems(most_tasks=5, most_buckets=4), ORDERS)
def test_the_optimum_is_that_of_counting_through(problem: Problem, goals: tuple[Goal, ...]) -> None:
    schedule = optimise(problem, goals)
    assert all(item.proven for item in schedule.reached)
    assert reached(schedule) == best(problem, goals)


@solver
@some
@given(problems(), st.sampled_from(("capacity", "budget", "due")))
def test_more_room_never_worsens_what_comes_first(problem: Problem, what: str) -> None:
    more = {
        "capacity": replace(
            problem, capacity={name: tuple(part + 3 for part in parts) for name, parts in problem.capacity.items()}
        ),
        "budget": replace(problem, budgets={year: has + 3 for year, has in problem.budgets.items()}),
        "due": replace(problem, targets=tuple(replace(item, due=item.due + 3) for item in problem.targets)),
    }[what]
    assert reached(optimise(more))[:2] <= reached(optimise(problem))[:2]


@solver
@pytest.mark.parametrize("months", [3, 1])
def test_a_real_office_within_its_limit(months: int) -> None:
    problem = office(months, done=5)
    schedule = optimise(problem, effort=0.02)
    assert faults(problem, schedule) == []
    assert schedule.unplaced == ()
    assert reached(schedule) <= reached(greedy(problem))


@solver
def test_least_change_keeps_an_approved_plan() -> None:
    problem = office()
    approved = {item.task: item.bucket for item in greedy(problem).placements}
    again = optimise(replace(problem, baseline=approved), (Goal.PLACED, Goal.STABLE), effort=0.1)
    assert again.reached[1].value == 0
    assert {item.task: item.bucket for item in again.placements} == approved


def test_a_chain_within_one_bucket_counts_its_days() -> None:
    chain = (Task("a", 40), Task("b", 40, after=("a",)), Task("c", 40, after=("b",)))
    problem = Problem((Bucket(0, 90), Bucket(90, 180)), {}, chain, (Target("t", ("c",), 100),))
    schedule = greedy(problem)
    assert [(item.task, item.bucket, item.start) for item in schedule.placements] == [
        ("a", 0, 0),
        ("b", 0, 40),
        ("c", 1, 90),
    ]
    assert schedule.reached[0].value == 180 - 100  # promised for the end of the second bucket


def test_what_waits_for_the_unplaced_is_unplaced() -> None:
    tasks = (Task("a", 5, load={"r": (9,)}), Task("b", 5, after=("a",)), Task("c", 5))
    schedule = greedy(Problem((Bucket(0, 10),), {"r": (8,)}, tasks))
    assert schedule.unplaced == ("a", "b")


def test_people_do_one_thing_after_the_other() -> None:
    tasks = tuple(Task(f"t{number}", 10, load={"r": (20,)}) for number in range(4))
    problem = Problem((Bucket(0, 90), Bucket(90, 180)), {"r": (100, 100)}, tasks, hands={"r": (2,) * 180})
    assert [item.start for item in greedy(problem).placements] == [0, 18, 36, 54]
    waited_for = replace(problem, tasks=(*tasks, Task("z", 75, after=("t3",))))
    starts = {item.task: item.start for item in greedy(waited_for).placements}
    assert starts == {"t3": 0, "t0": 15, "z": 15, "t1": 30, "t2": 45}  # faster, or nothing would be left for the last


def test_the_walk_of_a_large_plan_is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    buckets = (Bucket(0, 90), Bucket(90, 180))
    tasks = tuple(Task(f"t{number}", 1, {"u": (2,)}) for number in range(60))
    problem = Problem(buckets, {"u": (11, 11)}, tasks)
    tries: list[Order] = []

    def counted(on: Board, order: Order, limit: float = inf) -> Laid | None:
        tries.append(order)
        return lay(on, order, limit)

    monkeypatch.setattr(greedy_, "lay", counted)
    monkeypatch.setattr(greedy_, "MOST_PLACED", 600)
    found = greedy_.greedy(problem)
    assert len(tries) <= 600 // 60 + 7
    assert len(found.placements) == 10


@some
@given(problems(), st.integers(1, 3))
def test_what_has_begun_goes_on_first_by_both_methods_and_what_is_told_of_it_is_true(
    problem: Problem, every: int
) -> None:
    open_ = sorted(problem.task.keys() - problem.fixed.keys())
    given_ = replace(problem, ongoing=frozenset(open_[::every]))
    for found in (greedy(given_, TRACKING), arrange(given_, TRACKING)):
        assert faults(given_, found) == []
