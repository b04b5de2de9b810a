"""Rendered files by what went into them, under `build/.cache/`; never trusted without its digest."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lpse_docs.pipeline import atomic

HEAD = 65  # SHA-256 in hexadecimal and a line feed


@dataclass(frozen=True)
class Cache:
    """A folder of entries named by key; each begins with the digest of its content."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """The content under a key; a missing or damaged entry is None."""
        try:
            raw = self._path(key).read_bytes()
        except OSError:
            return None
        data = raw[HEAD:]
        return data if raw[:HEAD] == _head(data) else None

    def put(self, key: str, data: bytes) -> str:
        """Keep content under a key and return its digest."""
        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        head = _head(data)
        atomic.write(path, head + data, durable=False)
        return head.decode().strip()

    def prune(self, keep: Iterable[str]) -> None:
        """Drop every entry that is not among the keys to keep, and whatever an interrupted run left."""
        wanted = {self._path(key) for key in keep}
        for path in self.folder.glob("*/*"):
            if path not in wanted:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key


def _head(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode() + b"\n"
