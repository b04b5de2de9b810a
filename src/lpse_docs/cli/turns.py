"""Commands that change something: each reads, weighs and writes while no other does."""

import contextlib
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from lpse_docs.cli.project import project
from lpse_docs.cli.screen import tell
from lpse_docs.pipeline import faults
from lpse_docs.pipeline.turn import turn

Given = ParamSpec("Given")
WAITING = "Menunggu perintah lain yang sedang mengubah penilaian."


def in_turn(command: Callable[Given, int]) -> Callable[Given, int]:
    """Run a command in a turn of its own."""

    @wraps(command)
    def waited(*args: Given.args, **options: Given.kwargs) -> int:
        with contextlib.ExitStack() as stack:
            with contextlib.suppress(OSError):  # a folder that cannot be held is told by what reads or writes it
                stack.enter_context(turn(project().root, lambda: tell(WAITING, error=True)))
            return command(*args, **options)

    return waited


@contextlib.contextmanager
def held(root: Path, name: str, waiting: str) -> Iterator[None]:
    """Hold a folder of the workspace that may not exist yet; one that was made for nothing is taken away again."""
    folder = root / name
    made = not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        stack = contextlib.ExitStack()
        stack.enter_context(turn(root, lambda: tell(waiting, error=True), name))
    except OSError as error:
        raise click.UsageError(f"Folder {name} tidak dapat dipakai: {faults.reason(error)}.") from error
    with stack:
        try:
            yield
        finally:
            if made:
                with contextlib.suppress(OSError):  # not empty: it was made for something
                    folder.rmdir()
