"""`assess import`: what a filled file changes, what it must not, and that the sources are whole whatever happens."""

import hashlib
import inspect
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from lpse_docs import checks
from lpse_docs.cli import importing, recording
from lpse_docs.diagnostics import errors
from lpse_docs.load.project import load_project
from lpse_docs.model.assessment import Assessment, Result, Status, criteria_digest
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import amending, atomic, returning
from tests.cli.conftest import Ran, lpse
from tests.pipeline import desk

PERIOD = "2026-semester-1"
DAY = "2026-06-30"


@dataclass
class Desk:
    """A demo workspace and what is held there."""

    root: Path
    desk: Path
    read: dict[frozenset[tuple[str, str]], Workspace]

    @property
    def workspace(self) -> Workspace:
        """What stands there now; it is the assessments alone that change here."""
        now = frozenset(self.sums().items())
        if now not in self.read:
            found = load_project(self.root).workspace
            assert found is not None
            self.read[now] = found
        return self.read[now]

    @property
    def period(self) -> Assessment:
        return self.workspace.assessment[PERIOD]

    @property
    def card(self) -> Path:
        return self.root / "assessments" / PERIOD / "scorecard.yaml"

    def file(self, name: str, filled: Mapping[str, Mapping[str, Any]], **more: Any) -> Path:
        workspace = self.workspace
        held: Mapping[str, Result] = workspace.assessment[PERIOD].result
        if more.get("blind"):
            sheets = {it.assessor: it for it in workspace.assessment[PERIOD].blind}
            sheet = sheets.get(more["assessor"])
            held = {it.criterion: it for it in sheet.results} if sheet else {}
        digest = more.pop("digest", criteria_digest(workspace.standards))
        return desk.write(self.desk / name, held, digest, filled, **more)

    def take(self, *arguments: object, on: str = DAY) -> Ran:
        return lpse("--project", str(self.root), "assess", "import", *map(str, arguments), "--on", on)

    def sums(self) -> dict[str, str]:
        folder = self.root / "assessments"
        found = (entry for top, _, _ in os.walk(folder) for entry in os.scandir(top) if entry.is_file())
        return {it.path: hashlib.sha256(Path(it).read_bytes()).hexdigest() for it in found}


@pytest.fixture(scope="module")
def demo(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(example, tmp_path_factory.mktemp("demo") / "peragaan"))
    for path in folder.glob("assessments/*/*schedule*.yaml"):  # reading and judging them is a quarter of every command
        path.unlink()
    for path in folder.glob("assessments/*/plan.yaml"):
        path.unlink()
    return folder


