"""Write a file so that it is either the old one or the new one, also when the power goes."""

import os
import re
import secrets
from pathlib import Path

SPARE = re.compile(r"\..+\.[0-9a-f]{8}\.tmp")  # what an interrupted writing leaves


def write(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Replace a file whole. `durable` waits for the disk; a cache that is checked on reading need not."""
    spare = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        create(spare, data, durable=durable)
        spare.replace(path)
    except BaseException:
        spare.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def create(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file that must not exist yet."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(handle)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last: a rename is only safe once its folder is on disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
