"""Measure what people wait for, on a copy of the repository (program and workspace): `python -m tests.bench commands [N]`.

Prints a Markdown table. Every figure is the median of N runs (3 unless said otherwise), each in a new process:
seconds that a person waits, and seconds of processor time, which a busy machine changes less.
"""

import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PARTS = ("src", "lpse.yaml", "templates", "standards", "sops", "regulations")
COMMAND = (sys.executable, "-P", "-m", "lpse_docs")
Setting = Callable[[Path, int], object]


@dataclass(frozen=True)
class Taken:
    """Seconds something took: on the clock, and on all processors together."""

    wall: float
    cpu: float

    def __str__(self) -> str:
        return f"{self.wall:.3f} | {self.cpu:.2f}"


def timed(command: Sequence[str], **how: Any) -> Taken:
    """Run a command to its end, start of the interpreter included."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, **how)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode > 1:
        sys.exit(done.stderr.decode())
    return Taken(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def run(folder: Path, *arguments: str) -> Taken:
    """One command of the program."""
    return timed([*COMMAND, *arguments], cwd=folder, env={**os.environ, "PYTHONPATH": str(folder / "src")})


def middle(taken: Sequence[Taken]) -> Taken:
    """The medians of several runs."""
    return Taken(statistics.median(item.wall for item in taken), statistics.median(item.cpu for item in taken))


def median(folder: Path, times: int, setting: Setting, arguments: Sequence[str]) -> Taken:
    """Medians over several runs; `setting` puts the workspace right before each."""
    taken = []
    for number in range(times):
        setting(folder, number)
        taken.append(run(folder, *arguments))
    return middle(taken)


def nothing(folder: Path, number: int) -> None:
    """Leave everything as it is."""


def cold(folder: Path, number: int) -> None:
    """Forget every result."""
    shutil.rmtree(folder / "build", ignore_errors=True)


def without_word(folder: Path, number: int) -> None:
    """Forget the Word files but not the page numbers of the books."""
    cold(folder, number)
    run(folder, "build", "--format", "pdf")


def edit(path: str, key: str) -> Setting:
    """Change the first value of a key, each time to something new."""

    def change(folder: Path, number: int) -> None:
        lines = (folder / path).read_text("utf-8").split("\n")
        place = next(index for index, line in enumerate(lines) if line.lstrip(" -").startswith(f"{key}: "))
        lines[place] = f"{lines[place].split(' (ubahan')[0].rstrip('.')} (ubahan {number})."
        (folder / path).write_text("\n".join(lines), encoding="utf-8")

    return change


def interpreter(times: int) -> Taken:
    """A bare start of Python, for comparison."""
    return middle([timed([sys.executable, "-P", "-c", "pass"]) for _ in range(times)])


def cases(folder: Path) -> Sequence[tuple[str, Setting, Sequence[str], int]]:
    """What is measured: name, setting, command line, factor on the number of runs."""
    standard = min(path.relative_to(folder).as_posix() for path in folder.glob("standards/d-*.yaml"))
    sop = min(path.relative_to(folder).as_posix() for path in folder.glob("sops/a-*.yaml"))
    return (
        ("cold: every document, docx + pdf + html + xlsx", cold, ["build"], 1),
        ("no-op build", nothing, ["build"], 5),
        ("one criterion edited: its sheet and the books", edit(standard, "statement"), ["build"], 1),
        ("one criterion edited: its sheet alone", edit(standard, "statement"), ["build", "standar-d-*"], 1),
        ("one SOP edited: its file and the book", edit(sop, "activity"), ["build"], 1),
        ("one SOP edited: its file alone", edit(sop, "activity"), ["build", "sop-a-*"], 1),
        ("Word files alone, every document", without_word, ["build", "--format", "docx"], 1),
        ("check, nothing remembered", cold, ["check"], 2),
        ("check, nothing changed", nothing, ["check"], 5),
    )


def main() -> None:
    """Print the table."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, median of {times} cold processes\n")
    print(f"load {os.getloadavg()[0]:.1f}\n")
    print("| what a person does | seconds | of the processors |\n|---|---|---|")
    print(f"| bare interpreter | {interpreter(5 * times)} |")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for part in PARTS:
            source = ROOT / part
            shutil.copytree(source, folder / part) if source.is_dir() else shutil.copy(source, folder / part)
        for name, setting, arguments, factor in cases(folder):
            print(f"| {name} | {median(folder, times * factor, setting, arguments)} |", flush=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    print(f"| peak memory of one process | {peak} MiB | |")
    print(f"\nload {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
