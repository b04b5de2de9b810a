"""A workbook from outside, opened only after its archive was looked through: sizes, macros, links, declarations."""

import re
import zipfile
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from lpse_docs.diagnostics import Diagnostic
from lpse_docs.returns import faults

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old .xls files and of encrypted .xlsx files
PARTS, PART, WHOLE, RATIO = 400, 30_000_000, 90_000_000, 200
ODD = "Tanyakan asal berkas ini kepada pengirimnya; pindahkan isiannya ke buku kerja baru dari assess export."
CELLS = 300_000  # of all sheets; a full desk has some 4,000
DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00[DE]\x00|\x00<\x00!\x00[DE]")
OUTWARD = re.compile(rb'TargetMode\s*=\s*"External"')
ACTIVE = (
    ("vbaproject", "makro"),
    ("macrosheets/", "makro lembar Excel 4"),
    ("externallinks/", "tautan ke buku kerja lain"),
    ("embeddings/", "benda yang ditanam"),
    ("activex/", "kontrol ActiveX"),
    ("connections.xml", "sambungan data"),
    ("customui", "perintah tambahan"),
)


def opened(file: str, data: bytes) -> tuple[Workbook | None, list[Diagnostic]]:
    """The workbook, or why it is not opened."""
    if data.startswith(OLE):
        return None, [faults.unreadable(file, "berkas ini berkata sandi, atau buku kerja Excel bentuk lama (.xls)")]
    if not data.startswith(b"PK"):
        return None, [faults.unreadable(file, "bukan buku kerja Excel")]
    try:
        found = _looked_through(file, data)
        if found:
            return None, found
        book = load_workbook(BytesIO(data), data_only=False, keep_links=False, rich_text=False)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - openpyxl raises whatever a broken part makes it stumble over
        return None, [faults.unreadable(file, "rusak dan tidak dapat dibuka")]
    return book, []


def _looked_through(file: str, data: bytes) -> list[Diagnostic]:
    """What in the archive forbids opening it."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        names = [part.filename for part in parts]
        if len(parts) > PARTS or len(set(names)) < len(names):
            return [faults.unreadable(file, "arsipnya memuat terlalu banyak bagian, atau bagian ganda", ODD)]
        if any(part.flag_bits & 1 for part in parts):
            return [faults.unreadable(file, "berkas ini berkata sandi")]
        if _swells(parts):
            return [faults.unreadable(file, "isinya mengembang jauh melebihi ukuran yang wajar", ODD)]
        found = {what for name in names for mark, what in ACTIVE if mark in name.lower()}
        cells = 0
        for part in parts:
            content = archive.read(part)
            if part.filename.lower().endswith((".xml", ".rels", ".vml")):
                if DECLARED.search(content):
                    return [
                        faults.unreadable(file, f"bagian {part.filename} memuat deklarasi DOCTYPE atau entitas", ODD)
                    ]
                if part.filename.endswith(".rels") and OUTWARD.search(content):
                    found.add("tautan ke luar")
                if b"macroEnabled" in content and part.filename == "[Content_Types].xml":
                    found.add("makro")
                if b"<ddeLink" in content:
                    found.add("tautan DDE")
                cells += content.count(b"<c ") if "/worksheets/" in part.filename else 0
        if cells > CELLS:
            return [faults.unreadable(file, "memuat terlalu banyak sel", ODD)]
    return [faults.active(file, what) for what in sorted(found)]


def _swells(parts: list[zipfile.ZipInfo]) -> bool:
    """Whether unpacking would take more room than any desk needs; the sizes are kept to when parts are read."""
    whole = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    return any(part.file_size > PART for part in parts) or whole > min(WHOLE, max(5_000_000, RATIO * packed))


def is_formula(cell: Any) -> bool:
    """Whether a cell computes its value."""
    return cell.data_type == "f" or (
        not isinstance(cell.value, str | int | float | bool | type(None)) and not hasattr(cell.value, "isoformat")
    )
