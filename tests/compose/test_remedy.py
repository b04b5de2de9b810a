"""What closes a gap: no gap without a word on what lacks, what to do, and who answers for it."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from lpse_docs.assess.gaps import Why
from lpse_docs.assess.score import Doubt
from lpse_docs.compose.period import Period
from lpse_docs.compose.phrasing import within
from lpse_docs.compose.remedy import NOBODY, derived, gaps_table, lacking, pressing_table, remedy, responsible
from lpse_docs.compose.report import letter_head
from lpse_docs.document.blocks import Paragraph, Table
from lpse_docs.document.inlines import plain
from lpse_docs.document.outline import walk
from lpse_docs.model.evidence import Confidentiality
from lpse_docs.model.plan import PlanDefaults
from lpse_docs.model.workspace import Workspace
from tests.compose.periods import ADVICE, FINDING, SECOND, with_periods


@pytest.fixture(scope="module")
def period(workspace: Workspace) -> Period:
    made = with_periods(workspace)
    return Period(made, made.assessment[SECOND])


def silent(workspace: Workspace, **changed: object) -> Period:
    """The period whose assessors wrote nothing beside the status, or what is given."""
    made = with_periods(workspace, complete=True)
    given = made.assessment[SECOND]
    words = {"finding": None, "recommendation": None, "reason": None, **changed}
    results = tuple(item.model_copy(update=words) for item in given.scorecard.results)
    card = given.scorecard.model_copy(update={"results": results})
    return Period(made, replace(given, scorecard=card))


def test_the_words_of_the_assessors_go_first(period: Period) -> None:
    advised = [gap for gap in period.gaps if (it := period.assessment.result.get(gap.criterion)) and it.recommendation]
    assert advised
    assert all(remedy(period, gap) == ADVICE for gap in advised)


def test_without_their_words_the_evidence_tells_what_to_do(workspace: Workspace) -> None:
    period = silent(workspace)
    verbs: Mapping[Doubt, str] = {Doubt.EXPIRED: "Perbarui: ", Doubt.NOT_APPROVED: "Sahkan: "}
    seen = set()
    for gap in period.gaps:
        told = remedy(period, gap)
        if gap.why is Why.UNREASONED:
            assert told == "Tulis alasan mengapa kriteria ini tidak berlaku."
            continue
        demanded = {item.kind: within(item.item) for item in period.criterion[gap.criterion][1].evidence}
        for short in gap.shortfalls:
            assert demanded[short.kind] in told
            doubts = {doubt for _, doubt in short.cited}
            for doubt in doubts & verbs.keys():
                assert verbs[doubt] in told and all(code in told for code, _ in short.cited)
                seen.add(doubt)
            if not doubts:
                assert "Lengkapi: " in told
    assert seen == set(verbs)


def test_no_gap_is_left_without_what_lacks(workspace: Workspace, period: Period) -> None:
    bare, found = silent(workspace), silent(workspace, finding=FINDING)
    partial = [gap for gap in bare.gaps if gap.why is Why.PARTIAL]
    assert {bool(gap.shortfalls) for gap in partial} == {True, False}
    for gap in partial:
        if gap.shortfalls:
            assert "; kurang " in lacking(bare, gap)
        else:
            assert lacking(bare, gap).endswith("asesor menilai isinya belum memadai.")
            assert lacking(found, gap).endswith(FINDING)
            assert derived(found, gap) == "Tindak lanjuti temuan asesor."
    unassessed = [gap for gap in period.gaps if gap.why is Why.UNASSESSED]
    assert unassessed
    assert all(lacking(period, gap) == "Belum dinilai." for gap in unassessed)
    assert {remedy(period, gap) for gap in unassessed} == {"Nilai kriteria ini."}


def test_who_answers_is_the_unit_of_the_standard_or_nobody(period: Period) -> None:
    owners = {item.letter: item.unit for item in period.workspace.office.planning.standards}
    assert responsible(period, "h") == period.workspace.post[owners["h"]].name
    office = period.workspace.office.model_copy(update={"planning": PlanDefaults()})
    assert responsible(Period(replace(period.workspace, office=office), period.assessment), "h") == NOBODY


def test_no_cell_of_the_tables_is_empty(workspace: Workspace, period: Period) -> None:
    for given in (period, silent(workspace)):
        for made in (gaps_table(given), pressing_table(given)):
            (table,) = made.blocks
            assert isinstance(table, Table)
            cells = [
                [plain(it.children) for it in cell.blocks if isinstance(it, Paragraph)]
                for row in table.rows
                for cell in row.cells
            ]
            assert all(words and all(word not in {"", "-"} for word in words) for words in cells)


def test_a_letter_counts_what_it_encloses_and_is_as_restricted_as_that(period: Period) -> None:
    told = " ".join(lines_of(period, "Laporan", "Berita Acara"))
    assert "Sifat : Terbatas" in told and "Lampiran : 2 (dua) berkas" in told
    register = period.assessment.register
    free = tuple(item.model_copy(update={"confidentiality": Confidentiality.PUBLIC}) for item in register.evidence)
    given = replace(period.assessment, register=register.model_copy(update={"evidence": free}))
    told = " ".join(lines_of(Period(period.workspace, given), "Laporan"))
    assert "Sifat : Biasa" in told and "Lampiran : 1 (satu) berkas" in told


def lines_of(period: Period, *enclosed: str) -> list[str]:
    blocks = walk(letter_head(period, "Penyampaian Laporan", *enclosed).blocks)
    return [plain(block.children) for block in blocks if isinstance(block, Paragraph)]
