"""Signs that no font of the theme can print, found before anything is rendered, where they were written."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.pipeline import faults
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.fonts import missing_glyphs


def unprintable(documents: Iterable[Document], theme: Theme, texts: Mapping[str, str]) -> list[Diagnostic]:
    """One finding for each line with such signs.

    Args:
        documents: Everything that is to be printed.
        theme: The fonts and the fixed words.
        texts: Texts the documents were made from, by path.
    """
    lines: dict[tuple[str, int], tuple[Span, list[str]]] = {}
    with suppress(WriteError):  # a damaged font, which has a finding of its own
        for document in documents:
            for sign, origin in missing_glyphs(document, theme):
                for span in _places(sign, origin, texts) or [origin or Span(f"build/{document.id}.pdf")]:
                    _, signs = lines.setdefault((span.path, span.line), (span, []))
                    signs += [] if sign in signs else [sign]
    return [faults.unprintable(signs, span) for span, signs in lines.values()]


def _places(sign: str, origin: Span | None, texts: Mapping[str, str]) -> list[Span]:
    """Where a sign stands: the first time from its origin on, or, when nobody knows the origin, wherever it does."""
    if origin is None:
        return [span for path, text in texts.items() for span in _standing(sign, path, text)]
    found = _standing(sign, origin.path, texts.get(origin.path, ""))
    return [span for span in found if span.line >= origin.line][:1]


def _standing(sign: str, path: str, text: str) -> Iterator[Span]:
    """Every line of a text with a sign, comments of YAML left out."""
    for number, line in enumerate(text.split("\n") if sign in text else (), 1):
        if sign in line and not (path.endswith(".yaml") and line.lstrip().startswith("#")):
            column = line.index(sign) + 1
            yield Span(path, number, column, column + 1)
