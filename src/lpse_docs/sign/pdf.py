"""PAdES signatures in the places a PDF has for them; what was there before stays, byte for byte (ETSI EN 319 142-1)."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import aiohttp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import CMSStructuralError, SigningError
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import (
    DSSContentSettings,
    PdfSignatureMetadata,
    PdfSigner,
    PdfSigningSession,
    PdfTimeStamper,
    SigDSSPlacementPreference,
)
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp.static import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lpse_docs.sign.keys import Key
from lpse_docs.sign.levels import Level, Trust, refusal
from lpse_docs.sign.order import Order, Place, Unsignable
from lpse_docs.sign.stamp import Stamps

SECONDS = 20  # for one answer of a service
DIGEST = "sha256"
BLANK = StaticStampStyle(border_width=0)
ARCHIVE, ARCHIVE_WORDS = "cap-waktu-arsip", "Cap waktu arsip"
# Validation data in the revision of the signature itself: every other revision is one more that has to be explained.
TOGETHER = DSSContentSettings(include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE)


@dataclass(frozen=True, slots=True)
class Services:
    """Who answers while something is signed: a time stamp, and what validates the chain; None where a level needs none."""

    timestamper: TimeStamper | None = None
    context: ValidationContext | None = None


def places(data: bytes) -> list[Place]:
    """The places to sign, in the order of the form.

    Raises:
        Unsignable: It is no PDF that can be signed.
    """
    with _readable():
        return list(_places(PdfFileReader(BytesIO(data))))


def title(data: bytes) -> str:
    """What a PDF calls itself; empty when it does not say.

    Raises:
        Unsignable: It is no PDF that can be read.
    """
    with _readable():
        trailer = PdfFileReader(BytesIO(data)).trailer
        return str(trailer["/Info"].get("/Title", "")) if "/Info" in trailer else ""


def _places(reader: PdfFileReader) -> Iterator[Place]:
    for name, value, reference in enumerate_sig_fields(reader):
        field = reference.get_object()
        box = [float(number) for number in field.get("/Rect", (0, 0, 0, 0))]
        yield Place(name, value is not None, abs(box[2] - box[0]), abs(box[3] - box[1]))


class _readable:  # noqa: N801 - a context, used like a function
    """What a PDF library says of a bad file, in one Indonesian sentence."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(
            error, PdfError | ValueError | TypeError | KeyError | IndexError | AttributeError | RecursionError
        ):
            raise Unsignable("bukan PDF yang utuh; buat ulang berkasnya") from error


@asynccontextmanager
async def services(key: Key, level: Level, timestamp: str | None, trust: Trust) -> AsyncIterator[Services]:
    """What signing on a level needs, for as long as the context is open; answers are kept for one file after another.

    Args:
        key: Whose certificate is validated.
        level: The level.
        timestamp: The address of the time stamp service.
        trust: The roots.

    Raises:
        Unsignable: No service is known.
    """
    if not level.stamped:
        yield Services()
        return
    if not timestamp:
        raise Unsignable(f"tingkat {level} memerlukan layanan cap waktu (--timestamp, atau signing.timestamp)")
    async with aiohttp.ClientSession() as session:
        stamper = HTTPTimeStamper(timestamp, timeout=SECONDS, session=session)
        if not level.lasting:
            yield Services(stamper)
            return
        context = ValidationContext(
            trust_roots=list(trust.roots),
            other_certs=list(key.chain),
            allow_fetching=True,
            revocation_mode="hard-fail",
            fetcher_backend=AIOHttpFetcherBackend(session, per_request_timeout=SECONDS),
        )
        yield Services(stamper, context)
        await context.aclose()


async def sign(data: bytes, key: Key, order: Order, helping: Services, stamps: Stamps | None = None) -> bytes:
    """A PDF with one more signature; it begins with the bytes that were given.

    Raises:
        Unsignable: The place is not there or taken, a service does not answer, or the certificate does not hold.
        Unusable: The key does not sign.
    """
    with _readable():
        writer = _Appended(BytesIO(data))
        place = _demanded(list(_places(writer.prev)), order.field)
    style = BLANK
    if stamps and order.inscription:
        style = stamps.style(order.inscription, place.width, place.height, order.token)
    meta = PdfSignatureMetadata(
        field_name=order.field,
        md_algorithm=DIGEST,
        reason=order.reason,
        location=order.location,
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=order.level.lasting,
        dss_settings=TOGETHER,
        validation_context=helping.context,
        certify=order.certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        signer_key_usage=set(),  # `certificates.weakness` has judged it: either kind of signing key may sign here
    )
    signer = _Timed(meta, KeySigner(key), timestamper=helping.timestamper, stamp_style=style)
    signer.time = order.time
    try:
        made = await signer.async_sign_pdf(writer, existing_fields_only=True)
        if order.level is Level.ARCHIVE:
            made = await _archived(made, helping)
    except (SigningError, TimestampRequestError, PathBuildingError, ValidationError) as error:
        raise Unsignable(refusal(error)) from error
    return bytes(made.getvalue())


