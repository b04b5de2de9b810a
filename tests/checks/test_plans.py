"""Plans and schedules beyond their samples: what is valid is left alone, one fault is found, nothing is worked out twice."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lpse_docs import checks
from lpse_docs.checks import drafts as made
from lpse_docs.diagnostics import Diagnostic, errors
from lpse_docs.load.project import load_project
from lpse_docs.model.plan import (
    AdoptionPlan,
    AdoptionSchedule,
    BucketSize,
    Budget,
    Capacity,
    Leave,
    OtherCapacity,
    Placing,
    StageTarget,
    WorkPackage,
)
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.days import dated, first_buckets
from lpse_docs.planning.frame import frame
from lpse_docs.planning.outlook import Draft, draft, outlook, timetable
from lpse_docs.planning.problem import Method, Placement, Problem, Schedule
from lpse_docs.planning.verify import counting, verify
from tests.casefile import BASE, CASES

UNITS = ("unit-sistem", "unit-registrasi")
PERIOD = "2026-semester-1"
OF_PLANS = {code for code in checks.RULES if "LPSE610" <= code <= "LPSE629"}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The workspace of the samples with its period, without a plan."""
    root = tmp_path_factory.mktemp("plans") / "w"
    shutil.copytree(BASE, root)
    shutil.copytree(CASES / "assessments", root / "assessments")
    shutil.copy(CASES / "plans" / PERIOD / "scorecard.yaml", root / "assessments" / PERIOD)
    workspace = load_project(root).workspace
    assert workspace is not None
    return workspace


@st.composite
def plans(draw: st.DrawFn) -> AdoptionPlan:
    """A plan that is in order: packages wait for earlier ones only, and everything lies in the horizon."""
    count = draw(st.integers(0, 5))
    packages = tuple(
        WorkPackage(
            id=f"p{number}",
            title=f"Paket {number}",
            unit=draw(st.sampled_from(UNITS)),
            effort=draw(st.integers(0, 60)) / 10,
            cost=draw(st.integers(0, 3)) * 1_000_000,
            earliest=draw(st.none() | st.dates(date(2026, 7, 1), date(2027, 12, 31))),
            after=tuple(f"p{before}" for before in range(number) if draw(st.booleans())),
            running_in=draw(st.integers(0, 60)),
        )
        for number in range(count)
    )
    return AdoptionPlan(
        period=PERIOD,
        title="Rencana",
        start=date(2026, 7, 1),
        end=date(2029, 6, 30),
        step=draw(st.sampled_from(BucketSize)),
        capacity=tuple(Capacity(unit=unit, people=2, person_days=draw(st.integers(5, 30))) for unit in UNITS),
        budgets=(Budget(year=2027, ceiling=30_000_000),),
        targets=(StageTarget(stage=1, by=date(2027, 6, 30)), StageTarget(stage=2, by=date(2027, 12, 31))),
        packages=packages,
    )


def scheduled(problem: Problem) -> tuple[Placement, ...]:
    """The simplest schedule: task after task, each in the first buckets with room for it; what does not fit is left out."""
    spare = {unit: list(parts) for unit, parts in problem.capacity.items()}
    purse = dict(problem.budgets)
    placed: dict[str, Placement] = {}
    waiting = list(problem.tasks)
    while ready := [task for task in waiting if all(code in counting(problem, placed) for code in task.after)]:
        task = ready[0]
        waiting.remove(task)
        counts = counting(problem, placed)
        since = max([task.release, *(counts[code] for code in task.after)])
        for place in range(len(problem.buckets) - task.spanned + 1):
            bucket, last = problem.buckets[place], problem.buckets[place + task.spanned - 1]
            start = max(since, bucket.begin)
            fits = start <= bucket.end - min(task.length, 1) and start + task.length <= last.end
            room = all(
                part <= spare[unit][index]
                for unit, parts in task.load.items()
                for index, part in enumerate(parts, place)
            )
            if fits and room and task.cost <= purse.get(bucket.year, task.cost):
                placed[task.id] = Placement(task.id, place, start, start + task.length)
                for unit, parts in task.load.items():
                    for index, part in enumerate(parts, place):
                        spare[unit][index] -= part
                if bucket.year in purse:
                    purse[bucket.year] -= task.cost
                break
    return tuple(dated(frame(problem), first_buckets(placed)).values())


