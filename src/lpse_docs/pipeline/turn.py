"""One writer at a time in the assessments or the approvals of a workspace, whichever command it is."""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = "assessments"
_mine: set[Path] = set()


@contextmanager
def turn(root: Path, waiting: Callable[[], None] = lambda: None, folder: str = FOLDER) -> Iterator[None]:
    """Hold the assessments of a workspace, or another folder of it; who has the turn may take it again.

    A command that reads, weighs and writes does all of it in one turn, so what it weighed is what it changes. The kernel ends
    a turn when its process dies.

    Args:
        root: The workspace.
        waiting: Told once when another process has the turn.
        folder: What is held, relative to the workspace.

    Raises:
        OSError: There is no such folder, or something else stands in its place.
    """
    place = root.resolve() / folder
    if place in _mine:
        yield
        return
    handle = os.open(place, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        _acquire(handle, waiting)
        _mine.add(place)
        try:
            yield
        finally:
            _mine.remove(place)
    finally:
        os.close(handle)


def _acquire(handle: int, waiting: Callable[[], None]) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waiting()
        fcntl.flock(handle, fcntl.LOCK_EX)
