"""Scores: examples on the edge, the algebra, and a second scorer that shares no code with the first."""

import random
import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpse_docs.assess.score import CriterionScore, Doubt, Score, score
from lpse_docs.model.assessment import Assessment, Result, Scope, Status, StatusChange
from lpse_docs.model.evidence import Evidence, EvidenceRegister
from lpse_docs.model.office import Stage
from lpse_docs.model.standard import Confidence, EvidenceKind, Standard
from tests.assess.samples import SCORED, assessment, digest, evidence, result, standard

POLICY, DECREE, RECORD = EvidenceKind
MET, PARTIAL, UNMET, NOT_APPLICABLE, UNASSESSED = Status
STAGES = tuple(
    Stage(stage=number, cumulative=mark, standards=(), reason="-", confidence=Confidence.PROPOSAL)
    for number, mark in enumerate((1, 2), 1)
)
ONE = (standard("a", (POLICY, RECORD)),)


def outcome(register: list[Evidence], *, on: date | None = None, **more: Any) -> Status:
    """What counts of a criterion that was found met with all of the evidence."""
    found = result("S01-K01", MET, *(item.id for item in register))
    scored = score(assessment(ONE, [found], register, **more), ONE, STAGES, on)
    return scored.standards[0].criteria[0].outcome


def pair(**changed: Any) -> list[Evidence]:
    """A good policy, and a record with changes."""
    return [evidence("kebijakan", POLICY, "S01-K01"), evidence("rekaman", RECORD, "S01-K01", **changed)]


def test_a_criterion_is_met_with_every_kind_of_evidence_it_demands() -> None:
    assert outcome(pair()) is MET
    assert outcome(pair()[:1]) is PARTIAL
    assert outcome([]) is UNMET


@pytest.mark.parametrize(
    ("changed", "doubt"),
    [
        ({"received_on": SCORED + timedelta(1)}, Doubt.NOT_RECEIVED),
        ({"approved_on": None}, Doubt.NOT_APPROVED),
        ({"approved_on": SCORED + timedelta(1), "effective_from": None}, Doubt.NOT_APPROVED),
        ({"effective_from": SCORED + timedelta(1)}, Doubt.NOT_YET),
        ({"effective_to": SCORED - timedelta(1)}, Doubt.EXPIRED),
        ({"sha256": "0" * 64}, Doubt.CHANGED),
        ({"sha256": None}, Doubt.CHANGED),
        ({"file": "lain.txt"}, Doubt.MISSING),
        ({"criteria": ("S01-K02",)}, Doubt.UNRELATED),
        ({"file": None, "location": "Lemari"}, Doubt.UNSEEN),
        ({"file": None, "location": "Lemari", "seen_by": "asesor-9", "seen_on": SCORED}, Doubt.UNSEEN),
        ({"file": None, "location": None, "seen_by": "asesor-1", "seen_on": SCORED}, Doubt.UNSEEN),
        ({"file": None, "location": "Lemari", "seen_by": "asesor-1", "seen_on": None}, Doubt.UNSEEN),
    ],
)
def test_evidence_that_cannot_be_trusted_does_not_count(changed: dict[str, Any], doubt: Doubt) -> None:
    register = pair(**changed)
    found = result("S01-K01", MET, "kebijakan", "rekaman")
    stored = {"kebijakan.txt": register[0].sha256 or "", "rekaman.txt": pair()[1].sha256 or ""}
    scored = score(assessment(ONE, [found], register, files=stored), ONE, STAGES)
    item = scored.standards[0].criteria[0]
    assert item.doubted == (("rekaman", doubt),)
    assert item.outcome is PARTIAL
    assert [shortfall.kind for shortfall in item.shortfalls] == [RECORD]


@pytest.mark.parametrize(
    "changed",
    [
        {"received_on": SCORED},
        {"approved_on": SCORED, "effective_from": None},
        {"effective_from": SCORED},
        {"effective_to": SCORED},
        {"file": None, "sha256": None, "location": "Lemari", "seen_by": "asesor-1", "seen_on": SCORED},
    ],
)
def test_evidence_counts_on_its_first_and_on_its_last_day(changed: dict[str, Any]) -> None:
    assert outcome(pair(**changed)) is MET


