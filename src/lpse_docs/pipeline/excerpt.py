"""What a source says at the place of a finding, cut and cleaned for showing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from lpse_docs.confidential import exposures, masked
from lpse_docs.diagnostics import Span
from lpse_docs.load.files import TEXT_LIMIT, read_bytes

Lines: TypeAlias = Callable[[Span], str]

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
WIDTH = 100
BEFORE = 40


def source_lines(root: Path) -> Lines:
    """Look a source line up on disk; empty when there is none."""
    known: dict[str, list[str]] = {}

    def line(span: Span) -> str:
        if not span.line:
            return ""
        if span.path not in known:
            data, _ = read_bytes(root, span.path, TEXT_LIMIT)  # what a link leads to is not shown
            known[span.path] = _masked((data or b"").decode("utf-8", "replace")).split("\n")
        return known[span.path][span.line - 1] if span.line <= len(known[span.path]) else ""

    return line


def _masked(text: str) -> str:
    """The text without what nobody may read on a screen or in the log of a build, sign for sign."""
    for found in exposures(text):
        hidden = "".join(sign if sign.isspace() else "•" for sign in text[found.start : found.end])
        text = text[: found.start] + hidden + text[found.end :]
    return text


def excerpt(source: str, span: Span) -> tuple[str, str]:
    """The part of a line around the place, and a marker below it; YAML texts stand on one long line."""
    begin = max(span.column - 1, 0)
    end = min(max(span.end_column - 1, begin + 1), max(len(source), begin + 1))
    left = max(0, begin - BEFORE) if len(source) > WIDTH else 0
    shown = source[left : left + WIDTH]
    head, tail = "…" if left else "", "…" if left + WIDTH < len(source) else ""
    marker = " " * (begin - left + len(head)) + "^" * max(1, min(end, left + WIDTH) - begin)
    return printable(head + shown + tail), marker


def printable(text: str) -> str:
    """Text that cannot steer a terminal or turn the order of what is read, and tells no NIK."""
    return UNSAFE.sub(lambda hit: " " if hit[0] == "\t" else "\ufffd", masked(text))
