"""The fonts of the theme: which signs they can print, and where a document holds one that none of them has."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import assert_never
from unicodedata import normalize

from fontTools.ttLib import TTFont

from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import (
    Block,
    Contents,
    Document,
    Figure,
    FlowPage,
    Heading,
    Items,
    PageBreak,
    Paragraph,
    Signature,
    Table,
)
from lpse_docs.document.chart import Chart, written_words
from lpse_docs.document.drawing import drawn_words
from lpse_docs.document.inlines import plain
from lpse_docs.document.theme import Theme
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.signature import all_lines

FONT_SUFFIXES = (".ttf", ".otf")
# Default_Ignorable_Code_Point of Unicode, as far as it can occur: drawn as nothing, whatever the font.
IGNORABLE = re.compile("[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
WORDS = Span("templates/words.yaml", 1, 1)
Words = tuple[str, Span | None]
Fonts = tuple[tuple[str, bytes], ...]


def font_files(theme: Theme) -> Fonts:
    """The font files of the theme, in a fixed order; licences lie beside them."""
    return tuple((name, data) for name, data in sorted(theme.fonts.items()) if name.endswith(FONT_SUFFIXES))


def check_glyphs(document: Document, theme: Theme) -> None:
    """Refuse a document with signs that would be printed in a font of the machine, or as empty boxes."""
    missing = missing_glyphs(document, theme)
    if missing:
        signs = ", ".join(dict.fromkeys(_named(sign) for sign, _ in missing))
        places = [Flaw(f"tanda {_named(sign)} tidak ada pada fon naskah", span) for sign, span in missing]
        raise WriteError(f"tanda yang tidak ada pada fon naskah: {signs}", places)


def _named(sign: str) -> str:
    return f"“{sign}” (U+{ord(sign):04X})"


def missing_glyphs(document: Document, theme: Theme) -> list[Words]:
    """Every sign that no font of the theme has, with the place where its text was written."""
    printable = covered(font_files(theme))
    found: dict[Words, None] = {}
    for words, origin in printed_words(document, theme):
        if not printable.issuperset(words):
            composed = IGNORABLE.sub("", normalize("NFC", words))
            found.update(dict.fromkeys((sign, origin) for sign in composed if sign not in printable))
    return list(found)


@lru_cache(maxsize=2)
def covered(fonts: Fonts) -> frozenset[str]:
    """The signs that every face of at least one family has; the style sheet lets each family stand in for the others."""
    families: dict[str, list[set[int]]] = {}
    for name, data in fonts:
        family, signs = _face(name, data)
        families.setdefault(family, []).append(signs)
    return frozenset(chr(code) for faces in families.values() for code in set.intersection(*faces))


def font_flaws(theme: Theme) -> list[Flaw]:
    """Every font file that is damaged: a table whose checksum is wrong, or without what a face must have."""
    found: list[Flaw] = []
    for name, data in font_files(theme):
        try:
            _read_whole(name, data)
        except WriteError as error:
            found += error.flaws
    return found


def _read_whole(name: str, data: bytes) -> None:
    with _damage_named(name), TTFont(BytesIO(data), lazy=True, checkChecksums=2) as font:
        for table in font.reader.tables:
            str(table).encode("ascii")
            font.reader[table]
    _face(name, data)


def _face(name: str, data: bytes) -> tuple[str, set[int]]:
    """Family and signs of a font file."""
    with _damage_named(name):
        font = TTFont(BytesIO(data), lazy=True)
        return str(font["name"].getDebugName(1)), set(font.getBestCmap())


@contextmanager
def _damage_named(name: str) -> Iterator[None]:
    """FontTools answers a damaged file with errors of many kinds."""
    try:
        yield
    except Exception as error:
        said = f"fon {name} rusak; kembalikan berkas aslinya"
        raise WriteError(said, [Flaw(said, Span(f"templates/fonts/{name}"))]) from error


def printed_words(document: Document, theme: Theme) -> Iterator[Words]:
    """Everything that will stand on paper, with its origin where that is known."""
    for running in (document.head, document.foot):
        yield running, None
    for fixed in theme.words.values():
        yield fixed, WORDS
    for section in document.sections:
        yield from _words(section.blocks, theme, None)


def _words(blocks: Iterable[Block], theme: Theme, origin: Span | None) -> Iterator[Words]:
    for block in blocks:
        match block:
            case Paragraph():
                yield plain(block.children), block.origin or origin
            case Heading():
                yield plain(block.children), origin
            case Items():
                for item in block.items:
                    yield from _words(item, theme, origin)
            case Table():
                for cell in (cell for row in (*block.header, *block.rows) for cell in row.cells):
                    yield from _words(cell.blocks, theme, cell.origin or origin)
            case FlowPage():
                yield from _words((block.table,), theme, origin)
                yield from ((words, origin) for words in drawn_words(block.drawing))
            case Chart():
                yield from ((words, origin) for words in written_words(block))
            case Signature():
                for _, children in all_lines(block, theme.words):
                    yield plain(children), origin
            case Contents():
                yield block.title, origin
            case Figure():
                yield "" if block.picture in theme.pictures else block.alt, origin
            case PageBreak():
                pass
            case _:
                assert_never(block)
