"""Changing a scorecard line by line: what it says afterwards, and that everything else stays as a person wrote it."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.load.schema import validate
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.assessment import Result, Scorecard, Status, StatusChange
from lpse_docs.returns.amend import amended
from lpse_docs.returns.page import Unwritable
from lpse_docs.returns.scalars import scalar

ORDER = ("S01-K01", "S01-K02", "S02-K01", "S02-K02")
DAY = date(2026, 6, 20)
HEAD = """\
# yaml-language-server: $schema=x
period: 2026-semester-1
title: Semester I Tahun 2026
start: 2026-01-01
end: 2026-06-30
scored_on: 2026-06-30
criteria_digest: {digest}
scope:
  standards:
    - a
    - b
assessors: [] # belum ada
""".format(digest="ab" * 32)
BODY = """\
results:
  # A. Kebijakan
  - criterion: S01-K01
    status: belum # ditunda
    # menunggu rapat
    reason: 'lama'
    evidence:
      - bukti-1
      # yang kedua
      - bukti-2
    assessor: asesor-1

  # B. Organisasi
  - criterion: S02-K01
    status: belum-dinilai
# Hanya ditambah pada akhirnya.
history:
  - criterion: S01-K01
    changed_on: 2026-06-01
    changed_by: asesor-1
    before: belum-dinilai
    after: belum
