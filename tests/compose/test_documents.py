"""What every shipped document must contain, whatever its wording."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest

from lpse_docs.compose import compose, names
from lpse_docs.document.blocks import Cell, Document, Heading, Items, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import Reference, plain
from lpse_docs.document.outline import blocks_of, headings
from lpse_docs.document.roles import Role
from lpse_docs.model.workspace import Workspace

IDENTITY = (
    "Nomor SOP", "Tanggal Pembuatan", "Tanggal Revisi", "Tanggal Efektif", "Disahkan oleh", "Nama SOP", "Dasar Hukum:",
    "Kualifikasi Pelaksana:", "Keterkaitan:", "Peralatan/Perlengkapan:", "Peringatan:", "Pencatatan dan Pendataan:",
)  # fmt: skip


def words(document: Document) -> str:
    lines = []
    for block in blocks_of(document):
        if isinstance(block, Heading | Paragraph):
            lines.append(plain(block.children))
        elif isinstance(block, Signature):
            lines += block.heading
    return "\n".join(lines)


def rows(document: Document) -> list[Row]:
    return [row for block in blocks_of(document) if isinstance(block, Table) for row in (*block.header, *block.rows)]


def cells(document: Document) -> list[Cell]:
    return [cell for row in rows(document) for cell in row.cells]


def test_every_document_of_the_list_is_made(workspace: Workspace, documents: Mapping[str, Document]) -> None:
    assert [name for _, name in names(workspace)] == list(documents)
    assert len(documents) == 5 + len(workspace.sops) + 2 * len(workspace.standards)


def test_nothing_is_left_of_the_machinery(documents: Mapping[str, Document]) -> None:
    for document in documents.values():
        assert not re.search(r"[\ue000-\uf8ff]|\{\{|\{%|None|Span\(", words(document)), document.id


def test_anchors_are_unique_and_references_resolve(documents: Mapping[str, Document]) -> None:
    for document in documents.values():
        anchors = [item.anchor for item in headings(document)] + [row.anchor for row in rows(document) if row.anchor]
        assert len(anchors) == len(set(anchors)), document.id
        targets = {
            child.anchor
            for block in blocks_of(document)
            if isinstance(block, Paragraph)
            for child in block.children
            if isinstance(child, Reference)
        }
        assert targets <= set(anchors), document.id


def test_table_rows_fill_their_columns(documents: Mapping[str, Document]) -> None:
    for document in documents.values():
        for table in (block for block in blocks_of(document) if isinstance(block, Table)):
            held = [0] * len(table.columns)
            for row in (*table.header, *table.rows):
                width = sum(cell.columns for cell in row.cells) + sum(1 for count in held if count)
                assert width == len(table.columns), (document.id, table.title)
                _hold(held, row)


def _hold(held: list[int], row: Row) -> None:
    """Count down the row spans from above and start those of this row."""
    column = 0
    started: set[int] = set()
    for cell in row.cells:
        while held[column] and column not in started:
            column += 1
        for index in range(column, column + cell.columns):
            if cell.rows > 1:
                held[index] = cell.rows
                started.add(index)
        column += cell.columns
    for index, count in enumerate(held):
        held[index] = max(count - 1, 0)


def test_a_sop_shows_its_thirteen_items(workspace: Workspace, documents: Mapping[str, Document]) -> None:
    for sop in workspace.sops:
        labels = [
            plain(block.children)
            for block in blocks_of(documents[f"sop-{sop.letter}-{sop.id}"])
            if isinstance(block, Paragraph)
        ]
        for item in IDENTITY:
            assert any(label.startswith(item) for label in labels), (sop.id, item)
        for flow in sop.flows:
            for step in flow.steps:
                assert step.activity in labels


def test_every_criterion_stands_in_its_sheet_and_in_the_manual(
    workspace: Workspace, documents: Mapping[str, Document]
) -> None:
    manual = words(documents["manual-standar-lpse"])
    for standard in workspace.standards:
        sheet = words(documents[f"standar-{standard.letter}-{standard.id}"])
        for criterion in standard.criteria:
            for item in (criterion.id, criterion.statement, *(proof.item for proof in criterion.evidence)):
                assert item in sheet
                assert item in manual


def test_every_provision_stands_in_the_matrix_both_ways(
    workspace: Workspace, documents: Mapping[str, Document]
) -> None:
    matrix = words(documents["matriks-ketertelusuran"])
    for provision in workspace.regulation.provisions:
        assert provision.text in matrix
    for _, criterion in workspace.criteria():
        assert criterion.id in matrix
    for _, _, step in workspace.steps():
        assert step.activity in matrix


def test_the_books_keep_their_order(documents: Mapping[str, Document]) -> None:
    manual = [plain(item.children) for item in headings(documents["manual-standar-lpse"], 1)]
    assert manual[:4] == ["Lembar Pengesahan", "Riwayat Perubahan", "Dasar Hukum", "Cara Membaca Manual"]
    assert manual[-2:] == ["Matriks Ketertelusuran", "Daftar Istilah"]
    assert len(manual) == 6 + 17
    book = words(documents["buku-sop"])
    order = [
        "RANCANGAN KEPUTUSAN",
        "Menimbang",
        "Mengingat",
        "MEMUTUSKAN",
        "KESATU",
        "LAMPIRAN KEPUTUSAN",
        "Penjelasan Singkat",
        "SOP Registrasi",
        "Daftar Formulir",
    ]
    assert [book.index(word) for word in order] == sorted(book.index(word) for word in order)
    assert book.rstrip().endswith("BUPATI KATINGAN,")


def test_working_criteria_say_so(documents: Mapping[str, Document]) -> None:
    for document in documents.values():
        if document.folder == "standar" or document.id == "manual-standar-lpse":
            assert "kriteria kerja" in words(document)
            assert "bukan naskah resmi LKPP" in words(document)


def test_no_percentage_is_printed(documents: Mapping[str, Document]) -> None:
    assert not [item.id for item in documents.values() if "%" in words(item)]


def test_official_documents_are_drafts_and_carry_their_sources(documents: Mapping[str, Document]) -> None:
    drafts = {item.id for item in documents.values() if item.draft}
    assert drafts == set(documents) - {"panduan-pengguna", "panduan-verifikasi"}
    assert all(document.attachments for document in documents.values())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("title: x\nsubject: y\n\n a <div>\n", ("LPSE902", "4:4")),
        ("title: x\nsubject: y\n\n![a](b.png)\n", ("LPSE902", "4:1")),
        ("title: x\nsubject: y\n\na\n{: .tidak-ada }\n", ("LPSE902", "5:1")),
        ("title: x\nsubject: y\n\na\n{: .catatan class=lain }\n", ("LPSE902", "5:1")),
        ("title: x\nsubject: y\n\n***\n", ("LPSE902", "4:1")),
        ("title: x\nsubject: y\n\n[a]({{ office.website }})\n", ("LPSE902", "4:3")),
        ("title: x\nsubject: y\n\n[a](file:///b)\n", ("LPSE901", "4:5")),
        ("title: x\nsubject: y\n\n{{ tabel() }}\n", ("LPSE901", "4:4")),
        ("title: x\nsubject: y\n\n{{ part('lain') }}\n", ("LPSE901", "4:10")),
        ("title: x\nsubject: y\n\nlihat {{ letterhead() }} ini\n", ("LPSE903", "4:1")),
        ("title: x\nsubject: y\n\n{{ section('miring') }}\n\nx\n", ("LPSE901", "4:13")),
        ("subject: y\n\nx\n", ("LPSE904", "1:1")),
        ("title: x\nsubject: y\norientation: miring\n\nx\n", ("LPSE905", "3:1")),
        ("title: x\nsubject: y\ndraft: yes\n\nx\n", ("LPSE905", "3:1")),
    ],
)
def test_a_template_fault_is_a_located_finding(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes], body: str, expected: tuple[str, str]
) -> None:
    broken = {**templates, "panduan-pengguna.md.j2": body}
    made, found = compose(workspace, broken, {}, fonts, only="panduan-pengguna")
    code, place = expected
    assert [item.code for item in found] == [code]
    assert str(found[0].span) == f"templates/documents/panduan-pengguna.md.j2:{place}"
    assert made == ()


def test_a_template_fault_is_told_once_and_stops_only_its_own_document(
    workspace: Workspace,
    templates: Mapping[str, str],
    fonts: Mapping[str, bytes],
    documents: Mapping[str, Document],
) -> None:
    body = "title: x\nsubject: y\n\n{{ tabel() }}\n"
    made, found = compose(workspace, {**templates, "panduan-pengguna.md.j2": body}, {}, fonts)
    assert len(found) == 1
    assert {item.id for item in made} == set(documents) - {"panduan-pengguna"}


def test_what_introduces_a_table_a_list_or_commands_stays_with_it(documents: Mapping[str, Document]) -> None:
    for document in documents.values():
        for section in document.sections:
            for block, following in pairwise(section.blocks):
                if isinstance(block, Paragraph) and isinstance(following, Table | Items):
                    assert block.role is not Role.BODY, (document.id, plain(block.children))


def test_the_decree_is_signed_beside_its_last_point(documents: Mapping[str, Document]) -> None:
    (last,) = (row for row in rows(documents["buku-sop"]) if plain_cell(row.cells[0]) == "KEEMPAT")
    assert not last.splittable
    signed = [block for block in blocks_of(documents["buku-sop"]) if isinstance(block, Signature) and block.decree]
    held = [cell for table in last.cells[-1].blocks if isinstance(table, Table) for cell in table.rows[0].cells]
    assert [block.field for cell in held for block in cell.blocks if isinstance(block, Signature)] == [signed[0].field]


def plain_cell(cell: Cell) -> str:
    return "".join(plain(block.children) for block in cell.blocks if isinstance(block, Paragraph))


def test_code_marks_and_underlined_headings_are_left_alone(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    body = "title: x\nsubject: y\ndraft: tidak\n\nJudul\n---\n\n`<div>` dan `{: .x }`\n\n    <div>\n\nAkhir\n{: .catatan }\n"
    made, found = compose(workspace, {**templates, "panduan-pengguna.md.j2": body}, {}, fonts, only="panduan-pengguna")
    assert found == []
    assert [item.draft for item in made if item.id == "panduan-pengguna"] == [False]


def test_a_seventh_sop_is_counted_and_named(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    seventh = workspace.sops[-1].model_copy(update={"letter": "g", "id": "kunci", "title": "Pengelolaan Kunci"})
    more = replace(workspace, sops=(*workspace.sops, seventh))
    made, _ = compose(more, templates, {}, fonts)
    book = next(item for item in made if item.id == "buku-sop")
    assert "Enam" not in book.subject
    assert ", serta Pengelolaan Kunci." in words(book)
    assert "memuat 7 standar operasional prosedur" in "".join(re.findall(r"value='(.*?)'", repr(book)))
