"""Forms and registers: lists, and layouts that can be filled in by hand."""

from collections.abc import Iterable

from lpse_docs.compose.cells import cell, cell_of, header
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Block, Cell, Paragraph, Row, Table
from lpse_docs.document.inlines import BLANK_DOTS, text
from lpse_docs.document.roles import Role
from lpse_docs.model.form import FieldKind, Form, FormField, FormKind
from lpse_docs.model.sop import Sop
from lpse_docs.model.workspace import Workspace

KIND_WORDS = {
    FormKind.SHEET: "Formulir",
    FormKind.REGISTER: "Register",
    FormKind.MINUTES: "Berita acara",
    FormKind.REPORT: "Laporan",
    FormKind.LETTER: "Surat",
}
REGISTER_COLUMNS = 8
EMPTY_LINES = 3
BOX = "\u25a1"
GAP = " \u00a0\u00a0 "


def forms_table(forms: Iterable[Form]) -> Fragment:
    """Forms with the fields each holds."""
    rows = tuple(
        Row(
            (
                cell(item.title, origin=item.at("title")),
                cell(KIND_WORDS[item.kind], origin=item.at("kind")),
                cell("; ".join(field.name for field in item.fields) or "-", Role.CELL_SMALL),
                cell(item.origin or "-", Role.CELL_SMALL, origin=item.at("origin")),
            )
        )
        for item in forms
    )
    if not rows:
        return Fragment(
            (
                Paragraph(
                    text("Tidak ada register atau formulir tersendiri."),
                ),
            )
        )
    return Fragment(
        (Table((42, 20, 68, 30), rows, "Register dan formulir", (header("Nama", "Jenis", "Isian", "Asal"),)),)
    )


def form_index(workspace: Workspace, sops: Iterable[Sop]) -> Fragment:
    """Every form of the SOP book: owner, steps that use it, keeper."""
    rows: list[Row] = []
    for sop in sops:
        keepers = {record.form: record.keeper for record in sop.records}
        for form in sop.forms:
            numbers = _uses(sop, form.id)
            keeper = workspace.post.get(keepers.get(form.id, ""))
            rows.append(
                Row(
                    (
                        cell(str(len(rows) + 1), Role.CELL_CENTER),
                        cell(form.title, origin=form.at("title")),
                        cell(KIND_WORDS[form.kind]),
                        cell(f"SOP {sop.letter.upper()}", Role.CELL_CENTER),
                        cell(numbers),
                        cell(keeper.name if keeper else "-"),
                    )
                )
            )
    head = header("No", "Nama", "Jenis", "SOP", "Dipakai pada langkah", "Disimpan oleh")
    return Fragment((Table((10, 80, 24, 18, 55, 60), tuple(rows), "Daftar formulir", (head,)),))


def _uses(sop: Sop, form: str) -> str:
    found = []
    for index, flow in enumerate(sop.flows, 1):
        numbers = [str(number) for number, step in enumerate(flow.steps, 1) if form in step.forms]
        if numbers:
            found.append(f"alur {index}: {', '.join(numbers)}" if len(sop.flows) > 1 else ", ".join(numbers))
    return "; ".join(found) or "-"


def form_layout(form: Form) -> Fragment:
    """The form as it is printed: a register as columns, everything else as label and space."""
    blocks: list[Block] = []
    if form.purpose:
        blocks.append(Paragraph(text(form.purpose), Role.LEAD, form.at("purpose")))
    if form.kind is FormKind.REGISTER and len(form.fields) <= REGISTER_COLUMNS:
        blocks.append(_register(form))
    else:
        blocks.append(_sheet(form))
    if form.origin:
        blocks.append(Paragraph(text(f"Asal: {form.origin}."), Role.NOTE, form.at("origin")))
    return Fragment(tuple(blocks))


def _register(form: Form) -> Table:
    widths = (10.0, *(_weight(field) for field in form.fields))
    empty = Row(tuple(cell("", Role.CELL) for _ in widths))
    head = Row(
        (
            cell("No", Role.CELL_HEADER),
            *(cell(field.name, Role.CELL_HEADER, origin=field.at("name")) for field in form.fields),
        )
    )
    return Table(widths, (empty,) * EMPTY_LINES, form.title, (head,))


def _weight(field: FormField) -> float:
    wide = {FieldKind.LONG_TEXT: 36.0, FieldKind.TEXT: 26.0, FieldKind.CHOICE: 26.0}
    return wide.get(field.kind, 20.0)


def _sheet(form: Form) -> Table:
    rows = tuple(
        Row(
            (
                cell(str(index), Role.CELL_CENTER),
                cell(field.name, Role.CELL_LABEL, origin=field.at("name")),
                _space(field),
            )
        )
        for index, field in enumerate(form.fields, 1)
    )
    return Table((10, 60, 110), rows, form.title, (header("No", "Isian", "Diisi"),))


def _space(field: FormField) -> Cell:
    match field.kind:
        case FieldKind.CHOICE:
            words = GAP.join(f"{BOX} {choice}" for choice in field.choices)
        case FieldKind.CHECK:
            words = GAP.join((f"{BOX} Ya", f"{BOX} Tidak"))
        case FieldKind.DATE:
            words = "....... / ....... / .............. (tanggal / bulan / tahun)"
        case FieldKind.TIME:
            words = "....... : ......."
        case FieldKind.SIGNATURE:
            words = f"{BLANK_DOTS} (nama dan tanda tangan)"
        case FieldKind.LONG_TEXT:
            words = " ".join([BLANK_DOTS * 3] * 2)
        case FieldKind.TEXT | FieldKind.NUMBER:
            words = BLANK_DOTS * 2
    hint = [Paragraph(text(field.note), Role.CELL_SMALL, field.at("note"))] if field.note else []
    return cell_of([Paragraph(text(words), Role.CELL), *hint])
