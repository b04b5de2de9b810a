"""Pictures of the theme: what kind they are, and whether they are harmless enough to draw."""

import io
import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring
from xml.parsers.expat import ExpatError, ParserCreate

from PIL import Image, ImageFile

from lpse_docs.diagnostics import Span
from lpse_docs.document.theme import Theme
from lpse_docs.writers.failure import Flaw, WriteError

MAX_BYTES = 4_000_000
MAX_PIXELS = 25_000_000
MAX_DRAWN = 20_000
SIGNATURE_PNG = b"\x89PNG\r\n\x1a\n"
FORBIDDEN = frozenset({"script", "foreignObject", "image", "iframe"})
MAX_NESTED = 100
REACHING = re.compile(r"url\(\s*[\"']?\s*(?!#)[^\s\"'#]|@import|expression\(|javascript:", re.IGNORECASE)
FOUR_NUMBERS = re.compile(r"\s*(?:[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?(?:\s*,\s*|\s+|$)){4}", re.ASCII)
LINKS = ("href", "{http://www.w3.org/1999/xlink}href")


def picture_flaws(theme: Theme) -> list[Flaw]:
    """Every picture of the theme that must not or cannot be drawn."""
    found: list[Flaw] = []
    for name, data in theme.pictures.items():
        try:
            media_type(name, data)
        except WriteError as error:
            found += error.flaws
    return found


def picture_path(name: str, data: bytes) -> str:
    """Where a picture of the theme lies in the workspace."""
    return f"templates/pictures/{name}.{'png' if data.startswith(SIGNATURE_PNG) else 'svg'}"


def media_type(name: str, data: bytes) -> str:
    """`image/png` or `image/svg+xml`, after checking that the picture is small and self-contained."""
    png = data.startswith(SIGNATURE_PNG)
    try:
        if len(data) > MAX_BYTES:
            raise Unfit(f"lebih besar dari {MAX_BYTES // 1_000_000} MB")
        _check_png(data) if png else _check_svg(data)
    except Unfit as unfit:
        sentence = f"gambar {name} {unfit}"
        raise WriteError(sentence, [Flaw(sentence, Span(picture_path(name, data), *unfit.place))]) from unfit
    return "image/png" if png else "image/svg+xml"


def data_address(name: str, data: bytes) -> str:
    """A picture as a `data:` address, for pages that must work on their own."""
    return f"data:{media_type(name, data)};base64,{b64encode(data).decode()}"


class Unfit(Exception):
    """Why a picture is not let in; `place` is line and column in an SVG."""

    def __init__(self, reason: str, place: tuple[int, int] | None = None) -> None:
        super().__init__(reason)
        self.place = place or ()


def _check_png(data: bytes) -> None:
    width, height = struct.unpack(">II", data[16:24]) if len(data) >= 24 else (0, 0)
    if not 0 < width * height <= MAX_PIXELS:
        raise Unfit(f"berukuran {width} x {height} piksel; paling besar {MAX_PIXELS // 1_000_000} megapiksel")
    try:
        with _strictly(), Image.open(io.BytesIO(data)) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, struct.error, zlib.error) as error:
        raise Unfit("rusak; simpan ulang sebagai PNG") from error


@contextmanager
def _strictly() -> Iterator[None]:
    """WeasyPrint, once imported, makes Pillow draw what is left of a damaged picture."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _check_svg(data: bytes) -> None:
    """SVG from outside can fetch files, run scripts, or grow without end through `use` (the "SVG bomb")."""
    parts = list(_parts(data))
    for part in parts:
        _check_part(part)
    if parts[0].tag != "svg":
        raise Unfit("tidak berawal dengan unsur svg", parts[0].place)
    _check_drawing(fromstring(data))  # noqa: S314 - without DOCTYPE there is nothing that could expand


@dataclass
class Part:
    """One element of an SVG as it is written, with its place and the text directly inside."""

    tag: str
    attributes: Mapping[str, str]
    place: tuple[int, int]
    text: str = ""


def _parts(data: bytes) -> Iterator[Part]:
    """Every element of an SVG in order; names are without their prefix."""
    made: list[Part] = []
    opened: list[Part] = []
    parser = ParserCreate()

    def here() -> tuple[int, int]:
        return parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

    def refuse(*_: object) -> None:
        raise Unfit("memuat DOCTYPE atau ENTITY; simpan ulang sebagai SVG biasa", here())

    def start(name: str, given: Mapping[str, str]) -> None:
        if len(opened) >= MAX_NESTED:
            raise Unfit("bersarang terlalu dalam", here())
        opened.append(Part(_local(name), {_local(key): value for key, value in given.items()}, here()))
        made.append(opened[-1])

    def text(words: str) -> None:
        opened[-1].text += words

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: opened.pop()
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError) as error:
        place = (error.lineno, error.offset + 1) if isinstance(error, ExpatError) else None
        raise Unfit("bukan PNG atau SVG yang sah", place) from error
    return iter(made)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _check_part(part: Part) -> None:
    href = part.attributes.get("href", "#")
    active = any(key.lower().startswith("on") for key in part.attributes)
    reaching = REACHING.search("\n".join((*part.attributes.values(), part.text if part.tag == "style" else "")))
    box = part.attributes.get("viewBox")
    if box is not None and not FOUR_NUMBERS.fullmatch(box):
        raise Unfit("memuat viewBox yang bukan empat bilangan", part.place)
    if part.tag in FORBIDDEN or active or reaching or (not href.startswith("#") and part.tag != "a"):
        raise Unfit(f"memuat bagian yang tidak diizinkan: {part.tag}", part.place)


def _check_drawing(root: Element) -> None:
    """Follow every `use` as a renderer would, but only so far; a ring of them runs into the same bound."""
    by_id = {part.get("id"): part for part in root.iter() if part.get("id")}
    waiting = [root]
    for _ in range(MAX_DRAWN):
        if not waiting:
            return
        part = waiting.pop()
        waiting.extend(part)
        if part.tag.rpartition("}")[2] == "use":
            waiting.extend(by_id[link[1:]] for link in map(part.get, LINKS) if link and link[1:] in by_id)
    raise Unfit(f"terlalu rumit: lebih dari {MAX_DRAWN} bentuk")
