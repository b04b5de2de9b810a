"""A key that never leaves its token (PKCS#11); python-pkcs11 is optional and imported when a token is asked for."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from asn1crypto import x509

from lpse_docs.sign.keys import Unusable, ordered

MISSING = "pustaka python-pkcs11 belum terpasang; pasang dengan: pip install python-pkcs11"


@dataclass(frozen=True, slots=True)
class TokenKey:
    """A key in a token, as long as its session is open."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    make: Callable[[bytes], bytes] = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """The signature over data."""
        import pkcs11  # noqa: PLC0415 - an optional library

        try:
            return self.make(data)
        except pkcs11.PKCS11Error as error:
            raise Unusable(f"token menolak menandatangani ({type(error).__name__})") from None


@contextmanager
def from_pkcs11(module: Path, token: str, pin: Callable[[], bytes], label: str | None = None) -> Iterator[TokenKey]:
    """A key of a token while its session is open.

    Args:
        module: The library of the maker of the token.
        token: The label of the token.
        pin: Asked for the PIN, unless the token has a pad of its own.
        label: Which certificate, where the token holds several that have a key.

    Raises:
        Unusable: python-pkcs11 is missing, the library or token is not there, the PIN is wrong, or no key fits.
    """
    try:
        import pkcs11  # noqa: PLC0415 - an optional library
    except ImportError as error:
        raise Unusable(MISSING) from error
    try:
        found = pkcs11.lib(str(module)).get_token(token_label=token)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise Unusable(f"token {token} tidak ditemukan lewat {module}") from error
    padded = pkcs11.TokenFlag.PROTECTED_AUTHENTICATION_PATH in found.flags
    secret = pkcs11.PROTECTED_AUTH if padded else _words(pin())
    try:
        session = found.open(user_pin=secret)
    except pkcs11.PKCS11Error as error:
        raise Unusable(f"token {token} tidak dapat dibuka: PIN salah atau terkunci ({type(error).__name__})") from None
    with session:
        yield _chosen(session, token, label)


def _words(pin: bytes) -> str:
    try:
        return pin.decode()
    except UnicodeDecodeError:
        raise Unusable("PIN token bukan teks UTF-8") from None


def _chosen(session: Any, token: str, label: str | None) -> TokenKey:
    """The one certificate that has a key in the token."""
    from pkcs11 import Attribute, ObjectClass  # noqa: PLC0415 - an optional library

    held = [
        (item[Attribute.LABEL], bytes(item[Attribute.ID]), x509.Certificate.load(bytes(item[Attribute.VALUE])))
        for item in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})
    ]
    keys = {bytes(item.id): item for item in session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY})}
    fitting = [item for item in held if item[1] in keys and label in (None, item[0])]
    if len(fitting) != 1:
        names = ", ".join(sorted(name for name, code, _ in held if code in keys)) or "tidak ada"
        raise Unusable(f"token {token} harus punya tepat satu kunci yang cocok; sebut dengan --key: {names}")
    (_, code, certificate), others = fitting[0], [item for _, _, item in held]
    return TokenKey(certificate, ordered(certificate, others), _maker(keys[code]))


def _maker(key: Any) -> Callable[[bytes], bytes]:
    from pkcs11 import KeyType, Mechanism  # noqa: PLC0415 - an optional library
    from pkcs11.util.ec import encode_ecdsa_signature  # noqa: PLC0415 - an optional library

    if key.key_type is KeyType.RSA:
        return lambda data: bytes(key.sign(data, mechanism=Mechanism.SHA256_RSA_PKCS))
    if key.key_type is KeyType.EC:
        # Not every token hashes by itself before ECDSA.
        return lambda data: bytes(encode_ecdsa_signature(key.sign(sha256(data).digest(), mechanism=Mechanism.ECDSA)))
    raise Unusable("jenis kunci tidak dikenal; pakailah RSA atau ECDSA")
