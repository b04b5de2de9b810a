"""What a reader asks: who is trusted, on which day, which roles must have signed, what the sources must be."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lpse_docs.verify.trust import Trust

Fetch: TypeAlias = Callable[[str, bytes | None], bytes]
"""Get what an address answers, or what it answers to something sent; raises `OSError` with Indonesian words."""


@dataclass(frozen=True)
class Question:
    """What is asked of one file.

    Attributes:
        on: The moment for which validity is judged.
        expected: Roles, or names of fields, that must have signed; `pengesah=NIP` or `pengesah=Nama` says who.
        digest: SHA-256 of the file itself by a list of digests, when one names it.
        digests: Name to SHA-256 of what travels in it, by a list or the statement of a seal, when there is one.
        without: Why there are no such digests, an Indonesian clause.
        keys: Public keys of the office, for statements and QR codes.
        fetch: How to ask certification bodies; None stays offline.
    """

    on: datetime
    trust: Trust = field(default_factory=Trust)
    expected: Sequence[str] = ()
    digest: str | None = None
    digests: Mapping[str, str] | None = None
    without: str = "tidak ada daftar sidik untuk dibandingkan"
    keys: Sequence[Ed25519PublicKey] = ()
    fetch: Fetch | None = None
