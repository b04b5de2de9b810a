"""Whatever somebody does to the bytes: an answer, and never a good one for a changed file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lpse_docs.verify import pdf
from lpse_docs.verify.question import Question
from lpse_docs.verify.report import Answer
from tests.verify import attacks
from tests.verify.conftest import Ask, Files

LOOSE = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@given(place=st.floats(0, 1, exclude_max=True), put=st.binary(min_size=1, max_size=12), instead=st.booleans())
@LOOSE
def test_a_changed_file_is_never_good(place: float, put: bytes, instead: bool, files: Files, ask: Ask) -> None:
    data = files.single
    start = int(place * len(data))
    changed = data[:start] + put + data[start + (len(put) if instead else 0) :]
    if changed == data:
        return
    report = ask(changed, expected=("pembuat",))
    assert report.verdict is not Answer.YES or _harmless(start, len(put), data)


def _harmless(start: int, size: int, data: bytes) -> bool:
    """Whether a change lies in the signature itself, of which not everything is signed: spare certificates, for one."""
    _, first, second, _ = attacks.ranges(data)[0]
    return first < start and start + size < second


@given(size=st.floats(0, 1, exclude_max=True))
@LOOSE
def test_a_file_cut_short_is_never_good(size: float, files: Files, ask: Ask) -> None:
    report = ask(files.plain[: int(size * len(files.plain))])
    assert report.verdict is not Answer.YES


@given(body=st.binary(max_size=400), head=st.sampled_from([b"", b"%PDF-1.7\n", b"%PDF-2.0\n1 0 obj\n"]))
@settings(max_examples=80, deadline=None)
def test_noise_is_an_answer(body: bytes, head: bytes) -> None:
    from datetime import UTC, datetime

    report = pdf.verify(head + body, "derau", Question(datetime.now(UTC)))
    assert report.verdict is Answer.UNKNOWN
    assert report.unreadable or not report.signatures


@pytest.mark.parametrize("place", range(8))
def test_bytes_of_the_signature_itself_count(place: int, files: Files, ask: Ask) -> None:
    """Spread over the signature: either it no longer holds, or the same people signed."""
    _, first, second, _ = attacks.ranges(files.single)[0]
    spot = first + 1 + (second - first) * place // 16
    turned = b"0" if files.single[spot : spot + 1] != b"0" else b"1"
    report = ask(files.single[:spot] + turned + files.single[spot + 1 :], expected=("pembuat",))
    if report.verdict is Answer.YES:
        assert [made.holder.name for made in report.signatures if made.holder] == ["UJI Pembuat Contoh"]
