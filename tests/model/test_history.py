"""The chain of seals over a history: whole as the program writes it, broken by whatever is done to it by hand."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.model.assessment import Status, StatusChange
from lpse_docs.model.seal import broken, chained, continued, uncovered

LINES = st.builds(
    StatusChange,
    criterion=st.sampled_from(["S01-K01", "S04-K02"]),
    changed_on=st.integers(0, 9).map(lambda days: date(2026, 6, 1) + timedelta(days)),
    changed_by=st.sampled_from(["asesor-1", "asesor-3"]),
    before=st.sampled_from(Status),
    after=st.sampled_from(Status),
    evidence=st.sampled_from([None, (), ("bukti-001",), ("bukti-001", "bukti-002")]),
)
HISTORIES = st.lists(LINES, min_size=1, max_size=6)


def whole(history: tuple[StatusChange, ...]) -> bool:
    return tuple(item.seal for item in history) == chained(history)


@given(HISTORIES, st.integers(0, 6))
def test_lines_that_are_added_later_continue_the_chain(lines: list[StatusChange], cut: int) -> None:
    once = continued((), lines)
    first = continued((), lines[:cut])
    assert whole(once)
    assert (broken(once), uncovered(once), uncovered(lines)) == ((), (), tuple(lines))
    assert (*first, *continued(first, lines[cut:])) == once


@given(HISTORIES, st.lists(LINES, min_size=1, max_size=3))
def test_lines_without_a_seal_are_covered_by_the_first_that_has_one(
    old: list[StatusChange], new: list[StatusChange]
) -> None:
    sealed = continued(old, new)
    assert chained((*old, *sealed))[len(old) :] == tuple(item.seal for item in sealed)
    moved = old[-1].model_copy(update={"changed_on": old[-1].changed_on - timedelta(1)})
    assert chained((*old[:-1], moved, *sealed))[len(old)] != sealed[0].seal


@given(HISTORIES, st.data())
def test_an_edited_removed_or_exchanged_line_breaks_it(lines: list[StatusChange], data: st.DataObject) -> None:
    history = continued((), lines)
    place = data.draw(st.integers(0, len(history) - 1))
    item = history[place]
    edited = item.model_copy(update={"changed_on": item.changed_on + timedelta(1)})
    assert not whole((*history[:place], edited, *history[place + 1 :]))
    cited = item.model_copy(update={"evidence": ("bukti-003",) if item.evidence is None else None})
    assert broken((*history[:place], cited, *history[place + 1 :]))[0] == cited
    if place + 1 < len(history):
        assert not whole((*history[:place], *history[place + 1 :]))
        assert not whole((*history[:place], history[place + 1], item, *history[place + 2 :]))
