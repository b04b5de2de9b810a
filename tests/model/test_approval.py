"""The state of a document against a tiny model of its own, and what a record never forgives."""

from datetime import date, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.model.approval import (
    ApprovalAct,
    ApprovalEntry,
    ApprovalRecord,
    ApprovalRole,
    ApprovalState,
    Need,
    standing,
)
from lpse_docs.model.dates import year_after
from lpse_docs.model.seal import continued

MAKER, EXAMINER, APPROVER = ApprovalRole
FIRST = date(2024, 1, 15)
DIGESTS = ("a" * 64, "b" * 64)
POSTS = ("satu", "dua", "tiga", "empat")
NEEDS = (Need(MAKER, ("satu", "dua")), Need(EXAMINER, ("dua", "tiga")), Need(APPROVER, ("tiga", "empat"), 2))
USUAL = ((MAKER, "satu"), (EXAMINER, "dua"), (APPROVER, "tiga"), (APPROVER, "empat"))


def record(*entries: ApprovalEntry) -> ApprovalRecord:
    return ApprovalRecord(document="sop-a-registrasi", entries=continued((), entries))


def entry(
    role: ApprovalRole, post: str, day: date = FIRST, digest: str = DIGESTS[0], act: ApprovalAct = ApprovalAct.APPROVE
) -> ApprovalEntry:
    return ApprovalEntry(post=post, role=role, act=act, on=day, digest=digest, seal="0" * 16)


@st.composite
def needs(draw: st.DrawFn) -> tuple[Need, ...]:
    roles = [role for role in (MAKER, EXAMINER) if draw(st.booleans())]
    made = []
    for role in (*roles, APPROVER):
        posts = tuple(draw(st.sets(st.sampled_from(POSTS), min_size=1)))
        made.append(Need(role, posts, draw(st.integers(1, len(posts)))))
    return tuple(made)


def in_days(rows: list[tuple[int, tuple[ApprovalRole, str], str, ApprovalAct]]) -> list[ApprovalEntry]:
    day, made = FIRST, list[ApprovalEntry]()
    for later, (role, post), digest, act in rows:
        day += timedelta(later)
        made.append(entry(role, post, day, digest, act))
    return made


ROWS = st.tuples(  # anything, in order of days; mostly what is likely to be admitted
    st.sampled_from((0, 1, 400)),
    st.sampled_from((*USUAL * 4, *product(ApprovalRole, POSTS))),
    st.sampled_from((*[DIGESTS[0]] * 5, DIGESTS[1])),
    st.sampled_from((*[ApprovalAct.APPROVE] * 9, ApprovalAct.WITHDRAW)),
)
ENTRIES = st.lists(ROWS, max_size=14).map(in_days)


def simply(told: list[ApprovalEntry], wanted: tuple[Need, ...], digest: str, on: date) -> tuple[ApprovalState, bool]:
    """State and staleness told with a flat list of places to be taken, one after another."""
    taken: list[ApprovalEntry] = []
    places = [need for need in wanted for _ in range(need.quorum)]
    full: list[ApprovalEntry] = []
    gone = False
    for item in told:
        if item.on > on:
            break
        if item.act is ApprovalAct.WITHDRAW:
            taken, full, gone = [], [], True
            continue
        going = [] if len(taken) == len(places) or (taken and taken[0].digest != item.digest) else taken
        place = places[len(going)]
        if item.role is place.role and item.post in place.posts and item.post not in [it.post for it in going]:
            taken, gone = [*going, item], False
            if full and full[0].digest != item.digest:
                full = []
            if len(taken) == len(places):
                full = taken
    stale = bool(taken) and taken[0].digest != digest
    if full and full[0].digest == digest:
        start = max(it.on for it in full)
        return (ApprovalState.REVIEW_DUE if on >= year_after(start) else ApprovalState.IN_FORCE), stale
    if gone:
        return ApprovalState.WITHDRAWN, stale
    current = taken if taken and taken[0].digest == digest and len(taken) < len(places) else []
    before = sum(need.quorum for need in wanted if need.role is not APPROVER)
    examined = len(current) >= before and any(it.role is EXAMINER for it in current)
    return (ApprovalState.EXAMINED if examined else ApprovalState.DRAFT), stale


@given(ENTRIES, needs() | st.just(NEEDS), st.sampled_from(DIGESTS), st.integers(0, 3000))
def test_the_state_is_that_of_a_simpler_machine(
    told: list[ApprovalEntry], wanted: tuple[Need, ...], digest: str, days: int
) -> None:
    on = FIRST + timedelta(days)
    found = standing(record(*told), wanted, digest, on)
    assert (found.state, found.stale) == simply(told, wanted, digest, on)
    assert found.final is (found.state in {ApprovalState.IN_FORCE, ApprovalState.REVIEW_DUE, ApprovalState.APPROVED})
    assert found.held is None or {it.digest for it in found.held.entries} == {digest}


