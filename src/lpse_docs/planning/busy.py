"""How early all can be done when every unit works without a break: a bound for the goal of an early finish.

Of each task its last bucket counts, which is never before the mean of the buckets in which its load lies. So what no
schedule betters is found where tasks may be cut at will: in each bucket a unit does of what can be begun by then that which
is worth most for its load, as far as its room goes; what has no room at all lies behind the last bucket, as a task without a
place does. That is best (Smith 1956; with releases Goemans 1997): if a piece of what is worth more lay later than one of what
is worth less, and could lie there, both could change places, and the sum of worth times bucket would not grow.
"""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from lpse_docs.planning.frame import Frame
from lpse_docs.planning.problem import Task


def least_early(prepared: Frame) -> int:
    """A value of the goal EARLY that no schedule is below."""
    problem, beyond = prepared.problem, len(prepared.problem.buckets)
    past = ((problem.task[code], placed.bucket) for code, placed in prepared.past.items())
    found = sum(task.weight * (bucket + task.spanned - 1) for task, bucket in past)
    units: dict[str, list[Task]] = defaultdict(list)
    for task in prepared.free:
        windows = prepared.windows[task.id]
        if not windows or not of_one_unit(task):
            found += task.weight * (windows[0].bucket + task.spanned - 1 if windows else beyond)
        else:
            units[next(iter(task.load))].append(task)
    return found + sum(least_of(prepared, name, tasks) for name, tasks in units.items())


def of_one_unit(task: Task) -> bool:
    """Whether a task takes room of one unit alone, so that it is counted once."""
    return len(task.load) == 1 and any(map(sum, task.load.values()))


def least_of(prepared: Frame, name: str, tasks: Sequence[Task]) -> int:
    """What the tasks of one unit add at the least: each by itself on its earliest days, or all by what the unit has room for."""
    alone = sum(task.weight * (prepared.windows[task.id][0].bucket + task.spanned - 1) for task in tasks)
    return max(alone, ceil(cut_at_will(prepared, name, tasks)))


def cut_at_will(prepared: Frame, name: str, tasks: Sequence[Task]) -> Fraction:
    """The least sum of worth times mean bucket of tasks that may be cut, each not before its first window."""
    spare, found = prepared.spare[name], Fraction(0)
    left = {task.id: sum(task.load[name]) for task in tasks}
    worth = {task.id: Fraction(task.weight, left[task.id]) for task in tasks}
    first = {task.id: prepared.windows[task.id][0].bucket for task in tasks}
    order = sorted(left, key=lambda code: (-worth[code], code))
    for bucket, has in enumerate(spare):
        room = has
        for code in (it for it in order if left[it] and first[it] <= bucket):
            done = min(room, left[code])
            room, left[code] = room - done, left[code] - done
            found += worth[code] * done * bucket
    return found + sum(worth[code] * rest * len(spare) for code, rest in left.items())
