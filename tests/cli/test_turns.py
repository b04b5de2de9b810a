"""Commands of several processes that change the same period at the same time: no write is lost, and none is refused."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from lpse_docs.load.project import load_project
from lpse_docs.model.assessment import Assessment, criteria_digest
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import returning
from tests.casefile import BASE, CASES
from tests.cli.conftest import lpse
from tests.pipeline import desk

PERIOD = "2026-semester-1"
CRITERIA = ("S01-K01", "S01-K02", "S02-K01")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(BASE, tmp_path / "w")
    shutil.copytree(CASES / "assessments", tmp_path / "w/assessments")
    monkeypatch.setattr(returning, "READERS", desk.READERS)
    return tmp_path / "w"


def workspace(root: Path) -> Workspace:
    found = load_project(root).workspace
    assert found is not None
    return found


def period(root: Path) -> Assessment:
    return workspace(root).assessment[PERIOD]


def evidence(root: Path, number: int) -> list[str]:
    path = root.parent / f"notulen-{number}.txt"
    path.write_text(f"Notulen {number}\n", "utf-8")
    return ["evidence", "add", str(path), "--criterion", "S01-K02", "--title", f"Notulen {number}", "--kind", "rekaman"]


def finding(root: Path, criterion: str) -> list[str]:
    """A file made from what is there now, which only says something else of one criterion."""
    now = workspace(root)
    held, digest = now.assessment[PERIOD].result, criteria_digest(now.standards)
    path = root.parent / f"{criterion}.json"
    desk.write(path, held, digest, {criterion: {"finding": f"Baru {criterion}."}}, assessor="asesor-1")
    return ["assess", "import", str(path), "--on", "2026-06-30"]


def at_once(root: Path, lines: Sequence[Sequence[str]]) -> list[int]:
    """Exit codes of command lines that processes begin at the same moment."""
    start, go = os.pipe()
    children = []
    for line in lines:
        pid = os.fork()
        if pid == 0:
            os.close(go)
            os.read(start, 1)
            ran = lpse("--project", str(root), *line)
            (root.parent / f"kata-{os.getpid()}.txt").write_text(ran.text, "utf-8")
            os._exit(ran.code)
        children.append(pid)
    os.close(start)
    os.close(go)  # whoever reads comes to its end now
    return [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]


def test_no_write_is_lost_whoever_writes_at_the_same_time(root: Path) -> None:
    before = period(root)
    lines = [line for number, code in enumerate(CRITERIA) for line in (evidence(root, number), finding(root, code))]
    codes = at_once(root, lines)
    told = "\n".join(path.read_text("utf-8") for path in root.parent.glob("kata-*.txt"))
    assert codes == [0] * len(lines), told
    after = period(root)
    new = {item.id: item.title for item in after.register.evidence if item.id not in before.evidence}
    assert sorted(new) == ["bukti-001", "bukti-002", "bukti-003"]
    assert sorted(new.values()) == ["Notulen 0", "Notulen 1", "Notulen 2"]
    assert {code: after.result[code].finding for code in CRITERIA} == {code: f"Baru {code}." for code in CRITERIA}
    assert len(list((root / f"assessments/{PERIOD}/evidence").glob("bukti-00*"))) == 3


def test_the_same_evidence_and_the_same_change_at_once_are_written_once(root: Path) -> None:
    before = period(root)
    codes = at_once(root, [evidence(root, 1)] * 3 + [finding(root, "S01-K01")] * 2)
    assert sorted(codes[:3]) == [0, 1, 1]  # two are told that it is registered already
    assert codes[3:] == [0, 0]
    after = period(root)
    assert len(after.register.evidence) == len(before.register.evidence) + 1
    assert after.result["S01-K01"].finding == "Baru S01-K01."
