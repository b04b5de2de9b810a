"""When something in a PDF was signed, and who says so: a time stamp that is trusted, or the signer alone."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from asn1crypto import cms
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.ades.report import AdESFailure
from pyhanko.sign.validation.generic_cms import message_imprint_checker
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from lpse_docs.certificates import holder
from lpse_docs.verify.evidence import UNREADABLE, Evidence, Finding, certificates_of
from lpse_docs.verify.pdf_store import stamps_of
from lpse_docs.verify.report import TimeSource

BROKEN = frozenset(AdESFailure)


@dataclass(frozen=True)
class Stamp:
    """A time stamp over a signature or over the whole document.

    Attributes:
        by: Who gave it, as its certificate says.
        whole: Whether it is one over the whole document.
    """

    time: datetime
    by: str
    finding: Finding
    whole: bool

    @property
    def sound(self) -> bool:
        """Whether it belongs to what it stands on, whoever gave it."""
        return self.finding.trouble not in BROKEN

    @property
    def trusted(self) -> bool:
        """Whether its time may be relied upon."""
        return self.finding.trouble is None


@dataclass(frozen=True)
class Moment:
    """When a signature was made: the earliest trusted stamp, else what the signer claims."""

    time: datetime | None
    source: TimeSource
    stamps: Sequence[Stamp]

    @property
    def proven(self) -> datetime | None:
        """The time, when somebody else than the signer vouches for it."""
        return self.time if self.source is TimeSource.STAMP else None


async def moment(evidence: Evidence, signature: EmbeddedPdfSignature, later: Sequence[Stamp], day: datetime) -> Moment:
    """When a signature was made, as known on a day; `later` are the stamps over the document that came after it."""
    stamps = [*[item async for item in _own(evidence, signature, day)], *later]
    trusted = sorted((item for item in stamps if item.trusted), key=lambda item: item.time)
    if trusted:
        return Moment(trusted[0].time, TimeSource.STAMP, stamps)
    claimed = _claimed(signature)
    return Moment(claimed, TimeSource.CLAIM if claimed else TimeSource.NOBODY, stamps)


async def _own(evidence: Evidence, signature: EmbeddedPdfSignature, day: datetime) -> AsyncIterator[Stamp]:
    for token in stamps_of(signature.signer_info):
        yield await _stamp(evidence, token, message_imprint_checker(signature.signer_info), day, whole=False)


async def over_document(evidence: Evidence, signature: EmbeddedPdfSignature, day: datetime) -> Stamp:
    """The time stamp that a field of the document holds."""
    return await _stamp(evidence, signature.signed_data, signature.compute_digest, day, whole=True)


async def _stamp(evidence: Evidence, token: cms.SignedData, imprint: Any, day: datetime, *, whole: bool) -> Stamp:
    time, finding = await evidence.of_stamp_on(token, imprint, day)
    return Stamp(time, ", ".join(_issuers(token)), finding, whole)


def _issuers(token: cms.SignedData) -> Iterator[str]:
    """Names of those who may have given a stamp: certificates that are no authority."""
    for certificate in certificates_of(token):
        if not certificate.ca:
            yield holder(certificate).shown


def _claimed(signature: EmbeddedPdfSignature) -> datetime | None:
    try:
        time = signature.self_reported_timestamp
    except (PdfError, *UNREADABLE):
        return None
    return time if time is None or time.tzinfo else time.replace(tzinfo=UTC)
