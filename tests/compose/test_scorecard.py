"""Blank scorecards: a place for every answer about every criterion, and what they were made from."""

from lpse_docs.compose.scorecard import STATUSES, scorecard_head, scorecard_signatures, scorecard_table
from lpse_docs.document.blocks import Document, Signature, Table
from lpse_docs.document.outline import walk
from lpse_docs.model.assessment import criteria_digest
from lpse_docs.model.workspace import Workspace
from tests.compose.test_forms import places

FIELDS = ("status", "alasan", "temuan", "rekomendasi", "bukti", "tanggal")


def test_every_criterion_has_a_place_for_every_answer(workspace: Workspace) -> None:
    for standard in workspace.standards:
        found = places(walk(scorecard_table(standard).blocks))
        assert [place.name for place in found] == [f"{item.id}/{name}" for item in standard.criteria for name in FIELDS]
        assert all(place.boxed and place.choices == STATUSES for place in found[:: len(FIELDS)])


def test_the_head_asks_who_judges_when_and_where(workspace: Workspace) -> None:
    found = places(walk(scorecard_head(workspace, workspace.standards[0]).blocks))
    assert [place.name for place in found] == [f"lembar/{name}" for name in ("periode", "asesor", "tanggal", "tempat")]


def test_no_row_is_broken_and_heads_are_repeated(workspace: Workspace) -> None:
    for standard in workspace.standards:
        (table,) = scorecard_table(standard).blocks
        assert isinstance(table, Table)
        assert table.header
        assert not any(row.splittable for row in table.rows)


def test_two_assessors_sign_with_names_left_open() -> None:
    signed = [block for block in walk(scorecard_signatures().blocks) if isinstance(block, Signature)]
    assert [(block.name, block.bare) for block in signed] == [(None, True)] * 2


def test_a_scorecard_says_what_it_was_made_from(workspace: Workspace, documents: dict[str, Document]) -> None:
    for standard in workspace.standards:
        card = documents[f"kartu-skor-{standard.letter}-{standard.id}"]
        assert {f"kartu-skor:{standard.letter}", f"kriteria:{criteria_digest(workspace.standards)}"} <= set(
            card.keywords
        )
