"""How a rule says what it found, and what a rule is."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from lpse_docs.diagnostics import Diagnostic, Severity, Span
from lpse_docs.model.workspace import Workspace

Rule: TypeAlias = Callable[[Workspace], Iterator[Diagnostic]]


def error(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """A finding that stops a build."""
    return Diagnostic(code, Severity.ERROR, message, span, hint)


def warning(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """A finding somebody should decide on before signing."""
    return Diagnostic(code, Severity.WARNING, message, span, hint)


def note(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """A finding that may well be meant."""
    return Diagnostic(code, Severity.INFO, message, span, hint)
