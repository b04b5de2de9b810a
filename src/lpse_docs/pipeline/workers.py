"""Forked workers: each document is written in a process that may die, hang or eat memory without harm.

A worker is forked after everything heavy was imported and prepared, so it starts in a few milliseconds
with warm fonts and style sheets. It is told the number of a task and answers with one line of JSON.

One worker may be started ahead of everything: it gets ready while the parent still reads and composes. It cannot
know what the parent will find out, so it is told what to do, not just which number.
"""

import contextlib
import ctypes
import errno
import gc
import json
import math
import os
import resource
import selectors
import signal
import socket
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import IO, Any, NoReturn

from lpse_docs.pipeline import stopping
from lpse_docs.pipeline.bounds import address_space

PR_SET_PDEATHSIG = 1  # linux/prctl.h: die when the parent dies, also by kill -9
DISK_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
STOPPING = (signal.SIGTERM, signal.SIGINT)
TAIL = 2000
GRACE = 2.0  # seconds; leaving takes a few milliseconds


class Trouble(Enum):
    """Why a task has no result."""

    RAISED = "raised"
    DIED = "died"
    LATE = "late"
    MEMORY = "memory"
    DISK = "disk"


@dataclass(frozen=True)
class Limits:
    """Bounds of one worker.

    Attributes:
        wall: Seconds on the clock for one task; it ends one that waits. processor: Seconds of the processor for one task,
            which do not depend on what else the machine does. memory: Bytes of address space beyond what it begins with.
            file: Bytes of one written file.
    """

    wall: float = 300.0
    processor: int | None = None
    memory: int = 4 << 30
    file: int = 512 << 20


@dataclass(frozen=True)
class Crew:
    """How many workers, their bounds, and the file descriptors they must not keep.

    A lock, for one, lives as long as any copy of its descriptor is open.
    """

    jobs: int = 2
    limits: Limits = field(default_factory=Limits)
    close: Sequence[int] = ()


@dataclass(frozen=True)
class Done:
    """What a task returned, how long it took (seconds) and the worker's peak memory so far (bytes)."""

    task: int
    value: Any
    seconds: float
    memory: int


@dataclass(frozen=True)
class Failed:
    """Why a task returned nothing; `detail` is for the report: a traceback, or the last words on stderr."""

    task: int
    trouble: Trouble
    detail: str
    value: Any = None


@dataclass
class Worker:
    """The parent's side of one worker; `order` makes what is sent for a task, None for a task it cannot do."""

    pid: int
    channel: socket.socket
    words: IO[bytes]
    task: int | None = None
    since: float = 0.0
    unread: bytes = field(default=b"", repr=False)
    order: Callable[[int], Any] = int


def start_ahead(prepare: Callable[[], object], perform: Callable[[Any], Any], crew: Crew) -> Worker:
    """A worker that gets ready now, and does later what it is told; whoever starts it dismisses it."""

    def attend(order: Any) -> Any:
        return perform(order) if order is not None else bool(prepare())

    with _signals_held():
        worker = _fork(attend, crew, [])
    _give(worker, 0, None)
    return worker


def is_ready(worker: Worker, limits: Limits) -> bool:
    """Wait for a worker that was started ahead; false when it will never be ready."""
    results: list[Done | Failed] = []
    while not results:
        for heard in _ready([worker], limits):
            results += _hear(heard, [worker], limits)
    return isinstance(results[0], Done)


def run(
    tasks: Sequence[int],
    perform: Callable[[int], Any],
    crew: Crew,
    started: Callable[[int], None] = lambda _: None,
    ahead: Worker | None = None,
) -> Iterator[Done | Failed]:
    """Perform tasks, in the given order as workers become free, and yield results as they come.

    Args:
        tasks: Numbers of the tasks.
        perform: Called in a worker; returns something JSON can carry, or raises `Refused` with such a value.
        crew: The workers.
        started: Told when a task begins.
        ahead: A worker that is ready already; it goes at the first task it cannot do.
    """
    waiting = list(reversed(tasks))
    team = [ahead] if ahead else []
    try:
        while waiting or any(worker.task is not None for worker in team):
            stopping.heed()
            _staff(team, waiting, perform, crew)
            for worker in team:
                if worker.task is None and waiting:
                    started(waiting[-1])
                    _give(worker, waiting[-1], worker.order(waiting.pop()))
            for worker in _ready(team, crew.limits):
                yield from _hear(worker, team, crew.limits)
    finally:
        for worker in team:
            worker.channel.close()  # an idle worker leaves by itself then
        for worker in team:
            dismiss(worker)


