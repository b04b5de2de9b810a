"""Taking evidence in: nothing leaves the store, nothing comes in by a link, and whatever fails leaves all as it was."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lpse_docs.load.project import load_project
from lpse_docs.model.assessment import Integrity
from lpse_docs.model.evidence import Evidence
from lpse_docs.model.standard import EvidenceKind
from lpse_docs.pipeline import intake
from lpse_docs.pipeline.intake import Refused, content, digest, judged, stored_name, take
from tests.casefile import BASE, CASES

PERIOD = "2026-semester-1"
DATA = b"Notulen baru\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "w")
    shutil.copytree(CASES / "assessments", tmp_path / "w/assessments")
    return tmp_path / "w"


@pytest.fixture
def period(root: Path) -> Path:
    return root / "assessments" / PERIOD


def entry(**changed: Any) -> Evidence:
    values = {
        "id": "bukti-001", "title": "Notulen", "kind": EvidenceKind.RECORD, "received_on": date(2026, 3, 2),
        "criteria": ("S01-K02",), "file": "bukti-001-notulen.txt", "sha256": digest(DATA),
    }  # fmt: skip
    return Evidence(**{**values, **changed})


def text(root: Path) -> str:
    return (root / "assessments" / PERIOD / "evidence.yaml").read_text("utf-8")


def everything(folder: Path) -> Mapping[str, bytes]:
    """All names below a folder, hidden ones too, with what they hold."""
    return {
        str(path.relative_to(folder)): str(path.readlink()).encode() if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def test_what_was_taken_in_is_intact_and_nothing_else_changed(root: Path) -> None:
    before = everything(root)
    assert take(root, PERIOD, text(root), entry(), DATA) is None
    workspace = load_project(root).workspace
    assert workspace is not None
    (assessment,) = workspace.assessments
    assert assessment.integrity(assessment.evidence["bukti-001"]) is Integrity.INTACT
    changed = {name for name, data in everything(root).items() if before.get(name) != data}
    folder = f"assessments/{PERIOD}"
    assert changed == {f"{folder}/evidence.yaml", f"{folder}/evidence/bukti-001-notulen.txt"}


def test_a_store_that_is_not_there_is_made(root: Path, period: Path) -> None:
    shutil.rmtree(period / "evidence")
    assert take(root, PERIOD, text(root), entry(), DATA) is None
    assert (period / "evidence/bukti-001-notulen.txt").read_bytes() == DATA


@pytest.mark.parametrize(
    "name", ["../luar.txt", "/etc/luar.txt", "a/b.txt", "..", ".", ".tersembunyi", "a\x00b", "-a", ""]
)
def test_no_name_leads_out_of_the_store(name: str) -> None:
    with pytest.raises(ValueError, match="file"):
        entry(file=name)


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("../../etc/passwd.txt", "bukti-001-etc-passwd.txt"),
        ("Surat  Keputusan (Final) é.PDF", "bukti-001-surat-keputusan-final-e.pdf"),
        ("..", "bukti-001"),
        (".txt", "bukti-001-txt"),
        ("文書.pdf", "bukti-001.pdf"),
        ("x" * 300 + ".pdf", f"bukti-001-{'x' * 50}.pdf"),
    ],
)
def test_names_in_the_store_are_flat_and_safe(name: str, stored: str) -> None:
    assert stored_name("bukti-001", name) == stored
    assert entry(file=stored).file == stored


@pytest.mark.parametrize(
    "place",
    ["assessments", f"assessments/{PERIOD}", f"assessments/{PERIOD}/evidence", f"assessments/{PERIOD}/evidence.yaml"],
)
def test_a_link_in_the_place_of_a_folder_or_register_is_not_followed(root: Path, tmp_path: Path, place: str) -> None:
    seen = text(root)
    shutil.move(root / place, tmp_path / "luar")
    (root / place).symlink_to(tmp_path / "luar")
    before = everything(tmp_path)
    fault = take(root, PERIOD, seen, entry(), DATA)
    assert fault is not None
    assert (fault.code, "tautan" in fault.message) == ("LPSE589", True)
    assert everything(tmp_path) == before


def test_a_link_with_the_name_in_the_store_is_neither_followed_nor_replaced(
    root: Path, period: Path, tmp_path: Path
) -> None:
    (tmp_path / "luar.txt").write_bytes(DATA)
    (period / "evidence/bukti-001-notulen.txt").symlink_to(tmp_path / "luar.txt")
    before = everything(tmp_path)
    fault = take(root, PERIOD, text(root), entry(), b"lain")
    assert fault is not None
    assert "sudah ada di gudang" in fault.message
    assert everything(tmp_path) == before


def test_the_store_is_exchanged_for_a_link_after_it_was_opened(
    root: Path, period: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "luar").mkdir()
    real = intake._write

    def exchange(folder: int, name: str, data: bytes, *, replace: bool) -> None:
        if not replace:
            (period / "evidence").rename(period / "semula")
            (period / "evidence").symlink_to(tmp_path / "luar")
        real(folder, name, data, replace=replace)

    monkeypatch.setattr(intake, "_write", exchange)
    take(root, PERIOD, text(root), entry(), DATA)
    assert list((tmp_path / "luar").iterdir()) == []


def refusal(path: Path) -> str:
    with pytest.raises(Refused) as refused:
        content(path)
    return f"{refused.value.finding.code} {refused.value.finding.message}"


def test_what_is_not_a_plain_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(DATA)
    assert content(tmp_path / "a.txt") == DATA
    (tmp_path / "tautan.txt").symlink_to("a.txt")
    os.mkfifo(tmp_path / "pipa.txt")
    (tmp_path / "aneh\n.txt").write_bytes(DATA)
    assert refusal(tmp_path / "tautan.txt").startswith("LPSE588 Berkas tidak dapat diambil: ini tautan")
    assert "folder, pipa" in refusal(tmp_path / "pipa.txt")
    assert "folder, pipa" in refusal(tmp_path)
    assert "tidak ada" in refusal(tmp_path / "hilang.txt")
    assert "tidak terlihat" in refusal(tmp_path / "aneh\n.txt")
    monkeypatch.setattr(intake, "LARGEST", 5)
    assert refusal(tmp_path / "a.txt").startswith("LPSE587")


def test_a_name_that_becomes_a_link_after_the_check_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(DATA)
    (tmp_path / "rahasia").write_bytes(b"rahasia")
    real = os.open

    def late(name: Any, flags: int, *more: Any, **named: Any) -> int:
        path.unlink()
        path.symlink_to(tmp_path / "rahasia")
        return real(name, flags, *more, **named)

    monkeypatch.setattr(os, "open", late)
    assert refusal(path).startswith("LPSE588")


@pytest.mark.parametrize("failing", (1, 2, 3, 4))
def test_a_full_disk_leaves_store_and_register(root: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    before, real, calls = everything(root), os.fsync, iter(range(1, 99))

    def full(handle: int) -> None:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, "penuh")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    fault = take(root, PERIOD, text(root), entry(), DATA)
    assert fault is not None
    assert (fault.code, "ruang simpan penuh" in fault.message) == ("LPSE589", True)
    if failing != 4:  # the register is already exchanged when its folder is waited for
        assert everything(root) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from lpse_docs.pipeline import intake
from tests.pipeline.test_intake import DATA, PERIOD, entry, text
root, step, real, calls = Path(sys.argv[1]), int(sys.argv[2]), os.fsync, iter(range(1, 99))
def die(handle):
    if next(calls) == step:
        os.kill(os.getpid(), signal.SIGKILL)
    real(handle)
os.fsync = die
intake.take(root, PERIOD, text(root), entry(), DATA)
"""


