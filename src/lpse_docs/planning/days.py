"""From first buckets to days: who works on what when, within the planning periods that a schedule has chosen.

A unit works on one thing after the other, what is due first in front, never on days on which none of its people work. It
gives its capacity evenly over a planning period; where others wait for it in the same period, it works faster, at most as
fast as its people can. What a period cannot hold in days goes into the next that has room, so every day that is told here
can be worked.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from lpse_docs.planning.frame import Frame, lain
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
        if task.id in buckets and all(before in placements for before in task.after):
            window = next(item for item in prepared.windows[task.id] if item.bucket == buckets[task.id])
            start = max([window.first, *(problem.counts(placements[before]) for before in task.after)])
            placements[task.id] = Placement(task.id, window.bucket, start, start + task.length)
    return placements


class Settling(Progress):
    """Tasks get their days, bucket after bucket.

    Attributes:
        today: The first day on which anybody can begin anything.
        taken: What all tasks with a first bucket take, by resource and bucket. spent: What they cost, by year.
    """

    def __init__(self, prepared: Frame, buckets: Mapping[str, int]) -> None:
        super().__init__(prepared, buckets)
        self.taken: dict[tuple[str, int], int] = defaultdict(int)
        self.spent: dict[int, int] = defaultdict(int)
        for code, first in self.buckets.items():
            self.take(self.problem.task[code], first)
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
        even = self.even(bucket)
        for order in (self.by_due(tasks, bucket), self.by_waiting(tasks, bucket)):
            paces = dict.fromkeys(even, 0)
            for _ in range(1 + STEPS * len(even)):
                shares = {name: share + paces[name] * (1 - share) / STEPS for name, share in even.items()}
                found.append(Turns(self, tasks, bucket, shares, order))
                if not found[-1].left and not found[-1].late:
                    return found[-1]
                slow = [name for name in found[-1].hurried() if even[name] < 1 and paces[name] < STEPS]
                if not slow:
                    break
                for name in slow:
                    paces[name] += 1
        return min(found, key=lambda item: (len(item.left), sum(item.late.values())))

    def even(self, bucket: int) -> Mapping[str, float]:
        """The share of its people's time that each resource gives when it works evenly over a bucket."""
        stretch, found = self.problem.buckets[bucket], {}
        for name, hands in self.problem.hands.items():
            whole = sum(hands[max(stretch.begin, self.today) : stretch.end])
            given = self.prepared.spare.get(name, ())
            share = given[bucket] / whole if whole and bucket < len(given) else 1.0
            found[name] = min(share, 1.0) or 1.0
        return found

    def by_due(self, tasks: Sequence[Task], bucket: int) -> Order:
        """What goes on first, then what is due first; of that, what has begun by the plan."""
        latest = self.latest(tasks, bucket)
        begun, going = self.begun, self.problem.ongoing
        return {
            it.id: (it.id not in begun, self.due[it.id], it.id not in going, latest[it.id], -it.weight, it.id)
            for it in tasks
        }

    def by_waiting(self, tasks: Sequence[Task], bucket: int) -> Order:
        """What goes on first, then what others in the same bucket wait for."""
        latest = self.latest(tasks, bucket)
        begun, going = self.begun, self.problem.ongoing
        return {
            it.id: (it.id not in begun, latest[it.id], self.due[it.id], it.id not in going, -it.weight, it.id)
            for it in tasks
        }

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
        """Give a task the next first bucket after one that has room, or in which less urgent tasks make room for it.

        These are sent on themselves. With no such bucket the task has no place, nor has what waits for it.
        """
        task = self.problem.task[code]
        self.take(task, self.buckets.pop(code), -1)
        for window in (it for it in self.prepared.windows[code] if it.bucket > bucket):
            moved = self.making_way(task, window.bucket)
            if moved is not None:
                self.buckets[code] = window.bucket
                self.take(task, window.bucket)
                for other in moved:
                    self.send_on(other.id, window.bucket)
                return

    def making_way(self, task: Task, first: int) -> Sequence[Task] | None:
        """The fewest of the least urgent tasks of a bucket without which it holds another, the most urgent first.

        None when it does not hold the other without all of them.
        """
        moved: list[Task] = []
        less = iter(self.less_urgent(task, first))
        while not (holds := self.holds(task, first)) and (other := next(less, None)):
            self.take(other, first, -1)
            moved.append(other)
        for other in moved:
            self.take(other, first)
        return moved[::-1] if holds else None

    def less_urgent(self, task: Task, bucket: int) -> Iterable[Task]:
        """The tasks that are to begin in a bucket and can wait for longer than one, for the same people; the least urgent first."""
        inside = (self.problem.task[code] for code, first in self.buckets.items() if first == bucket)
        rivals = (
            it for it in inside if not it.load.keys().isdisjoint(task.load) and self.urgency(it) > self.urgency(task)
        )
        return sorted(rivals, key=self.urgency, reverse=True)

    def urgency(self, task: Task) -> tuple[int, int, str]:
        """What is due first is more urgent, then what weighs more."""
        return self.due[task.id], -task.weight, task.id

    def holds(self, task: Task, first: int) -> bool:
        """Whether capacity and money are left for a task with a first bucket."""
        year = self.problem.buckets[first].year
        paid = self.spent[year] + task.cost <= self.prepared.purse.get(year, self.spent[year] + task.cost)
        return paid and all(
            self.taken[name, bucket] + part <= self.prepared.spare[name][bucket]
            for name, bucket, part in lain(task, first)
        )

    def take(self, task: Task, first: int, times: int = 1) -> None:
        """Take what a task needs when it begins in a bucket, or give it back."""
        for name, bucket, part in lain(task, first):
            self.taken[name, bucket] += times * part
        self.spent[self.problem.buckets[first].year] += times * task.cost
