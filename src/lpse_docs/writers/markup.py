"""An element tree for HTML: text goes in as values and is escaped once, when the tree is written."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias
from xml.etree.ElementTree import Element, tostring

Node: TypeAlias = Element | str

__all__ = ["Element", "Node", "append", "element", "to_html", "to_xml"]


def element(tag: str, attributes: Mapping[str, str], children: Iterable[Node] = ()) -> Element:
    """One element with its attributes and content."""
    made = Element(tag, dict(attributes))
    append(made, children)
    return made


def append(parent: Element, children: Iterable[Node]) -> None:
    """Add text and elements at the end of an element."""
    last = parent[-1] if len(parent) else None
    for child in children:
        if not isinstance(child, str):
            parent.append(child)
            last = child
        elif last is None:
            parent.text = (parent.text or "") + child
        else:
            last.tail = (last.tail or "") + child


def to_html(root: Element) -> bytes:
    """The tree as a UTF-8 HTML file."""
    for part in root.iter():
        part.tag = part.tag.rpartition("}")[2]  # HTML has no prefixes: its reader knows SVG by the name of the element
    page = tostring(root, encoding="unicode", method="html")  # twice as fast as to bytes
    return f"<!DOCTYPE html>\n{page}\n".encode()


def to_xml(root: Element) -> bytes:
    """The tree as UTF-8 XML."""
    return tostring(root, encoding="unicode").encode()
