"""What remembers approvals: a line cut off the end of a record is found where an edition or the log knew it."""

import hashlib
import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from lpse_docs.diagnostics import Severity
from lpse_docs.model.approval import ApprovalAct, ApprovalEntry, ApprovalRecord, ApprovalRole
from lpse_docs.pipeline import journal, logbook, witness
from lpse_docs.pipeline.approving import extended, record
from lpse_docs.pipeline.prepare import read_and_check
from lpse_docs.pipeline.release import STORE, Release, to_bytes
from tests.casefile import BASE

CODE = "sop-a-pendaftaran"
PATH = f"approvals/{CODE}.yaml"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    shutil.copytree(BASE, folder)
    (folder / "approvals").mkdir()
    return folder


def grown(root: Path, known: ApprovalRecord | None, role: ApprovalRole, act: ApprovalAct) -> ApprovalRecord:
    line = ApprovalEntry(
        post="kepala-lpse", role=role, act=act, on=date(2026, 2, 1), digest="a" * 64, note="x", seal="0" * 16
    )
    assert record(root, CODE, known, line) is None
    return extended(CODE, known, line)


def history(root: Path) -> tuple[str, str]:
    """Two lines, the second a withdrawal; the text before it and the text after it."""
    first = grown(root, None, ApprovalRole.APPROVER, ApprovalAct.APPROVE)
    before = (root / PATH).read_text("utf-8")
    grown(root, first, ApprovalRole.APPROVER, ApprovalAct.WITHDRAW)
    return before, (root / PATH).read_text("utf-8")


def kept(root: Path, text: str, code: str = "matriks-ketertelusuran") -> None:
    """An edition of another document that was kept beside these approvals."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    made = Release(code, "X", "1", "a" * 64, "", "1", {}, {}, {}, {PATH: digest})
    for path, data in ((STORE + "/" + digest, text.encode()), (made.name, to_bytes(made))):
        (root / "releases" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "releases" / path).write_bytes(data)


def told(root: Path) -> list[tuple[str, Severity, int | None]]:
    found = [item for item in read_and_check(root).diagnostics if item.code in {"LPSE641", "LPSE642"}]
    return [(item.code, item.severity, item.span.line) for item in found]


def test_a_cut_line_is_found_by_what_was_kept_later(root: Path) -> None:
    before, after = history(root)
    assert told(root) == []
    kept(root, before)
    assert told(root) == []
    kept(root, after, "buku-sop")
    assert told(root) == []
    (root / PATH).write_text(before, encoding="utf-8")
    line = len(before.splitlines())
    assert told(root) == [("LPSE641", Severity.ERROR, line)]
    assert [item.code for item in witness.of_document(root, CODE)] == ["LPSE641"]
    assert witness.of_document(root, "buku-sop") == []
    (root / PATH).unlink()
    assert [item[:2] for item in told(root)] == [("LPSE642", Severity.WARNING)]


def test_a_cut_line_is_found_by_the_log(root: Path) -> None:
    before, after = history(root)
    assert witness.remember(root, CODE, NOW) is None
    assert not (root / "signed").exists()  # nothing refers to approvals yet
    (root / "releases").mkdir()
    assert witness.remember(root, CODE, NOW) is None
    (entry,) = [json.loads(line) for line in (root / witness.LOG).read_text("utf-8").splitlines()]
    assert (entry["event"], entry["dokumen"], entry["pengesahan"]) == ("pengesahan", CODE, witness.last(root, CODE))
    assert told(root) == []
    (root / PATH).write_text(before, encoding="utf-8")
    assert [item[0] for item in told(root)] == ["LPSE641"]
    (root / PATH).write_text(after.replace("note: x", "note: y"), encoding="utf-8")
    assert {item.code for item in read_and_check(root).diagnostics} >= {"LPSE647"}


def test_damaged_witnesses_say_nothing_and_break_nothing(root: Path) -> None:
    before, after = history(root)
    kept(root, after)
    for path in (root / "releases" / STORE).iterdir():
        path.write_text("x", encoding="utf-8")
    (root / "releases/matriks-ketertelusuran/x.json").write_text("{", encoding="utf-8")
    (root / "signed").mkdir()
    (root / witness.LOG).write_text('{"dokumen": 1}\n{"n": 2}\n', encoding="utf-8")
    (root / PATH).write_text(before, encoding="utf-8")
    assert told(root) == []
    fault = witness.remember(root, CODE, NOW)
    assert fault is not None and "baris 1" in fault.message
    assert (root / witness.LOG).read_text("utf-8").count("\n") == 2


def test_the_log_is_not_made_through_a_link(root: Path, tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (root / "releases").mkdir()
    (root / "signed").symlink_to(tmp_path / "luar")
    assert witness.remember(root, CODE, NOW) is not None
    assert list((tmp_path / "luar").iterdir()) == []


def test_a_signature_remembers_how_the_approvals_of_its_document_end(root: Path) -> None:
    assert journal.approved_by(root, f"sop/{CODE}.pdf") == {}
    before, _ = history(root)
    facts = journal.approved_by(root, f"sop/{CODE}.pdf")
    assert facts == {"dokumen": CODE, "pengesahan": witness.last(root, CODE)}
    (root / "signed").mkdir()
    logbook.record(root / witness.LOG, "tanda-tangan", {"berkas": f"sop/{CODE}.pdf", **facts}, NOW)
    (root / PATH).write_text(before, encoding="utf-8")
    assert [item[0] for item in told(root)] == ["LPSE641"]
