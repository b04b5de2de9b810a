"""The log of signatures: lines of JSON, each bearing the digest of the one before, so that no line changes unseen."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: how many lines there are, and the digest of the last one."""

    number: int = 0
    digest: str = START


class BrokenLog(Exception):
    """A log that cannot be continued, and the line where it breaks."""

    def __init__(self, line: int) -> None:
        super().__init__(f"baris {line}")
        self.line = line


def line(head: Head, event: str, facts: Mapping[str, str], at: datetime) -> tuple[str, Head]:
    """The next line of a log, with its line end, and the new head."""
    entry = {**facts, "n": head.number + 1, "prev": head.digest, "t": at.isoformat(timespec="seconds"), "event": event}
    digest = _digest(entry)
    text = json.dumps({**entry, "h": digest}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text + "\n", Head(head.number + 1, digest)


def end(text: str) -> tuple[Head, int]:
    """The head of a log, and how many bytes of it are whole; a torn last line is what an interrupted write leaves.

    Raises:
        BrokenLog: A line before the last is not what was written.
    """
    head, length = Head(), 0
    for written in text.splitlines(keepends=True):
        if not written.endswith("\n"):
            break
        entry = _entry(written)
        if entry is None or entry.pop("h", None) != _digest(entry) or not _follows(entry, head):
            raise BrokenLog(head.number + 1)
        head = Head(head.number + 1, _digest(entry))
        length += len(written.encode())
    return head, length


def _follows(entry: Mapping[str, object], head: Head) -> bool:
    return (entry.get("n"), entry.get("prev")) == (head.number + 1, head.digest)


def _entry(text: str) -> dict[str, object] | None:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _digest(entry: Mapping[str, object]) -> str:
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
