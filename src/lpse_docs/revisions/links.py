"""References between the objects of a revision."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol, TypeAlias

from pyhanko.pdf_utils import generic

from lpse_docs.revisions.bounded import Meter

Key: TypeAlias = tuple[int, int]  # number and generation of an object
Path: TypeAlias = tuple[str | int, ...]  # keys of dictionaries, places in arrays


class Link(NamedTuple):
    """A reference within an object: by which path, to what, and whether the path passes a `/P`."""

    path: Path
    target: Key
    parent: bool


class Held(Protocol):
    """A revision whose objects can be had."""

    meter: Meter

    def held(self, key: Key) -> generic.PdfObject:
        """An object as it is in this revision."""

    def links(self, key: Key | None) -> Sequence[Link]:
        """What an object refers to, or the trailer for None."""


def key_of(reference: generic.Reference | generic.IndirectObject) -> Key:
    """The key of an object by a reference to it."""
    return reference.idnum, reference.generation


def links(value: generic.PdfObject) -> list[Link]:
    """All references within a value but those to what it lies in."""
    return list(_links(value)) if isinstance(value, generic.DictionaryObject | generic.ArrayObject) else []


def _links(value: generic.PdfObject) -> Iterator[Link]:
    waiting: list[tuple[generic.PdfObject, Path, bool]] = [(value, (), False)]
    while waiting:
        item, path, parent = waiting.pop()
        if isinstance(item, generic.IndirectObject):
            yield Link(path, key_of(item), parent)
        elif isinstance(item, generic.DictionaryObject):
            waiting += [(held, (*path, key), parent or key == "/P") for key, held in item.items() if key != "/Parent"]
        elif isinstance(item, generic.ArrayObject):
            waiting += [(held, (*path, place), parent) for place, held in enumerate(item)]
