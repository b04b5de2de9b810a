"""`build/manifest.json`: what was published, from what, with which versions."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

NAME = "manifest.json"
FORMAT = "lpse-docs-manifest-1"


@dataclass(frozen=True, order=True)
class Published:
    """One published file.

    Attributes:
        path: Path below `build/`.
        document: Id of the document. title: Its title. format: `pdf`, `docx`, `html` or `xlsx`.
        key: Digest of everything that went into the file; two builds with equal keys need not render again.
        sources: Source files with their digests at that time.
        stale: The sources have changed since; a partial build left the file as it was.
    """

    path: str
    document: str
    title: str
    format: str
    sha256: str
    size: int
    key: str
    sources: tuple[tuple[str, str], ...]
    stale: bool = False


@dataclass(frozen=True)
class Manifest:
    """Everything published together."""

    edition: str
    version: str
    libraries: Mapping[str, str]
    files: tuple[Published, ...]


def to_bytes(manifest: Manifest) -> bytes:
    """The manifest as it is written: readable, sorted, without time or machine."""
    content = {
        "format": FORMAT,
        "edition": manifest.edition,
        "program": {"name": "lpse-docs", "version": manifest.version},
        "libraries": dict(sorted(manifest.libraries.items())),
        "files": [_file(item) for item in sorted(manifest.files)],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _file(item: Published) -> dict[str, Any]:
    return {**asdict(item), "sources": [{"path": path, "sha256": digest} for path, digest in item.sources]}


def parse(data: bytes) -> Manifest | None:
    """Read a manifest back; None when it is not one of ours, whole."""
    try:
        content = json.loads(data)
        if content["format"] != FORMAT:
            return None
        files = tuple(
            Published(**{**item, "sources": tuple((source["path"], source["sha256"]) for source in item["sources"])})
            for item in content["files"]
        )
        return Manifest(content["edition"], content["program"]["version"], content["libraries"], files)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def measure(data: bytes) -> tuple[str, int]:
    """SHA-256 and size of a file's content."""
    return hashlib.sha256(data).hexdigest(), len(data)