# selesai
"""
CHANGE = StatusChange(
    criterion="S02-K01", changed_on=DAY, changed_by="asesor-3", before=Status.UNASSESSED, after=Status.MET
)


def card(text: str) -> Scorecard:
    value, found = read_yaml(text, "scorecard.yaml")
    made, misfits = validate(Scorecard, value, "scorecard.yaml")
    assert made is not None, [*found, *misfits]
    return made


def result(code: str, status: Status = Status.MET, **more: Any) -> Result:
    return Result(criterion=code, status=status, **more)


def test_only_what_differs_is_touched() -> None:
    found = result("S02-K01", finding="Ada: lengkap", evidence=("bukti-3",), assessor="asesor-3", assessed_on=DAY)
    assert amended(HEAD + BODY, [found], [CHANGE], ORDER) == HEAD + BODY.replace(
        "    status: belum-dinilai\n",
        "    status: terpenuhi\n    finding: 'Ada: lengkap'\n    evidence:\n      - bukti-3\n"
        "    assessor: asesor-3\n    assessed_on: 2026-06-20\n",
    ).replace(
        "    after: belum\n",
        "    after: belum\n  - criterion: S02-K01\n    changed_on: 2026-06-20\n    changed_by: asesor-3\n"
        "    before: belum-dinilai\n    after: terpenuhi\n",
    )


def test_comments_beside_and_between_stay() -> None:
    found = result("S01-K01", Status.PARTIAL, reason="baru", evidence=("bukti-2", "bukti-1"), assessor="asesor-1")
    changed = amended(HEAD + BODY, [found], [], ORDER)
    assert "    status: sebagian # ditunda\n    # menunggu rapat\n    reason: baru\n    evidence:\n" in changed
    assert changed.index("- bukti-2") < changed.index("- bukti-1") < changed.index("# B. Organisasi")


def test_a_value_that_goes_takes_its_line_along() -> None:
    changed = amended(HEAD + BODY, [result("S01-K01", Status.UNMET)], [], ORDER)
    assert "    status: belum # ditunda\n    # menunggu rapat\n\n  # B. Organisasi\n" in changed


def test_a_new_result_stands_behind_its_neighbour() -> None:
    changed = amended(HEAD + BODY, [result("S02-K02"), result("S01-K02", reason="satu\ndua")], [], ORDER)
    assert [item.criterion for item in card(changed).results] == list(ORDER)
    assert "    assessor: asesor-1\n  - criterion: S01-K02\n" in changed
    assert card(changed).results[1].reason == "satu\ndua"


def test_before_the_first_result_there_is_room() -> None:
    changed = amended(HEAD + BODY.replace("S01-K01", "S01-K02"), [result("S01-K01")], [], ORDER)
    assert [item.criterion for item in card(changed).results] == ["S01-K01", "S01-K02", "S02-K01"]


@pytest.mark.parametrize(
    "body", ["", "results: []\nhistory: []\n", "history: [] # kosong\n", "results: []\n", "# a\n\nhistory: []\n# b"]
)
def test_lists_that_are_not_there_yet_are_begun(body: str) -> None:
    changed = amended(HEAD + body, [result("S02-K01")], [CHANGE], ORDER)
    told = card(changed)
    assert [item.criterion for item in told.results] == ["S02-K01"]
    assert [item.after for item in told.history] == [Status.MET]
    assert changed.endswith("\n")


def test_line_ends_and_a_missing_last_one_are_a_person_s() -> None:
    text = (HEAD + BODY).replace("\n", "\r\n").removesuffix("# selesai\r\n").removesuffix("\r\n")
    changed = amended(text, [result("S02-K01")], [CHANGE], ORDER)
    assert "\n" not in changed.replace("\r\n", "")
    assert card(changed).history[-1].after is Status.MET


@pytest.mark.parametrize(
    "body",
    [
        "results: [{criterion: S01-K01, status: belum}]\n",
        "results:\n  - {criterion: S01-K01, status: belum}\n",
        "history: [{criterion: S01-K01, changed_on: 2026-06-01, changed_by: a, before: belum, after: belum}]\n",
    ],
)
def test_what_stands_in_brackets_is_refused(body: str) -> None:
    with pytest.raises(Unwritable) as refused:
        amended(HEAD + body, [result("S01-K01")], [CHANGE], ORDER)
    assert refused.value.line in {13, 14}


# Generated scorecards, written in many ways.

WORDS = st.sampled_from(["Ada", "a: b", "null", "'x'", "# no", "satu\ndua", "ya", "  tepi  ", "12", "“baik”", "- x"])
CODES = st.lists(st.sampled_from(["bukti-1", "bukti-2", "n"]), unique=True, max_size=3).map(tuple)


@st.composite
def results(draw: st.DrawFn, code: str) -> Result:
    return Result(
        criterion=code,
        status=draw(st.sampled_from(Status)),
        reason=draw(st.none() | WORDS),
        finding=draw(st.none() | WORDS),
        recommendation=draw(st.none() | WORDS),
        evidence=draw(CODES),
        assessor=draw(st.none() | st.just("asesor-1")),
        assessed_on=draw(st.none() | st.just(DAY)),
    )


@st.composite
def some_results(draw: st.DrawFn) -> list[Result]:
    return [draw(results(code)) for code in draw(st.permutations(ORDER))[: draw(st.integers(0, 4))]]


@st.composite
def written(draw: st.DrawFn, item: Result, margin: str) -> list[str]:
    """A result as somebody might write it: any order of keys, empty values or none, comments anywhere."""
    lines: list[str] = []
    for name in draw(st.permutations(tuple(Result.model_fields))):
        value = getattr(item, name)
        if isinstance(value, tuple):
            shown = [f"{margin}    {name}:", *(f"{margin}      - {scalar(one)}" for one in value)]
            lines += shown if value else draw(st.sampled_from([[], [f"{margin}    {name}: []"]]))
        elif value is not None or draw(st.booleans()):
            beside = draw(st.sampled_from(["", " # di samping"]))
            lines.append(f"{margin}    {name}: {scalar(value)}{beside}")
        if lines and draw(st.integers(0, 5)) == 0:
            lines.append(f"{margin}    # di antara")
    lines[0] = f"{margin}  - {lines[0].lstrip()}"
    return lines


@st.composite
def scorecards(draw: st.DrawFn) -> tuple[str, list[Result]]:
    margin = draw(st.sampled_from(["", "  "]))
    held = draw(some_results())
    lines = ["results:"] if held else []
    for item in held:
        lines += [f"{margin}  # {item.criterion}", *draw(written(item, margin))]
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return end.join((*HEAD.splitlines(), *lines, "# selesai", "")), held


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is slow, not the scorecards
@given(scorecards(), some_results(), st.booleans())
def test_afterwards_it_says_what_it_should(text: tuple[str, list[Result]], wanted: list[Result], told: bool) -> None:
    source, held = text
    changes = [CHANGE] if told else []
    changed = amended(source, wanted, changes, ORDER)
    now = card(changed)
    expected = {item.criterion: item for item in held} | {item.criterion: item for item in wanted}
    assert {item.criterion: item.model_dump() for item in now.results} == {
        code: item.model_dump() for code, item in expected.items()
    }
    assert [item.model_dump() for item in now.history] == [item.model_dump() for item in changes]
    kept = [line for line in source.split("\n") if re.match(r"\s*# (S\d|selesai)", line)]
    assert [line for line in changed.split("\n") if re.match(r"\s*# (S\d|selesai)", line)] == kept
    assert amended(changed, wanted, [], ORDER) == changed


@given(scorecards())
def test_nothing_wanted_changes_nothing(text: tuple[str, list[Result]]) -> None:
    source, held = text
    assert amended(source, held, [], ORDER) == amended(source, [], [], ORDER) == source


@pytest.mark.parametrize("empty", ["results: [] # belum dinilai\n", "results:\n", "results: null\n", ""])
def test_the_first_result_keeps_what_stands_behind_the_empty_list(empty: str) -> None:
    text = f"period: p1\n{empty}# riwayat\nhistory: []\n"
    result = Result(criterion="S01-K01", status=Status.UNASSESSED, finding="Baru.")
    after = amended(text, [result], [], ["S01-K01"])
    wanted = "  - criterion: S01-K01\n    status: belum-dinilai\n    finding: Baru.\n"
    head = empty.replace("[] ", "").replace(" null", "") or "results:\n"
    assert after == f"period: p1\n{head}{wanted}# riwayat\nhistory: []\n"
