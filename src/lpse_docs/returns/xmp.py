"""What a PDF says about itself in its XMP packet (ISO 16684-1); another program may drop or rewrite /Info alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from lpse_docs.returns.wordwise import Element, local


@dataclass(frozen=True)
class Packet:
    """What is asked of a packet: keywords, however they are written, and the program that made the file."""

    keywords: tuple[str, ...] = ()
    creator: str = ""


def packet_of(data: bytes) -> Packet:
    """Read a packet; one that is damaged or declares entities says nothing."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return Packet()
    if b"<!DOCTYPE" in data or root.getroottree().docinfo.internalDTD is not None:
        return Packet()
    keywords = (*_said(root, "Keywords"), *_said(root, "subject"))  # pdf:Keywords; dc:subject is a list of them
    return Packet(keywords, " ".join(_said(root, "CreatorTool")))


def _said(root: Element, name: str) -> tuple[str, ...]:
    """Every value of a property: text, items of a list, or attribute."""
    return tuple(word for element in root.iter("{*}*") for word in _words(element, name))


def _words(element: Element, name: str) -> Iterator[str]:
    if local(element) == name:
        yield "; ".join(word.strip() for word in map(str, element.itertext()) if word.strip())
    yield from (str(said) for key, said in element.attrib.items() if str(key).rpartition("}")[2] == name)
