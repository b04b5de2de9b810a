"""A drawing as SVG elements; one unit is one millimetre.

WeasyPrint 70 draws inline SVG without the style sheets of the page, so colours, strokes and the face of the words are
attributes here; a style sheet may overrule them in a browser. It takes the alternative text of a figure from `title`.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from lpse_docs.document.drawing import Drawing, Label, Line, Point, Symbol, SymbolKind
from lpse_docs.writers.markup import Element, element

NAMESPACE = "http://www.w3.org/2000/svg"
FACE = "Naskah, Arial, 'Liberation Sans', sans-serif"
STROKE = 0.3
HEAD_LENGTH = 2.0
HEAD_WIDTH = 1.6
SHOULDER = 0.8  # of a pentagon's height: below it narrows to its point
LETTER = 0.42  # where the middle of its letter stands
LETTER_SIZE = 0.56  # 8 pt in a pentagon of 5 mm, as in Word
LABEL_SIZE = 7 / 8  # of its line: 7 pt in lines of 8 pt, as in Word
CAP = 0.36  # half the height of a capital letter, of the type size


def drawing_element(drawing: Drawing, alt: str) -> Element:
    """The drawing in its size; labels lie lowest, so that their ground hides the rules of the table and nothing drawn."""
    size = {"width": f"{mm(drawing.width)}mm", "height": f"{mm(drawing.height)}mm"}
    around = {"class": "gambar-alur", **size, "viewBox": f"0 0 {mm(drawing.width)} {mm(drawing.height)}"}
    parts = [part("title", {}, alt)]
    for label in drawing.labels:
        parts += _label(label)
    for line in drawing.lines:
        parts += _line(line)
    for symbol in drawing.symbols:
        parts += _symbol(symbol)
    return element(f"{{{NAMESPACE}}}svg", {**around, "role": "img", "aria-label": alt}, parts)


def part(tag: str, attributes: dict[str, str], words: str = "") -> Element:
    """An SVG element, with words inside."""
    return element(f"{{{NAMESPACE}}}{tag}", attributes, [words] if words else ())


def _line(line: Line) -> Iterator[Element]:
    """A line; under an arrow head it ends, so that no corner of it shows beside the tip."""
    points = list(line.points)
    if line.arrow:
        head = _head(points[-2], points[-1])
        yield part("polygon", {"class": "mata-panah", "points": point_list(head), "fill": "#000"})
        points[-1] = ((head[1][0] + head[2][0]) / 2, (head[1][1] + head[2][1]) / 2)
    look = {"fill": "none", "stroke": "#000", "stroke-width": mm(STROKE)}
    yield part("polyline", {"class": "garis-alur", "points": point_list(points), **look})


def _head(before: Point, tip: Point) -> tuple[Point, Point, Point]:
    """The tip and the two back corners of an arrow head on a level or upright line; no longer than its last piece."""
    across, down = tip[0] - before[0], tip[1] - before[1]
    length = min(HEAD_LENGTH, max(abs(across), abs(down)))
    x, y = (across > 0) - (across < 0), (down > 0) - (down < 0)
    back = (tip[0] - x * length, tip[1] - y * length)
    half = HEAD_WIDTH / 2
    return tip, (back[0] - y * half, back[1] + x * half), (back[0] + y * half, back[1] - x * half)


def _symbol(symbol: Symbol) -> Iterator[Element]:
    look = {"class": symbol.kind.value, "fill": "#fff", "stroke": "#000", "stroke-width": mm(STROKE)}
    match symbol.kind:
        case SymbolKind.CAPSULE:
            yield part("rect", {**_box(symbol), "rx": mm(min(symbol.width, symbol.height) / 2), **look})
        case SymbolKind.RECTANGLE:
            yield part("rect", {**_box(symbol), **look})
        case SymbolKind.DIAMOND | SymbolKind.PENTAGON:
            yield part("polygon", {"points": point_list(_corners(symbol)), **look})
        case _:
            assert_never(symbol.kind)
    if symbol.text:
        yield _words(
            symbol.text, symbol.x + symbol.width / 2, symbol.y + LETTER * symbol.height, LETTER_SIZE * symbol.height
        )


def _corners(symbol: Symbol) -> tuple[Point, ...]:
    """The corners of a diamond, or of a pentagon that points down."""
    left, right, middle = symbol.x, symbol.x + symbol.width, symbol.x + symbol.width / 2
    top, bottom = symbol.y, symbol.y + symbol.height
    if symbol.kind is SymbolKind.DIAMOND:
        level = symbol.y + symbol.height / 2
        return (middle, top), (right, level), (middle, bottom), (left, level)
    shoulder = symbol.y + symbol.height * SHOULDER
    return (left, top), (right, top), (right, shoulder), (middle, bottom), (left, shoulder)


def _label(label: Label) -> Iterator[Element]:
    """Words on a white ground, so that no rule of the table runs through their letters."""
    yield part("rect", {"class": "latar-label", **_box(label), "fill": "#fff"})
    step = label.height / len(label.words) if label.words else 0.0
    for number, words in enumerate(label.words):
        yield _words(words, label.x + label.width / 2, label.y + step * (number + 0.5), LABEL_SIZE * step)


def _words(words: str, x: float, y: float, size: float) -> Element:
    """One line of words around its middle."""
    place = {"x": mm(x), "y": mm(y + CAP * size), "font-size": mm(size), "text-anchor": "middle"}
    return part("text", {**place, "font-family": FACE}, words)


def _box(shape: Symbol | Label) -> dict[str, str]:
    return {"x": mm(shape.x), "y": mm(shape.y), "width": mm(shape.width), "height": mm(shape.height)}


def point_list(points: Iterable[Point]) -> str:
    """Corners as SVG lists them."""
    return " ".join(f"{mm(x)},{mm(y)}" for x, y in points)


def mm(length: float) -> str:
    """A length to the thousandth, without trailing zeros; never `-0`."""
    return f"{round(length, 3) + 0.0:.3f}".rstrip("0").rstrip(".")
