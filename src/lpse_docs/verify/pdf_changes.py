"""What was done to a PDF after it was signed, revision by revision, in words a reader knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import HistoricalResolver
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, SuspiciousModification
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from lpse_docs.revisions.reader import Reader
from lpse_docs.verify.pdf_description import description, retold
from lpse_docs.verify.pdf_values import dictionary, entry, items, raw, resolved

DEPTH = 20
HIDDEN = 0b100010  # flags of what is not shown: hidden, no view
SIDES = 4


@dataclass(frozen=True)
class Change:
    """What one revision did.

    Attributes:
        revision: Its number in the file.
        words: What it did, in Indonesian.
        uncovered: Whether it says something that only a later signature could vouch for.
    """

    revision: int
    words: str
    uncovered: bool = False


def changes(reader: Reader, signed: Sequence[EmbeddedPdfSignature], names: Sequence[str]) -> list[Change]:
    """Everything after the first signature; `signed` with the names people know them by, time stamps among them."""
    if not signed:
        return []
    made: dict[int, list[str]] = {}
    for signature, name in zip(signed, names, strict=True):
        made.setdefault(signature.signed_revision, []).append(name)
    first, total = max(min(made), int(reader.linearized)), reader.xrefs.total_revisions
    return [_change(reader, revision, made.get(revision, [])) for revision in range(first + 1, total)]


def _change(reader: Reader, revision: int, made: Sequence[str]) -> Change:
    try:
        return _compared(reader, revision, made)
    except PdfError:
        if reader.strict:
            raise
        return Change(revision, f"perubahan yang tidak dapat dinilai{_with(made)}", uncovered=True)


def _compared(reader: Reader, revision: int, made: Sequence[str]) -> Change:
    old, new = reader.get_historical_resolver(revision - 1), reader.get_historical_resolver(revision)
    if _suspicious(old, new):
        return Change(revision, f"perubahan yang tidak diizinkan{_with(made)}", uncovered=True)
    filled, drawn = list(_filled(old, new)), list(_pictured(old, new))
    before, after = description(old), description(new)
    told = [] if made else retold(before, after)
    seen = [*(f"isian {name} diubah" for name in filled), *(f"gambar pada bidang {name}" for name in drawn)]
    seen += [f"keterangan berkas ({', '.join(told)}) diubah"] if told else []
    little = "tanggal dalam keterangan berkas diubah" if before.days != after.days else "perubahan teknis tanpa isi"
    words = ", ".join([*made, *seen, *_besides(old, new, made)])
    return Change(revision, words or little, uncovered=bool(seen))


def _besides(old: HistoricalResolver, new: HistoricalResolver, made: Sequence[str]) -> Iterator[str]:
    """What else a revision did that a reader should know; a signature brings such things along."""
    if not made and _store(old) != _store(new):
        yield "data validasi ditambahkan"
    if not made and _fields(old).keys() != _fields(new).keys():
        yield "bidang tanda tangan ditambahkan"


def _with(made: Sequence[str]) -> str:
    return f" (bersama {', '.join(made)})" if made else ""


def _suspicious(old: HistoricalResolver, new: HistoricalResolver) -> bool:
    """Whether a revision does anything but sign, fill in, or add what is kept for later."""
    try:
        DEFAULT_DIFF_POLICY.apply(old, new)
    except SuspiciousModification:
        return True
    return False


def _filled(old: HistoricalResolver, new: HistoricalResolver) -> Iterator[str]:
    """Fields that say or show something else than before; signatures have their own words."""
    touched = _touched(new)
    before = _fields(old)
    for name, field in _fields(new).items():
        if _kind(field) != "/Sig" and (
            name not in before or _said(before[name]) != _said(field) or _drawn(field, touched)
        ):
            yield name


def _pictured(old: HistoricalResolver, new: HistoricalResolver) -> Iterator[str]:
    """Signature fields that show something, though nobody signed in them; a time stamp is nobody's hand."""
    touched, before = _touched(new), _fields(old)
    for name, field in _fields(new).items():
        if _kind(field) == "/Sig" and entry(entry(field, "/V"), "/Type") in {None, "/DocTimeStamp"}:
            other = name not in before or _said(before[name]) != _said(field) or _drawn(field, touched)
            if other and _shows(field):
                yield name


