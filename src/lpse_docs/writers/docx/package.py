"""The zip that a .docx is: same parts, same bytes, on every machine."""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Final

from lxml import etree

from lpse_docs.writers.docx.wordml import Element, serialise, unprefixed_root

TYPES_PART: Final = "[Content_Types].xml"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_UNIX, _REGULAR_FILE = 3, 0o100644 << 16
_LEVEL: Final = 6

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."

OFFICE_DOCUMENT, EXTENDED = _OFFICE + "officeDocument", _OFFICE + "extended-properties"
CORE: Final = _PACKAGE + "relationships/metadata/core-properties"
HYPERLINK, IMAGE, HEADER, FOOTER = (_OFFICE + kind for kind in ("hyperlink", "image", "header", "footer"))
STYLES, NUMBERING, SETTINGS, FONTS, THEME = (
    _OFFICE + kind for kind in ("styles", "numbering", "settings", "fontTable", "theme")
)

_DEFAULTS: Final = {
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "svg": "image/svg+xml",
    "xml": "application/xml",
}
_TYPES: Final = {
    "docProps/app": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/core": "application/vnd.openxmlformats-package.core-properties+xml",
    "word/document": _WORD + "document.main+xml",
    "word/fontTable": _WORD + "fontTable+xml",
    "word/footer": _WORD + "footer+xml",
    "word/header": _WORD + "header+xml",
    "word/numbering": _WORD + "numbering+xml",
    "word/settings": _WORD + "settings+xml",
    "word/styles": _WORD + "styles+xml",
    "word/theme/theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}


def relationships(entries: Iterable[tuple[str, str, str]]) -> bytes:
    """A .rels part of (id, type, target); addresses outside the package are marked as external."""
    made = unprefixed_root("Relationships", _PACKAGE + "relationships")
    for number, kind, target in entries:
        attributes = {"Id": number, "Type": kind, "Target": target}
        if kind == HYPERLINK:
            attributes["TargetMode"] = "External"
        etree.SubElement(made, _in_namespace(made, "Relationship"), attributes)
    return serialise(made)


def _in_namespace(made: Element, tag: str) -> str:
    return f"{{{made.nsmap[None]}}}{tag}"


def _content_types(parts: Iterable[str]) -> Element:
    made = unprefixed_root("Types", _PACKAGE + "content-types")
    names = sorted(parts)
    for suffix in sorted({"rels", "xml"} | {name.rpartition(".")[2] for name in names}):
        etree.SubElement(made, _in_namespace(made, "Default"), {"Extension": suffix, "ContentType": _DEFAULTS[suffix]})
    for name in names:
        kind = _TYPES.get(name.removesuffix(".xml").rstrip("0123456789"))
        if kind:
            etree.SubElement(made, _in_namespace(made, "Override"), {"PartName": f"/{name}", "ContentType": kind})
    return made


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Pack the parts: content types first, the rest by name, without times or traces of the machine."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _store(archive, TYPES_PART, serialise(_content_types(parts)))
        for name in sorted(parts):
            _store(archive, name, parts[name])
    return buffer.getvalue()


def _store(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name, _EPOCH)
    member.create_system = _UNIX
    member.external_attr = _REGULAR_FILE
    member.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(member, data, compresslevel=_LEVEL)
