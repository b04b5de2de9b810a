"""The store of a period's evidence: digests of regular files, nothing followed out of it."""

import hashlib
import os
import stat
from pathlib import Path

from lpse_docs.load.files import FLAGS

CHUNK = 1 << 20


def store_digests(root: Path, folder: str) -> dict[str, str]:
    """SHA-256 of every regular file of a store, by name. A link, folder, pipe or unreadable file is as good as missing."""
    try:
        if not (root / folder).resolve().is_relative_to(root.resolve()):
            return {}
        files = sorted((it.name, it.path) for it in os.scandir(root / folder) if it.is_file(follow_symlinks=False))
    except (OSError, RuntimeError):
        return {}
    found = ((name, _digest(path)) for name, path in files if not name.startswith("."))
    return {name: digest for name, digest in found if digest}


def _digest(path: str) -> str | None:
    try:
        with os.fdopen(os.open(path, FLAGS), "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return None
            whole = hashlib.sha256()
            while chunk := file.read(CHUNK):
                whole.update(chunk)
            return whole.hexdigest()
    except OSError:
        return None
