"""Findings as text: for people, for grep, for programs, for GitHub, for code scanning."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from lpse_docs import __version__
from lpse_docs.diagnostics import Diagnostic, Severity, Span
from lpse_docs.load.files import TEXT_LIMIT, read_bytes
from lpse_docs.pipeline.codes import summaries

Lines: TypeAlias = Callable[[Span], str]
Output: TypeAlias = Callable[[Sequence[Diagnostic], Lines], str]

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
WIDTH = 100
BEFORE = 40


def source_lines(root: Path) -> Lines:
    """Look a source line up on disk; empty when there is none."""
    known: dict[str, list[str]] = {}

    def line(span: Span) -> str:
        if span.path not in known:
            data, _ = read_bytes(root, span.path, TEXT_LIMIT)  # what a link leads to is not shown
            known[span.path] = (data or b"").decode("utf-8", "replace").split("\n")
        return known[span.path][span.line - 1] if 0 < span.line <= len(known[span.path]) else ""

    return line


def full(diagnostics: Sequence[Diagnostic], lines: Lines) -> str:
    """For people: message, source line with a marker, hint, and a count at the end."""
    return "".join(f"{_full(item, lines)}\n" for item in diagnostics) + summary(diagnostics) + "\n"


def _full(item: Diagnostic, lines: Lines) -> str:
    number = str(item.span.line or "")
    margin = " " * len(number)
    text = f"{_style(f'{item.severity}[{item.code}]', COLOURS[item.severity])}: {_style(_safe(item.message), '1')}\n"
    text += f"{margin}{_style('-->', '1;34')} {_safe(str(item.span))}\n"
    source = lines(item.span)
    if source.strip():
        shown, marker = _excerpt(source, item.span)
        bar = _style("|", "1;34")
        text += f"{margin} {bar}\n{_style(number, '1;34')} {bar} {shown}\n"
        text += f"{margin} {bar} {_style(marker, COLOURS[item.severity])}\n"
    return text + (f"{margin} {_style('=', '1;34')} saran: {_safe(item.hint)}\n" if item.hint else "")


def _excerpt(source: str, span: Span) -> tuple[str, str]:
    """The part of a line around the place, and a marker below it; YAML texts stand on one long line."""
    begin = max(span.column - 1, 0)
    end = min(max(span.end_column - 1, begin + 1), max(len(source), begin + 1))
    left = max(0, begin - BEFORE) if len(source) > WIDTH else 0
    shown = source[left : left + WIDTH]
    head, tail = "…" if left else "", "…" if left + WIDTH < len(source) else ""
    marker = " " * (begin - left + len(head)) + "^" * max(1, min(end, left + WIDTH) - begin)
    return _safe(head + shown + tail), marker


def concise(diagnostics: Sequence[Diagnostic], _: Lines) -> str:
    """One line each: `file:line:column: LPSE503 galat: message`."""
    return "".join(
        f"{_safe(str(item.span))}: {item.code} {item.severity}: {_safe(item.message)}\n" for item in diagnostics
    )


def as_json(diagnostics: Sequence[Diagnostic], _: Lines) -> str:
    """For programs."""
    content = {
        "version": __version__,
        "counts": {severity.value: _count(diagnostics, severity) for severity in Severity},
        "diagnostics": [_plain(item) for item in diagnostics],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _plain(item: Diagnostic) -> dict[str, Any]:
    span = item.span
    place = {"path": span.path, "line": span.line, "column": span.column, "end_column": span.end_column}
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
    return f"::{level} {properties}::{_escape(_safe(' '.join(filter(None, (item.message, item.hint)))))}\n"


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
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    return re.sub(
        r"[^A-Za-z0-9._~/-]", lambda hit: "".join(f"%{byte:02X}" for byte in hit[0].encode("utf-8", "replace")), path
    )


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many findings of each severity."""
    counts = [(_count(diagnostics, severity), severity.value) for severity in Severity]
    return ", ".join(f"{count} {name}" for count, name in counts if count) + "." if diagnostics else "Tidak ada temuan."


def _count(diagnostics: Sequence[Diagnostic], severity: Severity) -> int:
    return sum(item.severity is severity for item in diagnostics)


def _style(text: str, codes: str) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m"


def _safe(text: str) -> str:
    """Text that cannot steer a terminal."""
    return UNSAFE.sub(lambda hit: " " if hit[0] == "\t" else "\ufffd", text)


OUTPUTS: Mapping[str, Output] = {"full": full, "concise": concise, "json": as_json, "github": github, "sarif": sarif}
