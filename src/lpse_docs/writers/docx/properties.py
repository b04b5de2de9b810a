"""The parts that are about the document: its properties and the settings Word opens it with."""

from typing import Final

from lxml import etree

from lpse_docs.document.blocks import Document
from lpse_docs.writers.docx.wordml import Element, add, root, serialise, unprefixed_root

_CORE: Final = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_APP: Final = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_COMPATIBILITY: Final = "http://schemas.microsoft.com/office/word"
_SETTINGS: Final = {
    "compatibilityMode": 15,  # Word 2013 and later
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 0,  # every row of a table head gets the fill of the first (17.18.89)
}


def core(document: Document) -> bytes:
    """Title, subject, author, keywords, language and dates; the dates come from the sources."""
    made = etree.Element(_name("cp:coreProperties"), nsmap=_CORE)
    moment = f"{document.dated.isoformat()}T00:00:00Z"
    for name, words in (
        ("dc:title", document.title),
        ("dc:subject", document.subject),
        ("dc:creator", document.author),
        ("cp:keywords", "; ".join(document.keywords)),
        ("cp:lastModifiedBy", document.author),
        ("cp:revision", "1"),
        ("dcterms:created", moment),
        ("dcterms:modified", moment),
        ("dc:language", document.language),
    ):
        entry = etree.SubElement(made, _name(name))
        entry.text = words
        if name.startswith("dcterms:"):
            entry.set(_name("xsi:type"), "dcterms:W3CDTF")
    return serialise(made)


def _name(prefixed: str) -> str:
    prefix, _, local = prefixed.partition(":")
    return f"{{{_CORE[prefix]}}}{local}"


def app() -> bytes:
    """The program that wrote the file."""
    made = unprefixed_root("Properties", _APP)
    etree.SubElement(made, f"{{{_APP}}}Application").text = "lpse-docs"
    return serialise(made)


def settings(document: Document) -> bytes:
    """The settings: no hyphens (the PDF has none), no question about updating fields, decimal comma."""
    made = root("settings")
    add(made, "zoom", percent=100)
    add(made, "defaultTabStop", val=720)
    add(made, "autoHyphenation", val=0)
    add(made, "characterSpacingControl", val="doNotCompress")
    _compatibility(made)
    add(made, "themeFontLang", val=document.language)
    add(made, "decimalSymbol", val=",")
    add(made, "listSeparator", val=";")
    return serialise(made)


def _compatibility(made: Element) -> None:
    holder = add(made, "compat")
    for name, value in _SETTINGS.items():
        add(holder, "compatSetting", name=name, uri=_COMPATIBILITY, val=value)
