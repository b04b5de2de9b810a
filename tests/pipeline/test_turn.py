"""Turns in the assessments: one holder at a time, whichever way it is taken."""

import os
import signal
import time
from pathlib import Path

import pytest

from lpse_docs.pipeline.turn import FOLDER, turn


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / FOLDER).mkdir()
    return tmp_path


def child_with_the_turn(root: Path, seconds: float) -> int:
    """A process that has taken the turn when this returns."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        with turn(root):
            os.write(write, b".")
            time.sleep(seconds)
            (root / "selesai").touch()
        os._exit(0)
    os.read(read, 1)
    os.close(read)
    os.close(write)
    return pid


def test_a_second_process_waits_for_the_first(root: Path) -> None:
    pid = child_with_the_turn(root, 0.3)
    told: list[bool] = []
    with turn(root, lambda: told.append(True)):
        assert (root / "selesai").exists()
    os.waitpid(pid, 0)
    assert told == [True]


def test_the_turn_of_a_killed_process_is_free(root: Path) -> None:
    pid = child_with_the_turn(root, 60)
    os.kill(pid, signal.SIGKILL)
    with turn(root):
        os.waitpid(pid, 0)
    assert not (root / "selesai").exists()


def test_who_has_the_turn_may_take_it_again_and_gives_it_back_once(root: Path) -> None:
    with turn(root), turn(root / "." / FOLDER / ".."):
        pass
    assert os.waitpid(child_with_the_turn(root, 0), 0)[1] == 0


def test_a_link_in_the_place_of_the_folder_is_not_held(root: Path, tmp_path: Path) -> None:
    (root / FOLDER).rename(root / "lain")
    (root / FOLDER).symlink_to("lain")
    with pytest.raises(OSError, match=r"Not a directory|symbolic"), turn(root):
        pass
