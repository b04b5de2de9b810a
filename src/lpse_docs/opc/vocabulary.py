"""Names that signer and verifier must spell alike (ECMA-376 part 2, 10; XML-DSig; ETSI TS 101 903; MS-OFFCRYPTO 2.5.2)."""

from typing import Final

DS: Final = "{http://www.w3.org/2000/09/xmldsig#}"
MDSSI: Final = "{http://schemas.openxmlformats.org/package/2006/digital-signature}"
XADES: Final = "{http://uri.etsi.org/01903/v1.3.2#}"
OFFICE: Final = "{http://schemas.microsoft.com/office/2006/digsig}"
VML: Final = "{urn:schemas-microsoft-com:vml}"
VML_OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
CORE_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"

C14N: Final = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
C14N_COMMENTS: Final = C14N + "#WithComments"
OBJECT_TYPE: Final = "http://www.w3.org/2000/09/xmldsig#Object"
PROPERTIES_TYPE: Final = "http://uri.etsi.org/01903#SignedProperties"
SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"

_SIGNATURE: Final = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/"
ORIGIN_RELATION, SIGNATURE_RELATION, CERTIFICATE_RELATION = (
    _SIGNATURE + kind for kind in ("origin", "signature", "certificate")
)
_CONTENT: Final = "application/vnd.openxmlformats-package.digital-signature-"
ORIGIN_TYPE, SIGNATURE_TYPE, CERTIFICATE_TYPE = (
    _CONTENT + kind for kind in ("origin", "xmlsignature+xml", "certificate")
)
_RELATION: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
THUMBNAIL, CUSTOM = _RELATION + "thumbnail", _OFFICE + "custom-properties"
# What Office itself leaves unsigned, by the relationship of the package that leads to it.
CORE, EXTENDED = _RELATION + "core-properties", _OFFICE + "extended-properties"
UNSIGNED: Final = frozenset((ORIGIN_RELATION, CORE, THUMBNAIL, EXTENDED))
# What else may stand unsigned in files of others: we sign it.
SPARED: Final = UNSIGNED | {CUSTOM}
# Facts about a file are XML of these types, in these folders: elsewhere a part could be taken for content.
FACT_TYPES: Final = {
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    EXTENDED: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    CUSTOM: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
MOST_SIGNATURES: Final = 2  # LibreOffice calls the third of the Ids that Office writes broken
FACT_FOLDERS: Final = ("docProps/", "package/services/metadata/")


def local(tag: object) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
