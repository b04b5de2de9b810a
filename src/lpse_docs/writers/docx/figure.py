"""Pictures of the theme, and the empty slot that stands where a picture is still missing."""

from typing import Final

from lxml.etree import SubElement

from lpse_docs.document.blocks import Figure
from lpse_docs.writers.docx import names
from lpse_docs.writers.docx.frame import frame
from lpse_docs.writers.docx.lines import paragraph, separator
from lpse_docs.writers.docx.manuscript import Manuscript, Place
from lpse_docs.writers.docx.package import IMAGE
from lpse_docs.writers.docx.run import run
from lpse_docs.writers.docx.table import begin, cell, fix_height, row
from lpse_docs.writers.docx.wordml import EMU_PER_MM, NAMESPACES, Element, R, add, twips
from lpse_docs.writers.pictures import media_type

_WP, _A, _PIC = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("wp", "a", "pic"))
_SVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"


def figure(into: Element, block: Figure, place: Place, manuscript: Manuscript) -> None:
    """A centred picture; without one, a dashed box of its size with the words for an empty slot.

    SVG stands in an extension of Word 2016 and later; older readers show the picture beside it, an empty frame.
    """
    data = manuscript.theme.pictures.get(block.picture)
    if data is None:
        _slot(into, block, place, manuscript)
        return
    suffix = "png" if media_type(block.picture, data) == "image/png" else "svg"
    blip = _picture(paragraph(into, names.FIGURE, manuscript), block, f"{block.picture}.{suffix}", manuscript)
    target = _media(block.picture, suffix, data, manuscript)
    if suffix == "png":
        blip.set(R + "embed", target)
    else:
        blip.set(R + "embed", _media(f"{block.picture}-bingkai", "png", frame(block.width, block.height), manuscript))
        extension = SubElement(SubElement(blip, _A + "extLst"), _A + "ext", {"uri": _SVG_EXTENSION})
        SubElement(extension, f"{{{_SVG}}}svgBlip", {R + "embed": target}, nsmap={"asvg": _SVG})


def _media(name: str, suffix: str, data: bytes, manuscript: Manuscript) -> str:
    """Keep a picture once; part names are plain, whatever the file of the office is called."""
    serial = manuscript.pictures.setdefault(name, len(manuscript.pictures) + 1)
    target = f"media/gambar{serial}.{suffix}"
    manuscript.parts[f"word/{target}"] = data
    return manuscript.relate(IMAGE, target)


def _picture(into: Element, block: Figure, file: str, manuscript: Manuscript) -> Element:
    """An inline picture with its alternative text (DrawingML, ECMA-376 20.4.2.8); the place of its data."""
    number = str(next(manuscript.drawings))
    size = {"cx": str(round(block.width * EMU_PER_MM)), "cy": str(round(block.height * EMU_PER_MM))}
    about = {"id": number, "name": f"Gambar {number}", "descr": block.alt or block.picture}
    inline = SubElement(
        add(add(into, "r"), "drawing"), _WP + "inline", dict.fromkeys(("distT", "distB", "distL", "distR"), "0")
    )
    SubElement(inline, _WP + "extent", size)
    SubElement(inline, _WP + "docPr", about)
    SubElement(SubElement(inline, _WP + "cNvGraphicFramePr"), _A + "graphicFrameLocks", {"noChangeAspect": "1"})
    graphic = SubElement(SubElement(inline, _A + "graphic"), _A + "graphicData", {"uri": NAMESPACES["pic"]})
    picture = SubElement(graphic, _PIC + "pic")
    properties = SubElement(picture, _PIC + "nvPicPr")
    SubElement(properties, _PIC + "cNvPr", {**about, "name": file})
    SubElement(properties, _PIC + "cNvPicPr")
    fill = SubElement(picture, _PIC + "blipFill")
    blip = SubElement(fill, _A + "blip")
    SubElement(SubElement(fill, _A + "stretch"), _A + "fillRect")
    _shape(SubElement(picture, _PIC + "spPr"), size)
    return blip


def _shape(shape: Element, size: dict[str, str]) -> None:
    transform = SubElement(shape, _A + "xfrm")
    SubElement(transform, _A + "off", {"x": "0", "y": "0"})
    SubElement(transform, _A + "ext", size)
    SubElement(SubElement(shape, _A + "prstGeom", {"prst": "rect"}), _A + "avLst")


def _slot(into: Element, block: Figure, place: Place, manuscript: Manuscript) -> None:
    """A table of one cell, centred by its indent: a frame that Word and LibreOffice draw alike."""
    width = min(twips(block.width), place.width)
    indent = place.indent + (place.width - width) // 2
    made = begin(into, manuscript.styles.id(names.SLOT_TABLE), [width], indent=indent, title=block.alt or block.picture)
    holder = manuscript.cast(made, row, "cantSplit")
    fix_height(holder, twips(block.height))
    words = paragraph(manuscript.cast(holder, cell, width), names.SLOT, manuscript)
    run(words, block.reserved, "", manuscript)
    separator(into, manuscript)
