"""Why a document cannot be written: one exception that carries an Indonesian sentence."""

from collections.abc import Sequence

from lpse_docs.diagnostics import Span


class WriteError(Exception):
    """A document that cannot be written as it is; the pipeline turns it into a diagnostic.

    Attributes:
        sentence: What is wrong, in Indonesian, for the staff of the LPSE: a clause without capital and full stop.
        places: Single findings, each with the place where the text was written when that is known.
    """

    def __init__(self, sentence: str, places: Sequence[tuple[str, Span | None]] = ()) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.places = tuple(places)
