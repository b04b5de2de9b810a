"""Render documents: what a worker does, and what the parent makes of its answers."""

import gc
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from lpse_docs import writers
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.pipeline import faults, printing, workers
from lpse_docs.pipeline.cache import Cache
from lpse_docs.pipeline.ground import Ready
from lpse_docs.pipeline.plan import Output
from lpse_docs.pipeline.refusals import carried, unpacked
from lpse_docs.pipeline.workers import Crew, Done, Failed, Trouble, Worker
from lpse_docs.writers.failure import WriteError

if TYPE_CHECKING:
    from lpse_docs.writers.pdf.part import Part


class Progress(Protocol):
    """Who is told how rendering goes."""

    def waiting(self, pid: int) -> None:
        """Another build holds the lock."""

    def planned(self, tasks: int, reused: int) -> None:
        """So many tasks are to be done, so many files are as before."""

    def started(self, name: str) -> None:
        """A task begins."""

    def finished(self, name: str, seconds: float, memory: int) -> None:
        """A task ended; `memory` is its worker's peak in bytes."""


@dataclass(frozen=True)
class Rendered:
    """What came of rendering: findings, and for the maintainers the tracebacks behind them."""

    diagnostics: list[Diagnostic]
    reports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """A part to print ahead, or files that are made together: a Word file with contents needs the pages of its PDF."""

    outputs: tuple[Output, ...]
    part: "Part | None" = None
    number: int = 0

    @property
    def name(self) -> str:
        """For people: document and formats."""
        suffixes = f"{self.suffixes}, bagian {self.number}" if self.part else self.suffixes
        return f"{self.document} ({suffixes})"

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.outputs[0].document

    @property
    def suffixes(self) -> str:
        """The formats of the task."""
        return ", ".join(item.format for item in self.outputs)

    @property
    def rank(self) -> tuple[int, int]:
        """Parts go first and what is bound from them last; within these the longest first."""
        if self.part:
            return 0, -len(self.part.source)
        return 2 if any(item.pages_key for item in self.outputs) else 1, -sum(item.cost for item in self.outputs)


@dataclass(frozen=True)
class Staff:
    """Who performs the tasks: a crew, and perhaps a press that is ready already."""

    crew: Crew
    press: Worker | None = None

    def for_files(self, missing: Sequence[Output], cache: Cache) -> "Staff":
        """Who is needed for some files: the press when something is printed, and only when it is ready."""
        if self.press and prints(missing, cache) and workers.is_ready(self.press, self.crew.limits):
            return self
        return Staff(self.crew)


def prints(missing: Sequence[Output], cache: Cache) -> bool:
    """Whether something has to be printed: a PDF, or pages that are counted for a Word file."""
    return any(item.format == "pdf" or (item.pages_key and cache.get(item.pages_key) is None) for item in missing)


def tasks(missing: Sequence[Output], ready: Ready, cache: Cache, staff: Staff) -> tuple[list[Task], list[Diagnostic]]:
    """Everything there is to do, in the order of beginning; or why nothing can be done."""
    if found := warm(missing, ready, cache, staff):
        return [], found
    try:
        work = [*_files(missing), *_parts(missing, ready, cache)]
    except WriteError:  # the writer will say so again, with the document's name
        work = list(_files(missing))
    return sorted(work, key=lambda task: task.rank), []


def _files(missing: Iterable[Output]) -> Iterator[Task]:
    groups: dict[str, list[Output]] = {}
    for item in missing:
        groups.setdefault(item.pages_key or item.path, []).append(item)
    return (Task(tuple(sorted(group, key=lambda item: item.format != "pdf"))) for group in groups.values())


def _parts(missing: Iterable[Output], ready: Ready, cache: Cache) -> Iterator[Task]:
    """The parts not printed yet; one that several documents share is printed for the first of them."""
    known: set[str] = set()
    for item in missing:
        if item.pages_key:
            parts = printing.unprinted(item, ready, cache)
            for number, part in enumerate(parts, 1):
                if part.key not in known:
                    known.add(part.key)
                    yield Task((item,), part, number)


