"""The XMP packet of a file that is PDF/A-3a and PDF/UA-1 at once."""

from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
UA = "{http://www.aiim.org/pdfua/ns/id/}"
EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
for _prefix, _name in (
    ("pdfaExtension", EXTENSION),
    ("pdfaSchema", SCHEMA),
    ("pdfaProperty", PROPERTY),
    ("pdfuaid", UA),
):
    register_namespace(_prefix, _name.strip("{}"))  # PDF/A-3 6.6.2.3.3 fixes these prefixes
HEADER = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
FOOTER = b'</x:xmpmeta>\n<?xpacket end="r"?>'


def merged_metadata(rdf: bytes) -> bytes:
    """The packet with the PDF/UA claim, and the schema that PDF/A-3 demands for a name it does not predefine."""
    root = fromstring(rdf)  # noqa: S314 - WeasyPrint wrote it a moment ago
    claim = SubElement(root, f"{RDF}Description", {f"{RDF}about": "", f"{UA}part": "1"})
    claim.tail = "\n"
    root.append(_extension_schema())
    return b"\n".join((HEADER, tostring(root, encoding="utf-8"), FOOTER))


def _extension_schema() -> Element:
    description = Element(f"{RDF}Description", {f"{RDF}about": ""})
    schema = _item(SubElement(description, f"{EXTENSION}schemas"), "Bag")
    _facts(
        schema,
        SCHEMA,
        schema="PDF/UA Universal Accessibility Schema",
        namespaceURI=UA.strip("{}"),
        prefix="pdfuaid",
    )
    part = _item(SubElement(schema, f"{SCHEMA}property"), "Seq")
    _facts(
        part,
        PROPERTY,
        name="part",
        valueType="Integer",
        category="internal",
        description="Indicates, which part of ISO 14289 standard is followed",
    )
    return description


def _item(parent: Element, container: str) -> Element:
    return SubElement(SubElement(parent, f"{RDF}{container}"), f"{RDF}li", {f"{RDF}parseType": "Resource"})


def _facts(parent: Element, namespace: str, **facts: str) -> None:
    for name, value in facts.items():
        SubElement(parent, f"{namespace}{name}").text = value
