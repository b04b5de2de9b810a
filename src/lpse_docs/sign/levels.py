"""How long a signature can be checked (ETSI EN 319 142-1): what each level needs, and why one could not be reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from asn1crypto import crl, x509
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    CertificateFetchError,
    ExpiredError,
    InsufficientRevinfoError,
    PathBuildingError,
    RevokedError,
    ValidationError,
)


class Level(StrEnum):
    """Levels of PAdES and XAdES, each with what the one before it has."""

    BASIC = "B-B"
    TIME = "B-T"
    LONG_TERM = "B-LT"
    ARCHIVE = "B-LTA"

    @property
    def stamped(self) -> bool:
        """Whether a time stamp is needed."""
        return self is not Level.BASIC

    @property
    def lasting(self) -> bool:
        """Whether it brings its revocation data, so a revoked certificate cannot sign."""
        return self in (Level.LONG_TERM, Level.ARCHIVE)


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom the office trusts.

    Attributes:
        roots: Root certificates.
        certified: SHA-256 of those among them whose signatures count as certified (PP 71/2019 Pasal 60), hexadecimal.
        crls: Lists of revoked certificates that are at hand.
    """

    roots: Sequence[x509.Certificate] = ()
    certified: frozenset[str] = frozenset()
    crls: Sequence[crl.CertificateList] = ()


async def is_certified(certificate: x509.Certificate, chain: Sequence[x509.Certificate], trust: Trust) -> bool:
    """Whether a certificate leads to a root that counts as certified; nothing is fetched for that."""
    roots = [root for root in trust.roots if root.sha256.hex() in trust.certified]
    context = ValidationContext(trust_roots=roots, allow_fetching=False, revocation_mode="soft-fail")
    try:
        await CertificateValidator(certificate, chain, context).async_validate_usage(set())
    except (PathBuildingError, ValidationError):
        return False
    return True


async def untrusted(
    certificate: x509.Certificate, chain: Sequence[x509.Certificate], trust: Trust, now: datetime
) -> str | None:
    """Why a certificate does not lead to a root of the office at a time, in Indonesian; nothing is fetched for that."""
    context = ValidationContext(
        trust_roots=list(trust.roots),
        crls=list(trust.crls),
        moment=now,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    try:
        await CertificateValidator(certificate, chain, context).async_validate_usage(set())
    except (PathBuildingError, ValidationError) as error:
        return refusal(error)
    return None


REASONS: Mapping[type[Exception], str] = {
    RevokedError: "sertifikat telah dicabut penerbitnya",
    ExpiredError: "sertifikat atau penerbitnya habis masa berlakunya",
    InsufficientRevinfoError: "data pencabutan sertifikat tidak diperoleh",
    CertificateFetchError: "sertifikat penerbit tidak diperoleh",
    PathBuildingError: "rantai sertifikat tidak sampai ke akar yang dipercaya (signing.roots pada lpse.yaml)",
    TimestampRequestError: "layanan cap waktu tidak menjawab sebagaimana mestinya",
}


def refusal(error: BaseException) -> str:
    """Why a level could not be reached, from whatever lies behind an error."""
    causes: list[BaseException] = []
    behind: BaseException | None = error
    while behind is not None and behind not in causes:
        causes.append(behind)
        behind = behind.__cause__ or behind.__context__
    found = next((words for kind, words in REASONS.items() if any(isinstance(item, kind) for item in causes)), None)
    return found or "sertifikat atau layanan yang diperlukan tidak memenuhi syarat"
