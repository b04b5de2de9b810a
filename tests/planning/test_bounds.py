"""No schedule is below the bounds, and they say more than each task by itself would."""

import pytest
from hypothesis import given, settings

from lpse_docs.planning.bounds import bound
from lpse_docs.planning.frame import frame
from lpse_docs.planning.problem import Bucket, Goal, Problem, Task
from tests.planning.brute import schedules
from tests.planning.instances import problems
from tests.planning.validator import worth

BUCKETS = (Bucket(0, 30), Bucket(30, 60), Bucket(60, 90))


@pytest.mark.parametrize("goal", [Goal.PLACED, Goal.EARLY])
@settings(deadline=None, max_examples=60)
@given(problem=problems(most_tasks=4, most_buckets=3))
def test_no_schedule_is_below(goal: Goal, problem: Problem) -> None:
    least = min(worth(problem, found, goal) for found in schedules(problem))
    assert bound(goal, frame(problem), len(problem.tasks)) <= least


def least(goal: Goal, *tasks: Task, room: int = 10) -> int:
    problem = Problem(BUCKETS, {"u": (room,) * 3}, tasks)
    assert min(worth(problem, found, goal) for found in schedules(problem)) == bound(goal, frame(problem), len(tasks))
    return bound(goal, frame(problem), len(tasks))


def test_what_a_unit_has_no_room_for_is_done_later() -> None:
    same = [Task(f"t{number}", 5, {"u": (10,)}) for number in range(4)]
    assert (
        least(Goal.EARLY, *same) == 0 + 1 + 2 + 3
    )  # the fourth has no place, which counts as the bucket behind the last
    assert least(Goal.EARLY, Task("a", 5, {"u": (10,)}, weight=3), Task("b", 5, {"u": (10,)})) == 1
    assert least(Goal.EARLY, Task("a", 5, {"u": (10,)}, weight=3, release=30), Task("b", 5, {"u": (10,)})) == 3


def test_what_comes_late_has_only_the_room_of_late() -> None:
    late = [Task(f"t{number}", 5, {"u": (10,)}, release=60) for number in range(2)]
    assert least(Goal.PLACED, *late) == 1
    assert least(Goal.PLACED, *late, Task("a", 5, {"u": (10,)}), room=20) == 0
