"""What tests start is measured too, and no process writes down what another one has measured already.

A forked worker inherits everything that was measured before it. Written again by each of hundreds of workers, and then
combined, that took longer than the tests themselves; so a worker writes what it was the first to reach.
"""

import hashlib
import os
import tempfile
from pathlib import Path
from typing import NoReturn, cast

import pytest
from coverage import Coverage

Reached = dict[str, set[int]]

PROGRAMS = "COVERAGE_PROCESS_CONFIG"  # Python programs that find it in their environment measure themselves


def follow(config: pytest.Config) -> None:
    """From here on measure what the tests of this process start, if they are measured.

    The patches of coverage do so in the workers of xdist as well, beneath what measures their tests: `no_cover` then
    pauses nothing. And each pause patches the exit once more.
    """
    cover = _cover(config)
    if cover:
        _alone(cover)
        os.environ[PROGRAMS] = cover.config.serialize()
        written = tempfile.TemporaryDirectory()
        config.add_cleanup(written.cleanup)
        _follow_forks(cover, Path(written.name))


def _cover(config: pytest.Config) -> Coverage | None:
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        return None  # this process starts workers and runs no tests
    return getattr(getattr(config.pluginmanager.get_plugin("_cov"), "cov_controller", None), "cov", None)


def _alone(cover: Coverage) -> None:
    """Stop what pytest-cov began before it knew that this is a worker: a pause would wake it up."""
    cover.stop()
    while early := Coverage.current():
        early.stop()
    cover.start()


def _follow_forks(cover: Coverage, written: Path) -> None:
    known: Reached = {}
    parent, leave = os.getpid(), os._exit

    def forked() -> None:
        known.update({name: set(arcs) for name, arcs in _reached(cover).items()})

    def left(status: int) -> NoReturn:
        try:
            if os.getpid() != parent and cover._started:
                _write_new(cover, known, written)
        finally:
            leave(status)

    os.register_at_fork(after_in_child=forked)
    os._exit = left


def _reached(cover: Coverage) -> Reached:
    assert cover._collector
    return cast("Reached", cover._collector.data)


def _write_new(cover: Coverage, known: Reached, written: Path) -> None:
    reached = _reached(cover)
    for name, arcs in reached.items():
        arcs.difference_update(known.get(name, ()))
    if any(reached.values()) and _first(reached, written):
        assert cover._collector
        cover._collector.flush_data()  # after a fork, into a file of its own


def _first(reached: Reached, written: Path) -> bool:
    """Whether no other worker has written the very same: most do what their like did before them."""
    told = repr(sorted((name, sorted(arcs)) for name, arcs in reached.items() if arcs))
    try:
        (written / hashlib.sha256(told.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True