def test_evidence_nobody_registered_does_not_count() -> None:
    found = result("S01-K01", MET, "hilang")
    item = score(assessment(ONE, [found], []), ONE, STAGES).standards[0].criteria[0]
    assert item.doubted == (("hilang", Doubt.UNKNOWN),)
    assert item.outcome is UNMET


def copy(of: str, code: str, kind: EvidenceKind, **changed: Any) -> Evidence:
    """Another entry of the register for the very file of a piece of evidence."""
    return evidence(code, kind, "S01-K01", file=f"{of}.txt", sha256=digest(of), **changed)


def scored_with(
    standards: tuple[Standard, ...], register: list[Evidence], *cited: str, on: date = SCORED
) -> CriterionScore:
    """The one criterion, found met, with files named after the codes of what they hold."""
    stored = {item.file: item.sha256 or "" for item in register if item.file}
    given_ = assessment(standards, [result("S01-K01", MET, *cited)], register, files=stored)
    return score(given_, standards, STAGES, on).standards[0].criteria[0]


def test_one_content_proves_one_kind() -> None:
    register = [evidence("kebijakan", POLICY, "S01-K01"), copy("kebijakan", "salinan", RECORD)]
    for cited in (("kebijakan", "salinan"), ("salinan", "kebijakan")):
        item = scored_with(ONE, register, *cited)
        assert (item.counted, item.doubted) == (("kebijakan",), (("salinan", Doubt.REPEATED),))
        assert item.outcome is PARTIAL
    assert scored_with(ONE, register, "salinan").counted == ("salinan",)


def test_a_content_proves_the_kind_that_is_wanting() -> None:
    """A copy under a kind that nobody demands, or that something else proves, stands in nobody's way."""
    twin = [evidence("arsip", RECORD, "S01-K01"), copy("arsip", "kebijakan", POLICY)]
    policy = (standard("a", (POLICY,)),)
    for register in (twin, twin[::-1]):
        assert scored_with(policy, register, "kebijakan", "arsip").counted == ("kebijakan",)
        more = [*register, evidence("rekaman", RECORD, "S01-K01")]
        assert scored_with(ONE, more, "arsip", "kebijakan", "rekaman").outcome is MET


def test_a_copy_stands_in_when_the_other_has_expired() -> None:
    one = (standard("a", (RECORD,)),)
    register = [evidence("arsip", RECORD, "S01-K01", effective_to=SCORED), copy("arsip", "salinan", RECORD)]
    days = [scored_with(one, register, "arsip", "salinan", on=SCORED + timedelta(days)) for days in (0, 1)]
    assert [(item.outcome, item.counted) for item in days] == [(MET, ("arsip",)), (MET, ("salinan",))]


@pytest.mark.parametrize("days", [1, 20])
def test_what_is_judged_after_the_scoring_date_speaks_of_that_date(days: int) -> None:
    later = SCORED + timedelta(days)
    line = StatusChange(criterion="S01-K01", changed_on=later, changed_by="asesor-1", before=UNASSESSED, after=MET)
    seen = {"file": None, "sha256": None, "location": "Lemari", "seen_by": "asesor-1", "seen_on": later}
    told = [outcome(pair(**seen), on=SCORED + timedelta(day), history=[line]) for day in (-1, 0, days, days + 1)]
    assert told == [UNASSESSED, MET, MET, MET]


def test_a_status_without_history_was_never_given() -> None:
    assert outcome(pair(), history=()) is UNASSESSED


def test_a_past_date_sees_the_status_of_that_day() -> None:
    told = [
        StatusChange(
            criterion="S01-K01", changed_on=date(2026, 4, 1), changed_by="asesor-1", before=UNASSESSED, after=UNMET
        ),
        StatusChange(criterion="S01-K01", changed_on=date(2026, 5, 1), changed_by="asesor-1", before=UNMET, after=MET),
    ]
    days = [date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 1), date(2027, 1, 1)]
    assert [outcome(pair(), on=day, history=told) for day in days] == [UNASSESSED, UNMET, UNMET, MET, MET]


