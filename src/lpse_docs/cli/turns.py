"""Commands that change a period: each reads, weighs and writes while no other does."""

import contextlib
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from lpse_docs.cli.project import project
from lpse_docs.cli.screen import tell
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
