"""The look of the documents on trial: a specimen with every style and picture is written in every format.

What a build would only find while it writes is found here, by `check` too. The trial runs in a worker, since fonts and
style sheets come from outside, and its findings are kept until a file of the look or the program changes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from lpse_docs import writers
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.document.blocks import Document, Figure
from lpse_docs.document.theme import Theme
from lpse_docs.pipeline import faults, state, workers
from lpse_docs.pipeline.plan import digest, looks
from lpse_docs.pipeline.refusals import packed, unpacked
from lpse_docs.pipeline.render import failures, report
from lpse_docs.pipeline.workers import Crew, Failed, Limits
from lpse_docs.writers.failure import Flaw, WriteError

FORMATS = ("docx", "html", "pdf")
LIMITS = Limits()  # as much as a document: on a busy machine the few seconds it needs have been a minute of the clock
NAME = "contoh-gaya"
SIDE = 20.0  # mm


@dataclass(frozen=True)
class Trial:
    """What stands in the way of every document, whatever it says; for the maintainers the tracebacks behind it."""

    diagnostics: list[Diagnostic]
    reports: tuple[str, ...] = ()


def on_trial(root: Path, theme: Theme, program: str, close: Sequence[int] = ()) -> Trial:
    """Try the look of a workspace, unless the answer is known.

    Args:
        root: The workspace, where the answer is kept.
        theme: The look.
        program: Digest of the program.
        close: File descriptors the worker must not keep.
    """
    key = digest(program, *(part for suffix in FORMATS for part in looks(theme, suffix)))
    said = state.remembered_trial(root, key)
    if said is None:
        (result,) = workers.run([0], lambda _: _packed_flaws(theme), Crew(1, LIMITS, close))
        if isinstance(result, Failed):
            return Trial(failures(NAME, ", ".join(FORMATS), result), tuple(report(NAME, result)))
        said = result.value
        if said is None:  # the machine has no Pango; the build says so
            return Trial([])
        state.remember_trial(root, key, said)
    return Trial([faults.unusable_theme(*unpacked(flaw)) for flaw in said])


def _packed_flaws(theme: Theme) -> list[Any] | None:
    try:
        return [packed(flaw) for flaw in flaws(theme)]
    except OSError as error:
        if error.errno is not None:
            raise
        return None


def flaws(theme: Theme) -> list[Flaw]:
    """The flaws of each file; only when there are none, those that show when pages are made."""
    table = [writers.WRITERS[name] for name in FORMATS]
    found = [flaw for writer in table for flaw in getattr(writer, "flaws", lambda _: ())(theme)]
    return list(dict.fromkeys(found or _of_pages(theme)))


def _of_pages(theme: Theme) -> Iterator[Flaw]:
    page = specimen(theme)
    for name in FORMATS:
        try:
            writers.WRITERS[name].write(page, theme)
        except WriteError as error:
            yield from error.flaws


def specimen(theme: Theme) -> Document:
    """The page of the Word reference document, with every picture of the theme."""
    page: Document = import_module("lpse_docs.writers.docx.specimen").specimen()
    (section,) = page.sections
    pictures = tuple(Figure(name, name, SIDE, SIDE) for name in sorted(theme.pictures))
    return replace(page, sections=(replace(section, blocks=(*section.blocks, *pictures)),))
