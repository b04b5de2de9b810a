"""Relationships of a part, and the form of them that is signed (ECMA-376 part 2, 6.5 and 10.5.8)."""

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from lxml import etree

from lpse_docs.opc.package import Unreadable
from lpse_docs.opc.xml import Element, parsed

NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
PACKAGE: Final = NAMESPACE + "/"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
ROOT: Final = "_rels/.rels"
CONTENT_TYPE: Final = "application/vnd.openxmlformats-package.relationships+xml"
TRANSFORM: Final = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
_TAG: Final = f"{{{NAMESPACE}}}Relationship"
_KEYS: Final = ("Id", "Type", "Target", "TargetMode")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship; `part` is the part it leads to, empty when it leads out of the package."""

    id: str
    type: str
    target: str
    external: bool
    part: str


def part_of(source: str) -> str:
    """Where the relationships of a part stand; those of the package for an empty name."""
    folder, _, name = source.rpartition("/")
    return posixpath.join(folder, "_rels", f"{name}.rels")


def is_relations(name: str) -> bool:
    """Whether a part holds relationships."""
    folder, _, file = name.rpartition("/")
    return file.lower().endswith(".rels") and folder.rpartition("/")[2].lower() == "_rels"


def source_of(name: str) -> str:
    """The part whose relationships a part holds; empty for those of the package."""
    folder, _, file = name.rpartition("/")
    return posixpath.join(folder.rpartition("/")[0], file[: -len(".rels")])


def relations(data: bytes, name: str) -> Sequence[Relation]:
    """The relationships in a part.

    Args:
        data: The part.
        name: Its name.

    Raises:
        Unreadable: It holds something else, or one id twice.
    """
    root = parsed(data, name)
    made = [_relation(item, source_of(name)) for item in root.iterchildren(etree.Element)]
    if root.tag != f"{{{NAMESPACE}}}Relationships" or any(item is None for item in made):
        raise Unreadable(f"bagian {name} memuat unsur yang bukan hubungan")
    found = [item for item in made if item is not None]
    if len({item.id for item in found}) != len(found):
        raise Unreadable(f"bagian {name} memuat dua hubungan bernomor sama")
    return found


def _relation(item: Element, source: str) -> Relation | None:
    if item.tag != _TAG or not item.get("Id") or len(item) or set(map(str, item.attrib)) - set(_KEYS):
        return None
    target, external = item.get("Target", ""), item.get("TargetMode", "Internal") != "Internal"
    return Relation(
        str(item.get("Id")), item.get("Type", ""), target, external, "" if external else resolved(source, target)
    )


def resolved(source: str, target: str) -> str:
    """The part a target of a relationship of `source` names."""
    path = unquote(target.partition("#")[0].partition("?")[0])
    if path.startswith("/"):
        return posixpath.normpath(path).lstrip("/")
    made = posixpath.normpath(posixpath.join(posixpath.dirname(source), path))
    return "" if made == "." else made


def transformed(data: bytes, name: str, ids: Iterable[str], types: Iterable[str] = ()) -> bytes:
    """What is signed of relationships: the chosen ones by id, in canonical form.

    Args:
        data: The part that holds them.
        name: Its name.
        ids: Ids of those that are chosen.
        types: Types all of whose relationships are chosen.
    """
    wanted, kinds = frozenset(ids), frozenset(types)
    made = etree.Element(f"{{{NAMESPACE}}}Relationships", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # stubs know no None
    for item in sorted(relations(data, name), key=lambda one: one.id):
        if item.id in wanted or item.type in kinds:
            mode = "External" if item.external else "Internal"
            values = (item.id, item.type, item.target, mode)
            etree.SubElement(made, _TAG, dict(zip(_KEYS, values, strict=True)))
    return etree.tostring(made, method="c14n")
