"""`lpse-docs assess compare`, `moderate`, `decide`: blind until everyone has finished, written with history, whole or not."""

import json
import re
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from lpse_docs import checks
from lpse_docs.assess.moderation import Verdict
from lpse_docs.cli.comparison import decimal
from lpse_docs.load.project import load_project
from lpse_docs.model.assessment import Assessment, Result, Status
from lpse_docs.model.seal import chained
from lpse_docs.pipeline import amending, atomic
from tests.casefile import BASE, CASES, resealed
from tests.cli.conftest import Ran, lpse

CARD = "assessments/2026-semester-1/scorecard.yaml"
FOLDER = "assessments/2026-semester-1"
Say = Callable[..., Ran]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base of the samples, whose period is marked blind, before anything was adopted."""
    shutil.copytree(BASE, tmp_path / "w")
    shutil.copytree(CASES / "assessments", tmp_path / "w/assessments")
    card = tmp_path / "w" / CARD
    text = card.read_text("utf-8")
    card.write_text(text[: text.index("results:")] + "# Hasil menyusul.\nresults: []\n", encoding="utf-8")
    return tmp_path / "w"


@pytest.fixture
def say(root: Path) -> Say:
    return lambda *words: lpse("--project", str(root), "assess", *words)


def period(root: Path) -> Assessment:
    loaded = load_project(root)
    assert loaded.workspace is not None, loaded.diagnostics
    assert checks.run(loaded.workspace) == []
    return loaded.workspace.assessments[-1]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def unfinish(root: Path) -> None:
    edit(root / FOLDER / "blind/asesor-2.yaml", "    status: tidak-berlaku\n", "    status: belum-dinilai\n")


def test_from_marks_to_a_whole_scorecard(root: Path, say: Say) -> None:
    shown = say("compare")
    assert (shown.code, "sepakat 2 dari 3 kriteria" in shown.text) == (0, True)
    assert "S01-K02  asesor-1 terpenuhi, asesor-2 sebagian  belum diputus" in shown.text
    taken = say("moderate", "--by", "asesor-1", "--on", "2026-06-10")
    assert taken.text.startswith(f"2 kriteria yang disepakati ditulis di {CARD}.\n"), taken.text
    assert "Perbedaan yang belum diputus (1): S01-K02.\n" in taken.text
    card = period(root).scorecard
    assert [(item.criterion, item.status.value, item.assessor) for item in card.results] == [
        ("S01-K01", "terpenuhi", "asesor-1"),
        ("S02-K01", "tidak-berlaku", "asesor-1"),
    ]
    assert card.results[0].evidence == ("kebijakan-layanan", "keputusan-kebijakan")
    assert "# Hasil menyusul.\nresults:\n" in (root / CARD).read_text("utf-8")
    done = say(
        "decide", "S01-K02", "sebagian", "--reason", "Notulen:  kurang.", "--by", "asesor-3", "--on", "2026-06-11"
    )
    assert done == Ran("S01-K02 sebagian, diputus asesor-3 pada 11 Juni 2026.\nSemua perbedaan sudah diputus.\n", 0)
    card = period(root).scorecard
    assert [item.criterion for item in card.results] == ["S01-K01", "S01-K02", "S02-K01"]
    assert card.results[1].reason == "Notulen: kurang."
    assert [(item.criterion, item.changed_by) for item in card.history] == [
        ("S01-K01", "asesor-1"),
        ("S02-K01", "asesor-1"),
        ("S01-K02", "asesor-3"),
    ]
    assert [item.seal for item in card.history] == list(chained(card.history))
    edit(root / CARD, "changed_on: 2026-06-11", "changed_on: 2026-06-12")
    checked = lpse("--project", str(root), "check", "--output", "concise").text
    assert re.search(r"scorecard.yaml:\d+:11: LPSE518 galat: Baris riwayat S01-K02 berubah", checked)
    edit(root / CARD, "changed_on: 2026-06-12", "changed_on: 2026-06-11")
    assert "diputus sebagian: Notulen: kurang." in say("compare").text
    before = (root / CARD).read_bytes()
    assert say("moderate", "--by", "asesor-1").text == "Tidak ada yang baru.\nTidak ada perbedaan yang belum diputus.\n"
    assert (root / CARD).read_bytes() == before


def test_what_an_assessor_wrote_by_hand_stays_undecided_until_a_moderator_decides(root: Path, say: Say) -> None:
    """The scorecard says what asesor-1 wished before asesor-2 had marked; nothing told of it once."""
    line = "  - criterion: S01-K02\n    {}\n"
    held = line.format("status: terpenuhi\n    reason: Lengkap.\n    assessor: asesor-1\n    assessed_on: 2026-06-01")
    told = line.format(
        "changed_on: 2026-06-01\n    changed_by: asesor-1\n    before: belum-dinilai\n    after: terpenuhi"
    )
    edit(root / CARD, "results: []\n", f"results:\n{held}history:\n{told}")
    assert "LPSE515" in say("compare").text
    (root / CARD).write_text(resealed((root / CARD).read_text("utf-8")), encoding="utf-8")
    assert "terpenuhi, asesor-2 sebagian  belum diputus (kartu skor menulis terpenuhi)" in say("compare").text
    assert "Perbedaan yang belum diputus (1): S01-K02." in say("moderate", "--by", "asesor-1").text
    checked = lpse("--project", str(root), "check")
    assert (checked.code, "galat[LPSE523]: Kriteria S01-K02 dinilai berbeda" in checked.text) == (1, True)
    unfinish(root)
    assert "LPSE523" not in lpse("--project", str(root), "check").text
    edit(root / FOLDER / "blind/asesor-2.yaml", "    status: belum-dinilai\n", "    status: tidak-berlaku\n")
    assert say("decide", "S01-K02", "terpenuhi", "--reason", "Diperiksa bersama.", "--by", "asesor-3").code == 0
    after = period(root)
    assert [(it.changed_by, it.after.value) for it in after.history["S01-K02"]] == [
        ("asesor-1", "terpenuhi"),
        ("asesor-3", "terpenuhi"),
    ]
    assert "diputus terpenuhi: Diperiksa bersama." in say("compare").text


def test_blind_means_blind(root: Path, say: Say) -> None:
    unfinish(root)
    for words in (
        ["compare"],
        ["compare", "--by", "asesor-1"],
        ["compare", "--output", "json"],
        ["moderate", "--by", "asesor-3"],
        ["decide", "S01-K02", "belum", "--reason", "Diperiksa.", "--by", "asesor-3"],
    ):
        ran = say(*words)
        assert ran.code == 2
        assert "Penilaian buta belum selesai: asesor-2 belum menilai 1 kriteria." in ran.text
        assert "S01-K02" not in ran.text
        assert "terpenuhi" not in ran.text
    shown = say("compare", "--by", "asesor-3")
    assert (shown.code, "BELUM SELESAI: asesor-2 belum menilai 1 kriteria." in shown.text) == (0, True)


def test_a_workbook_that_cannot_be_taken_back_says_so(root: Path, say: Say, tmp_path: Path) -> None:
    open_ = say("export", str(tmp_path / "a.xlsx"), "--assessor", "asesor-1")
    assert "periode ini dinilai buta; hasil pada buku kerja ini hanya dapat diubah asesor-3." in open_.text
    assert "assess export --blind" in open_.text
    own = say("export", str(tmp_path / "b.xlsx"), "--assessor", "asesor-1", "--blind")
    assert (own.code, "Perhatian" in own.text) == (0, False)
    assert "Perhatian" not in say("export", str(tmp_path / "c.xlsx"), "--assessor", "asesor-3").text


def test_an_assessor_who_has_not_begun_keeps_the_others_hidden(root: Path, say: Say) -> None:
    (root / FOLDER / "blind/asesor-2.yaml").unlink()
    ran = say("compare")
    assert (ran.code, "asesor-2 belum menilai 3 kriteria" in ran.text) == (2, True)


def test_one_file_of_marks_is_compared_with_nothing(root: Path, say: Say) -> None:
    (root / FOLDER / "blind/asesor-2.yaml").unlink()
    ran = say("compare", "--by", "asesor-3")
    assert (ran.code, "Belum ada yang dapat dibandingkan." in ran.text, "Tidak ada perbedaan" in ran.text) == (
        0,
        True,
        False,
    )


def test_programs_read_exact_figures(say: Say) -> None:
    data = json.loads(say("compare", "--output", "json").text)
    assert list(data) == ["version", "period", "example", "unfinished", "pairs", "differences"]
    assert data["pairs"][0]["assessors"] == ["asesor-1", "asesor-2"]
    assert (data["pairs"][0]["agreed"], data["pairs"][0]["compared"], data["pairs"][0]["kappa"]) == (2, 3, "1/2")
    assert data["pairs"][0]["standards"]["b"] == {"agreed": 1, "compared": 1, "kappa": None}
    assert data["differences"] == [
        {
            "criterion": "S01-K02",
            "marks": {"asesor-1": "terpenuhi", "asesor-2": "sebagian"},
            "decided": "belum-dinilai",
            "reason": None,
        }
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["moderate", "--by", "asesor-4"], "Asesor asesor-4 bukan anggota tim."),
        (["moderate"], "--by wajib diisi"),
        (["compare", "--period", "2027"], "Periode 2027 tidak ada"),
        (["decide", "S01-K02", "belum", "--reason", "Diperiksa.", "--by", "asesor-1"], "yang berwenang: asesor-3"),
        (["decide", "S01-K02", "belum", "--reason", " ", "--by", "asesor-3"], "tidak boleh kosong"),
        (["decide", "S01-K02", "belum", "--reason", "-", "--by", "asesor-3"], "Alasan ditulis dengan kata-kata"),
        (
            ["decide", "S01-K02", "belum-dinilai", "--reason", "Diperiksa.", "--by", "asesor-3"],
            "pilih terpenuhi, sebagian",
        ),
        (["decide", "S01-K01", "belum", "--reason", "Diperiksa.", "--by", "asesor-3"], "S01-K01 tidak dinilai berbeda"),
        (["decide", "S01-K02", "belum", "--by", "asesor-3"], "--reason wajib diisi"),
        (["banding"], "Perintah banding tidak dikenal."),
    ],
)
def test_wrong_use(root: Path, say: Say, words: list[str], told: str) -> None:
    before = (root / CARD).read_bytes()
    ran = say(*words)
    assert (ran.code, told in ran.text) == (2, True), ran.text
    assert (root / CARD).read_bytes() == before


def test_history_never_goes_backwards(root: Path, say: Say) -> None:
    decide = ("decide", "S01-K02", "sebagian", "--reason", "Diperiksa.", "--by", "asesor-3", "--on")
    assert say(*decide, "2026-06-11").code == 0
    ran = say("decide", "S01-K02", "belum", "--reason", "Diperiksa.", "--by", "asesor-3", "--on", "2026-06-10")
    assert (ran.code, "mendahului perubahan terakhir (2026-06-11)" in ran.text) == (2, True)


@pytest.mark.parametrize(
    ("day", "why"), [("2027-01-01", "sesudah hari ini (2026-12-31)"), ("1999-12-31", "tahun 2000")]
)
def test_nothing_is_decided_on_an_impossible_day(root: Path, say: Say, day: str, why: str) -> None:
    before = (root / CARD).read_bytes()
    decide = ("decide", "S01-K02", "sebagian", "--reason", "Diperiksa.", "--by", "asesor-3")
    for words in (decide, ("moderate", "--by", "asesor-3")):
        ran = say(*words, "--on", day)
        assert (ran.code, f"--on {day}" in ran.text, why in ran.text) == (2, True, True), ran.text
    assert (root / CARD).read_bytes() == before


def test_without_blind_marks_there_is_nothing_to_compare(root: Path, say: Say) -> None:
    shutil.rmtree(root / FOLDER / "blind")
    assert "tidak mempunyai nilai buta" in say("compare").text


def test_a_faulty_period_is_told_and_left(root: Path, say: Say) -> None:
    edit(root / CARD, "role: moderator", "role: moderator\n    post: tidak-ada")
    before = (root / CARD).read_bytes()
    ran = say("moderate", "--by", "asesor-3")
    assert (ran.code, "galat[LPSE539]" in ran.text) == (1, True)
    edit(root / "standards/a-kebijakan.yaml", "stage: 1", "stage: satu")
    assert say("moderate", "--by", "asesor-3").code == 1
    assert (root / CARD).read_bytes() == before


def test_results_in_brackets_are_not_touched(root: Path, say: Say) -> None:
    edit(root / CARD, "results: []\n", "results: [{criterion: S01-K02, status: belum-dinilai}]\n")
    before = (root / CARD).read_bytes()
    ran = say("moderate", "--by", "asesor-3")
    assert (ran.code, "galat[LPSE590]" in ran.text) == (1, True)
    assert (root / CARD).read_bytes() == before


def test_a_full_disk_leaves_the_scorecard(root: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = (root / CARD).read_bytes()
    monkeypatch.setattr(atomic, "write", full)
    ran = say("moderate", "--by", "asesor-3")
    assert (ran.code, "galat[LPSE591]" in ran.text) == (1, True)
    assert (root / CARD).read_bytes() == before


VERDICT = Verdict(Result(criterion="S01-K01", status=Status.UNASSESSED, finding="x"), None)


def test_what_somebody_saved_meanwhile_is_not_overwritten(root: Path) -> None:
    seen = (root / CARD).read_text("utf-8")
    edit(root / CARD, "title: Semester I", "title: Semester Satu")
    fault = amending.amend(root, CARD, seen, [VERDICT], ["S01-K01"])
    assert fault is not None
    assert fault.code == "LPSE706"
    assert "Semester Satu" in (root / CARD).read_text("utf-8")


def test_a_text_that_says_something_else_is_never_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = (root / CARD).read_text("utf-8")
    for wrong in (seen, seen.replace("Semester I", "Semester II"), "period: x\n"):
        monkeypatch.setattr(amending, "amended", lambda *_, wrong=wrong: wrong)
        with pytest.raises(RuntimeError):
            amending.amend(root, CARD, seen, [VERDICT], ["S01-K01"])
        assert (root / CARD).read_text("utf-8") == seen


@pytest.mark.parametrize(
    ("kappa", "shown"),
    [("1", "1,00"), ("199/200", "0,99"), ("999/1000", "0,99"), ("-1/9", "-0,11"), ("0", "0,00"), ("-1/1000", "0,00")],
)
def test_one_is_written_for_full_agreement_alone(kappa: str, shown: str) -> None:
    assert decimal(Fraction(kappa)) == shown
