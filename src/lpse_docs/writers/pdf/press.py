"""WeasyPrint made ready once for a theme: parsed style sheet and loaded fonts, used for every document of the process."""

import gc
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from lpse_docs.document.theme import Theme
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.fonts import Fonts, font_files
from lpse_docs.writers.markup import Element
from lpse_docs.writers.pdf.complaints import complaints
from lpse_docs.writers.pdf.elements import element_sheet
from lpse_docs.writers.pdf.engine import CSS, HTML, ColorProfile, CounterStyle, FontConfiguration, Rendering, cssselect2
from lpse_docs.writers.pdf.fetcher import BASE, File, Shelf
from lpse_docs.writers.pdf.references import remember_page_references
from lpse_docs.writers.stylesheet import PRINT, place_of

VARIANT = "pdf/a-3a"
INTENT = "srgb2014"


class ThemeFonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
    """The fonts that the style sheet declares; WeasyPrint adds those of the machine, which nobody may notice."""

    def __init__(self) -> None:
        super().__init__()
        self.families: set[str] = set()

    def add_font_face(self, rule_descriptors: dict[str, Any], url_fetcher: Shelf) -> None:
        """Load a font and remember the name it is called by."""
        self.families.add(rule_descriptors["font_family"])
        super().add_font_face(rule_descriptors, url_fetcher)


@dataclass(frozen=True)
class Press:
    """A style sheet with the fonts and counter styles it declares; cannot be copied, so kept for the process."""

    sheet: CSS
    fonts: ThemeFonts
    counters: CounterStyle

    def render(self, tree: Element, rules: str, shelf: Shelf) -> Rendering:
        """Lay the pages out; `rules` are the page rules of this document."""
        own = CSS(string=rules, base_url=BASE, url_fetcher=shelf, font_config=self.fonts, counter_style=self.counters)
        return Tree(tree, shelf).render(
            font_config=self.fonts,
            counter_style=self.counters,
            color_profiles={INTENT: srgb()},
            stylesheets=[self.sheet, own],
            pdf_variant=VARIANT,
            output_intent=INTENT,
        )

    def foreign_fonts(self, rendering: Rendering, print_css: str) -> list[Flaw]:
        """Fonts of the machine that were used all the same, once the pages are drawn."""
        used = {font.family for font in rendering.fonts.values()}
        return [
            Flaw(f"fon di luar tema dipakai: {family}", place_of(print_css, PRINT, family))
            for family in sorted(used - self.fonts.families)
        ]


class Tree(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that is already an element tree, so that nothing has to be written as text and parsed again."""

    def __init__(self, root: Element, shelf: Shelf) -> None:
        self.base_url = BASE
        self.url_fetcher = shelf
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, _forms: bool = False) -> list[CSS]:
        return [element_sheet()[0]]

    def _ua_counter_style(self) -> list[CounterStyle]:
        return [element_sheet()[1]]


class RawProfile(ColorProfile):  # type: ignore[misc] # WeasyPrint has no types
    """A colour profile written as its file has it: written anew, its first copy differs from the later ones."""

    def __init__(self, data: bytes) -> None:
        """Keep the bytes of the file beside what WeasyPrint reads from them."""
        super().__init__(io.BytesIO(data), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))
        self._data = data

    @property
    def content(self) -> bytes:
        """The bytes that go into the PDF."""
        return self._data


@cache
def srgb() -> ColorProfile:
    """WeasyPrint's own colour profile; by itself it would open the file for every document and never close it."""
    return RawProfile((files("weasyprint.pdf") / "sRGB2014.icc").read_bytes())


def press_for(theme: Theme) -> Press:
    """The press of a theme; made once for each process, since parsing and loading cost more than a short document."""
    return _press(theme.print_css, font_files(theme))


@lru_cache(maxsize=2)
def _press(print_css: str, fonts: Fonts) -> Press:
    shelf = Shelf({f"fonts/{name}": File(data, "font/sfnt") for name, data in fonts})
    remember_page_references()
    loaded, counters = ThemeFonts(), CounterStyle()
    with complaints(print_css, {}) as found:
        sheet = CSS(string=print_css, base_url=BASE, url_fetcher=shelf, font_config=loaded, counter_style=counters)
    complain([*found, *shelf.complaints(print_css)])
    return Press(sheet, loaded, counters)


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the garbage collector: it finds nothing while a page tree only grows, and costs a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def complain(found: Sequence[Flaw]) -> None:
    """Turn what was found into a failure; each is told once."""
    if found:
        raise WriteError.of(found)
