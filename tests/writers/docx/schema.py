"""What the audit says of a Word file, and stricter: our own writer writes nothing that the audit does not know."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from lpse_docs.audit import integrity
from lpse_docs.audit.opening import opened
from lpse_docs.audit.schema import MC, PIC, PLACES, WP, WPC, WPG, WPS, A, R, W, short
from lpse_docs.audit.word import WordFile

__all__ = ["MC", "PIC", "WP", "WPC", "WPG", "WPS", "A", "R", "W", "faults", "parts"]
NAMED_ANYWHERE = frozenset({"bookmarkStart", "bookmarkEnd"})


def parts(data: bytes) -> dict[str, etree._Element]:
    """Every XML part of a package."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }


def faults(data: bytes) -> list[str]:
    """What Word would stumble over, what the lists do not know, and widths that do not add up."""
    file = opened(data, "contoh.docx")
    assert isinstance(file, WordFile)
    unknown = [fault for name, part in file.trees() for fault in _unknown(name, part)]
    return [*integrity.faults(file), *unknown, *_widths(file.main)]


def _unknown(name: str, part: etree._Element) -> Iterator[str]:
    for element in part.iter(etree.Element):
        known = PLACES.get(short(element))
        tags = [short(child) for child in element] if known else []
        if known and not set(tags) <= {*known, *NAMED_ANYWHERE}:
            yield f"{name}: {short(element)} berisi {' '.join(tags)}"


def _widths(main: etree._Element) -> Iterator[str]:
    for table in main.iter(W + "tbl"):
        grid = [int(str(column.get(W + "w"))) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        if sum(grid) != int(table.find(f"{W}tblPr/{W}tblW").get(W + "w")):  # type: ignore[union-attr, arg-type]
            yield "lebar tabel bukan jumlah kolomnya"
        for row in table.iterchildren(W + "tr"):
            column = 0
            for cell in row.iterchildren(W + "tc"):
                span = cell.find(f"{W}tcPr/{W}gridSpan")
                count = 1 if span is None else int(str(span.get(W + "val")))
                if int(str(cell.find(f"{W}tcPr/{W}tcW").get(W + "w"))) != sum(grid[column : column + count]):  # type: ignore[union-attr]
                    yield "lebar sel bukan jumlah kolomnya"
                column += count
