"""Evidence that only has to wait: a day in the plan, without work."""

from dataclasses import replace
from datetime import date

import pytest

from lpse_docs.model.assessment import Assessment, Status
from lpse_docs.model.standard import EvidenceKind
from lpse_docs.planning.gone import opened, pending
from lpse_docs.planning.greedy import greedy
from lpse_docs.planning.outlook import Outlook
from lpse_docs.planning.track import rest
from lpse_docs.planning.verify import verify
from tests.assess.samples import assessment, evidence, result
from tests.planning.plans import STANDARDS, built, plan

POLICY, DECREE, RECORD = EvidenceKind
UNTIL = date(2027, 8, 17)
SCORED = date(2026, 6, 30)


def waiting(*kinds: EvidenceKind, status: Status = Status.MET, **days: date | None) -> Assessment:
    """A period in which some evidence of S01-K01, a policy and a record, counts later only."""
    usual = {"effective_from": UNTIL}
    proofs = tuple(
        evidence(f"b-{kind.value}", kind, "S01-K01", **({**usual, **days} if kind in kinds else {}))
        for kind in (POLICY, RECORD)
    )
    return assessment(STANDARDS, (result("S01-K01", status, *(item.id for item in proofs)),), proofs)


def outlook(given: Assessment) -> Outlook:
    return built(plan(packages=()), given)[1]


def codes(found: Outlook) -> set[str]:
    return {item.id for item in found.draft.packages if item.criterion == "S01-K01"}


def test_what_only_waits_is_no_work_and_meets_its_standard_on_its_day() -> None:
    found = outlook(waiting(POLICY, RECORD))
    assert codes(found) == set()
    assert {(item.criterion, item.kind, item.until) for item in found.draft.waits} == {
        ("S01-K01", POLICY, UNTIL),
        ("S01-K01", RECORD, UNTIL),
    }
    idle = [found.draft.problem.task[item.id] for item in found.draft.waits]
    assert all(not (task.load or task.cost or task.length or task.weight) for task in idle)
    whole = replace(found, draft=replace(found.draft, packages=()))
    assert whole.open_criteria("a") >= {"S01-K01"}
    met = [day for item in found.draft.packages if item.letter == "a" and (day := found.counts_on(item))]
    assert found.met_on("a") == max([*met, UNTIL])


def test_a_rule_that_waits_holds_back_what_rests_on_it() -> None:
    problem = outlook(waiting(POLICY)).draft.problem
    schedule = greedy(problem)
    assert verify(problem, schedule.placements) == ()
    assert "tunggu-S01-K01-kebijakan" in problem.task["dasar-a"].after
    day = outlook(waiting(POLICY)).draft.calendar.day(UNTIL)
    after = [item for item in schedule.placements if "dasar-a" in problem.task[item.task].after]
    assert after
    assert all(item.start > day for item in after)


def test_only_the_kind_that_waits_needs_no_work() -> None:
    assert codes(outlook(waiting(RECORD, effective_from=None, approved_on=None))) == {"S01-K01"}
    assert codes(outlook(waiting(POLICY))) == set()


@pytest.mark.parametrize("status", [Status.PARTIAL, Status.UNMET])
def test_what_is_judged_otherwise_needs_work(status: Status) -> None:
    found = outlook(waiting(POLICY, RECORD, status=status))
    assert found.draft.waits == ()
    assert codes(found)


def test_waiting_is_not_put_off_by_the_day_of_planning() -> None:
    asked = outlook(waiting(RECORD)).draft
    [wait] = asked.waits
    for on in (date(2027, 2, 1), date(2027, 12, 1)):
        assert rest(asked, (), on)[0].task[wait.id].release == asked.calendar.day(UNTIL) + 1


def test_waiting_in_vain_is_a_gap_without_work() -> None:
    asked = outlook(waiting(RECORD)).draft
    before = replace(asked.scored, on=date(2027, 8, 16))
    assert pending(asked.waits, before) == asked.waits
    assert opened(asked.scored, asked.waits, before) == {}
    after = replace(asked.scored, on=UNTIL)
    assert pending(asked.waits, after) == ()
    assert opened(asked.scored, asked.waits, after) == {"a": ("S01-K01",)}
