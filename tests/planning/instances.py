"""Problems to schedule: arbitrary small ones, tiny ones that can be enumerated, and one of the size of a real office."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from lpse_docs.planning.problem import Bucket, Problem, Target, Task

Draw = Any
STANDARDS = 17
SOPS = 6
STAGES = (6, 10, 12, 17)
RESOURCES = ("pimpinan", "sistem", "layanan", "verifikasi")


@st.composite
def problems(draw: Draw, most_tasks: int = 9, most_buckets: int = 6, most_days: int = 12) -> Problem:
    """An arbitrary problem: buckets of unequal length, a past, a baseline, ceilings, and chains within one bucket."""
    buckets = draw(horizons(most_buckets, most_days))
    names = ["r1", "r2"][: draw(st.integers(0, 2))]
    capacity = {
        name: tuple(draw(st.lists(st.integers(0, 9), min_size=len(buckets), max_size=len(buckets)))) for name in names
    }
    tasks: list[Task] = []
    for number in range(draw(st.integers(1, most_tasks))):
        codes = [item.id for item in tasks]
        tasks.append(draw(task(f"t{number}", names=names, buckets=len(buckets), days=most_days, earlier=codes)))
    codes = [item.id for item in tasks]
    end = buckets[-1].end
    targets = [
        Target(
            f"s{number}",
            tuple(draw(st.lists(st.sampled_from(codes), max_size=4))),
            draw(st.integers(0, end + 3)),
            draw(st.booleans()),
        )
        for number in range(draw(st.integers(0, 2)))
    ]
    return Problem(
        buckets=buckets,
        capacity=capacity,
        tasks=tuple(draw(st.permutations(tasks))),
        targets=tuple(targets),
        budgets=draw(st.dictionaries(st.sampled_from((1, 2)), st.integers(0, 9), max_size=2)),
        fixed=draw(chosen_buckets(tasks, buckets, 2)),
        baseline=draw(chosen_buckets(tasks, buckets, len(tasks))),
    )


@st.composite
def horizons(draw: Draw, most_buckets: int, most_days: int) -> tuple[Bucket, ...]:
    """Buckets one after the other, in two years."""
    day, found = 0, []
    for number in range(count := draw(st.integers(1, most_buckets))):
        length = draw(st.integers(1, most_days))
        found.append(Bucket(day, day + length, 1 if 2 * number < count else 2))
        day += length
    return tuple(found)


@st.composite
def task(draw: Draw, code: str, *, names: list[str], buckets: int, days: int, earlier: list[str]) -> Task:
    """A task that waits for some of the earlier ones; it may be too large or too long for any place."""
    span = draw(st.sampled_from((1, 1, 1, min(2, buckets), min(3, buckets))))
    used = draw(st.lists(st.sampled_from(names), unique=True)) if names else []
    return Task(
        id=code,
        length=draw(st.integers(0, days)),
        load={name: tuple(draw(st.lists(st.integers(0, 6), min_size=span, max_size=span))) for name in used},
        span=span,
        cost=draw(st.sampled_from((0, 0, 1, 4))),
        release=draw(st.sampled_from((0, 0, 0, draw(st.integers(0, 2 * days))))),
        after=tuple(draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True))) if earlier else (),
        running_in=draw(st.sampled_from((0, 0, 5))),
        weight=draw(st.integers(0, 4)),
    )


@st.composite
def chosen_buckets(draw: Draw, tasks: list[Task], buckets: tuple[Bucket, ...], most: int) -> Mapping[str, int]:
    """First buckets for some tasks."""
    found = draw(
        st.dictionaries(
            st.sampled_from([item.id for item in tasks]), st.integers(0, len(buckets) - 1), max_size=min(most, 9)
        )
    )
    span = {item.id: max((len(parts) for parts in item.load.values()), default=item.span) for item in tasks}
    return {code: bucket for code, bucket in found.items() if bucket + span[code] <= len(buckets)}


def office(months: int = 3, *, seed: int = 1, years: int = 2, tight: float = 0.8, done: int = 0) -> Problem:
    """About 185 tasks in 17 groups for four units, as an office of that size would have them.

    Args:
        months: Length of a bucket.
        seed: Of the numbers that are drawn.
        years: Length of the horizon.
        tight: Share of the whole capacity that the tasks need.
        done: Tasks that are past, in the first bucket.
    """
    random = Random(seed)
    buckets = calendar(years, months)
    tasks = [*procedures(random, months), *criteria(random, months)]
    groups = [[item.id for item in tasks if item.id.startswith(f"k{number:02}")] for number in range(STANDARDS)]
    dues = (buckets[-1].end * part // 100 for part in (45, 65, 75, 95))
    targets = [
        Target(f"tahap-{number}", tuple(code for group in groups[:count] for code in group), due)
        for number, (count, due) in enumerate(zip(STAGES, dues, strict=True), 1)
    ]
    need = {name: sum(sum(item.load.get(name, ())) for item in tasks) for name in RESOURCES}
    return Problem(
        buckets=buckets,
        capacity={name: shares(random, int(need[name] / tight), len(buckets)) for name in RESOURCES},
        tasks=tuple(tasks),
        targets=tuple(targets),
        budgets={year: sum(item.cost for item in tasks) * 6 // 10 for year in range(years)},
        fixed={item.id: 0 for item in [it for it in tasks if not it.after][:done]},
    )


def calendar(years: int, months: int) -> tuple[Bucket, ...]:
    """Months or quarters of some years, as long as on a calendar, near enough."""
    return tuple(
        Bucket(number * months * 365 // 12, (number + 1) * months * 365 // 12, number * months // 12)
        for number in range(12 * years // months)
    )


def shares(random: Random, whole: int, count: int) -> tuple[int, ...]:
    """A capacity, not quite the same in every bucket."""
    return tuple(whole * random.randint(85, 115) // (100 * count) for _ in range(count))


def procedures(random: Random, months: int) -> list[Task]:
    """Six procedures: each is drafted, approved and reviewed."""
    found = []
    for number in range(SOPS):
        draft, approve, review = (f"s{number}-{part}" for part in ("naskah", "sah", "tinjau"))
        unit = RESOURCES[number % len(RESOURCES)]
        found += [
            work(draft, unit, random.randint(40, 120), 30, months),
            replace(work(approve, "pimpinan", 10, 14, months), after=(draft,)),
            replace(work(review, unit, 20, 10, months), after=(approve,), weight=1),
        ]
    return found


def criteria(random: Random, months: int) -> list[Task]:
    """161 gaps: a policy first, then what follows from it; some cost money, some need a running-in time."""
    found: list[Task] = []
    for number in range(161):
        group, place = number % STANDARDS, number // STANDARDS
        unit = RESOURCES[(group + place * (random.random() < 0.3)) % len(RESOURCES)]
        length = random.choice((5, 10, 14, 20, 30, 45, 60, 80))
        load = min(4 * length, random.choice((10, 20, 30, 50, 80, 120, 200)))
        task = work(f"k{group:02}-{place:02}", unit, load, length, months)
        after = [f"k{group:02}-{place // 3:02}"] if place and random.random() < 0.6 else []
        after += [f"s{group % SOPS}-sah"] if random.random() < 0.2 else []
        found.append(
            replace(
                task,
                after=tuple(after),
                cost=random.choice((0, 0, 0, 5, 15, 60)) * 1_000_000,
                running_in=random.choice((0, 0, 30, 90)),
                release=random.choice((0, 0, 0, 0, 60, 120)),
                weight=random.randint(1, 5),
            )
        )
    return found


def work(code: str, unit: str, load: int, length: int, months: int) -> Task:
    """A task whose load is spread over as many buckets as its length may touch."""
    span = 1 if length <= 30 * months // 2 else 1 + -(-length // (30 * months))
    parts = tuple(load * (number + 1) // span - load * number // span for number in range(span))
    return Task(code, length, load={unit: parts})
