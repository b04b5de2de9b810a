"""What every workbook of ours has: texts that stay texts, one face, the same bytes every time."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import partial
from math import ceil
from typing import TypeAlias
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FACE = "Arial"
HEAD_FILL = PatternFill("solid", fgColor="D9D9D9")
THIN = Side(style="thin", color="808080")
RULED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
LINE = 12.75  # points of a line of 10 pt
CELL = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>.*?</f>)<v ?/>|<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>.*?</f>)<v></v>')
Values: TypeAlias = Mapping[tuple[str, str], str | float]
"""What formulas come to, by the title of their sheet and their cell."""
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def put(sheet: Worksheet, row: int, column: int, value: str, *, bold: bool = False) -> Cell:
    """Write a text that stays a text: openpyxl would take a leading `=` for a formula."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = value
    cell.data_type = "s"
    cell.font = Font(name=FACE, size=10, bold=bold)
    cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def formula(sheet: Worksheet, row: int, column: int, text: str, *, bold: bool = False, form: str = "General") -> Cell:
    """Write a formula; nothing that anybody typed may stand in it."""
    cell = put(sheet, row, column, "", bold=bold)
    cell.data_type, cell.value, cell.number_format = "f", text, form
    return cell


def number(sheet: Worksheet, row: int, column: int, value: float | date | None, form: str = "General") -> Cell:
    """Write a number or a day; None leaves an empty cell of the same looks."""
    cell = put(sheet, row, column, "")
    cell.value, cell.number_format = value, form
    if value is not None:
        cell.data_type = "d" if isinstance(value, date) else "n"
    return cell


def lock(sheet: Worksheet) -> None:
    """Lock a sheet without a password: against slips, not against people. Looks and filters may be changed."""
    guard = sheet.protection
    guard.sheet = True
    guard.formatColumns = guard.formatRows = guard.autoFilter = False


def head(sheet: Worksheet, row: int, column: int, value: str, width: float) -> None:
    """Write the head of a column and set its width in characters."""
    cell = put(sheet, row, column, value, bold=True)
    cell.fill = HEAD_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.column_dimensions[cell.column_letter].width = width


def fit(sheet: Worksheet, row: int, texts: Iterable[tuple[str, float]]) -> None:
    """Make a row as high as its tallest cell needs: texts with the widths of their columns in characters."""
    lines = (sum(max(1, ceil(1.12 * len(line) / width)) for line in text.split("\n")) for text, width in texts)
    sheet.row_dimensions[row].height = LINE * max(1, *lines)


def lying(sheet: Worksheet, repeated: str) -> None:
    """Print on A4 lying, as wide as the page, with rows that repeat on each."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = repeated


def describe(book: Workbook, title: str, author: str, dated: date) -> None:
    """Fill in the properties of the file; the date is that of the sources."""
    book.properties.title = title
    book.properties.creator = book.properties.lastModifiedBy = author
    book.properties.language = "id-ID"
    book.properties.created = book.properties.modified = datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001 - openpyxl writes UTC


def settled(book: Workbook, dated: date, values: Values | None = None) -> bytes:
    """The bytes of a workbook without what openpyxl takes from the clock: member times and `dcterms:modified`.

    Formulas are written with what they come to, as far as it is told: openpyxl writes none, and a reader that does not
    calculate would show nothing.
    """
    told = _by_member(book, values or {})
    raw = io.BytesIO()
    book.save(raw)
    modified = f"{datetime(dated.year, dated.month, dated.day, tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"
    out = io.BytesIO()
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in sorted(source.namelist(), key=lambda item: (item != "[Content_Types].xml", item)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _with_modified(content, modified.encode())
            if told.get(name):
                content = CELL.sub(partial(_with_value, told[name]), content)
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.create_system, info.compress_type, info.external_attr = 3, zipfile.ZIP_DEFLATED, 0o644 << 16
            target.writestr(info, content)
    return out.getvalue()


def _by_member(book: Workbook, values: Values) -> Mapping[str, Mapping[str, str | float]]:
    """Values by the file of their sheet in the workbook."""
    return {
        f"xl/worksheets/sheet{number}.xml": {cell: value for (title, cell), value in values.items() if title == name}
        for number, name in enumerate(book.sheetnames, 1)
    }


def _with_value(values: Mapping[str, str | float], found: re.Match[bytes]) -> bytes:
    """A cell with its formula and what that comes to."""
    at, looks, text = found.group(1, 2, 3) if found.group(1) else found.group(4, 5, 6)
    value = values.get(at.decode())
    if value is None:
        return found.group()
    kind = b' t="str"' if isinstance(value, str) else b""
    told = escape(value) if isinstance(value, str) else f"{value:.10g}"
    return b'<c r="%s"%s%s>%s<v>%s</v>' % (at, looks, kind, text, told.encode())


def _with_modified(core: bytes, modified: bytes) -> bytes:
    start = core.index(b">", core.index(b"<dcterms:modified")) + 1
    return core[:start] + modified + core[core.index(b"</dcterms:modified>") :]
