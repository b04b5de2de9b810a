"""From first buckets to days: who works on what when, within the planning periods that a schedule has chosen.

A unit works on one thing after the other, what is due first in front, never on days on which none of its people work. It
gives its capacity evenly over a planning period; where others wait for it in the same period, it works faster, at most as
fast as its people can. What a period cannot hold in days goes into the next that has room, so every day that is told here
can be worked.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from fractions import Fraction

from lpse_docs.planning.frame import Frame
from lpse_docs.planning.problem import Placement, Task
from lpse_docs.planning.turns import Order, Progress, Turns

STEPS = 4  # from the even pace of a unit to all that its people can do


def dated(prepared: Frame, buckets: Mapping[str, int]) -> Mapping[str, Placement]:
    """Placements for first buckets, on days that people can work; where only capacities are known, on the earliest days."""
    if prepared.problem.hands:
        return Settling(prepared, buckets).settled()
    return earliest(prepared, buckets)


def first_buckets(placements: Mapping[str, Placement]) -> Mapping[str, int]:
    """The first bucket of every task that has a place."""
    return {code: item.bucket for code, item in placements.items()}


def earliest(prepared: Frame, buckets: Mapping[str, int]) -> Mapping[str, Placement]:
    """Placements on the earliest days that first buckets, releases and waiting allow."""
    problem, placements = prepared.problem, dict(prepared.past)
    for task in prepared.free:
        if task.id in buckets:
            window = next(item for item in prepared.windows[task.id] if item.bucket == buckets[task.id])
            start = max([window.first, *(problem.counts(placements[before]) for before in task.after)])
            placements[task.id] = Placement(task.id, window.bucket, start, start + task.length)
    return placements


class Settling(Progress):
    """Tasks get their days, bucket after bucket.

    Attributes:
        today: The first day on which anybody can begin anything.
    """

    def __init__(self, prepared: Frame, buckets: Mapping[str, int]) -> None:
        super().__init__(prepared, buckets)
        self.today = min((task.release for task in prepared.free if task.load), default=0)

    def settled(self) -> Mapping[str, Placement]:
        """All placements."""
        for task in (it for it in self.prepared.order if it.id in self.moments):
            if (moment := self.moment(task, self.placed)) is not None:
                self.placed[task.id] = moment
        for bucket in range(len(self.problem.buckets)):
            self.settle(bucket)
        return self.placed

    def settle(self, bucket: int) -> None:
        """Give days to all that lies in a bucket, and send on what has none."""
        tasks = [self.problem.task[code] for code, first in self.buckets.items() if self.lies(code, first, bucket)]
        best = self.best(tasks, bucket)
        self.begun.update(best.begun)
        self.placed.update(best.placed)
        for code in [task.id for task in tasks if task.id in best.left]:
            self.begun.pop(code, None)
            self.send_on(code, bucket)

    def lies(self, code: str, first: int, bucket: int) -> bool:
        """Whether a task is worked on in a bucket; a moment comes by itself."""
        return code not in self.moments and first <= bucket < first + self.problem.task[code].spanned

    def best(self, tasks: Sequence[Task], bucket: int) -> Turns:
        """The first way in which all have days and none is late, else the best: at an even pace or a faster one."""
        found: list[Turns] = []
        for order in (self.by_due(tasks, bucket), self.by_waiting(tasks, bucket)):
            shares = dict(self.even(bucket))
            for _ in range(1 + STEPS * len(shares)):
                found.append(Turns(self, tasks, bucket, shares, order))
                if not found[-1].left and not found[-1].late:
                    return found[-1]
                slow = [name for name in found[-1].hurried() if shares.get(name, 1) < 1]
                if not slow:
                    break
                for name in slow:
                    shares[name] = min(Fraction(1), shares[name] + (1 - self.even(bucket)[name]) / STEPS)
        return min(found, key=lambda item: (len(item.left), sum(item.late.values())))

    def even(self, bucket: int) -> Mapping[str, Fraction]:
        """The share of its people's time that each resource gives when it works evenly over a bucket."""
        stretch, found = self.problem.buckets[bucket], {}
        for name, hands in self.problem.hands.items():
            whole = sum(hands[max(stretch.begin, self.today) : stretch.end])
            given = self.prepared.spare.get(name, ())
            share = Fraction(given[bucket], whole) if whole and bucket < len(given) else Fraction(1)
            found[name] = min(share, Fraction(1)) or Fraction(1)
        return found

    def by_due(self, tasks: Sequence[Task], bucket: int) -> Order:
        """What goes on first, then what is due first."""
        latest = self.latest(tasks, bucket)
        return {it.id: (it.id not in self.begun, self.due[it.id], latest[it.id], -it.weight, it.id) for it in tasks}

    def by_waiting(self, tasks: Sequence[Task], bucket: int) -> Order:
        """What goes on first, then what others in the same bucket wait for."""
        latest = self.latest(tasks, bucket)
        return {it.id: (it.id not in self.begun, latest[it.id], self.due[it.id], -it.weight, it.id) for it in tasks}

    def latest(self, tasks: Sequence[Task], bucket: int) -> Mapping[str, int]:
        """By task, the last day on which it can begin so that all that waits for it can still begin in the bucket."""
        end, inside = self.problem.buckets[bucket].end, {task.id for task in tasks} | self.moments
        found: dict[str, int] = {}
        for task in (it for it in reversed(self.prepared.order) if it.id in inside):
            after = (found[it.id] for it in self.prepared.waiting.get(task.id, ()) if it.id in found)
            wait = 0 if self.problem.promised(task) else task.length + task.running_in
            found[task.id] = min([end - task.length, *(day - wait for day in after)])
        return found

    def send_on(self, code: str, bucket: int) -> None:
        """Give a task the next first bucket after one that has room; with none it has no place, nor has what waits for it."""
        task, loads, spent = self.problem.task[code], self.loads(code), self.spent(code)
        for window in self.prepared.windows[code]:
            if window.bucket > bucket and self.holds(task, window.bucket, loads, spent):
                self.buckets[code] = window.bucket
                return
        del self.buckets[code]

    def holds(self, task: Task, first: int, loads: Mapping[tuple[str, int], int], spent: Mapping[int, int]) -> bool:
        """Whether capacity and money are left for a task with a first bucket."""
        year = self.problem.buckets[first].year
        paid = spent[year] + task.cost <= self.prepared.purse.get(year, spent[year] + task.cost)
        return paid and all(
            loads[name, bucket] + part <= self.prepared.spare[name][bucket]
            for name, parts in task.load.items()
            for bucket, part in enumerate(parts, first)
        )

    def loads(self, without: str) -> Mapping[tuple[str, int], int]:
        """What all other tasks take, by resource and bucket."""
        taken: dict[tuple[str, int], int] = defaultdict(int)
        for code, first in self.buckets.items():
            for name, parts in self.problem.task[code].load.items() if code != without else ():
                for bucket, part in enumerate(parts, first):
                    taken[name, bucket] += part
        return taken

    def spent(self, without: str) -> Mapping[int, int]:
        """What all other tasks cost, by year."""
        found: dict[int, int] = defaultdict(int)
        for code, first in self.buckets.items():
            if code != without:
                found[self.problem.buckets[first].year] += self.problem.task[code].cost
        return found
