"""`lpse-docs plan track` after another assessment: work done out of order, and gaps that opened since."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from lpse_docs.cli import planning
from lpse_docs.cli.planreasons import Reasons, traded
from lpse_docs.model import plan as model
from lpse_docs.planning import arrange
from lpse_docs.planning.conflicts import Conflict
from lpse_docs.planning.problem import Goal, Problem, Schedule
from lpse_docs.planning.relax import Budget, Least
from lpse_docs.planning.shortage import Shortage
from tests.casefile import resealed
from tests.cli.conftest import lpse
from tests.cli.test_plan import DAY, PERIOD, plan_file, planned, schedule
from tests.planning.plans import MADE_ON, built, plan

NEXT = "2027-semester-1"
ACTUAL = ("--actual", NEXT)
NEEDLESS = "criterion: S01-K01\n    status: tidak-berlaku\n    reason: Contoh.\n    assessed_on: {day}"
OUT_OF_ORDER = """packages:
  - {id: pra, title: Persiapan, unit: sekretariat, effort: 3}
  - {id: S01-K01, after: [pra]}
"""

__all__ = ["planned"]  # the fixture


def needless(root: Path, period: str, day: str) -> None:
    """Say that the only criterion of the workspace does not apply."""
    file = root / f"assessments/{period}/scorecard.yaml"
    text = file.read_text("utf-8")
    changed = text.replace("criterion: S01-K01\n    status: belum-dinilai", NEEDLESS.format(day=day))
    assert changed != text
    changed += f"history:\n  - criterion: S01-K01\n    changed_on: {day}\n    changed_by: penilai\n"
    changed += "    before: belum-dinilai\n    after: tidak-berlaku\n"
    changed = changed.replace("assessors: []", "assessors:\n  - {id: penilai, name: null, role: ketua}")
    file.write_text(resealed(changed), encoding="utf-8")


def assessed_again() -> None:
    begun = lpse("assess", "new", NEXT, "--title", "Semester I", "--start", "2027-01-01", "--end", "2027-06-30")
    assert begun.code == 0, begun.text


@pytest.mark.parametrize("on", ["2027-01-04", "2027-01-20", "2027-07-20"])
def test_what_was_done_out_of_order_stands_and_no_command_is_stopped(planned: Path, on: str) -> None:
    text = plan_file(planned).read_text("utf-8")
    plan_file(planned).write_text(text.replace("packages: []\n", OUT_OF_ORDER), encoding="utf-8")
    assert lpse("plan", "--save", *DAY).code == 0
    assert lpse("plan", "approve", "--on", "2026-12-31").code == 0
    agreed = {item.package: item for item in schedule(planned, "approved.yaml").placings}
    assert agreed["pra"].finish < agreed["S01-K01"].start
    assessed_again()
    needless(planned, NEXT, "2027-01-03")
    saved = lpse("plan", "track", "--on", on, "--save", *ACTUAL)
    assert saved.code == 0, saved.text
    now = {item.package: item for item in schedule(planned).placings}
    assert str(now["S01-K01"].start) < on
    if str(agreed["S01-K01"].start) < on:
        kept, then = ((it.bucket, it.start) for it in (now["S01-K01"], agreed["S01-K01"]))
        assert kept == then  # the past keeps its planning period and its first day
        done = min(agreed["S01-K01"].finish, date.fromisoformat(on) - timedelta(days=1))
        assert now["S01-K01"].finish == done  # what is done by a day has not ended after it
        assert now["pra"].start > now["S01-K01"].start
    assert not re.search("LPSE62[5-8]", lpse("check").text)
    assert ("lebih baru daripada rencana ini" in lpse("plan", "--on", on).text) == (on >= "2027-06-30")
    for again in (("--on", on), ("track", "--on", on, *ACTUAL), ("export", "x.ics")):
        assert lpse("plan", *again).code == 0


def test_gaps_that_opened_since_are_named_and_their_standards_not_promised(planned: Path) -> None:
    needless(planned, PERIOD, "2026-12-31")
    before = lpse("plan", "--save", *DAY)
    assert re.search(r"^Tahap 1 +1 Januari 2027 ", before.text, re.MULTILINE), before.text
    assert lpse("plan", "approve", "--on", "2026-12-31").code == 0
    assert "Terbuka sejak" not in lpse("plan", "track", "--on", "2027-01-20").text
    assessed_again()
    shown = lpse("plan", "track", "--on", "2027-01-20", "--save", *ACTUAL)
    assert shown.code == 0, shown.text
    assert "Terbuka sejak rencana dinilai, tidak ada paketnya: standar A (S01-K01)." in shown.text
    assert f"untuk periode {NEXT} buat rencana baru." in shown.text
    assert re.search(
        r"tenggat tahap 0 \([^()]*; bagi paket yang ada saja, celah tanpa paket tidak dihitung\)", shown.text
    )
    assert re.search(r"^Tahap 1 +tidak tercapai dalam rentang rencana ", shown.text, re.MULTILINE)
    assert "Terbuka sejak" in schedule(planned).explanations[0]


@pytest.mark.parametrize("command", [("plan",), ("plan", "track")])
def test_what_check_would_refuse_is_not_written(
    planned: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    assert lpse("plan", "--save", *DAY).code == 0
    kept = (planned / f"assessments/{PERIOD}/schedule.yaml").read_bytes()
    whole = arrange.arrange

    def reckless(problem: Problem, goals: Sequence[Goal], _: object) -> Schedule:
        """All on the day on which the last begins, whatever waits for what."""
        made = whole(problem, goals)
        last = made.placements[-1]
        moved = (
            replace(last, task=it.task, finish=last.start + problem.task[it.task].length) for it in made.placements
        )
        return replace(made, placements=tuple(moved))

    monkeypatch.setattr(planning, "arrange", reckless)
    saved = lpse(*command, "--on", "2027-01-05", "--save")
    assert saved.code == 1
    place = re.search(rf"LPSE627.*\n *.*--> .*assessments/{PERIOD}/schedule\.yaml:(\d+):\d+", saved.text)
    assert place is not None, saved.text
    assert re.search(rf"{place[1]} .*\| +- \{{package: ", saved.text)
    assert "schedule.yaml tidak ditulis" in saved.text
    assert (planned / f"assessments/{PERIOD}/schedule.yaml").read_bytes() == kept


@pytest.mark.parametrize(("relief", "apart"), [(39_000_000, True), (9_000_000, False)])
def test_a_shortage_by_costs_alone_is_told_apart_from_what_a_schedule_takes(relief: int, apart: bool) -> None:
    space, outlook = built()
    drawn = planning.draw_up(space, outlook.draft, MADE_ON)
    conflict = Conflict(
        drawn.problem.targets[-1],
        demands=(Budget(2027),),
        shortages=(Shortage(None, 2027, 2028, 9_000_000),),
        reliefs=((Least({(Budget(2027), 2027): relief}, 0),),),
    )
    told = "tidak mungkin: pagu 2027-2028 kekurangan sedikitnya Rp9.000.000"
    told += " menurut biaya saja; bila waktu dan kapasitas ikut dihitung, Rp39.000.000." if apart else "."
    why, way = Reasons(space, drawn).lines(conflict)
    assert why.endswith(told)
    assert f"pagu 2027 ditambah Rp{relief // 1_000_000}.000.000" in way


@pytest.mark.parametrize("ceiling", [10_000_000, 20_000_000])
def test_money_that_a_package_of_no_standard_takes_from_one_that_completes_one_is_named(ceiling: int) -> None:
    own = (
        model.WorkPackage(id="kursus", title="Kursus", unit="sekretariat", effort=1, cost=8_000_000),
        model.WorkPackage(id="S01-K02", cost=9_000_000, effort=1),
    )
    budgets = (model.Budget(year=2027, ceiling=ceiling), model.Budget(year=2028, ceiling=0))
    space, outlook = built(plan(packages=own, budgets=budgets))
    drawn = planning.draw_up(space, outlook.draft, MADE_ON)
    assert list(traded(drawn)) == []  # all that has a place serves a standard, or nothing is without one
    before = drawn.schedule.placement
    course = before.get("kursus", replace(before["S01-K02"], task="kursus"))
    places = [*(it for code, it in before.items() if code not in {"kursus", "S01-K02"}), course]
    other = replace(drawn, schedule=replace(drawn.schedule, placements=tuple(places), unplaced=("S01-K02",)))
    told = list(traded(other))
    assert len(told) == (ceiling < 17_000_000)
    assert all("Paket kursus" in it and "S01-K02 (Rp9.000.000)" in it and "standar A" in it for it in told)
