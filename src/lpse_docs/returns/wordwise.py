"""Elements of a Word part by their local names: strict and usual files differ in nothing else."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element

OFF = ("0", "false", "off")


def local(element: Element) -> str:
    """The name of an element without its namespace; empty for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a name."""
    return None if element is None else next((item for item in element if local(item) == name), None)


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of an element, whatever its namespace."""
    if element is None:
        return ""
    return next((str(said) for key, said in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def is_on(element: Element | None) -> bool:
    """Whether a property that is on by its presence is on."""
    return element is not None and value(element).lower() not in OFF


def words(element: Element, *, joints: bool = False) -> str:
    """What a reader sees in an element: deleted text and instructions of fields are not read.

    Args:
        element: Where to read.
        joints: Whether two texts side by side in a run are two lines: so LibreOffice before 7.5 leaves out a line break.
    """
    return "".join(_pieces(element, joints)).strip("\n")


GONE = frozenset({"del", "moveFrom", "sdtPr", "pPr", "rPr", "instrText", "delText", "Fallback"})


def _pieces(element: Element, joints: bool) -> Iterator[str]:
    for item in element:
        match local(item):
            case "t":
                before = item.getprevious()
                yield "\n" if joints and before is not None and local(before) == "t" else ""
                yield item.text or ""
            case "tab":
                yield " "
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case name if name and name not in GONE:
                yield from _pieces(item, joints)
                if name == "p":
                    yield "\n"
