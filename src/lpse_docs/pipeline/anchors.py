"""Whom the office trusts, from a folder of its own, and whether the certificate of a key leads there before it signs."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import crl, pem, x509

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.pipeline import faults, signed_files, signer_faults
from lpse_docs.pipeline import signing_faults as told
from lpse_docs.pipeline.signed_files import Unkept
from lpse_docs.sign.keys import Key, Unusable, demand_strength, ordered
from lpse_docs.sign.levels import Trust, untrusted

MOST, SIZE, LIST_SIZE = 50, 100_000, 10_000_000  # files, bytes of a certificate, bytes of a list of revoked ones
CERTIFICATES, LISTS = frozenset({".pem", ".crt", ".cer", ".der"}), ".crl"


def trusted(
    root: Path, folder: str | None
) -> tuple[list[x509.Certificate], list[crl.CertificateList], Diagnostic | None]:
    """The trusted roots of the office, and the lists of revoked certificates beside them."""
    if folder is None:
        return [], [], None
    try:
        files = sorted(path for path in (root / folder).iterdir() if path.suffix in {*CERTIFICATES, LISTS})[:MOST]
        made = [
            item for path in files if path.suffix != LISTS for item in _certificates(signed_files.content(path)[:SIZE])
        ]
        lists = [_list(signed_files.content(path)[:LIST_SIZE]) for path in files if path.suffix == LISTS]
    except OSError as error:
        return [], [], told.untrusted(folder, faults.reason(error))
    except (Unkept, ValueError, TypeError):
        return [], [], told.untrusted(folder, "salah satu berkasnya bukan sertifikat atau daftar pencabutan")
    return made, lists, None if made else told.untrusted(folder, "tidak ada sertifikat di dalamnya")


def _certificates(data: bytes) -> Iterator[x509.Certificate]:
    parts = [der for _, _, der in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
    for der in parts:
        made = x509.Certificate.load(der, strict=True)
        made.native  # noqa: B018 - reads all of it
        yield made


def _list(data: bytes) -> crl.CertificateList:
    made = crl.CertificateList.load(pem.unarmor(data)[2] if pem.detect(data) else data, strict=True)
    made["tbs_cert_list"]["issuer"].native  # noqa: B018 - sees that it is one
    return made


@dataclass(frozen=True)
class Completed:
    """A key with the certificates above it that it did not bring itself, from the folder of the office."""

    key: Key
    chain: Sequence[x509.Certificate]

    @property
    def certificate(self) -> x509.Certificate:
        """Whose key it is."""
        return self.key.certificate

    def sign(self, data: bytes) -> bytes:
        """The signature of the key."""
        return self.key.sign(data)


def completed(key: Key, trust: Trust) -> Key:
    """A key whose signatures bring the certificates that lead to a root, as far as anybody here has them."""
    return Completed(key, ordered(key.certificate, [*key.chain, *trust.roots]))


def demand_trusted(key: Key, trust: Trust, now: datetime) -> list[Diagnostic]:
    """See that a key leads to a root of the office, before anybody is asked; what nobody can tell without roots is told.

    Raises:
        Unusable: It does not, is out of its time, or is revoked by a list beside the roots.
    """
    demand_strength(key.certificate, now)
    if trust.roots and (reason := asyncio.run(untrusted(key.certificate, key.chain, trust, now))):
        raise Unusable(reason)
    alone = not key.chain and key.certificate.issuer != key.certificate.subject
    return [signer_faults.alone()] if alone and not trust.roots else []
