"""A new entry in a register: what it says afterwards, and that everything else stays as a person wrote it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lpse_docs.load.schema import validate
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.evidence import Evidence, EvidenceRegister
from lpse_docs.model.standard import EvidenceKind
from lpse_docs.returns.page import Unwritable
from lpse_docs.returns.register import registered, supporting

HEAD = "# Bukti\nperiod: p1 # semester\n"
BODY = """\
evidence:
  # yang pertama
  - id: bukti-1
    title: "Keputusan" # asli
    kind: penetapan
    file: a.pdf
    received_on: 2026-01-02
    criteria: [S01-K01] # satu

  - criteria:
      - S01-K01
      # kedua
      - S01-K02
    id: bukti-2
    title: Notulen
    kind: rekaman
    received_on: 2026-01-03
    location: Lemari
# selesai
"""


def entry(**changed: Any) -> Evidence:
    values = {
        "id": "bukti-3",
        "title": "Laporan: #1 'x'",
        "kind": EvidenceKind.RECORD,
        "received_on": date(2026, 2, 1),
        "criteria": ("S01-K01", "S02-K01"),
    }
    return Evidence(**{**values, **changed})


def read(text: str) -> tuple[Evidence, ...]:
    value, found = read_yaml(text, "evidence.yaml")
    made, misfits = validate(EvidenceRegister, value, "evidence.yaml")
    assert made is not None, [*found, *misfits]
    return made.evidence


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_new_entry_stands_last_and_every_other_line_stays(end: str) -> None:
    text = (HEAD + BODY).replace("\n", end)
    after = registered(text, entry(note="dua\nbaris"))
    assert [item.model_dump() for item in read(after)] == [
        *(item.model_dump() for item in read(text)),
        entry(note="dua\nbaris").model_dump(),
    ]
    old, new = text.split(end), after.split(end)
    assert new[: len(old) - 2] + new[-2:] == old


@pytest.mark.parametrize(
    "empty", ["evidence: []\n", "evidence: [] # belum ada\n", "evidence: [ ]", "evidence: []\n# akhir\n"]
)
def test_the_first_entry(empty: str) -> None:
    after = registered(HEAD + empty, entry())
    assert [item.model_dump() for item in read(after)] == [entry().model_dump()]
    assert ("# belum ada" in after) is ("# belum ada" in empty)
    assert ("# akhir" in after) is ("# akhir" in empty)
    assert after.startswith(HEAD)


def test_lists_inside_brackets_are_left_alone() -> None:
    flow = "evidence: [{id: b, title: T, kind: rekaman, received_on: 2026-01-01, criteria: [S01-K01]}]\n"
    for text in (flow, "evidence: [\n  ]\n"):
        with pytest.raises(Unwritable):
            registered(HEAD + text, entry())
    with pytest.raises(Unwritable):
        supporting(HEAD + BODY.replace("[S01-K01]", "[S01-K01,\n      S01-K03]"), "bukti-1", ["S02-K01"])


@pytest.mark.parametrize(("code", "before"), [("bukti-1", ("S01-K01",)), ("bukti-2", ("S01-K01", "S01-K02"))])
def test_more_criteria_for_what_is_there(code: str, before: tuple[str, ...]) -> None:
    after = supporting(HEAD + BODY, code, ["S03-K01", "S03-K02"])
    found = {item.id: item.criteria for item in read(after)}
    assert found[code] == (*before, "S03-K01", "S03-K02")
    comments = [line.partition("#")[2] for line in (HEAD + BODY).splitlines() if "#" in line]
    assert [line.partition("#")[2] for line in after.splitlines() if "#" in line] == comments


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" \n#:'\"-[]{}&*!|>%@`,?"),
        min_size=1,
    )
)
def test_whatever_a_note_says_is_read_back(note: str) -> None:
    assert read(registered(HEAD + BODY, entry(note=note)))[-1].note == note
