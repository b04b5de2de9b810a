"""The traceability matrix as a workbook: both directions, filterable, nothing that acts as a formula."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lpse_docs.exports.sheets import describe, head, lying, put, settled
from lpse_docs.model.trace import coverage
from lpse_docs.model.workspace import Workspace

SUFFIX = "xlsx"


def write(workspace: Workspace) -> bytes:
    """The workbook; the same workspace gives the same bytes."""
    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "Ketentuan", PROVISION_COLUMNS, _provisions(workspace))
    _sheet(book, "Kriteria", CRITERION_COLUMNS, _criteria(workspace))
    _sheet(book, "Langkah SOP", STEP_COLUMNS, _steps(workspace))
    office = workspace.office
    describe(book, "Matriks Ketertelusuran", f"{office.abbreviation} {office.region}", office.edition.drafted)
    return settled(book, office.edition.drafted)


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
        head(sheet, 1, index, title, width)
    for number, row in enumerate(rows, 2):
        for index, value in enumerate(row, 1):
            put(sheet, number, index, value)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    lying(sheet, "1:1")
