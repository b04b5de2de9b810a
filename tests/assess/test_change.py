"""What changed between two periods: nothing against itself, mirrored when looked at backwards, in balance with the counts."""

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given

from lpse_docs.assess.change import change, compared
from lpse_docs.assess.score import Score, score
from lpse_docs.model.assessment import Assessment, Result, Scope, Status
from lpse_docs.model.standard import EvidenceKind, Standard
from tests.assess.samples import assessment, evidence, result, standard
from tests.assess.test_gaps import STAGES
from tests.assess.test_score import DAYS, cases

POLICY, *_ = EvidenceKind
TWO = (standard("a", (POLICY,)), standard("b", (POLICY,)))
PROOFS = [evidence("k", POLICY, "S01-K01", "S02-K01")]


def of(*said: Result, **changed: Any) -> Assessment:
    return assessment(TWO, said, PROOFS, **changed)


def met(code: str) -> Result:
    return result(code, Status.MET, "k")


def test_gained_lost_up_and_down() -> None:
    before = of(met("S01-K01"), result("S02-K01", Status.PARTIAL))
    after = of(result("S01-K01", Status.PARTIAL), met("S02-K01"))
    told = change(before, after, TWO, STAGES)
    assert (told.gained, told.lost, told.up, told.down) == (("b",), ("a",), ("S02-K01",), ("S01-K01",))
    assert told.difference == 0


def test_what_was_not_assessed_is_neither_up_nor_down() -> None:
    """A wider scope raises nothing, an unfinished assessment lowers nothing."""
    unmet, partial = result("S01-K01", Status.UNMET), result("S02-K01", Status.PARTIAL)
    wider = change(of(unmet, scope=Scope(standards=("a",))), of(unmet, partial), TWO, STAGES)
    assert (wider.up, wider.down, wider.both, wider.newly_assessed) == ((), (), ("S01-K01",), ("S02-K01",))
    unfinished = change(of(unmet, partial), of(unmet), TWO, STAGES)
    assert (unfinished.up, unfinished.down, unfinished.unassessed) == ((), (), ("S02-K01",))


def test_a_standard_that_is_not_assessed_whole_is_not_lost() -> None:
    whole, part = of(met("S01-K01"), met("S02-K01")), of(met("S01-K01"))
    there, back = change(whole, part, TWO, STAGES), change(part, whole, TWO, STAGES)
    assert (there.lost, there.pending, there.difference) == ((), ("b",), -1)
    assert (back.gained, back.newly_met, back.difference) == ((), ("b",), 1)


def test_a_standard_with_a_criterion_that_fails_is_lost_whatever_else_is_open() -> None:
    two = (standard("a", (POLICY,), (POLICY,)),)
    proofs = [evidence("k", POLICY, "S01-K01", "S01-K02")]
    before = assessment(two, [met("S01-K01"), met("S01-K02")], proofs)
    after = assessment(two, [result("S01-K01", Status.PARTIAL)], proofs)
    told = change(before, after, two, STAGES)
    assert (told.lost, told.pending, told.down, told.unassessed) == (("a",), (), ("S01-K01",), ("S01-K02",))


def test_what_ceases_to_apply_is_neither_up_nor_down() -> None:
    after = of(result("S01-K01", Status.NOT_APPLICABLE, reason="Tidak ada layanan itu."))
    told = change(of(met("S01-K01")), after, TWO, STAGES)
    assert (told.up, told.down, told.applicability) == ((), (), ("S01-K01",))


def test_a_changed_scope_is_said() -> None:
    told = change(of(met("S01-K01")), of(met("S01-K01"), scope=Scope(standards=("a",))), TWO, STAGES)
    assert told.rescoped == ("b",)
    assert told.difference == 0


def test_another_criteria_set_is_not_counted_over() -> None:
    old = of(met("S01-K01"), criteria_digest="0" * 64)
    for before, after in ((old, of()), (of(), old), (old, old)):
        told = change(before, after, TWO, STAGES)
        assert not told.comparable
        assert (told.gained, told.lost, told.up, told.down) == ((), (), (), ())


def both(case: tuple[tuple[Standard, ...], Assessment], one: date, other: date) -> tuple[Score, Score]:
    standards, given_ = case
    return score(given_, standards, STAGES, one), score(given_, standards, STAGES, other)


@given(cases(), DAYS)
def test_nothing_changes_against_itself(case: tuple[tuple[Standard, ...], Assessment], on: date) -> None:
    before, after = both(case, on, on)
    told = compared(before, after)
    assert not (told.gained or told.lost or told.up or told.down or told.applicability or told.rescoped)


@given(cases(), DAYS, DAYS)
def test_looked_at_backwards_it_is_mirrored(
    case: tuple[tuple[Standard, ...], Assessment], one: date, other: date
) -> None:
    before, after = both(case, one, other)
    there, back = compared(before, after), compared(after, before)
    assert (there.gained, there.lost, there.up, there.down) == (back.lost, back.gained, back.down, back.up)
    assert (there.newly_met, there.newly_assessed) == (back.pending, back.unassessed)
    assert (there.pending, there.unassessed) == (back.newly_met, back.newly_assessed)
    assert (there.applicability, there.rescoped) == (back.applicability, back.rescoped)


@given(cases(), DAYS, DAYS)
def test_the_counts_balance(case: tuple[tuple[Standard, ...], Assessment], one: date, other: date) -> None:
    before, after = both(case, one, other)
    told = compared(before, after)
    assert after.met == before.met + told.difference
    assert set(told.gained).isdisjoint(told.lost) and set(told.up).isdisjoint(told.down)
    assert {*told.up, *told.down} <= set(told.both)
    assert not set(told.both) & {*told.newly_assessed, *told.unassessed, *told.applicability}
    if not (told.up or told.applicability or told.newly_assessed):
        assert not told.gained


def test_an_order_of_results_does_not_matter() -> None:
    turned = of(met("S02-K01"), met("S01-K01"))
    told = change(of(met("S01-K01"), met("S02-K01")), replace(turned), TWO, STAGES)
    assert told.difference == 0 and told.up == ()
