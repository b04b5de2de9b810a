"""`preview` from the first line to Ctrl-C."""

import re
import signal
import socket
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from lpse_docs.pipeline.preview import Preview
from lpse_docs.web import browser
from lpse_docs.web.server import Server
from tests.cli.conftest import Ran, lpse
from tests.cli.test_boundary import program
from tests.pipeline.test_preview import SOP, edit

Step = Callable[[], object]


def played(monkeypatch: pytest.MonkeyPatch, *steps: Step) -> Ran:
    """A whole session in which somebody saves files and then types Ctrl-C."""
    script = iter(steps)

    def wait(_: Preview, __: float) -> bool:
        if (step := next(script, None)) is None:
            raise KeyboardInterrupt
        return step() is not False

    monkeypatch.setattr(Preview, "wait", wait)
    ran = lpse("preview", "a", "--no-open")
    return Ran(re.sub(r"\d+,\d+ detik", "N detik", re.sub(r"1:\d+/", "1:PORTA/", ran.text)), ran.code)


def test_a_session(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = played(
        monkeypatch,
        lambda: False,
        lambda: edit(here, SOP, "berjalan tertib", "berjalan cepat"),
        lambda: edit(here, SOP, "kind: administratif", "kind: apa"),
        lambda: edit(here, SOP, "berjalan cepat", "berjalan aman"),
        lambda: edit(here, SOP, "kind: apa", "kind: administratif"),
        lambda: edit(here, "templates/documents/buku-sop.md.j2", "Isi buku", "Isi lain"),
    )
    assert ran.text == (
        "Pratinjau sop-a-pendaftaran: http://127.0.0.1:PORTA/\n"
        "Buka alamat itu di peramban. Ctrl-C untuk berhenti.\n"
        "6 peringatan; rincian: lpse-docs check\n"
        "Halaman disegarkan dalam N detik.\n"
        "galat[LPSE034]: Nilai “apa” bukan salah satu dari: administratif, teknis.\n"
        f" --> {SOP}:3:7\n"
        "  |\n3 | kind: apa\n  |       ^^^\n\n"
        "1 galat.\n"
        "Halaman tetap pada keadaan terakhir yang benar.\n"
        "Galat sudah diperbaiki. Halaman disegarkan dalam N detik.\n"
        "\nPratinjau dihentikan.\n"
    )
    assert ran.code == 0


def test_a_fault_of_the_server_ends_at_the_boundary(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "build").mkdir()
    monkeypatch.setattr(Server, "check", lambda _: 1 // 0)
    ran = played(monkeypatch)
    assert ran.code == 3
    assert list((here / "build").glob("laporan-kesalahan-*.md"))


def test_a_fault_of_the_system_is_not_taken_for_a_port_in_use(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Server) -> None:
        raise OSError(5, "rusak")

    monkeypatch.setattr(Server, "check", fail)
    assert played(monkeypatch).code == 3


def test_a_port_in_use(here: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ran = lpse("preview", "a", "--no-open", "--port", str(port))
    assert ran.code == 2
    assert ran.text == (
        f"Galat: Porta {port} sedang dipakai. "
        "Sebut porta lain, atau jangan sebut --port agar dipilih yang kosong.\n"
        "Bantuan: lpse-docs preview --help\n"
    )


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.mark.parametrize(
    ("number", "code", "last"),
    [(signal.SIGINT, 0, "Pratinjau dihentikan."), (signal.SIGTERM, 143, "Dihentikan oleh sistem.")],
)
def test_serves_and_follows_until_it_is_told_to_end(here: Path, number: int, code: int, last: str) -> None:
    port = free_port()
    with program("preview", "a", "--no-open", "--port", str(port), cwd=here) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().decode().endswith(f"http://127.0.0.1:{port}/\n")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/perubahan", timeout=60) as changes:
            first = changes.readline()
            edit(here, SOP, "berjalan tertib", "berjalan cepat")
            assert changes.readline() == b"\n"
            assert changes.readline() != first
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as page:
                assert "berjalan cepat" in page.read().decode()
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert (out + err).decode().rstrip().endswith(last)
    assert b"Traceback" not in out + err


@pytest.mark.parametrize(
    ("variable", "system", "opened"),
    [("DISPLAY", "linux", True), ("BROWSER", "linux", True), ("LANG", "linux", False), ("LANG", "darwin", True)],
)
def test_opens_a_browser_where_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch, variable: str, system: str, opened: bool
) -> None:
    seen: list[str] = []
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv(variable, ":0")
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("webbrowser.open", seen.append)
    thread = browser.open_browser("http://127.0.0.1:1/")
    assert (thread is not None) == opened
    if thread:
        thread.join()
    assert seen == ["http://127.0.0.1:1/"] * opened


def test_opens_the_page_unless_told_otherwise(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lpse_docs.cli.preview.open_browser", lambda address: address)
    monkeypatch.setattr(Preview, "wait", lambda *_: signal.raise_signal(signal.SIGINT))
    ran = lpse("preview", "a")
    assert "\nCtrl-C untuk berhenti." in ran.text
    assert ran.code == 0
