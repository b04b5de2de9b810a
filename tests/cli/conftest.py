"""Command lines run in the test's own process, in the tiny workspace."""

import contextlib
import io
import os
import re
import shlex
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from lpse_docs.cli import run
from lpse_docs.load.theme import load_theme
from lpse_docs.pipeline import fresh
from lpse_docs.pipeline.identity import program_digest
from lpse_docs.pipeline.trial import on_trial

PROGRAM_FILES = fresh.program_files
MASKS = (
    (r"\d+,\d+ detik", "N detik"),
    (r"\(\d+ MiB\)", "(N MiB)"),
    (r"-[0-9a-f]{8}\.md", "-xxxxxxxx.md"),
    (r"^\d+ berkas ditulis", "N berkas ditulis"),
)


@dataclass(frozen=True)
class Ran:
    """What a command line said and how it ended."""

    text: str
    code: int


Line = Callable[..., Ran]


def lpse(*arguments: str) -> Ran:
    """Run one command line; both streams come back in the order they were written."""
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        code = run(list(arguments))
    return Ran(raw.getvalue().decode(), code)


@pytest.fixture(autouse=True)
def calendar(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day after all days of the examples, whatever day it is."""
    for module in ("recording", "importing"):
        monkeypatch.setattr(f"lpse_docs.cli.{module}.today", lambda: date(2026, 12, 31))


def tell_programs(root: Path) -> None:
    """Leave what is known of the look (`known_look`) where the program in a process of its own finds it."""
    theme, _ = load_theme(root)
    assert theme
    on_trial(root, theme, program_digest(fresh.stamps(fresh.PACKAGE, PROGRAM_FILES(), time.time_ns())))


@pytest.fixture
def here(workspace_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny workspace as current folder."""
    monkeypatch.chdir(workspace_folder)
    monkeypatch.setattr(fresh, "program_files", lambda: ["__init__.py"])
    return workspace_folder


def transcript(command: str) -> str:
    """What stands in a transcript after a command: masked output and the exit code when it is not zero."""
    words = shlex.split(command)
    if words[0] == "lpse-docs":
        ran = lpse(*words[1:])
    else:
        done = subprocess.run(
            ["sh", "-c", command], capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"}
        )
        ran = Ran(done.stdout + done.stderr, done.returncode)
    text = ran.text
    for pattern, mask in MASKS:
        text = re.sub(pattern, mask, text)
    return text + (f"[{ran.code}]\n" if ran.code else "")
