"""Values remember where they were written."""

import pytest
from pydantic import ValidationError

from lpse_docs.diagnostics import Diagnostic, Severity, Span, errors, in_order
from lpse_docs.model.place import PlacedDict
from lpse_docs.model.regulation import Source

WHOLE, TITLE = Span("a.yaml", 1, 1), Span("a.yaml", 2, 8)


def placed() -> Source:
    data = PlacedDict({"": WHOLE, "title": TITLE, ("title", 0): WHOLE}, {"title": Span("a.yaml", 2, 1)})
    data.update(id="x", title="Judul", where="w", nature="n")
    return Source.model_validate(data)


def test_a_field_knows_its_place() -> None:
    source = placed()
    assert source.at("title") == TITLE
    assert source.at("title", 0) == WHOLE
    assert source.at("title", 5) == TITLE
    assert source.at("nature") == WHOLE
    assert source.at() == WHOLE


def test_a_value_made_in_code_has_no_place_and_equals_the_read_one() -> None:
    made = Source(id="x", title="Judul", where="w", nature="n")
    assert made.at("title") == Span("")
    assert made.model_dump() == placed().model_dump()


def test_values_are_frozen_and_closed() -> None:
    with pytest.raises(ValidationError):
        placed().title = "lain"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Source(id="x", title="t", where="w", nature="n", lain="y")  # type: ignore[call-arg]


def test_findings_are_sorted_once_each() -> None:
    late = Diagnostic("LPSE002", Severity.WARNING, "b", Span("b.yaml", 1, 1))
    early = Diagnostic("LPSE009", Severity.ERROR, "a", Span("a.yaml", 9, 1))
    assert in_order([late, early, late]) == [early, late]
    assert errors([late, early]) == [early]
    assert (str(early.span), str(Span("a.yaml"))) == ("a.yaml:9:1", "a.yaml")
