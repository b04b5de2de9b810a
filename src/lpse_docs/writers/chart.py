"""A chart as SVG elements; one unit is one millimetre. Colours are attributes, as in `svg.py`."""

from typing import assert_never

from lpse_docs.document.chart import Align, Area, Box, Caption, Chart, Part, Stroke, Tone
from lpse_docs.writers.markup import Element, element
from lpse_docs.writers.svg import FACE, NAMESPACE, mm, part, point_list
from lpse_docs.writers.tones import COLOURS, DASH, DASH_GAP, OUTLINE

BROAD = "grafik lebar"
ANCHORS = {Align.START: "start", Align.MIDDLE: "middle", Align.END: "end"}


def chart_element(chart: Chart, *, paper: bool) -> Element:
    """The chart in its size; a narrow screen scales it down, or scrolls it when it is broad. On paper its `title` is what WeasyPrint tells as its words."""
    size = {"width": f"{mm(chart.width)}mm", "height": f"{mm(chart.height)}mm"}
    around = {"class": "gambar-grafik", **size, "viewBox": f"0 0 {mm(chart.width)} {mm(chart.height)}"}
    title = part("title", {}, chart.alt if paper else chart.title)
    told = {"role": "img", "aria-label": chart.alt}
    drawn = element(f"{{{NAMESPACE}}}svg", {**around, **told}, (title, *map(_part, chart.parts)))
    return element("div", {"class": BROAD if chart.broad and not paper else "grafik"}, [drawn])


def _part(piece: Part) -> Element:
    match piece:
        case Box():
            place = {"x": mm(piece.x), "y": mm(piece.y), "width": mm(piece.width), "height": mm(piece.height)}
            return part("rect", {**place, "fill": _colour(piece.tone), **(_outline() if piece.outline else {})})
        case Area():
            return part("polygon", {"points": point_list(piece.points), "fill": _colour(piece.tone), **_outline()})
        case Stroke():
            pen = {"fill": "none", "stroke": _colour(piece.tone), "stroke-width": mm(piece.width)}
            return part("polyline", {"points": point_list(piece.points), **pen, **_dashes(piece)})
        case Caption():
            return _caption(piece)
        case _:
            assert_never(piece)


def _outline() -> dict[str, str]:
    return {"stroke": _colour(Tone.INK), "stroke-width": mm(OUTLINE)}


def _dashes(stroke: Stroke) -> dict[str, str]:
    if not stroke.dashed:
        return {}
    return {"stroke-dasharray": f"{mm(DASH * stroke.width)} {mm(DASH_GAP * stroke.width)}"}


def _caption(caption: Caption) -> Element:
    place = {"x": mm(caption.x), "y": mm(caption.y), "text-anchor": ANCHORS[caption.align]}
    letters = {"font-family": FACE, "font-size": mm(caption.size), "fill": _colour(_letters(caption))}
    weight = {"font-weight": "bold"} if caption.strong else {}
    return part("text", {**place, **letters, **weight}, caption.words)


def _letters(caption: Caption) -> Tone:
    return Tone.PAPER if caption.light else Tone.INK


def _colour(tone: Tone) -> str:
    return f"#{COLOURS[tone]}"
