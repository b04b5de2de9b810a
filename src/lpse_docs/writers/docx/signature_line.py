"""The line on which Word offers to sign a document, and that a signature fills (ECMA-376 part 4, 14.2.2.30).

The picture is empty and lies over the place without moving anything: the square stays free for pen, stamp and the mark of
a signing service (RN-04), pages break as in the PDF, and a reader that knows no signature lines shows nothing.
"""

from typing import Final

from lxml.etree import SubElement

from lpse_docs.document.blocks import Signature
from lpse_docs.opc.lines import PROVIDER, line_id
from lpse_docs.writers.docx.frame import clear
from lpse_docs.writers.docx.manuscript import Manuscript
from lpse_docs.writers.docx.package import IMAGE
from lpse_docs.writers.docx.wordml import NAMESPACES, Element, R, W, add

WIDTH, HEIGHT = 34.0, 17.0  # mm: the proportions of Word's own lines
_V, _O = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("v", "o"))
_TARGET: Final = "media/garis-tanda-tangan.png"
_POINTS: Final = 72 / 25.4
_STYLE: Final = (
    "position:absolute;margin-left:0;margin-top:0;"
    f"width:{WIDTH * _POINTS:.2f}pt;height:{HEIGHT * _POINTS:.2f}pt;z-index:1;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:text;mso-position-vertical-relative:text"
)
_LOCKS: Final = ("ungrouping", "rotation", "cropping", "verticies", "text", "grouping")


def signature_line(into: Element, block: Signature, manuscript: Manuscript) -> None:
    """A signature line over the place to sign that the paragraph `into` is.

    A place without a person and a rank is on a blank form, which is printed and signed by pen; Word would ask in vain.
    """
    if block.bare and not block.name and not block.decree:
        return
    field = manuscript.signed.give(block.field)
    manuscript.parts[f"word/{_TARGET}"] = clear()
    words = manuscript.theme.words.get("signature", "{field}").replace("{field}", field)
    number = next(manuscript.drawings)
    about = {"id": f"garis-{number}", "title": field, "alt": words, "style": _STYLE, "stroked": "f", "filled": "f"}
    picture = SubElement(add(into, "r"), W + "pict", nsmap={prefix: NAMESPACES[prefix] for prefix in ("v", "o")})
    shape = SubElement(
        picture, _V + "shape", {**about, "coordsize": "21600,21600", "path": "m,l,21600r21600,l21600,xe"}
    )
    SubElement(shape, _V + "imagedata", {R + "id": manuscript.relate(IMAGE, _TARGET), _O + "title": ""})
    SubElement(shape, _O + "lock", {_V + "ext": "edit", **dict.fromkeys(_LOCKS, "t")})
    signer = {_O + "suggestedsigner": block.name or "", _O + "suggestedsigner2": _post(block)}
    told = {key: value for key, value in signer.items() if value}
    mark = {_V + "ext": "edit", "id": line_id(field), "provid": PROVIDER, **told, "issignatureline": "t"}
    SubElement(shape, _O + "signatureline", mark)


def _post(block: Signature) -> str:
    """The post above the place, without the comma that leads to the name; dots to be filled in are no post."""
    last = block.heading[-1].rstrip(" ,") if block.heading else ""
    return last if last.strip(". ") else ""
