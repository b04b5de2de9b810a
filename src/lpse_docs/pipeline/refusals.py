"""What a writer refuses, on its way from a worker to a finding: values that JSON can carry."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from typing import Any

from lpse_docs.diagnostics import Span
from lpse_docs.pipeline.workers import Refused
from lpse_docs.writers.failure import Flaw, WriteError


@contextmanager
def carried(suffix: str) -> Iterator[None]:
    """Turn a refusal inside into what a worker answers; `suffix` is the format that was written."""
    try:
        yield
    except WriteError as error:
        raise Refused([suffix, [packed(flaw) for flaw in error.flaws]]) from error


def packed(flaw: Flaw) -> list[Any]:
    """A flaw as JSON can carry it."""
    return [flaw.sentence, *(astuple(flaw.span) if flaw.span else ())]


def unpacked(said: Sequence[Any]) -> Flaw:
    """A flaw that came from a worker."""
    sentence, *where = said
    return Flaw(sentence, Span(*where) if where else None)
