"""WordprocessingML: its namespaces, its elements, its unit (the twip, 1/20 of a point)."""

from typing import Final, TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

NAMESPACES: Final = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
W: Final = "{" + NAMESPACES["w"] + "}"
R: Final = "{" + NAMESPACES["r"] + "}"
W14: Final = "{" + NAMESPACES["w14"] + "}"
IGNORABLE: Final = "{" + NAMESPACES["mc"] + "}Ignorable"
VAL: Final = W + "val"
SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
EMU_PER_MM: Final = 36000
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_blank_text=True)


def root(tag: str, *prefixes: str) -> Element:
    """A root element `w:tag` that declares the namespaces in use."""
    return etree.Element(W + tag, nsmap={prefix: NAMESPACES[prefix] for prefix in ("w", *prefixes)})


def unprefixed_root(tag: str, namespace: str) -> Element:
    """A root element of another vocabulary, which is the default namespace of its part."""
    return etree.Element(f"{{{namespace}}}{tag}", nsmap={None: namespace})  # type: ignore[dict-item]  # stubs know no None


def add(parent: Element, tag: str, **attributes: object) -> Element:
    """A new last child `w:tag` with attributes `w:name`."""
    return etree.SubElement(parent, W + tag, {W + name: str(value) for name, value in attributes.items()})


def on(parent: Element, *tags: str) -> None:
    """Properties that are switched on by their mere presence."""
    for tag in tags:
        etree.SubElement(parent, W + tag)


def parse(data: bytes) -> Element:
    """Read a part of a Word file; entities and addresses are never followed."""
    return etree.fromstring(data, _PARSER)


def serialise(element: Element) -> bytes:
    """A part as it stands in the file."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def emu(millimetres: float) -> int:
    """Millimetres in the unit of DrawingML."""
    return round(millimetres * EMU_PER_MM)


def twips(millimetres: float) -> int:
    """Millimetres in Word's unit."""
    return round(millimetres * 1440 / 25.4)


def points(value: float) -> int:
    """Points in Word's unit."""
    return round(value * 20)
