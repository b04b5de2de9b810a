"""The office's own key for QR codes and statements: Ed25519, without a certificate (RFC 8410)."""

from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from lpse_docs.sign.keys import Unusable, private_bytes

LIMIT = 10_000


def from_pem(path: Path, secret: Callable[[], bytes]) -> Ed25519PrivateKey:
    """The key in a file, as `openssl genpkey -algorithm ed25519` writes it.

    Args:
        path: The file, which nobody but its owner may read.
        secret: Asks for the passphrase; only called when the file has one.

    Raises:
        Unusable: The file is not private, holds another kind of key, or the passphrase is wrong.
    """
    data = private_bytes(path, LIMIT)
    locked = b"ENCRYPTED" in data
    try:
        key = load_pem_private_key(data, secret() if locked else None)
    except Unusable:
        raise
    except Exception:  # noqa: BLE001 - the library raises many kinds; what they say may hold parts of the file
        raise Unusable(f"{path} tidak dapat dibuka: frasa sandi salah, atau bukan kunci PEM") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise Unusable(f"{path} bukan kunci Ed25519")
    return key
