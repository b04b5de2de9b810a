"""Why a document cannot be written: one exception that carries Indonesian sentences and their places."""

from collections.abc import Sequence
from typing import NamedTuple

from lpse_docs.diagnostics import Span


class Flaw(NamedTuple):
    """One thing that is wrong, as a clause without capital and full stop, and where when that is known."""

    sentence: str
    span: Span | None = None


class WriteError(Exception):
    """A document that cannot be written as it is; the pipeline turns it into diagnostics.

    Attributes:
        sentence: What is wrong, in Indonesian, for the staff of the LPSE: a clause without capital and full stop.
        flaws: Single findings with their places; by default the sentence alone.
    """

    def __init__(self, sentence: str, flaws: Sequence[Flaw] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.flaws = tuple(flaws) or (Flaw(sentence),)

    @classmethod
    def of(cls, flaws: Sequence[Flaw]) -> "WriteError":
        """All flaws in one."""
        told = list(dict.fromkeys(flaws))
        return cls("; ".join(dict.fromkeys(flaw.sentence for flaw in told)), told)
