"""`lpse-docs score`: what is shown of cases that the example does not have, and that two outputs tell the same."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lpse_docs.assess.score import score
from lpse_docs.cli.period import before
from lpse_docs.cli.scoreboard import Board, lines
from lpse_docs.load.project import load_project
from lpse_docs.model.assessment import Assessment, Result, Status
from lpse_docs.model.office import Stage
from lpse_docs.model.seal import continued
from lpse_docs.model.standard import Confidence, EvidenceKind, Standard
from lpse_docs.model.workspace import Workspace
from tests.assess.samples import assessment, evidence, result, standard
from tests.cli.conftest import lpse

MET, PARTIAL, UNMET, NOT_APPLICABLE, UNASSESSED = Status
POLICY, DECREE, RECORD = EvidenceKind
STAGES = (Stage(stage=1, cumulative=1, standards=(), reason="-", confidence=Confidence.PROPOSAL),)
ONE = (standard("a", (POLICY, RECORD)),)


def told(given: Assessment, *, standards: tuple[Standard, ...] = ONE) -> str:
    board = Board(given, score(given, standards, STAGES), standards, True, None, None)
    return "\n".join(lines(board, explain=True, whole=True))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (result("S01-K01", NOT_APPLICABLE), "S01-K01  belum (dinilai tidak berlaku)\n           tidak berlaku tanpa alasan"),
        (result("S01-K01", UNMET, "k", "r"), "S01-K01  belum\n           jenis bukti yang diminta ada"),
        (result("S01-K01", MET, "k", "x"), "rekaman: tidak ada bukti\n           x: tidak terdapat dalam daftar bukti"),
        (result("S01-K01", MET, "k", "tua"), "rekaman: tua kedaluwarsa"),
        (result("S01-K01", MET, "k", "r", "tua"), "Standar terpenuhi   1 dari 1"),
    ],
)  # fmt: skip
def test_why_a_criterion_does_not_count(found: Result, words: str) -> None:
    register = [
        evidence("k", POLICY, "S01-K01"),
        evidence("r", RECORD, "S01-K01"),
        evidence("tua", RECORD, "S01-K01", effective_to=date(2026, 3, 1)),
    ]
    assert words in told(assessment(ONE, [found], register))


def test_a_status_without_history_is_told() -> None:
    text = told(assessment(ONE, [result("S01-K01", MET)], history=()))
    assert "kartu skor menulis terpenuhi, tetapi riwayatnya belum dinilai" in text
    assert "BELUM LENGKAP: 1 kriteria" in text
    assert "Tahap tercapai      belum ada" in text


def test_a_history_that_is_not_whole_is_told() -> None:
    given_ = assessment(ONE, [result("S01-K01", MET)])
    sealed = continued((), given_.scorecard.history)
    assert "RIWAYAT TIDAK UTUH" in told(given_)
    assert "RIWAYAT" not in told(assessment(ONE, [result("S01-K01", MET)], history=sealed))
    edited = [item.model_copy(update={"changed_on": date(2026, 5, 1)}) for item in sealed]
    assert "RIWAYAT TIDAK UTUH" in told(assessment(ONE, [result("S01-K01", MET)], history=edited))


def test_what_demands_no_evidence_cannot_be_proven() -> None:
    bare = (standard("a", ()),)
    assert "kriteria tidak meminta bukti" in told(assessment(bare, [result("S01-K01", MET)]), standards=bare)


@pytest.fixture
def demo(example: Path) -> str:
    return str(example)


@pytest.mark.parametrize("on", ["2020-01-01", "2026-04-28", "2026-06-30", "2026-07-06", "2099-12-31"])
def test_both_outputs_tell_the_same_and_no_percentage(demo: str, on: str) -> None:
    data = json.loads(lpse("--project", demo, "score", "--on", on, "--output", "json").text)
    text = lpse("--project", demo, "score", "--on", on, "--explain").text
    assert f"Standar terpenuhi   {data['standards_met']} dari {data['standards_total']}\n" in text
    assert f"Kriteria terpenuhi  {data['criteria_met']} dari {data['criteria_applicable']}\n" in text
    assert ("BELUM LENGKAP" in text) is not data["complete"]
    wanting = [
        item["criterion"]
        for one in data["standards"]
        for item in one["criteria"]
        if item["outcome"] not in ("terpenuhi", "tidak-berlaku")
    ]
    assert re.findall(r"^  (S\d\d-K\d\d)  ", text, re.MULTILINE) == wanting
    assert "%" not in text
    assert sum(one["met"] for one in data["standards"]) == data["standards_met"]


def test_a_day_before_the_period_before_was_scored_is_not_compared_with_it(demo: str) -> None:
    early, late = (lpse("--project", demo, "score", "--on", day).text for day in ("2025-12-30", "2025-12-31"))
    assert ("Dibanding" in early, "Dibanding" in late) == (False, True)
    data = json.loads(lpse("--project", demo, "score", "--on", "2024-01-01", "--output", "json").text)
    assert data["previous"] is None


def test_keys_that_programs_read_stay(demo: str) -> None:
    data = json.loads(lpse("--project", demo, "score", "--standard", "H", "--output", "json").text)
    assert list(data) == [
        "version", "period", "title", "example", "on", "complete", "criteria_current", "history_whole", "standards_met",
        "standards_total", "criteria_met", "criteria_applicable", "criteria_unassessed", "stage", "next_stage",
        "previous", "standards",
    ]  # fmt: skip
    assert data["next_stage"] == {"stage": 3, "mark": 12, "wanting": 1}
    assert (data["previous"]["standards_met"], data["previous"]["lost"]) == (5, ["h"])
    assert [one["letter"] for one in data["standards"]] == ["h"]
    expired = next(item for item in data["standards"][0]["criteria"] if item["outcome"] == "belum")
    assert expired == {
        "criterion": "S08-K05",
        "judged": "terpenuhi",
        "outcome": "belum",
        "counted": [],
        "doubted": [{"evidence": expired["doubted"][0]["evidence"], "reason": "kedaluwarsa"}],
        "missing": ["penetapan"],
    }


def test_an_example_is_not_compared_with_what_really_was(demo: str) -> None:
    workspace = load_project(Path(demo)).workspace
    assert isinstance(workspace, Workspace)
    first, second = workspace.assessments
    assert before(workspace, second) is first
    assert before(workspace, first) is None
    real = Assessment(first.scorecard.model_copy(update={"example": False}), first.register, (), first.files)
    assert before(replace(workspace, assessments=(real, second)), second) is None


def test_a_program_can_tell_a_history_that_is_not_whole(demo: str) -> None:
    path = Path(demo) / "assessments/2026-semester-1/scorecard.yaml"
    text = path.read_text("utf-8")
    assert lpse("--project", demo, "score").code == 0
    path.write_text(re.sub(r"seal: .*", f"seal: {'ab' * 8}", text, count=1), encoding="utf-8")
    try:
        assert [lpse("--project", demo, "score", "--output", kind).code for kind in ("full", "json")] == [4, 4]
    finally:
        path.write_text(text, encoding="utf-8")


def test_other_criteria_are_not_compared(demo: str) -> None:
    path = Path(demo) / "assessments/2025-semester-2/scorecard.yaml"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"criteria_digest: .*", f"criteria_digest: {'ab' * 32}", text), encoding="utf-8")
    try:
        said = lpse("--project", demo, "score").text
        past = lpse("--project", demo, "score", "--period", "2025-semester-2").text
        data = json.loads(lpse("--project", demo, "score", "--output", "json").text)
    finally:
        path.write_text(text, encoding="utf-8")
    assert "Tidak dibandingkan dengan Semester II Tahun 2025 (contoh)" in said
    assert "Perangkat kriteria sudah berubah" in past
    assert data["previous"]["comparable"] is False
