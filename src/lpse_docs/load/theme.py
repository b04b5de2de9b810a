"""Everything else an office may restyle: fixed words, style sheets, the Word reference document, fonts, pictures."""

import re
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from lpse_docs.diagnostics import Diagnostic, Severity, Span, errors
from lpse_docs.document.theme import Theme
from lpse_docs.load import file_faults as faults
from lpse_docs.load import schema_faults
from lpse_docs.load.files import names, read_bytes, read_text
from lpse_docs.load.secrets import secrets
from lpse_docs.load.yaml_nodes import read_yaml
from lpse_docs.model.place import PlacedDict

WORDS = "templates/words.yaml"
REFERENCE = "templates/word/reference.docx"
PICTURES = "templates/pictures"
FONTS = "templates/fonts"

PLACEHOLDERS = {
    "page": frozenset({"{page}", "{pages}"}),
    "signature": frozenset({"{field}"}),
    "attachment": frozenset({"{name}"}),
}
NEEDED_WORDS = (
    "draft",
    "draft_note",
    "example",
    "page",
    "contents",
    "table_title",
    "name",
    "nip",
    "signature",
    "attachment",
)
# Suffixes of pictures and fonts: a file of another kind, or written in capitals, would be missed without a word.
MISTAKEN = frozenset(
    {".svg", ".svgz", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".emf", ".wmf"}
    | {".ttf", ".otf", ".ttc", ".woff", ".woff2", ".pfb"}
)
# First bytes by suffix: a renamed file is found here, not when a document is half written.
BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    ".docx": (b"PK\x03\x04",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".svg": (b"<svg", b"<?xml", b"<!--", b"\xef\xbb\xbf<"),
    ".ttf": (b"\x00\x01\x00\x00", b"true", b"OTTO"),
    ".otf": (b"OTTO", b"\x00\x01\x00\x00"),
}


def load_theme(root: Path) -> tuple[Theme | None, list[Diagnostic]]:
    """Read what writers need besides the document; None when a part is missing or broken."""
    words, found = _words(root)
    print_css, more = read_text(root, "templates/css/print.css")
    found += more
    screen_css, more = read_text(root, "templates/css/screen.css")
    found += more
    reference, more = _asset(root, REFERENCE)
    found += more
    fonts, more = _folder(root, FONTS, (".ttf", ".otf"))
    found += more
    pictures, more = _folder(root, PICTURES, (".svg", ".png"))
    found += [*more, *_same_names(pictures)]
    if errors(found) or print_css is None or screen_css is None or reference is None:
        return None, found
    named = {Path(name).stem: data for name, data in pictures.items()}
    return Theme(words, print_css, screen_css, reference, fonts, named), found


def _words(root: Path) -> tuple[Mapping[str, str], list[Diagnostic]]:
    """The fixed words, each a text."""
    text, found = read_text(root, WORDS)
    found += secrets(text or "", WORDS)
    if text is None or found:
        return {}, found
    value, found = read_yaml(text, WORDS)
    if value is None:
        return {}, found
    if not isinstance(value, PlacedDict):
        return {}, [*found, schema_faults.wrong_type(Span(WORDS, 1, 1), "Berkas harus memuat pasangan kunci dan kata.")]
    for key, word in value.items():
        if not isinstance(word, str):
            found.append(schema_faults.wrong_type(value.places[key], "Kata harus berupa teks.", "Beri tanda kutip."))
            continue
        known = PLACEHOLDERS.get(key, frozenset())
        for mark in sorted(set(re.findall(r"\{[^{}]*\}?", word)) - known):
            allowed = f"Yang dikenal: {', '.join(sorted(known))}." if known else "Kata ini tidak mengenal penanda."
            found.append(schema_faults.wrong_type(value.places[key], f"Penanda {mark} tidak dikenal.", allowed))
    return dict(value), found + [faults.missing_word(WORDS, key) for key in NEEDED_WORDS if key not in value]


def _folder(root: Path, folder: str, suffixes: Collection[str]) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """The files of a folder with one of the suffixes, by name; licences and the like stay unread."""
    listed, found = names(root, folder)
    files: dict[str, bytes] = {}
    for name in listed:
        path = f"{folder}/{faults.printable(name)}"
        if Path(name).suffix in suffixes and name.isprintable():
            data, faulty = _asset(root, path)
            found += faulty
            files.update({} if data is None else {name: data})
        elif Path(name).suffix.lower() in MISTAKEN:
            found.append(faults.unread(path, ", ".join(f"<nama>{suffix}" for suffix in suffixes), Severity.WARNING))
    return files, found


def _asset(root: Path, path: str) -> tuple[bytes | None, list[Diagnostic]]:
    """One binary file that begins as its suffix promises."""
    data, found = read_bytes(root, path)
    if data is None or data.lstrip().startswith(BEGINNINGS[Path(path).suffix]):
        return data, found
    return None, [faults.broken_asset(path, f"Isi berkas bukan {Path(path).suffix[1:].upper()}.")]


def _same_names(pictures: Iterable[str]) -> list[Diagnostic]:
    """Two pictures that differ in their suffix only."""
    stems = [Path(name).stem for name in pictures]
    doubled = [name for name, stem in zip(pictures, stems, strict=True) if stems.count(stem) > 1]
    return [faults.broken_asset(f"{PICTURES}/{name}", "Ada dua gambar dengan nama yang sama.") for name in doubled[1:]]
