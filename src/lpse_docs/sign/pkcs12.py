"""A key in a PKCS#12 file, as `openssl pkcs12 -export` and certification bodies hand it out (RFC 7292)."""

from dataclasses import dataclass, field
from pathlib import Path

from asn1crypto import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from cryptography.x509 import Certificate

from lpse_docs.sign.keys import Unusable, ordered, private_bytes

LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class FileKey:
    """A key in memory; its representation tells nothing of it."""

    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """The signature over data."""
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(data, PKCS1v15(), SHA256())
        return self.private.sign(data, ec.ECDSA(SHA256()))


def from_pkcs12(path: Path, passphrase: bytes) -> FileKey:
    """The key in a file.

    Raises:
        Unusable: The file is not private, not PKCS#12, has no key with a certificate, or the passphrase is wrong.
    """
    data = private_bytes(path, LIMIT)
    try:
        found = load_pkcs12(data, passphrase or None)
    except Exception:  # noqa: BLE001 - the library raises many kinds; what they say may hold parts of the file
        raise Unusable(f"{path} tidak dapat dibuka: frasa sandi salah, atau bukan berkas PKCS#12") from None
    if found.key is None or found.cert is None:
        raise Unusable(f"{path} tidak berisi kunci beserta sertifikatnya")
    if not isinstance(found.key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise Unusable("jenis kunci tidak dikenal; pakailah RSA atau ECDSA")
    certificate = _read(found.cert.certificate)
    others = [_read(item.certificate) for item in found.additional_certs]
    return FileKey(certificate, ordered(certificate, others), found.key)


def _read(certificate: Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))
