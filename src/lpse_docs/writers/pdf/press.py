"""WeasyPrint made ready once for a theme: parsed style sheet and loaded fonts, used for every document of the process."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document as Rendering
from weasyprint.text.fonts import FontConfiguration

from lpse_docs.document.theme import Theme
from lpse_docs.writers.failure import WriteError
from lpse_docs.writers.markup import Element
from lpse_docs.writers.pdf.fetcher import BASE, File, Shelf
from lpse_docs.writers.pdf.fonts import Fonts, font_files

VARIANT = "pdf/a-3a"
LOGGERS = ("weasyprint", "fontTools")


@dataclass(frozen=True)
class Press:
    """A style sheet with the fonts and counter styles it declares; cannot be copied, so kept for the process."""

    sheet: CSS
    fonts: FontConfiguration
    counters: CounterStyle

    def render(self, tree: Element, rules: str, shelf: Shelf) -> Rendering:
        """Lay the pages out; `rules` are the page rules of this document."""
        own = CSS(string=rules, base_url=BASE, url_fetcher=shelf, font_config=self.fonts, counter_style=self.counters)
        return Tree(tree, shelf).render(
            font_config=self.fonts,
            counter_style=self.counters,
            stylesheets=[self.sheet, own],
            pdf_variant=VARIANT,
        )


class Tree(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that is already an element tree, so that nothing has to be written as text and parsed again."""

    def __init__(self, root: Element, shelf: Shelf) -> None:
        self.base_url = BASE
        self.url_fetcher = shelf
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root


def press_for(theme: Theme) -> Press:
    """The press of a theme; made once for each process, since parsing and loading cost more than a short document."""
    return _press(theme.print_css, font_files(theme))


@lru_cache(maxsize=2)
def _press(print_css: str, fonts: Fonts) -> Press:
    shelf = Shelf({f"fonts/{name}": File(data, "font/sfnt") for name, data in fonts})
    loaded, counters = FontConfiguration(), CounterStyle()
    with log_lines() as lines:
        sheet = CSS(string=print_css, base_url=BASE, url_fetcher=shelf, font_config=loaded, counter_style=counters)
    complain("templates/css/print.css", [*lines, *shelf.refused])
    return Press(sheet, loaded, counters)


@contextmanager
def log_lines() -> Iterator[list[str]]:
    """Collect what WeasyPrint and fontTools would only log: each line means a page that is not what was asked for."""
    lines: list[str] = []
    catcher = logging.Handler(logging.WARNING)
    catcher.emit = lambda record: lines.append(record.getMessage())  # type: ignore[method-assign]
    for name in LOGGERS:
        logging.getLogger(name).addHandler(catcher)
    try:
        yield lines
    finally:
        for name in LOGGERS:
            logging.getLogger(name).removeHandler(catcher)


def complain(what: str, lines: list[str]) -> None:
    """Turn collected lines into the failure of a file."""
    if lines:
        raise WriteError(f"{what} tidak dapat dicetak: {'; '.join(dict.fromkeys(lines))}")
