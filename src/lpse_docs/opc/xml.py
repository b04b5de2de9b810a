"""Parts as XML: nothing is resolved, nothing fetched; and elements in the canonical form that is signed."""

from copy import deepcopy
from typing import Final, TypeAlias

from lxml import etree

from lpse_docs.opc.package import Unreadable

Element: TypeAlias = etree._Element

_XML: Final = "{http://www.w3.org/XML/1998/namespace}"


def parsed(data: bytes, name: str) -> Element:
    """A part as XML.

    Args:
        data: The part.
        name: Its name, for the message.

    Raises:
        Unreadable: It is not well-formed or declares a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        made = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as fault:
        raise Unreadable(f"bagian {name} bukan XML yang utuh") from fault
    if b"<!DOCTYPE" in data or made.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # stubs know no doctype
        raise Unreadable(f"bagian {name} memuat deklarasi DOCTYPE")
    return made


def canonical(element: Element, *, exclusive: bool = False) -> bytes:
    """An element by itself in Canonical XML 1.0 without comments: with all namespaces and `xml:` attributes in scope.

    libxml2 would leave out what ancestors declare and the element does not use, so the element is given it first.
    The exclusive form has only the namespaces it uses.
    """
    alone = etree.Element(element.tag, nsmap=element.nsmap)  # type: ignore[arg-type]  # stubs know no None
    for around in (element, *element.iterancestors()):
        for key, value in around.attrib.items():
            if (around is element or str(key).startswith(_XML)) and key not in alone.attrib:
                alone.set(key, value)
    alone.text = element.text
    alone.extend(deepcopy(child) for child in element)
    return etree.tostring(alone, method="c14n", exclusive=exclusive, with_comments=False)
