"""What a writer refuses, on its way from a worker to a finding: a value that JSON can carry."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.pipeline import faults
from lpse_docs.pipeline.workers import Refused
from lpse_docs.writers.failure import WriteError


@contextmanager
def carried(suffix: str) -> Iterator[None]:
    """Turn a refusal inside into what a worker answers; `suffix` is the format that was written."""
    try:
        yield
    except WriteError as error:
        places = [_place(message, span) for message, span in error.places if span is not None]
        raise Refused([suffix, error.sentence, places]) from error


def _place(message: str, span: Span) -> list[Any]:
    return [message, span.path, span.line, span.column, span.end_column]


def findings(document: str, value: Any) -> list[Diagnostic]:
    """One finding for each place, or one for the document."""
    suffix, sentence, places = value
    return [faults.refused(document, suffix, message, Span(*where)) for message, *where in places] or [
        faults.refused(document, suffix, sentence)
    ]
