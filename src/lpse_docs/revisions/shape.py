"""How pages and structure of a revision are entered, and which fields its form has."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError

from lpse_docs.revisions.bounded import Overfull
from lpse_docs.revisions.links import Held, Key, Path, key_of

DEPTH = 500  # one below the other
PAGES: Path = ("/Root", "/Pages")
STRUCTURE: Path = ("/Root", "/StructTreeRoot", "/K")


@dataclass(frozen=True)
class Shape:
    """How pages and structure are entered.

    Attributes:
        pages: The nodes of the tree of pages, each with the path through which it is entered.
        structure: The elements of structure that stand in an array of their parent, which is how writers make them;
            they are entered through the structure alone.
        seen: All that was looked at to know.
    """

    pages: Mapping[Key, Path]
    structure: Set[Key]
    seen: Set[Key]

    def enters(self, target: Key, path: Path) -> bool:
        """Whether a path goes on into an object."""
        return self.pages.get(target, path) == path and (target not in self.structure or path[:3] == STRUCTURE)


def shape(revision: Held, root: generic.DictionaryObject) -> Shape:
    """How pages and structure of a revision are entered.

    Raises:
        Overfull: They are deeper than anybody makes them.
        PdfReadError: They go round.
    """
    seen: set[Key] = set()
    return Shape(dict(_pages(revision, root, seen)), set(_structure(revision, root, seen)), seen)


def fields(revision: Held, root: generic.DictionaryObject) -> set[Key]:
    """The fields of the form, whose places are asked for at every comparison."""
    seen: set[Key] = set()
    form = _entry(revision, root, "/AcroForm", seen)
    waiting = [_entry(revision, form, "/Fields", seen)] if isinstance(form, generic.DictionaryObject) else []
    while waiting:
        item = waiting.pop()
        for kid in list(item) if isinstance(item, generic.ArrayObject) else ():
            if isinstance(kid, generic.IndirectObject) and key_of(kid) in seen:
                continue
            field = _resolved(revision, kid, seen)
            if isinstance(field, generic.DictionaryObject):
                waiting.append(_entry(revision, field, "/Kids", seen))
    return seen


def _pages(revision: Held, root: generic.DictionaryObject, seen: set[Key]) -> Iterator[tuple[Key, Path]]:
    """The nodes of the tree of pages, each with the path through which it is entered."""
    met: set[Key] = set()
    waiting: list[tuple[generic.PdfObject, Path]] = [(root.raw_get("/Pages"), PAGES)]
    while waiting:
        item, path = waiting.pop()
        if isinstance(item, generic.IndirectObject):
            if key_of(item) in met:
                raise PdfReadError("Circular reference in page tree in mapping stage")
            met.add(key_of(item))
            yield key_of(item), path
        node = _resolved(revision, item, seen)
        if not isinstance(node, generic.DictionaryObject):
            raise PdfReadError("Node of page tree is no dictionary")
        if len(path) > DEPTH:
            raise Overfull("Halaman berkas bertingkat terlalu dalam.")
        if path == PAGES or node.get("/Type") == "/Pages":
            kids = _entry(revision, node, "/Kids", seen)
            if not isinstance(kids, generic.ArrayObject):
                raise PdfReadError("Node of page tree has no kids")
            waiting += [(kid, (*path, "/Kids", place)) for place, kid in enumerate(kids)]


def _structure(revision: Held, root: generic.DictionaryObject, seen: set[Key]) -> Iterator[Key]:
    """The elements of structure that stand in an array of their parent, which is how writers make them."""
    top = _entry(revision, root, "/StructTreeRoot", seen)
    met: set[Key] = set()
    waiting = [top] if top is not None else []
    while waiting:
        revision.meter.spend()
        node = waiting.pop()
        if not isinstance(node, generic.DictionaryObject):
            raise PdfReadError("Element of structure is no dictionary")
        inside = _entry(revision, node, "/K", seen)
        for kid in list(inside) if isinstance(inside, generic.ArrayObject) else [inside]:
            child = _resolved(revision, kid, seen) if kid is not None else None
            if not isinstance(child, generic.DictionaryObject) or not _element(revision, child, seen):
                continue
            if isinstance(kid, generic.IndirectObject):
                if key_of(kid) in met:
                    raise PdfReadError("Circular reference in structure tree in mapping stage")
                met.add(key_of(kid))
                yield key_of(kid)
            waiting.append(child)


def _element(revision: Held, child: generic.DictionaryObject, seen: set[Key]) -> bool:
    """Whether a child is an element, which it need not say; marks on pages and objects are none."""
    told = _entry(revision, child, "/Type", seen)
    return told is None or str(told) == "/StructElem"


def _resolved(revision: Held, value: generic.PdfObject, seen: set[Key]) -> generic.PdfObject:
    while isinstance(value, generic.IndirectObject):
        revision.meter.spend()
        seen.add(key_of(value))
        value = revision.held(key_of(value))
    return value


def _entry(revision: Held, holder: generic.DictionaryObject, key: str, seen: set[Key]) -> generic.PdfObject | None:
    made = _resolved(revision, holder.raw_get(key), seen) if key in holder else None
    return None if isinstance(made, generic.NullObject) else made
