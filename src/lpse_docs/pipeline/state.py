"""What `fresh` compares with next time: stamps of everything read and everything published."""

import contextlib
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lpse_docs.pipeline import atomic, fresh, ours
from lpse_docs.pipeline.ground import Ground
from lpse_docs.pipeline.identity import library_folders

TRIAL = ".trial.json"


def remember_build(build: Path, ground: Ground, release: str, outputs: Iterable[str], note: str) -> None:
    """Keep the state of a whole build."""
    seen = fresh.stamps(str(build), sorted(outputs), time.time_ns())
    _write(build / fresh.STATE, {**_base(ground), "release": release, "outputs": seen, "note": note})


def forget_build(build: Path) -> None:
    """After a partial build nothing may say that all is current."""
    (build / fresh.STATE).unlink(missing_ok=True)


def remember_verdict(root: Path, ground: Ground, verdict: dict[str, Any]) -> None:
    """Keep what a check found. A workspace that cannot be written is checked anew each time."""
    with contextlib.suppress(OSError, ours.Occupied):
        _write(ours.folder(root / "build") / fresh.VERDICT, {**_base(ground), **verdict})


def remember_trial(root: Path, key: str, flaws: list[Any]) -> None:
    """Keep what the look of the documents was found to lack."""
    with contextlib.suppress(OSError, ours.Occupied):
        _write(ours.folder(root / "build") / TRIAL, {"key": key, "flaws": flaws})


def remembered_trial(root: Path, key: str) -> list[Any] | None:
    """What was found for the same look with the same program; None when nobody knows."""
    known = fresh.read(str(root / "build" / TRIAL))
    flaws = known.get("flaws")
    return flaws if known.get("key") == key and isinstance(flaws, list) else None


def _base(ground: Ground) -> dict[str, Any]:
    return {
        "version": fresh.VERSION,
        "python": sys.version,
        "package": fresh.PACKAGE,
        "libraries": fresh.folders_of_libraries(library_folders()),
        "inputs": ground.inputs,
        "program": ground.program,
    }


def _write(path: Path, content: dict[str, Any]) -> None:
    atomic.write(path, json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogateescape"), durable=False)
