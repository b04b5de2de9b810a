"""The table of writers."""

import subprocess
import sys

import pytest

from lpse_docs.writers import WRITERS

LAZY = "import sys, lpse_docs.writers as w; list(w.WRITERS); print([m for m in ('weasyprint', 'lxml', 'docx') if m in sys.modules])"


def test_importing_the_table_imports_no_format() -> None:
    answer = subprocess.run([sys.executable, "-c", LAZY], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_every_writer_has_its_suffix() -> None:
    assert {name: writer.SUFFIX for name, writer in WRITERS.items()} == {
        "text": ".txt",
        "html": ".html",
        "pdf": ".pdf",
        "docx": ".docx",
    }
    assert len(WRITERS) == 4


def test_an_unknown_format_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        WRITERS["odt"]