def _staff(team: list[Worker], waiting: Sequence[int], perform: Callable[[int], Any], crew: Crew) -> None:
    """Let workers go that cannot do what comes next, and fork others for what waits."""
    for worker in list(team) if waiting else []:
        if worker.task is None and worker.order(waiting[-1]) is None:
            team.remove(worker)
            dismiss(worker)
    idle = sum(worker.task is None for worker in team)
    while len(team) < crew.jobs and idle < len(waiting):
        with _signals_held():
            team.append(_fork(perform, crew, [worker.channel.fileno() for worker in team]))
        idle += 1


@contextlib.contextmanager
def _signals_held() -> Iterator[None]:
    """Let a signal wait until the fork is over: Python forgets what a handler raises inside its hooks after a fork."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Refused(Exception):
    """A task that cannot be done, with a value that says why."""

    def __init__(self, value: Any) -> None:
        super().__init__(str(value))
        self.value = value


def _give(worker: Worker, task: int, order: Any) -> None:
    worker.task, worker.since = task, time.monotonic()
    with contextlib.suppress(OSError):  # it died while idle; the next reading tells
        worker.channel.sendall(json.dumps(order).encode() + b"\n")


def _ready(team: Sequence[Worker], limits: Limits) -> list[Worker]:
    """Workers that said something, died, or have taken too long; waits until there is one."""
    busy = [worker for worker in team if worker.task is not None]
    end = min(worker.since for worker in busy) + limits.wall
    with selectors.DefaultSelector() as selector:
        for worker in busy:
            selector.register(worker.channel, selectors.EVENT_READ, worker)
        heard = [key.data for key, _ in selector.select(max(0.0, end - time.monotonic()))]
    return heard or [worker for worker in busy if time.monotonic() >= worker.since + limits.wall]


def _hear(worker: Worker, team: list[Worker], limits: Limits) -> Iterator[Done | Failed]:
    task = worker.task
    assert task is not None
    if time.monotonic() >= worker.since + limits.wall:
        team.remove(worker)
        dismiss(worker)
        yield Failed(task, Trouble.LATE, f"{limits.wall:g}")
        return
    try:
        said = worker.channel.recv(1 << 16)
    except OSError:
        said = b""
    if not said:
        team.remove(worker)
        status, words = _last_words(worker)
        late = limits.processor is not None and status == -signal.SIGXCPU
        yield Failed(task, Trouble.LATE if late else Trouble.DIED, words)
        return
    worker.unread += said
    if worker.unread.endswith(b"\n"):
        answer = json.loads(worker.unread)
        worker.unread, worker.task = b"", None
        yield _result(task, answer)


def _result(task: int, answer: dict[str, Any]) -> Done | Failed:
    if "trouble" in answer:
        return Failed(task, Trouble(answer["trouble"]), answer["detail"], answer.get("value"))
    return Done(task, answer["value"], answer["seconds"], answer["memory"])


def _last_words(worker: Worker) -> tuple[int, str]:
    """How a worker ended; the same in words, with the end of what it wrote to stderr."""
    with worker.words:
        status = _end(worker, GRACE)
        size = worker.words.seek(0, os.SEEK_END)
        worker.words.seek(max(0, size - TAIL))
        words = worker.words.read().decode("utf-8", "replace")
    return status, f"{f'sinyal {-status}' if status < 0 else f'kode {status}'}\n{words}".strip()


def dismiss(worker: Worker) -> None:
    """Make sure a worker is gone; one that has nothing to do leaves by itself."""
    if worker.words.closed:
        return
    _end(worker, GRACE if worker.task is None else 0.0)
    worker.words.close()


def _end(worker: Worker, grace: float) -> int:
    """Make sure a worker and whatever it started are gone; returns how it ended.

    A worker that just closed its channel is given a moment to end by itself, so that its own exit code is seen.
    """
    worker.channel.close()
    end = time.monotonic() + grace
    finished, status = os.waitpid(worker.pid, os.WNOHANG)
    while not finished and time.monotonic() < end:
        time.sleep(0.002)
        finished, status = os.waitpid(worker.pid, os.WNOHANG)
    with contextlib.suppress(OSError):
        os.killpg(worker.pid, signal.SIGKILL)
    if not finished:
        os.kill(worker.pid, signal.SIGKILL)  # in its first moments a worker has no group of its own yet
        _, status = os.waitpid(worker.pid, 0)
    return os.waitstatus_to_exitcode(status)


@dataclass(frozen=True)
class Inside:
    """The worker's side: where it hears and answers, where its stderr goes, what to close, who its parent is."""

    channel: socket.socket
    words: IO[bytes]
    close: Sequence[int]
    parent: int