@pytest.fixture
def at(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    root = tmp_path / "peragaan"
    shutil.copytree(demo, root, copy_function=os.link)
    for path in (root / "assessments").rglob("*.yaml"):
        text = path.read_bytes()
        path.unlink()
        path.write_bytes(text)
    monkeypatch.setattr(returning, "READERS", {**returning.READERS, **desk.READERS})
    (tmp_path / "meja").mkdir()
    return Desk(root, tmp_path / "meja", {})


def of_status(at: Desk, status: Status) -> str:
    return next(code for code, item in at.period.result.items() if item.status is status)


def test_a_change_is_written_with_its_history_and_nothing_else_moves(at: Desk) -> None:
    code = of_status(at, Status.PARTIAL)
    before = at.card.read_text("utf-8")
    ran = at.take(at.file("tim.json", {code: {"status": "belum", "finding": "Belum ada: notula."}}))
    assert ran.code == 0, ran.text
    assert f"{code} status: sebagian -> belum (tim.json, {code}/status)\n" in ran.text
    assert "Standar terpenuhi per 30 Juni 2026: " in ran.text
    now = at.period
    assert (now.result[code].status, now.result[code].finding) == (Status.UNMET, "Belum ada: notula.")
    assert now.result[code].assessor == "asesor-3"
    line = now.history[code][-1]
    assert (line.before, line.after, line.changed_by, str(line.changed_on)) == ("sebagian", "belum", "asesor-3", DAY)
    after = at.card.read_text("utf-8").split("\n")
    gone = [text for text in before.split("\n") if text not in after]
    assert len(gone) <= 3
    assert errors(checks.run(at.workspace)) == []


def test_the_same_file_again_changes_nothing(at: Desk) -> None:
    code = of_status(at, Status.PARTIAL)
    path = at.file("tim.json", {code: {"status": "belum"}})
    assert at.take(path).code == 0
    sums = at.sums()
    ran = at.take(path, on="2026-07-02")
    assert (ran.code, at.sums()) == (0, sums)
    assert "Tidak ada yang berubah." in ran.text


def test_nothing_is_written_on_trial(at: Desk) -> None:
    sums = at.sums()
    ran = at.take(at.file("tim.json", {of_status(at, Status.PARTIAL): {"status": "belum"}}), "--dry-run")
    assert (ran.code, at.sums()) == (0, sums)
    assert "1 perubahan dapat ditulis; --dry-run tidak menulis apa pun." in ran.text


def test_what_both_sides_changed_is_shown_with_both_places(at: Desk) -> None:
    code = of_status(at, Status.PARTIAL)
    path = at.file("tim.json", {code: {"status": "belum"}})
    other = at.file("lain.json", {code: {"status": "terpenuhi"}})
    assert at.take(other).code == 0
    sums = at.sums()
    ran = at.take(path)
    span = at.period.result[code].at("status")
    assert (ran.code, at.sums()) == (1, sums)
    assert f"galat[LPSE578]: tim.json, {code}/status: {code} status belum menurut berkas" in ran.text
    assert f"terpenuhi menurut {span}; semula sebagian." in " ".join(ran.text.split())
    assert at.take(path, "--take", "source").code == 0
    assert at.sums() == sums
    assert at.take(path, "--take", "file").code == 0
    assert [item.after for item in at.period.history[code][-2:]] == ["terpenuhi", "belum"]


def test_two_files_that_contradict_each_other_are_a_conflict(at: Desk) -> None:
    code = of_status(at, Status.PARTIAL)
    files = [
        at.file(f"{who}.json", {code: {"status": status}}, assessor=who)
        for who, status in (("asesor-1", "belum"), ("asesor-2", "terpenuhi"))
    ]
    sums = at.sums()
    for order in (files, files[::-1]):
        ran = at.take(*order, "--take", "file")
        assert (ran.code, at.sums()) == (1, sums)
        assert f"{code} status diisi berbeda: asesor-1.json, {code}/status belum; asesor-2.json" in ran.text


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({"status": "tidak-berlaku", "reason": None}, "tidak berlaku tanpa alasan."),
        ({"status": "tidak-berlaku", "reason": "-"}, "tidak berlaku tanpa alasan."),
        ({"evidence": ["bukti-999"]}, "menyebut bukti yang tidak ada pada evidence.yaml: bukti-999."),
        ({"evidence": ["bukti-001"]}, "menyebut bukti yang tidak didaftarkan untuknya: bukti-001."),
        ({"finding": "nol\u200bl"}, "temuan memuat karakter U+200B yang tidak boleh ada."),
        ({"finding": "x" * 4001}, "temuan lebih panjang dari 4000 karakter."),
        ({"finding": "password: rahasia123"}, "temuan memuat nomor kependudukan atau rahasia."),
    ],
)
def test_an_unfit_value_stops_all_until_the_valid_part_is_accepted(
    at: Desk, filled: Mapping[str, Any], said: str
) -> None:
    bad, good = of_status(at, Status.PARTIAL), of_status(at, Status.UNMET)
    path = at.file("tim.json", {bad: {"recommendation": "Ikut tertahan.", **filled}, good: {"finding": "Baru."}})
    sums = at.sums()
    ran = at.take(path)
    assert (ran.code, at.sums()) == (1, sums)
    assert f"galat[LPSE593]: tim.json, {bad}/" in ran.text
    assert said in ran.text
    held = at.period.result[bad]
    assert at.take(path, "--accept-valid").code == 1
    assert at.period.result[good].finding == "Baru."
    assert at.period.result[bad].model_dump() == held.model_dump()


