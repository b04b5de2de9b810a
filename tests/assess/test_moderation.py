"""From blind marks to results: what is adopted, what stays open, what a moderator's word keeps of the marks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.assess.agreement import differences, marks_of
from lpse_docs.assess.moderation import adopted, current, decided, departures, latest, may_write, pending
from lpse_docs.model.assessment import Assessment, Assessor, AssessorRole, BlindScores, Result, Status, StatusChange
from lpse_docs.model.standard import EvidenceKind
from tests.assess.samples import PERIOD, assessment, result, standard

MET, PARTIAL, UNMET, NOT_APPLICABLE, UNASSESSED = Status
POLICY = EvidenceKind.POLICY
TWO = (standard("a", (POLICY,), (POLICY,)), standard("b", (POLICY,), (POLICY,)))
CODES = ("S01-K01", "S01-K02", "S02-K01", "S02-K02")
DAY = date(2026, 6, 20)


def sheet(by: str, *results: Result) -> BlindScores:
    return BlindScores(period=PERIOD, assessor=by, criteria_digest="0" * 64, results=results)


def mark(code: str, status: Status, *evidence: str, finding: str | None = None, reason: str | None = None) -> Result:
    return Result(criterion=code, status=status, evidence=evidence, finding=finding, reason=reason)


def given_(one: list[Result], two: list[Result], *held: Result) -> Assessment:
    return replace(assessment(TWO, held), blind=(sheet("asesor-1", *one), sheet("asesor-2", *two)))


def test_what_both_say_is_adopted_with_the_evidence_and_words_of_both() -> None:
    marks = given_(
        [mark("S01-K01", MET, "a", "b", finding="Lengkap.")],
        [mark("S01-K01", MET, "b", "c", finding="Lengkap."), mark("S01-K02", MET)],
    )
    (verdict,) = adopted(marks, TWO, "asesor-2", DAY)
    assert verdict.result == Result(
        criterion="S01-K01",
        status=MET,
        finding="Lengkap.",
        evidence=("a", "b", "c"),
        assessor="asesor-2",
        assessed_on=DAY,
    )
    assert verdict.change == StatusChange(
        criterion="S01-K01",
        changed_on=DAY,
        changed_by="asesor-2",
        before=UNASSESSED,
        after=MET,
        evidence=("a", "b", "c"),
    )


def test_words_that_differ_stand_one_behind_the_other() -> None:
    said = [[mark("S01-K01", NOT_APPLICABLE, reason=text)] for text in ("Tidak ada server.", " Server di pusat. ")]
    (verdict,) = adopted(given_(said[0], said[1]), TWO, "asesor-1", DAY)
    assert verdict.result.reason == "Tidak ada server. Server di pusat."


def test_a_result_that_is_there_is_left_alone_and_told_where_it_departs() -> None:
    both = [mark("S01-K01", PARTIAL), mark("S01-K02", MET)]
    held = (result("S01-K01", MET), result("S01-K02", MET))
    assert adopted(given_(both, both, *held), TWO, "asesor-1", DAY) == ()
    assert departures(given_(both, both, *held), TWO) == (("S01-K01", PARTIAL, MET),)


def test_one_mark_alone_is_no_agreement() -> None:
    assert adopted(given_([mark("S01-K01", MET)], [mark("S01-K01", UNASSESSED)]), TWO, "asesor-1", DAY) == ()


def test_a_decision_keeps_what_was_said_by_those_who_marked_so() -> None:
    marks = given_([mark("S01-K01", MET, "a", finding="Ada.")], [mark("S01-K01", UNMET, "b", finding="Tidak ada.")])
    siding = decided(marks, "S01-K01", UNMET, "Berkas lama.", by="asesor-3", on=DAY)
    assert (siding.result.finding, siding.result.evidence, siding.result.reason) == (
        "Tidak ada.",
        ("b",),
        "Berkas lama.",
    )
    between = decided(marks, "S01-K01", PARTIAL, "Separuh.", by="asesor-3", on=DAY)
    assert (between.result.finding, between.result.evidence) == (None, ("a", "b"))
    assert between.change is not None
    assert (between.change.before, between.change.after) == (UNASSESSED, PARTIAL)


def test_deciding_the_same_again_adds_no_history_but_on_another_day() -> None:
    marks = given_([mark("S01-K01", MET)], [mark("S01-K01", UNMET)], result("S01-K01", MET))
    last = marks.history["S01-K01"][-1]
    assert decided(marks, "S01-K01", MET, "Lain.", by=last.changed_by, on=last.changed_on).change is None
    again = decided(marks, "S01-K01", MET, "Lain.", by=last.changed_by, on=DAY).change
    assert again
    assert (again.before, again.after, again.changed_on) == (MET, MET, DAY)


def test_other_evidence_for_the_same_status_is_a_line_of_history() -> None:
    held = result("S01-K01", MET, "a")
    marks = given_([mark("S01-K01", MET, "a", "b")], [mark("S01-K01", UNMET)], held)
    change = decided(marks, "S01-K01", MET, "Lain.", by="asesor-1", on=DAY).change
    assert change is not None
    assert (change.before, change.after, change.evidence) == (MET, MET, ("a", "b"))


def test_who_may_decide() -> None:
    plain = given_([], [])
    assert plain.moderators == ("asesor-1",)
    assert with_moderator(plain).moderators == ("asesor-3",)


def with_moderator(given__: Assessment) -> Assessment:
    """The same with a third in the team, who moderates."""
    third = Assessor(id="asesor-3", role=AssessorRole.MODERATOR, name=None)
    team = (*given__.scorecard.assessors, third)
    return replace(given__, scorecard=given__.scorecard.model_copy(update={"assessors": team}))


@pytest.mark.parametrize(
    ("by", "reason", "open_"),
    [
        ("asesor-1", "Sudah diperiksa bersama.", True),
        ("asesor-3", "Sudah diperiksa bersama.", False),
        ("asesor-3", None, True),
        ("asesor-3", " -. ", True),
    ],
)
def test_a_difference_is_decided_by_a_moderator_with_words(by: str, reason: str | None, open_: bool) -> None:
    held = result("S01-K01", MET, reason=reason).model_copy(update={"assessor": by})
    marks = with_moderator(given_([mark("S01-K01", MET)], [mark("S01-K01", UNMET)], held))
    assert bool(pending(marks, TWO)) is open_


def test_a_moderator_confirms_what_another_wrote_with_a_line_of_history() -> None:
    marks = with_moderator(given_([mark("S01-K01", MET)], [mark("S01-K01", UNMET)], result("S01-K01", MET)))
    verdict = decided(marks, "S01-K01", MET, "Diperiksa bersama.", by="asesor-3", on=DAY)
    assert verdict.change == StatusChange(
        criterion="S01-K01", changed_on=DAY, changed_by="asesor-3", before=MET, after=MET, evidence=()
    )
    card = marks.scorecard.model_copy(
        update={"results": (verdict.result,), "history": (*marks.scorecard.history, verdict.change)}
    )
    after = replace(marks, scorecard=card)
    assert pending(after, TWO) == ()
    assert decided(after, "S01-K01", MET, "Lagi.", by="asesor-3", on=DAY).change is None


def test_who_may_write_past_the_moderation() -> None:
    whole = [mark(code, MET) for code in CODES]
    nobody, begun, done = given_([], []), given_(whole, []), given_(whole, whole)
    assert may_write(nobody, TWO, "asesor-2")
    assert [may_write(begun, TWO, who) for who in ("asesor-1", "asesor-2")] == [False, False]
    assert [may_write(done, TWO, who) for who in ("asesor-1", "asesor-2")] == [True, False]
    team = with_moderator(begun)
    assert [may_write(team, TWO, who) for who in ("asesor-1", "asesor-2", "asesor-3")] == [False, False, True]


def test_the_last_change_of_several_criteria() -> None:
    held = given_([], [], result("S01-K01", MET), result("S02-K01", MET))
    assert latest(held, CODES) == date(2026, 6, 1)
    assert latest(held, ["S02-K02"]) is None


MARKS = st.fixed_dictionaries({code: st.sampled_from(Status) for code in CODES})


@given(MARKS, MARKS, MARKS, st.integers(0, 3))
def test_every_marked_criterion_is_adopted_differs_or_was_there(
    one: dict[str, Status], two: dict[str, Status], held: dict[str, Status], days: int
) -> None:
    first, second = ([mark(code, status, reason="-") for code, status in said.items()] for said in (one, two))
    marks = given_(first, second, *(result(code, status, reason="-") for code, status in held.items()))
    taken = adopted(marks, TWO, "asesor-1", DAY + timedelta(days))
    differing = {item.criterion for item in differences(marks, TWO)}
    for code in CODES:
        both = len(marks_of(marks, code)) == 2
        fresh = current(marks, code) is UNASSESSED
        verdicts = [item for item in taken if item.result.criterion == code]
        assert bool(verdicts) is (both and fresh and code not in differing)
        assert all(item.result.status is one[code] is two[code] and item.change for item in verdicts)