def test_a_past_date_sees_the_citations_of_that_day() -> None:
    line = StatusChange(
        criterion="S01-K01",
        changed_on=date(2026, 4, 1),
        changed_by="asesor-1",
        before=UNASSESSED,
        after=MET,
        evidence=(),
    )
    now = {"changed_on": date(2026, 5, 1), "before": MET, "evidence": ("kebijakan", "rekaman")}
    later = line.model_copy(update=now)
    days = [date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 1)]
    assert [outcome(pair(), on=day, history=[line, later]) for day in days] == [UNASSESSED, UNMET, MET]
    old = line.model_copy(update={"evidence": None})
    assert [outcome(pair(), on=day, history=[old, later]) for day in days] == [UNASSESSED, MET, MET]


def test_what_does_not_apply_leaves_the_denominator_and_needs_a_reason() -> None:
    two = (standard("a", (POLICY,), (POLICY,)),)
    register = [evidence("k", POLICY, "S01-K01")]
    said = [result("S01-K01", MET, "k"), result("S01-K02", NOT_APPLICABLE, reason="Tidak ada ruang server.")]
    scored = score(assessment(two, said, register), two, STAGES).standards[0]
    assert (scored.fulfilled, scored.applicable, scored.met) == (1, 1, True)
    for empty in (None, " ", "-", "...", "x", "1234"):
        said[1] = result("S01-K02", NOT_APPLICABLE, reason=empty)
        scored = score(assessment(two, said, register), two, STAGES).standards[0]
        assert (scored.fulfilled, scored.applicable, scored.met) == (1, 2, False)


def test_a_standard_of_which_nothing_applies_is_not_met() -> None:
    said = [result("S01-K01", NOT_APPLICABLE, reason="Tidak ada.")]
    assert not score(assessment(ONE, said), ONE, STAGES).standards[0].met


def test_what_is_not_assessed_counts_as_not_met_and_is_never_complete() -> None:
    scored = score(assessment(ONE, []), ONE, STAGES)
    assert (scored.met, scored.applicable, scored.unassessed, scored.complete) == (0, 1, 1, False)


def test_a_standard_outside_the_scope_counts_as_not_met() -> None:
    two = (standard("a", (POLICY,)), standard("b", (POLICY,)))
    register = [evidence("k", POLICY, "S01-K01", "S02-K01")]
    said = [result("S01-K01", MET, "k"), result("S02-K01", MET, "k")]
    whole = assessment(two, said, register)
    part = replace(
        whole,
        scorecard=whole.scorecard.model_copy(
            update={"scope": whole.scorecard.scope.model_copy(update={"standards": ("a",)})}
        ),
    )
    assert score(whole, two, STAGES).met == 2
    assert score(part, two, STAGES).met == 1
    assert score(part, two, STAGES).complete


def test_stages_are_reached_by_the_count_of_whole_standards() -> None:
    two = (standard("a", (POLICY,)), standard("b", (POLICY,)))
    register = [evidence("k", POLICY, "S01-K01", "S02-K01")]

    def reached(*said: Result) -> tuple[int | None, int | None]:
        scored = score(assessment(two, said, register), two, STAGES)
        return (scored.stage.stage if scored.stage else None), (scored.next_stage.stage if scored.next_stage else None)

    first, second = result("S01-K01", MET, "k"), result("S02-K01", MET, "k")
    assert reached() == (None, 1)
    assert reached(second) == (1, 2)
    assert reached(first, second) == (2, None)


# Generated data.

LETTERS = "abc"
DAYS = st.integers(0, 6).map(lambda days: SCORED + timedelta(days - 3))
KINDS = st.lists(st.sampled_from(EvidenceKind), max_size=3).map(tuple)
STATES: list[dict[str, Any]] = [
    {},
    {},
    {},
    {"sha256": "0" * 64},
    {"sha256": None},
    {"file": "hilang.txt"},
    {"file": "bukti-0.txt", "sha256": digest("bukti-0")},
    {"file": "bukti-1.txt", "sha256": digest("bukti-1")},
    {"file": None, "location": "Lemari", "seen_by": "asesor-1", "seen_on": SCORED},
    {"file": None, "location": "Lemari", "seen_by": "asesor-9", "seen_on": SCORED},
    {"file": None, "seen_by": "asesor-1", "seen_on": SCORED},
]
REASONS = [None, " ", "-", "Alasan."]
RANK = {UNMET: 0, UNASSESSED: 0, PARTIAL: 1, MET: 2}


