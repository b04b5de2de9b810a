"""Every complaint of the validation library comes out in Indonesian, at the right place."""

import re
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import pytest
from pydantic import Field, field_validator

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.load.schema import validate
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.place import Placed

ENGLISH = re.compile(
    r"\b(input|should|field|valid|value|string|must|greater|less|than|permitted|error)\b", re.IGNORECASE
)


class Colour(Enum):
    RED = "merah"
    GREEN = "hijau"


class Part(Placed):
    size: int = Field(ge=1, le=9, title="Ukuran")


class Whole(Placed):
    name: str = Field(default="x", min_length=1, max_length=5, pattern="^[a-z]+$", title="Nama")
    long: str = Field(default="xx", min_length=2)
    items: tuple[str, ...] = Field(default=("a",), min_length=1, max_length=2)
    low: float = Field(default=1, gt=0, lt=10)
    flag: bool = False
    day: date | None = None
    colour: Colour = Colour.RED
    parts: tuple[Part, ...] = ()
    part: Part | None = None
    price: Decimal = Decimal(1)
    grid: tuple[tuple[int, ...], ...] = ()
    odd: int = 1
    either: int | date = 1

    @field_validator("odd")
    @classmethod
    def _odd(cls, value: int) -> int:
        assert value % 2, "bilangan harus ganjil"
        return value


def found(text: str) -> list[Diagnostic]:
    value, faults = read_yaml(text, "a.yaml")
    assert faults == []
    made, misfits = validate(Whole, value, "a.yaml")
    assert (made is None) == bool(misfits)
    return misfits


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("name: 5", "1:7", "LPSE033"),
        ("name: [a]", "1:7", "LPSE033"),
        ("name: null", "1:7", "LPSE033"),
        ("name: A", "1:7", "LPSE035"),
        ("name: ''", "1:7", "LPSE036"),
        ("name: abcdef", "1:7", "LPSE036"),
        ("long: a", "1:7", "LPSE036"),
        ("items: a", "1:8", "LPSE033"),
        ("items: {a: b}", "1:8", "LPSE033"),
        ("items: []", "1:8", "LPSE036"),
        ("items: [a, b, c]", "1:8", "LPSE036"),
        ("items: [a, 5]", "1:12", "LPSE033"),
        ("low: 0", "1:6", "LPSE036"),
        ("low: 10", "1:6", "LPSE036"),
        ("low: x", "1:6", "LPSE033"),
        ("low: '5'", "1:6", "LPSE033"),
        ("flag: ya", "1:7", "LPSE033"),
        ("flag: on", "1:7", "LPSE033"),
        ("flag: 1", "1:7", "LPSE033"),
        ("flag: null", "1:7", "LPSE033"),
        ("day: besok", "1:6", "LPSE035"),
        ("day: 2026-13-01", "1:6", "LPSE035"),
        ("day: 2026-01-01T10:00:00", "1:6", "LPSE035"),
        ("day: 2026-01-01T00:00:00", "1:6", "LPSE033"),
        ("day: 86400", "1:6", "LPSE033"),
        ("day: 86401", "1:6", "LPSE035"),
        ("day: true", "1:6", "LPSE033"),
        ("day: [1]", "1:6", "LPSE033"),
        ("colour: biru", "1:9", "LPSE034"),
        ("colour: {a: b}", "1:9", "LPSE034"),
        ("parts: {size: 1}", "1:8", "LPSE033"),
        ("parts: [a]", "1:9", "LPSE033"),
        ("parts:\n  - size: 0", "2:11", "LPSE036"),
        ("parts:\n  - size: 10", "2:11", "LPSE036"),
        ("parts:\n  - size: 1.5", "2:11", "LPSE033"),
        ("parts:\n  - size: '05'", "2:11", "LPSE033"),
        ("parts:\n  - size: true", "2:11", "LPSE033"),
        ("parts:\n  - size: x", "2:11", "LPSE033"),
        ("parts:\n  - {}", "2:5", "LPSE032"),
        ("parts:\n  - size: 1\n    seize: 2", "3:5", "LPSE031"),
        ("part:\n  size: 1\n  x: 2", "3:3", "LPSE031"),
        ("part:\n  size: '1'", "2:9", "LPSE033"),
        ("price: x", "1:8", "LPSE037"),
        ("grid: [[1, x]]", "1:8", "LPSE033"),
        ("odd: 2", "1:6", "LPSE037"),
        ("color: merah", "1:1", "LPSE031"),
    ],
)
def test_complaints_are_indonesian_and_placed(text: str, place: str, code: str) -> None:
    faults = found(text)
    assert [(f"{item.span.line}:{item.span.column}", item.code) for item in faults] == [(place, code)]
    assert not ENGLISH.search(faults[0].message.replace("“color”", ""))
    assert faults[0].message.endswith(".")


def test_a_place_inside_a_choice_of_types_is_that_of_the_value() -> None:
    assert {str(item.span) for item in found("either: x")} == {"a.yaml:1:9"}


def test_all_complaints_of_a_file_come_at_once() -> None:
    assert [item.code for item in found("name: A\nlow: 0\nflag: ya\nzzz: 1\nparts: [a, {}]")] == [
        "LPSE035",
        "LPSE036",
        "LPSE033",
        "LPSE033",
        "LPSE032",
        "LPSE031",
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("colour: Hijau", "Maksud Anda “hijau”?"),
        ("nme: a", "Maksud Anda “name”?"),
        ("nama: a", "Maksud Anda “name”?"),
        ("name: 0.5", "Beri tanda kutip: '0.5'."),
        ("name: true", "Beri tanda kutip: 'true'."),
    ],
)
def test_hints_name_what_was_probably_meant(text: str, hint: str) -> None:
    assert [item.hint for item in found(text)] == [hint]


def test_long_values_are_shortened() -> None:
    (fault,) = found(f"colour: {'x' * 500}")
    assert len(fault.message) < 150


def test_a_value_of_the_right_shape_is_made() -> None:
    value, _ = read_yaml("name: abc\nlow: 2\nday: 2026-01-05\nparts:\n  - size: 3\n", "a.yaml")
    made, faults = validate(Whole, value, "a.yaml")
    assert faults == []
    assert isinstance(made, Whole)
    assert (made.low, made.day, made.parts[0].size) == (2.0, date(2026, 1, 5), 3)
    assert str(made.parts[0].at("size")) == "a.yaml:5:11"


@pytest.mark.parametrize("value", [None, 5, "teks", [1, 2]])
def test_a_root_that_is_no_mapping_is_one_fault(value: Any) -> None:
    made, faults = validate(Whole, value, "a.yaml")
    assert made is None
    assert [(str(item.span), item.code) for item in faults] == [("a.yaml:1:1", "LPSE033")]