def test_an_unknown_criterion_is_named(at: Desk) -> None:
    ran = at.take(at.file("tim.json", {"S99-K01": {"status": "belum"}}))
    assert ran.code == 1
    assert "S99-K01 tidak ada dalam standar." in ran.text


@pytest.mark.parametrize(
    ("day", "code", "why"),
    [
        ("2099-06-20", 1, "sesudah hari pengambilan (2026-06-30)"),
        ("2026-07-01", 1, "sesudah hari pengambilan (2026-06-30)"),
        ("1900-03-01", 1, "sebelum tahun 2000"),
        ("2025-12-31", 0, "sebelum periode dimulai (2026-01-01)"),
        ("2026-01-01", 0, ""),
        (DAY, 0, ""),
    ],
)
def test_a_judgement_is_given_between_the_beginning_of_the_period_and_today(
    at: Desk, day: str, code: int, why: str
) -> None:
    other = of_status(at, Status.UNMET)
    path = at.file("tim.json", {of_status(at, Status.PARTIAL): {"assessed_on": day}, other: {"assessed_on": day}})
    sums = at.sums()
    ran = at.take(path)
    told = " ".join(ran.text.split())
    assert (ran.code, at.sums() == sums) == (code, bool(code)), ran.text
    assert ("LPSE599" in told) is bool(why)
    assert told.count(f"dan 1 tempat lain: tanggal {day} {why}.") == bool(why)
    if code == 0:
        assert str(at.period.result[other].assessed_on) == day
    else:
        assert at.take(path, "--accept-valid").code == 1
        assert at.sums() == sums


@pytest.mark.parametrize(("on", "why"), [("2027-01-01", "sesudah hari ini (2026-12-31)"), ("1999-12-31", "tahun 2000")])
def test_changes_are_not_recorded_on_an_impossible_day(at: Desk, on: str, why: str) -> None:
    sums = at.sums()
    ran = at.take(at.file("tim.json", {of_status(at, Status.PARTIAL): {"status": "belum"}}), on=on)
    assert (ran.code, at.sums()) == (2, sums)
    assert f"--on {on} sebelum {why}" in ran.text or f"--on {on} {why}" in ran.text


def test_changes_recorded_before_the_period_begins_are_told(at: Desk) -> None:
    unjudged = at.file("tim.json", {"S01-K01": {"finding": "Ada."}})
    assert "LPSE599" not in at.take(unjudged, on="2025-12-31").text
    text = at.card.read_text("utf-8")
    at.card.write_text(text.partition("\nresults:")[0] + "\n", "utf-8")
    ran = at.take(at.file("tim.json", {"S02-K01": {"status": "belum"}}), on="2025-12-31")
    assert ran.code == 0, ran.text
    assert "peringatan[LPSE599]: --on: tanggal 2025-12-31 sebelum periode dimulai (2026-01-01)." in ran.text


def test_values_are_told_in_quotes_and_cut_once(at: Desk) -> None:
    code = of_status(at, Status.PARTIAL)
    path = at.file(
        "tim.json", {code: {"finding": "Temuan dari berkas, menurut notula. " + "x" * 21 + "... dan seterusnya."}}
    )
    assert at.take(at.file("lain.json", {code: {"finding": "Lain."}})).code == 0
    told = " ".join(at.take(path).text.split())
    assert "“Temuan dari berkas, menurut notula. " + "x" * 21 + "…” menurut berkas, “Lain.” menurut assess" in told


def test_a_file_that_is_refused_says_nothing_of_the_score(at: Desk) -> None:
    path = at.desk / "tim.ods"
    path.write_bytes(b"x")
    ran = at.take(path, "--dry-run")
    assert ran.code == 1
    assert "Standar terpenuhi" not in ran.text
    assert "Tidak ada yang dapat ditulis" in ran.text


