"""Forms and registers: lists, and layouts that can be filled in by hand."""

from collections.abc import Iterable, Iterator, Sequence

from lpse_docs.compose.cells import cell, cell_of, header
from lpse_docs.compose.template import Fragment
from lpse_docs.document.blocks import Block, Cell, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import FillIn, FillKind, text
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
SEVERAL_LINES, FEW_LINES = 3, 2
MANY_LONG = 10
SHORT_NAME = 24
KINDS = {
    FieldKind.TEXT: FillKind.TEXT,
    FieldKind.LONG_TEXT: FillKind.LONG_TEXT,
    FieldKind.DATE: FillKind.DATE,
    FieldKind.TIME: FillKind.TIME,
    FieldKind.NUMBER: FillKind.NUMBER,
    FieldKind.CHOICE: FillKind.CHOICE,
    FieldKind.CHECK: FillKind.CHECK,
    FieldKind.SIGNATURE: FillKind.TEXT,
}
ADVICE = {FieldKind.DATE: "Misalnya 23 November 2026.", FieldKind.TIME: "Misalnya 14.30."}
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
CHECKED = "\u00a0Ya"


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
    """The form as it is filled in, by hand or on screen: a register as columns, a letter or minutes with its sentences."""
    signers = [
        field for field in form.fields if field.kind is FieldKind.SIGNATURE and form.kind is not FormKind.REGISTER
    ]
    fields = [field for field in form.fields if field not in signers]
    blocks: list[Block] = []
    about = [form.purpose, f"Asal: {form.origin}." if form.origin else None]
    if any(about):
        blocks.append(Paragraph(text(" ".join(filter(None, about))), Role.LEAD, form.at("purpose")))
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
    return Fragment(tuple(blocks))


def _register(form: Form, fields: Sequence[FormField]) -> list[Block]:
    """Fields as columns with empty lines; many columns stand in bands below each other, numbered alike."""
    bands = -(-len(fields) // REGISTER_COLUMNS)
    size = -(-len(fields) // bands)
    lines = range(1, (EMPTY_LINES if bands == 1 else SHORT_LINES) + 1)
    tables: list[Block] = []
    for start in range(0, len(fields), size):
        part = fields[start : start + size]
        widths = (9.0, *(_weight(field) for field in part))
        names = (cell(field.name, Role.CELL_HEADER, origin=field.at("name")) for field in part)
        rows = (
            Row((cell(str(line), Role.CELL_CENTER), *(_line(form, field, line) for field in part))) for line in lines
        )
        tables.append(Table(widths, tuple(rows), form.title, (Row((cell("No", Role.CELL_HEADER), *names)),)))
    return [*tables, *_choices(fields)]


def _weight(field: FormField) -> float:
    wide = {FieldKind.LONG_TEXT: 36.0, FieldKind.TEXT: 26.0, FieldKind.CHOICE: 26.0}
    return wide.get(field.kind, 20.0)


def _line(form: Form, field: FormField, line: int) -> Cell:
    """One cell of a register."""
    name, label = f"{form.id}/{field.id}/{line}", f"{field.name}, baris {line}"
    place = FillIn(name, label, _kind(field), field.choices, ADVICE.get(field.kind, ""), narrow=True)
    return cell((place,), Role.CELL_CENTER if field.kind is FieldKind.CHECK else Role.CELL_FILL)


def _choices(fields: Sequence[FormField]) -> Iterator[Block]:
    """What may be written into the columns of a register that have choices."""
    told = [f"{field.name}: {'; '.join(field.choices)}." for field in fields if field.choices]
    if told:
        yield Paragraph(text(" ".join(told)), Role.NOTE)


def _sheet(form: Form, fields: Sequence[FormField]) -> Table:
    lines = SEVERAL_LINES if sum(field.kind is FieldKind.LONG_TEXT for field in fields) <= MANY_LONG else FEW_LINES
    rows = tuple(
        Row((cell(str(index), Role.CELL_CENTER), _label(field), _room(form, field, lines)))
        for index, field in enumerate(fields, 1)
    )
    return Table((10, 70, 80), rows, form.title, (header("No", "Isian", "Diisi"),))


def _label(field: FormField) -> Cell:
    """The name of a field, and below it how to fill it in."""
    note = field.note or ("" if field.required else "Bila ada.")
    hint = [Paragraph(text(note), Role.CELL_SMALL, field.at("note"))] if note else []
    return cell_of([Paragraph(text(field.name), Role.CELL_LABEL, field.at("name")), *hint])


def _room(form: Form, field: FormField, lines: int) -> Cell:
    """Room to write, several lines for a long text, or boxes to tick."""
    kind = _kind(field)
    advice = " ".join(filter(None, (field.note, ADVICE.get(field.kind))))
    room = lines if kind is FillKind.LONG_TEXT else 1
    name = f"{form.id}/{field.id}"
    place = FillIn(name, field.name, kind, field.choices, advice, required=field.required, lines=room)
    match kind:
        case FillKind.CHOICE:
            return cell((place,))
        case FillKind.CHECK:
            return cell((place, *text(CHECKED)))
        case _:
            return cell((place,), Role.CELL_FILL)


def _kind(field: FormField) -> FillKind:
    """How a field is filled in; one whose choices are missing (LPSE512) still gets a line."""
    if field.kind is FieldKind.CHOICE and not field.choices:
        return FillKind.TEXT
    return KINDS[field.kind]


def _signers(form: Form, fields: Sequence[FormField]) -> Table:
    """Places to sign beside each other, two a row; three with short names share one."""
    blocks = [Signature(f"{form.id}/{field.id}", (f"{_signer(field)},",), bare=True) for field in fields]
    across = 3 if len(blocks) == 3 and all(len(_signer(field)) <= SHORT_NAME for field in fields) else 2
    groups = [blocks[start : start + across] for start in range(0, len(blocks), across)]
    rows = tuple(
        Row(tuple(cell_of([block]) for block in group) + (cell(""),) * (across - len(group))) for group in groups
    )
    return Table((1,) * across, rows, f"Tanda tangan {form.title}", role=TableRole.PLAIN)


def _signer(field: FormField) -> str:
    who = field.name.removeprefix("Tanda tangan ").removeprefix("tanda tangan ")
    return who[:1].upper() + who[1:]
