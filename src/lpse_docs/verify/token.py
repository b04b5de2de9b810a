"""What a QR code on a signed document says, and whether the office said it (form: `LPSE1:`, RFC 9285, RFC 8032)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lpse_docs.verify.report import Answer, Conclusion

PREFIX = "LPSE1:"
SIGNS = {sign: value for value, sign in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")}
HEAD, SIGNATURE, LIMIT = 41, 64, 500


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it was read; nothing of it is true before it is judged."""

    key_id: bytes
    on: date
    sha256: str
    label: str
    body: bytes
    signature: bytes


def read(text: str) -> Token | None:
    """Take a token apart; None when it is none. A web address before it is passed over."""
    _, found, rest = text.strip().rpartition(PREFIX)
    data = _bytes(rest) if found and len(rest) <= LIMIT else None
    if data is None or len(data) < HEAD + SIGNATURE or data[0] != 1:
        return None
    body, signature = data[:-SIGNATURE], data[-SIGNATURE:]
    day = int.from_bytes(body[5:9])
    try:
        on = date(day // 10000, day // 100 % 100, day % 100)
        label = body[HEAD:].decode()
    except ValueError:
        return None
    return Token(body[1:5], on, body[9:HEAD].hex(), label, body, signature) if label.isprintable() else None


def judge(token: Token, keys: Sequence[Ed25519PublicKey]) -> Conclusion:
    """Whether a key of the office signed a token."""
    if not keys:
        return Conclusion(Answer.UNKNOWN, "Kunci umum kantor belum diberikan.")
    for key in keys:
        if hashlib.sha256(key.public_bytes_raw()).digest()[:4] != token.key_id:
            continue
        try:
            key.verify(token.signature, b"lpse-docs QR 1\0" + token.body)
        except InvalidSignature:
            return Conclusion(Answer.NO, "Isi kode QR bukan yang ditandatangani kunci kantor.")
        return Conclusion(Answer.YES, "Kode QR ditandatangani kunci kantor.")
    return Conclusion(Answer.NO, "Kode QR tidak dibuat dengan kunci kantor yang diberikan.")


def _bytes(text: str) -> bytes | None:
    if any(sign not in SIGNS for sign in text) or len(text) % 3 == 1:
        return None
    made = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        value = sum(SIGNS[sign] * 45**place for place, sign in enumerate(group))
        length = len(group) - 1
        if value >= 256**length:
            return None
        made += value.to_bytes(length)
    return bytes(made)
