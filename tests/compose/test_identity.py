"""The identity page: thirteen items in their places, and what an office may add to them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from lpse_docs.compose import compose
from lpse_docs.compose.identity import identity, sop_approval_sheet
from lpse_docs.document.blocks import Block, Cell, Document, Figure, PageBreak, Paragraph, Row, Signature, Table
from lpse_docs.document.inlines import BLANK_DOTS, plain
from lpse_docs.document.outline import blocks_of, walk
from lpse_docs.document.roles import Role
from lpse_docs.model.sop import RevisionKind, Sop
from lpse_docs.model.workspace import Workspace

PAIRS = [
    ("Dasar Hukum:", "Kualifikasi Pelaksana:"),
    ("Keterkaitan:", "Peralatan/Perlengkapan:"),
    ("Peringatan:", "Pencatatan dan Pendataan:"),
]


def formed(workspace: Workspace, **changes: Any) -> Workspace:
    """The workspace with another form of its SOPs."""
    form = workspace.office.sop_form.model_copy(update=changes)
    return replace(workspace, office=workspace.office.model_copy(update={"sop_form": form}))


def lines(blocks: tuple[Block, ...]) -> list[str]:
    return [plain(block.children) for block in walk(blocks) if isinstance(block, Paragraph)]


def table(workspace: Workspace, sop: Sop) -> Table:
    (block,) = identity(workspace, sop).blocks
    assert isinstance(block, Table)
    return block


def facts(workspace: Workspace, sop: Sop) -> dict[str, tuple[Row, Cell]]:
    """Rows and values on the right, by their label."""
    head = [row for row in table(workspace, sop).rows if row.height]
    return {lines(row.cells[-2].blocks)[0]: (row, row.cells[-1]) for row in head}


def value(workspace: Workspace, sop: Sop, label: str) -> str:
    return " ".join(lines(facts(workspace, sop)[label][1].blocks))


def boxes(workspace: Workspace, sop: Sop) -> list[tuple[str, ...]]:
    return [tuple(lines(cell.blocks)[0] for cell in row.cells) for row in table(workspace, sop).rows if row.splittable]


def test_items_one_to_seven_stand_in_rows_of_their_height(workspace: Workspace) -> None:
    for sop in workspace.sops:
        heights = {label: row.height for label, (row, _) in facts(workspace, sop).items()}
        assert heights == {
            "Nomor SOP": 6, "Tanggal Pembuatan": 6, "Tanggal Revisi": 6, "Tanggal Efektif": 6,
            "Disahkan oleh": 38, "Nama SOP": 10,
        }  # fmt: skip
        assert value(workspace, sop, "Nama SOP") == sop.title.upper()


def test_unit_on_the_left_with_its_emblem_beside_all_of_them(workspace: Workspace) -> None:
    block = table(workspace, workspace.sops[0])
    unit = block.rows[0].cells[0]
    picture = unit.blocks[0]
    assert list(block.columns) == [54, 12, 34]
    assert unit.rows == 6
    assert isinstance(picture, Figure)
    assert 18 <= picture.height <= 22
    assert lines(unit.blocks)[0] == workspace.office.government.upper()
    assert not any(row.splittable for row in block.rows[:6])


def test_items_eight_to_thirteen_stand_in_pairs_that_may_run_on(workspace: Workspace) -> None:
    for sop in workspace.sops:
        assert boxes(workspace, sop) == PAIRS
        assert [[cell.columns for cell in row.cells] for row in table(workspace, sop).rows[6:]] == [[1, 2]] * 3


def test_unknown_facts_are_dotted_lines(workspace: Workspace) -> None:
    sop = workspace.sops[0].model_copy(update={"number": None, "created": None, "effective": None})
    for label in ("Nomor SOP", "Tanggal Pembuatan", "Tanggal Efektif"):
        assert value(workspace, sop, label) == BLANK_DOTS


@pytest.mark.parametrize(
    ("kind", "day", "words"),
    [
        (RevisionKind.PAST, date(2026, 3, 2), "2 Maret 2026"),
        (RevisionKind.PAST, None, "-"),
        (RevisionKind.PLANNED, date(2027, 1, 12), "12 Januari 2027 (rencana tinjau)"),
        (RevisionKind.PLANNED, None, f"{BLANK_DOTS} (rencana tinjau)"),
    ],
)
def test_the_day_of_revision_says_which_it_is(
    workspace: Workspace, kind: RevisionKind, day: date | None, words: str
) -> None:
    sop = workspace.sops[0].model_copy(update={"revision": kind, "revised": day})
    assert value(workspace, sop, "Tanggal Revisi") == words


def test_the_form_of_lkpp_adds_boxes_around_the_thirteen_items(workspace: Workspace) -> None:
    wider = formed(workspace, lkpp_boxes=True)
    sop = workspace.sops[0].model_copy(update={"revision_number": 0})
    assert boxes(wider, sop) == [("Penjelasan Singkat:", "Tujuan:"), *PAIRS, ("Definisi:",)]
    last = table(wider, sop).rows[-1].cells[0]
    assert last.columns == 3
    assert lines(last.blocks)[1] == f"{sop.terms[0].term}: {sop.terms[0].meaning}"
    assert value(wider, sop, "Nomor Revisi") == "0"
    assert "Nomor Revisi" not in facts(workspace, sop)
    assert "Nomor Revisi" not in facts(wider, workspace.sops[0]), "an unknown one is left out"


def test_a_sop_without_terms_has_a_dash_under_definisi(workspace: Workspace) -> None:
    sop = workspace.sops[0].model_copy(update={"terms": ()})
    last = table(formed(workspace, lkpp_boxes=True), sop).rows[-1]
    assert lines(last.cells[0].blocks) == ["Definisi:", "-"]


def approval(workspace: Workspace) -> Signature:
    (_, cell) = facts(workspace, workspace.sops[0])["Disahkan oleh"]
    (block,) = cell.blocks
    assert isinstance(block, Signature)
    return block


def test_the_anchor_is_printed_only_when_the_office_asks_for_it(workspace: Workspace) -> None:
    assert approval(workspace).anchor == ""
    assert approval(formed(workspace, signature_anchor="¤")).anchor == "¤"


def signers(workspace: Workspace) -> list[Signature]:
    sheet = sop_approval_sheet(workspace, workspace.sops[0]).blocks
    return [block for block in walk(sheet) if isinstance(block, Signature)]


def test_the_approval_sheet_has_three_signatures_in_the_order_of_lkpp(workspace: Workspace) -> None:
    sheet = sop_approval_sheet(workspace, workspace.sops[0]).blocks[-1]
    assert isinstance(sheet, Table)
    assert [lines(cell.blocks) for cell in sheet.header[0].cells] == [["Mengetahui"], ["Dibuat oleh"], ["Menyetujui"]]
    assert [block.heading for block in signers(workspace)] == [
        ("SEKRETARIS DAERAH KABUPATEN KATINGAN,",),
        ("PETUGAS SEKRETARIAT LPSE KABUPATEN KATINGAN,",),
        ("KEPALA LPSE KABUPATEN KATINGAN,",),
    ]
    assert all(not block.anchor for block in signers(formed(workspace, signature_anchor="¤")))


def test_an_office_that_names_nobody_gets_lines_to_write_on(workspace: Workspace) -> None:
    unnamed = signers(formed(workspace, acknowledged_by=None, prepared_by=None))
    assert [block.heading for block in unnamed[:2]] == [(f"{BLANK_DOTS},",)] * 2


def sheets(document: Document) -> list[str]:
    return [line for line in lines(tuple(blocks_of(document))) if line == "LEMBAR PENGESAHAN"]


def test_the_sheet_stands_on_its_own_page_before_each_sop_when_asked_for(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    made, found = compose(formed(workspace, approval_sheet=True), templates, {}, fonts)
    documents = {item.id: item for item in made}
    assert not found
    assert len(sheets(documents["buku-sop"])) == len(workspace.sops)
    sop = documents["sop-a-registrasi-verifikasi"]
    blocks = sop.sections[0].blocks
    sheet = next(i for i, block in enumerate(blocks) if isinstance(block, Paragraph) and block.role is Role.COVER_TITLE)
    breaks = next(i for i, block in enumerate(blocks) if isinstance(block, PageBreak))
    page = next(i for i, block in enumerate(blocks) if isinstance(block, Table) and "Identitas" in block.title)
    assert sheet < breaks < page


def test_the_shipped_form_is_that_of_the_regulation(documents: Mapping[str, Document], workspace: Workspace) -> None:
    form = workspace.office.sop_form
    assert (form.lkpp_boxes, form.approval_sheet, form.signature_anchor) == (False, False, None)
    assert not sheets(documents["buku-sop"])
