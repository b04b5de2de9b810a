"""How a rule says what it found in a file."""

from lpse_docs.diagnostics import Diagnostic, Severity, Span

MILLIMETRES = 25.4 / 72  # of a point


def error(code: str, path: str, message: str, hint: str = "", *, page: int = 0) -> Diagnostic:
    """A finding that forbids signing."""
    return Diagnostic(code, Severity.ERROR, message, Span(path, page=page), hint)


def warning(code: str, path: str, message: str, hint: str = "", *, page: int = 0) -> Diagnostic:
    """A finding somebody should decide on before signing."""
    return Diagnostic(code, Severity.WARNING, message, Span(path, page=page), hint)
