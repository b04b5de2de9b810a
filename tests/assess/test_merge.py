"""The algebra of merging what comes back from a desk."""

from collections.abc import Mapping
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.assess.merge import EMPTY, Change, Conflict, Merged, applied, clashes, merge
from lpse_docs.assess.returned import FIELDS, Judgement
from lpse_docs.model.assessment import Status

CODES = ("S01-K01", "S01-K02", "S02-K01")
WORDS = st.none() | st.sampled_from(["Ada", "Belum lengkap"])
JUDGEMENTS = st.builds(
    Judgement,
    st.sampled_from(Status),
    WORDS,
    WORDS,
    WORDS,
    st.sampled_from([(), ("bukti-1",), ("bukti-2", "bukti-1")]),
    st.none() | st.sampled_from([date(2026, 6, 1), date(2026, 6, 2)]),
)
WHOLE = st.fixed_dictionaries(dict.fromkeys(CODES, JUDGEMENTS))
SOME = st.dictionaries(st.sampled_from(CODES), JUDGEMENTS)
Judgements = Mapping[str, Judgement]


def test_each_field_stands_for_itself() -> None:
    base = {"S01-K01": Judgement(Status.UNMET, finding="lama")}
    filled = {"S01-K01": Judgement(Status.MET, finding="dari berkas")}
    held = {"S01-K01": Judgement(Status.UNMET, finding="dari orang lain", evidence=("bukti-1",))}
    assert merge(base, filled, held) == Merged(
        (Change("S01-K01", "status", Status.UNMET, Status.MET),),
        (Conflict("S01-K01", "finding", "lama", "dari berkas", "dari orang lain"),),
    )


def test_an_empty_field_takes_away_only_what_the_file_was_made_with() -> None:
    full = {"S01-K01": Judgement(Status.MET, finding="Ada")}
    blank = {"S01-K01": EMPTY}
    assert merge({}, blank, full) == Merged()
    assert applied(full, merge(full, blank, full).changes) == blank


def test_a_blank_paper_disputes_what_is_filled_in_already() -> None:
    found = merge({}, {"S01-K01": Judgement(Status.MET)}, {"S01-K01": Judgement(Status.UNMET)})
    assert found.conflicts == (Conflict("S01-K01", "status", Status.UNASSESSED, Status.MET, Status.UNMET),)


@given(SOME, SOME)
def test_an_unchanged_file_changes_nothing(base: Judgements, held: Judgements) -> None:
    assert merge(base, base, held) == Merged()


@given(SOME, SOME)
def test_an_unchanged_source_takes_all_of_the_file(base: Judgements, filled: Judgements) -> None:
    found = merge(base, filled, base)
    assert found.conflicts == ()
    now = applied(base, found.changes)
    assert {code: now.get(code, EMPTY) for code in filled} == filled
    assert {code: now[code] for code in base if code not in filled} == {
        code: base[code] for code in base if code not in filled
    }


@given(SOME, SOME)
def test_the_same_change_on_both_sides_is_nothing_new(base: Judgements, both: Judgements) -> None:
    assert merge(base, both, both) == Merged()


@given(SOME, WHOLE, WHOLE)
def test_conflicts_are_seen_from_both_sides(base: Judgements, one: Judgements, two: Judgements) -> None:
    there, back = merge(base, one, two), merge(base, two, one)
    turned = [Conflict(it.criterion, it.field, it.base, it.held, it.filled) for it in back.conflicts]
    assert list(there.conflicts) == turned


@given(WHOLE, WHOLE, WHOLE)
def test_nothing_is_lost(base: Judgements, filled: Judgements, held: Judgements) -> None:
    """Every field ends as the only side that changed it says; an own, slower telling of the same."""
    found = merge(base, filled, held)
    now = applied(held, found.changes)
    disputed = {(item.criterion, item.field) for item in found.conflicts}
    for code in CODES:
        for name in FIELDS:
            was, said, other = (getattr(side[code], name) for side in (base, filled, held))
            assert ((code, name) in disputed) == (len({was, said, other}) == 3)
            if (code, name) not in disputed:
                assert getattr(now[code], name) == (other if said == was else said)


@given(SOME, SOME, SOME)
def test_applying_twice_is_applying_once(base: Judgements, filled: Judgements, held: Judgements) -> None:
    found = merge(base, filled, held)
    once = applied(held, found.changes)
    assert applied(once, found.changes) == once
    assert merge(base, filled, once) == Merged((), found.conflicts)


@given(SOME, SOME, SOME, st.randoms(use_true_random=False))
def test_order_does_not_matter(base: Judgements, filled: Judgements, held: Judgements, chance: Random) -> None:
    items = list(filled.items())
    chance.shuffle(items)
    assert merge(base, dict(items), held) == merge(base, filled, held)
    changes = list(merge(base, filled, held).changes)
    chance.shuffle(changes)
    assert applied(held, changes) == applied(held, merge(base, filled, held).changes)


@given(SOME, SOME, SOME, SOME)
def test_two_files_clash_exactly_where_they_want_different_things(
    base: Judgements, one: Judgements, two: Judgements, held: Judgements
) -> None:
    files = {"a.xlsx": merge(base, one, held), "b.xlsx": merge(base, two, held)}
    found = clashes(files)
    assert clashes(dict(reversed(files.items()))) == found
    first, second = (files[name].statements for name in ("a.xlsx", "b.xlsx"))
    assert set(found) == {where for where in first if where in second and first[where] != second[where]}
