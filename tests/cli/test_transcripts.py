"""Every file below `tests/cases/cli/` is a session in the tiny workspace: prose, then commands with what they print.

A block begins with three backticks; lines with `$ ` are commands, `[2]` is an exit code. `LPSE_UPDATE=1` rewrites them.
"""

import os
import re
from pathlib import Path

import pytest

from tests.cli.conftest import transcript

CASES = Path(__file__).parents[1] / "cases/cli"
BLOCK = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def replayed(block: str) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{transcript(command)}" for command in commands)


@pytest.mark.parametrize("path", sorted(CASES.glob("*.md")), ids=lambda path: path.stem)
def test_session(path: Path, here: Path) -> None:
    written = path.read_text("utf-8")
    told = BLOCK.sub(lambda found: f"```\n{replayed(found[1])}```", written)
    if os.environ.get("LPSE_UPDATE") == "1":
        path.write_text(told, encoding="utf-8")
    assert told == written
