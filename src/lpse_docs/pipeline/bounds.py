"""Bounds on the filling of templates: an office's template must not hold the machine."""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SECONDS = 20.0  # of the processor: on a busy machine the same template takes longer, but not more
AGAIN = 1.0  # a second endless template of the same run is stopped after this
MEMORY = 2 << 30


@contextmanager
def bounded(seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Raise `TimeoutError` or `MemoryError` in the code inside when it takes too long or too much.

    Only the main thread can be interrupted; elsewhere the time is not bounded.
    """
    with _memory(memory), _time(seconds):
        yield


def address_space() -> int:
    """Bytes of address space that this process has; a bound below it would refuse it everything."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()


@contextmanager
def _memory(more: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = address_space() + more
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    inside = True

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if inside:  # raised while the bounds are taken back, it would leave them in force for whatever comes next
            raise TimeoutError("templat terlalu lama diisi")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN)
    try:
        yield
    finally:
        inside = False
        signal.setitimer(signal.ITIMER_PROF, 0)
        # By default a late signal would end the whole process; another thread may be given it after this one went on.
        signal.signal(signal.SIGPROF, signal.SIG_IGN if before is signal.SIG_DFL else before)
