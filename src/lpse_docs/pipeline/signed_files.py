"""The folder `signed/`: signed files by the path their originals have in `build/`, replaced by their own continuation only."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from lpse_docs.pipeline import atomic, ours
from lpse_docs.pipeline.publish import RELEASES

FOLDER = "signed"
LARGEST = 128 << 20


class Unkept(Exception):
    """A file cannot be read from, or put into, the folder; the words are an Indonesian clause."""


def place_of(root: Path, file: Path) -> str:
    """Where a signed file lies below `signed/`.

    Args:
        root: The workspace.
        file: What is signed: something of `build/`, of `signed/` itself, or a file from elsewhere.
    """
    path = Path(os.path.abspath(file))  # noqa: PTH100 - the links of `build/` are not to be followed
    for folder in ("build", FOLDER):
        if path.is_relative_to(root / folder):
            first, *rest = path.relative_to(root / folder).parts
            return str(PurePosixPath(*rest)) if RELEASES.fullmatch(first) and rest else str(PurePosixPath(first, *rest))
    return path.name


def content(path: Path) -> bytes:
    """The bytes of a regular file of bounded size.

    Raises:
        Unkept: It is something else, or cannot be read.
    """
    try:
        with os.fdopen(ours.opened(path, os.O_RDONLY), "rb") as stream:
            data = stream.read(LARGEST + 1)
    except ours.Occupied:
        raise Unkept("bukan berkas biasa; tautan tidak diikuti") from None
    except OSError:
        raise Unkept("tidak ada, atau tidak dapat dibaca") from None
    if len(data) > LARGEST:
        raise Unkept(f"lebih dari {LARGEST >> 20} MiB")
    return data


def kept(root: Path, place: str) -> bytes | None:
    """What lies in `signed/` at a place; None when there is nothing.

    Raises:
        Unkept: Something else lies there.
    """
    path = root / FOLDER / place
    return content(path) if os.path.lexists(path) else None


def keep(root: Path, place: str, before: bytes | None, data: bytes) -> None:
    """Put a signed file in the place of what was there, which must not have changed meanwhile.

    Raises:
        Unkept: It has, or a link or a file stands where a folder must be.
        OSError: The disk refuses.
    """
    target = root / FOLDER / place
    try:
        for folder in [*reversed(target.relative_to(root).parents)][1:]:
            ours.folder(root / folder)
    except ours.Occupied as error:
        raise Unkept(f"{error.path.name} bukan folder biasa") from error
    if kept(root, place) != before:
        raise Unkept("berkas itu berubah selagi ditandatangani")
    atomic.write(target, data)


def clean(root: Path, places: Iterable[str]) -> None:
    """Remove what an interrupted run left beside some places. Only for who holds the folder."""
    for folder in {(root / FOLDER / place).parent for place in places}:
        if folder.resolve().is_relative_to((root / FOLDER).resolve()) and ours.real_folder(folder):
            for path in folder.iterdir():
                if atomic.SPARE.fullmatch(path.name) and not path.is_symlink():
                    path.unlink(missing_ok=True)
