"""Returned files of every kind, spoilt as packages: what was filled in, or findings in words; never a crash."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.mutations import mangled, repacked
from tests.returns import papers
from tests.returns.test_papers import read
from tests.returns.test_workbook import exported, taken

BRIEF = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@BRIEF
@given(data=st.data())
def test_a_workbook(data: st.DataObject) -> None:
    made, found = taken(data.draw(repacked(exported()) | mangled(exported())))
    assert made is not None or found
    assert all(item.message for item in found)


@pytest.mark.parametrize(("name", "blank", "spoil"), [
    ("kartu.docx", papers.word, repacked), ("kartu.docx", papers.word, mangled), ("kartu.pdf", papers.printed, mangled),
])  # fmt: skip
@BRIEF
@given(data=st.data())
def test_a_scorecard(
    name: str,
    blank: Callable[[], bytes],
    spoil: Callable[[bytes], st.SearchStrategy[bytes]],
    data: st.DataObject,
) -> None:
    made, found = read(name, data.draw(spoil(blank())))
    assert made is not None or len(found) == 1
