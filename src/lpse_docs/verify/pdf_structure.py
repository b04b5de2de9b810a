"""How a signed PDF is put together, before anything in it is believed (ISO 32000-2, 12.8.1)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from asn1crypto import parser
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from lpse_docs.revisions.bounded import Overfull
from lpse_docs.verify.pdf_values import entry

HEADER, END = b"%PDF-", b"%%EOF"
HEX = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")
OBJECTS = 200_000
REVISIONS = 200
PROGRAMS = frozenset({"/JavaScript", "/Launch", "/RichMedia", "/Movie", "/Rendition", "/GoToE", "/ImportData"})


def faults_of_bytes(data: bytes) -> Iterator[str]:
    """What stands before the file or after it."""
    if not data.startswith(HEADER):
        yield "Ada byte sebelum kepala PDF; tanda tangan tidak meliputinya."
    _, found, tail = data.rpartition(END)
    if not found:
        yield "Akhir PDF tidak ada: berkas terpotong."
    elif tail.strip(b"\r\n") or len(tail) > 2:
        yield f"Ada {len(tail)} byte sesudah akhir PDF; tanda tangan tidak meliputinya."


def faults_of_gap(data: bytes, signature: EmbeddedPdfSignature) -> Iterator[str]:
    """What else than the signature stands in the one gap that it leaves out."""
    name = signature.field_name
    ranges = [item for item in signature.byte_range if isinstance(item, int)]
    if len(ranges) != 4 or len(signature.byte_range) != 4 or ranges[0] != 0 or not _ordered(ranges, len(data)):
        yield f"{name}: rentang byte tanda tangan tidak wajar, sehingga ada bagian berkas yang tidak tercakup."
        return
    gap = data[ranges[1] : ranges[2]]
    if not HEX.fullmatch(gap) or bytes.fromhex(gap[1:-1].decode()) != signature.pkcs7_content:
        yield f"{name}: celah tanda tangan berisi hal lain daripada tanda tangan itu."
        return
    try:
        length = parser.peek(signature.pkcs7_content)
    except ValueError:
        length = 0
    if signature.pkcs7_content[length:].strip(b"\0"):
        yield f"{name}: sesudah tanda tangan ada data yang tidak tercakup."


def _ordered(ranges: Sequence[int], size: int) -> bool:
    _, first, second, rest = ranges
    return 0 < first < second and rest > 0 and second + rest <= size


def faults_of_fields(fields: Sequence[tuple[str, Any]]) -> Iterator[str]:
    """Two fields with one name, or one signature shown in two fields."""
    for name, count in Counter(name for name, _ in fields).items():
        if count > 1:
            yield f"Bidang tanda tangan {name} ada {count} kali."
    values = Counter(value.reference for _, value in fields if isinstance(value, generic.IndirectObject))
    if any(count > 1 for count in values.values()):
        yield "Satu tanda tangan dipakai pada lebih dari satu bidang."


def objects(reader: PdfFileReader) -> Iterator[tuple[generic.Reference, generic.PdfObject]]:
    """Every object of the file as it is now.

    Raises:
        Overfull: There are more than anybody signs.
    """
    if reader.xrefs.total_revisions > REVISIONS:
        raise Overfull(f"Berkas diubah lebih dari {REVISIONS} kali.")
    references = {
        reference
        for revision in range(reader.xrefs.total_revisions)
        for reference in reader.xrefs.explicit_refs_in_revision(revision)
    }
    if len(references) > OBJECTS:
        raise Overfull(f"Berkas berisi lebih dari {OBJECTS} objek.")
    for reference in sorted(references, key=lambda item: (item.idnum, item.generation)):
        try:
            yield (
                reference,
                reader.get_object(generic.Reference(reference.idnum, reference.generation, reader)),
            )
        except PdfError:
            if reader.xrefs[reference] is not None:
                raise


class Survey:
    """What all objects of a file tell together."""

    def __init__(self, reader: PdfFileReader) -> None:
        self.signatures: set[tuple[int, int]] = set()
        self.programs: set[str] = set()
        self.layers = self.outside = False
        for reference, item in objects(reader):
            for part in _dictionaries(item):
                self._note(part, (reference.idnum, reference.generation))

    def _note(self, part: generic.DictionaryObject, place: tuple[int, int]) -> None:
        if "/ByteRange" in part and "/Contents" in part:
            self.signatures.add(place)
        kind = entry(part, "/S")
        if isinstance(kind, str) and kind in PROGRAMS:
            self.programs.add(kind[1:])
        self.programs |= {key[1:] for key in ("/XFA", "/JS") if key in part}
        self.layers = self.layers or "/OCGs" in part
        self.outside = self.outside or (isinstance(part, generic.StreamObject) and "/F" in part)


def _dictionaries(item: Any) -> Iterator[generic.DictionaryObject]:
    """A value and all within it that are dictionaries; references are not followed."""
    waiting = [item]
    while waiting:
        found = waiting.pop()
        if isinstance(found, generic.DictionaryObject):
            yield found
            waiting += [found.raw_get(key) for key in found]
        elif isinstance(found, generic.ArrayObject):
            waiting += [found.raw_get(place) for place in range(len(found))]


def faults_of_survey(survey: Survey, known: set[tuple[int, int]]) -> Iterator[str]:
    """Signatures that no field of the form shows."""
    if survey.signatures - known:
        yield "Ada tanda tangan yang tidak terhubung dengan bidang formulir mana pun."


def doubts_of_survey(survey: Survey) -> Iterator[str]:
    """What may show something else tomorrow, although no byte changes."""
    if survey.programs:
        named = ", ".join(sorted(survey.programs))
        yield f"Berkas berisi program atau isi bergerak ({named}), sehingga tampilannya dapat berubah tanpa diketahui."
    if survey.outside:
        yield "Berkas mengambil isi dari luar, yang tidak tercakup tanda tangan."
