"""Bounds on the filling of templates: an office's template must not hold the machine."""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

SECONDS = 20.0
AGAIN = 1.0  # a second endless template of the same run is stopped after this
MEMORY = 2 << 30


@contextmanager
def bounded(seconds: float = SECONDS, memory: int = MEMORY) -> Iterator[None]:
    """Raise `TimeoutError` or `MemoryError` in the code inside when it takes too long or too much.

    Only the main thread can be interrupted; elsewhere the time is not bounded.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    in_use = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    wanted = in_use + memory
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    main = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, _stop) if main else None
    if main:
        signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        if main:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TimeoutError("templat terlalu lama diisi")