def whole(base: Workspace, plan: AdoptionPlan) -> tuple[Workspace, Draft]:
    """The workspace with a plan and its schedule."""
    with_plan = replace(base, plans=(plan,))
    asked = draft(with_plan, plan, base.assessments[0])
    placements = scheduled(asked.problem)
    left = tuple(sorted({task.id for task in asked.problem.tasks} - {item.task for item in placements}))
    found = timetable(asked, Schedule(placements, left, Method.GREEDY, ()), date(2026, 7, 1))
    return replace(with_plan, schedules=(found,)), asked


def findings(workspace: Workspace) -> list[Diagnostic]:
    """What the rules about plans say."""
    return [item for code in sorted(OF_PLANS) for item in checks.RULES[code](workspace)]


@given(plan=plans())
@settings(max_examples=25, deadline=None)
def test_a_plan_in_order_has_no_error(base: Workspace, plan: AdoptionPlan) -> None:
    workspace, asked = whole(base, plan)
    assert verify(asked.problem, scheduled(asked.problem)) == ()
    assert errors(findings(workspace)) == []
    assert all(item.code in {"LPSE619", "LPSE614"} for item in findings(workspace))


def _changed(plan: AdoptionPlan, **values: Any) -> AdoptionPlan:
    return plan.model_copy(update=values)


PLAN_FAULTS: dict[str, Callable[[AdoptionPlan], AdoptionPlan]] = {
    "LPSE610": lambda it: _changed(it, end=it.end - timedelta(days=1)),
    "LPSE611": lambda it: _changed(it, capacity=(*it.capacity, Capacity(unit="penyedia", person_days=1))),
    "LPSE612": lambda it: _changed(it, capacity=it.capacity[1:]),
    "LPSE613": lambda it: _changed(it, budgets=it.budgets * 2),
    "LPSE614": lambda it: _changed(it, targets=(StageTarget(stage=9, by=it.end),)),
    "LPSE615": lambda it: _changed(
        it, packages=(*it.packages, WorkPackage(id="q", title="q", unit=UNITS[0], effort=1, after=("S01-K09",)))
    ),
    "LPSE616": lambda it: _changed(
        it, packages=(*it.packages, WorkPackage(id="q", title="q", unit=UNITS[0], effort=1, after=("q",)))
    ),
    "LPSE617": lambda it: _changed(
        it, other_capacity=(OtherCapacity(unit=UNITS[0], bucket="2026-T1", person_days=1, reason="x"),)
    ),
    "LPSE619": lambda it: _changed(
        it, capacity=(it.capacity[0], it.capacity[1].model_copy(update={"person_days": 500}))
    ),
    "LPSE620": lambda it: _changed(it, packages=(*it.packages, WorkPackage(id="q", title="q", effort=1))),
}


@given(plan=plans(), code=st.sampled_from(sorted(PLAN_FAULTS)))
@settings(max_examples=30, deadline=None)
def test_one_fault_in_a_plan_is_found(base: Workspace, plan: AdoptionPlan, code: str) -> None:
    workspace = replace(base, plans=(PLAN_FAULTS[code](plan),))
    assert {item.code for item in errors(findings(workspace))} == {code}


def _moved(item: Placing, **days: int) -> Placing:
    moved = {name: getattr(item, name) + timedelta(days=count) for name, count in days.items()}
    return item.model_copy(update=moved)


