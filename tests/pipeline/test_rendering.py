"""What becomes of writers that fail."""

import contextlib
import errno
import os
import signal
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from lpse_docs import writers
from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.pipeline.workers import Limits
from lpse_docs.writers.failure import Flaw, WriteError
from tests.pipeline.conftest import Silent, Site, Writing, plain
from tests.pipeline.test_build import codes


def only(wanted: str, deed: Writing) -> Writing:
    """A writer that does something else for one document."""

    def write(document: Document, theme: Theme) -> bytes:
        return deed(document, theme) if document.id == wanted else plain("pdf")(document, theme)

    return write


def misbehave(site: Site, monkeypatch: pytest.MonkeyPatch, deed: Writing, **more: object) -> list[tuple[str, str]]:
    site.build()
    before = site.files()
    monkeypatch.setattr(writers.WRITERS["pdf"], "write", only("buku-sop", deed))
    site.edit("lpse.yaml", "number: '1'", "number: '2'")
    outcome = site.build(**more)
    assert outcome.release is None
    assert site.files() == before
    return [(item.code, item.message) for item in outcome.diagnostics if item.code.startswith("LPSE71")]


def test_an_exception_names_the_document(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> bytes:
        raise ValueError("bingkai kosong")

    ((code, message),) = misbehave(site, monkeypatch, fail)
    assert code == "LPSE711"
    assert "buku-sop (pdf)" in message
    assert "ValueError" in message
    assert "bingkai kosong" not in message  # words of a library are English; they stand in the report


def test_its_traceback_is_kept_for_a_report(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writers.WRITERS["html"], "write", lambda *_: 1 // 0)
    outcome = site.build()
    assert any("Traceback" in report and "ZeroDivisionError" in report for report in outcome.reports)


def test_a_crash_names_the_document(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b""

    ((code, message),) = misbehave(site, monkeypatch, crash)
    assert code == "LPSE711"
    assert "buku-sop (pdf)" in message
    assert "sinyal 9" in message


def test_a_hang_names_the_document(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*_: object) -> bytes:
        time.sleep(60)
        return b""

    ((code, message),) = misbehave(site, monkeypatch, hang, limits=Limits(wall=1.5))
    assert code == "LPSE712"
    assert "buku-sop (pdf)" in message
    assert "1.5 detik" in message


def test_hunger_names_the_document(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def eat(*_: object) -> bytes:
        raise MemoryError

    ((code, message),) = misbehave(site, monkeypatch, eat)
    assert code == "LPSE713"
    assert "buku-sop (pdf)" in message


def test_a_refusal_points_to_the_source(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(document: Document, _: Theme) -> bytes:
        raise WriteError("huruf tidak ada", [Flaw("huruf 漢 tidak ada", Span("sops/a.yaml", 3, 5))])

    monkeypatch.setattr(writers.WRITERS["pdf"], "write", only("buku-sop", refuse))
    (found,) = [item for item in site.build().diagnostics if item.code == "LPSE710"]
    assert found.span == Span("sops/a.yaml", 3, 5)
    assert "huruf 漢 tidak ada" in found.message


def test_a_refusal_without_a_place_names_the_document(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise WriteError("gambar rusak")

    ((code, message),) = misbehave(site, monkeypatch, refuse)
    assert (code, "gambar rusak" in message) == ("LPSE710", True)


def test_what_succeeded_is_not_done_again_after_a_failure(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(writers.WRITERS["pdf"], "write", only("buku-sop", lambda *_: 1 // 0))  # type: ignore[arg-type]
        site.build()
    outcome = site.build()
    assert site.progress.names == ["buku-sop (pdf)"]
    assert outcome.rendered == 1


def test_a_missing_system_library_is_said_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise OSError("cannot load library 'libpango-1.0-0': no such file\nmore")

    monkeypatch.setitem(writers.WRITERS, "pdf", SimpleNamespace(flaws=missing, prepare=missing))
    outcome = site.build()
    (found,) = [item for item in outcome.diagnostics if item.code.startswith("LPSE7")]
    assert (found.code, found.message) == ("LPSE714", "Pustaka sistem untuk PDF belum terpasang (libpango-1.0-0).")
    assert outcome.release is None


def test_a_full_disk_while_preparing_is_not_a_missing_library(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Theme) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writers.WRITERS["pdf"], "prepare", full, raising=False)
    assert "LPSE702" in codes(site.build())


def test_a_theme_the_writer_refuses_is_said_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def prepare(_: Theme) -> None:
        raise WriteError("fon tidak ada")

    monkeypatch.setattr(writers.WRITERS["pdf"], "prepare", prepare, raising=False)
    assert "LPSE716" in codes(site.build())


def children() -> set[int]:
    """The processes that this one has started and not yet seen off; other tests may keep one, such as a browser."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = path.read_text("utf-8", "replace").rpartition(")")[2].split()[1]
            found |= {int(path.parent.name)} if int(parent) == os.getpid() else set()
    return found


def test_an_interrupt_leaves_nothing_behind(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.build()
    before, known = site.files(), children()

    class Stopping(Silent):
        def finished(self, name: str, seconds: float, memory: int) -> None:
            raise KeyboardInterrupt

    from lpse_docs.pipeline.build import Request, build

    site.edit("lpse.yaml", "number: '1'", "number: '2'")
    with pytest.raises(KeyboardInterrupt):
        build(Request(site.root), Stopping())
    assert site.files() == before
    assert not list(site.target.glob(".build-*"))
    assert children() <= known
    assert site.build(wait=0.0).release is not None
