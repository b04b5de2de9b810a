"""The log of signatures held against the files it tells of: it bears no key, so it is handed on only where it fits them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from lpse_docs.certificates import masked
from lpse_docs.pipeline.signatories import Taken

EVENT, LOST = "tanda-tangan", "tidak-tersimpan"
Entry: TypeAlias = Mapping[str, object]


def mismatch(entries: Iterable[Entry], place: str, sha256: str, original: str, made: Sequence[Taken]) -> str:
    """Why a log does not tell how a file was signed, as an Indonesian clause; empty where it does.

    Args:
        entries: The lines of the log.
        place: Where the file lies below `signed/`.
        sha256: The digest of the file.
        original: The digest of what was built.
        made: The signatures in the file.
    """
    known = {entry.get("sesudah"): entry for entry in entries if _of(entry, place)}
    left = [(item.field, item.who.shown, item.who.serial) for item in made]
    digest: object = sha256
    first: Entry = {}
    while left:
        first = known.get(digest, {})
        told = tuple(masked(str(first.get(name, ""))) for name in ("bidang", "penanda", "sertifikat"))
        if told not in left:
            return _difference(first)
        left.remove((told[0], told[1], told[2]))
        digest = first.get("sebelum")
    return "" if original in (digest, first.get("naskah")) else "memulainya dari berkas lain"


def _of(entry: Entry, place: str) -> bool:
    return entry.get("event") == EVENT and entry.get("berkas") == place


def _difference(entry: Entry) -> str:
    return f"menyebut penanda lain pada baris {entry.get('n')}" if entry else "tidak memuat tanda tangan di dalamnya"


def lost(entries: Sequence[Entry], place: str, current: str) -> Iterator[Entry]:
    """Lines of signatures that are in no file: whoever made them was stopped before the file was kept.

    Args:
        entries: The lines of the log.
        place: Where the file lies below `signed/`.
        current: The digest of what lies there, or of what is signed first.
    """
    before = {entry.get("sesudah"): entry.get("sebelum") for entry in entries if _of(entry, place)}
    chain: set[object] = set()
    digest: object = current
    while digest is not None and digest not in chain:
        chain.add(digest)
        digest = before.get(digest)
    marked = {entry.get("sesudah") for entry in entries if entry.get("event") == LOST and entry.get("berkas") == place}
    for entry in entries:
        if _of(entry, place) and entry.get("sebelum") in chain and entry.get("sesudah") not in chain | marked:
            yield entry
