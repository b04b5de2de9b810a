"""One signature as XML: what is signed, by whom, when and why (XML-DSig, XAdES, MS-OFFCRYPTO 2.5.2)."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from asn1crypto import cms, tsp, x509
from cryptography import x509 as names
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256 as SHA_256
from lxml import etree

from lpse_docs.opc.relations import TRANSFORM
from lpse_docs.opc.vocabulary import C14N, DS, MDSSI, OBJECT_TYPE, OFFICE, PROPERTIES_TYPE, SHA256, XADES
from lpse_docs.opc.xml import Element, canonical
from lpse_docs.sign.opc_manifest import Reference, Refused

RSA, ECDSA = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
PACKAGE_ID, OFFICE_ID, PROPERTIES_ID = "idPackageObject", "idOfficeObject", "idSignedProperties"
SIGNATURE_ID: Final = "idPackageSignature"
PICTURE_IDS: Final = ("idValidSigLnImg", "idInvalidSigLnImg")
APPROVAL: Final = "http://uri.etsi.org/01903/v1.2.2#ProofOfApproval"
TIME: Final = "%Y-%m-%dT%H:%M:%SZ"
PROVIDER: Final = "{00000000-0000-0000-0000-000000000000}"
# Word demands all of these in this order; where a signature was made is nobody's business, so they say the least.
MACHINE: Final = (
    ("WindowsVersion", "10.0"), ("OfficeVersion", "16.0"), ("ApplicationVersion", "16.0"), ("Monitors", "1"),
    ("HorizontalResolution", "1024"), ("VerticalResolution", "768"), ("ColorDepth", "32"),
    ("SignatureProviderId", PROVIDER), ("SignatureProviderUrl", ""), ("SignatureProviderDetails", "9"),
    ("ManifestHashAlgorithm", SHA256),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """Who signs as what, why and when (in UTC), and on which line."""

    role: str
    name: str
    reason: str
    at: datetime
    line: str


@dataclass(frozen=True, slots=True)
class Signing:
    """What is signed, and what signs it."""

    references: Sequence[Reference]
    certificate: x509.Certificate
    chain: Sequence[x509.Certificate]
    sign: Callable[[bytes], bytes]
    timestamp: Callable[[bytes], bytes] | None


def signature(signing: Signing, act: Act, pictures: tuple[bytes, bytes] | None) -> bytes:
    """A signature part.

    Args:
        signing: What is signed, and what signs.
        act: What is said of it.
        pictures: What Word shows on the line when the signature is valid, and when it is not.
    """
    root = etree.Element(DS + "Signature", {"Id": SIGNATURE_ID}, nsmap={None: DS[1:-1]})  # type: ignore[dict-item]  # stubs know no None
    info, value = _add(root, "SignedInfo"), _add(root, "SignatureValue")
    data = _add(_add(root, "KeyInfo"), "X509Data")
    _add(data, "X509Certificate", _base64(signing.certificate.dump()))
    objects = [_package_object(root, signing.references, act.at), _office_object(root, act)]
    for name, picture in zip(PICTURE_IDS, pictures or (), strict=False):
        objects.append(_add(root, "Object", _base64(picture), Id=name))
    properties, unsigned = _properties(root, signing, act)
    _signed_info(info, signing.certificate, objects, properties)
    value.text = _base64(_signed(canonical(info), signing))
    if signing.timestamp:
        _stamp(unsigned, canonical(value), signing.timestamp)
    if signing.chain:
        values = _add(unsigned, "CertificateValues", space=XADES)
        for above in signing.chain:
            _add(values, "EncapsulatedX509Certificate", _base64(above.dump()), space=XADES)
    if not len(unsigned):
        unsigned.getparent().getparent().remove(unsigned.getparent())  # type: ignore[union-attr,arg-type] # never the root
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add(parent: Element, tag: str, text: str | None = None, *, space: str = DS, **attributes: str) -> Element:
    made = etree.SubElement(parent, space + tag, attributes)
    made.text = text or None
    return made


def _base64(data: bytes) -> str:
    return b64encode(data).decode()


def _method(parent: Element, digest: str) -> None:
    _add(parent, "DigestMethod", Algorithm=SHA256)
    _add(parent, "DigestValue", digest)


def _signed_info(info: Element, certificate: x509.Certificate, objects: Sequence[Element], properties: Element) -> None:
    _add(info, "CanonicalizationMethod", Algorithm=C14N)
    _add(info, "SignatureMethod", Algorithm=ECDSA if certificate.public_key.algorithm == "ec" else RSA)
    for item in objects:
        reference = _add(info, "Reference", URI=f"#{item.get('Id')}", Type=OBJECT_TYPE)
        _method(reference, _base64(sha256(canonical(item)).digest()))
    reference = _add(info, "Reference", URI=f"#{PROPERTIES_ID}", Type=PROPERTIES_TYPE)
    _add(_add(reference, "Transforms"), "Transform", Algorithm=C14N)
    _method(reference, _base64(sha256(canonical(properties)).digest()))


def _package_object(root: Element, references: Sequence[Reference], at: datetime) -> Element:
    made = etree.SubElement(root, DS + "Object", {"Id": PACKAGE_ID}, nsmap={"mdssi": MDSSI[1:-1]})
    manifest = _add(made, "Manifest")
    for item in references:
        reference = _add(manifest, "Reference", URI=item.uri)
        if item.ids:
            transforms = _add(reference, "Transforms")
            chosen = _add(transforms, "Transform", Algorithm=TRANSFORM)
            for number in item.ids:
                _add(chosen, "RelationshipReference", space=MDSSI, SourceId=number)
            _add(transforms, "Transform", Algorithm=C14N)
        _method(reference, item.digest)
    about = _add(
        _add(made, "SignatureProperties"), "SignatureProperty", Id="idSignatureTime", Target=f"#{SIGNATURE_ID}"
    )
    time = _add(about, "SignatureTime", space=MDSSI)
    _add(time, "Format", "YYYY-MM-DDThh:mm:ssTZD", space=MDSSI)
    _add(time, "Value", at.strftime(TIME), space=MDSSI)
    return made


def _office_object(root: Element, act: Act) -> Element:
    made = _add(root, "Object", Id=OFFICE_ID)
    about = _add(
        _add(made, "SignatureProperties"), "SignatureProperty", Id="idOfficeV1Details", Target=f"#{SIGNATURE_ID}"
    )
    info = etree.SubElement(about, OFFICE + "SignatureInfoV1", nsmap={None: OFFICE[1:-1]})  # type: ignore[dict-item]  # stubs know no None
    told = (
        ("SetupID", act.line),
        ("SignatureText", act.name if act.line else ""),
        ("SignatureImage", ""),
        ("SignatureComments", act.reason),
        *MACHINE,
        ("SignatureType", "2" if act.line else "1"),
    )
    for tag, text in told:
        _add(info, tag, text, space=OFFICE)
    return made


def _properties(root: Element, signing: Signing, act: Act) -> tuple[Element, Element]:
    """What the signer says of the signature, and the place for what is not signed."""
    around = _add(root, "Object")
    made = etree.SubElement(
        around, XADES + "QualifyingProperties", {"Target": f"#{SIGNATURE_ID}"}, nsmap={"xd": XADES[1:-1]}
    )
    properties = _add(made, "SignedProperties", space=XADES, Id=PROPERTIES_ID)
    said = _add(properties, "SignedSignatureProperties", space=XADES)
    _add(said, "SigningTime", act.at.strftime(TIME), space=XADES)
    _certificate(_add(said, "SigningCertificate", space=XADES), signing.certificate)
    _add(_add(said, "SignaturePolicyIdentifier", space=XADES), "SignaturePolicyImplied", space=XADES)
    if act.role:
        roles = _add(_add(said, "SignerRole", space=XADES), "ClaimedRoles", space=XADES)
        _add(roles, "ClaimedRole", act.role, space=XADES)
    commitment = _add(
        _add(properties, "SignedDataObjectProperties", space=XADES), "CommitmentTypeIndication", space=XADES
    )
    kind = _add(commitment, "CommitmentTypeId", space=XADES)
    _add(kind, "Identifier", APPROVAL, space=XADES)
    _add(kind, "Description", "Menyetujui dokumen ini", space=XADES)
    _add(commitment, "AllSignedDataObjects", space=XADES)
    unsigned = _add(_add(made, "UnsignedProperties", space=XADES), "UnsignedSignatureProperties", space=XADES)
    return properties, unsigned


def _certificate(into: Element, certificate: x509.Certificate) -> None:
    held = _add(into, "Cert", space=XADES)
    _method(_add(held, "CertDigest", space=XADES), _base64(sha256(certificate.dump()).digest()))
    issued = _add(held, "IssuerSerial", space=XADES)
    issuer = names.load_der_x509_certificate(certificate.dump()).issuer
    _add(issued, "X509IssuerName", issuer.rfc4514_string())
    _add(issued, "X509SerialNumber", str(certificate.serial_number))


def _signed(data: bytes, signing: Signing) -> bytes:
    """The signature over data as XML-DSig has it; a key that is not that of the certificate is found out here."""
    made = signing.sign(data)
    public = names.load_der_x509_certificate(signing.certificate.dump()).public_key()
    try:
        match public:
            case rsa.RSAPublicKey():
                public.verify(made, data, padding.PKCS1v15(), SHA_256())
                return made
            case ec.EllipticCurvePublicKey():
                public.verify(made, data, ec.ECDSA(SHA_256()))
                size = (public.curve.key_size + 7) // 8
                return b"".join(number.to_bytes(size, "big") for number in decode_dss_signature(made))
    except (InvalidSignature, ValueError) as fault:
        raise Refused("kunci tidak cocok dengan sertifikatnya") from fault
    raise Refused("jenis kunci tidak dikenal; pakailah RSA atau ECDSA")


def _stamp(unsigned: Element, data: bytes, timestamp: Callable[[bytes], bytes]) -> None:
    """A time stamp over the signature; one over something else is not kept."""
    token = timestamp(data)
    try:
        content = cms.ContentInfo.load(token, strict=True)["content"]["encap_content_info"]["content"].parsed
        imprint = content["message_imprint"] if isinstance(content, tsp.TSTInfo) else None
        held = imprint and (imprint["hash_algorithm"]["algorithm"].native, imprint["hashed_message"].native)
    except (ValueError, TypeError, KeyError) as fault:
        raise Refused("jawaban layanan cap waktu rusak") from fault
    if held != ("sha256", sha256(data).digest()):
        raise Refused("cap waktu yang diterima bukan untuk tanda tangan ini")
    stamp = _add(unsigned, "SignatureTimeStamp", space=XADES)
    _add(stamp, "CanonicalizationMethod", Algorithm=C14N)
    _add(stamp, "EncapsulatedTimeStamp", _base64(token), space=XADES)
