"""Render documents: what a worker does, and what the parent makes of its answers."""

import gc
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, replace
from importlib import import_module
from typing import Any, Protocol

from lpse_docs import writers
from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.document.blocks import Document
from lpse_docs.document.theme import Theme
from lpse_docs.pipeline import faults, workers
from lpse_docs.pipeline.cache import Cache
from lpse_docs.pipeline.ground import Ready
from lpse_docs.pipeline.plan import Output
from lpse_docs.pipeline.workers import Crew, Done, Failed, Trouble
from lpse_docs.writers.failure import Flaw, WriteError

Pages = tuple[tuple[str, int], ...]


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
    """Files that are made together: a Word file with contents needs the page numbers of its PDF."""

    outputs: tuple[Output, ...]

    @property
    def name(self) -> str:
        """For people: document and formats."""
        return f"{self.document} ({self.suffixes})"

    @property
    def document(self) -> str:
        """The id of the document."""
        return self.outputs[0].document

    @property
    def suffixes(self) -> str:
        """The formats of the task."""
        return ", ".join(item.format for item in self.outputs)


def tasks(missing: Iterable[Output]) -> list[Task]:
    """Group missing files into tasks, longest first."""
    groups: dict[str, list[Output]] = {}
    for item in missing:
        groups.setdefault(item.pages_key or item.path, []).append(item)
    made = [Task(tuple(sorted(group, key=lambda item: item.format != "pdf"))) for group in groups.values()]
    return sorted(made, key=lambda task: -sum(_cost(item) for item in task.outputs))


def _cost(item: Output) -> int:
    return item.cost * 10 if item.pages_key else item.cost


def render(work: Sequence[Task], ready: Ready, cache: Cache, crew: Crew, progress: Progress) -> Rendered:
    """Render all tasks into the cache; a task that fails becomes a diagnostic that names its document."""
    found = warm(work, ready, cache)
    reports: list[str] = []
    if found or not work:
        return Rendered(found)

    def perform(number: int) -> None:
        perform_task(work[number], ready, cache)

    gc.freeze()  # the collector of a worker would otherwise touch, and so copy, every page of the parent
    try:
        for result in workers.run(range(len(work)), perform, crew, lambda number: progress.started(work[number].name)):
            match result:
                case Done(number, _, seconds, memory):
                    progress.finished(work[number].name, seconds, memory)
                case Failed(number):
                    found += failures(work[number].document, work[number].suffixes, result)
                    reports += report(work[number].name, result)
    finally:
        gc.unfreeze()
    return Rendered(found, tuple(reports))


def warm(work: Sequence[Task], ready: Ready, cache: Cache) -> list[Diagnostic]:
    """Import and prepare, before forking, what the workers will need; the PDF writer takes most of a second."""
    missing = [item for task in work for item in task.outputs]
    needed = {item.format for item in missing}
    if any(item.pages_key and cache.get(item.pages_key) is None for item in missing):
        needed.add("pdf")
    try:
        for name in sorted(needed):
            writer = import_module("lpse_docs.exports.traceability") if name == "xlsx" else writers.WRITERS[name]
            getattr(writer, "prepare", lambda _: None)(ready.theme)
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
    """Write the files of one task into the cache."""
    for item in task.outputs:
        try:
            cache.put(item.key, content(item, ready, cache))
        except WriteError as error:
            raise workers.Refused([item.format, [packed(flaw) for flaw in error.flaws]]) from error


def content(item: Output, ready: Ready, cache: Cache) -> bytes:
    """The bytes of one file."""
    if item.format == "xlsx":
        data: bytes = import_module("lpse_docs.exports.traceability").write(ready.workspace)
        return data
    document = next(one for one in ready.documents if one.id == item.document)
    if item.pages_key and item.format == "pdf":
        return _paginated(document, item.pages_key, ready, cache)[0]
    if item.pages_key:
        document = replace(document, page_numbers=_pages(document, item.pages_key, ready, cache))
    return writers.WRITERS[item.format].write(document, ready.theme)


def _pages(document: Document, key: str, ready: Ready, cache: Cache) -> Pages:
    known = cache.get(key)
    if known is None:
        return _paginated(document, key, ready, cache)[1]
    return tuple((anchor, page) for anchor, page in json.loads(known))


def _paginated(document: Document, key: str, ready: Ready, cache: Cache) -> tuple[bytes, Pages]:
    """The PDF of a document; its page numbers are kept for the Word file."""
    data, pages = paginate(document, ready.theme)
    cache.put(key, json.dumps(pages).encode())
    return data, pages


def paginate(document: Document, theme: Theme) -> tuple[bytes, Pages]:
    """Ask the PDF writer, which is imported only when needed."""
    made: tuple[bytes, Pages] = import_module("lpse_docs.writers.pdf").paginate(document, theme)
    return made


def packed(flaw: Flaw) -> list[Any]:
    """A flaw as JSON can carry it."""
    return [flaw.sentence, *(astuple(flaw.span) if flaw.span else ())]


def unpacked(said: Sequence[Any]) -> Flaw:
    """A flaw that came from a worker."""
    sentence, *where = said
    return Flaw(sentence, Span(*where) if where else None)


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
