"""A small document of our own writer, signed by pyHanko alone: our signer has no part in it."""

import asyncio
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from lpse_docs.document.blocks import Attachment, Cell, Document, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import FillIn
from lpse_docs.writers.pdf import write
from tests.pki import PASSPHRASE, Pki
from tests.writers import look
from tests.writers.docx import sample

ROLES = ("pembuat", "pemeriksa", "pengesah")
SIGNERS = ("maker", "examiner", "approver")
SOURCES = {"standards/d-risiko.yaml": b"letter: d\n", "lpse.yaml": b"name: LPSE\n"}


def document() -> Document:
    """Three places to sign, a place to fill in, two sources."""
    places = tuple(Cell((Signature(role, (role.title() + ",",), "Nama Contoh"),)) for role in ROLES)
    filled = Paragraph((FillIn("surat/nomor", "Nomor"),))
    files = tuple(Attachment(name, data, name) for name, data in SOURCES.items())
    table = Table((1, 1, 1), (Row(places),), "Pengesahan")
    return sample.document(sample.p("Nilai risiko: 12 dari 25."), filled, table, attachments=files)


@cache
def unsigned() -> bytes:
    """The document as it was printed."""
    return write(document(), look.theme())


def context(pki: Pki) -> ValidationContext:
    """What the signer knows: the root, and services that answer."""
    return ValidationContext(
        trust_roots=[pki.certificate("root")],
        other_certs=[pki.certificate("issuing")],
        allow_fetching=True,
        revocation_mode="hard-fail",
    )


SIGNING: dict[str, signers.SimpleSigner] = {}


def _signer(pki: Pki, name: str) -> signers.SimpleSigner:
    """A key, opened once: passphrases are slow by intention."""
    key = f"{pki.folder}/{name}"
    if key not in SIGNING:
        data = pki.pkcs12(name).read_bytes()
        SIGNING[key] = signers.SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=PASSPHRASE)
    return SIGNING[key]


def posing(pki: Pki, name: str, certificate: x509.Certificate) -> signers.SimpleSigner:
    """The key of a signer with another certificate over it."""
    store = SimpleCertificateStore()
    store.register(pki.certificate("issuing"))
    return signers.SimpleSigner(
        signing_cert=certificate, signing_key=_signer(pki, name).signing_key, cert_registry=store
    )


async def _sign(data: bytes, pki: Pki, name: str, meta: dict[str, Any], *, stamped: bool) -> bytes:
    signer = _signer(pki, name)
    given = {"md_algorithm": "sha256", "subfilter": fields.SigSeedSubFilter.PADES, **meta}
    vc = given.get("validation_context")
    output = BytesIO()
    await signers.PdfSigner(
        signers.PdfSignatureMetadata(**given), signer, timestamper=HTTPTimeStamper(pki.tsa) if stamped else None
    ).async_sign_pdf(IncrementalPdfFileWriter(BytesIO(data)), existing_fields_only=False, output=output)
    if vc:
        await vc.aclose()
    return output.getvalue()


def sign(data: bytes, pki: Pki, name: str, field: str, level: str = "B-B", **meta: Any) -> bytes:
    """One more signature; `level` is B-B, B-T, B-LT or B-LTA."""
    given: dict[str, Any] = {"field_name": field, **meta}
    if level in {"B-LT", "B-LTA"}:
        given |= {"embed_validation_info": True, "validation_context": context(pki), "use_pades_lta": level == "B-LTA"}
    return asyncio.run(_sign(data, pki, name, given, stamped=level != "B-B"))


def stamp(data: bytes, pki: Pki, field: str) -> bytes:
    """A document time stamp, which anybody can get, in a field."""
    output = BytesIO()
    stamper = signers.PdfTimeStamper(HTTPTimeStamper(pki.tsa), field_name=field)
    writer = IncrementalPdfFileWriter(BytesIO(data))
    asyncio.run(stamper.async_timestamp_pdf(writer, "sha256", output=output))
    return output.getvalue()


def thrice(data: bytes, pki: Pki, level: str, *, certify: bool = False, names: Sequence[str] = SIGNERS) -> bytes:
    """The three signatures in their order; the archive time stamp comes with the last."""
    for place, (name, role) in enumerate(zip(names, ROLES, strict=False)):
        last = place == len(ROLES) - 1
        grade = "B-LT" if level == "B-LTA" and not last else level
        more = {"certify": True, "docmdp_permissions": fields.MDPPerm.FILL_FORMS} if certify and not place else {}
        data = sign(data, pki, name, role, grade, **more)
    return data


def sign_new(
    data: bytes, pki: Pki, name: str, field: str, box: tuple[int, int, int, int] | None = None, **meta: Any
) -> bytes:
    """A signature in a field of its own that nobody prepared."""
    writer, output = IncrementalPdfFileWriter(BytesIO(data)), BytesIO()
    fields.append_signature_field(writer, fields.SigFieldSpec(field, box=box))
    writer.write(output)
    return sign(output.getvalue(), pki, name, field, **meta)
