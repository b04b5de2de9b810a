"""A problem as linear inequalities over whole numbers, for CP-SAT.

For every task there is one truth for each of its windows, "this is its first bucket" (Pritsker, Watters and Wolfe 1969): the
relaxation of such a model is tight, so that bounds come early. Days are numbers of their own and matter only where a chain
of tasks lies within one bucket.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib import import_module
from itertools import pairwise
from typing import Any, assert_never

from lpse_docs.planning.frame import Frame, Window, beyond, loads, pairs, spending
from lpse_docs.planning.measure import PERMILLE, Placements, highest_load
from lpse_docs.planning.measure import day as reached_on
from lpse_docs.planning.problem import Goal, Problem, Target, Task
from lpse_docs.planning.verify import milestone

Sum = Any
"""A linear expression of OR-Tools, or a number; the library is optional, so it is known by name only."""


def cp_sat() -> Any:
    """The solver's module, loaded when it is needed and not before."""
    return import_module("ortools.sat.python.cp_model")


class Formula:
    """Truths and days of all tasks that are not past, and what binds them.

    Attributes:
        begun: By task and window, whether it is chosen or an earlier one is.
        first: By task and window, whether it is chosen, as a difference of two of those.
        finish: By task, the day it ends; without a place the day on which it counts is `never`.
        loose: Resources and years whose limits give way.
        more: How far they do, by resource and bucket or by year (twice).
        soonest: For the targets, in their order, a day before which each cannot be met, when that is known.
    """

    def __init__(self, prepared: Frame, loose: Collection[str | int] = (), soonest: Sequence[int] = ()) -> None:
        self.prepared, self.loose = prepared, loose
        self.problem = prepared.problem
        self.soonest = dict(zip((target.id for target in self.problem.targets), soonest, strict=False))
        self.model = cp_sat().CpModel()
        self.never = self.problem.never
        self.more: dict[tuple[str | int, int], Sum] = {}
        self.hints: list[tuple[Sum, Callable[[Placements], int]]] = []
        self.begun: dict[str, list[Sum]] = {}
        self.first: dict[str, list[tuple[Window, Sum]]] = {}
        self.finish: dict[str, Sum] = {code: placed.finish for code, placed in prepared.past.items()}
        for task in prepared.free:
            self.add_task(task)
        for before, after in pairs(prepared):
            self.add_order(before, after)
        self.add_capacities()
        self.add_budgets()

    def add_task(self, task: Task) -> None:
        """A task has at most one first bucket, and its last day follows from that, exactly or within bounds."""
        windows = self.prepared.windows[task.id]
        self.begun[task.id] = begun = [self.model.new_bool_var(f"{task.id} by {item.bucket}") for item in windows]
        if task.id in self.prepared.must:
            self.model.add(begun[-1] == 1)
        for earlier, later in pairwise(begun):
            self.model.add_implication(earlier, later)
        for window, truth in zip(windows, begun, strict=True):
            self.hints.append((truth, partial(begun_in, task.id, window.bucket)))
        self.first[task.id] = [
            (window, now - before) for window, now, before in zip(windows, begun, [0, *begun], strict=False)
        ]
        away = self.never - task.running_in
        chosen = self.first[task.id]
        least = away + total((window.first + task.length - away, truth) for window, truth in chosen)
        if all(window.first == window.last for window in windows):
            self.finish[task.id] = least
            return
        most = away + total((window.last + task.length - away, truth) for window, truth in chosen)
        day = self.model.new_int_var(windows[0].first + task.length, max(away, windows[-1].last + task.length), task.id)
        self.model.add(day >= least)
        self.model.add(day <= most)
        self.finish[task.id] = day
        # Where people need more days than the least there are, the order of days is kept all the same.
        self.hints.append((day, lambda found: found[task.id].start + task.length if task.id in found else away))

    def placed(self, task: Task) -> Sum:
        """One when a task has a place, else zero."""
        return self.begun[task.id][-1] if self.begun[task.id] else 0

    def add_order(self, before: Task, after: Task) -> None:
        """The second begins when the first counts: bucket for bucket, which bounds well, and where it matters to the day."""
        earlier, later = self.prepared.windows[before.id], self.prepared.windows[after.id]
        for window, begun in zip(later, self.begun[after.id], strict=True):
            self.model.add_implication(begun, self.begun_by(before, [it.counts <= window.last for it in earlier]))
        if not self.problem.promised(before) and later and earlier[-1].last + before.length > later[0].first:
            ready = self.finish[before.id] + before.running_in
            latest = max(self.never, earlier[-1].last + before.length + before.running_in)
            slack = max(0, latest + after.length - (self.never - after.running_in))
            self.model.add(ready <= self.finish[after.id] - after.length + slack * (1 - self.placed(after)))

    def begun_by(self, task: Task, soon_enough: Iterable[bool]) -> Sum:
        """Whether a task has one of the first buckets that are soon enough: the earliest ones, as many as are told."""
        count = sum(soon_enough)
        return self.begun[task.id][count - 1] if count else self.model.new_constant(0)

    def add_capacities(self) -> None:
        """No bucket of a resource holds more than the past left."""
        past = loads(self.problem, self.prepared.past)
        for (name, bucket), load in self.loads().items():
            self.limit(name, bucket, load, self.problem.capacity[name][bucket], past[name, bucket])

    def add_budgets(self) -> None:
        """No year spends more than the past left."""
        spent, past = self.spending(), spending(self.problem, self.prepared.past)
        for year, has in sorted(self.problem.budgets.items()):
            self.limit(year, year, spent.get(year, 0), has, past[year])

    def limit(self, name: str | int, part: int, taken: Sum, has: int, past: int) -> None:
        """What is taken fits in with the past; where that is beyond a limit that gives way, the limit first rises to it."""
        more = self.way(name, part)
        if past <= has or name not in self.loose:
            self.model.add(taken <= max(0, has - past) + more)
            return
        used = self.model.new_bool_var(f"{name} {part} used")
        self.hints.append((used, lambda found: self.taken(name, part, found) > past))
        self.model.add(taken + past <= has + more).only_enforce_if(used)
        self.model.add(taken <= 0).only_enforce_if(~used)

    def way(self, name: str | int, part: int) -> Sum:
        """How far a limit gives way: not at all unless it is loose."""
        if name not in self.loose:
            return 0
        needs = (sum(task.load.get(name, ())) if isinstance(name, str) else task.cost for task in self.problem.tasks)
        self.more[name, part] = self.model.new_int_var(0, sum(needs), f"{name} {part} more")
        self.hints.append((self.more[name, part], partial(self.beyond, name, part)))
        return self.more[name, part]

    def beyond(self, name: str | int, part: int, placements: Placements) -> int:
        """How far placements go beyond a limit."""
        has = self.problem.capacity[name][part] if isinstance(name, str) else self.problem.budgets[part]
        past = self.taken(name, part, self.prepared.past)
        return beyond(has, self.taken(name, part, placements), past)

    def taken(self, name: str | int, part: int, placements: Placements) -> int:
        """What placements take of what has a limit."""
        if isinstance(name, str):
            return loads(self.problem, placements)[name, part]
        return spending(self.problem, placements)[part]

    def loads(self) -> Mapping[tuple[str, int], Sum]:
        """By resource and bucket, the load of all tasks that are not past."""
        terms: dict[tuple[str, int], list[tuple[int, Sum]]] = defaultdict(list)
        for task in self.prepared.free:
            for window, truth in self.first[task.id]:
                for name, parts in task.load.items():
                    for bucket, part in enumerate(parts, window.bucket):
                        terms[name, bucket].append((part, truth))
        return {key: total(found) for key, found in terms.items()}

    def spending(self) -> Mapping[int, Sum]:
        """By year, what all tasks that are not past cost."""
        terms: dict[int, list[tuple[int, Sum]]] = defaultdict(list)
        for task in self.prepared.free:
            for window, truth in self.first[task.id]:
                terms[self.problem.buckets[window.bucket].year].append((task.cost, truth))
        return {year: total(found) for year, found in terms.items()}

    def goal(self, goal: Goal) -> Sum:
        """What `measure.value` measures, as a sum; never less, and as little when it is made small."""
        match goal:
            case Goal.PLACED:
                work = [task.id for task in self.prepared.free if not milestone(task)]
                return len(work) - total((1, truth) for code in work for _, truth in self.first[code])
            case Goal.TARGETS:
                return sum(self.lateness(target) for target in self.problem.targets)
            case Goal.EARLY:
                return sum(task.weight * self.last_bucket(task) for task in self.problem.tasks)
            case Goal.LEVEL:
                return sum(self.peaks())
            case Goal.STABLE:
                return sum(self.moved(*item) for item in self.problem.baseline.items() if item[0] in self.problem.task)
            case Goal.ONGOING:
                return sum(self.last_bucket(self.problem.task[code]) for code in sorted(self.problem.ongoing))
            case _:
                assert_never(goal)

    def lateness(self, target: Target) -> Sum:
        """Days by which a target is late."""
        least = max(0, self.soonest.get(target.id, 0) - target.due)
        late = self.model.new_int_var(least, max(least, self.never - target.due), f"{target.id} late")
        self.hints.append((late, lambda found: max(0, reached_on(self.problem, target, found) - target.due)))
        for code in sorted(set(target.tasks)):
            self.model.add(late >= self.reached(self.problem.task[code], target) - target.due)
        self.model.add(late >= total(self.steps(target)))
        return late

    def reached(self, task: Task, target: Target) -> Sum:
        """The day on which a target has a task."""
        wait = target.wait(task)
        if task.id in self.prepared.past:
            return self.problem.over(self.prepared.past[task.id]) + wait
        if self.problem.by_days or not task.length:
            return self.finish[task.id] + wait + (task.running_in - wait) * (1 - self.placed(task))
        days = ((window.over + wait - self.never, truth) for window, truth in self.first[task.id])
        return self.never + total(days)

    def steps(self, target: Target) -> Iterator[tuple[int, Sum]]:
        """Lateness from one day on which a task may be had to the next: the days between, and whether the first is passed.

        Without them the relaxation ends every task halfway in time, and bounds say nothing.
        """
        tasks = [self.problem.task[code] for code in sorted(set(target.tasks) & self.begun.keys())]
        had = {window.over + target.wait(task) for task in tasks for window in self.prepared.windows[task.id]}
        days = [target.due, *sorted(day for day in had if target.due < day < self.never), max(target.due, self.never)]
        passed = [self.model.new_bool_var(f"{target.id} after {day}") for day in days[:-1]]
        for earlier, later in pairwise(passed):
            self.model.add_implication(later, earlier)
        for day, truth in zip(days, passed, strict=False):
            self.hints.append((truth, partial(is_later, self.problem, target, day)))
            for task in tasks:
                by = day - target.wait(task)
                within = self.begun_by(task, [item.over <= by for item in self.prepared.windows[task.id]])
                self.model.add_bool_or(truth, within)
        yield from zip((later - earlier for earlier, later in pairwise(days)), passed, strict=True)

    def last_bucket(self, task: Task) -> Sum:
        """The number of the last bucket of a task; without a place, the number of buckets."""
        beyond = len(self.problem.buckets)
        if task.id in self.prepared.past:
            return self.prepared.past[task.id].bucket + task.spanned - 1
        return beyond + total((item.bucket + task.spanned - 1 - beyond, truth) for item, truth in self.first[task.id])

    def peaks(self) -> Iterator[Sum]:
        """Of every resource a number of permille not below its highest load."""
        past, rest = loads(self.problem, self.prepared.past), self.loads()
        numbers = range(len(self.problem.buckets))
        for name, capacity in sorted(self.problem.capacity.items()):
            if mean := sum(capacity):
                most = max(past[name, number] + self.prepared.spare[name][number] for number in numbers)
                highest = self.model.new_int_var(0, 1 + PERMILLE * len(numbers) * most // mean, name)
                for number in numbers:
                    load = past[name, number] + rest.get((name, number), 0)
                    self.model.add(highest * mean >= PERMILLE * len(numbers) * load)
                self.hints.append((highest, partial(highest_load, self.problem, name)))
                yield highest

    def moved(self, code: str, bucket: int) -> Sum:
        """One when a task does not begin in a bucket, else zero."""
        if code in self.prepared.past:
            return int(self.prepared.past[code].bucket != bucket)
        return 1 - total((1, truth) for window, truth in self.first[code] if window.bucket == bucket)

    def hint(self, placements: Placements) -> None:
        """Tell the solver where to begin."""
        self.model.clear_hints()
        for number, told in self.hints:
            self.model.add_hint(number, told(placements))


def begun_in(code: str, bucket: int, placements: Placements) -> int:
    """Whether a task has a first bucket up to one."""
    return int(code in placements and placements[code].bucket <= bucket)


def is_later(problem: Problem, target: Target, day: int, placements: Placements) -> int:
    """Whether a target is reached after a day."""
    return int(reached_on(problem, target, placements) > day)


def total(terms: Iterable[tuple[int, Sum]]) -> Sum:
    """A sum of numbers times truths."""
    found = [(factor, truth) for factor, truth in terms if factor]
    return cp_sat().LinearExpr.weighted_sum([truth for _, truth in found], [factor for factor, _ in found])
