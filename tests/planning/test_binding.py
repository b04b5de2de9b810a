"""What is said to keep a task from its place does: out of the way it has one, and with it in the way it has none."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import HealthCheck, Phase, assume, given, settings

from lpse_docs.planning.binding import Bar, Binding, Bindings
from lpse_docs.planning.greedy import greedy
from lpse_docs.planning.problem import Bucket, Method, Placement, Problem, Schedule, Task
from lpse_docs.planning.verify import milestone
from tests.planning.test_days import HANDS, QUARTER, RESTING, manned, office, work
from tests.planning.validator import capacity, counting, money, placing, waiting, width, workable

MUCH = 10_000
some = settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.generate])


def room(problem: Problem, placements: Iterable[Placement], task: Task, buckets: Iterable[int]) -> bool:
    """Whether a task has a place in one of some buckets, with everything else where it is, by a stranger's count."""
    others = tuple(item for item in placements if item.task != task.id)
    for bucket in buckets:
        if bucket + width(task) > len(problem.buckets):
            continue
        end = problem.buckets[bucket + width(task) - 1].end
        for start in range(problem.buckets[bucket].begin, min(end, problem.buckets[-1].end - 1) + 1):
            for finish in range(start + task.length, end + 1):
                tried = Schedule((*others, Placement(task.id, bucket, start, finish)), (), Method.GREEDY, ())
                rules = (placing, waiting, capacity, money, workable)
                if not any(list(rule(problem, tried)) for rule in rules):
                    return True
    return False


def eased(problem: Problem, bar: Bar) -> Problem:
    """A problem with that out of the way which is named: much of each resource in its bucket, what is lacking of a year."""
    given_, hands = ({name: list(it) for name, it in more.items()} for more in (problem.capacity, problem.hands))
    for name, place in bar.short:
        given_[name][place] = MUCH
        days = range(problem.buckets[place].begin, problem.buckets[place].end)
        for day in days if name in hands else ():
            hands[name][day] = 0 if day in problem.resting else MUCH
    budgets = dict(problem.budgets)
    if bar.year is not None:
        budgets[bar.year] += bar.lacking
    free, people = ({name: tuple(it) for name, it in more.items()} for more in (given_, hands))
    return replace(problem, capacity=free, hands=people, budgets=budgets)


def unlimited(problem: Problem) -> Problem:
    """A problem in which only time counts."""
    places = [(name, place) for name in problem.capacity for place in range(len(problem.buckets))]
    return replace(eased(problem, Bar(0, tuple(places))), budgets={})


@some
@given(manned(most_tasks=6, most_buckets=3, most_days=5))
def test_what_is_named_gives_a_place_and_nothing_less(problem: Problem) -> None:
    assume(problem.hands)
    problem = replace(problem, tasks=tuple(map(working, problem.tasks)))
    schedule = greedy(problem)
    bindings = Bindings(problem, schedule.placement)
    for code in schedule.unplaced:
        task, found = problem.task[code], bindings.of(code)
        if found.lost:
            assert not set(found.lost) & set(schedule.placement)
        elif not milestone(task):
            holds(problem, schedule, task, found)


def working(task: Task) -> Task:
    """A task that takes something of every resource it names, and a day for that."""
    load = {name: tuple(max(1, part) for part in parts) for name, parts in task.load.items()}
    return replace(task, load=load, length=max(task.length, bool(load)))


def holds(problem: Problem, schedule: Schedule, task: Task, found: Binding) -> None:
    """What binds a task that waits for nothing lost."""
    for code in found.last:
        assert counting(problem, schedule.placement[code]) == found.ready
    for bar in found.bars:
        named = bool(bar.short or bar.year is not None)
        assert room(eased(problem, bar), schedule.placements, task, [bar.bucket])
        assert room(problem, schedule.placements, task, [bar.bucket]) is not named
    others = [place for place in range(len(problem.buckets)) if place not in {bar.bucket for bar in found.bars}]
    assert not room(unlimited(problem), schedule.placements, task, others)


def test_a_unit_whose_days_are_gone_is_named_though_its_capacity_is_not() -> None:
    late = work("late", 60, length=6, release=18)
    found = Bindings(office(work("long", 80, length=10, release=14), late), {})
    placed = {"long": Placement("long", 0, 15, 28)}
    (first, second) = replace(found, placed=placed).of("late").bars
    assert first == Bar(0, (("unit", 0),))
    assert second == Bar(1)


def test_money_and_people_are_told_bucket_by_bucket() -> None:
    problem = Problem(
        (Bucket(0, 28, 2026), Bucket(28, 56, 2027)),
        {"unit": (0, 100)},
        (work("dear", 10, cost=9),),
        budgets={2026: 9, 2027: 5},
        resting=RESTING,
        hands=HANDS,
    )
    assert Bindings(problem, {}).of("dear").bars == (Bar(0, (("unit", 0),)), Bar(1, (), 2027, 4))


def test_through_a_moment_the_work_behind_it_is_named() -> None:
    moment = Task("dasar", 0, after=("rule", "appointment"), weight=0)
    problem = office(work("rule", 10), work("appointment", 10), moment, work("record", 10, "dasar"))
    placed = {"rule": Placement("rule", 0, 0, 1), "appointment": Placement("appointment", 0, 2, 9)}
    found = Bindings(problem, placed).of("record")
    assert (found.last, found.ready) == (("appointment",), 9)
    assert Bindings(problem, {"rule": placed["rule"]}).of("record") == Binding("record", lost=("appointment",))


def test_a_task_that_could_begin_earlier_in_its_bucket_waits_for_its_turn() -> None:
    problem = office(work("first", 10), work("second", 10))
    placed = {"first": Placement("first", 0, 0, 1), "second": Placement("second", 0, 1, 2)}
    assert Bindings(problem, placed).of("second").own
    assert not Bindings(problem, placed).of("first").own
    assert QUARTER[0].begin == 0
