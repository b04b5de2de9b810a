"""The only door from the disk: regular files inside the workspace, of bounded size, in clean UTF-8."""

import codecs
import contextlib
import errno
import os
import re
import stat
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.load import file_faults as faults

TEXT_LIMIT = 2_000_000
ASSET_LIMIT = 20_000_000
SHOWN = 20
SOURCES = (".yaml", ".yml", ".yaml.txt", ".yml.txt")  # a plain editor on Windows adds the last
DEPTH = 4
PERIOD_CONTENT = frozenset({"scorecard.yaml", "evidence.yaml", "plan.yaml", "schedule.yaml", "approved.yaml"})
SAMPLE = 1_000  # bytes looked at to know an encoding
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# Control characters, lone surrogates, non-characters, line separators YAML 1.1 and 1.2 disagree on, and marks that
# nobody sees: soft hyphen, zero-width space, bidirectional controls, byte order mark, replacement character.
# One set of characters comes first, for that is what `re` skips text by; a line may end in \r\n.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffd-\uffff](?!(?<=\r)\n)"
)

# O_NONBLOCK: opening a pipe without a writer must not wait. Both flags are absent on Windows.
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


def read_bytes(root: Path, path: str, limit: int = ASSET_LIMIT) -> tuple[bytes | None, list[Diagnostic]]:
    """Read one file of the workspace; symbolic links may not lead out of it."""
    try:
        real = (root / path).resolve(strict=True)
        if not real.is_relative_to(root.resolve()):
            return None, [faults.outside(path)]
        data = _regular(real, limit + 1)
    except FileNotFoundError:
        return None, [_missing(root, path)]
    except (OSError, RuntimeError) as error:  # RuntimeError: a circle of links, before Python 3.13
        return None, [_missing(root, path) if _circles(root, path, error) else faults.unreadable(path, error)]
    if data is None:
        return None, [faults.not_regular(path)]
    return (data, []) if len(data) <= limit else (None, [faults.too_large(path, limit)])


def _regular(real: Path, limit: int) -> bytes | None:
    """The first bytes of a regular file; None for a folder, pipe or device."""
    descriptor = os.open(real, FLAGS)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(limit)
    finally:
        os.close(descriptor)


def read_text(root: Path, path: str) -> tuple[str | None, list[Diagnostic]]:
    """Read one text file; the byte order mark some editors write is dropped.

    A text with forbidden characters is returned together with the faults, so that the lines can be shown.
    """
    data, found = read_bytes(root, path, TEXT_LIMIT)
    if data is None:
        return None, found
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        place = _span(path, data[: error.start].decode("utf-8").removeprefix("\ufeff"), 1)
        return None, [faults.not_utf8(place, "UTF-16" if _is_utf16(data) else "")]
    if _is_utf16(data):
        return None, [faults.not_utf8(_span(path, "", 1), "UTF-16")]
    marks = [hit for hit, _ in zip(FORBIDDEN.finditer(text), range(SHOWN), strict=False)]
    return text, [faults.forbidden_character(_span(path, text[: hit.start()], 1), hit[0]) for hit in marks]


def _is_utf16(data: bytes) -> bool:
    """Whether a text is UTF-16: by its mark, or because every second byte of plain letters is zero."""
    start = data[:SAMPLE]
    return data.startswith(UTF16) or start.count(0) * 4 > len(start) > 3


def names(root: Path, folder: str) -> tuple[list[str], list[Diagnostic]]:
    """List a folder in a fixed order, without hidden names."""
    try:
        if not (root / folder).resolve().is_relative_to(root.resolve()):
            return [], [faults.outside(folder)]
        found = sorted(item.name for item in (root / folder).iterdir() if not item.name.startswith("."))
    except (FileNotFoundError, NotADirectoryError):
        return [], [faults.missing(folder, link=(root / folder).is_symlink())]
    except (OSError, RuntimeError) as error:
        circle = _circles(root, folder, error)
        return [], [faults.missing(folder, link=True) if circle else faults.unreadable(folder, error)]
    return found, []


def looks_like_yaml(name: str) -> bool:
    """Whether a name is meant as a source; a spare copy that an editor left (`a.yaml~`, `a.yaml.bak`) is not."""
    return name.lower().endswith(SOURCES) and not name.startswith("~$")


def nested_yaml(root: Path, folder: str, read: Collection[str]) -> list[str]:
    """YAML files in subfolders, which nobody reads, in order; the depth is bounded because a link may lead back up."""
    found: list[str] = []
    pending = [f"{folder}/{name}" for name in names(root, folder)[0] if name not in read]
    while pending:
        path = pending.pop()
        if not (root / path).is_dir() or path.count("/") > DEPTH:
            continue
        inside = names(root, path)[0]
        found += [f"{path}/{name}" for name in inside if looks_like_yaml(name)]
        pending += [f"{path}/{name}" for name in inside]
    return sorted(found)


def _span(path: str, before: str, width: int) -> Span:
    """Where the character after `before` stands."""
    column = len(before) - before.rfind("\n")
    return Span(path, before.count("\n") + 1, column, column + width)


def _missing(root: Path, path: str) -> Diagnostic:
    link = (root / path).is_symlink()
    return faults.missing(path, "" if link else _nearest(root / path), link=link)


def _circles(root: Path, path: str, error: OSError | RuntimeError) -> bool:
    """Whether a link leads back to itself; like a dangling one it leads to nothing."""
    circle = isinstance(error, RuntimeError) or error.errno == errno.ELOOP
    return circle and (root / path).is_symlink()


def _nearest(wanted: Path) -> str:
    """A neighbour that is probably meant by a missing name; not one that has its own meaning there."""
    with contextlib.suppress(OSError):
        there = sorted({item.name for item in wanted.parent.iterdir()} - PERIOD_CONTENT)
        close = get_close_matches(wanted.name, there, 1)
        return faults.printable(close[0]) if close else ""
    return ""
