"""What can be said about a file: place, severity, message, hint. Values, never exceptions."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

SHOWN = 100


class Severity(StrEnum):
    """How grave a finding is; only errors stop a build."""

    ERROR = "galat"
    WARNING = "peringatan"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text file of the workspace, or on a page of a written document.

    Attributes:
        path: Path relative to the workspace, with forward slashes.
        line: First line, counted from 1; 0 when the finding concerns the file as a whole.
        column: First column in characters, counted from 1; 0 with line 0.
        end_column: Column after the last character when the place lies on one line, else 0.
        page: Page of a written document, counted from 1; 0 when the finding concerns the whole of it.
    """

    path: str
    line: int = 0
    column: int = 0
    end_column: int = 0
    page: int = 0

    def __str__(self) -> str:
        if self.page:
            return f"{self.path}: halaman {self.page}"
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is `LPSE000` to `LPSE999`; message and hint are Indonesian."""

    code: str
    severity: Severity
    message: str
    span: Span
    hint: str = ""


def errors(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Keep the findings that stop a build."""
    return [item for item in diagnostics if item.severity is Severity.ERROR]


def capped(diagnostics: list[Diagnostic], more: Callable[[Span, Severity, int], Diagnostic]) -> list[Diagnostic]:
    """Keep so many findings of one severity for a file; `more` makes the line that says how many others there are.

    Its arguments are the place of the first finding left out, the severity and the number.
    """
    groups: dict[tuple[str, Severity], list[Diagnostic]] = {}
    for item in in_order(diagnostics):
        groups.setdefault((item.span.path, item.severity), []).append(item)
    kept: list[Diagnostic] = []
    for (_, severity), items in groups.items():
        rest = items[SHOWN:] if len(items) > SHOWN + 1 else []
        kept += [more(rest[0].span, severity, len(rest)), *items[:SHOWN]] if rest else items
    return in_order(kept)


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """Sort by place, then code, then message with its numbers as numbers, and drop exact repeats."""
    return sorted(set(diagnostics), key=lambda item: (item.span, item.code, _counted(item.message), item.message))


def _counted(message: str) -> list[tuple[int, str]]:
    """A message as a key by which `D6` comes before `D12`; numbers of any length."""
    pieces = re.split("([0-9]+)", message)
    return [(len(digits := piece.lstrip("0")), digits) if at % 2 else (0, piece) for at, piece in enumerate(pieces)]


def count(diagnostics: Sequence[Diagnostic], severity: Severity) -> int:
    """How many findings of one severity."""
    return sum(item.severity is severity for item in diagnostics)


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many findings of each severity, in words."""
    counts = [(count(diagnostics, severity), severity.value) for severity in Severity]
    return (
        ", ".join(f"{number} {name}" for number, name in counts if number) + "." if diagnostics else "Tidak ada temuan."
    )
