"""Forms and registers: lists, and layouts that can be filled in by hand."""

from collections.abc import Iterable, Sequence

from lpse_docs.compose.cells import cell, cell_of, header, lines
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Block, Cell, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import text
from lpse_docs.document.roles import Role, TableRole
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
REGISTER_COLUMNS = 9
EMPTY_LINES = 12
SHORT_LINES = 6
ONE_LINE = 60
WRITE_IN = "\u00a0"
SENTENCES = {
    FormKind.MINUTES: (
        "Yang bertanda tangan di bawah ini menerangkan dengan sebenarnya hal-hal berikut.",
        "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya.",
    ),
    FormKind.LETTER: (
        "Surat ini sekurang-kurangnya memuat hal-hal berikut.",
        "Demikian surat ini dibuat untuk dipergunakan sebagaimana mestinya.",
    ),
}
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
    """The form as it is printed and filled in by hand: a register as columns, a letter or minutes with its sentences."""
    signers = [
        field for field in form.fields if field.kind is FieldKind.SIGNATURE and form.kind is not FormKind.REGISTER
    ]
    fields = [field for field in form.fields if field not in signers]
    blocks: list[Block] = []
    if form.purpose:
        blocks.append(Paragraph(text(form.purpose), Role.LEAD, form.at("purpose")))
    match form.kind:
        case FormKind.REGISTER:
            blocks += _register(form, fields)
        case FormKind.MINUTES | FormKind.LETTER:
            opening, closing = SENTENCES[form.kind]
            blocks += [Paragraph(text(opening), Role.LEAD), _sheet(form, fields), Paragraph(text(closing), Role.LEAD)]
        case FormKind.SHEET | FormKind.REPORT:
            blocks.append(_sheet(form, fields))
    if signers:
        blocks.append(_signers(form, signers))
    if form.origin:
        blocks.append(Paragraph(text(f"Asal: {form.origin}."), Role.NOTE, form.at("origin")))
    return Fragment(tuple(blocks))


def _register(form: Form, fields: Sequence[FormField]) -> list[Block]:
    """Fields as columns with empty rows; many columns stand in bands below each other, numbered alike."""
    bands = -(-len(fields) // REGISTER_COLUMNS)
    size = -(-len(fields) // bands)
    tables: list[Block] = []
    for start in range(0, len(fields), size):
        part = fields[start : start + size]
        widths = (9.0, *(_weight(field) for field in part))
        names = (cell(field.name, Role.CELL_HEADER, origin=field.at("name")) for field in part)
        rows = (
            Row((cell(str(number), Role.CELL_CENTER), *(cell(WRITE_IN, Role.BODY) for _ in part)))
            for number in range(1, (EMPTY_LINES if bands == 1 else SHORT_LINES) + 1)
        )
        tables.append(Table(widths, tuple(rows), form.title, (Row((cell("No", Role.CELL_HEADER), *names)),)))
    return tables


def _weight(field: FormField) -> float:
    wide = {FieldKind.LONG_TEXT: 36.0, FieldKind.TEXT: 26.0, FieldKind.CHOICE: 26.0}
    return wide.get(field.kind, 20.0)


def _sheet(form: Form, fields: Sequence[FormField]) -> Table:
    rows = tuple(
        Row(
            (
                cell(str(index), Role.CELL_CENTER),
                cell(field.name, Role.CELL_LABEL, origin=field.at("name")),
                _space(field),
            )
        )
        for index, field in enumerate(fields, 1)
    )
    return Table((10, 55, 95), rows, form.title, (header("No", "Isian", "Diisi"),))


def _space(field: FormField) -> Cell:
    """Room to write, or boxes to tick."""
    role, words = Role.BODY, text(WRITE_IN)
    match field.kind:
        case FieldKind.CHOICE | FieldKind.CHECK:
            boxes = [f"{BOX}{WRITE_IN}{choice}" for choice in field.choices or ("Ya", "Tidak")]
            apart = lines(boxes) if sum(len(box) for box in boxes) > ONE_LINE else text(GAP.join(boxes))
            role, words = Role.CELL, apart
        case FieldKind.DATE:
            role, words = Role.CELL_SMALL, text("tanggal .......... bulan .................... tahun ..........")
        case FieldKind.TIME:
            role, words = Role.CELL_SMALL, text("pukul ..........")
        case FieldKind.LONG_TEXT:
            words = lines([WRITE_IN] * 3)
        case FieldKind.TEXT | FieldKind.NUMBER | FieldKind.SIGNATURE:
            pass
    hint = [Paragraph(text(field.note), Role.CELL_SMALL, field.at("note"))] if field.note else []
    return cell_of([Paragraph(words, role), *hint])


def _signers(form: Form, fields: Sequence[FormField]) -> Table:
    """Places to sign beside each other, two a row."""
    blocks = [
        Signature(f"{form.id}-{index}", (f"{_signer(field)},",), bare=True) for index, field in enumerate(fields, 1)
    ]
    pairs = [blocks[start : start + 2] for start in range(0, len(blocks), 2)]
    rows = tuple(Row(tuple(cell_of([block]) for block in pair) + (cell(""),) * (2 - len(pair))) for pair in pairs)
    return Table((1, 1), rows, f"Tanda tangan {form.title}", role=TableRole.PLAIN)


def _signer(field: FormField) -> str:
    who = field.name.removeprefix("Tanda tangan ").removeprefix("tanda tangan ")
    return who[:1].upper() + who[1:]
