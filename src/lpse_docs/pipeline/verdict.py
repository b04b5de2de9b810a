"""`check`: everything that can be said about the sources, remembered until something changes."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from lpse_docs.diagnostics import Diagnostic, Severity, Span, errors
from lpse_docs.pipeline import fresh


def check(root: Path, show: Callable[[Sequence[Diagnostic]], str]) -> list[Diagnostic]:
    """All findings of a workspace.

    Args:
        root: The workspace.
        show: Makes the text that `fresh` prints next time when nothing has changed.
    """
    known = fresh.verdict(str(root))
    if known is not None:
        return [_read(item) for item in known["diagnostics"]]
    # imported by name here: reading needs ruamel and pydantic, which a remembered verdict must not wait for
    grounds, preparing, state = (import_module(f"lpse_docs.pipeline.{name}") for name in ("ground", "prepare", "state"))
    ground = grounds.survey(root)
    found: list[Diagnostic] = preparing.prepare(root, ground).diagnostics
    content = {"diagnostics": [asdict(item) for item in found], "text": show(found), "exit": int(bool(errors(found)))}
    state.remember_verdict(root, ground, content)
    return found


def _read(item: dict[str, Any]) -> Diagnostic:
    return Diagnostic(item["code"], Severity(item["severity"]), item["message"], Span(**item["span"]), item["hint"])