def test_history_never_goes_backwards(at: Desk) -> None:
    sums = at.sums()
    ran = at.take(at.file("tim.json", {of_status(at, Status.PARTIAL): {"status": "belum"}}), on="2025-01-01")
    assert (ran.code, at.sums()) == (1, sums)
    assert "galat[LPSE595]" in ran.text


def test_a_day_that_import_refuses_is_not_advised(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (importing, recording):
        monkeypatch.setattr(module, "today", lambda: date(2025, 1, 2))
    told = at.take(at.file("tim.json", {of_status(at, Status.PARTIAL): {"status": "belum"}}), on="2025-01-01").text
    assert ("galat[LPSE595]" in told, "Pakai --on" in told) == (True, False)
    assert "pulihkan scorecard.yaml" in told


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"period": "2025-semester-1"}, "LPSE576"),
        ({"digest": "ab" * 32}, "LPSE577"),
        ({"assessor": "asesor-9"}, "LPSE594"),
    ],
)
def test_a_file_that_is_not_for_this_is_answered(at: Desk, facts: Mapping[str, str], code: str) -> None:
    sums = at.sums()
    ran = at.take(at.file("tim.json", {of_status(at, Status.PARTIAL): {"status": "belum"}}, **facts), "--accept-valid")
    assert (ran.code, at.sums()) == (1, sums)
    assert f"galat[{code}]" in ran.text


def test_somebody_answers_for_a_status(at: Desk) -> None:
    path = at.file("kosong.json", {"S01-K01": {"finding": "Ada."}}, assessor="", period="", blank=True)
    unnamed = at.take(path)
    assert (unnamed.code, "LPSE594" in unnamed.text) == (
        1,
        True,
    )  # in a period with blind marks every card is somebody's
    assert at.take(path, "--by", "asesor-3").code == 0
    changed = at.file("tim.json", {of_status(at, Status.PARTIAL): {"status": "belum"}}, assessor="")
    ran = at.take(changed)
    assert ran.code == 2
    assert "sebut dengan --by ASESOR" in ran.text
    assert at.take(changed, "--by", "asesor-7").code == 2
    assert at.take(changed, "--by", "asesor-3").code == 0
    other = at.take(at.file("lain.json", {"S01-K01": {"finding": "B."}}), "--by", "asesor-1")
    assert other.code == 1
    assert "LPSE594" in other.text


def test_a_blank_paper_goes_to_the_named_period_and_the_last_one_else(at: Desk) -> None:
    said = {"S01-K01": {"finding": "Dari kertas kerja."}}
    path = at.file("kosong.json", said, assessor="asesor-2", period="", blank=True)
    first = "2025-semester-2"

    def told(period: str) -> list[str | None]:
        sheets = [it for it in at.workspace.assessment[period].blind if it.assessor == "asesor-2"]
        return [it.finding for sheet in sheets for it in sheet.results if it.criterion == "S01-K01"]

    before = told(PERIOD)
    assert at.take(path, "--period", first).code == 0
    assert at.workspace.assessment[first].result["S01-K01"].finding == "Dari kertas kerja."  # the moderator's own
    assert told(PERIOD) == before
    assert at.take(path).code == 0
    assert told(PERIOD) == ["Dari kertas kerja."]
    made = at.file("tim.json", {"S01-K01": {"finding": "Lain."}})
    ran = at.take(made, "--period", first)
    assert ran.code == 1
    assert f"tim.json: berkas ini dibuat untuk periode {PERIOD}, bukan {first}." in ran.text
    assert at.take(made, "--period", "2031").code == 2


