"""The sample as a PDF, written once."""

import pytest

from lpse_docs.document.blocks import Attachment, Document
from lpse_docs.writers.pdf import paginate
from tests.writers import look
from tests.writers.docx import sample

Pages = tuple[tuple[str, int], ...]


@pytest.fixture(scope="session")
def rich() -> Document:
    """Every kind of block, two sources attached."""
    from dataclasses import replace

    files = (
        Attachment("standards/d-risiko.yaml", b"letter: d\n", "Standar D"),
        Attachment("lpse.yaml", b"name: LPSE\n", "Kantor"),
    )
    return replace(sample.sample(), attachments=files)


@pytest.fixture(scope="session")
def written(rich: Document) -> tuple[bytes, Pages]:
    """Bytes and heading pages of the sample."""
    return paginate(rich, look.theme())
