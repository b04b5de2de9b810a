"""By which paths the objects of a revision are reached from its trailer, as pyHanko's comparison of revisions counts them.

pyHanko copies a whole revision to find that out, and walks through every value of it; here references alone are walked.
The rules are its own (`HistoricalResolver._load_reverse_xref_cache`), for what it lets pass depends on them: pages are
entered by the tree of pages only, elements of structure by theirs.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from typing import NamedTuple, Protocol, TypeAlias

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError

from lpse_docs.revisions.bounded import Meter, Overfull

Key: TypeAlias = tuple[int, int]  # number and generation of an object
Path: TypeAlias = tuple[str | int, ...]  # keys of dictionaries, places in arrays

DEPTH = 2000  # objects one below the other; outlines are chains
PAGES: Path = ("/Root", "/Pages")
STRUCTURE: Path = ("/Root", "/StructTreeRoot", "/K")


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


def usages(revision: Held, pages: Mapping[Key, Path], structure: Set[Key]) -> dict[Key, list[Path]]:
    """Every path to every object of a revision.

    Args:
        revision: The objects.
        pages: The nodes of the tree of pages with the path through which each is entered.
        structure: The elements of structure, entered through the structure alone.

    Raises:
        Overfull: There are more than anybody makes.
    """
    found: dict[Key, list[Path]] = {}
    inside: dict[Key, Sequence[Link]] = {}
    around: set[Key | None] = {None}
    stack: list[tuple[Key | None, list[tuple[Path, Key]]]] = [(None, _onward(revision, revision.links(None), ()))]
    while stack:
        key, onward = stack[-1]
        if not onward:
            stack.pop()
            around.discard(key)
            continue
        path, target = onward.pop()
        if target in around:
            continue
        if target in found:
            found[target].append(path)
        else:
            found[target] = [path]
            inside[target] = revision.links(target)  # even of what is not entered: it must be readable
        if inside[target] and pages.get(target, path) == path and (target not in structure or path[:3] == STRUCTURE):
            if len(stack) > DEPTH:
                raise Overfull("Isi berkas bertingkat terlalu dalam.")
            around.add(target)
            stack.append((target, _onward(revision, inside[target], path)))
    return found


def _onward(revision: Held, inside: Sequence[Link], path: Path) -> list[tuple[Path, Key]]:
    """The references of an object with their whole paths; within the structure not back to the elements above."""
    revision.meter.spend(len(inside))
    made = [(path + link.path, link.target) for link in inside if not link.parent]
    return made + [
        (whole, link.target) for link in inside if link.parent and (whole := path + link.path)[:3] != STRUCTURE
    ]


def _resolved(revision: Held, value: generic.PdfObject) -> generic.PdfObject:
    while isinstance(value, generic.IndirectObject):
        revision.meter.spend()
        value = revision.held(key_of(value))
    return value


def _entry(revision: Held, holder: generic.DictionaryObject, key: str) -> generic.PdfObject | None:
    made = _resolved(revision, holder.raw_get(key)) if key in holder else None
    return None if isinstance(made, generic.NullObject) else made


def pages(revision: Held, root: generic.DictionaryObject) -> Iterator[tuple[Key, Path]]:
    """The nodes of the tree of pages, each with the path through which it is entered."""
    seen: set[Key] = set()
    waiting: list[tuple[generic.PdfObject, Path]] = [(root.raw_get("/Pages"), PAGES)]
    while waiting:
        item, path = waiting.pop()
        if isinstance(item, generic.IndirectObject):
            if key_of(item) in seen:
                raise PdfReadError("Circular reference in page tree in mapping stage")
            seen.add(key_of(item))
            yield key_of(item), path
        node = _resolved(revision, item)
        if not isinstance(node, generic.DictionaryObject):
            raise PdfReadError("Node of page tree is no dictionary")
        if path == PAGES or node.get("/Type") == "/Pages":
            kids = _entry(revision, node, "/Kids")
            if not isinstance(kids, generic.ArrayObject):
                raise PdfReadError("Node of page tree has no kids")
            waiting += [(kid, (*path, "/Kids", place)) for place, kid in enumerate(kids)]


def structure(revision: Held, root: generic.DictionaryObject) -> Iterator[Key]:
    """The elements of structure that stand in an array of their parent, which is how writers make them."""
    top = _entry(revision, root, "/StructTreeRoot")
    seen: set[Key] = set()
    waiting = [top] if top is not None else []
    while waiting:
        revision.meter.spend()
        node = waiting.pop()
        if not isinstance(node, generic.DictionaryObject):
            raise PdfReadError("Element of structure is no dictionary")
        inside = _entry(revision, node, "/K")
        for kid in list(inside) if isinstance(inside, generic.ArrayObject) else [inside]:
            child = _resolved(revision, kid) if kid is not None else None
            if not isinstance(child, generic.DictionaryObject) or not _element(revision, child):
                continue
            if isinstance(kid, generic.IndirectObject):
                if key_of(kid) in seen:
                    raise PdfReadError("Circular reference in structure tree in mapping stage")
                seen.add(key_of(kid))
                yield key_of(kid)
            waiting.append(child)


def _element(revision: Held, child: generic.DictionaryObject) -> bool:
    """Whether a child is an element, which it need not say; marks on pages and objects are none."""
    return _entry(revision, child, "/Type") in (None, "/StructElem")