@pytest.mark.parametrize("step", [1, 3])
def test_a_killed_program_leaves_at_most_a_file_that_is_not_registered(root: Path, step: int) -> None:
    before = text(root)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(root), str(step)], check=False, env={**os.environ, "PYTHONPATH": "src:."}
    )
    assert done.returncode == -signal.SIGKILL
    assert text(root) == before
    loaded = load_project(root)
    assert loaded.workspace is not None
    files = set(loaded.workspace.assessments[0].files) - {
        item.file for item in loaded.workspace.assessments[0].register.evidence
    }
    assert files == (set() if step == 1 else {"bukti-001-notulen.txt"})
    assert take(root, PERIOD, before, entry(), DATA) is None  # the same again goes through


def test_a_register_that_was_saved_meanwhile_is_not_overwritten(root: Path, period: Path) -> None:
    seen = text(root)
    (period / "evidence.yaml").write_text(f"{seen}# baru\n", encoding="utf-8")
    before = everything(root)
    fault = take(root, PERIOD, seen, entry(), DATA)
    assert fault is not None
    assert fault.code == "LPSE706"
    assert everything(root) == before


@pytest.mark.parametrize(
    ("changed", "code"), [({"title": "NIK 6206010101800001"}, "LPSE801"), ({"note": "x" * 2_000_000}, "LPSE589")]
)
def test_nothing_is_written_that_would_not_be_read_again(root: Path, changed: Mapping[str, str], code: str) -> None:
    before = everything(root)
    fault = take(root, PERIOD, text(root), entry(**changed), DATA)
    assert fault is not None
    assert fault.code == code
    assert everything(root) == before


def test_a_content_that_stops_its_examination_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "examined", lambda data, name: os.kill(os.getpid(), signal.SIGKILL))
    assert [item.code for item in judged(DATA, "a.txt")] == ["LPSE583"]
    monkeypatch.undo()
    assert judged(DATA, "a.txt") == []
    assert [item.code for item in judged(b"", "a.txt")] == ["LPSE581"]