async def _archived(signed: BytesIO, helping: Services) -> BytesIO:
    """A file with a time stamp over all that is in it; an invisible place of its own, named by its number."""
    writer = _Appended(signed)
    assert helping.timestamper
    number = 1 + len(writer.prev.embedded_timestamp_signatures)
    stamper = PdfTimeStamper(helping.timestamper, f"{ARCHIVE}-{number}", readable_field_name=ARCHIVE_WORDS)
    made: BytesIO = await stamper.async_timestamp_pdf(
        writer, DIGEST, helping.context, dss_settings=TOGETHER.get_settings_for_ts(), embed_roots=False
    )
    return made


class _Appended(IncrementalPdfFileWriter):
    """Adds what is signed and leaves the description of the document as it is: pyHanko's own would be none of PDF/A's."""

    def _update_meta(self) -> None: ...


def _demanded(found: Sequence[Place], field: str) -> Place:
    place = next((item for item in found if item.name == field), None)
    if place is None:
        raise Unsignable(f"tidak ada bidang tanda tangan {field}")
    if place.signed:
        raise Unsignable(f"bidang {field} sudah ditandatangani")
    return place


class KeySigner(Signer):
    """A key of ours as pyHanko takes it; roots stay out of the file, who checks has them."""

    def __init__(self, key: Key) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([item for item in key.chain if item.issuer != item.subject])
        super().__init__(signing_cert=key.certificate, cert_registry=store, embed_roots=False)
        self.key = key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The signature; for a dry run as many bytes as one may take."""
        assert digest_algorithm == DIGEST
        if dry_run:
            return bytes(self.key.certificate.public_key.byte_size * 2 + 16)
        return await asyncio.to_thread(self.key.sign, data)


class _Timed(PdfSigner):
    """Signs at a told time, so that the stamp and the file say the same."""

    time: datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.time
        return session


def prove(before: bytes, after: bytes, key: Key, field: str) -> None:
    """See that a signed file is what it should be: all of the old one, and one more signature of this key, which is whole.

    Earlier signatures are over bytes that are all there; what they allow is not judged again.

    Raises:
        Unsignable: It is not.
    """
    if not after.startswith(before):
        raise Unsignable("hasil tidak berawal dengan berkas semula")
    signed = {item.name for item in places(before) if item.signed}
    with _readable():
        reader = PdfFileReader(BytesIO(after))
        added = {item.name for item in _places(reader) if item.signed and item.name not in signed}
        if {name for name in added if not name.startswith(f"{ARCHIVE}-")} != {field}:
            raise Unsignable(f"hasil tidak memuat tepat satu tanda tangan baru di bidang {field}")
        made = EmbeddedPdfSignature(reader, next(enumerate_sig_fields(reader, with_name=field))[2].get_object(), field)
        if made.signer_cert.dump() != key.certificate.dump():
            raise Unsignable(f"tanda tangan baru di bidang {field} dibuat kunci lain")
        demand_whole(made)


def demand_whole(found: EmbeddedPdfSignature) -> None:
    """See that a signature fits what it covers, and covers all there was then.

    Raises:
        Unsignable: It does not.
    """
    found.compute_integrity_info(skip_diff=True)
    try:
        intact, valid = validate_sig_integrity(
            found.signer_info, found.signer_cert, "data", actual_digest=found.compute_digest()
        )
    except CMSStructuralError as error:
        raise Unsignable(f"tanda tangan {found.field_name} tidak dapat dibaca kembali") from error
    covered = found.summarise_integrity_info()["coverage"] >= SignatureCoverageLevel.ENTIRE_REVISION
    if not (intact and valid and covered):
        raise Unsignable(f"tanda tangan {found.field_name} tidak utuh dalam hasilnya")
