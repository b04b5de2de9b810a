"""What a bound file has once: its description, its bookmarks, its named places, its sources, its output intent."""

import hashlib
from collections.abc import Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, Stream, String

from lpse_docs.document.blocks import Attachment, Document
from lpse_docs.document.inlines import plain
from lpse_docs.document.outline import headings
from lpse_docs.writers.hypertext import heading_levels
from lpse_docs.writers.pdf.metadata import info, packet

CONDITION = "IEC 61966-2-1 Default RGB Colour Space - sRGB"
YAML = Name("/application/yaml")


def describe(file: Pdf, document: Document, producer: str) -> None:
    """Language, title in the window, and who says what about the file."""
    file.Root.Lang = String(document.language)
    file.Root.MarkInfo = Dictionary(Marked=True)
    file.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    file.Root.Metadata = Stream(file, packet(document, producer), Type=Name.Metadata, Subtype=Name.XML)
    for key, value in info(document, producer).items():
        file.docinfo[key] = String(value)


def intend(file: Pdf, profile: Any) -> None:
    """Colours are meant for the profile."""
    words = String(CONDITION)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=words, Info=words)
    intent.DestOutputProfile = profile
    file.Root.OutputIntents = Array([intent])


def bookmark(file: Pdf, document: Document) -> None:
    """One bookmark for each heading, nested like the headings."""
    levels = heading_levels(document)
    with file.open_outline() as outline:
        branch = [outline.root]
        for heading in headings(document):
            item = OutlineItem(plain(heading.children), String(heading.anchor))
            del branch[levels[heading.anchor] :]
            branch[-1].append(item)
            branch.append(item.children)


def name_tree(file: Pdf, content: Mapping[str, Any]) -> Any:
    """A name tree; its keys are sorted as they are written."""
    pairs = sorted(((String(key), value) for key, value in content.items()), key=lambda pair: bytes(pair[0]))
    return file.make_indirect(Dictionary(Names=Array([item for pair in pairs for item in pair])))


def attach(file: Pdf, document: Document) -> Mapping[str, Any]:
    """Embed the sources and associate each with the document; returns them by name."""
    moment = String(f"D:{document.dated:%Y%m%d}000000Z")
    sources = {item.name: file.make_indirect(_source(file, item, moment)) for item in document.attachments}
    if sources:
        file.Root.AF = Array([sources[name] for name in sorted(sources)])
    return sources


def _source(file: Pdf, item: Attachment, moment: Any) -> Any:
    check = String(hashlib.md5(item.data, usedforsecurity=False).digest())
    params = Dictionary(Size=len(item.data), CheckSum=check, CreationDate=moment, ModDate=moment)
    stream = Stream(file, item.data, Type=Name.EmbeddedFile, Subtype=YAML, Params=params)
    name = String(item.name)
    return Dictionary(
        Type=Name.Filespec,
        F=name,
        UF=name,
        Desc=String(item.description),
        EF=Dictionary(F=stream),
        AFRelationship=Name.Source,
    )
