"""Why a target cannot be met: what is told is true, with the solver and without, and what is said to be enough is enough."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from lpse_docs.planning import conflicts as conflicts_
from lpse_docs.planning.conflicts import Case, Conflict, conflict, conflicts
from lpse_docs.planning.frame import frame
from lpse_docs.planning.greedy import greedy
from lpse_docs.planning.measure import day
from lpse_docs.planning.optimise import available
from lpse_docs.planning.problem import Bucket, Problem, Target, Task
from lpse_docs.planning.relax import Budget, Capacity, Due, Least, needed
from lpse_docs.planning.shortage import Shortage, chain, room, shortages, soonest
from lpse_docs.planning.words import listed
from tests.planning.brute import schedules
from tests.planning.instances import problems

solver = pytest.mark.skipif(not available(), reason="OR-Tools tidak terpasang")
QUARTERS = (Bucket(0, 90, 1), Bucket(90, 180, 1), Bucket(180, 270, 2), Bucket(270, 360, 2))
POLICY = Task("a", 10, {"r": (50,)})
RECORD = Task("b", 5, {"r": (30,)}, after=("a",), running_in=90)


def posed(
    *tasks: Task, due: int, capacity: tuple[int, ...] = (100,) * 4, budgets: dict[int, int] | None = None
) -> Problem:
    target = Target("tahap-1", tuple(task.id for task in tasks), due)
    return Problem(QUARTERS, {"r": capacity}, tasks, (target,), budgets or {})


def why(problem: Problem, unstinted: Problem | None = None) -> Conflict:
    [found] = conflicts(problem, unstinted or problem, greedy(problem))
    return found


def test_time_alone_names_the_chain() -> None:
    late = Task("c", 5, after=("b",))
    found = why(posed(POLICY, RECORD, late, due=180))
    assert (found.demands, found.chain, found.shortages, found.reliefs) == ((), ("a", "b", "c"), (), ())
    assert (found.delay, found.at_least) == (90, 90)


def test_a_unit_that_runs_short_is_named_with_what_it_lacks() -> None:
    found = why(posed(POLICY, RECORD, due=180, capacity=(60, 90, 90, 90)))
    assert found.demands == (Capacity("r"),)
    assert found.shortages == (Shortage("r", 0, 0, 20),)
    assert (found.delay, found.at_least) == (90, 90)
    [[relief]] = found.reliefs
    assert relief.parts == {(Capacity("r"), 0): 20}


def test_money_that_runs_short_is_named() -> None:
    found = why(posed(replace(POLICY, cost=7), replace(RECORD, cost=5), due=180, budgets={1: 10, 2: 100}))
    assert found.demands == (Budget(1),)
    assert found.shortages == (Shortage(None, 1, 1, 2),)
    [[relief]] = found.reliefs
    assert relief.parts == {(Budget(1), 1): 2}


def test_capacity_and_money_are_both_told_when_neither_is_enough() -> None:
    found = why(posed(replace(POLICY, cost=7), due=90, capacity=(40, 0, 0, 90), budgets={1: 0}))
    assert {item.resource: item.amount for item in found.shortages} == {"r": 10, None: 7}
    [[people, money]] = found.reliefs
    assert (people.amount, money.amount) == (10, 7)


def test_work_that_a_small_unit_stretches_is_a_matter_of_its_capacity() -> None:
    stretched = replace(POLICY, load={"r": (10,) * 4}, length=300, span=4)
    small, whole = posed(stretched, due=180, capacity=(10,) * 4), posed(POLICY, due=180, capacity=(10,) * 4)
    found = why(small, whole)
    assert found.demands == (Capacity("r"),)
    assert found.chain == ()
    assert found.shortages == (Shortage("r", 0, 1, 30),)


@pytest.mark.parametrize("solves", [pytest.param(True, marks=solver), False])
def test_more_than_a_past_beyond_the_limit_is_told_whole(solves: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A capacity of 3, of which 5 are taken and 2 more needed, must become 7; likewise money."""
    monkeypatch.setattr(conflicts_, "available", lambda: solves)
    tasks = (Task("p", 5, {"r": (5,)}), Task("a", 0, {"r": (2,)}))
    problem = Problem((Bucket(0, 10),), {"r": (3,)}, tasks, (Target("t", ("a",), 0),), fixed={"p": 0})
    [[people]] = conflict(Case(problem, problem, problem.targets[0])).reliefs
    assert people.parts == {(Capacity("r"), 0): 4}
    paid = (Task("p", 5, cost=5), Task("a", 0, cost=2))
    bought = replace(problem, capacity={}, tasks=paid, budgets={0: 3})
    [[money]] = conflict(Case(bought, bought, bought.targets[0])).reliefs
    assert money.parts == {(Budget(0), 0): 4}


@solver
def test_targets_that_cannot_be_met_together_name_each_other() -> None:
    problem = Problem(
        QUARTERS,
        {"r": (50, 50, 50, 50)},
        (POLICY, replace(POLICY, id="x")),
        (Target("tahap-1", ("a",), 90), Target("tahap-2", ("x",), 90)),
    )
    found = why(problem)
    assert found.alone
    assert found.demands == (Due("tahap-1" if found.target.id == "tahap-2" else "tahap-2"),)


@settings(deadline=None, max_examples=150)
@given(problems(most_tasks=4, most_buckets=4))
def test_no_schedule_meets_a_target_sooner_than_is_told(problem: Problem) -> None:
    prepared = frame(problem)
    found = [schedule.placement for schedule in schedules(problem)]
    for target in problem.targets:
        least = min((day(problem, target, placed) for placed in found), default=problem.never)
        assert soonest(prepared, target) <= least
        left = room(prepared, target, target.due)
        if left is None or shortages(prepared, left):
            assert least > target.due
        if left is None and least < problem.never:
            assert chain(prepared, target)


@pytest.mark.parametrize("solves", [pytest.param(True, marks=solver), False])
def test_what_is_said_to_be_enough_is_enough(solves: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conflicts_, "available", lambda: solves)

    @settings(deadline=None, max_examples=60)
    @given(problems(most_tasks=4, most_buckets=3))
    def told(problem: Problem) -> None:
        for target in problem.targets:
            alone = needed(problem, {target.id})
            met = [it for it in schedules(alone) if day(alone, target, it.placement) <= target.due]
            if met:
                continue
            found = conflict(Case(problem, problem, target))
            assert not found.alone
            for parts in found.reliefs:
                assert all(it.amount >= it.bound for it in parts)
                richer = given_more(alone, parts)
                assert any(day(richer, target, it.placement) <= target.due for it in schedules(richer))

    told()


def given_more(problem: Problem, parts: tuple[Least, ...]) -> Problem:
    capacity = {name: list(has) for name, has in problem.capacity.items()}
    budgets = dict(problem.budgets)
    for item in parts:
        for (demand, place), amount in item.parts.items():
            if isinstance(demand, Capacity):
                capacity[demand.resource][place] += amount
            elif isinstance(demand, Budget):
                budgets[demand.year] += amount
    return replace(problem, capacity={name: tuple(has) for name, has in capacity.items()}, budgets=budgets)


def test_names_in_a_sentence_have_a_comma_before_the_last_of_three() -> None:
    assert [listed("abc"[:count]) for count in range(4)] == ["", "a", "a dan b", "a, b, dan c"]
