"""Every schedule there is, for problems small enough to be counted through."""

from collections.abc import Iterator, Sequence
from itertools import product

from lpse_docs.planning.problem import Goal, Method, Placement, Problem, Schedule
from tests.planning.validator import faults, task_of, width, worth


def best(problem: Problem, goals: Sequence[Goal]) -> tuple[int, ...]:
    """The least values, goal after goal."""
    return min(tuple(worth(problem, found, goal) for goal in goals) for found in schedules(problem))


def schedules(problem: Problem) -> Iterator[Schedule]:
    """All valid choices of first buckets, each task on the earliest days they allow."""
    codes = [task.id for task in problem.tasks]
    numbers = range(len(problem.buckets))
    choices = [[problem.fixed[code]] if code in problem.fixed else [None, *numbers] for code in codes]
    for chosen in product(*choices):
        where = {code: bucket for code, bucket in zip(codes, chosen, strict=True) if bucket is not None}
        found = earliest(problem, where)
        if not faults(problem, found):
            yield found


def earliest(problem: Problem, where: dict[str, int]) -> Schedule:
    """Days found by pushing tasks behind each other until nothing moves any more."""
    starts = {code: problem.buckets[bucket].begin for code, bucket in where.items()}
    for _ in range(len(where) + 1):
        for code, bucket in where.items():
            task = task_of(problem, code)
            ends = [starts[it] + task_of(problem, it).length for it in task.after if it in where]
            if code not in problem.fixed:
                starts[code] = max([starts[code], task.release, *ends])
                continue
            inside = [it for it in task.after if it in problem.fixed]
            ready = max([task.release, *(starts[it] + task_of(problem, it).length for it in inside)])
            last = problem.buckets[bucket + width(task) - 1].end - task.length
            last = min(last, problem.buckets[bucket].end - min(task.length, 1))
            starts[code] = max(problem.buckets[bucket].begin, min(ready, last))
    placements = tuple(
        Placement(code, bucket, starts[code], starts[code] + task_of(problem, code).length)
        for code, bucket in where.items()
    )
    unplaced = tuple(task.id for task in problem.tasks if task.id not in where)
    return Schedule(placements, unplaced, Method.GREEDY, ())