@given(plan=plans(), data=st.data())
@settings(max_examples=30, deadline=None)
def test_one_fault_in_a_schedule_is_found(base: Workspace, plan: AdoptionPlan, data: st.DataObject) -> None:
    workspace, asked = whole(base, plan)
    schedule = workspace.schedules[0]
    assume(schedule.placings)
    place = data.draw(st.integers(0, len(schedule.placings) - 1))
    item = schedule.placings[place]
    length = asked.problem.task[item.package].length
    faults: dict[str, tuple[str, Placing]] = {
        "unknown": ("LPSE625", item.model_copy(update={"package": "tidak-ada"})),
        "bucket": ("LPSE625", item.model_copy(update={"bucket": "2040-T1"})),
        "outside": ("LPSE626", _moved(item, start=-800, finish=-800)),
        "reversed": ("LPSE626", item.model_copy(update={"finish": item.start - timedelta(days=1)})),
    }
    begun = asked.calendar.day(item.start)
    if set(range(begun + 1, begun + length)) - set(
        asked.problem.resting
    ):  # else what is cut off are days of rest alone
        faults["short"] = ("LPSE626", item.model_copy(update={"finish": item.start}))
    name = data.draw(st.sampled_from(sorted(faults)))
    code, wrong = faults[name]
    placings = (*schedule.placings[:place], wrong, *schedule.placings[place + 1 :])
    faulty = replace(workspace, schedules=(schedule.model_copy(update={"placings": placings}),))
    assert {found.code for found in errors(findings(faulty))} & {code, *(["LPSE657"] if name == "short" else [])}


@given(plan=plans(), data=st.data())
@settings(max_examples=25, deadline=None)
def test_work_that_does_not_wait_is_found(base: Workspace, plan: AdoptionPlan, data: st.DataObject) -> None:
    workspace, asked = whole(base, plan)
    schedule = workspace.schedules[0]
    placed = {item.package: item for item in schedule.placings}
    pairs = [(code, before) for code in placed for before in asked.problem.task[code].after if before in placed]
    assume(pairs)
    code, before = data.draw(st.sampled_from(sorted(pairs)))
    first = placed[before].finish + timedelta(days=asked.problem.task[before].running_in)
    wrong = placed[code].model_copy(update={"start": first - timedelta(days=1)})
    placings = tuple(wrong if item.package == code else item for item in schedule.placings)
    faulty = replace(workspace, schedules=(schedule.model_copy(update={"placings": placings}),))
    said = [item.message for item in findings(faulty) if item.code == "LPSE627"]
    assert any(f"Paket {code} dimulai" in message and before in message for message in said)


def test_a_fault_of_a_schedule_that_is_out_of_date_does_not_stand_in_the_way(base: Workspace) -> None:
    workspace, _ = whole(base, _plain())
    schedule = workspace.schedules[0]
    gone = schedule.placings[0].model_copy(update={"package": "lama"})
    old = schedule.model_copy(update={"placings": (gone, *schedule.placings[1:]), "input_digest": "0" * 64})
    found = findings(replace(workspace, schedules=(old,)))
    assert {item.code for item in found} == {"LPSE625", "LPSE628"}
    assert errors(found) == []
    seen = outlook(replace(workspace, schedules=(old,)), PERIOD)
    assert seen is not None
    assert "lama" not in seen.placing
    assert sum(map(sum, seen.load.values())) < sum(item.effort for item in seen.draft.packages)
    assert set(seen.spent.values()) == {0}


def _plain() -> AdoptionPlan:
    return AdoptionPlan(
        period=PERIOD,
        title="Rencana",
        start=date(2026, 7, 1),
        end=date(2027, 6, 30),
        step=BucketSize.QUARTER,
        capacity=tuple(Capacity(unit=unit, person_days=20) for unit in UNITS),
    )


def test_without_a_plan_nothing_is_worked_out(base: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "draft", None)
    assert findings(base) == []