@given(ENTRIES, needs())
def test_what_is_held_has_every_role_in_order_by_different_posts(
    told: list[ApprovalEntry], wanted: tuple[Need, ...]
) -> None:
    held = standing(record(*told), wanted, DIGESTS[0]).held
    if held:
        assert [item.role for item in held.entries] == [need.role for need in wanted for _ in range(need.quorum)]
        assert len({item.post for item in held.entries}) == len(held.entries)


@given(ENTRIES, st.data())
def test_a_record_that_was_edited_counts_for_nothing(told: list[ApprovalEntry], data: st.DataObject) -> None:
    """A line changed, lost, doubled or exchanged; only lines lost from the end leave no trace."""
    whole = record(*told).entries
    if not whole:
        return
    place = data.draw(st.integers(0, len(whole) - 1))
    kind = data.draw(st.sampled_from(("change", "lose", "double", "exchange")))
    match kind:
        case "change":
            field = data.draw(st.sampled_from(("post", "on", "digest", "note", "role", "act", "effective")))
            other = {
                "post": "lima",
                "on": date(2020, 1, 1),
                "digest": "c" * 64,
                "note": "lain",
                "role": next(role for role in ApprovalRole if role is not whole[place].role),
                "act": next(act for act in ApprovalAct if act is not whole[place].act),
                "effective": date(2031, 1, 1),
            }[field]
            edited = (*whole[:place], whole[place].model_copy(update={field: other}), *whole[place + 1 :])
        case "lose":
            edited = (*whole[:place], *whole[place + 1 :])
            if edited == whole[: len(edited)]:
                return
        case "double":
            edited = (*whole[: place + 1], *whole[place:])
        case _:
            edited = (*whole[:place], *reversed(whole[place : place + 2]), *whole[place + 2 :])
            if edited == whole:
                return
    tampered = ApprovalRecord(document="sop-a-registrasi", entries=edited)
    assert not tampered.whole
    assert standing(tampered, NEEDS, DIGESTS[0]).state is ApprovalState.DRAFT


def test_a_life_from_draft_to_withdrawal() -> None:
    days = [FIRST + timedelta(number) for number in range(4)]
    told = [entry(role, post, day) for (role, post), day in zip(USUAL, days, strict=True)]
    told[-1] = told[-1].model_copy(update={"effective": date(2024, 3, 1)})
    told.append(entry(APPROVER, "empat", date(2025, 6, 1), act=ApprovalAct.WITHDRAW))
    whole = record(*told)

    def on(day: date, digest: str = DIGESTS[0]) -> tuple[ApprovalState, date | None]:
        found = standing(whole, NEEDS, digest, day)
        return found.state, found.since

    assert on(date(2024, 1, 14)) == (ApprovalState.DRAFT, None)
    assert on(days[0]) == (ApprovalState.DRAFT, days[0])
    assert on(days[2]) == (ApprovalState.EXAMINED, days[1])
    assert on(date(2024, 2, 29)) == (ApprovalState.APPROVED, days[3])
    assert on(date(2024, 3, 1)) == (ApprovalState.IN_FORCE, date(2024, 3, 1))
    assert on(date(2025, 3, 1)) == (ApprovalState.REVIEW_DUE, date(2025, 3, 1))
    assert on(date(2025, 6, 1)) == (ApprovalState.WITHDRAWN, date(2025, 6, 1))
    assert on(date(2024, 4, 1), DIGESTS[1]) == (ApprovalState.DRAFT, None)
    assert standing(whole, NEEDS, DIGESTS[1], date(2024, 4, 1)).stale


def test_an_earlier_content_does_not_come_back_into_force_by_itself() -> None:
    first = [entry(role, post) for role, post in USUAL]
    second = [entry(role, post, digest=DIGESTS[1]) for role, post in USUAL]
    assert standing(record(*first, *second), NEEDS, DIGESTS[0]).held is None
    assert standing(record(*first, *second[:1]), NEEDS, DIGESTS[0]).held is None
    assert standing(record(*first, *second), NEEDS, DIGESTS[1]).held is not None


def test_a_review_that_goes_on_leaves_the_approval_and_ends_with_a_new_year() -> None:
    again = [entry(role, post, date(2025, 2, 1)) for role, post in USUAL]
    first = [entry(role, post) for role, post in USUAL]
    during = standing(record(*first, *again[:2]), NEEDS, DIGESTS[0], date(2025, 2, 1))
    assert during.state is ApprovalState.REVIEW_DUE
    assert during.current.missing == ("tiga", "empat")
    after = standing(record(*first, *again), NEEDS, DIGESTS[0], date(2025, 2, 1))
    assert (after.state, after.since) == (ApprovalState.IN_FORCE, date(2025, 2, 1))


def test_the_calendar_ends_quietly() -> None:
    assert year_after(date(2024, 2, 29)) == date(2025, 2, 28)
    assert year_after(date.max) == date.max
