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
    """Name, rank and NIP; an unknown name or NIP is a dotted line, an unknown rank is left out."""
    name: tuple[Inline, ...] = text(signature.name) if signature.name else (Blank(),)
    if signature.decree:
        yield Role.DECREE_NAME, name
        return
    yield Role.SIGN_NAME, name
    if signature.bare:
        return
    if signature.rank:
        yield Role.SIGN_DETAIL, text(signature.rank)
    number = text(signature.nip) if signature.nip else (Blank(),)
    yield Role.SIGN_DETAIL, (Text(f"{words.get('nip', 'NIP')}. "), *number)
