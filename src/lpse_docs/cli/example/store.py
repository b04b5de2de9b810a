"""Files of the example's evidence: a few lines of text, or one page of PDF, that say what they are."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lpse_docs.cli.example.plan import MARK
from lpse_docs.model.standard import EvidenceKind

if TYPE_CHECKING:
    from lpse_docs.model.evidence import Evidence


def suffix(kind: EvidenceKind) -> str:
    """Records are text; what an office signs is a PDF."""
    return ".txt" if kind is EvidenceKind.RECORD else ".pdf"


def content(item: "Evidence") -> bytes:
    """What the file of a piece of evidence holds."""
    lines = [
        MARK,
        "",
        "Berkas ini karangan untuk peragaan program, bukan dokumen resmi.",
        f"Kode bukti: {item.id}",
        f"Jenis: {item.kind.value}",
        *_wrapped(f"Judul: {item.title}"),
        *_wrapped(f"Mendukung: {', '.join(item.criteria)}"),
    ]
    return "\n".join((*lines, "")).encode() if suffix(item.kind) == ".txt" else _pdf(lines)


def _wrapped(text: str, width: int = 72) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".lstrip()
    return lines


def _pdf(lines: Sequence[str]) -> bytes:
    """One page of A4 in Helvetica, which every reader has."""
    shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
    drawn = f"BT /F1 11 Tf 16 TL 70 770 Td\n{shown}\nET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (id) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _file(objects)


def _file(objects: Sequence[bytes]) -> bytes:
    """Objects with their table of places (ISO 32000-1, 7.5)."""
    data = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(data), len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(data) + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
