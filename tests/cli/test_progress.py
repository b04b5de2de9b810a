"""What people see while a build works."""

import io
from pathlib import Path

import pytest

from lpse_docs.cli import progress
from tests.cli.conftest import lpse


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_with_names_and_times(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress.progress() as watcher:
        watcher.waiting(42)
        watcher.planned(2, 5)
        watcher.started("buku-sop (pdf)")
        watcher.started("sop-a (pdf)")
        watcher.finished("buku-sop (pdf)", 1.25, 1 << 20)
        watcher.finished("sop-a (pdf)", 0.5, 1 << 20)
    shown = terminal.getvalue()
    assert "buku-sop (pdf) 1,25 detik" in shown
    assert "proses 42" in shown
    assert "2/2" in shown


def test_elsewhere_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    with progress.progress() as watcher:
        watcher.waiting(42)
        watcher.planned(2, 5)
        watcher.started("buku-sop (pdf)")
        watcher.finished("buku-sop (pdf)", 1.25, 3 << 20)
    assert stream.getvalue().splitlines() == [
        "menunggu pembangunan lain selesai (proses 42)",
        "2 pekerjaan, 5 berkas dipakai lagi",
        "buku-sop (pdf) 1,25 detik (3 MiB)",
    ]


def test_build_check_proves_what_it_can(here: Path) -> None:
    lpse("build")
    proved = lpse("build", "--check", "--jobs", "2")
    assert proved.code == 0, proved.text
    assert "Terbukti: 25 berkas sama persis" in proved.text
    (here / "build/buku/buku-sop.html").write_bytes(b"x")
    ran = lpse("build", "--check")
    assert ran.code == 1
    assert "galat[LPSE730]" in ran.text
    assert "build/buku/buku-sop.html" in ran.text


def test_an_edited_result_is_told_on_the_console(here: Path) -> None:
    lpse("build", "--format", "html")
    (here / "build/buku/buku-sop.html").write_bytes(b"x")
    ran = lpse("build", "--format", "html")
    assert ran.code == 0
    assert "peringatan[LPSE720]" in ran.text
    assert "build/suntingan/buku-sop." in ran.text


def test_a_missing_font_is_named(here: Path) -> None:
    (here / "templates/fonts/LiberationSans-Regular.ttf").unlink()
    ran = lpse("build", "--format", "pdf")
    assert ran.code == 1
    assert "galat[LPSE716]" in ran.text
    assert "fonts/LiberationSans-Regular.ttf" in ran.text