def render(work: Sequence[Task], ready: Ready, cache: Cache, staff: Staff, progress: Progress) -> Rendered:
    """Perform all tasks, into the cache; one that fails becomes a diagnostic that names its document."""
    found: list[Diagnostic] = []
    reports: list[str] = []

    def perform(number: int) -> None:
        perform_task(work[number], ready, cache)

    def started(number: int) -> None:
        progress.started(work[number].name)

    def order(number: int) -> Any:
        task = work[number]
        return printing.order(task.part, task.outputs[0]) if task.part else None

    press = staff.press
    if press:
        press.order = order
    gc.freeze()  # the collector of a worker would otherwise touch, and so copy, every page of the parent
    try:
        for result in workers.run(range(len(work)), perform, staff.crew, started, press):
            match result:
                case Done(number, _, seconds, memory):
                    progress.finished(work[number].name, seconds, memory)
                case Failed(number):
                    found += failures(work[number].document, work[number].suffixes, result)
                    reports += report(work[number].name, result)
    finally:
        gc.unfreeze()
    return Rendered(found, tuple(reports))


def warm(missing: Sequence[Output], ready: Ready, cache: Cache, staff: Staff) -> list[Diagnostic]:
    """Import and prepare, before forking, what the workers will need; the PDF writer takes most of a second."""
    needed = {item.format for item in missing} - {"pdf"}
    if prints(missing, cache) and not staff.press:
        needed.add("pdf")
    try:
        for name in sorted(needed):
            if name == "xlsx":
                import_module("lpse_docs.exports.traceability")
            else:
                printing.get_ready(name, ready.theme)
    except WriteError as error:
        return [faults.unusable_theme(*flaw) for flaw in error.flaws]
    except OSError as error:
        if error.errno is not None:
            raise
        return [no_library(error)]
    return []


def no_library(error: OSError) -> Diagnostic:
    """What cffi says: "cannot load library 'libpango-1.0-0': libpango-1.0-0: cannot open shared object file"."""
    named = re.search(r"lib(?!rary)[\w.+-]+", str(error))
    return faults.no_library(named[0] if named else "Pango atau HarfBuzz")


def perform_task(task: Task, ready: Ready, cache: Cache) -> None:
    """Write a part, or the files of one task, into the cache."""
    for item in task.outputs:
        with carried(item.format):
            if task.part:
                printing.print_into(task.part, item, ready, cache)
            else:
                cache.put(item.key, content(item, ready, cache))


def content(item: Output, ready: Ready, cache: Cache) -> bytes:
    """The bytes of one file."""
    if item.format == "xlsx":
        data: bytes = import_module("lpse_docs.exports.traceability").write(ready.workspace)
        return data
    if item.format == "pdf":
        return printing.printed(item, ready, cache)[0]
    document = ready.document(item.document)
    if item.pages_key:
        document = replace(document, page_numbers=printing.page_numbers(item, ready, cache))
    return writers.WRITERS[item.format].write(document, ready.theme)


def failures(document: str, suffixes: str, failed: Failed) -> list[Diagnostic]:
    """What to tell about a document that could not be made."""
    match failed.trouble:
        case Trouble.LATE:
            return [faults.late(document, suffixes, failed.detail)]
        case Trouble.MEMORY:
            return [faults.out_of_memory(document, suffixes)]
        case Trouble.DISK:
            return [faults.disk_full("build/.cache")]
        case Trouble.RAISED if failed.value is not None:
            suffix, said = failed.value
            return [faults.refused(document, suffix, *unpacked(flaw)) for flaw in said]
        case _:
            return [faults.crashed(document, suffixes, _exception(failed))]


def report(name: str, failed: Failed) -> list[str]:
    """What the maintainers need, when the program or a library is to blame."""
    blamed = failed.trouble in {Trouble.RAISED, Trouble.DIED} and failed.detail
    return [f"{name}\n{failed.detail}"] if blamed else []


def _exception(failed: Failed) -> str:
    """What ended a task: a signal, or the kind of exception; its words are English and stand in the report."""
    if failed.trouble is Trouble.DIED:
        return failed.detail.split("\n")[0]
    return failed.detail.strip().split("\n")[-1].partition(":")[0].rpartition(".")[2]