def test_blind_marks_are_begun_and_continued(at: Desk) -> None:
    path = at.card.parent / "blind" / "asesor-2.yaml"
    path.unlink()
    first = at.file("buta.json", {"S01-K02": {"status": "belum"}}, assessor="asesor-2", blind=True)
    assert at.take(first).code == 0
    text = path.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../../schemas/blind.schema.json\nperiod: ")
    sums = at.sums()
    assert at.take(first).code == 0
    assert at.sums() == sums
    second = at.file(
        "buta.json", {"S01-K01": {"status": "terpenuhi", "evidence": ["bukti-112"]}}, assessor="asesor-2", blind=True
    )
    assert at.take(second).code == 0
    marks = next(it for it in at.period.blind if it.assessor == "asesor-2").results
    assert [(it.criterion, it.status, it.assessor, str(it.assessed_on)) for it in marks] == [
        ("S01-K01", "terpenuhi", "asesor-2", DAY),
        ("S01-K02", "belum", "asesor-2", DAY),
    ]
    assert errors(checks.run(at.workspace)) == []


def test_nobody_rewrites_what_the_moderation_said(at: Desk) -> None:
    bad = of_status(at, Status.PARTIAL)
    before = at.sums()
    for field, value in (("reason", "Alasan lain."), ("evidence", ["bukti-112"]), ("assessed_on", "2026-06-01")):
        path = at.file("tim.json", {bad: {field: value}}, assessor="asesor-1")
        ran = at.take(path, "--take", "file")
        assert (ran.code, at.sums()) == (1, before), field
        assert "galat[LPSE517]" in ran.text


def test_blind_marks_are_closed_when_the_moderation_has_begun(at: Desk) -> None:
    mark = next(it for it in at.period.blind if it.assessor == "asesor-1").results[0]
    other = "sebagian" if mark.status is Status.UNMET else "belum"
    path = at.file("buta.json", {mark.criterion: {"status": other}}, assessor="asesor-1", blind=True)
    before = at.sums()
    ran = at.take(path, "--take", "file")
    assert (ran.code, at.sums()) == (1, before)
    assert "galat[LPSE516]" in ran.text
    assert "assess decide" in ran.text


def test_nobody_marks_past_the_moderation(at: Desk) -> None:
    bad, good = of_status(at, Status.PARTIAL), of_status(at, Status.UNMET)
    path = at.file("tim.json", {bad: {"status": "terpenuhi"}, good: {"finding": "Baru."}}, assessor="asesor-1")
    sums = at.sums()
    ran = at.take(path, "--take", "file")
    assert (ran.code, at.sums()) == (1, sums)
    assert f"galat[LPSE517]: tim.json, {bad}/status: periode ini dinilai buta" in ran.text
    assert "assess export --blind --assessor asesor-1. Yang memutus: asesor-3." in " ".join(ran.text.split())
    assert at.take(path, "--accept-valid").code == 1
    assert at.period.result[good].finding == "Baru."
    assert at.period.result[bad].status is Status.PARTIAL
    shutil.rmtree(at.card.parent / "blind")
    assert at.take(path).code == 0
    assert at.period.result[bad].status is Status.MET


def both(at: Desk) -> list[Path]:
    """One file for the scorecard, one for the marks of an assessor."""
    code = of_status(at, Status.PARTIAL)
    return [
        at.file("tim.json", {code: {"status": "belum"}}),
        at.file("buta.json", {"S01-K02": {"finding": "Baru."}}, assessor="asesor-1", blind=True),
    ]


