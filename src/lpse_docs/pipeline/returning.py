"""Returned files on their way in: read whatever their format, of bounded size and time, and never through a link."""

import os
import stat
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from lpse_docs.assess.returned import Returned
from lpse_docs.diagnostics import Diagnostic
from lpse_docs.load.file_faults import printable
from lpse_docs.load.files import FLAGS
from lpse_docs.model.workspace import Workspace
from lpse_docs.pipeline import faults
from lpse_docs.pipeline import return_faults as refusals
from lpse_docs.pipeline.bounds import bounded

Read: TypeAlias = tuple[Returned | None, list[Diagnostic]]
Reader: TypeAlias = Callable[[str, bytes, Workspace], Read]  # (name, data, workspace)

# Suffix to the function that reads it, imported when a file of its format comes.
READERS: Mapping[str, str] = {
    ".xlsx": "lpse_docs.returns.workbook:read",
    ".docx": "lpse_docs.returns.word:read",
    ".pdf": "lpse_docs.returns.pdf:read",
}
LIMIT = 20_000_000
SECONDS = 60.0


def read_returned(paths: Iterable[Path], workspace: Workspace) -> tuple[tuple[Returned, ...], list[Diagnostic]]:
    """Read every file once; those that cannot be read are told, the others come back in order of their names."""
    told: dict[str, Returned] = {}
    found: list[Diagnostic] = []
    for path in sorted(set(paths)):
        made, faulty = _read(path, printable(_name(path, told)), workspace)
        found += faulty
        if made is not None:
            told[made.file] = made
    return tuple(told.values()), found


def _name(path: Path, known: Mapping[str, Returned]) -> str:
    """What a file is called in messages: its own name, with its folder where another has that name."""
    return str(path) if path.name in known else path.name


def _read(path: Path, name: str, workspace: Workspace) -> Read:
    suffix = path.suffix.lower()
    if suffix not in (known := readable()):
        return None, [refusals.format_not_read(name, suffix, known)]
    data = _bytes(path)
    if isinstance(data, str):
        return None, [refusals.not_readable(name, data)]
    try:
        with bounded(SECONDS):
            return _reader(suffix)(name, data, workspace)
    except TimeoutError:
        return None, [refusals.not_readable(name, "terlalu lama dibaca")]
    except MemoryError:
        return None, [refusals.not_readable(name, "menghabiskan memori")]


def readable() -> tuple[str, ...]:
    """Suffixes of the formats that can be read."""
    return tuple(suffix for suffix, place in READERS.items() if find_spec(place.partition(":")[0]))


def _reader(suffix: str) -> Reader:
    module, _, function = READERS[suffix].partition(":")
    found: Reader = getattr(import_module(module), function)
    return found


def _bytes(path: Path) -> bytes | str:
    """The content of a regular file, or why there is none."""
    if path.is_symlink():
        return "berkas ini tautan"
    try:
        handle = os.open(path, FLAGS)
    except FileNotFoundError:
        return "tidak ada"
    except OSError as error:
        return faults.reason(error)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return "bukan berkas biasa"
        with open(handle, "rb", closefd=False) as file:
            data = file.read(LIMIT + 1)
    finally:
        os.close(handle)
    return data if len(data) <= LIMIT else f"lebih dari {LIMIT // 1_000_000} MB"
