"""More capacity, money or time never makes a schedule worse, also where people have hardly a day left."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.planning.days import dated, first_buckets
from lpse_docs.planning.frame import frame
from lpse_docs.planning.greedy import GOALS, greedy, placed
from lpse_docs.planning.measure import value, worth
from lpse_docs.planning.optimise import available, optimise
from lpse_docs.planning.problem import Bucket, Goal, Placement, Problem, Schedule, Target, Task
from lpse_docs.planning.slack import eased
from tests.planning.test_days import manned, office, work
from tests.planning.validator import faults

solver = pytest.mark.skipif(not available(), reason="OR-Tools tidak terpasang")
some = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
few = settings(some, max_examples=15)
LOOSENED = st.sampled_from(("capacity", "budgets", "targets"))
UNITS = ("kantor", "sistem")
MONTH, WORKDAYS = 28, 20


def loosened(problem: Problem, what: str) -> Problem:
    """More of something."""
    match what:
        case "capacity":
            more = {name: tuple(part + 3 for part in parts) for name, parts in problem.capacity.items()}
            return replace(problem, capacity=more)
        case "budgets":
            return replace(problem, budgets={year: has + 3 for year, has in problem.budgets.items()})
        case _:
            return replace(problem, targets=tuple(replace(item, due=item.due + 3) for item in problem.targets))


def reached(schedule: Schedule) -> tuple[int, ...]:
    return tuple(item.value for item in schedule.reached)


@some
@given(manned(), LOOSENED)
def test_what_is_known_is_never_given_up_for_worse(problem: Problem, what: str) -> None:
    before = greedy(problem)
    more = loosened(problem, what)
    after = greedy(more, known=(before.placement,))
    assert worth(GOALS, more, after.placement) <= worth(GOALS, more, before.placement)
    assert faults(more, after) == []


@solver
@few
@given(manned(), LOOSENED)
def test_nor_by_the_solver(problem: Problem, what: str) -> None:
    before = optimise(problem)
    more = loosened(problem, what)
    after = optimise(more, known=(before.placement,))
    assert worth(GOALS, more, after.placement) <= worth(GOALS, more, before.placement)
    assert faults(more, after) == []


def test_what_is_known_and_does_not_hold_is_no_matter() -> None:
    problem = office(work("a", 30), work("b", 90))
    wrong = (Placement("a", 0, 0, 90), Placement("b", 5, 0, 1), Placement("z", 0, 0, 1), Placement("a", 0, 0, 1))
    for item in wrong:
        schedule = greedy(problem, known=({item.task: item},))
        assert faults(problem, schedule) == []
        assert reached(schedule) <= reached(greedy(problem))


def test_less_is_tried_only_where_people_can_do_less() -> None:
    def levels(problem: Problem) -> list[int]:
        return [item.problem.capacity["unit"][0] for item in eased(frame(problem))]

    assert levels(office(work("a", 30), capacity=100)) == []
    assert levels(office(work("a", 30), capacity=150)) == [140, 110]
    assert levels(office(work("a", 30), capacity=900)) == [200, 170, 140, 110]
    assert levels(replace(office(work("a", 30), capacity=900), hands={})) == []


def test_who_gives_more_is_late_by_less() -> None:
    late = [reached(greedy(busy(share, 0)))[0] for share in (0.65, 0.75, 0.85, 1)]
    assert late == sorted(late, reverse=True)
    assert late[-1] < late[0] / 2


def test_what_has_no_days_takes_the_place_of_what_can_wait() -> None:
    """Days keep nearly what was hoped for by capacities, though each of the last buckets is full."""
    problem = busy(1, 1)
    prepared = frame(problem)
    wished = placed(prepared, GOALS)
    found = dated(prepared, first_buckets(wished))
    assert value(Goal.TARGETS, problem, found) <= value(Goal.TARGETS, problem, wished) + 2 * MONTH
    assert value(Goal.PLACED, problem, found) == 0


def busy(share: float, seed: int, *, months: int = 6, count: int = 60) -> Problem:
    """Chains of records over two units, due by and by, and people who give a share of all their time."""
    random = Random(seed)
    end = months * MONTH
    resting = tuple(day for day in range(end) if day % 7 in {5, 6})
    hands = tuple(0 if day in resting else 10 for day in range(end))
    tasks = []
    for number in range(count):
        after = (f"t{number - 3:02}",) if number >= 3 and random.random() < 0.7 else ()
        load = random.choice((7, 10, 23, 34, 52))
        unit, wait = random.choice(UNITS), random.choice((0, 0, 14))
        tasks.append(Task(f"t{number:02}", -(-load // 10), {unit: (load,)}, after=after, running_in=wait))
    codes = [task.id for task in tasks]
    return Problem(
        tuple(Bucket(number * MONTH, (number + 1) * MONTH, 2026) for number in range(months)),
        {name: (int(share * WORKDAYS * 10),) * months for name in UNITS},
        tuple(tasks),
        tuple(Target(f"tahap-{part}", tuple(codes[: part * count // 3]), part * MONTH) for part in (1, 2, 3)),
        resting=resting,
        hands=dict.fromkeys(UNITS, hands),
    )
