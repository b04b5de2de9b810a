"""A PDF file as people see it: pages with lines of words, and the places to sign. Lengths in millimetres."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf

from lpse_docs.audit.faces import Face
from lpse_docs.audit.finding import MILLIMETRES
from lpse_docs.audit.ink import Box, Budget, Matrix, Reader, Words, around, rectangle

SAME_LINE = 0.35  # of the size: how far two baselines of one line may lie apart
SPACE, CELL = 0.15, 1.0  # of the size: a gap between words, a gap between cells of a table


@dataclass(frozen=True)
class Line:
    """Words on one baseline without a wide gap: a line of a paragraph or of a cell."""

    text: str
    box: Box


@dataclass(frozen=True)
class Place:
    """A place to sign: the name of its field, whether it is signed, its page (0 when on none) and its box."""

    field: str
    signed: bool
    page: int
    box: Box


@dataclass(frozen=True)
class Page:
    """A page as it lies, its words and everything else painted on it."""

    number: int
    width: float
    height: float
    words: Sequence[Words]
    paint: Sequence[Box]

    @cached_property
    def lines(self) -> list[Line]:
        """Its words put together, from top to bottom and from left to right."""
        return [line for row in self._rows() for line in _lines(row)]

    @cached_property
    def text(self) -> str:
        """All words of the page, a row a line; cells of a row stand apart by two spaces."""
        return "\n".join("  ".join(line.text for line in _lines(row)) for row in self._rows())

    def _rows(self) -> Iterator[list[Words]]:
        row: list[Words] = []
        for item in sorted((item for item in self.words if item.text.strip()), key=lambda item: -item.base):
            if row and row[0].base - item.base > SAME_LINE * max(row[0].size, 1.0) * MILLIMETRES:
                yield sorted(row, key=lambda item: item.box[0])
                row = []
            row.append(item)
        if row:
            yield sorted(row, key=lambda item: item.box[0])


def _lines(row: Sequence[Words]) -> Iterator[Line]:
    """Cut a row at its wide gaps."""
    text, boxes = "", list[Box]()
    for item in row:
        size = max(item.size, 1.0) * MILLIMETRES
        gap = item.box[0] - boxes[-1][2] if boxes else 0.0
        if gap > CELL * size:
            yield Line(" ".join(text.split()), _around(boxes))
            text, boxes = "", []
        text += (" " if boxes and gap > SPACE * size else "") + item.text
        boxes.append(item.box)
    yield Line(" ".join(text.split()), _around(boxes))


def _around(boxes: Sequence[Box]) -> Box:
    return around(point for left, bottom, right, top in boxes for point in ((left, bottom), (right, top)))


@dataclass
class PdfFile:
    """An opened PDF; `path` is how people name it."""

    path: str
    pdf: pikepdf.Pdf

    @cached_property
    def pages(self) -> list[Page]:
        """Every page, read."""
        budget, faces = Budget(), dict[tuple[int, int], Face]()
        return [_page(number, page, budget, faces) for number, page in enumerate(self.pdf.pages, 1)]

    @cached_property
    def places(self) -> list[Place]:
        """Every signature field that is seen on a page."""
        found = []
        for number, page in enumerate(self.pdf.pages, 1):
            for item in page.get("/Annots", []):
                kind = _inherited(item, "/FT")
                if kind == "/Sig" and "/Rect" in item:
                    left, bottom, right, top = map(float, item.Rect)
                    box = rectangle(_upright(page)[0], left, bottom, right - left, top - bottom)
                    name = str(_inherited(item, "/T") or "")
                    found.append(Place(name, _inherited(item, "/V") is not None, number, box))
        return [place for place in found if place.box[2] > place.box[0] and place.box[3] > place.box[1]]

    @cached_property
    def signed(self) -> bool:
        """Whether anybody has signed the file, visibly or not."""
        return any(isinstance(item, pikepdf.Dictionary) and "/ByteRange" in item for item in self.pdf.objects)


def _inherited(field: Any, key: str) -> Any:
    """A value of a field or of the fields above it."""
    for _ in range(16):
        if key in field:
            return field[key]
        if "/Parent" not in field:
            break
        field = field.Parent
    return None


def _page(number: int, page: pikepdf.Page, budget: Budget, faces: dict[tuple[int, int], Face]) -> Page:
    matrix, width, height = _upright(page)
    reader = Reader(matrix, budget, faces)
    reader.read(page, page.obj.get("/Resources") or page.resources)
    return Page(number, width, height, reader.words, reader.paint)


def _upright(page: pikepdf.Page) -> tuple[Matrix, float, float]:
    """From user space to millimetres from the lower left corner of the page as it is shown; its width and height."""
    left, bottom, right, top = sorted_box(page.cropbox)
    unit = MILLIMETRES * float(page.obj.get("/UserUnit", 1))
    width, height = (right - left) * unit, (top - bottom) * unit
    match int(page.rotation) % 360:
        case 90:
            return (0, -unit, unit, 0, -bottom * unit, right * unit), height, width
        case 180:
            return (-unit, 0, 0, -unit, right * unit, top * unit), width, height
        case 270:
            return (0, unit, -unit, 0, top * unit, -left * unit), height, width
        case _:
            return (unit, 0, 0, unit, -left * unit, -bottom * unit), width, height


def sorted_box(box: Any) -> Box:
    """A rectangle of a PDF, whichever corners it names."""
    one, two, three, four = map(float, box)
    return min(one, three), min(two, four), max(one, three), max(two, four)
