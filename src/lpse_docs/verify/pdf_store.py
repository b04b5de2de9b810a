"""What a PDF carries for later: certificates, lists of revoked ones, answers about them (ISO 32000-2, 12.8.4.3)."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from asn1crypto import cms, crl, ocsp, x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from lpse_docs.revisions.bounded import Overfull
from lpse_docs.verify.evidence import UNREADABLE, Evidence, certificates_of
from lpse_docs.verify.pdf_values import dictionary, items

MOST = 1000
Read = TypeVar("Read")


def has_store(reader: PdfFileReader) -> bool:
    """Whether there is a document security store."""
    return bool(dictionary(reader.root, "/DSS"))


def gather(evidence: Evidence, reader: PdfFileReader, signatures: Iterable[EmbeddedPdfSignature]) -> None:
    """Take everything the file carries; what cannot be read is left out, for it proves nothing."""
    store = dictionary(reader.root, "/DSS")
    evidence.certificates += _streams(store, "/Certs", x509.Certificate.load)
    evidence.crls += _streams(store, "/CRLs", crl.CertificateList.load)
    evidence.ocsps += _streams(store, "/OCSPs", ocsp.OCSPResponse.load)
    for signature in signatures:
        _from_signature(evidence, signature)


def _streams(store: generic.DictionaryObject, key: str, load: Callable[[bytes], Read]) -> list[Read]:
    streams = list({id(item): item for item in items(store, key)}.values())  # one may be listed many times
    if len(streams) > MOST:
        raise Overfull(f"Berkas membawa lebih dari {MOST} data validasi.")
    found = []
    for item in streams:
        try:
            made = load(item.data)
            _ = made.native  # type: ignore[attr-defined] # asn1crypto only looks when asked
        except (PdfError, *UNREADABLE):
            continue
        found.append(made)
    return found


def _from_signature(evidence: Evidence, signature: EmbeddedPdfSignature) -> None:
    """Certificates beside the signature, also of its time stamp, and what Adobe's own way carries."""
    try:
        evidence.certificates += certificates_of(signature.signed_data)
        for token in stamps_of(signature.signer_info):
            evidence.certificates += certificates_of(token)
        carried = find_unique_cms_attribute(signature.signer_info["signed_attrs"], "adobe_revocation_info_archival")
        evidence.crls += list(carried["crl"] or ())
        evidence.ocsps += list(carried["ocsp"] or ())
    except Exception as error:  # pyHanko has a bare exception of its own for what is missing
        if isinstance(error, MemoryError):
            raise


def stamps_of(signer: cms.SignerInfo) -> list[cms.SignedData]:
    """The time stamps on a signature."""
    attributes: Any = signer["unsigned_attrs"] or ()
    return [
        value["content"]
        for item in attributes
        if item["type"].native == "signature_time_stamp_token"
        for value in item["values"]
    ]
