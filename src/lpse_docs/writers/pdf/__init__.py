"""PDF that is PDF/A-3a and PDF/UA-1 at once, printed by WeasyPrint, with its YAML sources inside."""

from collections.abc import Mapping
from datetime import datetime, time
from functools import partial
from urllib.parse import urljoin

from lpse_docs.diagnostics import Span
from lpse_docs.document.blocks import Document
from lpse_docs.document.inlines import plain
from lpse_docs.document.outline import headings
from lpse_docs.document.theme import Theme
from lpse_docs.writers import stylesheet
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.fonts import check_glyphs, covered, font_files, font_flaws
from lpse_docs.writers.hypertext import pictures_of, setting
from lpse_docs.writers.limits import check_depth
from lpse_docs.writers.pdf.anchor import check_anchors
from lpse_docs.writers.pdf.complaints import complaints
from lpse_docs.writers.pdf.engine import Attachment, Rendering
from lpse_docs.writers.pdf.fetcher import BASE, File, Shelf
from lpse_docs.writers.pdf.finish import complete
from lpse_docs.writers.pdf.fit import check_fit
from lpse_docs.writers.pdf.page import page_rules, page_tree
from lpse_docs.writers.pdf.press import INTENT, VARIANT, complain, press_for, uncollected
from lpse_docs.writers.pictures import media_type, picture_flaws

SUFFIX = ".pdf"
YAML = "application/yaml"


def prepare(theme: Theme) -> None:
    """Do once what every document of a theme needs; a process that forks workers does it before."""
    press_for(theme)
    covered(font_files(theme))


def flaws(theme: Theme) -> list[Flaw]:
    """What of a theme cannot be printed, file by file; a style sheet that cannot be read hides what it asks for."""
    known = {f"fonts/{name}" for name in theme.fonts} | {f"gambar/{name}" for name in theme.pictures}
    found = [*font_flaws(theme), *picture_flaws(theme)]
    found += stylesheet.flaws(theme.print_css, stylesheet.PRINT, lambda url: urljoin(BASE, url)[len(BASE) :] in known)
    if not found:
        try:
            prepare(theme)
        except WriteError as error:
            found += error.flaws
    return found


def write(document: Document, theme: Theme) -> bytes:
    """The document as a PDF file."""
    return paginate(document, theme)[0]


def paginate(document: Document, theme: Theme) -> tuple[bytes, tuple[tuple[str, int], ...]]:
    """The PDF file, and the page on which each heading stands."""
    check_depth(document)
    check_glyphs(document, theme)
    check_anchors(document, theme)
    press = press_for(theme)
    pictures = pictures_of(document, theme)
    shelf = Shelf({**_pictures(pictures), **_sources(document)})
    with complaints(theme.print_css, pictures) as found, uncollected():
        around = setting(document, theme, {name: f"{BASE}gambar/{name}" for name in pictures}, paper=True)
        rendering = press.render(page_tree(document, around), page_rules(document, theme), shelf)
        check_fit(document, rendering)
        pages = _heading_pages(document, rendering)
        data = rendering.write_pdf(
            pdf_variant=VARIANT,
            output_intent=INTENT,
            attachments=_attachments(document, shelf),
            finisher=partial(complete, around.names.given, theme),
        )
    css = theme.print_css
    complain([*found, *shelf.complaints(css), *press.foreign_fonts(rendering, css)])
    return data, pages


def _pictures(pictures: Mapping[str, bytes]) -> dict[str, File]:
    return {f"gambar/{name}": File(data, media_type(name, data)) for name, data in pictures.items()}


def _sources(document: Document) -> dict[str, File]:
    return {f"lampiran/{number}": File(item.data, YAML) for number, item in enumerate(document.attachments)}


def _attachments(document: Document, shelf: Shelf) -> list[Attachment]:
    """The sources, in the order of the name tree; WeasyPrint writes their media type only when a fetcher names it."""
    moment = datetime.combine(document.dated, time())
    made = (
        Attachment(
            url=f"{BASE}lampiran/{number}",
            url_fetcher=shelf,
            name=item.name,
            description=item.description,
            created=moment,
            modified=moment,
            relationship="Source",
        )
        for number, item in enumerate(document.attachments)
    )
    return sorted(made, key=lambda item: item.name)


def _heading_pages(document: Document, rendering: Rendering) -> tuple[tuple[str, int], ...]:
    pages: dict[str, int] = {}
    for number, page in enumerate(rendering.pages, 1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)
    hidden = [plain(heading.children) for heading in headings(document) if heading.anchor not in pages]
    complain(
        [
            Flaw(f"judul “{words}” tidak tercetak karena disembunyikan gaya", Span(stylesheet.PRINT, 1, 1))
            for words in hidden
        ]
    )
    return tuple((heading.anchor, pages[heading.anchor]) for heading in headings(document))
