"""Rendered files by what went into them, under `build/.cache/`; never trusted without its digest."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lpse_docs.pipeline import atomic, ours

HEAD = 65  # SHA-256 in hexadecimal and a line feed
KEY = re.compile(r"[0-9a-f]{64}")
SHELVES = "[0-9a-f][0-9a-f]"


@dataclass(frozen=True)
class Cache:
    """A folder of entries named by key; each begins with the digest of its content."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> "Cache":
        """The cache of a build.

        Raises:
            ours.Occupied: The folder, or one inside, is a link: what is behind it must not be pruned.
        """
        for shelf in ours.folder(folder).glob(SHELVES):
            ours.folder(shelf)
        return cls(folder)

    def get(self, key: str) -> bytes | None:
        """The content under a key; a missing or damaged entry is None."""
        raw = ours.read(self._path(key))
        if raw is None:
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
        for path in self.folder.glob(f"{SHELVES}/*"):
            if path not in wanted and (KEY.fullmatch(path.name) or atomic.SPARE.fullmatch(path.name)):
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key


def _head(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode() + b"\n"
