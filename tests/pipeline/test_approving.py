"""Writing an approval down: whole or not at all, never over what somebody else wrote, and nowhere else."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import date
from itertools import count
from pathlib import Path

import pytest

from lpse_docs.load.project import load_project
from lpse_docs.load.schema import validate
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.approval import ApprovalEntry, ApprovalRecord, ApprovalRole
from lpse_docs.pipeline import atomic
from lpse_docs.pipeline.approving import extended, record
from tests.casefile import BASE

CODE = "sop-a-registrasi"
PATH = f"approvals/{CODE}.yaml"


def entry(post: str = "unit-sistem", note: str | None = None) -> ApprovalEntry:
    return ApprovalEntry(
        post=post, role=ApprovalRole.MAKER, on=date(2026, 2, 1), digest="a" * 64, note=note, seal="0" * 16
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "approvals").mkdir()
    return tmp_path


def test_a_record_grows_line_by_line_and_keeps_what_a_person_wrote(root: Path) -> None:
    assert record(root, CODE, None, entry(note="ya: 'dan' # bukan komentar")) is None
    first = extended(CODE, None, entry(note="ya: 'dan' # bukan komentar"))
    text = (root / PATH).read_text("utf-8").replace("entries:", "# arsip: lemari 3\nentries:")
    (root / PATH).write_text(text, encoding="utf-8")
    assert record(root, CODE, first, entry("unit-registrasi")) is None
    assert (root / PATH).read_text("utf-8").startswith(text)
    second = extended(CODE, first, entry("unit-registrasi"))
    assert second.whole and [item.post for item in second.entries] == ["unit-sistem", "unit-registrasi"]
    assert len({item.seal for item in second.entries}) == 2


def test_a_record_is_read_back_with_the_workspace(tmp_path: Path) -> None:
    root = tmp_path / "w"
    shutil.copytree(BASE, root)
    (root / "approvals").mkdir()
    assert record(root, CODE, None, entry()) is None
    (root / "approvals/lain.yml").write_text("x: 1\n")
    loaded = load_project(root)
    assert loaded.workspace is not None
    assert loaded.workspace.approval[CODE].model_dump() == extended(CODE, None, entry()).model_dump()
    assert [item.span.path for item in loaded.diagnostics] == ["approvals/lain.yml"]


def test_what_was_written_meanwhile_is_not_overwritten(root: Path) -> None:
    assert record(root, CODE, None, entry()) is None
    before = (root / PATH).read_bytes()
    late = record(root, CODE, None, entry("unit-registrasi"))
    other = record(root, CODE, ApprovalRecord(document=CODE), entry("unit-registrasi"))
    assert late and other and late.code == other.code
    assert (root / PATH).read_bytes() == before


def test_what_cannot_be_written_leaves_everything_as_it_was(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = extended(CODE, None, entry())
    line = first.entries[0]
    flow = f"document: {CODE}\nentries: [{{post: {line.post}, role: pembuat, on: 2026-02-01, "
    flow += f"digest: '{line.digest}', seal: '{line.seal}'}}]\n"
    (root / PATH).write_text(flow, encoding="utf-8")
    found = record(root, CODE, first, entry("unit-registrasi"))
    assert found and found.code == "LPSE653"
    assert (root / PATH).read_text("utf-8") == flow

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "no space")

    (root / PATH).unlink()
    monkeypatch.setattr(atomic, "create", full)
    found = record(root, CODE, None, entry())
    assert found and "ruang simpan penuh" in found.message
    assert list((root / "approvals").iterdir()) == []


@pytest.mark.parametrize("before", [False, True], ids=["first", "second"])
def test_killed_at_any_moment_a_record_is_whole_or_as_it_was(root: Path, *, before: bool) -> None:
    """kill -9 at every call that changes something on the disk; the next approval removes what was left."""
    known = extended(CODE, None, entry("sekretariat")) if before else None
    if before:
        assert record(root, CODE, None, entry("sekretariat")) is None
    old = (root / PATH).read_bytes() if before else None
    whole = extended(CODE, known, entry())
    outcomes = []
    for moment in count():
        pid = os.fork()
        if pid == 0:
            _kill_at(moment)
            record(root, CODE, known, entry())
            os._exit(0)
        killed = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL
        data = (root / PATH).read_bytes() if (root / PATH).exists() else None
        if data != old:
            loaded = validate(ApprovalRecord, read_yaml((data or b"").decode(), PATH)[0], PATH)[0]
            assert loaded is not None and loaded.model_dump() == whole.model_dump()
        outcomes.append(data != old)
        if not killed:
            break
        (root / PATH).unlink(missing_ok=True)
        if old is not None:
            (root / PATH).write_bytes(old)
    assert outcomes == sorted(outcomes) and outcomes[-1] and outcomes.count(False) >= 3 and outcomes.count(True) >= 2
    assert [path.name for path in (root / "approvals").iterdir()] == [f"{CODE}.yaml"]


def _kill_at(moment: int) -> None:
    """Let the process die before that change of the disk."""
    left = [moment]

    def dying(event: str, arguments: tuple[object, ...]) -> None:
        writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if writing or event in {"os.rename", "os.remove"}:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(dying)
    for name in ("fsync", "write", "close"):
        call = getattr(os, name)

        def counted(*given: object, call: Callable[..., object] = call) -> object:
            dying("os.rename", ())
            return call(*given)

        setattr(os, name, counted)


def test_nothing_is_written_through_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("luar")
    (root / PATH).symlink_to(elsewhere / "berkas.yaml")
    assert record(root, CODE, None, entry())
    (root / PATH).unlink()
    (root / "approvals").rmdir()
    (root / "approvals").symlink_to(elsewhere)
    assert record(root, CODE, None, entry())
    assert list(elsewhere.iterdir()) == []