def _fork(perform: Callable[[Any], Any], crew: Crew, siblings: Sequence[int]) -> Worker:
    ours, theirs = socket.socketpair()
    words: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the worker
    sys.stdout.flush()
    sys.stderr.flush()
    inside = Inside(theirs, words, [*crew.close, *siblings, ours.fileno()], os.getpid())
    pid = os.fork()
    if pid == 0:
        _live(perform, crew.limits, inside)
    theirs.close()
    return Worker(pid, ours, words)


def _live(perform: Callable[[Any], Any], limits: Limits, inside: Inside) -> NoReturn:
    """Live as a worker; never returns into the parent's code, never runs its exit functions."""
    code = 70
    try:
        for descriptor in inside.close:
            os.close(descriptor)
        _settle_in(limits, inside)
        serve(perform, inside.channel, limits.processor)
        code = 0
    except BaseException:  # noqa: BLE001 - the last line of defence of a forked process
        os.write(2, traceback.format_exc().encode("utf-8", "replace"))
    finally:
        try:
            os._exit(code)
        finally:  # what measures a process may put itself before the exit, and fail at the bounds
            os.kill(os.getpid(), signal.SIGKILL)


def _settle_in(limits: Limits, inside: Inside) -> None:
    """Own process group, default signals, bounds, garbage collection, stderr to a file of its own."""
    gc.enable()
    os.setpgid(0, 0)
    for number in STOPPING:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPPING)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != inside.parent:  # the parent died before we asked to be told
        os._exit(70)
    for descriptor in (1, 2):
        os.dup2(inside.words.fileno(), descriptor)
    memory = address_space() + limits.memory
    bounds = {resource.RLIMIT_AS: memory, resource.RLIMIT_FSIZE: limits.file, resource.RLIMIT_CORE: 0}
    for kind, bound in bounds.items():
        _, hard = resource.getrlimit(kind)
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (most, most))


def serve(perform: Callable[[Any], Any], channel: socket.socket, processor: int | None = None) -> None:
    """Answer task after task until the channel closes."""
    with channel.makefile("rb") as asked:
        for line in asked:
            if processor is not None:
                _allow(processor)
            channel.sendall(json.dumps(attempt(perform, json.loads(line))).encode() + b"\n")


def _allow(seconds: int) -> None:
    """As much of the processor for what comes next; what needs more gets SIGXCPU, which ends this process."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    end = math.ceil(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (end if most == resource.RLIM_INFINITY else min(end, most), most))


def attempt(perform: Callable[[Any], Any], task: Any) -> dict[str, Any]:
    """Perform one task; whatever it raises becomes an answer."""
    began = time.perf_counter()
    try:
        value = perform(task)
    except Refused as refusal:
        return {"trouble": Trouble.RAISED.value, "detail": "", "value": refusal.value}
    except MemoryError:
        return {"trouble": Trouble.MEMORY.value, "detail": ""}
    except OSError as error:
        kind = Trouble.DISK if error.errno in DISK_ERRNOS else Trouble.RAISED
        return {"trouble": kind.value, "detail": traceback.format_exc()}
    except Exception:  # noqa: BLE001 - whatever a library raises is reported with the document's name
        return {"trouble": Trouble.RAISED.value, "detail": traceback.format_exc()}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"value": value, "seconds": time.perf_counter() - began, "memory": peak}