def drawn_later(reader: Reader, revision: int) -> list[str]:
    """Names of the fields that came after a revision and show something, whoever signed in them."""
    return _drawn_since(reader.get_historical_resolver(revision), newest(reader))


def _drawn_since(old: HistoricalResolver, new: HistoricalResolver) -> list[str]:
    before = _fields(old)
    return [name for name, field in _fields(new).items() if name not in before and _shows(field)]


def newest(reader: Reader) -> HistoricalResolver:
    """A file as it is now."""
    return reader.get_historical_resolver(reader.xrefs.total_revisions - 1)


def shows_more(old: HistoricalResolver, new: HistoricalResolver) -> bool:
    """Whether a revision draws anything but in a place that was there, by the hand of who signed in it."""
    return bool(_drawn_since(old, new) or list(_pictured(old, new)))


def _shows(field: generic.DictionaryObject) -> bool:
    """Whether a field has a picture that can be seen on a page (ISO 32000-2, 12.5.3)."""
    return any(raw(mark, "/AP") is not None and _seen(mark) for mark in _marks(field))


def _seen(mark: generic.DictionaryObject) -> bool:
    flags, box = entry(mark, "/F"), items(mark, "/Rect")
    if isinstance(flags, int) and flags & HIDDEN:
        return False
    numbers = [float(edge) for edge in box if isinstance(edge, int | float | Decimal)]
    return len(numbers) != SIDES or (numbers[0] != numbers[2] and numbers[1] != numbers[3])


def _touched(resolver: HistoricalResolver) -> set[tuple[int, int]]:
    """The objects a revision wrote."""
    written = resolver.explicit_refs_in_revision()
    return {(item.idnum, item.generation) for item in written}


def _kind(field: generic.DictionaryObject) -> Any:
    return entry(field, "/FT")


def _said(field: generic.DictionaryObject) -> tuple[str, ...]:
    return tuple(_raw(field, key) for key in ("/V", "/AS", "/DV", "/F", "/Ff", "/DA", "/Q", "/MK", "/AP", "/Rect"))


def _raw(holder: generic.DictionaryObject, key: str) -> str:
    """A value as it is written, references not followed."""
    return repr(raw(holder, key))


def _drawn(field: generic.DictionaryObject, touched: set[tuple[int, int]]) -> bool:
    """Whether a drawing of a field, or of one of its marks, was written anew, or anything it is drawn from."""
    drawn = _places([raw(mark, "/AP") for mark in _marks(field)])
    return not drawn.isdisjoint(touched)


def _marks(field: generic.DictionaryObject) -> list[Any]:
    """What may be drawn of a field: itself, or its marks on pages."""
    return [field, *items(field, "/Kids")]


def _places(waiting: list[Any]) -> set[tuple[int, int]]:
    """The objects below some values; pages and parents are not part of a drawing."""
    found: set[tuple[int, int]] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, generic.IndirectObject):
            place = (value.idnum, value.generation)
            if place in found:
                continue
            found.add(place)
            value = resolved(value)
        if isinstance(value, generic.DictionaryObject):
            waiting += [value.raw_get(key) for key in value if key not in {"/Parent", "/P", "/StructParent"}]
        elif isinstance(value, generic.ArrayObject):
            waiting += [value.raw_get(place) for place in range(len(value))]
    return found


def field_names(resolver: HistoricalResolver) -> set[str]:
    """The whole names of the fields of a revision."""
    return set(_fields(resolver))


def _fields(resolver: HistoricalResolver) -> dict[str, generic.DictionaryObject]:
    """The fields of a revision by their whole names."""
    found: dict[str, generic.DictionaryObject] = {}
    waiting = [("", item, DEPTH) for item in items(dictionary(resolver.root, "/AcroForm"), "/Fields")]
    while waiting:
        above, item, depth = waiting.pop()
        if not isinstance(item, generic.DictionaryObject) or not depth or "/T" not in item:
            continue
        name = f"{above}.{entry(item, '/T')}" if above else str(item["/T"])
        found[name] = item
        waiting += [(name, kid, depth - 1) for kid in items(item, "/Kids")]
    return found


def _store(resolver: HistoricalResolver) -> str:
    """The store of validation data as it is written."""
    store = dictionary(resolver.root, "/DSS")
    return repr({key: repr(entry(store, key)) for key in store})
