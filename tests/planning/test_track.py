"""Planning the rest: the past keeps its place, and of a planning period that has begun only its days left count."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from lpse_docs.model.plan import WorkPackage
from lpse_docs.planning.arrange import TRACKING, arrange
from lpse_docs.planning.calendar import TENTHS
from lpse_docs.planning.frame import frame, loads
from lpse_docs.planning.greedy import greedy
from lpse_docs.planning.outlook import Outlook
from lpse_docs.planning.problem import Goal, Problem
from lpse_docs.planning.track import Standing, Tracked, rest, track, under_way
from tests.planning.plans import OFFICE, SYSTEMS, built, plan
from tests.planning.validator import faults, waiting

START, MIDDLE = (
    date(2027, 4, 1),
    date(2027, 5, 17),
)  # a quarter without holidays: 65 working days, 33 from the middle on


def tracked(outlook: Outlook, on: date) -> tuple[Tracked, ...]:
    return track(outlook.draft, outlook.schedule, outlook.draft.scored, on)


def remaining(outlook: Outlook, on: date) -> Problem:
    return rest(outlook.draft, tracked(outlook, on), on)[0]


def free(problem: Problem, bucket: int) -> Mapping[str, int]:
    return {unit: parts[bucket] for unit, parts in frame(problem).spare.items()}


def test_of_a_period_that_has_begun_the_working_days_left_count() -> None:
    asked = built(plan(packages=()))[1].draft
    problem = rest(asked, (), MIDDLE)[0]
    for unit, parts in asked.problem.capacity.items():
        assert problem.capacity[unit] == (parts[0], int(parts[1] * Fraction(33, 65)), *parts[2:])


@pytest.mark.parametrize("on", [START, date(2026, 11, 3), date(2029, 2, 1)])
def test_on_its_first_day_and_beyond_the_horizon_nothing_is_taken_off(on: date) -> None:
    asked = built(plan(packages=()))[1].draft
    assert rest(asked, (), on)[0].capacity == asked.problem.capacity


def test_what_is_done_takes_nothing_of_the_days_left_and_what_runs_only_its_own_share() -> None:
    _, outlook = built()
    asked = outlook.draft
    [sop] = [item for item in asked.packages if item.id == "sop-a-susun"]
    at = outlook.schedule.placings[0].model_copy(update={"package": sop.id, "bucket": "2027-T2"})
    whole, share = asked.problem.capacity[sop.unit][1], Fraction(33, 65)
    [part] = asked.problem.task[sop.id].load[sop.unit]
    done = free(rest(asked, [Tracked(sop, at, Standing.DONE)], MIDDLE)[0], 1)[sop.unit]
    runs = free(rest(asked, [Tracked(sop, at, Standing.RUNNING)], MIDDLE)[0], 1)[sop.unit]
    assert done == min(int(whole * share + part), whole) - part
    assert runs == int(whole * share + part * (1 - share)) - part == int(whole * share - part * share)


@pytest.mark.parametrize("days", range(0, 760, 19))
def test_the_rest_fits_both_the_days_left_and_the_plan_as_a_whole(days: int) -> None:
    _, outlook = built()
    on = outlook.draft.calendar.start + timedelta(days=days)
    problem = remaining(outlook, on)
    schedule = greedy(problem)
    assert faults(problem, schedule) == []
    whole = outlook.draft.problem.capacity
    assert all(here <= there for unit in whole for here, there in zip(problem.capacity[unit], whole[unit], strict=True))
    new = {code: item for code, item in schedule.placement.items() if code not in problem.fixed}
    taken, spare = Counter(loads(problem, new)), frame(problem).spare
    assert all(taken[unit, bucket] <= parts for unit in spare for bucket, parts in enumerate(spare[unit]))


def test_in_the_middle_of_a_period_not_the_whole_of_it_is_planned_again() -> None:
    _, outlook = built(plan(packages=()))
    problem = remaining(outlook, MIDDLE)
    placed = {code: it for code, it in greedy(problem).placement.items() if code not in problem.fixed}
    assert loads(problem, placed)[OFFICE, 1] <= 20 * TENTHS * 33 // 65


@pytest.mark.parametrize("share", range(4))
def test_on_every_day_the_rest_waits_for_what_is_late(share: int) -> None:
    """Two months, day by day: what has begun by the plan only keeps its days when all that it waits for is done."""
    _, outlook = built()
    asked = outlook.draft
    for days in range(60 + share, 121 + share, 4):
        on = asked.calendar.start + timedelta(days=days)
        found = tracked(outlook, on)
        problem = rest(asked, found, on)[0]
        schedule = greedy(problem)
        assert faults(problem, schedule) == []
        done = {it.package.id for it in found if it.standing is Standing.DONE}
        strict = replace(problem, fixed={code: at for code, at in problem.fixed.items() if code in done})
        assert list(waiting(strict, schedule)) == []


def test_what_waits_for_something_late_has_not_begun_and_is_planned_behind_it() -> None:
    _, outlook = built()
    asked, agreed = outlook.draft, outlook.schedule
    at = {it.package: it for it in agreed.placings}
    on = at["sop-a-sah"].start + timedelta(days=1)
    late = at["sop-a-susun"].model_copy(update={"finish": on - timedelta(days=2)})
    runs = at["sop-a-sah"].model_copy(update={"finish": on + timedelta(days=2)})
    others = [it for it in agreed.placings if it.package not in {late.package, runs.package}]
    found = track(asked, agreed.model_copy(update={"placings": (late, runs, *others)}), asked.scored, on)
    standing = {it.package.id: it.standing for it in found}
    assert (standing["sop-a-susun"], standing["sop-a-sah"]) == (Standing.LATE, Standing.HELD)
    placed = greedy(rest(asked, found, on)[0]).placement
    assert asked.calendar.day(on) <= placed["sop-a-susun"].start < placed["sop-a-susun"].finish
    assert placed["sop-a-susun"].finish <= placed["sop-a-sah"].start
    seen = [replace(it, standing=Standing.DONE) if it.package.id == "sop-a-susun" else it for it in found]
    done = rest(
        asked, [replace(it, standing=Standing.RUNNING) if it.package.id == "sop-a-sah" else it for it in seen], on
    )
    assert {"sop-a-susun", "sop-a-sah"} <= done[0].fixed.keys()


def test_what_has_begun_and_is_late_goes_on_before_other_work_begins() -> None:
    """Three packages of one quarter; on its middle day only one fits in, and that is the one under way, whatever its name."""
    own = tuple(WorkPackage(id=code, title=code, unit=SYSTEMS, effort=8) for code in ("ada", "baru", "cara"))
    _, outlook = built(plan(packages=own))
    asked, on = outlook.draft, MIDDLE
    day, quarter = timedelta(days=1), asked.calendar.periods[1]
    like = outlook.schedule.placings[0].model_copy(update={"bucket": "2027-T2"})
    for begun in ("ada", "baru", "cara"):
        late = like.model_copy(update={"package": begun, "start": START, "finish": on - day})
        ahead = [
            like.model_copy(update={"package": it.id, "start": on + day, "finish": quarter.end})
            for it in own
            if it.id != begun
        ]
        found = track(asked, outlook.schedule.model_copy(update={"placings": (late, *ahead)}), asked.scored, on)
        problem = rest(asked, found, on)[0]
        assert under_way(asked, found, on) == problem.ongoing == {begun}
        schedule = arrange(problem, TRACKING)
        assert faults(problem, schedule) == []
        assert schedule.placement[begun].bucket == 1
        assert all(schedule.placement[it.package].bucket > 1 for it in ahead)


def test_where_nothing_has_begun_nothing_is_asked_of_it() -> None:
    problem = rest(built()[1].draft, (), MIDDLE)[0]
    assert Goal.ONGOING not in {it.goal for it in arrange(problem, TRACKING).reached}
