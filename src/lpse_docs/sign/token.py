"""The words of a QR code that can be checked on paper, offline, with the public key of the office.

`LPSE1:` and base 45 (RFC 9285) of: version (1 byte), key id (4), day as the number YYYYMMDD (4), SHA-256 of the unsigned
file (32), label in UTF-8, Ed25519 signature (64, RFC 8032). All signs are alphanumeric for QR codes (ISO/IEC 18004).
"""

import hashlib
from datetime import date

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PREFIX = "LPSE1:"
PURPOSE = b"lpse-docs QR 1\0"  # so that a signature made for something else is none here
LABEL_LIMIT = 60  # bytes; more would need a code that no longer reads from 2.5 cm at 150 dpi
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def key_id(key: Ed25519PublicKey) -> bytes:
    """Which key made a token: the beginning of the digest of its 32 bytes."""
    return hashlib.sha256(key.public_bytes_raw()).digest()[:4]


def token(sha256: str, label: str, on: date, key: Ed25519PrivateKey) -> str:
    """A token for an unsigned file.

    Args:
        sha256: The digest of the file before any signature; a file cannot contain its own.
        label: Document and edition, such as `sop-a|1`; cut to what a code can hold.
        on: The day of the signature.
        key: The private key of the office.
    """
    day = on.year * 10000 + on.month * 100 + on.day
    words = label.encode()[:LABEL_LIMIT].decode(errors="ignore").encode()
    body = bytes([1]) + key_id(key.public_key()) + day.to_bytes(4) + bytes.fromhex(sha256) + words
    return PREFIX + _base45(body + key.sign(PURPOSE + body))


def _base45(data: bytes) -> str:
    made = []
    for start in range(0, len(data), 2):
        pair = data[start : start + 2]
        value = int.from_bytes(pair)
        for _ in range(3 if len(pair) == 2 else 2):
            value, digit = divmod(value, 45)
            made.append(ALPHABET[digit])
    return "".join(made)
