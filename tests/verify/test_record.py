"""What `--json` prints: described by its schema, and read back as it was."""

import json
from datetime import UTC, datetime
from importlib.resources import files

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lpse_docs.certificates import Holder
from lpse_docs.verify.record import read, written
from lpse_docs.verify.report import (
    Answer,
    Certification,
    Conclusion,
    ExpectedReport,
    FileReport,
    SignatureReport,
    SourceReport,
    TimeSource,
)

SCHEMA = json.loads((files("lpse_docs.verify") / "report.schema.json").read_text("utf-8"))
VALID = jsonschema_rs.validator_for(SCHEMA)
TIMES = st.integers(0, 4_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
WORDS = st.text(max_size=9)
SAID = st.tuples(WORDS) | st.just(())
CONCLUSIONS = st.builds(Conclusion, st.sampled_from(Answer), WORDS)
HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
HOLDERS = st.builds(
    Holder, WORDS, WORDS, WORDS, WORDS, WORDS, st.just("1f"), begins=TIMES, ends=TIMES, test=st.booleans()
)
SIGNATURES = st.builds(
    SignatureReport, WORDS, st.none() | HOLDERS, WORDS, st.none() | TIMES, st.sampled_from(TimeSource),
    st.sampled_from(Certification), CONCLUSIONS, CONCLUSIONS, CONCLUSIONS,
)  # fmt: skip
SOURCES = st.builds(SourceReport, WORDS, HEX, CONCLUSIONS)
EXPECTED = st.builds(ExpectedReport, WORDS, WORDS, CONCLUSIONS)
REPORTS = st.builds(
    FileReport, WORDS, WORDS, HEX, st.lists(SIGNATURES, max_size=2).map(tuple), SAID, SAID, SAID, SAID,
    st.lists(SOURCES, max_size=2).map(tuple), st.booleans(), st.lists(EXPECTED, max_size=2).map(tuple),
)  # fmt: skip


@given(REPORTS)
@settings(max_examples=30, deadline=None)
def test_a_report_survives_being_written(report: FileReport) -> None:
    data = json.loads(json.dumps(written(report)))
    VALID.validate({"files": [data]})
    assert read(data) == report
    assert data["verdict"] == report.verdict.value


@given(REPORTS)
@settings(max_examples=30, deadline=None)
def test_a_good_verdict_has_no_holes(report: FileReport) -> None:
    made = report.signatures
    good = bool(made) and all({item.intact.answer, item.valid_then.answer} == {Answer.YES} for item in made)
    clean = not (report.faults or report.doubts or report.unreadable)
    equal = all(item.equal.answer is not Answer.NO for item in report.sources)
    assert (report.verdict is Answer.YES) is (good and clean and equal)


def test_the_schema_refuses_what_is_not_described() -> None:
    data = written(FileReport("a", "PDF", "0" * 64))
    with pytest.raises(jsonschema_rs.ValidationError):
        VALID.validate({"files": [{**data, "lain": 1}]})
