"""What stands inside a line."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ue000-\uf8ff]")
UNCLEAN = re.compile(CONTROL.pattern + "|[\t\n]|  ")
BLANK_DOTS = "." * 24
BOX = "\u25a1"
ONE_LINE, LONG_CHOICE = 48, 24


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


class FillKind(StrEnum):
    """What goes into a place to fill in. The value is part of its CSS class (`isian-teks`)."""

    TEXT = "teks"
    LONG_TEXT = "uraian"
    DATE = "tanggal"
    TIME = "jam"
    NUMBER = "angka"
    CHOICE = "pilihan"
    CHECK = "centang"


@dataclass(frozen=True, slots=True)
class FillIn:
    """A place to fill in, by hand or on screen; of the printed boxes of a choice one is ticked.

    Attributes:
        name: Name of the field, the same in every document it stands in, for example `tiket-layanan/saluran`.
        label: What goes there, for readers who do not see the words beside it.
        advice: What else a person should know, told on screen.
        lines: Lines of room to write on.
        narrow: In a column of a register: small letters that may run on, and no room to print choices.
    """

    name: str
    label: str
    kind: FillKind = FillKind.TEXT
    choices: tuple[str, ...] = ()
    advice: str = ""
    required: bool = False
    lines: int = 1
    narrow: bool = False

    def __post_init__(self) -> None:
        for key in ("name", "label", "advice"):
            object.__setattr__(self, key, clean(getattr(self, key)).strip())
        choices = dict.fromkeys(clean(choice).strip() for choice in self.choices)
        object.__setattr__(self, "choices", tuple(filter(None, choices)))
        if not self.name or (self.kind is FillKind.CHOICE) is not bool(self.choices):
            raise ValueError(f"isian tanpa nama, atau pilihan yang tidak sesuai jenisnya: {self}")

    @property
    def boxed(self) -> bool:
        """Whether its choices are printed, each with a box."""
        return self.kind is FillKind.CHOICE and not self.narrow

    @property
    def stacked(self) -> bool:
        """Whether the printed choices stand below each other: too long for one line, and some more than a few words."""
        lengths = [len(choice) for choice in self.choices]
        return sum(lengths) + 2 * len(lengths) > ONE_LINE and max(lengths) > LONG_CHOICE

    @property
    def words(self) -> str:
        """What stands on paper before anybody writes: a gap, or boxes and what they mean."""
        if self.boxed:
            return " ".join(f"{BOX}\u00a0{choice}" for choice in self.choices)
        return BOX if self.kind is FillKind.CHECK else "\u00a0"

    @property
    def spoken(self) -> str:
        """The label with the advice, for a tool tip and for screen readers."""
        return ". ".join(filter(None, (self.label, self.advice)))


BREAK = "\u200b"  # where a word may be broken; it is no sign, and no text has it but by typography
Inline: TypeAlias = Text | Strong | Emphasis | Link | Reference | LineBreak | Blank | FillIn


def text(value: str) -> tuple[Inline, ...]:
    """One plain run; anything but text, which a template may hand over, is a `TypeError`."""
    if not isinstance(value, str):
        raise TypeError("yang dicetak bukan teks")
    return (Text(value),)


def plain(children: tuple[Inline, ...]) -> str:
    """The words of a line without any mark-up; a line break is one blank, a blank its dots, a place to fill in a gap or its boxes."""
    parts: list[str] = []
    for child in children:
        match child:
            case Text(value):
                parts.append(value.replace(BREAK, ""))
            case Strong() | Emphasis() | Link() | Reference():
                parts.append(plain(child.children))
            case LineBreak():
                parts.append(" ")
            case Blank():
                parts.append(BLANK_DOTS)
            case FillIn():
                parts.append(child.words)
    return "".join(parts)
