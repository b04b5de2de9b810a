"""Every shipped document passes the audit that people run before signing."""

from collections.abc import Mapping

import pytest

from lpse_docs.audit import Profile, audit
from lpse_docs.pipeline.auditing import profile_of
from tests.shipped.conftest import ROOT, Written


@pytest.fixture(scope="module")
def profile() -> Profile:
    """The form the shipped office has laid down."""
    found = profile_of(ROOT)[0]
    assert found is not None
    return found


def test_a_pdf_of_every_kind_is_ready_to_sign(written: Mapping[str, Written], profile: Profile) -> None:
    for name, item in written.items():
        assert audit(item.pdf, f"{name}.pdf", profile) == []
        assert audit(item.docx, f"{name}.docx", profile) == []


def test_every_word_file_opens_as_it_should(word_files: Mapping[str, bytes], profile: Profile) -> None:
    for name, data in word_files.items():
        assert audit(data, f"{name}.docx", profile) == []
