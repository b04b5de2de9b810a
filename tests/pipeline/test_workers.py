"""Workers that return, raise, die, hang and eat."""

import mmap
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lpse_docs.pipeline import workers
from lpse_docs.pipeline.workers import Crew, Done, Failed, Limits, Refused, Trouble


def run(perform: Callable[[int], Any], count: int = 1, **limits: Any) -> list[Done | Failed]:
    crew = Crew(2, Limits(**limits))
    return sorted(workers.run(range(count), perform, crew), key=lambda result: result.task)


def one(perform: Callable[[int], Any], **limits: Any) -> Failed:
    (result,) = run(perform, **limits)
    assert isinstance(result, Failed)
    return result


def test_every_task_is_done_once_and_in_another_process() -> None:
    results = run(lambda task: [task * task, os.getpid()], 20)
    values = [result.value for result in results if isinstance(result, Done)]
    assert [value for value, _ in values] == [task * task for task in range(20)]
    assert os.getpid() not in {pid for _, pid in values}
    assert len({pid for _, pid in values}) <= 2


def test_tasks_begin_in_the_given_order() -> None:
    begun: list[int] = []
    list(workers.run([3, 1, 2, 0], lambda task: task, Crew(1), begun.append))
    assert begun == [3, 1, 2, 0]


def test_large_answers_arrive_whole() -> None:
    (result,) = run(lambda task: "x" * 3_000_000)
    assert isinstance(result, Done)
    assert len(result.value) == 3_000_000


def test_an_exception_names_itself() -> None:
    failed = one(lambda task: 1 // 0)
    assert failed.trouble is Trouble.RAISED
    assert "ZeroDivisionError" in failed.detail


def test_a_refusal_carries_its_value() -> None:
    def refuse(task: int) -> None:
        raise Refused(["pdf", "kalimat"])

    assert one(refuse).value == ["pdf", "kalimat"]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGXCPU, signal.SIGTERM])
def test_a_worker_that_dies_takes_only_its_task_along(number: signal.Signals) -> None:
    results = run(lambda task: os.kill(os.getpid(), number) if task == 1 else task, 6)
    assert [result.task for result in results if isinstance(result, Failed)] == [1]
    failed = next(result for result in results if isinstance(result, Failed))
    assert failed.trouble is Trouble.DIED
    assert failed.detail.startswith(f"sinyal {number.value}")


def test_the_last_words_of_a_dead_worker_are_kept() -> None:
    def die(task: int) -> None:
        os.write(2, b"Pango: bukan fon\n")
        os._exit(9)

    assert one(die).detail == "kode 9\nPango: bukan fon"


def test_system_exit_inside_a_task_is_a_death() -> None:
    assert "SystemExit" in one(lambda task: sys.exit(1)).detail


def test_a_hanging_task_is_ended_and_the_others_go_on() -> None:
    began = time.monotonic()
    results = run(lambda task: time.sleep(60) if task == 0 else task, 4, wall=0.4)
    assert time.monotonic() - began < 5
    assert [(result.task, result.trouble) for result in results if isinstance(result, Failed)] == [(0, Trouble.LATE)]
    assert len(results) == 4


def test_only_what_a_task_needs_of_the_processor_counts() -> None:
    """Each task has its own share, however much the worker has used before; who waits uses nothing."""

    def spin(task: int) -> int:
        end = time.process_time() + (0.7 if task < 3 else 60)
        while time.process_time() < end:
            pass
        return task

    results = run(spin, 4, processor=1)
    assert [item.task for item in results if isinstance(item, Done)] == [0, 1, 2]
    assert [(item.task, item.trouble) for item in results if isinstance(item, Failed)] == [(3, Trouble.LATE)]


def test_memory_is_bounded() -> None:
    limit = (1 << 30) + resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    assert one(lambda task: len(bytearray(3 << 30)), memory=limit).trouble is Trouble.MEMORY


def test_size_of_files_is_bounded(tmp_path: Path) -> None:
    def write(task: int) -> None:
        with (tmp_path / "besar").open("wb") as stream:
            stream.write(b"x" * 60_000_000)

    # far more than what a coverage measurement of this process would save
    assert one(write, file=40_000_000).trouble is Trouble.DISK


