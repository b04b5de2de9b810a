"""How a build shows that it is working: a bar on a terminal, lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from lpse_docs.pipeline.render import Progress


class Plain:
    """One line for each finished task, on stderr."""

    def waiting(self, pid: int) -> None:
        """Another build holds the lock."""
        _line(_waiting(pid))

    def planned(self, tasks: int, reused: int) -> None:
        """The work is known."""
        _line(f"{tasks} pekerjaan, {reused} berkas dipakai lagi")

    def started(self, name: str) -> None:
        """Say nothing yet."""

    def finished(self, name: str, seconds: float, memory: int) -> None:
        """One more file."""
        _line(f"{name} {_seconds(seconds)} ({memory >> 20} MiB)")


class Drawn:
    """A bar with what is being written now; drawn when something happens, since a drawing thread and fork do not mix."""

    def __init__(self, bar: "Bar") -> None:
        self.bar = bar
        self.task = bar.add_task("Membaca berkas", total=None)
        self.running: list[str] = []
        bar.refresh()

    def waiting(self, pid: int) -> None:
        """Another build holds the lock."""
        self._describe(_waiting(pid))

    def planned(self, tasks: int, reused: int) -> None:  # noqa: ARG002 - see render.Progress
        """The work is known."""
        self.bar.update(self.task, total=tasks, completed=0)
        self._describe("")

    def started(self, name: str) -> None:
        """A task begins."""
        self.running.append(name)
        self._describe(", ".join(self.running))

    def finished(self, name: str, seconds: float, memory: int) -> None:  # noqa: ARG002 - see render.Progress
        """A task ended."""
        self.running.remove(name)
        self.bar.console.print(f"  {name} {_seconds(seconds)}", highlight=False, markup=False)
        self.bar.advance(self.task)
        self._describe(", ".join(self.running))

    def _describe(self, text: str) -> None:
        self.bar.update(self.task, description=text)
        self.bar.refresh()


@contextmanager
def progress() -> "Iterator[Progress]":
    """Whoever fits where stderr goes."""
    if not sys.stderr.isatty():
        yield Plain()
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs rich, and it takes 70 ms to import
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - likewise

    columns = (BarColumn(24), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        yield Drawn(bar)


def _waiting(pid: int) -> str:
    return f"menunggu pembangunan lain selesai (proses {pid})"


def _seconds(value: float) -> str:
    return f"{value:.2f}".replace(".", ",") + " detik"


def _line(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()
