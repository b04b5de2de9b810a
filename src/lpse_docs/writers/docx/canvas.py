"""Shapes drawn twice: in a canvas for Word, and as a group for readers that know no canvas (LibreOffice before 24.2)."""

from collections.abc import Callable
from typing import Final

from lxml.etree import SubElement

from lpse_docs.writers.docx.manuscript import Manuscript
from lpse_docs.writers.docx.shape import frame, preset, shape, unfilled, unframed
from lpse_docs.writers.docx.wordml import NAMESPACES, Element, emu

_A, _MC, _WPC, _WPG, _WPS = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("a", "mc", "wpc", "wpg", "wps"))
_SPACES: Final = {prefix: NAMESPACES[prefix] for prefix in ("mc", "wpc", "wpg", "wps")}


def canvas(
    run: Element,
    framed: Callable[[Element], Element],
    size: tuple[float, float],
    draw: Callable[[Element], None],
    manuscript: Manuscript,
) -> None:
    """Both readings of a drawing.

    Args:
        run: Where the drawing stands.
        framed: Makes the frame, inline or floating, inside its argument; the place of its graphic.
        size: Width and height in mm.
        draw: Draws the shapes inside its argument.
        manuscript: Numbers the shapes.
    """
    choices = SubElement(run, _MC + "AlternateContent", nsmap=_SPACES)
    inside = _graphic(framed(SubElement(choices, _MC + "Choice", {"Requires": "wpc"})), "wpc")
    made = SubElement(inside, _WPC + "wpc")
    SubElement(made, _WPC + "bg")
    SubElement(made, _WPC + "whole")
    draw(made)
    inside = _graphic(framed(SubElement(choices, _MC + "Fallback")), "wpg")
    width, height = (emu(length) for length in size)
    made = _group(inside, width, height)
    _ground(made, width, height, manuscript)
    draw(made)


def _graphic(holder: Element, kind: str) -> Element:
    return SubElement(SubElement(holder, _A + "graphic"), _A + "graphicData", {"uri": NAMESPACES[kind]})


def _group(holder: Element, width: int, height: int) -> Element:
    """A group whose inner measures are those of the page."""
    group = SubElement(holder, _WPG + "wgp")
    SubElement(group, _WPG + "cNvGrpSpPr")
    transform = SubElement(SubElement(group, _WPG + "grpSpPr"), _A + "xfrm")
    size = {"cx": str(width), "cy": str(height)}
    for point, extent in (("off", "ext"), ("chOff", "chExt")):
        SubElement(transform, _A + point, {"x": "0", "y": "0"})
        SubElement(transform, _A + extent, size)
    return group


def _ground(into: Element, width: int, height: int, manuscript: Manuscript) -> None:
    """An invisible rectangle as large as its group: LibreOffice stretches a group whose shapes do not fill it."""
    made = shape(into, str(next(manuscript.drawings)), "Alas")
    SubElement(made, _WPS + "cNvSpPr")
    look = frame(made, 0, 0, width, height)
    preset(look, "rect")
    unfilled(look)
    unframed(look)
    SubElement(made, _WPS + "bodyPr")
