"""A PDF with its revisions, as pyHanko reads it and as strictly; but what it packs together is taken apart once."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic, misc
from pyhanko.pdf_utils.decode_limits import (
    DEFAULT_PURPOSE_LIMITS,
    DecodeLimits,
    DecodePurpose,
    StreamDecodeLimits,
)
from pyhanko.pdf_utils.misc import PdfError, PdfReadError, PdfStrictReadError
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath

from lpse_docs.revisions.bounded import Context, Lists, Meter, Metered, Overfull, ends
from lpse_docs.revisions.links import Key, Link, Path, key_of, links
from lpse_docs.revisions.shape import Shape, fields, shape
from lpse_docs.revisions.usage import leading, usages

LARGEST_LIST = 16 << 20  # bytes of a list of objects
WINDOW = 1 << 14  # bytes in which a packed object ends, as a rule
PEEKED = 32  # more than pyHanko looks ahead
LIMITS = DecodeLimits(
    per_purpose={**DEFAULT_PURPOSE_LIMITS, DecodePurpose.XREF_STREAM: StreamDecodeLimits(max_output_size=LARGEST_LIST)}
)


def _number(stream: BytesIO) -> int:
    """A number in the head of a stream of objects.

    Raises:
        ValueError: There is none.
    """
    misc.read_non_whitespace(stream, seek_back=True)
    made = generic.NumberObject.read_from_stream(stream)
    if not isinstance(made, int):
        raise ValueError("no whole number")
    return int(made)


@dataclass(frozen=True)
class _Packed:
    """Objects in one stream (ISO 32000-2, 7.5.7): where each begins, by the order of the stream.

    Attributes:
        whole: Whether its head could be read to the end.
    """

    data: bytes
    places: dict[int, tuple[int, Any]] = field(default_factory=dict)
    whole: bool = True


class Reader(PdfFileReader):
    """A file that is read many times over: object by object, and revision by revision.

    Raises:
        Overfull: It is more than anybody makes.
        PdfError: It is no PDF; strict, when it departs from the standard at all.
    """

    def __init__(self, data: bytes, *, strict: bool = True) -> None:
        self.meter = Meter()
        self._packed: dict[int, _Packed] = {}
        self._links: dict[tuple[Key, int | None], list[Link]] = {}
        self._changed: dict[Key, int] = {}
        self._written: dict[Key, bool] = {}
        self._leading: dict[int, tuple[Shape, Set[Key]]] = {}
        self._context = Context(LIMITS, len(data))
        if not ends(data):
            raise PdfReadError("EOF marker not found")
        lists = Lists(data)
        try:
            super().__init__(lists, strict, LIMITS)
        except PdfError:
            lists.meter.demand()  # pyHanko takes what stops it in a key for an error of the file
            raise
        self.stream = Metered(data, self.meter)

    @property
    def decode_context(self) -> Context:
        """What packed bytes may unpack to."""
        return self._context

    def _read_object(
        self, ref: generic.Reference, marker: Any, never_decrypt: bool = False, as_metadata_stream: bool = False
    ) -> generic.PdfObject:
        """One object of the file, which may be so long and no longer."""
        with self.meter.one():
            made: generic.PdfObject = super()._read_object(ref, marker, never_decrypt, as_metadata_stream)
            return made

    def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> generic.PdfObject:
        """An object that is packed with others; every demand of pyHanko's own reading is made here."""
        packed = self._packed.get(stmnum) or self._taken_apart(stmnum)
        count = self._stream(stmnum)["/N"]
        if not 0 <= idx < count:
            return self._wrong("Object stream does not contain index")
        if idnum not in packed.places and not packed.whole:
            raise PdfReadError("Object stream header possibly corrupted")
        if idnum not in packed.places:
            return self._wrong("Object not found in stream")
        place, offset = packed.places[idnum]
        if self.strict and idx != place:
            raise PdfStrictReadError("Object is in wrong index.")
        begin = self._stream(stmnum)["/First"] + offset
        if begin < 0:
            raise ValueError("no place")
        try:
            short = self._read_short(packed.data, begin, idnum)
            made = short if short is not None else self._read_long(packed.data, begin, idnum)
        except (misc.PdfStreamError, PdfReadError) as error:
            if self.strict:
                raise PdfStrictReadError(f"Can't read object stream: {error}") from error
            return generic.NullObject()
        if self.strict and isinstance(made, generic.StreamObject | generic.IndirectObject):
            raise PdfStrictReadError("Encountered forbidden object type in object stream")
        return made

    def _read_short(self, data: bytes, begin: int, idnum: int) -> generic.PdfObject | None:
        """An object that ends soon; these are most, and not counted byte by byte."""
        stream = BytesIO(data[begin : begin + WINDOW] + b"\n")
        try:
            made: generic.PdfObject = generic.read_object(stream, generic.Reference(idnum, 0, self))
        except (ValueError, PdfError):
            return None  # so it may be for want of the rest
        finally:
            self.meter.spend(stream.tell() // 4)
        return made if stream.tell() + PEEKED < WINDOW else None

    def _read_long(self, data: bytes, begin: int, idnum: int) -> generic.PdfObject:
        """Any object, counted."""
        stream = Metered(data, self.meter)
        stream.seek(begin)
        with self.meter.one():
            made: generic.PdfObject = generic.read_object(stream, generic.Reference(idnum, 0, self))
            return made

    def _stream(self, stmnum: int) -> generic.StreamObject:
        stream = generic.Reference(stmnum, 0, self).get_object()
        if not isinstance(stream, generic.StreamObject) or stream["/Type"] != "/ObjStm":
            raise PdfReadError("Objects shall be packed in an object stream")
        return stream

    def _taken_apart(self, stmnum: int) -> _Packed:
        """Read the head of a stream of objects; the first place told for a number counts."""
        stream = self._stream(stmnum)
        data = stream.read_data(DecodePurpose.OBJECT_STREAM) + b"\n"  # pyHanko waits for it behind a remark
        packed, head = _Packed(data), Metered(data, self.meter)
        for place in range(stream["/N"]):
            try:
                number, offset = _number(head), _number(head)
                misc.read_non_whitespace(head, seek_back=True)
            except (ValueError, misc.PdfStreamError):
                packed = _Packed(data, packed.places, whole=False)
                break
            packed.places.setdefault(number, (place, offset))
        self._packed[stmnum] = packed
        return packed

    def _wrong(self, words: str) -> generic.PdfObject:
        """What stands for an object that is not there, where that is not demanded."""
        if self.strict:
            raise PdfStrictReadError(words)
        return generic.NullObject()

    def get_historical_resolver(self, revision: int) -> "Revision":
        """The file as it was after a revision, the first being 0."""
        revision = max(revision, int(self.linearized))
        made = self.made(revision) or Revision(self, revision)
        self._historical_resolver_cache[revision] = made
        return made

    def made(self, revision: int) -> "Revision | None":
        """What was made of a revision before."""
        found = self._historical_resolver_cache.get(revision)
        return found if isinstance(found, Revision) else None

    @cached_property
    def aims(self) -> Set[Key]:
        """What is asked for when revisions are compared: all that was written after the first one, and fields."""
        later = range(1, self.xrefs.total_revisions)
        written = {key_of(item) for number in later for item in self.xrefs.explicit_refs_in_revision(number)}
        newest = self.get_historical_resolver(self.xrefs.total_revisions - 1)
        return written | fields(newest, newest.root)

    def leading(self, shape: Shape) -> Set[Key]:
        """What may lie on a path to the aims in revisions of one shape."""
        if id(shape) not in self._leading:
            self._leading[id(shape)] = shape, leading(self._versions(), self.aims, shape.structure)
        return self._leading[id(shape)][1]

    def _versions(self) -> Iterator[tuple[Key, Sequence[Link] | None]]:
        """Every object in each of its versions with what it refers to; None when it cannot be read."""
        for number in range(self.xrefs.total_revisions):
            for key in map(key_of, self.xrefs.explicit_refs_in_revision(number)):
                try:
                    yield key, self.links_at(key, number)
                except (MemoryError, Overfull):
                    raise
                except Exception:  # noqa: BLE001 - whatever a library stumbles over; who needs the object will as well
                    yield key, None

    def object_at(self, key: Key, revision: int) -> generic.PdfObject:
        """An object as it was after a revision."""
        then = self._then(key, revision)
        reference = generic.Reference(*key, self)
        made: generic.PdfObject = self.get_object(reference, then)  # type: ignore[no-untyped-call]
        return made

    def links_at(self, key: Key, revision: int) -> list[Link]:
        """What an object of a revision refers to; found out once for all revisions in which it is the same."""
        then = key, self._then(key, revision)
        if then not in self._links:
            self._links[then] = links(self.object_at(key, revision))
        return self._links[then]

    @cached_property
    def linearized(self) -> bool:
        """Whether the first two lists of objects are those of one file, written for the web (ISO 32000-2, annex F).

        The second stands before the first then, which no later revision does.
        """
        if self.xrefs.total_revisions < 2:
            return False
        first, second = (self.xrefs.get_xref_container_info(number) for number in (0, 1))
        return second.end_location <= first.start_location

    def written(self, key: Key) -> bool:
        """Whether any revision has an object."""
        if key not in self._written:
            try:
                self.xrefs.get_introducing_revision(generic.Reference(*key))
                self._written[key] = True
            except KeyError:
                self._written[key] = False
        return self._written[key]

    def _then(self, key: Key, revision: int) -> int | None:
        """The revision itself when an object was written anew after it; None when it is still the same."""
        if key not in self._changed:
            try:
                self._changed[key] = self.xrefs.get_last_change(generic.Reference(*key))
            except KeyError:
                self._changed[key] = self.xrefs.total_revisions
        return revision if self._changed[key] > revision else None


class Revision(HistoricalResolver):
    """A file as it was after one of its revisions."""

    reader: Reader

    def __init__(self, reader: Reader, revision: int) -> None:
        super().__init__(reader, revision)
        self.meter = reader.meter

    @cached_property
    def shape(self) -> Shape:
        """How pages and structure are entered; as before this revision where it wrote nothing of them."""
        before = self.reader.made(self.revision - 1)
        if before and before.shaped and before.starts == self.starts is not None:
            written = {key_of(item) for item in self.explicit_refs_in_revision()}  # type: ignore[no-untyped-call]
            if before.shape.seen.isdisjoint(written):
                return before.shape
        return shape(self, self.root)

    @property
    def shaped(self) -> bool:
        """Whether its shape is known already."""
        return "shape" in vars(self)

    @property
    def starts(self) -> Sequence[Key | None] | None:
        """Where pages and structure begin; None when that is not told by references."""
        told = [self.root.get(key) for key in ("/Pages", "/StructTreeRoot")]
        if any(item is not None and not isinstance(item, generic.IndirectObject) for item in told):
            return None
        return [key_of(item) if item is not None else None for item in told]

    @cached_property
    def _usages(self) -> dict[Key, list[Path]]:
        return usages(self, self.shape, self.reader.aims, self.reader.leading(self.shape))

    @cached_property
    def _all(self) -> dict[Key, list[Path]]:
        """The paths to everything; asked for in odd files only."""
        return usages(self, self.shape, None, set())

    def held(self, key: Key) -> generic.PdfObject:
        """An object as it is in this revision, its references left to the newest one."""
        return self.reader.object_at(key, self.revision)

    def links(self, key: Key | None) -> Sequence[Link]:
        """What an object refers to, or the trailer for None."""
        return links(self.trailer_view) if key is None else self.reader.links_at(key, self.revision)

    def _load_reverse_xref_cache(self) -> None:
        """What pyHanko asks before it compares: whatever is amiss with a revision shows here."""
        _ = self._usages

    def _get_usages_of_ref(self, ref: generic.Reference) -> set[RawPdfPath]:
        known = self._usages if key_of(ref) in self.reader.aims else self._all
        return {RawPdfPath(*path) for path in known.get(key_of(ref), ())}

    def _collect_indirect_references(
        self, obj: generic.PdfObject, seen: set[generic.Reference], since_revision: int | None = None
    ) -> None:
        """What an object refers to; a reference to nothing is null (ISO 32000-2, 7.3.10), where pyHanko gives up."""
        if not isinstance(obj, generic.IndirectObject) or self.reader.written(key_of(obj)):
            super()._collect_indirect_references(obj, seen, since_revision)  # type: ignore[no-untyped-call]
