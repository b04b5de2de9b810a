"""A new folder or a new file, whole or not at all; what is there is replaced only when that is wished."""

import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

import click

from lpse_docs.pipeline import atomic, faults


def lay_out(folder: str, files: Iterable[tuple[str, bytes]]) -> int:
    """Write files into a folder that is not there yet or empty; how many.

    Raises:
        click.UsageError: The folder is not empty, or it cannot be written.
    """
    target = Path(folder).resolve()
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise click.UsageError(f"{folder} tidak kosong; pilih folder lain.")
        return _make(target, files)
    except OSError as error:
        raise click.UsageError(f"{folder} tidak dapat ditulis: {faults.reason(error)}.") from error


def save(target: Path, data: bytes, *, force: bool) -> None:
    """Write a file that is not there yet, or in the place of one.

    Raises:
        click.UsageError: It is there and may not be replaced, or it cannot be written.
    """
    try:
        if force and target.is_file() and not target.is_symlink():
            atomic.write(target, data)
            return
        atomic.create(target, data)
    except FileExistsError as error:
        raise click.UsageError(f"{target} sudah ada; pakai nama lain atau --force.") from error
    except OSError as error:
        raise click.UsageError(f"{target} tidak dapat ditulis: {faults.reason(error)}.") from error


def _make(target: Path, files: Iterable[tuple[str, bytes]]) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    count = 0
    try:
        for name, data in files:
            path = staging / name
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic.create(path, data, durable=False)
            count += 1
        staging.rename(target)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    return count
