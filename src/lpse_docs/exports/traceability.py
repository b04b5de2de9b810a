"""The traceability matrix as a workbook: both directions, filterable, nothing that acts as a formula."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lpse_docs.model.trace import coverage
from lpse_docs.model.workspace import Workspace

SUFFIX = "xlsx"
HEAD_FILL = PatternFill("solid", fgColor="D9D9D9")
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write(workspace: Workspace) -> bytes:
    """The workbook; the same workspace gives the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "Ketentuan", PROVISION_COLUMNS, _provisions(workspace))
    _sheet(book, "Kriteria", CRITERION_COLUMNS, _criteria(workspace))
    _sheet(book, "Langkah SOP", STEP_COLUMNS, _steps(workspace))
    office = workspace.office
    dated = datetime(office.edition.drafted.year, office.edition.drafted.month, office.edition.drafted.day, tzinfo=UTC)
    book.properties.title = "Matriks Ketertelusuran"
    book.properties.creator = f"{office.abbreviation} {office.region}"
    book.properties.lastModifiedBy = book.properties.creator
    book.properties.language = "id-ID"
    book.properties.created = book.properties.modified = dated.replace(tzinfo=None)
    raw = io.BytesIO()
    book.save(raw)
    return _settled(raw.getvalue(), f"{dated:%Y-%m-%dT%H:%M:%SZ}")


TableRow: TypeAlias = Sequence[str]
PROVISION_COLUMNS = (
    ("Kode", 14),
    ("Ketentuan", 34),
    ("Isi", 70),
    ("Sifat", 11),
    ("Pemikul", 24),
    ("Kriteria", 30),
    ("Langkah SOP", 30),
    ("Pengecualian", 40),
)
CRITERION_COLUMNS = (
    ("Kriteria", 12),
    ("Standar", 40),
    ("Rumusan", 80),
    ("Keyakinan", 12),
    ("Kode ketentuan", 24),
    ("Ketentuan", 50),
)
STEP_COLUMNS = (("Langkah", 12), ("SOP", 44), ("Alur", 36), ("Kegiatan", 70), ("Kode ketentuan", 24), ("Ketentuan", 50))


def _provisions(workspace: Workspace) -> Iterable[TableRow]:
    for served in coverage(workspace).values():
        item = served.provision
        criteria = ", ".join(criterion.id for _, criterion in served.criteria)
        steps = ", ".join(workspace.step_code[sop.id, flow.id, step.id] for sop, flow, step in served.steps)
        yield item.id, item.cite, item.text, item.modality.value, item.bearer, criteria, steps, served.waiver or ""


def _criteria(workspace: Workspace) -> Iterable[TableRow]:
    for standard, item in workspace.criteria():
        yield (
            item.id,
            standard.name,
            item.statement,
            item.confidence.value,
            ", ".join(item.provisions),
            _cites(workspace, item.provisions),
        )


def _steps(workspace: Workspace) -> Iterable[TableRow]:
    for sop, flow, step in workspace.steps():
        yield (
            workspace.step_code[sop.id, flow.id, step.id],
            sop.title,
            flow.title,
            step.activity,
            ", ".join(step.provisions),
            _cites(workspace, step.provisions),
        )


def _cites(workspace: Workspace, codes: Sequence[str]) -> str:
    return "; ".join(workspace.provision[code].cite for code in codes if code in workspace.provision)


def _sheet(book: Workbook, name: str, columns: Sequence[tuple[str, int]], rows: Iterable[TableRow]) -> None:
    sheet: Worksheet = book.create_sheet(name)
    for index, (title, width) in enumerate(columns, 1):
        head = sheet.cell(1, index, title)
        head.font, head.fill = Font(name="Arial", size=10, bold=True), HEAD_FILL
        head.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[head.column_letter].width = width
    for number, row in enumerate(rows, 2):
        for index, value in enumerate(row, 1):
            _text(sheet, number, index, value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _text(sheet: Worksheet, row: int, column: int, value: str) -> None:
    """Write a text that stays a text: openpyxl would take a leading `=` for a formula."""
    cell = sheet.cell(row, column)
    cell.value = value
    cell.data_type = "s"
    cell.font = Font(name="Arial", size=10)
    cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _settled(data: bytes, modified: str) -> bytes:
    """Fix what openpyxl takes from the clock: member times and `dcterms:modified`."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in sorted(source.namelist(), key=lambda item: (item != "[Content_Types].xml", item)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _with_modified(content, modified.encode())
            info = zipfile.ZipInfo(name, ZIP_TIME)
            info.create_system, info.compress_type, info.external_attr = 3, zipfile.ZIP_DEFLATED, 0o644 << 16
            target.writestr(info, content)
    return out.getvalue()


def _with_modified(core: bytes, modified: bytes) -> bytes:
    start = core.index(b">", core.index(b"<dcterms:modified")) + 1
    return core[:start] + modified + core[core.index(b"</dcterms:modified>") :]
