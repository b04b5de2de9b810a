"""What every writer must agree on: the words of a document and their order."""

from hypothesis import HealthCheck, given, settings

from lpse_docs.document.blocks import Document
from lpse_docs.writers import WRITERS
from lpse_docs.writers.text import lines
from tests.strategies import documents
from tests.writers import look, readback
from tests.writers.docx import sample

READ = {"text": readback.text_lines, "html": readback.html_lines, "docx": readback.docx_lines}


@given(documents())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_format_reads_back_the_same_lines(document: Document) -> None:
    expected = lines(document, look.theme())
    for name, read in READ.items():
        assert read(WRITERS[name].write(document, look.theme())) == expected, name


def test_the_sample_reads_back_the_same_lines() -> None:
    document = sample.sample()
    expected = lines(document, look.theme())
    assert len(expected) > 200
    for name, read in READ.items():
        assert read(WRITERS[name].write(document, look.theme())) == expected, name
