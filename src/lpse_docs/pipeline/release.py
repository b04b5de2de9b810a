"""What is kept of an approved edition: `releases/<document>/<content>-<files>.json`, and the bytes by their digest."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lpse_docs.pipeline import fresh

FOLDER = "releases"
STORE = "isi"  # `releases/isi/<sha256>`: every file once, whatever edition needs it
FORMAT = "lpse-docs-release-1"
LIMIT = 5_000_000  # bytes of a record
DOCUMENT = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
UNSEEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)  # commands to a terminal, halves
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Release:
    """One approved edition of one document.

    Attributes:
        content: The digest of what the document says, which was approved.
        effective: The day it came or comes into force, ISO.
        files: The digest of each published file by its path below `build/`.
        signed: The digest of each signed file by its path below `signed/`.
        sources: The digest of everything a build reads, by its path in the workspace.
        libraries: Versions of what the files were made with.
    """

    document: str
    title: str
    edition: str
    content: str
    effective: str
    version: str
    libraries: Mapping[str, str]
    files: Mapping[str, str]
    signed: Mapping[str, str]
    sources: Mapping[str, str]

    @property
    def name(self) -> str:
        """Where it is kept, below `releases/`; other files of the same content, as after a comment, stand beside it."""
        files = hashlib.sha256(json.dumps(sorted(self.files.items())).encode()).hexdigest()
        return f"{self.document}/{self.content[:16]}-{files[:8]}.json"

    @property
    def digests(self) -> frozenset[str]:
        """Everything it needs in the store."""
        return frozenset({*self.files.values(), *self.signed.values(), *self.sources.values()})


def to_bytes(release: Release) -> bytes:
    """The record as it is written: readable, sorted, without machine."""
    content = {"format": FORMAT, **asdict(release)}
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def parse(data: bytes) -> Release | None:
    """Read a record back; None when it is not one of ours, whole. No path of it leads out of its folder."""
    try:
        content = json.loads(data)
        if content.pop("format") != FORMAT:
            return None
        made = Release(**content)
        return made if _sound(made) else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _sound(made: Release) -> bool:
    words: list[Any] = [made.document, made.title, made.edition, made.effective, made.version]
    listed = [(path, digest) for part in (made.files, made.signed, made.sources) for path, digest in part.items()]
    return (
        all(isinstance(item, str) and not UNSEEN.search(item) for item in words)
        and DOCUMENT.fullmatch(made.document) is not None
        and (not made.effective or date.fromisoformat(made.effective).isoformat() == made.effective)
        and all(isinstance(name, str) and isinstance(value, str) for name, value in made.libraries.items())
        and bool(DIGEST.fullmatch(made.content))
        and all(inside(path) and DIGEST.fullmatch(digest) is not None for path, digest in listed)
    )


def inside(path: str) -> bool:
    """Whether a relative path stays below the folder it starts in."""
    parts = path.split("/")
    return all(part not in {"", ".", ".."} for part in parts) and "\\" not in path and not UNSEEN.search(path)


def read(path: Path) -> Release | None:
    """A record of the archive; None when there is none, or it is damaged, a link or too large."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as stream:
            data = stream.read(LIMIT + 1)
    except OSError:
        return None
    return parse(data) if len(data) <= LIMIT else None


def listed(root: Path) -> Iterator[tuple[str, Release | None]]:
    """Every record of the archive by its name; None for one that is damaged, or lies where another belongs."""
    for path in sorted((root / FOLDER).glob("*/*.json")):
        name, made = path.relative_to(root / FOLDER).as_posix(), read(path)
        yield name, made if made and made.name == name else None


def whole(path: Path) -> bool:
    """Whether a file of the store is there, and what its name says."""
    return path.is_file() and not path.is_symlink() and fresh.digest(str(path)) == path.name
