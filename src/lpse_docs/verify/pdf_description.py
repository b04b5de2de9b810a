"""What a PDF says of itself, in `/Info` and in its XMP packet (ISO 16684-1): compared by what it says, not by how.

Programs that sign write the packet anew, so the same title is spelt otherwise afterwards.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver

from lpse_docs.opc.package import Unreadable
from lpse_docs.opc.xml import Element, parsed
from lpse_docs.verify.pdf_values import entry, raw

LARGEST = 1 << 20  # bytes of a packet that is taken apart
DC, XMP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
UNSAID = frozenset({"/Producer"})  # each program writes its own name
DAYS = frozenset({"/ModDate", "/CreationDate", XMP + "ModifyDate", XMP + "CreateDate", XMP + "MetadataDate"})
NAMES = {
    "/Title": "judul", DC + "title": "judul", "/Author": "penulis", DC + "creator": "penulis",
    "/Subject": "perihal", DC + "description": "perihal", "/Keywords": "kata kunci", DC + "subject": "kata kunci",
}  # fmt: skip
OTHER = "hal lain"


@dataclass
class Description:
    """What one revision says: each fact by its key, and the days apart."""

    facts: dict[str, list[str]] = field(default_factory=dict)
    days: dict[str, list[str]] = field(default_factory=dict)

    def say(self, key: str, words: str) -> None:
        """Take down a fact."""
        (self.days if key in DAYS else self.facts).setdefault(key, []).append(words)


def description(resolver: HistoricalResolver) -> Description:
    """What a revision says of the file."""
    made = Description()
    told = raw(resolver.trailer_view, "/Info")
    if isinstance(told, generic.IndirectObject):  # pyHanko leaves this reference to the newest revision
        told = resolver.get_object(told.reference)
    for key in sorted(told or ()):
        if key not in UNSAID:
            made.say(key, str(entry(told, key)))
    packet = entry(resolver.root, "/Metadata")
    if isinstance(packet, generic.StreamObject):
        for key, words in _packet(packet.data):
            made.say(key, words)
    return made


def _packet(data: bytes) -> Iterator[tuple[str, str]]:
    """What a packet says; one that cannot be read says what it is."""
    try:
        root = parsed(data, "XMP") if len(data) <= LARGEST else None
    except Unreadable:
        root = None
    if root is None:
        yield OTHER, repr(data)
        return
    for element in root.iter("*"):
        yield from ((str(key), str(words)) for key, words in element.attrib.items() if key in NAMES or key in DAYS)
        if element.tag in NAMES or element.tag in DAYS:
            yield from ((str(element.tag), words) for words in _values(element))


def _values(element: Element) -> Iterator[str]:
    """The texts of a property: its own, or those of its list, with a language that is not the usual one."""
    for item in element.iter("*"):
        language = item.get(LANGUAGE, "x-default")
        pieces = [item.text, *(piece.tail for piece in item)]  # also what stands behind a comment
        if words := "".join(piece or "" for piece in pieces).strip():
            yield words if language == "x-default" else f"{language}: {words}"


def retold(old: Description, new: Description) -> list[str]:
    """What of it says something else than before, in words people know."""
    keys = [key for key in {**old.facts, **new.facts} if old.facts.get(key) != new.facts.get(key)]
    return list(dict.fromkeys(NAMES.get(key, OTHER) for key in keys))
