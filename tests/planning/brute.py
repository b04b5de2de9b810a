"""Every schedule there is, for problems small enough to be counted through."""

from collections.abc import Iterator, Sequence
from itertools import product

from lpse_docs.planning.problem import Goal, Method, Placement, Problem, Schedule
from tests.planning.validator import counting, faults, task_of, width, worth


def best(problem: Problem, goals: Sequence[Goal]) -> tuple[int, ...]:
    """The least values, goal after goal."""
    return min(tuple(worth(problem, found, goal) for goal in goals) for found in schedules(problem))


def schedules(problem: Problem) -> Iterator[Schedule]:
    """All valid choices of first buckets, each task on the earliest days they allow."""
    codes = [task.id for task in problem.tasks]
    count = len(problem.buckets)
    choices = [
        [problem.fixed[code]] if code in problem.fixed else [None, *range(count + 1 - width(task_of(problem, code)))]
        for code in codes
    ]
    for chosen in product(*choices):
        where = {code: bucket for code, bucket in zip(codes, chosen, strict=True) if bucket is not None}
        found = earliest(problem, where)
        if not faults(problem, found):
            yield found


def earliest(problem: Problem, where: dict[str, int]) -> Schedule:
    """Days found by pushing tasks behind each other until nothing moves any more."""
    starts = {code: problem.buckets[bucket].begin for code, bucket in where.items()}

    def ready(codes: Sequence[str]) -> int:
        ends = [starts[code] + task_of(problem, code).length for code in codes]
        placed = [Placement(code, where[code], starts[code], end) for code, end in zip(codes, ends, strict=True)]
        return max([0, *(counting(problem, item) for item in placed)])

    for _ in range(len(where) + 1):
        for code, bucket in where.items():
            task = task_of(problem, code)
            if code not in problem.fixed:
                begin = ready([it for it in task.after if it in where])
                starts[code] = max(starts[code], task.release, begin)
                continue
            begin = ready([it for it in task.after if it in problem.fixed])
            last = problem.buckets[bucket + width(task) - 1].end - task.length
            last = min(last, problem.buckets[bucket].end - min(task.length, 1))
            starts[code] = max(problem.buckets[bucket].begin, min(max(task.release, begin), last))
    placements = tuple(
        Placement(code, bucket, starts[code], starts[code] + task_of(problem, code).length)
        for code, bucket in where.items()
    )
    unplaced = tuple(task.id for task in problem.tasks if task.id not in where)
    return Schedule(placements, unplaced, Method.GREEDY, ())
