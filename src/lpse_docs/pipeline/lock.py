"""One build at a time in one workspace."""

import fcntl
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from lpse_docs.pipeline import ours

NAME = ".lock"
PAUSE = 0.1
SAID = re.compile(rb"\d*\s*")


class Busy(Exception):
    """Another process holds the lock; `pid` is 0 when it did not say who it is."""

    def __init__(self, pid: int) -> None:
        super().__init__(pid)
        self.pid = pid


@contextmanager
def hold(folder: Path, wait: float, waiting: Callable[[int], None]) -> Iterator[int]:
    """Hold the lock of a build folder; gives its file descriptor, which forked workers must close.

    The lock file is never deleted (deleting one races with whoever is opening it); the kernel frees the
    lock when its holder dies, however it dies.

    Args:
        folder: The build folder; it must exist.
        wait: Seconds to wait for another holder before `Busy` is raised.
        waiting: Told once, with the holder's pid, before waiting.

    Raises:
        ours.Occupied: Something else stands there: a link of any kind, a pipe, a file that says more than a pid.
    """
    handle = ours.opened(folder / NAME, os.O_RDWR | os.O_CREAT)
    try:
        if os.fstat(handle).st_nlink > 1 or not SAID.fullmatch(os.pread(handle, 64, 0)):
            raise ours.Occupied(folder / NAME)
        _acquire(handle, wait, waiting)
        os.truncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield handle
    finally:
        os.close(handle)


def _acquire(handle: int, wait: float, waiting: Callable[[int], None]) -> None:
    end = time.monotonic() + wait
    told = False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                raise Busy(_holder(handle)) from None
        else:
            return
        if not told:
            waiting(_holder(handle))
            told = True
        time.sleep(PAUSE)


def _holder(handle: int) -> int:
    said = os.pread(handle, 32, 0).strip()
    return int(said) if said.isdigit() else 0