def test_grandchildren_end_with_a_late_worker() -> None:
    read, write = os.pipe()

    def spawn(task: int) -> None:
        subprocess.Popen(["sleep", "61"], pass_fds=[write])
        time.sleep(60)

    assert one(spawn, wall=0.3).trouble is Trouble.LATE
    os.close(write)
    assert os.read(read, 1) == b""  # end of file: nobody holds the other end any more
    os.close(read)


def test_stopping_early_leaves_no_worker_behind() -> None:
    results = workers.run(range(9), lambda task: os.getpid() if task else time.sleep(60), Crew(2))
    done = next(results)
    assert isinstance(done, Done)
    results.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(done.value, 0)


def test_workers_end_when_their_parent_is_killed() -> None:
    read, write = os.pipe()

    def linger(task: int) -> None:
        os.write(write, b"%d\n" % os.getpid())
        time.sleep(60)

    pid = os.fork()
    if pid == 0:
        os.close(read)
        list(workers.run([0], linger, Crew(1)))
        os._exit(0)
    os.close(write)
    worker = os.read(read, 32)
    assert worker
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    assert os.read(read, 1) == b""  # blocks until the worker, too, is gone
    os.close(read)


def test_descriptors_named_are_closed_in_workers() -> None:
    read, write = os.pipe()

    def closed(task: int) -> bool:
        try:
            os.fstat(write)
        except OSError:
            return True
        return False

    (result,) = workers.run([0], closed, Crew(1, close=[write]))
    assert isinstance(result, Done)
    assert result.value is True
    os.close(read)
    os.close(write)


def test_serving_answers_until_the_channel_closes() -> None:
    import socket
    import threading

    ours, theirs = socket.socketpair()
    thread = threading.Thread(target=workers.serve, args=(lambda task: task + 1, theirs))
    thread.start()
    ours.sendall(b"4\n")
    assert b'"value": 5' in ours.recv(1000)
    ours.close()
    thread.join(5)
    assert not thread.is_alive()
    theirs.close()


@pytest.mark.parametrize(
    ("error", "trouble"), [(MemoryError(), "memory"), (OSError(28, "full"), "disk"), (OSError(2, "gone"), "raised")]
)
def test_what_a_task_raises_is_sorted(error: BaseException, trouble: str) -> None:
    def fail(task: int) -> None:
        raise error

    assert workers.attempt(fail, 0)["trouble"] == trouble


def test_a_worker_started_ahead_does_what_it_is_told_and_goes_at_the_first_task_it_cannot_do() -> None:
    crew = Crew(1)
    ahead = workers.start_ahead(lambda: None, lambda order: [order, os.getpid()], crew)
    assert workers.is_ready(ahead, crew.limits)
    ahead.order = lambda task: f"pesanan {task}" if task < 2 else None
    results = list(workers.run(range(4), lambda task: [task, os.getpid()], crew, ahead=ahead))
    said = [result.value for result in results if isinstance(result, Done)]
    assert [value for value, _ in said] == ["pesanan 0", "pesanan 1", 2, 3]
    assert [pid == ahead.pid for _, pid in said] == [True, True, False, False]
    with pytest.raises(ChildProcessError):
        os.waitpid(ahead.pid, 0)


@pytest.mark.parametrize("prepare", [lambda: 1 // 0, lambda: os._exit(1)])
def test_a_worker_that_cannot_get_ready_says_so(prepare: Callable[[], object]) -> None:
    crew = Crew(1)
    ahead = workers.start_ahead(prepare, lambda order: order, crew)
    assert not workers.is_ready(ahead, crew.limits)
    workers.dismiss(ahead)
    workers.dismiss(ahead)


def test_a_parent_of_any_size_has_workers_that_can_work() -> None:
    """A bound counts what a worker takes itself: the address space of its parent must not use it up."""
    ballast = mmap.mmap(-1, 2 << 30)
    try:
        [done] = run(lambda task: len(bytearray(1 << 20)), memory=256 << 20)
        assert isinstance(done, Done)
    finally:
        ballast.close()
