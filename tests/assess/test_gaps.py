"""Gaps: every criterion in scope that is not met, once, with the right reason, in an order that chance cannot change."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.assess.gaps import Gap, Why, gaps
from lpse_docs.assess.score import score
from lpse_docs.model.assessment import Assessment, Result, Scope, Status
from lpse_docs.model.office import Stage
from lpse_docs.model.regulation import Modality, Provision
from lpse_docs.model.standard import Confidence, EvidenceKind, Standard
from tests.assess.samples import SCORED, assessment, evidence, result, standard
from tests.assess.test_score import DAYS, cases

POLICY, DECREE, _ = EvidenceKind
MET, PARTIAL, UNMET, NOT_APPLICABLE, UNASSESSED = Status


def stage(number: int, mark: int, letters: str) -> Stage:
    return Stage(stage=number, cumulative=mark, standards=tuple(letters), reason="-", confidence=Confidence.PROPOSAL)


STAGES = (stage(1, 1, "a"), stage(2, 2, "b"), stage(3, 3, "c"))


def provision(code: str, modality: Modality) -> Provision:
    return Provision(id=code, cite=code, modality=modality, bearer="LPSE", text="Isi.")


def found(
    standards: tuple[Standard, ...], given_: Assessment, provisions: tuple[Provision, ...] = (), on: date | None = None
) -> tuple[Gap, ...]:
    return gaps(score(given_, standards, STAGES, on), standards, provisions)


def order(gaps_: tuple[Gap, ...]) -> list[str]:
    return [gap.criterion for gap in gaps_]


@pytest.mark.parametrize(
    ("said", "changed", "why"),
    [
        (UNASSESSED, {}, Why.UNASSESSED),
        (UNMET, {}, Why.UNMET),
        (PARTIAL, {}, Why.PARTIAL),
        (NOT_APPLICABLE, {}, Why.UNREASONED),
        (MET, {"approved_on": None}, Why.WANTING),
        (MET, {"kind": DECREE}, Why.WANTING),
        (MET, {"effective_to": SCORED - timedelta(1)}, Why.EXPIRED),
    ],
)
def test_why_a_criterion_is_a_gap(said: Status, changed: dict[str, object], why: Why) -> None:
    one = (standard("a", (POLICY,)),)
    proof = evidence("k", POLICY, "S01-K01").model_copy(update=changed)
    (gap,) = found(one, assessment(one, [result("S01-K01", said, "k")], [proof]))
    assert gap.why is why


def test_nothing_is_demanded_for_what_nobody_has_assessed() -> None:
    """Its evidence may lie in the register; only who assesses it can say what is wanting."""
    one = (standard("a", (POLICY, DECREE), (POLICY, DECREE)),)
    first, second = found(one, assessment(one, [result("S01-K01", PARTIAL)], [evidence("k", DECREE, "S01-K02")]))
    assert [item.kind for item in first.shortfalls] == [POLICY, DECREE]
    assert (second.why, second.shortfalls) == (Why.UNASSESSED, ())


def test_what_is_met_or_does_not_apply_is_no_gap() -> None:
    one = (standard("a", (POLICY,), (POLICY,)),)
    said = [result("S01-K01", MET, "k"), result("S01-K02", NOT_APPLICABLE, reason="Tidak ada ruang server.")]
    assert found(one, assessment(one, said, [evidence("k", POLICY, "S01-K01")])) == ()


def test_standards_out_of_scope_have_no_gaps() -> None:
    two = (standard("a", (POLICY,)), standard("b", (POLICY,)))
    assert order(found(two, assessment(two, [], scope=Scope(standards=("b",))))) == ["S02-K01"]


def test_the_next_stage_comes_first_even_when_another_standard_is_nearer_to_whole() -> None:
    three = (standard("a", (POLICY,), (POLICY,)), standard("b", (POLICY,)), standard("c", (POLICY,)))
    told = found(three, assessment(three, []))
    assert order(told) == ["S01-K01", "S01-K02", "S02-K01", "S03-K01"]
    assert [gap.ahead for gap in told] == [True, True, False, False]


def test_a_stage_that_was_jumped_over_still_presses() -> None:
    two = (standard("a", (POLICY,)), standard("b", (POLICY,)), standard("c", (POLICY,)))
    said = [result("S03-K01", MET, "k")]
    told = found(two, assessment(two, said, [evidence("k", POLICY, "S03-K01")]))
    assert [(gap.criterion, gap.ahead) for gap in told] == [("S01-K01", True), ("S02-K01", True)]


def test_then_nearness_duties_dependents_and_code_decide() -> None:
    letters = "bdef"  # none of them in a stage
    plain = {letter: standard(letter, (POLICY,)) for letter in letters}
    plain["b"] = standard("b", (POLICY,), (POLICY,))
    dutiful = plain["e"].criteria[0].model_copy(update={"provisions": ("P1", "P2")})
    plain["e"] = plain["e"].model_copy(update={"criteria": (dutiful,)})
    plain["b"] = plain["b"].model_copy(update={"depends_on": ("f",)})
    standards = tuple(plain.values())
    law = (provision("P1", Modality.MUST), provision("P2", Modality.MAY))
    scored = score(assessment(standards, []), standards, (stage(9, 1, "q"),))
    told = gaps(scored, standards, law)
    assert order(told) == ["S05-K01", "S06-K01", "S04-K01", "S02-K01", "S02-K02"]
    assert [(gap.remaining, gap.binding, gap.dependents) for gap in told[:3]] == [(1, 1, 0), (1, 0, 1), (1, 0, 0)]


@given(cases(), DAYS)
def test_gaps_and_what_is_met_together_are_the_scope(case: tuple[tuple[Standard, ...], Assessment], on: date) -> None:
    standards, given_ = case
    scored = score(given_, standards, STAGES, on)
    told = order(gaps(scored, standards, ()))
    inside = [one for one in scored.standards if one.in_scope]
    assert len(told) == len(set(told)) == sum(one.applicable - one.fulfilled for one in inside)
    met = {item.criterion for one in scored.standards for item in one.criteria if item.outcome is MET}
    assert met.isdisjoint(told)


@given(cases(), DAYS, st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_the_order_of_the_files(
    case: tuple[tuple[Standard, ...], Assessment], on: date, chance: random.Random
) -> None:
    standards, given_ = case
    results = list(given_.scorecard.results)
    chance.shuffle(results)
    card = given_.scorecard.model_copy(update={"results": tuple(results)})
    shuffled = tuple(chance.sample(standards, len(standards)))
    assert found(shuffled, replace(given_, scorecard=card), (), on) == found(standards, given_, (), on)


@given(cases(), DAYS)
def test_the_pressing_order_is_total(case: tuple[tuple[Standard, ...], Assessment], on: date) -> None:
    standards, given_ = case
    keys = [gap.pressing for gap in found(standards, given_, (), on)]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_meeting_a_gap_takes_it_from_the_list_and_brings_its_neighbours_nearer() -> None:
    one = (standard("a", (POLICY,), (POLICY,)),)
    said: list[Result] = [result("S01-K01", MET, "k")]
    before = found(one, assessment(one, []))
    after = found(one, assessment(one, said, [evidence("k", POLICY, "S01-K01")]))
    assert (order(before), order(after)) == (["S01-K01", "S01-K02"], ["S01-K02"])
    assert (before[0].remaining, after[0].remaining) == (2, 1)