@st.composite
def standard_sets(draw: st.DrawFn) -> tuple[Standard, ...]:
    return tuple(standard(letter, *draw(st.lists(KINDS, min_size=1, max_size=3))) for letter in LETTERS)


@st.composite
def proofs(draw: st.DrawFn, code: str, criteria: list[str]) -> Evidence:
    return evidence(
        code,
        draw(st.sampled_from(EvidenceKind)),
        *draw(st.lists(st.sampled_from(criteria), unique=True)),
        received_on=draw(DAYS),
        approved_on=draw(st.none() | DAYS),
        effective_from=draw(st.none() | DAYS),
        effective_to=draw(st.none() | DAYS),
        **draw(st.sampled_from(STATES)),
    )


@st.composite
def cases(draw: st.DrawFn) -> tuple[tuple[Standard, ...], Assessment]:
    standards = draw(standard_sets())
    criteria = [item.id for one in standards for item in one.criteria]
    register = [draw(proofs(f"bukti-{number}", criteria)) for number in range(draw(st.integers(0, 5)))]
    codes = [item.id for item in register] + ["tak-dikenal"]
    cited = st.none() | st.lists(st.sampled_from(codes), max_size=5).map(tuple)
    results = [
        result(
            code,
            draw(st.sampled_from(Status)),
            *draw(st.lists(st.sampled_from(codes), max_size=5)),
            reason=draw(st.sampled_from(REASONS)),
        )
        for code in criteria
        if draw(st.integers(0, 4))
    ]
    history = [
        StatusChange(
            criterion=code,
            changed_on=draw(DAYS),
            changed_by="asesor-1",
            before=UNASSESSED,
            after=status,
            evidence=draw(cited),
        )
        for code in criteria
        for status in draw(st.lists(st.sampled_from(Status), max_size=2))
    ]
    history.sort(key=lambda item: item.changed_on)
    scope = Scope(standards=tuple(draw(st.lists(st.sampled_from(LETTERS), unique=True, max_size=3))))
    stored = {f"bukti-{number}.txt": digest(f"bukti-{number}") for number in range(5)}
    return standards, assessment(standards, results, register, history=history, files=stored, scope=scope)


def naive(standards: tuple[Standard, ...], given_: Assessment, on: date) -> tuple[dict[str, Status], int]:
    """The rules once more, as a list of questions: outcomes and standards met."""
    outcomes: dict[str, Status] = {}
    team = [item.id for item in given_.scorecard.assessors]
    for one in standards:
        for criterion in one.criteria:
            said = UNASSESSED
            lines = [item for item in given_.scorecard.history if item.criterion == criterion.id]
            found = [item for item in given_.scorecard.results if item.criterion == criterion.id]
            codes: tuple[str, ...] | None = () if lines and lines[0].evidence is not None else None
            for change in lines:
                if min(change.changed_on, given_.scorecard.scored_on) <= on:
                    codes = change.evidence
                    if found and one.letter in given_.scorecard.scope.standards:
                        said = change.after
            if codes is None:
                codes = found[0].evidence if found else ()
            proofs = set()
            for item in given_.register.evidence:
                cited = item.id in codes and criterion.id in item.criteria
                where = item.file is None and item.location is not None and item.seen_by in team
                seen = where and item.seen_on is not None and min(item.seen_on, given_.scorecard.scored_on) <= on
                whole = item.sha256 is not None and item.file is not None and given_.files.get(item.file) == item.sha256
                start = item.effective_from or item.approved_on
                approved = item.approved_on is not None and item.approved_on <= on
                current = start is not None and start <= on <= (item.effective_to or date.max)
                if cited and (seen or whole) and approved and current and item.received_on <= on:
                    proofs.add((item.sha256 if item.file else item.id, item.kind))
            wanted = {demand.kind for demand in criterion.evidence}
            # Every way to let each content prove one kind.
            ways = product(*([it for it in proofs if it[0] == of] for of in {it[0] for it in proofs}))
            if said is MET and not (wanted and any(wanted <= {kind for _, kind in way} for way in ways)):
                said = PARTIAL if proofs else UNMET
            if said is NOT_APPLICABLE and not re.search(r"[^\W\d_].*[^\W\d_]", found[0].reason or "", re.DOTALL):
                said = UNMET
            outcomes[criterion.id] = said
    met = 0
    for one in standards:
        mine = [outcomes[item.id] for item in one.criteria if outcomes[item.id] is not NOT_APPLICABLE]
        met += bool(mine) and all(status is MET for status in mine)
    return outcomes, met