@pytest.mark.parametrize("failing", [1, 2])
@pytest.mark.parametrize("fault", [OSError(28, "penuh"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_every_source_as_it_was(
    at: Desk, failing: int, fault: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, sums, calls, write = both(at), at.sums(), [0], atomic.write

    def broken(path: Path, data: bytes) -> None:
        calls[0] += 1
        if calls[0] == failing:
            raise fault
        write(path, data)

    monkeypatch.setattr(atomic, "write", broken)
    ran = at.take(*files)
    assert ran.code == (1 if isinstance(fault, OSError) else 130)
    assert calls[0] >= failing
    assert at.sums() == sums


KILLED = """
import os, sys
from datetime import date
from pathlib import Path
from lpse_docs.cli import importing, recording, run
importing.today = recording.today = lambda: date(2026, 12, 31)
from lpse_docs.pipeline import returning
returning.READERS = {".json": "tests.pipeline.desk:read"}
Path.replace = lambda *_: os._exit(9)
run(sys.argv[1:])
"""


def test_a_program_killed_while_it_writes_leaves_the_source_whole(at: Desk) -> None:
    sums = at.sums()
    path = at.file("tim.json", {of_status(at, Status.PARTIAL): {"status": "belum"}})
    words = ["--project", str(at.root), "assess", "import", str(path), "--on", DAY]
    assert subprocess.run([sys.executable, "-c", KILLED, *words], check=False).returncode == 9
    left = {name: digest for name, digest in at.sums().items() if not name.endswith(".tmp")}
    assert (left, len(at.sums())) == (sums, len(sums) + 1)
    assert at.take(path).code == 0


def test_a_source_that_changed_meanwhile_is_noticed(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    files, amend_all = both(at), amending.amend_all

    def late(*arguments: Any) -> Any:
        at.card.write_text(at.card.read_text("utf-8") + "# baru saja\n", "utf-8")
        return amend_all(*arguments)

    monkeypatch.setattr("lpse_docs.cli.importing.amend_all", late)
    sums = at.sums()
    ran = at.take(*files)
    assert ran.code == 1
    assert "LPSE706" in ran.text
    assert "Tidak ada yang ditulis." in ran.text
    changed = {path for path, digest in at.sums().items() if sums[path] != digest}
    assert changed == {str(at.card)}


@pytest.mark.parametrize("suffix", ["xlsm", "xls", "ods", "odt", "doc", "csv", "zip", "txt"])
def test_every_other_format_has_its_answer(at: Desk, suffix: str) -> None:
    path = at.desk / f"tim.{suffix}"
    path.write_bytes(b"x")
    ran = at.take(path)
    assert ran.code == 1
    assert f"galat[LPSE575]: tim.{suffix}: " in ran.text
    assert ("Yang dapat diambil: " in ran.text) == (suffix == "txt")


def test_every_reader_that_is_named_reads() -> None:
    for suffix in returning.readable():
        module, _, name = returning.READERS[suffix].partition(":")
        wanted = list(inspect.signature(getattr(import_module(module), name)).parameters)
        assert wanted == ["name", "data", "workspace"]


def test_links_pipes_folders_and_giants_are_refused(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = at.file("tim.json", {"S01-K01": {"finding": "A."}})
    monkeypatch.setattr(returning, "LIMIT", 10)
    (at.desk / "tautan.json").symlink_to(real)
    os.mkfifo(at.desk / "pipa.json")
    (at.desk / "folder.json").mkdir()
    ran = at.take(*sorted(at.desk.iterdir()), at.desk / "tiada.json")
    assert ran.code == 1
    for name, reason in (
        ("tim", "lebih dari 0 MB"),
        ("tautan", "berkas ini tautan"),
        ("pipa", "bukan berkas biasa"),
        ("folder", "bukan berkas biasa"),
        ("tiada", "tidak ada"),
    ):
        assert f"{name}.json: tidak dapat dibaca ({reason})." in ran.text
    assert ran.text.count("galat[LPSE592]") == 5


def test_programs_read_the_same(at: Desk) -> None:
    code = of_status(at, Status.PARTIAL)
    path = at.file("tim.json", {code: {"status": "belum"}})
    assert at.take(at.file("lain.json", {code: {"status": "terpenuhi"}})).code == 0
    said = json.loads(at.take(path, "--output", "json").text)
    (conflict,) = said["conflicts"]
    assert (conflict["base"], conflict["file_value"], conflict["source_value"]) == ("sebagian", "belum", "terpenuhi")
    assert conflict["source"] == str(at.period.result[code].at("status"))
    assert (said["written"], said["changes"], len(said["diagnostics"])) == (False, [], 1)
