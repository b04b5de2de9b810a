"""Every way a command line can end."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from lpse_docs.cli import boundary
from lpse_docs.cli.boundary import guarded
from lpse_docs.cli.project import Project
from lpse_docs.pipeline.stopping import Terminated, heed
from tests.cli.conftest import Ran, lpse, tell_programs
from tests.tiny import ROOT

HERE = Project(".")


def raising(error: BaseException) -> int:
    def run() -> int:
        raise error

    return guarded(run, HERE)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (click.UsageError("salah"), 2, "Galat: salah\n"),
        (click.ClickException("salah"), 2, "salah\n"),
        (KeyboardInterrupt(), 130, "Dihentikan.\n"),
        (click.Abort(), 130, "Dihentikan.\n"),
        (Terminated(), 143, "Dihentikan oleh sistem.\n"),
    ],
)
def test_ends_with_a_sentence(error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert raising(error) == code
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_that_a_library_wrapped_is_no_fault(
    number: signal.Signals, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def wrap() -> int:
        try:
            signal.raise_signal(number)
        except BaseException as error:
            raise RuntimeError("dibungkus") from error
        return 0

    before = signal.signal(number, signal.default_int_handler)  # a program in the background ignores SIGINT
    try:
        assert boundary.guarded(wrap, HERE) == 128 + number
        heed()  # what comes next in this process goes on
    finally:
        signal.signal(number, before)
    assert capsys.readouterr().err.startswith("Dihentikan")


def test_a_fault_writes_a_report_and_shows_no_traceback(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "build").mkdir()
    assert raising(ValueError(f"rusak di {Path.home()}/rahasia")) == 3
    said = capsys.readouterr().err
    assert "Traceback" not in said
    (report,) = (here / "build").glob("laporan-kesalahan-*.md")
    assert report.name in said
    text = report.read_text("utf-8")
    assert "Traceback" in text
    assert "rusak di ~/rahasia" in text
    assert str(ROOT / "src") not in text


def test_a_report_leaves_out_what_was_typed_for_a_secret(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "build").mkdir()
    typed = ["lpse-docs", "sign", "a.pdf", "--passphrase-fd", "rahasia1", "--passphrase-env=rahasia2", "--yes"]
    monkeypatch.setattr("sys.argv", typed)
    assert raising(ValueError("rusak")) == 3
    (report,) = (here / "build").glob("laporan-kesalahan-*.md")
    assert "sign a.pdf --passphrase-fd ... --passphrase-env=... --yes\n" in report.read_text("utf-8")


def test_without_a_build_folder_the_report_lies_in_the_temporary_folder(
    here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert raising(ValueError("rusak")) == 3
    assert list(tmp_path.glob("laporan-kesalahan-*.md"))


def test_when_no_report_can_be_written_it_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/tidak/ada")
    boundary.write_report("isi", Path("/tidak/ada"))
    assert "isi" in capsys.readouterr().err


def program(*arguments: str, cwd: Path, **environment: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-P", "-m", "lpse_docs", *arguments]
    return subprocess.Popen(
        command,
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize(
    "environment",
    [{"LC_ALL": "C"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}],
)
def test_prints_utf8_whatever_the_locale(here: Path, environment: dict[str, str]) -> None:
    text = (here / "standards/a-kebijakan.yaml").read_text("utf-8")
    (here / "standards/a-kebijakan.yaml").write_text(text.replace("arah layanan", "“arah” 漢"), encoding="utf-8")
    (here / "lpse.yaml").write_text((here / "lpse.yaml").read_text("utf-8") + "asing: “漢”\n", encoding="utf-8")
    tell_programs(here)
    with program("check", cwd=here, **environment) as running:
        out, err = running.communicate(timeout=60)
    assert running.returncode == 1, err
    assert "asing: “漢”" in out.decode()


@pytest.mark.parametrize("words", [("explain", "LPSE703"), ("verify", "--help")])
def test_a_closed_pipe_is_no_fault(here: Path, words: tuple[str, ...]) -> None:
    with program(*words, cwd=here) as running:
        assert running.stdout
        running.stdout.close()
        assert running.stderr
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_the_quick_answer_to_a_closed_pipe_is_no_fault_either() -> None:
    code = "from lpse_docs.pipeline import fresh; raise SystemExit(fresh._say('tetap', 0))"
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run([sys.executable, "-c", code], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (141, b"")


def workers_of(pid: int) -> Iterator[int]:
    """The forks of a process; what it starts to look for libraries has another command line."""
    own = Path(f"/proc/{pid}/cmdline").read_bytes()
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            forked = (path.parent / "cmdline").read_bytes() == own
        except OSError:
            continue
        if forked and int(fields[1]) == pid:
            yield int(path.parent.name)


def test_sigterm_in_mid_build_ends_workers_and_keeps_the_release(here: Path) -> None:
    assert lpse("build", "--format", "html").code == 0
    before = (here / "build/.current").readlink()
    change = "\n    - {edition: '1', drafted: 2026-01-05, summary: Naskah.}"
    long = f"drafted: 2026-01-05\n  changes:{change * 2000}"  # a table that takes seconds to print
    office = (here / "lpse.yaml").read_text("utf-8")
    (here / "lpse.yaml").write_text(re.sub(r"(?<=  )drafted: [\d-]+(\n  changes:(\n    .*)+)?", long, office, count=1))
    with program("build", cwd=here) as running:
        assert running.stderr
        end = time.monotonic() + 60
        while not (workers := list(workers_of(running.pid))) and time.monotonic() < end:
            time.sleep(0.001)
        running.send_signal(signal.SIGTERM)
        assert running.wait(60) == 143
        assert b"Dihentikan oleh sistem." in running.stderr.read()
    assert workers
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
    assert (here / "build/.current").readlink() == before
    assert not list((here / "build").glob(".build-*"))


def test_a_failing_writer_leaves_a_report(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lpse_docs.writers import html

    monkeypatch.setattr(html, "write", lambda *_: 1 // 0)
    ran = lpse("build", "--format", "html")
    assert ran.code == 1
    assert "LPSE711" in ran.text
    (report,) = (here / "build").glob("laporan-kesalahan-*.md")
    assert "ZeroDivisionError" in report.read_text("utf-8")


def test_outside_any_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    monkeypatch.setattr("lpse_docs.pipeline.fresh.home", lambda: None)
    monkeypatch.setattr("lpse_docs.pipeline.fresh.find_root", lambda _: None)  # whatever lies above the folder of tests
    assert lpse("check") == Ran(
        "Galat: Tidak ada lpse.yaml di folder ini atau di atasnya. Sebut ruang kerja dengan --project DIR.\n"
        "Bantuan: lpse-docs check --help\n",
        2,
    )
