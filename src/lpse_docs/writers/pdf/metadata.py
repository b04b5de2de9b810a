"""What a file says about itself: the Info dictionary and the XMP packet, the same facts in both (PDF/A-3 6.6.2)."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from lpse_docs.document.blocks import Document

NAMESPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
for _prefix, _name in NAMESPACES.items():
    register_namespace(_prefix, _name)  # PDF/A-3 6.6.2.3.3 fixes these prefixes
HEADER = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">'
FOOTER = b'</x:xmpmeta>\n<?xpacket end="r"?>'
CREATOR = "lpse-docs"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def keywords(document: Document) -> str:
    """The keywords as one line."""
    return ", ".join(word for word in document.keywords if word.strip())


def info(document: Document, producer: str) -> dict[str, str]:
    """The Info dictionary; a fact that is not known is left out."""
    moment = f"D:{document.dated:%Y%m%d}000000Z"
    said = {
        "/Title": document.title,
        "/Author": document.author,
        "/Subject": document.subject,
        "/Keywords": keywords(document),
        "/Creator": CREATOR,
        "/Producer": producer,
        "/CreationDate": moment,
        "/ModDate": moment,
    }
    return {key: value for key, value in said.items() if value}


def packet(document: Document, producer: str) -> bytes:
    """The XMP packet of a file that is PDF/A-3a and PDF/UA-1 at once."""
    root = Element(_tag("rdf:RDF"))
    claims = {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    _description(root).attrib.update({_tag(name): value for name, value in claims.items()})
    for fact in _facts(document, producer):
        _description(root).append(fact)
    _description(root).append(_extension_schema())
    return b"\n".join((HEADER, tostring(root, encoding="utf-8"), FOOTER))


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def _description(root: Element) -> Element:
    return SubElement(root, _tag("rdf:Description"), {_tag("rdf:about"): ""})


def _facts(document: Document, producer: str) -> Iterator[Element]:
    moment = f"{document.dated.isoformat()}T00:00:00Z"
    yield _fact("dc:title", document.title, "rdf:Alt")
    if document.author:
        yield _fact("dc:creator", document.author, "rdf:Seq")
    if document.subject:
        yield _fact("dc:description", document.subject, "rdf:Alt")
    if words := keywords(document):
        yield _fact("pdf:Keywords", words)
    yield _fact("pdf:Producer", producer)
    yield _fact("xmp:CreatorTool", CREATOR)
    yield _fact("xmp:CreateDate", moment)
    yield _fact("xmp:ModifyDate", moment)


def _fact(name: str, value: str, container: str = "") -> Element:
    fact = made = Element(_tag(name))
    if container:
        language = {LANGUAGE: "x-default"} if container == "rdf:Alt" else {}
        made = SubElement(SubElement(fact, _tag(container)), _tag("rdf:li"), language)
    made.text = value
    return fact


def _extension_schema() -> Element:
    """The schema that PDF/A-3 demands for a name it does not predefine."""
    schemas = Element(_tag("pdfaExtension:schemas"))
    schema = _item(schemas, "rdf:Bag")
    _tell(
        schema,
        "pdfaSchema",
        schema="PDF/UA Universal Accessibility Schema",
        namespaceURI=NAMESPACES["pdfuaid"],
        prefix="pdfuaid",
    )
    part = _item(SubElement(schema, _tag("pdfaSchema:property")), "rdf:Seq")
    _tell(
        part,
        "pdfaProperty",
        name="part",
        valueType="Integer",
        category="internal",
        description="Indicates, which part of ISO 14289 standard is followed",
    )
    return schemas


def _item(parent: Element, container: str) -> Element:
    return SubElement(SubElement(parent, _tag(container)), _tag("rdf:li"), {_tag("rdf:parseType"): "Resource"})


def _tell(parent: Element, of: str, /, **facts: str) -> None:
    for name, value in facts.items():
        SubElement(parent, _tag(f"{of}:{name}")).text = value
