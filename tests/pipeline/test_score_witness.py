"""What remembers scorecards: lines cut off the end of a history are found where an edition or the log knew them."""

import hashlib
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lpse_docs.diagnostics import Severity
from lpse_docs.pipeline import logbook, score_witness, witness
from lpse_docs.pipeline.prepare import read_and_check
from lpse_docs.pipeline.release import STORE, Release, to_bytes
from tests.casefile import BASE, CASES

PERIOD = "2026-semester-1"
PATH = f"assessments/{PERIOD}/scorecard.yaml"
REPORT = f"penilaian/{PERIOD}/laporan-kepatuhan-{PERIOD}.pdf"
LINE = "  - criterion: "


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    shutil.copytree(BASE, folder)
    shutil.copytree(CASES / "assessments", folder / "assessments")
    return folder


def cut(root: Path) -> None:
    """The last line of the history is gone, and nothing in the file tells of it."""
    text = (root / PATH).read_text("utf-8")
    (root / PATH).write_text(text[: text.rindex(LINE)], encoding="utf-8")


def kept(root: Path) -> None:
    """An edition of some other document, made when the scorecard was as it is now."""
    data = (root / PATH).read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    made = Release("buku-sop", "X", "1", "a" * 64, "", "1", {}, {}, {}, {PATH: digest})
    for path, content in ((f"{STORE}/{digest}", data), (made.name, to_bytes(made))):
        (root / "releases" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "releases" / path).write_bytes(content)


def signed(root: Path) -> None:
    (root / "signed").mkdir()
    facts = score_witness.noted(root, REPORT)
    logbook.record(root / witness.LOG, "tanda-tangan", facts, datetime(2026, 7, 1, tzinfo=UTC))


def told(root: Path) -> list[tuple[Severity, str, int | None]]:
    found = [item for item in read_and_check(root).diagnostics if item.code == "LPSE644"]
    return [(item.severity, item.span.path, item.span.line) for item in found]


@pytest.mark.parametrize("remember", [kept, signed])
def test_a_cut_history_is_found_by_what_knew_its_end(root: Path, remember: object) -> None:
    assert callable(remember)
    before = (root / PATH).read_text("utf-8")
    remember(root)
    assert told(root) == []
    cut(root)
    lines = (root / PATH).read_text("utf-8").splitlines()
    place = max(number for number, text in enumerate(lines, 1) if text.startswith(LINE))
    assert told(root) == [(Severity.ERROR, PATH, place)]
    (root / PATH).write_text(before[: before.index("history:")] + "history: []\n", encoding="utf-8")
    assert [item[:2] for item in told(root)] == [(Severity.ERROR, PATH)]
    (root / PATH).write_text(before.replace("history:", "# sama\nhistory:"), encoding="utf-8")
    assert told(root) == []
    shutil.rmtree(root / "assessments")
    assert told(root) == [(Severity.WARNING, PATH, 0)]


def test_what_was_remembered_earlier_is_no_contradiction(root: Path) -> None:
    whole = (root / PATH).read_text("utf-8")
    cut(root)
    kept(root)
    (root / PATH).write_text(whole, encoding="utf-8")
    assert told(root) == []


def test_damaged_witnesses_say_nothing(root: Path) -> None:
    kept(root)
    cut(root)
    for path in (root / "releases" / STORE).iterdir():
        path.write_text("seal: '0123456789abcdef'", encoding="utf-8")
    (root / "signed").mkdir()
    (root / witness.LOG).write_text('{"periode": "2026-semester-1", "riwayat": "0123456789abcdef"}\n', encoding="utf-8")
    assert told(root) == []


def test_only_documents_of_a_period_tell_of_its_history(root: Path) -> None:
    seal = [text.split("'")[1] for text in (root / PATH).read_text("utf-8").splitlines() if " seal: '" in text][-1]
    assert score_witness.noted(root, REPORT) == {"periode": PERIOD, "riwayat": seal}
    assert score_witness.noted(root, "sop/sop-a-pendaftaran.pdf") == {}
    assert score_witness.noted(root, "penilaian/2030/laporan.pdf") == {}
    assert score_witness.noted(root, "penilaian/../x.pdf") == {}
