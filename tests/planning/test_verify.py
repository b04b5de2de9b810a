"""The judge of schedules: each rule by itself, milestones that nobody placed, and the past."""

from dataclasses import replace

import pytest

from lpse_docs.planning.problem import Bucket, Placement, Problem, Task
from lpse_docs.planning.verify import Breach, Misplaced, Overload, Overspent, Premature, TooShort, Unready, verify

BUCKETS = (Bucket(0, 30, 2026), Bucket(30, 60, 2026), Bucket(60, 90, 2027))
FIRST = Task("a", 10, {"unit": (20,)}, cost=5, running_in=15)
SECOND = Task("b", 40, {"unit": (30, 10)}, after=("dasar-a",), release=20, cost=3)
GROUND = Task("dasar-a", 0, after=("a",), weight=0)
PROBLEM = Problem(BUCKETS, {"unit": (20, 30, 20)}, (FIRST, SECOND, GROUND), budgets={2026: 8})
A, B = Placement("a", 0, 0, 10), Placement("b", 1, 45, 85)


def test_what_keeps_every_rule_breaks_none() -> None:
    assert verify(PROBLEM, (A, B)) == ()
    assert verify(PROBLEM, (A, B, Placement("dasar-a", 1, 45, 45))) == ()


@pytest.mark.parametrize(
    ("placements", "breaches"),
    [
        ((A, replace(B, start=61, finish=90)), {Misplaced("b"), TooShort("b", 29)}),
        ((A, replace(B, start=55, finish=95)), {Misplaced("b")}),
        ((A, replace(B, bucket=2, start=60, finish=90)), {Misplaced("b"), TooShort("b", 30), Overload("unit", 2, 30, 20)}),
        ((replace(A, start=10, finish=20), B), set()),
        ((replace(A, bucket=1, start=30, finish=40), B), {Unready("b", "dasar-a", 55), Overload("unit", 1, 50, 30)}),
        ((B,), {Unready("b", "dasar-a", None)}),
        ((A, replace(B, bucket=0, start=10, finish=50)), {Premature("b"), Unready("b", "dasar-a", 25), Overload("unit", 0, 50, 20)}),
        ((replace(A, bucket=1, start=30, finish=40),), set()),
        ((Placement("dasar-a", 0, 3, 3),), {Unready("dasar-a", "a", None)}),
        ((Placement("unknown", 0, 0, 1), replace(A, bucket=7)), set()),
    ],
)  # fmt: skip
def test_each_broken_rule_is_named(placements: tuple[Placement, ...], breaches: set[Breach]) -> None:
    assert set(verify(PROBLEM, placements)) == breaches


def test_money_is_counted_for_the_year_of_the_first_bucket() -> None:
    poor = replace(PROBLEM, budgets={2026: 7, 2027: 0})
    assert verify(poor, (A, B)) == (Overspent(2026, 8, 7),)


def test_the_past_breaks_no_rule_but_leaves_less() -> None:
    past = replace(PROBLEM, capacity={"unit": (10, 30, 20)}, budgets={2026: 4}, fixed={"a": 0})
    assert verify(past, (A,)) == ()
    assert verify(past, (A, B)) == (Overspent(2026, 8, 4),)
    late = replace(A, bucket=1, start=30, finish=40)
    assert Unready("b", "dasar-a", 55) in verify(past, (late, B))


def test_a_resource_without_capacity_can_give_nothing() -> None:
    assert verify(replace(PROBLEM, capacity={}), (A,)) == (Overload("unit", 0, 20, 0),)


def test_milestones_that_wait_for_each_other_never_come() -> None:
    one, two = Task("x", 0, after=("y",), weight=0), Task("y", 0, after=("x",), weight=0)
    waiting = Problem(BUCKETS, {}, (one, two, Task("z", 1, after=("x",))))
    assert verify(waiting, (Placement("z", 0, 0, 1),)) == (Unready("z", "x", None),)
