"""Findings as text: for people, for grep, for programs, for GitHub, for code scanning."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

from lpse_docs import __version__
from lpse_docs.diagnostics import Diagnostic, Severity, Span, count, summary
from lpse_docs.pipeline.codes import summaries
from lpse_docs.pipeline.excerpt import Lines, excerpt, printable

Output: TypeAlias = Callable[[Sequence[Diagnostic], Lines], str]

COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


def full(diagnostics: Sequence[Diagnostic], lines: Lines) -> str:
    """For people: message, source line with a marker, hint, and a count at the end."""
    return "".join(f"{_full(item, lines)}\n" for item in diagnostics) + summary(diagnostics) + "\n"


def _full(item: Diagnostic, lines: Lines) -> str:
    number = str(item.span.line or "")
    margin = " " * len(number)
    text = (
        f"{_style(f'{item.severity}[{item.code}]', COLOURS[item.severity])}: {_style(printable(item.message), '1')}\n"
    )
    text += f"{margin}{_style('-->', '1;34')} {printable(str(item.span))}\n"
    source = lines(item.span)
    if source.strip():
        shown, marker = excerpt(source, item.span)
        bar = _style("|", "1;34")
        text += f"{margin} {bar}\n{_style(number, '1;34')} {bar} {shown}\n"
        text += f"{margin} {bar} {_style(marker, COLOURS[item.severity])}\n"
    return text + (f"{margin} {_style('=', '1;34')} saran: {printable(item.hint)}\n" if item.hint else "")


def concise(diagnostics: Sequence[Diagnostic], _: Lines) -> str:
    """One line each: `file:line:column: LPSE503 galat: message`."""
    return "".join(
        f"{printable(str(item.span))}: {item.code} {item.severity}: {printable(item.message)}\n" for item in diagnostics
    )


def as_json(diagnostics: Sequence[Diagnostic], _: Lines) -> str:
    """For programs."""
    content = {
        "version": __version__,
        "counts": {severity.value: count(diagnostics, severity) for severity in Severity},
        "diagnostics": [_plain(item) for item in diagnostics],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _plain(item: Diagnostic) -> dict[str, Any]:
    span = item.span
    place = {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_column": span.end_column,
        "page": span.page,
    }
    return {"code": item.code, "severity": item.severity.value, "message": item.message, "hint": item.hint, **place}


def github(diagnostics: Sequence[Diagnostic], _: Lines) -> str:
    """Workflow commands that GitHub shows beside the changed lines."""
    return "".join(_github(item) for item in diagnostics)


def _github(item: Diagnostic) -> str:
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}[item.severity]
    span = item.span
    place = f",line={span.line},col={span.column}" if span.line else ""
    end = f",endColumn={span.end_column}" if span.end_column else ""
    properties = f"file={_escape(span.path, ':,')}{place}{end},title={item.code}"
    page = f"Halaman {span.page}: " if span.page else ""
    return f"::{level} {properties}::{_escape(printable(page + ' '.join(filter(None, (item.message, item.hint)))))}\n"


def _escape(text: str, more: str = "") -> str:
    return re.sub(f"[%\r\n{more}]", lambda hit: f"%{ord(hit[0]):02X}", text)


def sarif(diagnostics: Sequence[Diagnostic], _: Lines) -> str:
    """SARIF 2.1.0 for code scanning."""
    told = summaries() if diagnostics else {}
    codes = sorted({item.code for item in diagnostics})
    rules = [{"id": code, "shortDescription": {"text": told.get(code, code)}} for code in codes]
    driver = {"name": "lpse-docs", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif(item) for item in diagnostics],
    }
    content = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _sarif(item: Diagnostic) -> dict[str, Any]:
    level = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}[item.severity]
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(item.span.path)}}
    if item.span.line:
        region = {"startLine": item.span.line, "startColumn": max(1, item.span.column)}
        place["region"] = region | ({"endColumn": item.span.end_column} if item.span.end_column else {})
    text = " ".join(filter(None, (item.message, item.hint)))
    return {
        "ruleId": item.code,
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": place} | _logical(item.span)],
    }


def _logical(span: Span) -> dict[str, Any]:
    """A page as SARIF tells a place that is no line."""
    return {"logicalLocations": [{"name": f"halaman {span.page}"}]} if span.page else {}


def _uri(path: str) -> str:
    return re.sub(
        r"[^A-Za-z0-9._~/-]", lambda hit: "".join(f"%{byte:02X}" for byte in hit[0].encode("utf-8", "replace")), path
    )


def _style(text: str, codes: str) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m"


def fails(diagnostics: Sequence[Diagnostic], *, strict: bool) -> bool:
    """Whether findings make the exit code 1: an error does, a warning when the caller is strict."""
    grave = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(item.severity in grave for item in diagnostics)


OUTPUTS: Mapping[str, Output] = {"full": full, "concise": concise, "json": as_json, "github": github, "sarif": sarif}
