"""Looking at Indonesian sentences: parts of the domain as text, and words worth comparing."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lpse_docs.diagnostics import Span
from lpse_docs.model.place import Placed
from lpse_docs.model.sop import Step

WORD = re.compile(r"[a-z0-9]+")
COMMON = frozenset(
    ("dan", "atau", "yang", "untuk", "dengan", "dari", "pada", "oleh", "dalam", "serta", "bagi", "kantor", "dokumen")
)
# What is left must still be long enough to be a word.
PREFIX = re.compile(r"^(?:memper|diper|meng|meny|mem|men|me|peng|peny|pem|pen|per|pe|ber|ter|di|ke|se)(?=[a-z]{4})")


def lines(owner: Placed, *fields: str) -> Iterator[tuple[str, Span]]:
    """The texts of some fields with their places: single ones and lists alike."""
    for field in fields:
        value = getattr(owner, field)
        if isinstance(value, str):
            yield value, owner.at(field)
        elif isinstance(value, tuple):
            yield from ((item, owner.at(field, index)) for index, item in enumerate(value))


def step_lines(step: Step) -> list[tuple[str, Span]]:
    """Everything a step says to its reader."""
    return list(lines(step, "activity", "inputs", "output", "note"))


def words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return WORD.findall(text.casefold())


def plain(text: str) -> str:
    """Lower case words with single blanks, for comparing."""
    return " ".join(words(text))


def telling(texts: Iterable[str]) -> set[str]:
    """The words that carry meaning."""
    return {word for text in texts for word in WORD.findall(text.casefold()) if len(word) > 3 and word not in COMMON}


@cache
def stems(word: str) -> set[str]:
    """A word without its commonest affixes; `-kan` may also be the end of a root in `k` with `-an`."""
    bare = PREFIX.sub("", word, count=1)
    return {bare, *(bare.removesuffix(suffix) for suffix in ("kan", "nya", "an", "i") if len(bare) - len(suffix) > 2)}


def akin(first: str, second: str) -> bool:
    """Whether two words come from one root; `me-` and `pe-` may have swallowed its first letter."""
    return any(one.endswith(other) or other.endswith(one) for one in stems(first) for other in stems(second))


def speaks_of(said: set[str], wanted: set[str]) -> bool:
    """Whether words name more than half of others, in whatever form."""
    return 2 * sum(any(akin(word, item) for item in said) for word in wanted) > len(wanted)