def test_a_plan_is_worked_out_once(base: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace, asked = whole(base, _plain())
    calls: list[AdoptionPlan] = []

    def counted(_: Workspace, plan: AdoptionPlan, __: object) -> Draft:
        calls.append(plan)
        return asked

    monkeypatch.setattr(made, "draft", counted)
    checks.run(workspace)
    assert len(calls) == 1


def test_a_plan_too_large_to_count_is_refused_at_once(base: Workspace) -> None:
    leave = Leave(unit=UNITS[0], start=date(2026, 7, 1), end=date(2026, 7, 1), person_days=0, note="x")
    plan = _changed(_plain(), capacity=tuple(_plain().capacity * 200), leave=(leave,) * 5000)
    workspace = replace(base, plans=(plan,))
    assert made.drafts(workspace) == ()
    assert "LPSE619" in {item.code for item in findings(workspace)}


def test_leave_of_many_lifetimes_is_counted_at_once(base: Workspace) -> None:
    leave = Leave(unit=UNITS[0], start=date.min, end=date.max, person_days=1, note="x")
    workspace = replace(base, plans=(_changed(_plain(), leave=(leave,) * 500),))
    assert errors(findings(workspace)) == []


@pytest.mark.parametrize("size", [60, 1000])
def test_many_packages_in_one_circle_are_told_as_one(base: Workspace, size: int) -> None:
    packages = tuple(
        WorkPackage(id=f"p{number}", title="p", unit=UNITS[0], effort=0, after=(f"p{(number + 1) % size}",))
        for number in range(size)
    )
    workspace = replace(base, plans=(_changed(_plain(), packages=packages),))
    assert [item.code for item in findings(workspace)] == ["LPSE616"]


def test_the_plan_of_the_samples_is_without_any_finding(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "w")
    for folder in ("assessments", "plans"):
        shutil.copytree(CASES / folder, tmp_path / "w/assessments", dirs_exist_ok=True)
    loaded = load_project(tmp_path / "w")
    assert loaded.diagnostics == []
    assert loaded.workspace is not None
    assert len(loaded.workspace.plans) == 1
    assert checks.run(loaded.workspace) == []


def test_work_that_reaches_beyond_the_plan_is_told(base: Workspace) -> None:
    large = WorkPackage(id="besar", title="Besar", unit=UNITS[0], effort=35)
    workspace, asked = whole(base, _changed(_plain(), packages=(large,)))
    assert asked.problem.task["besar"].load == {UNITS[0]: (175, 175)}
    late = [
        it.model_copy(update={"bucket": "2027-T2", "start": date(2027, 4, 1), "finish": date(2027, 9, 30)})
        if it.package == "besar"
        else it
        for it in workspace.schedules[0].placings
    ]
    faulty = replace(workspace, schedules=(workspace.schedules[0].model_copy(update={"placings": tuple(late)}),))
    assert [item.message for item in errors(findings(faulty))] == ["Paket besar tidak terletak dalam triwulan II 2027."]
    seen = outlook(faulty, PERIOD)
    assert seen is not None
    assert len(seen.load[UNITS[0]]) == 4


def test_a_schedule_may_lie_beside_a_plan_that_cannot_be_counted_with(base: Workspace) -> None:
    workspace, _ = whole(base, _plain())
    schedule: AdoptionSchedule = workspace.schedules[0]
    broken = replace(workspace, plans=(_changed(_plain(), end=date(2026, 1, 1)),), schedules=(schedule,))
    assert {item.code for item in errors(findings(broken))} == {"LPSE610"}


def test_what_began_before_the_schedule_was_made_is_past(base: Workspace) -> None:
    workspace, asked = whole(base, _plain())
    schedule = workspace.schedules[0]
    code = next(it.package for it in schedule.placings if asked.problem.task[it.package].length > 1)
    placings = tuple(
        it.model_copy(update={"finish": it.start}) if it.package == code else it for it in schedule.placings
    )
    [start] = [it.start for it in placings if it.package == code]
    told = []
    for days in (0, 1):
        made = schedule.model_copy(update={"placings": placings, "made_on": start + timedelta(days=days)})
        found = findings(replace(workspace, schedules=(made,)))
        told.append([item.code for item in found if f"Paket {code} " in item.message])
    assert told == [["LPSE626"], []]
