"""What somebody does to a signed file: each takes its bytes and returns others."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic as real
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.verify import signed

Writer: Any = IncrementalPdfFileWriter
generic: Any = real
RANGE = re.compile(rb"/ByteRange \[(\d+) (\d+) (\d+) (\d+) *\]")


def updated(data: bytes, change: Callable[[Any], None]) -> bytes:
    """One more revision."""
    writer, output = Writer(BytesIO(data)), BytesIO()
    change(writer)
    writer.write(output)
    return output.getvalue()


def page(writer: Any) -> Any:
    return writer.root["/Pages"]["/Kids"][0]


def field(writer: Any, name: str) -> Any:
    found = (item.get_object() for item in writer.root["/AcroForm"]["/Fields"])
    return next(item for item in found if item["/T"] == name)


def stream(words: bytes, **entries: Any) -> Any:
    return generic.StreamObject({pdf_name(f"/{key}"): value for key, value in entries.items()}, stream_data=words)


def ranges(data: bytes) -> list[tuple[int, int, int, int]]:
    """The byte ranges in the order of the file."""
    found = [tuple(map(int, match.groups())) for match in RANGE.finditer(data)]
    return [(first, size, second, rest) for first, size, second, rest in found]


def one_bit(data: bytes) -> bytes:
    """In the embedded source, where no reader stumbles over it."""
    held = Writer(BytesIO(data)).root["/AF"][0]["/EF"]["/F"].encoded_data
    place = data.index(held) + len(held) // 2
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def page_replaced(data: bytes) -> bytes:
    def change(writer: Any) -> None:
        page(writer)["/Contents"] = writer.add_object(stream(b"BT ET"))
        writer.update_container(page(writer))

    return updated(data, change)


def annotation_over(data: bytes) -> bytes:
    def change(writer: Any) -> None:
        look = writer.add_object(stream(b"1 g 0 0 99 99 re f", Type=pdf_name("/XObject"), Subtype=pdf_name("/Form")))
        box = generic.ArrayObject(map(generic.NumberObject, (50, 700, 300, 760)))
        made = generic.DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/Annot"),
                pdf_name("/Subtype"): pdf_name("/FreeText"),
                pdf_name("/Rect"): box,
                pdf_name("/F"): generic.NumberObject(4),
                pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): look}),
            }
        )
        page(writer)["/Annots"].append(writer.add_object(made))
        writer.update_container(page(writer)["/Annots"])

    return updated(data, change)


def source_replaced(data: bytes) -> bytes:
    def change(writer: Any) -> None:
        held = writer.root["/AF"][0]["/EF"]
        held["/F"] = writer.add_object(stream(b"name: LPSE lain\n", Type=pdf_name("/EmbeddedFile")))
        writer.update_container(held)

    return updated(data, change)


def filled_in(data: bytes) -> bytes:
    def change(writer: Any) -> None:
        place = field(writer, "surat/nomor")
        place["/V"] = generic.TextStringObject("666")
        writer.update_container(place)

    return updated(data, change)


def field_redrawn(data: bytes) -> bytes:
    """The value stays, what is shown does not."""

    def change(writer: Any) -> None:
        place = field(writer, "surat/nomor")
        box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 99, 9)))
        look = stream(b"0 0 99 9 re f", Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=box)
        place["/AP"]["/N"] = writer.add_object(look)
        writer.update_container(place)

    return updated(data, change)


def covered(data: bytes) -> bytes:
    """A picture over the page, as the look of an empty field: no key is needed for it."""

    def change(writer: Any) -> None:
        edges = generic.ArrayObject(map(generic.NumberObject, (0, 0, 595, 842)))
        look = stream(b"0 0 595 842 re f", Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=edges)
        entries = {
            "/Type": pdf_name("/Annot"),
            "/Subtype": pdf_name("/Widget"),
            "/FT": pdf_name("/Sig"),
            "/Rect": edges,
        }
        made = generic.DictionaryObject({pdf_name(key): value for key, value in entries.items()})
        made[pdf_name("/T")], made[pdf_name("/F")] = generic.TextStringObject("tambahan"), generic.NumberObject(4)
        made[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
        place = writer.add_object(made)
        for holder, key in ((writer.root["/AcroForm"], "/Fields"), (page(writer), "/Annots")):
            holder[key].append(place)
            writer.update_container(holder[key])

    return updated(data, change)


def stamp_redrawn(data: bytes) -> bytes:
    """Another mark for a signature that was made."""

    def change(writer: Any) -> None:
        place = field(writer, "pembuat")
        look = place["/AP"].raw_get("/N") if "/AP" in place else None
        box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 48, 48)))
        made = stream(b"0 0 48 48 re f", Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=box)
        if isinstance(look, generic.IndirectObject):
            writer.objects[(look.generation, look.idnum)] = made
        else:
            place["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(made)})
            writer.update_container(place)

    return updated(data, change)


def stamp_exchanged(data: bytes) -> bytes:
    """The field of a signature that was made is given another mark."""

    def change(writer: Any) -> None:
        place = field(writer, "pembuat")
        box = generic.ArrayObject(map(generic.NumberObject, (0, 0, 48, 48)))
        made = stream(b"0 0 48 48 re f", Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=box)
        place["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(made)})
        writer.update_container(place)

    return updated(data, change)


def retitled(data: bytes) -> bytes:
    def change(writer: Any) -> None:
        information = writer.trailer["/Info"]
        information["/Title"] = generic.TextStringObject("Naskah lain")
        writer.update_container(information)

    return updated(data, change)


def signature_moved(data: bytes) -> bytes:
    """The same signature shown in another field as well."""

    def change(writer: Any) -> None:
        field(writer, "pengesah")["/V"] = field(writer, "pembuat").raw_get("/V")
        writer.update_container(field(writer, "pengesah"))

    return updated(data, change)


def signature_outside(data: bytes) -> bytes:
    """A copy of a signature that no field shows."""

    def change(writer: Any) -> None:
        copied = generic.DictionaryObject(dict(field(writer, "pembuat")["/V"].items()))
        writer.add_object(copied)

    return updated(data, change)


def script_added(data: bytes) -> bytes:
    def change(writer: Any) -> None:
        action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.TextStringObject("app.alert(1)")}
        writer.root["/OpenAction"] = writer.add_object(generic.DictionaryObject(action))
        writer.update_root()

    return updated(data, change)


def cut_back(data: bytes) -> bytes:
    """To the end of what the first signature covers."""
    _, _, second, rest = ranges(data)[0]
    return data[: second + rest]


def padded(data: bytes) -> bytes:
    """Something in the room that the last signature leaves, which nothing covers."""
    _, first, second, _ = ranges(data)[-1]
    end = second - 1
    assert data[end - 20 : end] == b"0" * 20 and first < end
    return data[: end - 4] + b"1234" + data[end:]


def written_otherwise(data: bytes) -> bytes:
    """The same bytes of the last signature, with one letter small or large."""
    _, first, second, _ = ranges(data)[-1]
    place = next(n for n in range(first + 100, second) if data[n : n + 1].isalpha())
    return data[:place] + data[place : place + 1].swapcase() + data[place + 1 :]


def appended(data: bytes) -> bytes:
    return data + b"\n% lampiran yang tidak ditandatangani\n"


def prepended(data: bytes) -> bytes:
    return b"% di depan\n" + data


def hybrid(data: bytes) -> bytes:
    """A second list of objects beside the one that programs are told of."""
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    size = int(re.findall(rb"/Size (\d+)", data)[-1])
    root = re.findall(rb"/Root (\d+ \d+ R)", data)[-1]
    place = len(data)
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size %d /Root %s /Prev %d /XRefStm %d >>\n" % (
        size, root, start, start,
    )  # fmt: skip
    return data + table + b"startxref\n%d\n%%%%EOF\n" % place


def broken_list(data: bytes) -> bytes:
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    return data[:start] + b"\0" * 40 + data[start + 40 :]


def range_widened(data: bytes) -> bytes:
    """A gap larger than the signature: room for more."""
    match = list(RANGE.finditer(data))[-1]
    first, size, second, rest = map(int, match.groups())
    wrong = b"/ByteRange [%d %d %d %d]" % (first, size, second + 16, rest - 16)
    return data[: match.start()] + wrong.ljust(len(match[0])) + data[match.end() :]


ROLES = signed.ROLES
