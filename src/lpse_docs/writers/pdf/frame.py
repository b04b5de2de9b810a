"""Head, foot and draft mark: printed once for each kind of sheet, laid over every page, page numbers filled in.

A page number is a row of digits, so a sheet is printed with sample digits, and the glyphs of those are exchanged
afterwards. Margin boxes are a quarter of the time of a page, and would tie a part to one document and one place in it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lpse_docs.document.blocks import Document
from lpse_docs.document.page import PageSetup
from lpse_docs.document.theme import Theme
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.markup import element
from lpse_docs.writers.pdf.page import Run, css_string, page_source, sheet_rule
from lpse_docs.writers.pdf.part import Face, Part, Spot

PAGE_WORDS = "Halaman {page} dari {pages}"
NUMBERS = ("page", "pages")
WORD, SENTENCE = "top-right-corner", "top-right"  # a box each, for a word and for a sentence
SAMPLE = "8"
ALL_DIGITS = "0123456789"
SHOWN = re.compile(rb"\[(.*)\] TJ")
FONT = re.compile(rb"/(\S+) \S+ Tf")
GLYPHS = re.compile(rb"<([0-9a-f]*)>")


@dataclass(frozen=True)
class Sheet:
    """A kind of sheet: set-up, whether it has head and foot, and how many digits its page number has."""

    setup: PageSetup
    furniture: bool
    digits: int


def sheet_of(run: Run, number: int) -> Sheet:
    """The kind of sheet a page of a run is printed on."""
    return Sheet(run.setup, run.furniture, len(str(number)) if run.furniture else 0)


def frame(document: Document, theme: Theme, sheets: list[Sheet], pages: int) -> Part:
    """One page for each kind of sheet, and a last one with all digits in the face of the page number."""
    words, total = _words(theme), len(str(pages))
    rules = [
        sheet_rule(
            f"kertas-{n}", sheet.setup, dict(_boxes(document, theme, sheet, _sample(words, sheet.digits, total)))
        )
        for n, sheet in enumerate(sheets)
    ]
    rules.append(sheet_rule(f"kertas-{len(sheets)}", sheets[0].setup, {"bottom-right": css_string(ALL_DIGITS)}))
    sections = [element("section", {"class": f"kertas-{n}"}) for n in range(len(rules))]
    return Part(page_source(document, sections), "\n".join(rules))


def _words(theme: Theme) -> str:
    return " ".join(theme.words.get("page", PAGE_WORDS).split())


def _sample(words: str, *digits: int) -> str:
    for name, count in zip(NUMBERS, digits, strict=True):
        words = words.replace(f"{{{name}}}", SAMPLE * count)
    return words


def _boxes(document: Document, theme: Theme, sheet: Sheet, number: str) -> Iterator[tuple[str, str]]:
    if document.mark:
        yield SENTENCE if document.invented else WORD, css_string(theme.mark(document.mark))
    if sheet.furniture:
        yield "top-left", css_string(document.head)
        yield "bottom-left", css_string(document.foot)
        yield "bottom-right", css_string(number)


def spots(content: bytes, faces: Mapping[str, Face], theme: Theme, sheet: Sheet, pages: int) -> tuple[Spot, ...]:
    """Where the sample digits stand in the content of a printed sheet."""
    words, total = _words(theme), len(str(pages))
    places = _places(words, {"page": sheet.digits, "pages": total})
    if not sheet.furniture or not places:
        return ()
    sample = _sample(words, sheet.digits, total)
    for offsets, text in _lines(content, faces):
        if text.lower() == sample.lower() and len(offsets) == len(sample):
            return tuple(Spot(offsets[place], number, digit) for place, number, digit in places)
    raise WriteError(f"nomor halaman “{words}” tidak muat pada satu baris kaki halaman")


def _places(words: str, digits: Mapping[str, int]) -> list[tuple[int, str, int]]:
    """Place of every digit in the sample: index of its sign, number, index of the digit."""
    found, at = [], 0
    for piece in re.split(r"(\{pages?\})", words):
        if (name := piece.strip("{}")) in digits and piece.startswith("{"):
            found += [(at + n, name, n) for n in range(digits[name])]
            at += digits[name]
        else:
            at += len(piece)
    return found


def digits(content: bytes, faces: Mapping[str, Face]) -> tuple[str, ...]:
    """The glyphs of 0 to 9, from the page that shows them."""
    for offsets, text in _lines(content, faces):
        if text == ALL_DIGITS and len(offsets) == len(ALL_DIGITS):
            return tuple(content[offset : offset + 4].decode() for offset in offsets)
    raise WriteError("fon nomor halaman tidak menyediakan satu bentuk untuk setiap angka")


def _lines(content: bytes, faces: Mapping[str, Face]) -> Iterator[tuple[list[int], str]]:
    """Every text that is shown: offset of each glyph in the content, and the words."""
    at, glyphs = 0, dict[int, tuple[float, str]]()
    for line in content.split(b"\n"):
        if font := FONT.fullmatch(line):
            glyphs = dict(faces[font[1].decode()].glyphs)
        elif SHOWN.fullmatch(line):
            offsets = [n for found in GLYPHS.finditer(line) for n in range(*found.span(1), 4)]
            yield [at + n for n in offsets], "".join(glyphs[int(line[n : n + 4], 16)][1] for n in offsets)
        at += len(line) + 1


def numbered(content: bytes, spots: tuple[Spot, ...], digits: tuple[str, ...], page: int, pages: int) -> bytes:
    """The content with the digits of a page."""
    filled, numbers = bytearray(content), {"page": str(page), "pages": str(pages)}
    for spot in spots:
        filled[spot.offset : spot.offset + 4] = digits[int(numbers[spot.number][spot.digit])].encode()
    return bytes(filled)
