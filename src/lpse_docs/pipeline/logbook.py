"""The log of signatures on disk: one writer at a time, every line on disk before the next step, a torn line cut."""

import fcntl
import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from lpse_docs.sign.chain import BrokenLog, Head, end, line

NAME = "catatan-tanda-tangan.jsonl"
LIMIT = 50_000_000  # bytes; some hundred thousand signatures


class LogRefused(Exception):
    """Why a log cannot be used, in Indonesian."""


def record(path: Path, event: str, facts: Mapping[str, str], at: datetime) -> Head:
    """Add one line at the end of a log and wait until it is on disk; the log is made when there is none.

    Raises:
        BrokenLog: A line is not what was written.
        LogRefused: It is too large, or no text.
        OSError: It cannot be written, or is a link.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    with os.fdopen(handle, "r+b", buffering=0) as stream:
        fcntl.flock(handle, fcntl.LOCK_EX)
        data = _read(handle)
        head, whole = end(data.decode(errors="surrogateescape"))
        added = ""
        if whole < len(data):
            os.ftruncate(handle, whole)
            added, head = line(head, "pulih", {"terpotong": str(len(data) - whole)}, at)
        text, head = line(head, event, facts, at)
        stream.write((added + text).encode())
        os.fsync(handle)
    return head


def _read(handle: int) -> bytes:
    size = os.fstat(handle).st_size
    if size > LIMIT:
        raise LogRefused(f"lebih dari {LIMIT // 1_000_000} MB")
    return os.pread(handle, size, 0)


def head(path: Path) -> Head:
    """The end of a log; the very beginning when there is none.

    Raises:
        BrokenLog: A line is not what was written.
        LogRefused: It is too large.
        OSError: It cannot be read, or is a link.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return Head()
    with os.fdopen(handle, "rb"):
        return end(_read(handle).decode(errors="surrogateescape"))[0]


def entries(path: Path) -> list[dict[str, object]]:
    """Every line of a log that is whole; nothing of one that is not, or is not there."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(handle, "rb"):
            data = _read(handle)
        _, whole = end(data.decode(errors="surrogateescape"))
    except (OSError, LogRefused, BrokenLog):
        return []
    return [json.loads(text) for text in data[:whole].splitlines()]
