"""More capacity, money or time never makes a schedule worse, also where people have hardly a day left."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.planning.days import dated, first_buckets
from lpse_docs.planning.frame import frame
from lpse_docs.planning.greedy import GOALS, greedy, placed
from lpse_docs.planning.measure import value, values
from lpse_docs.planning.optimise import available, optimise
from lpse_docs.planning.problem import Bucket, Goal, Problem, Schedule, Target, Task
from lpse_docs.planning.slack import eased
from tests.planning.test_days import HANDS, QUARTER, RESTING, manned, office, work
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
    after = greedy(loosened(problem, what), known=(before.placement,))
    assert reached(after) <= reached(before)
    assert faults(loosened(problem, what), after) == []


@solver
@few
@given(manned(), LOOSENED)
def test_nor_by_the_solver(problem: Problem, what: str) -> None:
    before = optimise(problem)
    after = optimise(loosened(problem, what), known=(before.placement,))
    assert reached(after) <= reached(before)
    assert faults(loosened(problem, what), after) == []


@some
@given(manned(), manned())
def test_what_is_known_and_does_not_hold_is_no_matter(problem: Problem, other: Problem) -> None:
    assert faults(problem, greedy(problem, known=(greedy(other).placement,))) == []


def busy(share: float, *, months: int = 6) -> Problem:
    """Chains over two units that are to be done as soon as possible by people who give a share of their time."""
    random = Random(4)
    end = months * MONTH
    resting = tuple(day for day in range(end) if day % 7 in {5, 6})
    hands = tuple(0 if day in resting else 10 for day in range(end))
    tasks = []
    for number in range(60):
        after = (f"t{number - 5:02}",) if number >= 5 and random.random() < 0.7 else ()
        load = random.choice((10, 20, 30, 50))
        tasks.append(Task(f"t{number:02}", load // 10, {random.choice(UNITS): (load,)}, after=after, weight=1))
    codes = [task.id for task in tasks]
    return Problem(
        tuple(Bucket(number * MONTH, (number + 1) * MONTH, 2026) for number in range(months)),
        {name: (int(share * WORKDAYS * 10),) * months for name in UNITS},
        tuple(tasks),
        tuple(Target(f"tahap-{part}", tuple(codes[: part * 20]), part * MONTH) for part in (1, 2, 3)),
        resting=resting,
        hands=dict.fromkeys(UNITS, hands),
    )
