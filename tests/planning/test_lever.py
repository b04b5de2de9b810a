"""Which package moves the count of standards most, held against taking packages away one by one; and what looks risky."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from lpse_docs.model.plan import Capacity, StageTarget, WorkPackage
from lpse_docs.planning.lever import lever, levers
from lpse_docs.planning.outlook import Outlook
from lpse_docs.planning.packages import Package, ground
from lpse_docs.planning.risks import FULL, TIGHT, chain, full, single, tight
from tests.planning.plans import OFFICE, OWN, SYSTEMS, built, plan


@pytest.fixture(scope="module")
def outlook() -> Outlook:
    return built()[1]


def without(outlook: Outlook, gone: str) -> set[str]:
    """Standards that cannot be met when one package is never done, found by doing whatever can be done."""
    ahead = [item for item in outlook.draft.packages if item.done_on is None]
    done: set[str] = set()

    def ready(item: Package) -> bool:
        return all(code in done or code not in outlook.draft.problem.task for code in item.after)

    while True:
        more = {item.id for item in ahead if item.id != gone and ready(item)}
        more |= {
            ground(letter)
            for letter in {item.letter for item in ahead if item.letter}
            if all(item.id in done for item in ahead if item.grounds and item.letter == letter)
        }
        if more <= done:
            break
        done |= more
    return {item.letter for item in ahead if item.letter and item.criterion and item.id not in done}


def test_carried_standards_are_those_that_fail_without_the_package(outlook: Outlook) -> None:
    found = {item.package.id: set(item.carries) for item in levers(outlook)}
    assert found == {code: without(outlook, code) for code in found}
    assert len(found) == len([item for item in outlook.draft.packages if item.done_on is None])


def test_the_last_open_package_of_a_standard_comes_first() -> None:
    space, whole = built()
    kept = tuple(item for item in whole.draft.packages if item.letter != "c" or item.id == "audit")
    outlook = replace(whole, draft=replace(whole.draft, packages=kept))
    found = lever(outlook)
    assert found is None or not found.completes  # a criterion of the standard has no package
    done = {"done_on": date(2026, 11, 20)}
    others = [
        WorkPackage(id=item.id, **done)
        for item in whole.draft.packages
        if item.letter == "c" and item.id != "audit" and item.id not in {own.id for own in OWN}
    ]
    _, last = built(plan(packages=(*OWN, *others)))
    first = lever(last)
    assert first is not None and (first.package.id, first.completes) == ("audit", ("c",))
    assert first.on == last.counts_on(last.draft.package["audit"])
    assert space.standards


def test_nothing_moves_a_plan_without_work(outlook: Outlook) -> None:
    assert lever(replace(outlook, draft=replace(outlook.draft, packages=()))) is None


@pytest.fixture(scope="module")
def scarce() -> Outlook:
    """The same work with little capacity."""
    units = tuple(Capacity(unit=unit, people=1, person_days=14) for unit in (OFFICE, SYSTEMS))
    rest = tuple(item for item in plan().capacity if item.unit not in {OFFICE, SYSTEMS})
    return built(plan(capacity=(*units, *rest), other_capacity=(), leave=()))[1]


def test_full_periods_are_those_above_nine_tenths(scarce: Outlook) -> None:
    outlook = scarce
    found = {(item.unit, item.period.code) for item in full(outlook)}
    expected = {
        (unit, item.code)
        for unit, loads in outlook.load.items()
        for item, load, limit in zip(outlook.draft.calendar.periods, loads, outlook.capacity[unit], strict=True)
        if load and load / limit > FULL
    }
    assert found == expected and found


@pytest.mark.parametrize(("left", "named"), [(-1, False), (0, True), (TIGHT, True), (TIGHT + 1, False)])
def test_a_record_is_tight_up_to_thirty_days_before_its_target(outlook: Outlook, left: int, named: bool) -> None:
    counts = outlook.counts_on(outlook.draft.package["audit"])
    assert counts
    asked = plan(targets=(StageTarget(stage=2, by=counts + timedelta(left)),))
    found = tight(replace(outlook, draft=replace(outlook.draft, plan=asked)))
    assert any(item.package.id == "audit" and item.left == left for item in found) is named


def test_every_link_of_the_chain_waits_for_the_one_before(outlook: Outlook) -> None:
    found = chain(outlook)
    assert len(found) >= 3
    for before, after in pairwise(found):
        ready = outlook.counts_on(before)
        assert ready and outlook.placing[after.id].start >= ready


def test_single_units_have_work_and_one_person(outlook: Outlook) -> None:
    people = {item.unit: item.people for item in outlook.draft.plan.capacity}
    working = {item.unit for item in outlook.draft.packages if item.done_on is None}
    assert set(single(outlook)) == {unit for unit in working if people[unit] == 1}
