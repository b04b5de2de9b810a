"""What the YAML reader complains about, said in Indonesian. Both readers, libyaml and pure Python, are covered."""

import re
from typing import NamedTuple

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from lpse_docs.diagnostics import Diagnostic, Span
from lpse_docs.load import yaml_faults as faults


class Case(NamedTuple):
    """One kind of complaint: how to know it, which of its two places to show, what to say."""

    pattern: re.Pattern[str]
    at_context: bool
    message: str
    hint: str


def _case(pattern: str, message: str, hint: str, *, at_context: bool = False) -> Case:
    return Case(re.compile(pattern), at_context, message, hint)


AFTER_QUOTE = _case(
    "", "Ada teks setelah tanda kutip penutup.", "Apit seluruh teks dengan tanda kutip, misalnya '... \"kata\" ...'."
)
UNKNOWN = _case("", "Susunan YAML tidak dapat dibaca mulai dari sini.", "Periksa baris ini dan baris tepat di atasnya.")
INDENTATION = "Samakan jorokannya; periksa juga tanda kutip yang belum ditutup pada baris di atasnya."

# Pattern against "context | problem" of the reader; the first that fits counts.
CASES = (
    _case(
        r"quoted scalar \| found unexpected (end of stream|document)",
        "Tanda kutip ini belum ditutup.",
        "Tambahkan tanda kutip penutup pada akhir teks.",
        at_context=True,
    ),
    _case(
        r"escape|hexdecimal",
        "Garis miring terbalik “\\” tidak boleh di sini.",
        "Dalam tanda kutip ganda tulis “\\\\”, atau pakai tanda kutip tunggal.",
    ),
    _case(
        r"could not find expected ':'",
        "Titik dua setelah kunci belum ada.",
        "Tulis “kunci: nilai”; sambungan teks harus dijorokkan.",
        at_context=True,
    ),
    _case(
        r"mapping values are not allowed",
        "Titik dua tidak boleh di sini.",
        "Beri tanda kutip pada teks yang memuat “: ”, beri spasi setelah titik dua di baris atasnya, "
        "atau betulkan jorokan.",
    ),
    _case(
        r"sequence entries are not allowed", "Daftar harus dimulai pada baris baru.", "Pindahkan “- ” ke baris baru."
    ),
    _case(r"mapping keys are not allowed", "Kunci tidak boleh di sini.", "Betulkan jorokan."),
    _case(
        r"flow sequence",
        "Kurung siku ini belum ditutup.",
        "Tambahkan “]”, atau apit teks dengan tanda kutip.",
        at_context=True,
    ),
    _case(
        r"flow mapping",
        "Kurung kurawal ini belum ditutup.",
        "Tambahkan “}”, atau apit teks dengan tanda kutip.",
        at_context=True,
    ),
    _case(
        r"cannot start any token",
        "Teks tidak boleh diawali tanda ini.",
        "Apit teks dengan tanda kutip.",
    ),
    _case(
        r"block scalar",
        "Penanda teks panjang “|” atau “>” harus berdiri sendiri.",
        "Tulis teksnya pada baris berikut dengan jorokan, atau apit dengan tanda kutip.",
        at_context=True,
    ),
    _case(r"<document start>", "Baris ini tidak sejajar dengan awal berkas.", INDENTATION),
    _case(r"block mapping", "Baris ini tidak sejajar dengan kunci sekelompoknya.", INDENTATION),
    _case(r"block (collection|sequence)", "Baris ini tidak sejajar dengan butir daftarnya.", INDENTATION),
    _case(
        r"(an|a) (tag|anchor|alias)|node content|a (block|flow) node",
        "Tanda ini tidak boleh di sini.",
        "Apit teks dengan tanda kutip bila tanda ini bagian dari teks.",
    ),
)


def tab(span: Span) -> Diagnostic:
    """Say that tabs are not used at all."""
    return faults.syntax(span, "Tab tidak boleh dipakai dalam YAML.", "Ganti tab dengan spasi.")


def complaint(error: YAMLError | ValueError, text: str, path: str) -> Diagnostic:
    """Turn the reader's complaint into a located Indonesian fault."""
    if not isinstance(error, MarkedYAMLError) or not error.problem_mark:
        return faults.syntax(Span(path), UNKNOWN.message, UNKNOWN.hint)
    line, column = error.problem_mark.line, error.problem_mark.column
    said = f"{error.context} | {error.problem}"
    before, character = _around(text, line, column)
    case = next((case for case in CASES if case.pattern.search(said)), UNKNOWN)
    if re.search(r"""["'] *$""", before) and re.search("block (mapping|collection|sequence)", said):
        case = AFTER_QUOTE
    elif case.at_context and error.context_mark:
        line, column = error.context_mark.line, error.context_mark.column
    elif "escape" in said and character != "\\" and before.endswith("\\"):
        column -= 1  # the pure reader points behind the backslash, libyaml at it
    return faults.syntax(Span(path, line + 1, column + 1, column + 2), case.message, case.hint)


def _around(text: str, line: int, column: int) -> tuple[str, str]:
    """The text of a line before a column, and the character there."""
    lines = text.split("\n")
    whole = lines[line] if line < len(lines) else ""
    return whole[:column], whole[column : column + 1]
