"""`check` and its memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lpse_docs.pipeline import fresh
from tests.cli.conftest import lpse
from tests.pipeline.test_fresh import HEAVY
from tests.tiny import ROOT


def break_it(here: Path) -> None:
    path = here / "standards/a-kebijakan.yaml"
    path.write_text(path.read_text("utf-8").replace("stage: 1", "stage: satu"), encoding="utf-8")


def test_warnings_count_only_when_strict(here: Path) -> None:
    assert lpse("check").code == 0
    assert lpse("check", "--strict").code == 1


def test_a_remembered_verdict_says_the_same(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = lpse("check")
    concise = lpse("check", "--output", "concise")
    monkeypatch.setattr("lpse_docs.pipeline.verdict.import_module", lambda name: pytest.fail("read again"))
    assert lpse("check") == first
    assert lpse("check", "--output", "concise") == concise


def test_a_change_is_seen(here: Path) -> None:
    assert lpse("check").code == 0
    break_it(here)
    assert lpse("check").code == 1


def test_an_error_in_a_template_is_found_without_building(here: Path) -> None:
    (here / "templates/documents/sop.md.j2").write_text("title: x\nsubject: y\n\n{{ tidak_ada() }}\n")
    ran = lpse("check", "--output", "concise")
    assert ran.code == 1
    assert "\ntemplates/documents/sop.md.j2:4:4: LPSE901 galat" in ran.text


def test_the_quick_answer_imports_nothing_heavy(here: Path) -> None:
    break_it(here)
    told = lpse("check").text
    code = (
        "import sys, atexit; from lpse_docs.__main__ import main, fresh\n"
        "fresh.program_files = lambda: ['__init__.py']\n"
        f"atexit.register(lambda: sys.stderr.write(' '.join(m for m in {HEAVY!r} if m in sys.modules)))\n"
        "main()"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code, "check"],
        cwd=here,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr, done.stdout) == (1, "", told)


def test_a_workspace_that_cannot_be_written_is_checked_all_the_same(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("lpse_docs.pipeline.atomic.write", refuse)
    assert lpse("check").code == 0
    assert fresh.verdict(str(here)) is None


def test_an_unreadable_source_is_a_finding(here: Path) -> None:
    (here / "standards/a-kebijakan.yaml").unlink()
    (here / "standards/a-kebijakan.yaml").symlink_to("/tidak/ada")
    ran = lpse("check", "--output", "concise")
    assert ran.code == 1
    assert "standards/a-kebijakan.yaml" in ran.text
