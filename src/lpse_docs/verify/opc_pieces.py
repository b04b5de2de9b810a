"""Pieces of a signature: text, base64, certificates, digests and values, each read in one strict way."""

from base64 import b64decode
from binascii import Error
from datetime import datetime
from hashlib import new
from typing import Final

from asn1crypto import x509
from cryptography import x509 as pyca
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from lpse_docs.certificates import holder
from lpse_docs.opc.vocabulary import DS
from lpse_docs.opc.xml import Element

_SHORT = "http://www.w3.org/2000/09/xmldsig#"
_MORE, _ENC = "http://www.w3.org/2001/04/xmldsig-more#", "http://www.w3.org/2001/04/xmlenc#"
DIGESTS: Final = {
    _SHORT + "sha1": "sha1", _ENC + "sha256": "sha256", _MORE + "sha384": "sha384", _ENC + "sha512": "sha512",
}  # fmt: skip
METHODS: Final = {
    _SHORT + "rsa-sha1": ("rsa", "sha1"),
    **{f"{_MORE}{kind}-{size}": (kind, size) for kind in ("rsa", "ecdsa") for size in ("sha256", "sha384", "sha512")},
}
_HASHES: Final = {
    "sha1": hashes.SHA1(),  # noqa: S303 - only to tell old signatures from broken ones
    "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512(),
}  # fmt: skip


class Unsound(Exception):
    """A signature that is built as no honest signature is; the words are an Indonesian clause."""


class Doubtful(Exception):
    """A signature that uses what is not known here; the words are an Indonesian clause."""


def one(parent: Element, path: str) -> Element:
    """The only element at a path below another."""
    found = parent.findall(path)
    if len(found) != 1:
        raise Unsound(f"unsur {path.rpartition('}')[2]} tidak tepat satu")
    return found[0]


def text_of(item: Element) -> str:
    """The text of an element that may hold nothing else."""
    if len(item):
        raise Unsound(f"unsur {str(item.tag).rpartition('}')[2]} berisi unsur lain")
    return item.text or ""


def bytes_of(item: Element) -> bytes:
    """Base64 in an element."""
    try:
        return b64decode("".join(text_of(item).split()), validate=True)
    except (Error, ValueError) as fault:
        raise Unsound(f"unsur {str(item.tag).rpartition('}')[2]} bukan base64") from fault


def certificate_of(item: Element) -> x509.Certificate:
    """A certificate in an element."""
    try:
        made = x509.Certificate.load(bytes_of(item), strict=True)
        pyca.load_der_x509_certificate(made.dump()).public_key()
        holder(made)
    except (ValueError, TypeError, KeyError, UnsupportedAlgorithm) as fault:
        raise Unsound("sertifikat di dalamnya rusak") from fault
    return made


def digest(method: str, data: bytes) -> bytes:
    """A digest by the address of its algorithm."""
    if method not in DIGESTS:
        raise Doubtful(f"algoritma {method[:80] or '?'} tidak dikenal")
    return new(DIGESTS[method], data, usedforsecurity=False).digest()


def method_of(item: Element) -> str:
    """The digest algorithm of a reference."""
    return one(item, DS + "DigestMethod").get("Algorithm", "")


def fits(item: Element, data: bytes) -> bool:
    """Whether data has the digest that is told in an element."""
    return digest(method_of(item), data) == bytes_of(one(item, DS + "DigestValue"))


def transforms(item: Element) -> list[Element]:
    """The transforms of a reference."""
    found = item.findall(DS + "Transforms")
    if len(found) > 1:
        raise Unsound("unsur Transforms tidak tepat satu")
    made = list(found[0]) if found else []
    if any(one.tag != DS + "Transform" for one in made):
        raise Unsound("memuat unsur asing di antara transformasi")
    return made


def moment(written: str) -> datetime | None:
    """A time with a zone; one without says nothing."""
    try:
        made = datetime.fromisoformat(written.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return made if made.tzinfo is not None else None


def verified(certificate: x509.Certificate, kind: str, size: str, value: bytes, data: bytes) -> bool:
    """Whether a signature is one of the key of a certificate."""
    public, made = pyca.load_der_x509_certificate(certificate.dump()).public_key(), _HASHES[size]
    try:
        if isinstance(public, rsa.RSAPublicKey) and kind == "rsa":
            public.verify(value, data, padding.PKCS1v15(), made)
        elif isinstance(public, ec.EllipticCurvePublicKey) and kind == "ecdsa" and value and len(value) % 2 == 0:
            half = len(value) // 2
            numbers = (int.from_bytes(value[:half], "big"), int.from_bytes(value[half:], "big"))
            public.verify(encode_dss_signature(*numbers), data, ec.ECDSA(made))
        else:
            return False
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True
