"""Agreement of two assessors: a published example, the algebra, and a second kappa that shares no code with the first."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lpse_docs.assess.agreement import Agreement, Strength, agreements, differences, marks_of, unfinished
from lpse_docs.model.assessment import Assessment, Assessor, AssessorRole, BlindScores, Result, Status
from lpse_docs.model.standard import EvidenceKind
from tests.assess.samples import ASSESSORS, PERIOD, assessment, standard

MET, PARTIAL, UNMET, NOT_APPLICABLE, UNASSESSED = Status
GIVEN = (MET, PARTIAL, UNMET, NOT_APPLICABLE)
POLICY = EvidenceKind.POLICY
MODERATOR = Assessor(id="asesor-9", role=AssessorRole.MODERATOR, name=None)
TWO = (standard("a", (POLICY,), (POLICY,)), standard("b", (POLICY,)))
PAIRS = st.lists(st.tuples(st.sampled_from(GIVEN), st.sampled_from(GIVEN)), max_size=30)


def agreement(pairs: Iterable[tuple[Status, Status]]) -> Agreement:
    return Agreement("asesor-1", "asesor-2", {f"S01-K{place:02d}": pair for place, pair in enumerate(pairs, 1)})


def from_table(table: Sequence[Sequence[int]]) -> Agreement:
    """Marks as they stand in a table of counts: rows are the first assessor's, columns the second's."""
    size = len(table)
    cells = product(range(size), repeat=2)
    return agreement((GIVEN[row], GIVEN[column]) for row, column in cells for _ in range(table[row][column]))


def sheet(by: str, *marks: Status) -> BlindScores:
    codes = [item.id for one in TWO for item in one.criteria]
    results = tuple(Result(criterion=code, status=mark) for code, mark in zip(codes, marks, strict=False))
    return BlindScores(period=PERIOD, assessor=by, criteria_digest="0" * 64, results=results)


def blind(*sheets: BlindScores, scope: str = "ab") -> Assessment:
    plain = assessment(TWO, [])
    team = (*ASSESSORS, MODERATOR)
    inside = plain.scorecard.scope.model_copy(update={"standards": tuple(scope)})
    card = plain.scorecard.model_copy(update={"assessors": team, "scope": inside})
    return replace(plain, scorecard=card, blind=sheets)


def test_cohen_s_own_example() -> None:
    """Psychological Bulletin 70 (1968), p. 213 ff., table 1, 200 patients and three diagnoses: unweighted kappa .492."""
    found = from_table([[88, 14, 18], [10, 40, 10], [2, 6, 12]])
    assert (found.agreed, found.compared) == (140, 200)
    assert found.kappa == Fraction(29, 59)
    assert round(float(found.kappa), 3) == 0.492
    assert found.strength is Strength.MODERATE


def test_what_is_expected_by_chance_is_worth_nothing() -> None:
    assert from_table([[1, 1], [1, 1]]).kappa == 0
    assert from_table([[0, 1], [1, 0]]).kappa == -1


@pytest.mark.parametrize("pairs", [[], [(MET, MET)], [(UNMET, UNMET)] * 7])
def test_kappa_of_nothing_or_of_one_mark_throughout_is_undefined(pairs: list[tuple[Status, Status]]) -> None:
    found = agreement(pairs)
    assert found.kappa is None
    assert found.strength is None
    assert found.agreed == found.compared == len(pairs)


@pytest.mark.parametrize(
    ("kappa", "word"),
    [
        (Fraction(-1, 100), Strength.POOR),
        (Fraction(0), Strength.SLIGHT),
        (Fraction(1, 5), Strength.SLIGHT),
        (Fraction(201, 1000), Strength.FAIR),
        (Fraction(2, 5), Strength.FAIR),
        (Fraction(3, 5), Strength.MODERATE),
        (Fraction(4, 5), Strength.SUBSTANTIAL),
        (Fraction(801, 1000), Strength.ALMOST_PERFECT),
        (Fraction(1), Strength.ALMOST_PERFECT),
    ],
)
def test_words_begin_and_end_where_landis_and_koch_say(
    kappa: Fraction, word: Strength, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Agreement, "kappa", property(lambda _: kappa))
    assert agreement([]).strength is word


def test_differences_name_every_mark_in_order_of_the_criteria() -> None:
    given_ = blind(sheet("asesor-2", MET, UNMET, MET), sheet("asesor-1", MET, PARTIAL, UNMET))
    found = differences(given_, TWO)
    assert [item.criterion for item in found] == ["S01-K02", "S02-K01"]
    assert {by: mark.status for by, mark in found[0].marks.items()} == {"asesor-1": PARTIAL, "asesor-2": UNMET}
    assert differences(blind(*given_.blind, scope="a"), TWO) == found[:1]


def test_agreement_is_told_for_each_standard_and_each_pair() -> None:
    given_ = blind(sheet("asesor-1", MET, UNMET, MET), sheet("asesor-2", MET, UNMET, UNMET), sheet("asesor-3", MET))
    pairs = agreements(given_, TWO)
    assert [(item.first, item.second, item.agreed, item.compared) for item in pairs] == [
        ("asesor-1", "asesor-2", 2, 3),
        ("asesor-1", "asesor-3", 1, 1),
        ("asesor-2", "asesor-3", 1, 1),
    ]
    inside = [pairs[0].within(item) for item in TWO]
    assert [(item.agreed, item.compared) for item in inside] == [(2, 2), (0, 1)]
    assert inside[0].kappa == 1


def test_what_nobody_marked_is_not_compared() -> None:
    given_ = blind(sheet("asesor-1", MET, UNASSESSED), sheet("asesor-2", MET, MET))
    assert agreements(given_, TWO)[0].marks == {"S01-K01": (MET, MET)}
    assert differences(given_, TWO) == ()
    assert set(marks_of(given_, "S01-K02")) == {"asesor-2"}


def test_blind_work_is_finished_when_everyone_but_the_moderator_has_marked_everything() -> None:
    assert unfinished(blind(), TWO) == dict.fromkeys(("asesor-1", "asesor-2"), ("S01-K01", "S01-K02", "S02-K01"))
    half = blind(sheet("asesor-1", MET, UNMET, MET), sheet("asesor-2", MET, UNASSESSED, MET))
    assert unfinished(half, TWO) == {"asesor-2": ("S01-K02",)}
    assert unfinished(blind(half.blind[0], sheet("asesor-2", MET, MET), scope="a"), TWO) == {}
    assert unfinished(blind(half.blind[0], sheet("asesor-9", MET)), TWO).keys() == {"asesor-2", "asesor-9"}


def naive_kappa(pairs: Sequence[tuple[Status, Status]]) -> Fraction | None:
    """Kappa as chance of a pair drawn anew: of all pairings of any first with any second mark, how many are alike."""
    crossed = [one is two for (one, _), (_, two) in product(pairs, repeat=2)]
    if all(crossed):
        return None
    seen = Fraction(sum(one is two for one, two in pairs), len(pairs))
    drawn = Fraction(sum(crossed), len(crossed))
    return 1 - (1 - seen) / (1 - drawn)


@given(PAIRS)
def test_a_second_kappa_agrees(pairs: list[tuple[Status, Status]]) -> None:
    assert agreement(pairs).kappa == naive_kappa(pairs)


@given(PAIRS)
def test_it_does_not_matter_who_is_first(pairs: list[tuple[Status, Status]]) -> None:
    turned = agreement((two, one) for one, two in pairs)
    assert (turned.kappa, turned.agreed) == (agreement(pairs).kappa, agreement(pairs).agreed)


@given(PAIRS, st.randoms(), st.permutations(GIVEN))
def test_neither_order_nor_names_of_marks_matter(
    pairs: list[tuple[Status, Status]], chance: object, names: list[Status]
) -> None:
    renamed = dict(zip(GIVEN, names, strict=True))
    mixed = [(renamed[one], renamed[two]) for one, two in pairs]
    chance.shuffle(mixed)  # type: ignore[attr-defined] # hypothesis gives a Random
    assert agreement(mixed).kappa == agreement(pairs).kappa


@given(PAIRS)
def test_kappa_is_bounded_and_one_only_for_full_agreement(pairs: list[tuple[Status, Status]]) -> None:
    found = agreement(pairs)
    assume(found.kappa is not None)
    assert found.kappa is not None
    assert -1 <= found.kappa <= Fraction(found.agreed, found.compared)
    assert (found.kappa == 1) is (found.agreed == found.compared)
    assert found.strength is not None


@given(PAIRS)
def test_kappa_is_undefined_only_where_both_gave_one_mark_throughout(pairs: list[tuple[Status, Status]]) -> None:
    marks = {mark for pair in pairs for mark in pair}
    assert (agreement(pairs).kappa is None) is (len(marks) < 2)
