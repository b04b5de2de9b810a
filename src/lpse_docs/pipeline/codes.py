"""Every code the program can report, with the function that explains it."""

import inspect
from collections.abc import Callable, Mapping
from importlib import import_module

OWNERS = ("load", "checks", "layout", "compose", "audit", "returns", "pipeline")


def all_codes() -> Mapping[str, Callable[..., object]]:
    """Code to function, over all layers, in order of codes."""
    found: dict[str, Callable[..., object]] = {}
    for owner in OWNERS:
        found |= getattr(import_module(f"lpse_docs.{owner}"), "CODES", {})
    return dict(sorted(found.items()))


def explanation(code: str, function: Callable[..., object]) -> str:
    """The whole text that explains a code."""
    return f"{code}\n\n{inspect.getdoc(function) or ''}\n"


def summaries() -> Mapping[str, str]:
    """One line for each code, for the user guide."""
    return {code: (inspect.getdoc(function) or "").split("\n")[0] for code, function in all_codes().items()}
