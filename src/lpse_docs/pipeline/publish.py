"""Put a finished set of files in the place of the old one, all at once.

`build/` holds real folders `.release-<hash>` and one symbolic link `.current`. What people open -
`build/standar`, `build/sop`, `build/buku`, `build/manifest.json` - are fixed links through `.current`, so one
atomic rename of that single link changes everything they see. Renaming several folders one after the other
would, for a moment or after a power cut for good, show a mixture of two editions.
"""

import errno
import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

from lpse_docs.pipeline import atomic, manifest, ours
from lpse_docs.pipeline.manifest import Manifest

CURRENT = ".current"
RELEASE = ".release-"
STAGING = ".build-"
SYNC_THREADS = 8
# Exactly the names given below: whatever else begins alike belongs to somebody else.
RELEASES = re.compile(re.escape(RELEASE) + r"[0-9a-f]{16}(-\d+)?")
STAGINGS = re.compile(re.escape(STAGING) + r"[0-9a-f]{8}")
SPARE_LINKS = re.compile(re.escape(CURRENT) + r"\.[0-9a-f]{8}")


class NoLinks(Exception):
    """The file system knows no symbolic links."""


def current(build: Path) -> Path | None:
    """The folder of the published release."""
    try:
        name = str((build / CURRENT).readlink())
    except OSError:
        return None
    folder = build / name
    return folder if RELEASES.fullmatch(name) and ours.real_folder(folder) else None


def current_manifest(release: Path) -> Manifest | None:
    """The manifest of a release, if it is the one the release was named after."""
    try:
        data = (release / manifest.NAME).read_bytes()
    except OSError:
        return None
    return manifest.parse(data) if release.name.startswith(RELEASE + _hash16(data)) else None


def clean(build: Path) -> None:
    """Remove what earlier runs left behind. Only for the holder of the lock."""
    keep = current(build)
    for path in build.glob(".*"):
        if ours.real_folder(path):
            if path != keep and (RELEASES.fullmatch(path.name) or STAGINGS.fullmatch(path.name)):
                shutil.rmtree(path, ignore_errors=True)
        elif (SPARE_LINKS if path.is_symlink() else atomic.SPARE).fullmatch(path.name):
            path.unlink(missing_ok=True)


def publish(build: Path, files: Mapping[str, bytes | Path], manifest_data: bytes) -> Path:
    """Publish a whole release and return its folder.

    Args:
        build: The build folder.
        files: Content by path below `build/`; a `Path` is a checked file of the current release, linked, not copied.
        manifest_data: The manifest of exactly these files.

    Raises:
        OSError: The target cannot be written or is full; the previous release is then untouched.
        ours.Occupied, NoLinks: The links cannot be made; likewise.
    """
    tops = sorted({PurePosixPath(path).parts[0] for path in files} | {manifest.NAME})
    _check_places(build, tops)
    staging = build / f"{STAGING}{secrets.token_hex(4)}"
    try:
        _fill(staging, {**files, manifest.NAME: manifest_data})
        release = _settle(staging, build / (RELEASE + _hash16(manifest_data)))
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    atomic.sync_folder(build)
    for top in tops:
        if not _ours(build / top):
            _swap_link(build / top, f"{CURRENT}/{top}")
    _switch(build, release.name)
    _drop_dead_links(build)
    clean(build)
    return release


def linked(build: Path, paths: Iterable[str]) -> bool:
    """Whether people can see the release: every top name is the link it should be."""
    return all(_ours(build / top) for top in {PurePosixPath(path).parts[0] for path in paths} | {manifest.NAME})


def _check_places(build: Path, tops: list[str]) -> None:
    for top in tops:
        path = build / top
        if os.path.lexists(path) and not _ours(path):
            raise ours.Occupied(path)
    switch = build / CURRENT
    if os.path.lexists(switch) and not (switch.is_symlink() and RELEASES.fullmatch(str(switch.readlink()))):
        raise ours.Occupied(switch)


def _fill(staging: Path, files: Mapping[str, bytes | Path]) -> None:
    folders = {staging / PurePosixPath(path).parent for path in files}
    for folder in sorted(folders | {staging}):
        folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(SYNC_THREADS) as pool:  # the disk takes several syncs in one go
        list(pool.map(lambda item: _place(staging / item[0], item[1]), files.items()))
    for folder in folders | {staging}:
        atomic.sync_folder(folder)


def _place(target: Path, content: bytes | Path) -> None:
    match content:
        case bytes():
            atomic.create(target, content)
        case Path():
            try:
                target.hardlink_to(content)
            except OSError:  # a file system without hard links
                atomic.create(target, content.read_bytes())


def _settle(staging: Path, release: Path) -> Path:
    """Give the staging folder its name; the current release of the same name may have been damaged by hand."""
    number = 1
    target = release
    while os.path.lexists(target):
        number += 1
        target = release.with_name(f"{release.name}-{number}")
    staging.rename(target)
    return target


def _switch(build: Path, name: str) -> None:
    _swap_link(build / CURRENT, name)
    atomic.sync_folder(build)


def _swap_link(path: Path, target: str) -> None:
    spare = path.with_name(f"{CURRENT}.{secrets.token_hex(4)}")
    try:
        spare.symlink_to(target)
    except OSError as error:
        if error.errno in {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP}:
            raise NoLinks from error
        raise
    try:
        spare.replace(path)
    except BaseException:
        spare.unlink(missing_ok=True)
        raise


def _drop_dead_links(build: Path) -> None:
    """Remove links to folders that the new release no longer has."""
    for path in build.iterdir():
        if _ours(path) and not path.exists():
            path.unlink()


def _ours(path: Path) -> bool:
    """Whether a path is one of the fixed links."""
    return path.is_symlink() and path.readlink().parts[:1] == (CURRENT,)


def _hash16(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