def outcomes_of(scored: Score) -> dict[str, Status]:
    return {item.criterion: item.outcome for one in scored.standards for item in one.criteria}


@given(cases(), DAYS)
def test_a_second_scorer_agrees(case: tuple[tuple[Standard, ...], Assessment], on: date) -> None:
    standards, given_ = case
    scored = score(given_, standards, STAGES, on)
    outcomes, met = naive(standards, given_, on)
    assert (outcomes_of(scored), scored.met) == (outcomes, met)
    assert (scored.stage.stage if scored.stage else None) == {0: None, 1: 1}.get(met, 2)


@given(cases(), DAYS, st.randoms(use_true_random=False))
def test_order_does_not_matter(case: tuple[tuple[Standard, ...], Assessment], on: date, chance: random.Random) -> None:
    standards, given_ = case
    results, register = list(given_.scorecard.results), list(given_.register.evidence)
    chance.shuffle(results)
    chance.shuffle(register)
    shuffled = replace(
        given_,
        scorecard=given_.scorecard.model_copy(update={"results": tuple(results)}),
        register=EvidenceRegister(period=given_.period, evidence=tuple(register)),
    )
    assert score(shuffled, standards, STAGES, on) == score(given_, standards, STAGES, on)


def ranks(scored: Score) -> list[int]:
    return [RANK.get(outcome, 3) for outcome in outcomes_of(scored).values()]


def no_lower(after: Score, before: Score) -> bool:
    return after.met >= before.met and all(new >= old for new, old in zip(ranks(after), ranks(before), strict=True))


@given(cases(), DAYS, st.data())
def test_adding_valid_evidence_never_lowers_a_result(
    case: tuple[tuple[Standard, ...], Assessment], on: date, data: st.DataObject
) -> None:
    standards, given_ = case
    if not given_.scorecard.results:
        return
    place = data.draw(st.integers(0, len(given_.scorecard.results) - 1))
    cited = given_.scorecard.results[place]
    proof = evidence(
        "baru",
        data.draw(st.sampled_from(EvidenceKind)),
        cited.criterion,
        received_on=on,
        approved_on=on,
        effective_from=None,
        sha256=digest(data.draw(st.sampled_from(["baru", "bukti-0"]))),
    )
    results = list(given_.scorecard.results)
    results[place] = cited.model_copy(update={"evidence": (*cited.evidence, "baru")})
    told = tuple(
        item.model_copy(update={"evidence": (*item.evidence, "baru")})
        if item.criterion == cited.criterion and item.evidence is not None
        else item
        for item in given_.scorecard.history
    )
    more = replace(
        given_,
        scorecard=given_.scorecard.model_copy(update={"results": tuple(results), "history": told}),
        register=EvidenceRegister(period=given_.period, evidence=(*given_.register.evidence, proof)),
        files={**given_.files, "baru.txt": proof.sha256 or ""},
    )
    assert no_lower(score(more, standards, STAGES, on), score(given_, standards, STAGES, on))


@given(cases(), DAYS, st.integers(0, 4))
def test_expiry_never_raises_a_result(case: tuple[tuple[Standard, ...], Assessment], on: date, which: int) -> None:
    standards, given_ = case
    register = [
        item.model_copy(update={"effective_to": on - timedelta(1)}) if number == which else item
        for number, item in enumerate(given_.register.evidence)
    ]
    expired = replace(given_, register=EvidenceRegister(period=given_.period, evidence=tuple(register)))
    assert no_lower(score(given_, standards, STAGES, on), score(expired, standards, STAGES, on))


def scope(given_: Assessment) -> tuple[str, ...]:
    return given_.scorecard.scope.standards


@settings(max_examples=20)
@given(cases(), DAYS)
def test_nothing_is_complete_while_something_is_not_assessed(
    case: tuple[tuple[Standard, ...], Assessment], on: date
) -> None:
    standards, given_ = case
    scored = score(given_, standards, STAGES, on)
    inside = [outcomes_of(scored)[item.id] for one in standards for item in one.criteria if one.letter in scope(given_)]
    assert scored.complete is (UNASSESSED not in inside)
