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
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp.base import BaseStampStyle
from pyhanko.stamp.static import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError
from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lpse_docs.sign.keys import Key
from lpse_docs.sign.levels import Level, Trust, refusal

SECONDS = 20  # for one answer of a service
DIGEST = "sha256"
BLANK = StaticStampStyle(border_width=0)


class Unsignable(Exception):
    """A file cannot be signed, or what came out is not what it should be; the words are an Indonesian clause."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place to sign; its size in points."""

    name: str
    signed: bool
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Wish:
    """One signature.

    Attributes:
        field: The place to sign. time: When, with a zone.
        certify: Whether nothing but filling in and signing is allowed after it; only the first may say so.
        stamp: What is drawn in the place; nothing when None.
    """

    field: str
    level: Level
    time: datetime
    certify: bool = False
    reason: str | None = None
    location: str | None = None
    stamp: BaseStampStyle | None = None


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
        await context.aclose()  # type: ignore[no-untyped-call]


async def sign(data: bytes, key: Key, wish: Wish, helping: Services) -> bytes:
    """A PDF with one more signature; it begins with the bytes that were given.

    Raises:
        Unsignable: The place is not there or taken, a service does not answer, or the certificate does not hold.
        Unusable: The key does not sign.
    """
    with _readable():
        writer = IncrementalPdfFileWriter(BytesIO(data))
        _demand(list(_places(writer.prev)), wish.field)
    meta = PdfSignatureMetadata(
        field_name=wish.field,
        md_algorithm=DIGEST,
        reason=wish.reason,
        location=wish.location,
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=wish.level.lasting,
        use_pades_lta=wish.level is Level.ARCHIVE,
        validation_context=helping.context,
        certify=wish.certify,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        signer_key_usage=set(),  # `certificates.weakness` has judged it: either kind of signing key may sign here
    )
    signer = _Timed(meta, KeySigner(key), timestamper=helping.timestamper, stamp_style=wish.stamp or BLANK)
    signer.time = wish.time
    try:
        made = await signer.async_sign_pdf(writer, existing_fields_only=True)
    except (SigningError, TimestampRequestError, PathBuildingError, ValidationError) as error:
        raise Unsignable(refusal(error)) from error
    return bytes(made.getvalue())


def _demand(found: Sequence[Place], field: str) -> None:
    place = next((item for item in found if item.name == field), None)
    if place is None:
        raise Unsignable(f"tidak ada bidang tanda tangan {field}")
    if place.signed:
        raise Unsignable(f"bidang {field} sudah ditandatangani")


class KeySigner(Signer):
    """A key of ours as pyHanko takes it; roots stay out of the file, who checks has them."""

    def __init__(self, key: Key) -> None:
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
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
    """See that a signed file is what it should be: all of the old one, one more signature of this key, all of them whole.

    What an earlier signature allows is not judged again: nothing but the signature and its stamp was added.

    Raises:
        Unsignable: It is not.
    """
    if not after.startswith(before):
        raise Unsignable("hasil tidak berawal dengan berkas semula")
    with _readable():
        made = PdfFileReader(BytesIO(after)).embedded_regular_signatures
        known = len(PdfFileReader(BytesIO(before)).embedded_regular_signatures)
        if len(made) != known + 1:
            raise Unsignable("hasil tidak memuat tepat satu tanda tangan baru")
        if made[-1].field_name != field or made[-1].signer_cert.dump() != key.certificate.dump():
            raise Unsignable(f"tanda tangan baru dalam hasilnya bukan di bidang {field}")
        for item in made:
            _demand_whole(item)


def _demand_whole(found: EmbeddedPdfSignature) -> None:
    found.compute_integrity_info(skip_diff=True)  # type: ignore[no-untyped-call]
    try:
        intact, valid = validate_sig_integrity(
            found.signer_info, found.signer_cert, "data", actual_digest=found.compute_digest()
        )
    except CMSStructuralError as error:
        raise Unsignable(f"tanda tangan {found.field_name} tidak dapat dibaca kembali") from error
    covered = found.summarise_integrity_info()["coverage"] >= SignatureCoverageLevel.ENTIRE_REVISION
    if not (intact and valid and covered):
        raise Unsignable(f"tanda tangan {found.field_name} tidak utuh dalam hasilnya")
