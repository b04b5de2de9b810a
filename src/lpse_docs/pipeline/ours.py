"""What counts as ours in `build/`: real folders and regular files. A link, pipe or device is somebody else's."""

import errno
import os
import stat
from pathlib import Path

FLAGS = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # opening a pipe must not wait
ODD = frozenset({errno.ELOOP, errno.EISDIR, errno.ENXIO})


class Occupied(Exception):
    """Something that is not ours stands where something of ours must be."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def folder(path: Path) -> Path:
    """Make a folder, or accept the real one that is there.

    Raises:
        Occupied: A link or a file stands there.
    """
    try:
        path.mkdir()
    except FileExistsError:
        if not real_folder(path):
            raise Occupied(path) from None
    return path


def real_folder(path: Path) -> bool:
    """Whether a folder stands there, not a link to one."""
    return path.is_dir() and not path.is_symlink()


def opened(path: Path, flags: int) -> int:
    """The descriptor of a regular file.

    Raises:
        Occupied: Something else stands there.
    """
    try:
        handle = os.open(path, flags | FLAGS, 0o644)
    except OSError as error:
        if error.errno in ODD:
            raise Occupied(path) from error
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise Occupied(path)
    return handle


def read(path: Path) -> bytes | None:
    """The content of a regular file; None when it cannot be read or something else stands there."""
    try:
        with open(opened(path, os.O_RDONLY), "rb") as stream:
            return stream.read()
    except (OSError, Occupied):
        return None
