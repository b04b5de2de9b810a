"""What is named a second time."""

from collections.abc import Iterable, Iterator

from lpse_docs.diagnostics import Span


def again(named: Iterable[tuple[str, Span]]) -> Iterator[tuple[str, Span, Span]]:
    """Every name after its first, with its place and the place of the first."""
    first: dict[str, Span] = {}
    for name, span in named:
        if name in first:
            yield name, span, first[name]
        first.setdefault(name, span)
