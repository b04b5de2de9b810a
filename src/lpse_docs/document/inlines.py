"""What stands inside a line."""

import re
from dataclasses import dataclass
from typing import TypeAlias

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ue000-\uf8ff]")
UNCLEAN = re.compile(CONTROL.pattern + "|[\t\n]|  ")
BLANK_DOTS = "." * 24


def clean(value: str) -> str:
    """Make text safe for every format: no control or private characters, white space folded to single blanks."""
    return re.sub(r"[ \t\n]+", " ", CONTROL.sub("", value)) if UNCLEAN.search(value) else value


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; cleaned once, on construction."""

    value: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", clean(self.value))


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold text."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic text, for foreign words and titles."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink to an address outside the document (https or mailto only)."""

    href: str
    children: tuple["Inline", ...]

    def __post_init__(self) -> None:
        if not self.href.startswith(("https://", "http://", "mailto:")):
            raise ValueError(f"tautan tidak diizinkan: {self.href}")


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to an anchor of the same document."""

    anchor: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A dotted line for a fact that is not known yet."""

    label: str = ""


Inline: TypeAlias = Text | Strong | Emphasis | Link | Reference | LineBreak | Blank


def text(value: str) -> tuple[Inline, ...]:
    """One plain run; anything but text, which a template may hand over, is a `TypeError`."""
    if not isinstance(value, str):
        raise TypeError("yang dicetak bukan teks")
    return (Text(value),)


def plain(children: tuple[Inline, ...]) -> str:
    """The words of a line without any mark-up; a line break is one blank, a blank its dots."""
    parts: list[str] = []
    for child in children:
        match child:
            case Text(value):
                parts.append(value)
            case Strong() | Emphasis() | Link() | Reference():
                parts.append(plain(child.children))
            case LineBreak():
                parts.append(" ")
            case Blank():
                parts.append(BLANK_DOTS)
    return "".join(parts)
