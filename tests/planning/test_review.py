"""A plan held against a later score: which plan, how packages stand, when standards are met."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lpse_docs.model.assessment import Assessment, Status
from lpse_docs.model.standard import EvidenceKind
from lpse_docs.model.workspace import Workspace
from lpse_docs.planning.outlook import outlook as outlook_of
from lpse_docs.planning.review import Review, pursued, review
from lpse_docs.planning.track import Standing
from tests.assess.samples import PERIOD, assessment, evidence, result
from tests.planning.plans import STANDARDS, built, period

NEXT, SCORED = "2027-semester-1", date(2027, 6, 30)
POLICY, DECREE, RECORD = EvidenceKind
DONE = (
    evidence("aturan", POLICY, "S01-K01"),
    evidence("surat", DECREE, "S01-K02"),
    evidence("rekam", RECORD, "S01-K03"),
)


def later(*, scored_on: date = SCORED, **changed: object) -> Assessment:
    """Half a year later: a policy of S01-K01 is there and its record is not, S01-K02 is met."""
    said = (
        result("S01-K01", Status.PARTIAL, "aturan"),
        result("S01-K02", Status.MET, "surat"),
        result("S01-K03", Status.MET, "rekam"),
    )
    # what else is changed is passed on as it comes
    return assessment(STANDARDS, said, DONE, period=NEXT, end=scored_on, scored_on=scored_on, **changed)  # type: ignore[arg-type]


def agreed(*, approved_on: date = date(2026, 12, 15), after: Assessment | None = None) -> Workspace:
    """The tiny plan, agreed on, and a period after it."""
    space, outlook = built()
    schedule = outlook.schedule.model_copy(update={"approved_on": approved_on})
    return replace(space, assessments=(period(), after or later()), schedules=(schedule,), agreed_schedules=(schedule,))


def held(space: Workspace) -> Review:
    found = review(space, space.assessments[-1])
    assert found is not None
    return found


def test_nothing_is_compared_before_a_plan_was_agreed_on_and_had_begun() -> None:
    space = agreed()
    assert pursued(space, space.assessments[0]) is None  # its own plan begins half a year later
    assert pursued(space, space.assessments[1]) is space.assessments[0]
    for other in (
        replace(space, agreed_schedules=()),
        replace(space, plans=()),
        agreed(approved_on=SCORED + timedelta(days=1)),
        agreed(after=later(scored_on=date(2026, 12, 31))),
        agreed(after=later(criteria_digest="0" * 64)),
    ):
        assert review(other, other.assessments[-1]) is None


def test_evidence_that_proves_something_shows_that_the_work_for_it_is_done() -> None:
    found = held(agreed())
    assert found.standing["S01-K01"] is Standing.DONE
    assert found.standing["S01-K01-rekaman"] is not Standing.DONE
    assert found.standing["S01-K02"] is Standing.DONE
    assert not found.scored.standard("a").met


def test_every_package_stands_once_and_what_is_late_is_late_by_its_days() -> None:
    found = held(agreed())
    assert sorted(found.standing) == sorted(item.id for item in found.now.draft.packages)
    assert len(found.items) == len(found.standing)
    late = [item for item in found.items if item.standing is Standing.LATE]
    assert late
    for item in late:
        assert item.placing is not None
        assert (SCORED - item.placing.finish).days == item.days > 0
    for item in found.items:
        if item.standing in {Standing.AHEAD, Standing.EARLY}:
            assert item.placing is not None
            assert item.placing.start > SCORED


@pytest.mark.parametrize(("days", "again"), [(-1, False), (0, True), (40, True)])
def test_the_schedule_of_now_is_one_made_after_the_scoring_date(days: int, again: bool) -> None:
    space = agreed()
    made = space.schedules[0].model_copy(update={"made_on": SCORED + timedelta(days=days), "approved_on": None})
    found = held(replace(space, schedules=(made,)))
    assert found.planned_again is again
    assert found.now.schedule is (made if again else space.agreed_schedules[0])


def test_a_schedule_made_after_the_next_scoring_date_belongs_to_the_next_review() -> None:
    space = agreed()
    third = later(scored_on=date(2027, 12, 31))
    third = replace(third, scorecard=third.scorecard.model_copy(update={"period": "2027-semester-2"}))
    made = space.schedules[0].model_copy(update={"made_on": date(2028, 1, 10), "approved_on": None})
    whole = replace(space, assessments=(*space.assessments, third), schedules=(made,))
    second, last = (review(whole, item) for item in whole.assessments[1:])
    assert second is not None and last is not None
    assert (second.planned_again, last.planned_again) == (False, True)


def test_a_standard_has_a_day_when_all_that_is_open_has_one_ahead() -> None:
    space = agreed()
    assert held(space).expected("a") is None  # its record is late and nobody planned it again
    made = space.schedules[0].model_copy(
        update={
            "made_on": SCORED,
            "placings": tuple(
                it.model_copy(update={"bucket": "2027-T3", "start": date(2027, 7, 1), "finish": date(2027, 7, 5)})
                if it.package == "S01-K01-rekaman"
                else it
                for it in space.schedules[0].placings
            ),
        }
    )
    assert held(replace(space, schedules=(made,))).expected("a") == date(2027, 7, 5) + timedelta(days=90)


def test_what_is_needed_no_more_was_done() -> None:
    space = agreed()
    in_force = space.sops[0].model_copy(update={"effective": date(2027, 5, 3)})
    found = held(replace(space, sops=(in_force, *space.sops[1:])))
    codes = {f"sop-a-{step}" for step in ("susun", "sah", "tinjau")}
    assert {code for code in codes if found.standing.get(code) is Standing.DONE} == codes & {
        item.package for item in space.agreed_schedules[0].placings
    }
    own = {item.package.unit for item in found.items if item.package.id in codes}
    assert own == {item.unit for item in held(space).now.draft.packages if item.id in codes}


def test_a_standard_that_was_met_and_is_not_any_more_is_lost() -> None:
    met = tuple(result(it.id, Status.MET, f"b-{it.id.lower()}") for it in STANDARDS[0].criteria)
    proofs = tuple(
        evidence(f"b-{it.id.lower()}-{kind.kind.value}", kind.kind, it.id)
        for it in STANDARDS[0].criteria
        for kind in it.evidence
    )
    said = tuple(
        item.model_copy(update={"evidence": tuple(proof.id for proof in proofs if item.criterion in proof.criteria)})
        for item in met
    )
    first = assessment(STANDARDS, said, proofs)
    space, outlook = built(given=first)
    schedule = outlook.schedule.model_copy(update={"approved_on": date(2026, 12, 15)})
    whole = replace(space, assessments=(first, later()), schedules=(schedule,), agreed_schedules=(schedule,))
    found = held(whole)
    assert found.plan == PERIOD
    assert found.lost == ("a",)
    assert found.opened == {"a": ("S01-K01",)}
    assert found.expected("a") is None
    assert found.agreed.met_on("a") == first.scorecard.scored_on
    assert found.now.met_on("a") is None
    assert found.now.stage_on(found.now.stages[0]) is None
    assert found.now.met(date(2028, 12, 31)) == found.agreed.met(date(2028, 12, 31)) - 1
    again = schedule.model_copy(update={"made_on": later().scorecard.scored_on, "approved_on": None})
    document = outlook_of(replace(whole, schedules=(again,)), PERIOD)
    assert document is not None
    assert document.opened == {"a"}
    assert document.standards_met_on == replace(found.now, schedule=again).standards_met_on
    before = outlook_of(whole, PERIOD)
    assert before is not None
    assert not before.opened  # made before the score that shows it
