"""A key behind a service that signs digests: small JSON over https, or over http to this very computer.

`GET URL/certificate` gives `{"certificate": "...", "chain": ["..."]}`, certificates as Base64 of DER. `POST URL/sign` with
`{"algorithm": "sha256", "digest": "..."}` gives `{"signature": "..."}`. The secret goes along as `Authorization: Bearer`.
"""

import base64
import http.client
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import SplitResult

from asn1crypto import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_public_key

from lpse_docs.sign.address import allowed
from lpse_docs.sign.keys import Unusable, ordered

SECONDS = 30
LIMIT = 256_000
CHAIN = 10


@dataclass(frozen=True, slots=True)
class RemoteKey:
    """A key behind a service."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    address: SplitResult
    secret: bytes = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """The signature over data, checked before anybody believes it."""
        digest = base64.b64encode(sha256(data).digest()).decode()
        answer = _asked(self.address, "sign", self.secret, {"algorithm": "sha256", "digest": digest})
        made = _bytes(answer.get("signature"))
        if not _verifies(self.certificate, data, made):
            raise Unusable("tanda tangan dari layanan tidak cocok dengan sertifikatnya")
        return made


def from_remote(url: str, hosts: Collection[str], secret: bytes) -> RemoteKey:
    """The key of a service.

    Args:
        url: The address.
        hosts: Those that may be asked; this computer always may.
        secret: What the service knows the signer by; may be empty.

    Raises:
        Unusable: The address is not allowed, or the service does not answer as it should.
    """
    address = allowed(url, hosts, "signing.remote")
    answer = _asked(address, "certificate", secret)
    chain = answer.get("chain", [])
    if not isinstance(chain, list) or len(chain) > CHAIN:
        raise Unusable("rantai sertifikat dari layanan tidak dapat dibaca")
    certificate = _certificate(answer.get("certificate"))
    return RemoteKey(certificate, ordered(certificate, [_certificate(item) for item in chain]), address, secret)


def _asked(address: SplitResult, what: str, secret: bytes, body: Mapping[str, str] | None = None) -> dict[str, Any]:
    """An answer of the service; nothing it says goes into a message, since it may repeat the secret."""
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    headers = {"Accept": "application/json", "Content-Type": "application/json"}
    if secret:
        headers["Authorization"] = f"Bearer {secret.decode('latin-1')}"
    connection = kind(address.hostname or "", address.port, timeout=SECONDS)
    try:
        path = f"{address.path.rstrip('/')}/{what}"
        connection.request("POST" if body else "GET", path, json.dumps(body) if body else None, headers)
        with connection.getresponse() as answer:
            status, data = answer.status, answer.read(LIMIT + 1)
    except (OSError, ValueError, http.client.HTTPException):
        raise Unusable(f"layanan {address.hostname} tidak dapat dihubungi") from None
    finally:
        connection.close()
    if status in (401, 403):
        raise Unusable(f"layanan {address.hostname} menolak kata sandi atau hak penanda tangan")
    return _object(data, status, address)


def _object(data: bytes, status: int, address: SplitResult) -> dict[str, Any]:
    try:
        found = json.loads(data) if status == 200 and len(data) <= LIMIT else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Unusable(f"layanan {address.hostname} tidak menjawab sebagaimana mestinya ({status})")
    return found


def _bytes(value: object) -> bytes:
    try:
        return base64.b64decode(value if isinstance(value, str) else "", validate=True)
    except ValueError:
        raise Unusable("jawaban layanan tidak dapat dibaca") from None


def _certificate(value: object) -> x509.Certificate:
    try:
        made = x509.Certificate.load(_bytes(value), strict=True)
        made.native  # noqa: B018 - reads all of it
    except (ValueError, TypeError, KeyError):
        raise Unusable("sertifikat dari layanan tidak dapat dibaca") from None
    return made


def _verifies(certificate: x509.Certificate, data: bytes, made: bytes) -> bool:
    try:
        public = load_der_public_key(certificate.public_key.dump())
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(made, data, PKCS1v15(), SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(made, data, ec.ECDSA(SHA256()))
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True
