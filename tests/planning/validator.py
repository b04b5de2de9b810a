"""A stranger that judges schedules: it shares no code with what makes them, and counts day for day and bucket for bucket."""

from collections.abc import Iterator

from lpse_docs.planning.problem import Goal, Placement, Problem, Schedule, Target, Task


def faults(problem: Problem, schedule: Schedule) -> list[str]:
    """Everything that is wrong with a schedule."""
    return [
        *membership(problem, schedule),
        *placing(problem, schedule),
        *waiting(problem, schedule),
        *capacity(problem, schedule),
        *money(problem, schedule),
        *telling(problem, schedule),
        *workable(problem, schedule),
    ]


def task_of(problem: Problem, code: str) -> Task:
    [found] = [task for task in problem.tasks if task.id == code]
    return found


def width(task: Task) -> int:
    return len(next(iter(task.load.values()))) if task.load else task.span


def membership(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Every task is placed once or named as unplaced."""
    told = sorted([item.task for item in schedule.placements] + list(schedule.unplaced))
    if told != sorted(task.id for task in problem.tasks):
        yield f"tasks told: {told}"
    for code, bucket in problem.fixed.items():
        if [item.bucket for item in schedule.placements if item.task == code] != [bucket]:
            yield f"{code} is past and was moved"


def placing(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Days lie in buckets, and not before the release."""
    for item in schedule.placements:
        task = task_of(problem, item.task)
        if item.task in problem.fixed:
            continue
        if item.finish - item.start < task.length or (item.finish - item.start > task.length and not problem.hands):
            yield f"{item.task} is not as long as it takes"
        if item.start < task.release:
            yield f"{item.task} begins before it may"
        if item.bucket + width(task) > len(problem.buckets):
            yield f"{item.task} goes beyond the horizon"
            continue
        first, last = problem.buckets[item.bucket], problem.buckets[item.bucket + width(task) - 1]
        begins = first.begin <= item.start < first.end or (task.length == 0 and item.start == first.end)
        if not begins or item.finish > last.end:
            yield f"{item.task} does not lie in its buckets"


def waiting(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Nothing begins before what it waits for counts; what waits for the unplaced is unplaced."""
    where: dict[str, Placement] = {item.task: item for item in schedule.placements}
    for code, item in where.items():
        for before in () if code in problem.fixed else task_of(problem, code).after:
            if before not in where:
                yield f"{code} waits for {before}, which has no place"
            elif counting(problem, where[before]) > item.start:
                yield f"{code} does not wait for {before}"


def passed(problem: Problem, item: Placement) -> int:
    """The day on which its last bucket has passed; what takes no time is over at once."""
    task = task_of(problem, item.task)
    return problem.buckets[item.bucket + width(task) - 1].end if task.length else item.finish


def counting(problem: Problem, item: Placement) -> int:
    """The day on which others can build on it: with a running-in time that begins when its last bucket has passed."""
    task = task_of(problem, item.task)
    return (passed(problem, item) if task.running_in and not problem.hands else item.finish) + task.running_in


def used(problem: Problem, schedule: Schedule, name: str, bucket: int, *, past_only: bool = False) -> int:
    load = 0
    for item in schedule.placements:
        parts = task_of(problem, item.task).load.get(name, ())
        if 0 <= bucket - item.bucket < len(parts) and (item.task in problem.fixed or not past_only):
            load += parts[bucket - item.bucket]
    return load


def capacity(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """Nobody has more to do than they can, unless the past alone was more."""
    for name, parts in problem.capacity.items():
        for bucket, has in enumerate(parts):
            past = used(problem, schedule, name, bucket, past_only=True)
            if used(problem, schedule, name, bucket) > max(has, past):
                yield f"{name} has too much to do in {bucket}"


def money(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """No year spends more than it has, unless the past alone did."""
    for year, has in problem.budgets.items():
        spent = {True: 0, False: 0}
        for item in schedule.placements:
            if problem.buckets[item.bucket].year == year:
                spent[item.task in problem.fixed] += task_of(problem, item.task).cost
        if spent[False] and sum(spent.values()) > max(has, spent[True]):
            yield f"{year} spends too much"


def telling(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """What is told about the goals is true, and no bound is above what was reached."""
    for item in schedule.reached:
        if item.value != worth(problem, schedule, item.goal):
            yield f"{item.goal.name} is {worth(problem, schedule, item.goal)}, told {item.value}"
        if item.bound > item.value:
            yield f"{item.goal.name} has a bound above its value"


def worth(problem: Problem, schedule: Schedule, goal: Goal) -> int:
    """What a schedule reaches for a goal."""
    where: dict[str, Placement] = {item.task: item for item in schedule.placements}
    count = len(problem.buckets)
    if goal is Goal.PLACED:
        work = [task_of(problem, code) for code in schedule.unplaced]
        return sum(bool(task.length or task.load or task.cost or task.weight) for task in work)
    if goal is Goal.TARGETS:
        return sum(late(problem, where, target) for target in problem.targets)
    if goal is Goal.EARLY:
        lasts = {code: item.bucket + width(task_of(problem, code)) - 1 for code, item in where.items()}
        return sum(task.weight * lasts.get(task.id, count) for task in problem.tasks)
    if goal is Goal.STABLE:
        kept = [code for code, item in where.items() if problem.baseline.get(code) == item.bucket]
        return sum(task.id in problem.baseline for task in problem.tasks) - len(kept)
    if goal is Goal.ONGOING:
        lasts = {code: item.bucket + width(task_of(problem, code)) - 1 for code, item in where.items()}
        return sum(lasts.get(code, count) for code in problem.ongoing)
    result = 0
    for name, parts in problem.capacity.items():
        most = max(used(problem, schedule, name, bucket) for bucket in range(count))
        permille = 0
        while sum(parts) and permille * sum(parts) < 1000 * most * count:
            permille += 1
        result += permille
    return result


def late(problem: Problem, where: dict[str, Placement], target: Target) -> int:
    """Days by which a target is late; one that is not reached counts a year after the horizon, or later."""
    day = 0
    for code in target.tasks:
        if code in where:
            running_in = 0 if target.finished else task_of(problem, code).running_in
            day = max(day, passed(problem, where[code]) + running_in)
        else:
            day = problem.buckets[-1].end + max([365] + [task.running_in for task in problem.tasks])
            break
    return max(0, day - target.due)


def workable(problem: Problem, schedule: Schedule) -> Iterator[str]:
    """The people of every resource can do their work on the days told: each task, and all tasks of each stretch of days."""
    ahead = [item for item in schedule.placements if item.task not in problem.fixed]
    for item in ahead if problem.hands else ():
        task = task_of(problem, item.task)
        at_work = [day for day in range(item.start, item.finish) if day not in problem.resting]
        if (task.load or task.cost or task.weight or task.length) and item.start in problem.resting:
            yield f"{item.task} begins on a day of rest"
        for name in task.load.keys() & problem.hands.keys():
            if problem.hands[name][item.start] == 0:
                yield f"{item.task} begins while nobody of {name} is there"
            if sum(task.load[name]) > sum(problem.hands[name][day] for day in at_work):
                yield f"{item.task} has too few days for the people of {name}"
    for name, people in problem.hands.items():
        mine = [item for item in ahead if name in task_of(problem, item.task).load]
        for first in {item.start for item in mine}:
            for end in {item.finish for item in mine}:
                inside = [item.task for item in mine if first <= item.start and item.finish <= end]
                if sum(sum(task_of(problem, code).load[name]) for code in inside) > sum(people[first:end]):
                    yield f"{name} has too much to do from {first} to {end}: {inside}"
