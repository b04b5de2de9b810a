"""The mark a reader sees where somebody signed; the signature itself is in the file, not in the picture.

A place is 17 mm high. Where it is wide enough, the QR code stands at the left and the words beside it; a narrow one holds
the code, or fewer words. The words are drawn once for each signer and size, the code is added to them for each file.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeAlias
from xml.etree.ElementTree import Element, SubElement, tostring

import segno
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp.static import StaticContentStamp, StaticStampStyle

from lpse_docs.document.theme import Theme

SIGNED_BY = "Ditandatangani secara elektronik oleh"
SIGNED = "Ditandatangani secara elektronik"
WHERE = "Sah hanya bila tanda tangannya ada di dalam berkas ini"
BRIEFLY = "Bertanda tangan elektronik"
PRINTED = 7.0  # points: what is printed on a page is not smaller, what lies in a field may be
EXAMPLE = "CONTOH - BUKAN TANDA TANGAN SAH"
UNCERTIFIED = "TTE tidak tersertifikasi"
BASE = "https://stempel.invalid/"
MM = 72 / 25.4
BESIDE = 40 * MM  # a place as wide as this has room for words beside the code
QUIET = 2  # modules around a code; the paper around the place is white as well
LONGEST = 120
Engine: TypeAlias = Callable[[Element, str], tuple[int, bytes]]
SCALES = (1.0, 0.93, 0.87, 0.8, 0.74, 0.68, 0.62)
PLACED = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, inner_content_scaling=InnerScaling.NO_SCALING
)
RULES = """
@page { size: %(width).2fpt %(height).2fpt; margin: 0 }
html { font-size: %(size).2fpt; line-height: 1.22; color: #000 }
body { margin: 0 0 0 %(left).2fpt; padding: 1pt 2pt; text-align: left; overflow-wrap: anywhere; orphans: 1; widows: 1 }
body.tengah { padding: 1pt; text-align: center }
p { margin: 0 }
.nama { font-size: 1.15em; font-weight: bold }
.contoh { font-weight: bold; color: #9c2a10 }
"""


class Words(Protocol):
    """What a stamp says, hashable: one that was drawn once is kept."""

    @property
    def test(self) -> bool:
        """Whether nobody may take it for a real one."""
        ...

    @property
    def least(self) -> float:
        """How small its letters may get, in points."""
        ...

    def lines(self, *, short: bool) -> Iterator[tuple[str, str]]:
        """Words with their class; fewer where the place is narrow."""
        ...


@dataclass(frozen=True, slots=True)
class Inscription:
    """What a stamp says.

    Attributes:
        time: When it was signed, in the zone of the office; `zone` is the name of it (WIB, WITA, WIT).
        certified: Whether the certificate counts as certified. test: Whether it is one for tests.
    """

    name: str
    post: str
    time: datetime
    zone: str
    certified: bool
    test: bool

    @property
    def least(self) -> float:
        """How small its letters may get: as small as it takes."""
        return 0

    def lines(self, *, short: bool) -> Iterator[tuple[str, str]]:
        """Words with their class; a narrow place has no room for name and post, which stand below it."""
        yield "", SIGNED if short else SIGNED_BY
        if not short:
            yield "nama", _cut(self.name)
            if self.post:
                yield "", _cut(self.post)
        yield "", f"{self.time:%d-%m-%Y} {self.time:%H.%M} {self.zone}"
        if self.test:
            yield "contoh", EXAMPLE
        elif not self.certified:
            yield "", UNCERTIFIED


@dataclass(frozen=True, slots=True)
class Notice:
    """What is printed where somebody will sign within the file, before anybody has: neither certificate nor time is known.

    Attributes:
        test: Whether the service that will sign is one for tests.
    """

    test: bool

    @property
    def least(self) -> float:
        """How small its letters may get, in points."""
        return PRINTED

    def lines(self, *, short: bool) -> Iterator[tuple[str, str]]:
        """Words with their class; a narrow place has room for one sentence."""
        if not (short and self.test):
            yield "", BRIEFLY if short else SIGNED
        if self.test:
            yield "contoh", EXAMPLE
        elif not short:
            yield "", WHERE


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 3] + "..."


@dataclass
class Stamps:
    """Draws stamps with the fonts of a theme; one that was drawn once is kept."""

    theme: Theme
    known: dict[tuple[Words, float, float, bool], bytes] = field(default_factory=dict)
    engine: Engine | None = None

    def style(self, words: Words, width: float, height: float, token: str = "") -> "Drawn":
        """The stamp of a place.

        Args:
            words: What it says.
            width: Of the place, in points.
            height: The same.
            token: What the QR code says; none is drawn when it is empty.
        """
        token = shown_token(words, width, token)
        background = _Page(self.page(words, width, height, coded=bool(token)))
        return Drawn(border_width=0, background=background, background_opacity=1.0, token=token)

    def page(self, words: Words, width: float, height: float, *, coded: bool) -> bytes:
        """The words as a PDF of one page, with room for a code when there will be one."""
        key = (words, round(width, 1), round(height, 1), coded)
        if key not in self.known:
            self.known[key] = self._drawn(*key)
        return self.known[key]

    def _drawn(self, words: Words, width: float, height: float, coded: bool) -> bytes:
        """The words as a PDF of one page, as large as the place allows."""
        self.engine = draw = self.engine or _engine(self.theme)
        wide = width >= BESIDE
        left = height if coded and wide else 0
        lines = [] if coded and not wide else [*words.lines(short=not wide)]
        for scale in SCALES:
            size = max(words.least, (6.4 if wide else 5.2) * scale)
            facts = {"width": width, "height": height, "left": left, "size": size}
            pages, made = draw(_tree(lines, bool(left)), RULES % facts)
            if pages == 1:
                break
        return made


def shown_token(words: Words, width: float, token: str) -> str:
    """The code a place has room for: in a narrow one the words of a test have the place to themselves."""
    return "" if words.test and width < BESIDE else token


def _tree(lines: list[tuple[str, str]], beside: bool) -> Element:
    root = Element("html", {"lang": "id"})
    body = SubElement(root, "body", {} if beside else {"class": "tengah"})
    for kind, words in lines:
        SubElement(body, "p", {"class": kind}).text = words
    return root


def _engine(theme: Theme) -> Engine:
    """What draws a page with the style sheet and fonts of a theme; WeasyPrint takes half a second to import."""
    from weasyprint import CSS, HTML, pdf  # noqa: PLC0415 - half a second
    from weasyprint.pdf.fonts import build_fonts_dictionary  # noqa: PLC0415 - likewise
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - likewise
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415 - likewise

    class Fonts(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
        """Gives the fonts of the theme and nothing else."""

        def fetch(self, url: str, _headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            return URLFetcherResponse(url, theme.fonts[url.removeprefix(f"{BASE}fonts/")], {"Content-Type": "font/otf"})

    fetcher, fonts = Fonts(), FontConfiguration()
    sheet = CSS(string=theme.print_css, base_url=BASE, url_fetcher=fetcher, font_config=fonts)

    def draw(tree: Element, rules: str) -> tuple[int, bytes]:
        own = CSS(string=rules, base_url=BASE, url_fetcher=fetcher)
        page = HTML(string=tostring(tree, "unicode", method="html"), base_url=BASE, url_fetcher=fetcher)
        made = page.render(font_config=fonts, stylesheets=[sheet, own])
        before = pdf.build_fonts_dictionary
        pdf.build_fonts_dictionary = build_fonts_dictionary  # the PDF writer has its own, which names fonts only
        try:
            return len(made.pages), made.copy(made.pages[:1]).write_pdf()
        finally:
            pdf.build_fonts_dictionary = before

    return draw


class _Page(PdfContent):
    """The page of a PDF in memory."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        super().__init__()

    def render(self) -> bytes:
        """Bring the page into the file that is signed."""
        reader = PdfFileReader(io.BytesIO(self.data))
        page = self._ensure_writer.import_page_as_xobject(reader)
        self.resources.xobject["/Stempel"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Stempel Do"


@dataclass(frozen=True)
class Drawn(StaticStampStyle):
    """A drawn stamp with the QR code of one file."""

    background_layout: SimpleBoxLayoutRule = PLACED
    token: str = ""

    def create_stamp(
        self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: Mapping[str, object]
    ) -> "_Stamp":
        """What pyHanko puts into the place."""
        del text_params
        return _Stamp(writer, self, box)


class _Stamp(StaticContentStamp):
    """Words with a code over them."""

    def _render_inner_content(self) -> list[bytes]:
        token = self.style.token
        return [code(token, min(self.box.width, self.box.height))] if token else []


def code(token: str, side: float) -> bytes:
    """A QR code as a drawing in the lower left corner, black on white: one rectangle for each run of modules."""
    rows = segno.make(token, micro=False, error="m", boost_error=False).matrix
    step = side / (len(rows) + 2 * QUIET)
    runs = (
        f"{(QUIET + start) * step:.3f} {side - (QUIET + line + 1) * step:.3f} {length * step:.3f} {step:.3f} re"
        for line, row in enumerate(rows)
        for start, length in _runs(row)
    )
    return f"q 1 1 1 rg 0 0 {side:.3f} {side:.3f} re f 0 0 0 rg {' '.join(runs)} f Q".encode()


def _runs(row: bytearray) -> Iterator[tuple[int, int]]:
    """Where dark modules begin, and how many follow."""
    start = 0
    while (start := row.find(1, start)) >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        yield start, end - start
        start = end
