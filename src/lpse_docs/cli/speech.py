"""Click in Indonesian: help pages, options, and what is wrong with a command line."""

import contextlib
import re
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Any

import click

OPTIONS = "[OPSI]"
WORDS = {
    "Options": "Opsi",
    "Commands": "Perintah",
    "Positional arguments": "Argumen",
    "Show this message and exit.": "Tampilkan bantuan ini.",
}


class Formatter(click.HelpFormatter):
    """Help pages with Indonesian headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:  # noqa: ARG002 - click's own
        """Write the line that shows how a command is called."""
        super().write_usage(prog, args, "Pemakaian: ")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(WORDS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms with their explanation."""
        told = [(term, WORDS.get(text, text).replace("[required]", "[wajib]")) for term, text in rows]
        super().write_dl(told, col_max, col_spacing)


class Context(click.Context):
    """A context whose help is Indonesian."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help is Indonesian."""

    context_class = Context

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": OPTIONS, **kwargs})


class Choice(click.Choice[str]):
    """One of several words."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Accept a word of the list."""
        if value in self.choices:
            return str(value)
        return self.fail(f"{value!r} tidak dikenal; pilih {', '.join(self.choices)}.", param, ctx)


class Several(click.ParamType[tuple[str, ...]]):
    """Several words of a list with commas between."""

    name = "daftar"

    def __init__(self, choices: Iterable[str]) -> None:
        self.choices = tuple(choices)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Accept `pdf,docx`."""
        if isinstance(value, tuple):
            return value
        words = tuple(word.strip() for word in value.split(",") if word.strip())
        for word in words:
            if word not in self.choices:
                self.fail(f"{word!r} tidak dikenal; pilih {', '.join(self.choices)}.", param, ctx)
        return words or self.fail(f"pilih satu atau lebih: {', '.join(self.choices)}.", param, ctx)


class Count(click.ParamType[int]):
    """A whole number between two others."""

    name = "angka"

    def __init__(self, lowest: int, highest: int) -> None:
        self.lowest, self.highest = lowest, highest

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Accept a number without sign, point or leading zero."""
        if re.fullmatch(r"[1-9][0-9]{0,5}", str(value)) and self.lowest <= int(value) <= self.highest:
            return int(value)
        return self.fail(f"{value!r} bukan angka {self.lowest} sampai {self.highest}.", param, ctx)


class Descriptor(Count):
    """The number of an open file descriptor; a secret typed in its place is not repeated."""

    name = "deskriptor"

    def __init__(self) -> None:
        super().__init__(0, 1023)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Accept `3`."""
        try:
            return 0 if value == "0" else super().convert(value, param, ctx)
        except click.BadParameter:
            return self.fail("bukan angka 0 sampai 1023; nilainya tidak ditampilkan.", param, ctx)


class Day(click.ParamType[date]):
    """A date as it stands in the YAML."""

    name = "tanggal"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Accept `2026-06-30`."""
        if isinstance(value, date):
            return value
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):  # else Python takes 20260630 and 2026-W27 too
            with contextlib.suppress(ValueError):
                return date.fromisoformat(value)
        return self.fail(f"{value!r} bukan tanggal; tulis TTTT-BB-HH, misalnya 2026-06-30.", param, ctx)


def problem(error: click.UsageError) -> str:
    """What is wrong with a command line, in Indonesian."""
    match error:
        case click.NoSuchOption():
            return f"Opsi {error.option_name} tidak dikenal.{guess(error.option_name, error.possibilities or ())}"
        case click.MissingParameter() if error.param:
            return f"{_name(error.param)} wajib diisi."
        case click.BadParameter() if error.param:
            return f"Nilai untuk {_name(error.param)} salah: {error.message}"
        case click.BadOptionUsage():
            return f"Opsi {error.option_name} tidak ditulis dengan benar: nilainya tidak ada, atau tidak boleh ada."
    if extra := re.search(r"unexpected extra arguments? \((.*)\)", error.message):
        return f"Argumen {extra[1]} tidak diperlukan."
    return error.message


def _name(param: click.Parameter) -> str:
    """A parameter as the help page calls it."""
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name.strip("[].")


def guess(word: str, known: Iterable[str]) -> str:
    """A suggestion when something close is known."""
    close = get_close_matches(word, list(known), 1, 0.5)
    return f" Maksud Anda {close[0]}?" if close else ""
