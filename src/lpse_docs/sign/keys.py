"""What signs: a key behind one Protocol, wherever it lives, and why one cannot be used.

Nothing here, and nothing that implements it, puts a passphrase, a PIN or a key into a message, a log or an exception.
"""

import contextlib
import os
import resource
import stat
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from asn1crypto import x509

from lpse_docs.certificates import weakness

SHARED = 0o077
ALGORITHMS = ("rsa", "ec")


class Bearer(Protocol):
    """Who signed, wherever the key lives."""

    @property
    def certificate(self) -> x509.Certificate:
        """Whose key it is."""
        ...


class Key(Bearer, Protocol):
    """A private key with its certificate."""

    @property
    def chain(self) -> Sequence[x509.Certificate]:
        """The certificates above it that came with the key, the issuer first; not trusted for that."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The signature over data: RSASSA-PKCS1-v1_5 or ECDSA (DER, RFC 3279) with SHA-256.

        Raises:
            Unusable: The place where the key lives does not sign.
        """
        ...


class Unusable(Exception):
    """A key or passphrase cannot be used; the words are an Indonesian clause without full stop and without secrets."""


def demand_strength(certificate: x509.Certificate, now: datetime) -> None:
    """Refuse a certificate that must not sign now.

    Raises:
        Unusable: It is out of its time, too weak, not meant for signing, or of a kind that is not known here.
    """
    if reason := weakness(certificate, now):
        raise Unusable(reason)
    if certificate.public_key.algorithm not in ALGORITHMS:
        raise Unusable("jenis kunci tidak dikenal; pakailah RSA atau ECDSA")


def ordered(certificate: x509.Certificate, others: Sequence[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The certificates above one, the issuer first, as far as they are there; whatever else came along is dropped."""
    found: list[x509.Certificate] = []
    below = certificate
    while below.issuer != below.subject:
        above = next((item for item in others if item.subject == below.issuer and item not in found), None)
        if above is None:
            break
        found.append(above)
        below = above
    return tuple(found)


def private_bytes(path: Path, limit: int) -> bytes:
    """The content of a file that holds a secret.

    Args:
        path: The file; a link is not followed.
        limit: Bytes it may have.

    Raises:
        Unusable: It cannot be read, is no ordinary file, is too large, or others may read or change it.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        linked = path.is_symlink()
        raise Unusable(f"{path} tidak dapat dibuka{': tautan tidak diikuti' if linked else ''}") from error
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode):
            raise Unusable(f"{path} bukan berkas biasa")
        if facts.st_mode & SHARED:
            raise Unusable(f"{path} dapat dibaca pengguna lain; batasi dahulu dengan chmod 600")
        data = os.read(handle, limit + 1)
    finally:
        os.close(handle)
    if len(data) > limit:
        raise Unusable(f"{path} terlalu besar")
    return data


def no_core_dump() -> None:
    """See that a crash does not write what is in memory to the disk."""
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
