"""Asking certification bodies whether certificates are revoked: only those of a chain that is trusted already."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from asn1crypto import crl, ocsp, x509
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_der_x509_certificate
from cryptography.x509.ocsp import OCSPRequestBuilder
from pyhanko_certvalidator.path import ValidationPath

from lpse_docs.certificates import holder
from lpse_docs.verify.evidence import UNREADABLE, Evidence
from lpse_docs.verify.question import Fetch

MOST = 20  # questions for one file
REQUEST = "application/ocsp-request"


def ask(evidence: Evidence, paths: Sequence[ValidationPath], fetch: Fetch) -> list[str]:
    """Take answers into the evidence; returns what could not be had, in Indonesian.

    The addresses stand in certificates that a trusted root vouches for: never in the file that is judged.
    """
    missing: list[str] = []
    for count, (certificate, issuer) in enumerate(_links(paths)):
        if count >= MOST:
            missing.append("Rantai sertifikat terlalu panjang untuk ditanyakan seluruhnya.")
            break
        why = _ask_one(evidence, certificate, issuer, fetch)
        if why:
            missing.append(f"Status pencabutan {holder(certificate).shown} tidak diperoleh: {why}.")
    return missing


def _links(paths: Sequence[ValidationPath]) -> Iterator[tuple[x509.Certificate, x509.Certificate]]:
    """Each certificate below a root once, with the one that vouches for it."""
    seen: set[bytes] = set()
    for path in paths:
        chain = list(path.iter_certs(include_root=True))
        for issuer, certificate in pairwise(chain):
            if certificate.sha256 not in seen:
                seen.add(certificate.sha256)
                yield certificate, issuer


def _ask_one(evidence: Evidence, certificate: x509.Certificate, issuer: x509.Certificate, fetch: Fetch) -> str:
    """Ask the service first, then look for the list; returns why neither answered."""
    why = "sertifikat tidak menyebut alamat"
    for url in certificate.ocsp_urls:
        try:
            answer = ocsp.OCSPResponse.load(fetch(url, _request(certificate, issuer)), strict=True)
            if answer["response_status"].native == "successful":
                evidence.ocsps.append(answer)
                return ""
            why = "layanan OCSP menolak menjawab"
        except OSError as error:
            why = str(error)
        except UNREADABLE:
            why = "jawaban OCSP rusak"
    for point in certificate.crl_distribution_points:
        try:
            if point.url:
                evidence.crls.append(crl.CertificateList.load(fetch(point.url, None), strict=True))
                return ""
        except OSError as error:
            why = str(error)
        except UNREADABLE:
            why = "daftar pencabutan rusak"
    return why


def _request(certificate: x509.Certificate, issuer: x509.Certificate) -> bytes:
    """A question about one certificate; many services know names by SHA-1 alone (RFC 5019, 2.1.1)."""
    made = OCSPRequestBuilder().add_certificate(
        load_der_x509_certificate(certificate.dump()),
        load_der_x509_certificate(issuer.dump()),
        SHA1(),  # noqa: S303 - a name, nothing that anybody relies upon
    )
    return made.build().public_bytes(Encoding.DER)
