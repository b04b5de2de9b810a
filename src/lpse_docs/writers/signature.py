"""The printed lines of a signature block, the same in every format."""

from collections.abc import Iterator, Mapping

from lpse_docs.document.blocks import Signature
from lpse_docs.document.inlines import Blank, Inline, Text, text
from lpse_docs.document.roles import Role

SignLine = tuple[Role, tuple[Inline, ...]]


def lines_above(signature: Signature) -> Iterator[SignLine]:
    """What stands above the place to sign: place, date and post."""
    for line in signature.heading:
        yield Role.DECREE_POST if signature.decree else Role.SIGN_POST, text(line)


def lines_below(signature: Signature, words: Mapping[str, str]) -> Iterator[SignLine]:
    """Name, rank and NIP; what is unknown is a dotted line."""
    name: tuple[Inline, ...] = text(signature.name) if signature.name else (Blank(),)
    if signature.decree:
        yield Role.DECREE_NAME, name
        return
    yield Role.SIGN_NAME, name
    if signature.bare:
        return
    yield Role.SIGN_DETAIL, text(signature.rank) if signature.rank else (Blank(),)
    number = text(signature.nip) if signature.nip else (Blank(),)
    yield Role.SIGN_DETAIL, (Text(f"{words.get('nip', 'NIP')}. "), *number)


def all_lines(signature: Signature, words: Mapping[str, str]) -> Iterator[SignLine]:
    """Every line of the block in reading order, the anchor in the square among them."""
    yield from lines_above(signature)
    if signature.anchor:
        yield Role.SIGN_DETAIL, text(signature.anchor)
    yield from lines_below(signature, words)
