"""A part: a run of pages that can be printed by itself, kept, and bound into any document that has it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol, TypeAlias
from xml.etree.ElementTree import fromstring

from lpse_docs.writers.markup import Element

BASE = "https://dokumen.invalid/"  # everything a part refers to has an address below this
HOME = f"{BASE}naskah"  # the document itself, whichever part of it
INTENT = "srgb2014"  # the colour profile, by the name the pages use
Faces: TypeAlias = Mapping[str, "Face"]
Fit: TypeAlias = tuple[float, int] | None  # height of a row (mm) and its tallest cell; None if it is not whole
Flows: TypeAlias = Sequence[Sequence[Fit]]


class Store(Protocol):
    """Where printed parts are kept; what it gives back is what was put there, or nothing."""

    def get(self, key: str) -> bytes | None:
        """The content under a key."""

    def put(self, key: str, data: bytes) -> object:
        """Keep content under a key."""


class Drawer(dict[str, bytes]):
    """A store in memory, for one document."""

    put = dict.__setitem__


@dataclass(frozen=True)
class Part:
    """What is printed: the page as XML, its page rules, and the names of the pictures it shows.

    Nothing else of a document goes into a part, so parts with equal keys are equal on paper, in whichever document.
    """

    source: bytes
    rules: str
    pictures: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """Digest of everything that is printed."""
        rules = self.rules.encode()
        return hashlib.sha256(b"%d:%b%b" % (len(rules), rules, self.source)).hexdigest()

    @property
    def tree(self) -> Element:
        """The page, parsed anew."""
        return fromstring(self.source)  # noqa: S314 - our own words


@dataclass(frozen=True)
class Face:
    """A face as one part uses it, for embedding it later.

    Attributes:
        name: Its name in the file. family, style, weight, size: how Pango finds it again.
        glyphs: Width (thousandths of the size) and text of each glyph used, by number.
        whole: Whether people may type in it, so that every glyph is needed.
    """

    name: str
    family: str
    style: int
    weight: int
    size: float
    glyphs: Mapping[int, tuple[float, str]]
    whole: bool = False


@dataclass(frozen=True)
class Spot:
    """A digit to be filled in: offset of its glyph in the content, which number (`page`, `pages`), which digit of it."""

    offset: int
    number: str
    digit: int


@dataclass(frozen=True)
class Printed:
    """A printed part: a PDF without fonts and colour profile, and what must be known to bind it.

    Attributes:
        pages: How many pages. anchors: On which of them (from 0) each anchor stands. faces: Used faces by resource name.
        flows: How the rows of each flow page came out.
        digits: Glyphs of 0 to 9 in the page number, hexadecimal; only for head and foot.
        spots: Places for page numbers on each page; only for head and foot.
    """

    pdf: bytes
    pages: int
    anchors: Mapping[str, int]
    faces: Mapping[str, Face]
    flows: Flows = ()
    digits: tuple[str, ...] = ()
    spots: tuple[tuple[Spot, ...], ...] = ()

    def to_bytes(self) -> bytes:
        """One line of facts, then the PDF."""
        facts = {
            "pages": self.pages,
            "anchors": dict(self.anchors),
            "faces": _plain(self.faces),
            "flows": self.flows,
            "digits": self.digits,
            "spots": [[(spot.offset, spot.number, spot.digit) for spot in spots] for spots in self.spots],
        }
        return json.dumps(facts, ensure_ascii=False).encode() + b"\n" + self.pdf

    @staticmethod
    def from_bytes(data: bytes) -> "Printed":
        """What `to_bytes` wrote."""
        line, _, pdf = data.partition(b"\n")
        facts: dict[str, Any] = json.loads(line)
        faces = {
            key: Face(**{**face, "glyphs": {glyph: (width, text) for glyph, width, text in face["glyphs"]}})
            for key, face in facts["faces"].items()
        }
        spots = tuple(tuple(Spot(*spot) for spot in spots) for spots in facts["spots"])
        return Printed(pdf, facts["pages"], facts["anchors"], faces, facts["flows"], tuple(facts["digits"]), spots)


def _plain(faces: Faces) -> dict[str, Any]:
    return {key: {**vars(face), "glyphs": list(_flat(face.glyphs))} for key, face in sorted(faces.items())}


def said(faces: Faces) -> str:
    """Faces as text: equal for equal faces."""
    return json.dumps(_plain(faces), ensure_ascii=False)


def _flat(glyphs: Mapping[int, tuple[float, str]]) -> list[tuple[int, float, str]]:
    return [(glyph, width, text) for glyph, (width, text) in sorted(glyphs.items())]


def merged(parts: Iterable[Faces]) -> dict[str, Face]:
    """The faces of several parts; a glyph keeps the width it has in the first."""
    found: dict[str, Face] = {}
    for faces in parts:
        for key, face in faces.items():
            known = found.setdefault(key, face)
            glyphs = {**face.glyphs, **known.glyphs}
            found[key] = replace(known, glyphs=glyphs, whole=known.whole or face.whole)
    return found
