"""Pictures of the theme: what kind they are, and whether they are harmless enough to draw."""

import io
import struct
from base64 import b64encode
from xml.etree.ElementTree import Element, ParseError, fromstring

from PIL import Image

from lpse_docs.writers.failure import WriteError

MAX_BYTES = 4_000_000
MAX_PIXELS = 25_000_000
MAX_DRAWN = 20_000
SIGNATURE_PNG = b"\x89PNG\r\n\x1a\n"
FORBIDDEN = frozenset({"script", "foreignObject", "image", "iframe"})
LINKS = ("href", "{http://www.w3.org/1999/xlink}href")


def media_type(name: str, data: bytes) -> str:
    """`image/png` or `image/svg+xml`, after checking that the picture is small and self-contained."""
    if len(data) > MAX_BYTES:
        raise WriteError(f"gambar {name} lebih besar dari {MAX_BYTES // 1_000_000} MB")
    if data.startswith(SIGNATURE_PNG):
        _check_png(name, data)
        return "image/png"
    _check_svg(name, data)
    return "image/svg+xml"


def data_address(name: str, data: bytes) -> str:
    """A picture as a `data:` address, for pages that must work on their own."""
    return f"data:{media_type(name, data)};base64,{b64encode(data).decode()}"


def _check_png(name: str, data: bytes) -> None:
    width, height = struct.unpack(">II", data[16:24]) if len(data) >= 24 else (0, 0)
    if not 0 < width * height <= MAX_PIXELS:
        raise WriteError(
            f"gambar {name} berukuran {width} x {height} piksel; paling besar {MAX_PIXELS // 1_000_000} megapiksel"
        )
    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError) as error:
        raise WriteError(f"gambar {name} rusak; simpan ulang sebagai PNG") from error


def _check_svg(name: str, data: bytes) -> None:
    """SVG from outside can fetch files, run scripts, or grow without end through `use` (the "SVG bomb")."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise WriteError(f"gambar {name} memuat DOCTYPE atau ENTITY; simpan ulang sebagai SVG biasa")
    try:
        root = fromstring(data)  # noqa: S314 - without DOCTYPE there is nothing that could expand
    except (ParseError, ValueError, LookupError, RecursionError) as error:
        raise WriteError(f"gambar {name} bukan PNG atau SVG yang sah") from error
    for part in root.iter():
        _check_part(name, part)
    _check_drawing(name, root)


def _check_part(name: str, part: Element) -> None:
    tag = part.tag.rpartition("}")[2]
    outside = [part.get(link, "#") for link in LINKS if not part.get(link, "#").startswith("#")]
    active = [key for key in part.attrib if key.lower().startswith("on")]
    if tag in FORBIDDEN or active or (outside and tag != "a"):
        raise WriteError(f"gambar {name} memuat bagian yang tidak diizinkan: {tag}")


def _check_drawing(name: str, root: Element) -> None:
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
    raise WriteError(f"gambar {name} terlalu rumit: lebih dari {MAX_DRAWN} bentuk")
