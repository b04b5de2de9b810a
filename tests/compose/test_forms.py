"""Forms as they are filled in: every field has its place, and its own name over all documents."""

from collections.abc import Iterator, Mapping

from lpse_docs.compose.forms import form_layout
from lpse_docs.document.blocks import Block, Document, Paragraph, Signature, Table
from lpse_docs.document.inlines import FillIn, FillKind
from lpse_docs.document.outline import blocks_of, walk
from lpse_docs.model.form import FieldKind, Form, FormField, FormKind
from lpse_docs.model.workspace import Workspace

NAMED = {
    "formulir-pendaftaran",
    "formulir-keikutsertaan",
    "berita-acara-kesaksian",
    "izin-masuk-ruang-server",
    "log-pemantauan-harian",
    "log-pencadangan",
    "tiket-layanan",
}


def places(blocks: Iterator[Block]) -> list[FillIn]:
    """The places to fill in, in reading order."""
    paragraphs = (block for block in blocks if isinstance(block, Paragraph))
    return [child for paragraph in paragraphs for child in paragraph.children if isinstance(child, FillIn)]


def laid_out(form: Form) -> list[Block]:
    return list(walk(form_layout(form).blocks))


def test_the_forms_the_regulation_asks_for_can_be_filled_in(workspace: Workspace) -> None:
    forms = {form.id: form for sop in workspace.sops for form in sop.forms}
    assert forms.keys() >= NAMED
    for name in NAMED:
        assert {place.kind for place in places(iter(laid_out(forms[name])))} >= {FillKind.TEXT, FillKind.DATE}


def test_every_field_of_every_form_has_its_place(workspace: Workspace) -> None:
    for form in (form for sop in workspace.sops for form in sop.forms):
        found = laid_out(form)
        named = {place.name for place in places(iter(found))} | {
            block.field for block in found if isinstance(block, Signature)
        }
        assert {"/".join(name.split("/")[:2]) for name in named} == {f"{form.id}/{field.id}" for field in form.fields}


def test_signatures_stay_places_to_sign(workspace: Workspace) -> None:
    for form in (form for sop in workspace.sops for form in sop.forms if form.kind is not FormKind.REGISTER):
        signed = [field for field in form.fields if field.kind is FieldKind.SIGNATURE]
        found = [block for block in laid_out(form) if isinstance(block, Signature)]
        assert [block.field for block in found] == [f"{form.id}/{field.id}" for field in signed]


def test_every_cell_of_the_empty_lines_of_a_register_is_a_place() -> None:
    form = Form(id="buku", title="Buku", kind=FormKind.REGISTER, fields=tuple(map(some_field, FieldKind)))
    (table,) = (block for block in form_layout(form).blocks if isinstance(block, Table))
    for line, row in enumerate(table.rows, 1):
        inside = [places(walk(cell.blocks)) for cell in row.cells]
        assert inside[0] == []
        assert [place.name for cell in inside[1:] for place in cell] == [
            f"buku/{kind.name.lower().replace('_', '-')}/{line}" for kind in FieldKind
        ]
        assert all(place.narrow and not place.required for cell in inside for place in cell)


def some_field(kind: FieldKind) -> FormField:
    """A field of some kind."""
    choices = ("Baik", "Rusak") if kind is FieldKind.CHOICE else ()
    return FormField(name=kind.name.replace("_", " "), kind=kind, choices=choices)


def test_columns_with_choices_are_explained_below_the_register() -> None:
    form = Form(id="buku", title="Buku", kind=FormKind.REGISTER, fields=(some_field(FieldKind.CHOICE),))
    last = form_layout(form).blocks[-1]
    assert isinstance(last, Paragraph)
    assert "CHOICE: Baik; Rusak." in str(last.children)


def test_a_choice_without_choices_is_a_line_to_write_on() -> None:
    form = Form(id="a", title="A", kind=FormKind.SHEET, fields=(FormField(name="B", kind=FieldKind.CHOICE),))
    assert [place.kind for place in places(iter(laid_out(form)))] == [FillKind.TEXT]


def test_help_stands_beside_the_name_and_goes_along_on_screen() -> None:
    fields = (
        FormField(name="Jam", kind=FieldKind.TIME, note="Waktu setempat."),
        FormField(name="Alasan", required=False),
    )
    form = Form(id="a", title="A", kind=FormKind.SHEET, fields=fields)
    time, reason = places(iter(laid_out(form)))
    assert (time.advice, time.required) == ("Waktu setempat. Misalnya 14.30.", True)
    assert (reason.advice, reason.required) == ("", False)
    assert "Bila ada." in str(form_layout(form).blocks)


def test_names_are_unique_in_every_document(documents: Mapping[str, Document]) -> None:
    for document in documents.values():
        names = [place.name for place in places(blocks_of(document))]
        assert len(names) == len(set(names)), document.id
