"""What is known of certificates, and what follows from it for a moment (ETSI EN 319 102-1, RFC 5280)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asn1crypto import cms, crl, ocsp, x509
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESSubIndic
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import cms_basic_validation, get_signing_cert_attr, validate_tst_signed_data
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import RevocationDetails
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.registry import SimpleTrustManager

from lpse_docs.certificates import SIGNING
from lpse_docs.verify.trust import Trust

STOLEN = frozenset({"unspecified", "key_compromise", "ca_compromise", "aa_compromise"})
NEEDED, UNASKED = "require", "none"
UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, NotImplementedError)
"""What asn1crypto and pyHanko raise on structures somebody made up."""


@dataclass(frozen=True)
class Finding:
    """What holds for a certificate at a moment.

    Attributes:
        trouble: Why it cannot be accepted; None when it can.
        path: From the root to the certificate, when there is one.
        revoked: Since when it, or one above it, is revoked.
        compromised: Whether it was revoked because others may have its key, or for no reason told.
    """

    trouble: AdESSubIndic | None
    path: ValidationPath | None = None
    revoked: datetime | None = None
    compromised: bool = False

    @property
    def anchor(self) -> x509.Certificate | None:
        """The root at the end of the chain."""
        first = self.path.first if self.path else None
        return first if isinstance(first, x509.Certificate) else None


@dataclass
class Evidence:
    """Everything at hand: what the reader brought, what the file carries, what was fetched."""

    trust: Trust
    certificates: list[x509.Certificate] = field(default_factory=list)
    crls: list[crl.CertificateList] = field(default_factory=list)
    ocsps: list[ocsp.OCSPResponse] = field(default_factory=list)

    def context(self, moment: datetime, revocation: str = NEEDED) -> ValidationContext:
        """How a chain is judged at a moment, from what is at hand alone: nothing is ever fetched.

        An answer given later counts as well: who is good later was good before, and who is revoked is so since a day.
        """
        return ValidationContext(
            trust_manager=SimpleTrustManager.build(trust_roots=self.trust.anchors),
            other_certs=[*self.trust.others, *self.certificates],
            moment=moment,
            crls=[*self.trust.crls, *self.crls],
            ocsps=list(self.ocsps),
            revocation_mode=revocation,
            retroactive_revinfo=True,
            allow_fetching=False,
        )

    async def of_signature(
        self, signed: cms.SignedData, digest: bytes, moment: datetime, revocation: str = NEEDED
    ) -> Finding:
        """What holds for the certificate of a signature."""
        usage = KeyUsageConstraints(key_usage=set(SIGNING))
        try:
            said = await cms_basic_validation(
                signed, digest, self.context(moment, revocation), key_usage_settings=usage
            )
        except SignatureValidationError as error:
            return Finding(error.ades_subindication or AdESIndeterminate.GENERIC)
        except (CMSExtractionError, *UNREADABLE):
            return Finding(AdESFailure.FORMAT_FAILURE)
        return _finding(said)

    async def of_stamp(
        self, token: cms.SignedData, imprint: Any, moment: datetime, revocation: str = NEEDED
    ) -> Finding:
        """What holds for a time stamp, and for the certificate behind it."""
        try:
            said = await validate_tst_signed_data(token, self.context(moment, revocation), imprint)
        except SignatureValidationError as error:
            return Finding(error.ades_subindication or AdESIndeterminate.GENERIC)
        except (CMSExtractionError, *UNREADABLE):
            return Finding(AdESFailure.FORMAT_FAILURE)
        return _finding(said)

    async def of_stamp_on(
        self, token: cms.SignedData, imprint: Any, day: datetime, revocation: str = NEEDED
    ) -> tuple[datetime, Finding]:
        """The time of a stamp, and what holds for it as known on a day.

        It is judged at its own time; but whoever has the stolen key of its maker could have made it later.
        """
        time: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
        finding = await self.of_stamp(token, imprint, time, revocation)
        if finding.trouble is None and (known := await self.of_stamp(token, imprint, day, revocation)).compromised:
            finding = known
        return time, finding


def _finding(said: dict[str, Any]) -> Finding:
    revoked = said["revocation_details"]
    if not said["intact"]:
        trouble: AdESSubIndic | None = AdESFailure.HASH_FAILURE
    elif not said["valid"]:
        trouble = AdESFailure.SIG_CRYPTO_FAILURE
    else:
        trouble = said["trust_problem_indic"]
    return concluding(trouble, said["validation_path"], revoked)


def concluding(trouble: AdESSubIndic | None, path: ValidationPath | None, revoked: RevocationDetails | None) -> Finding:
    """What holds, with the revocation there may be."""
    if not revoked:
        return Finding(trouble, path)
    return Finding(trouble, path, revoked.revocation_date, revoked.revocation_reason.native in STOLEN)


def binds(signer: cms.SignerInfo) -> bool:
    """Whether what was signed names the certificate, so that no other can take its place (RFC 5035)."""
    try:
        return get_signing_cert_attr(signer["signed_attrs"]) is not None
    except (CMSExtractionError, SignatureValidationError, *UNREADABLE):
        return False


def certificates_of(signed: cms.SignedData) -> Sequence[x509.Certificate]:
    """The certificates a signature carries."""
    return [item.chosen for item in signed["certificates"] if item.name == "certificate"]
