"""WeasyPrint made ready once for a theme: parsed style sheet and loaded fonts, used for every part the process prints."""

import gc
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib.resources import files
from typing import Any

from lpse_docs.document.theme import Theme
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.fillin import places_of
from lpse_docs.writers.fonts import Fonts, font_files
from lpse_docs.writers.markup import Element
from lpse_docs.writers.pdf.complaints import complaints
from lpse_docs.writers.pdf.elements import element_sheet
from lpse_docs.writers.pdf.engine import CSS, HTML, ColorProfile, CounterStyle, FontConfiguration, Rendering, cssselect2
from lpse_docs.writers.pdf.fetcher import File, Shelf
from lpse_docs.writers.pdf.finish import loosen, settled
from lpse_docs.writers.pdf.fit import measured
from lpse_docs.writers.pdf.frame import Sheet, digits, spots
from lpse_docs.writers.pdf.part import BASE, INTENT, Faces, Part, Printed
from lpse_docs.writers.pdf.typecase import cast, used_faces
from lpse_docs.writers.pictures import media_type
from lpse_docs.writers.stylesheet import PRINT, place_of

VARIANT = "pdf/a-3a"


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

    def part(self, part: Part, theme: Theme) -> Printed:
        """Print a part of a document."""
        tree = part.tree
        with self._drawn(tree, part, theme) as rendering:
            pdf = rendering.write_pdf(
                pdf_variant=VARIANT,
                pdf_identifier=False,
                uncompressed_pdf=True,  # what the bound file packs anew; streams are packed by `loosen`
                output_intent=INTENT,
                finisher=partial(loosen, part=part, theme=theme, places=places_of(tree)),
            )
        pages = {anchor: number for number, page in reversed([*enumerate(rendering.pages)]) for anchor in page.anchors}
        return Printed(pdf, len(rendering.pages), pages, used_faces(rendering), measured(rendering))

    def frame(self, part: Part, theme: Theme, sheets: Sequence[Sheet], pages: int) -> Printed:
        """Print head and foot for some kinds of sheets."""
        contents: list[bytes] = []
        with self._drawn(part.tree, part, theme) as rendering:
            pdf = rendering.write_pdf(output_intent=INTENT, finisher=lambda _, made: contents.extend(settled(made)))
        faces = used_faces(rendering)
        *framed, last = contents
        found = tuple(spots(content, faces, theme, sheet, pages) for content, sheet in zip(framed, sheets, strict=True))
        return Printed(pdf, len(contents), {}, faces, digits=digits(last, faces), spots=found)

    def typecase(self, faces: Faces) -> bytes:
        """The fonts and the colour profile of a document."""
        return cast(faces, self.fonts, srgb())

    @contextmanager
    def _drawn(self, tree: Element, part: Part, theme: Theme) -> Iterator[Rendering]:
        """Lay a part out; whatever is logged, refused or printed in a font of the machine is a failure."""
        pictures = {name: theme.pictures[name] for name in part.pictures}
        shelf = Shelf({f"gambar/{name}": File(data, media_type(name, data)) for name, data in pictures.items()})
        css = theme.print_css
        with complaints(css, pictures) as found, uncollected():
            rendering = self._render(tree, part.rules, shelf)
            yield rendering
        complain([*found, *shelf.complaints(css), *self._foreign_fonts(rendering, css)])

    def _render(self, tree: Element, rules: str, shelf: Shelf) -> Rendering:
        own = CSS(string=rules, base_url=BASE, url_fetcher=shelf, font_config=self.fonts, counter_style=self.counters)
        return Tree(tree, shelf).render(
            font_config=self.fonts,
            counter_style=self.counters,
            color_profiles={INTENT: intent()},
            stylesheets=[self.sheet, own],
            pdf_variant=VARIANT,
            output_intent=INTENT,
        )

    def _foreign_fonts(self, rendering: Rendering, print_css: str) -> list[Flaw]:
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


class SharedProfile(ColorProfile):  # type: ignore[misc] # WeasyPrint has no types
    """The colour profile without its bytes: a part says that it is used, the bound file carries it once."""

    content = b""


@cache
def srgb() -> bytes:
    """WeasyPrint's own colour profile."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


@cache
def intent() -> ColorProfile:
    """The profile as WeasyPrint wants it; by itself it would open the file for every part and never close it."""
    return SharedProfile(io.BytesIO(srgb()), "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


def press_for(theme: Theme) -> Press:
    """The press of a theme; made once for each process, since parsing and loading cost more than a short document."""
    return _press(theme.print_css, font_files(theme))


@lru_cache(maxsize=2)
def _press(print_css: str, fonts: Fonts) -> Press:
    shelf = Shelf({f"fonts/{name}": File(data, "font/sfnt") for name, data in fonts})
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
