"""A filled PDF scorecard: form fields by their names (ISO 32000-1, 12.7)."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from lpse_docs.model.workspace import Workspace
from lpse_docs.returns import paper_faults as faults
from lpse_docs.returns.paper import Answer, Paper, Read, read_paper
from lpse_docs.returns.xmp import packet_of

FAULTS = (
    pikepdf.PdfError,
    zlib.error,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    RecursionError,
    NotImplementedError,
)
BEGINNING = 1024  # bytes in which a PDF says what it is
MOST_FIELDS, DEEPEST, MOST_BYTES = 20_000, 12, 1 << 20
OFF = "Off"
CREATOR = "lpse-docs"
XFA_HINT = "Isi kartu skor asli dengan pembaca PDF biasa, atau kembalikan yang Word."


class Refused(Exception):
    """A file that is not read; the sentence says why."""


def read(name: str, data: bytes, workspace: Workspace) -> Read:  # noqa: ARG001 - the signature of every reader
    """What a filled PDF scorecard says."""
    if b"%PDF-" not in data[:BEGINNING]:
        return None, [faults.not_opened(name, "berkas ini bukan PDF")]
    try:
        with pikepdf.open(BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            return _read(name, pdf)
    except pikepdf.PasswordError:
        return None, [faults.not_opened(name, "PDF ini terkunci dengan kata sandi")]
    except Refused as fault:
        return None, [faults.not_opened(name, str(fault))]
    except FAULTS:
        return None, [faults.not_opened(name, "PDF ini rusak atau terpotong")]


def _read(name: str, pdf: pikepdf.Pdf) -> Read:
    if pdf.is_encrypted:
        raise Refused("PDF ini dilindungi; simpan tanpa pengaman")
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    if "/XFA" in form:
        return None, [faults.not_safe(name, "PDF ini memuat formulir XFA, yang tidak dibaca.", XFA_HINT)]
    info, packet = pdf.trailer.get("/Info", pikepdf.Dictionary()), packet_of(_bytes(pdf.Root.get("/Metadata")))
    made_here = CREATOR in _text(info.get("/Creator")) or CREATOR in packet.creator
    words = "; ".join((_text(info.get("/Keywords")), *packet.keywords))
    answers = tuple(_answers(form.get("/Fields", pikepdf.Array())))
    return read_paper(Paper(name, words, answers), made_here=made_here)


def _answers(fields: Any) -> Iterator[Answer]:
    """Every field that holds a value of its own, with its whole name; what it does not say its parent says."""
    waiting = [(field, "", "", None, 0) for field in reversed(list(fields))]
    seen: set[tuple[int, int]] = set()
    count = 0
    while waiting:
        field, above, kind, held, depth = waiting.pop()
        count += 1
        if count > MOST_FIELDS or depth > DEEPEST:
            raise Refused("formulir PDF ini melampaui batas")
        if field.is_indirect and field.objgen in seen:
            continue
        seen.add(field.objgen if field.is_indirect else (0, -count))
        own = _text(field.get("/T"))
        name = f"{above}.{own}" if above and own else above or own
        kind, held = str(field.get("/FT", kind)), field.get("/V", held)
        kids = list(field.get("/Kids", ()))
        if under := [kid for kid in kids if "/T" in kid]:
            waiting += [(kid, name, kind, held, depth + 1) for kid in reversed(under)]
        elif len(kids) > MOST_FIELDS:
            raise Refused("formulir PDF ini melampaui batas")
        elif name:
            yield from _said(name, kind, held, kids or [field])


def _said(name: str, kind: str, held: Any, marks: list[Any]) -> Iterator[Answer]:
    """What a field says: its value, or which of its boxes are drawn ticked."""
    match kind:
        case "/Btn":
            states = [_state(held), *(_state(mark.get("/AS")) for mark in marks)]
            told = [state for state in dict.fromkeys(states) if state not in ("", OFF)]
            yield from (Answer(name, state) for state in told)
            if not told:
                yield Answer(name, "")
        case "/Tx" | "/Ch":
            several = list(held) if isinstance(held, pikepdf.Array) else [held]
            yield from (Answer(name, _text(item)) for item in several or [None])


def _state(value: Any) -> str:
    """A state of a box; some programs write it as text."""
    return str(value).removeprefix("/").strip() if isinstance(value, pikepdf.Name) else _text(value)


def _text(value: Any) -> str:
    """A text, whether it stands as string or as stream."""
    if isinstance(value, pikepdf.Stream):
        return str(pikepdf.String(_bytes(value)))
    return str(value) if isinstance(value, pikepdf.String) else ""


def _bytes(stream: Any) -> bytes:
    """What a stream holds, as far as it may be long; packed in another way than by Flate it holds nothing for us."""
    if not isinstance(stream, pikepdf.Stream) or int(stream.get("/Length", 0)) > MOST_BYTES:
        return b""
    data, packed = stream.read_raw_bytes(), stream.get("/Filter", pikepdf.Array())
    filters = [str(packed)] if isinstance(packed, pikepdf.Name) else [str(item) for item in packed]
    if not filters:
        return data
    return zlib.decompressobj().decompress(data, MOST_BYTES) if filters == ["/FlateDecode"] else b""
