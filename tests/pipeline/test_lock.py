"""One build at a time."""

import os
import signal
import threading
import time
from pathlib import Path

import pytest

from lpse_docs import writers
from lpse_docs.pipeline import lock
from tests.pipeline.conftest import Site
from tests.pipeline.test_build import codes


def nobody(pid: int) -> None: ...


def test_a_second_holder_learns_who_the_first_is(tmp_path: Path) -> None:
    with lock.hold(tmp_path, 0, nobody), pytest.raises(lock.Busy) as found, lock.hold(tmp_path, 0, nobody):
        pass
    assert found.value.pid == os.getpid()


def test_an_unwritten_holder_is_said_to_be_unknown(tmp_path: Path) -> None:
    with lock.hold(tmp_path, 0, nobody):
        (tmp_path / lock.NAME).write_text("")
        with pytest.raises(lock.Busy) as found, lock.hold(tmp_path, 0, nobody):
            pass
    assert found.value.pid == 0


def test_the_lock_is_free_again(tmp_path: Path) -> None:
    for _ in range(2):
        with lock.hold(tmp_path, 0, nobody):
            pass


def test_waits_for_the_first_to_finish(tmp_path: Path) -> None:
    told: list[int] = []
    held = threading.Event()

    def first() -> None:
        with lock.hold(tmp_path, 0, nobody):
            held.set()
            time.sleep(0.3)

    thread = threading.Thread(target=first)
    thread.start()
    held.wait(5)
    with lock.hold(tmp_path, 5, told.append):
        pass
    thread.join()
    assert told == [os.getpid()]


def test_a_build_is_refused_while_another_runs(site: Site) -> None:
    site.target.mkdir()
    with lock.hold(site.target, 0, nobody):
        outcome = site.build(wait=0.0)
    assert codes(outcome) == {"LPSE703"}
    assert str(os.getpid()) in outcome.diagnostics[0].message


def test_the_lock_of_a_killed_build_is_free_though_its_workers_lived(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker inherits the lock's descriptor; unless it closes it, the lock outlives the build."""
    read, write = os.pipe()
    builder = os.getpid()

    def linger(*_: object) -> bytes:
        if os.getppid() != builder:
            os.write(write, b"x")
            time.sleep(60)
        return b"pdf"

    monkeypatch.setattr(writers.WRITERS["pdf"], "write", linger)
    pid = os.fork()
    if pid == 0:
        site.build()
        os._exit(0)
    os.read(read, 1)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    os.close(read)
    os.close(write)
    assert site.build(wait=0.0).release is not None


def test_several_builds_at_once_end_with_one_whole_result(site: Site) -> None:
    children = []
    for _ in range(4):
        pid = os.fork()
        if pid == 0:
            os._exit(0 if site.build().release is not None else 1)
        children.append(pid)
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children] == [0] * 4
    outcome = site.build()
    assert outcome.rendered == 0
    assert outcome.release is not None
