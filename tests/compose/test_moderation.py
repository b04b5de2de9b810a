"""The minutes' section on blind marks: figures, differences with their moderation, and silence before all have marked."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from lpse_docs.compose import compose
from lpse_docs.compose.moderation import decimal, moderation
from lpse_docs.compose.period import Period
from lpse_docs.document.blocks import Paragraph, Table
from lpse_docs.document.inlines import plain
from lpse_docs.document.outline import headings, walk
from lpse_docs.model.assessment import Assessment, BlindScores, Result, Status
from lpse_docs.model.workspace import Workspace
from tests.compose.periods import SECOND, placed, with_periods
from tests.compose.test_documents import plain_cell

TWO = ("asesor-1", "asesor-2")
CHANGED = {"S01-K01": Status.PARTIAL, "S02-K03": Status.UNMET}


def blind(workspace: Workspace, by: str, changed: Mapping[str, Status], *, left: int = 0) -> BlindScores:
    """All criteria marked met but some; the last `left` are not marked."""
    codes = [item.id for _, item in workspace.criteria()]
    results = tuple(
        Result(criterion=code, status=changed.get(code, Status.MET), assessor=by) for code in codes[: len(codes) - left]
    )
    made = BlindScores(period=SECOND, assessor=by, criteria_digest="0" * 64, results=results)
    marks: BlindScores = placed(made, f"assessments/{SECOND}/blind/{by}.yaml")
    return marks


def period(workspace: Workspace, *, left: int = 0) -> Period:
    whole = with_periods(workspace)
    sheets = (blind(workspace, TWO[0], {}), blind(workspace, TWO[1], CHANGED, left=left))
    given: Assessment = replace(whole.assessment[SECOND], blind=sheets)
    return Period(replace(whole, assessments=(whole.assessments[0], given)), given)


def told(given: Period) -> str:
    blocks = walk(moderation(given).blocks)
    return " ".join(plain(block.children) for block in blocks if isinstance(block, Paragraph))


def test_without_blind_marks_there_is_no_section(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    whole = with_periods(workspace)
    assert moderation(Period(whole, whole.assessment[SECOND])).blocks == ()
    chapters = {}
    for name, given in (("none", whole), ("some", period(workspace).workspace)):
        (made,), _ = compose(given, templates, {}, fonts, only=f"berita-acara-penilaian-{SECOND}")
        chapters[name] = [plain(item.children) for item in headings(made, 1)]
        named = {path for path in made.sources if "/blind/" in path}
        assert named == ({f"assessments/{SECOND}/blind/{by}.yaml" for by in TWO} if name == "some" else set())
    assert [item for item in chapters["some"] if item not in chapters["none"]] == ["Perbedaan Penilaian dan Moderasi"]


def test_the_report_does_not_look_at_blind_marks(
    workspace: Workspace, templates: Mapping[str, str], fonts: Mapping[str, bytes]
) -> None:
    (made,), _ = compose(period(workspace).workspace, templates, {}, fonts, only=f"laporan-kepatuhan-{SECOND}")
    assert not [path for path in made.sources if "/blind/" in path]


def test_nothing_is_shown_before_all_have_marked(workspace: Workspace) -> None:
    said = told(period(workspace, left=3))
    assert "asesor-2: 3 kriteria belum dinilai" in said
    assert "S01-K01" not in said and "Sebagian" not in said.title()


def test_agreement_and_differences_with_their_moderation(workspace: Workspace) -> None:
    given = decided(period(workspace))
    agreement, listed = (block for block in moderation(given).blocks if isinstance(block, Table))
    total = len(workspace.criteria())
    (row,) = [[plain_cell(cell) for cell in row.cells] for row in agreement.rows]
    assert row[:3] == ["asesor-1 dan asesor-2", str(total), f"{total - 2}/{total}"]
    assert row[3] == "0,00"
    rows = [[plain_cell(cell) for cell in row.cells] for row in listed.rows]
    assert [row[1] for row in rows] == list(CHANGED)
    assert rows[0][3] == "asesor-1: terpenuhiasesor-2: terpenuhi sebagian"
    assert [row[4] for row in rows] == ["TerpenuhiAlasan: Diperiksa bersama."] * 2


def decided(given: Period) -> Period:
    """The same after a moderator has decided with a reason."""
    told = {"reason": "Diperiksa bersama."}
    results = tuple(it.model_copy(update=told if it.criterion in CHANGED else {}) for it in given.card.results)
    history = tuple(it.model_copy(update={"changed_by": given.assessment.moderators[0]}) for it in given.card.history)
    card = given.card.model_copy(update={"results": results, "history": history})
    made = replace(given.assessment, scorecard=card)
    return Period(replace(given.workspace, assessments=(given.workspace.assessments[0], made)), made)


def test_a_difference_nobody_moderated_says_so(workspace: Workspace) -> None:
    unreasoned = period(workspace)
    assert told(unreasoned).count("Belum dimoderasi") == len(CHANGED)
    given = decided(unreasoned)
    card = given.card.model_copy(update={"history": ()})
    bare = replace(given.assessment, scorecard=card)
    said = told(Period(replace(given.workspace, assessments=(bare,)), bare))
    assert said.count("Belum dimoderasi") == len(CHANGED)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Fraction(0), "0,00"),
        (Fraction(1), "1,00"),
        (Fraction(17, 20), "0,85"),
        (Fraction(2, 3), "0,67"),
        (Fraction(1, 200), "0,01"),
        (Fraction(-1, 3), "-0,33"),
        (Fraction(-1, 300), "0,00"),
    ],
)
def test_kappa_has_two_decimals_behind_a_comma(value: Fraction, words: str) -> None:
    assert decimal(value) == words
