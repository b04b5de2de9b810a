"""Form fields: the check boxes that mark their places become what people fill in and sign (SIGNING 1.2)."""

from collections.abc import Mapping, Sequence
from typing import Any, assert_never

import pydyf

from lpse_docs.document.blocks import Signature
from lpse_docs.document.inlines import FillIn, FillKind
from lpse_docs.document.theme import Theme
from lpse_docs.writers.fillin import Filled
from lpse_docs.writers.pdf.face import add_face, typing_face
from lpse_docs.writers.pdf.structure import structure, target

PRINT, PRINT_AND_LOCKED = 4, 132
REQUIRED, MULTILINE, NO_TOGGLE_TO_OFF, RADIO, COMBO = 1 << 1, 1 << 12, 1 << 14, 1 << 15, 1 << 17
LEFTOVERS = ("AS", "V", "MK", "Border", "Ff", "DA", "FT")
FACE = "Isian"
TYPED = f"/{FACE} 9 Tf 0 g"
TYPED_SMALL = f"/{FACE} 8 Tf 0 g"
CHECKED = "Ya"
TICK = "q 1.2 w 1 J {0} {1} m {2} {3} l S {0} {3} m {2} {1} l S Q"


def make_fields(pdf: pydyf.PDF, places: Mapping[str, Filled], theme: Theme) -> None:
    """Turn every mark into the field of its place; a document without places has no form at all."""
    marks = _marks(pdf)
    if not marks:
        return
    form = pydyf.Dictionary({"Fields": pydyf.Array()})
    drawing = pydyf.Dictionary({})
    if any(isinstance(place, FillIn) for place in places.values()):
        drawing = pydyf.Dictionary({"Font": pydyf.Dictionary({FACE: add_face(pdf, typing_face(theme))})})
        pdf.add_object(drawing)
        form.update({"DR": drawing.reference, "DA": pydyf.String(TYPED)})
    for name, group in marks.items():
        form["Fields"].append(_field(pdf, places[name], group, drawing))
    pdf.catalog["AcroForm"] = form
    for element in structure(pdf, "/Form"):
        # pyHanko calls a later signature suspicious unless the form's child stands directly in /K.
        element["K"] = element["K"][0]


def _marks(pdf: pydyf.PDF) -> dict[str, list[Any]]:
    """The marks of each field in reading order, without what made them check boxes."""
    found: dict[str, list[Any]] = {}
    for page in (target(pdf, reference) for reference in pdf.page_references):
        for mark in (target(pdf, reference) for reference in page.get("Annots", ())):
            if mark["Subtype"] == "/Widget":
                found.setdefault(mark["T"].string, []).append(mark)
                left, bottom, right, top = mark["Rect"]
                mark["Rect"] = pydyf.Array((min(left, right), min(bottom, top), max(left, right), max(bottom, top)))
                mark["F"] = PRINT
                for key in LEFTOVERS:
                    mark.pop(key, None)
    return found


def _field(pdf: pydyf.PDF, place: Filled, marks: Sequence[Any], drawing: pydyf.Dictionary) -> bytes:
    """The field of a place; a reference to it."""
    mark = marks[0]
    if isinstance(place, Signature):
        mark.update({"FT": "/Sig", "F": PRINT_AND_LOCKED, "AP": _empty(pdf, mark)})
    else:
        flags = REQUIRED if place.required else 0
        match place.kind:
            case FillKind.CHOICE:
                mark = _radio(pdf, place, marks, flags)
            case FillKind.CHECK:
                mark.update({"FT": "/Btn", **_ticked(pdf, mark, CHECKED), "V": "/Off"})
            case FillKind.LIST:
                choices = pydyf.Array(pydyf.String(choice) for choice in place.choices)
                mark.update({"FT": "/Ch", "Opt": choices, **_typed(pdf, place, mark, drawing)})
                flags |= COMBO
            case FillKind.LONG_TEXT:
                mark.update({"FT": "/Tx", **_typed(pdf, place, mark, drawing)})
                flags |= MULTILINE
            case FillKind.TEXT | FillKind.DATE | FillKind.TIME | FillKind.NUMBER:
                mark.update({"FT": "/Tx", **_typed(pdf, place, mark, drawing)})
            case _:
                assert_never(place.kind)
        if flags:
            mark["Ff"] = mark.get("Ff", 0) | flags
    reference: bytes = mark.reference
    return reference


def _typed(pdf: pydyf.PDF, place: FillIn, mark: Any, drawing: pydyf.Dictionary) -> dict[str, Any]:
    """What every field for typing has; in the single line of a table's column the letters are smaller."""
    small = place.kind in {FillKind.LONG_TEXT, FillKind.LIST} and place.lines == 1
    appearance = _empty(pdf, mark, "/Tx BMC EMC", Resources=drawing.reference)
    return {"DA": pydyf.String(TYPED_SMALL if small else TYPED), "AP": appearance}


def _radio(pdf: pydyf.PDF, place: FillIn, marks: Sequence[Any], flags: int) -> pydyf.Dictionary:
    """A field over its boxes, of which one can be ticked."""
    field = pydyf.Dictionary({"FT": "/Btn", "Ff": RADIO | NO_TOGGLE_TO_OFF | flags, "V": "/Off"})
    field.update({"T": marks[0]["T"], "TU": pydyf.String(place.spoken), "Kids": pydyf.Array()})
    pdf.add_object(field)
    for mark, choice in zip(marks, place.choices, strict=True):
        mark.update({"Parent": field.reference, **_ticked(pdf, mark, _name(choice))})
        del mark["T"]
        field["Kids"].append(mark.reference)
    return field


def _name(words: str) -> str:
    """Words as a PDF name (ISO 32000-1, 7.3.5)."""
    return "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"#{byte:02x}" for byte in words.encode())


def _ticked(pdf: pydyf.PDF, mark: Any, state: str) -> dict[str, Any]:
    """The appearances of a box: a cross, or nothing but the border that the page draws."""
    width, height = _size(mark)
    cross = TICK.format(1.5, 1.5, width - 1.5, height - 1.5)
    ticked = _appearance(pdf, mark, cross)
    return {"AS": "/Off", "AP": pydyf.Dictionary({"N": pydyf.Dictionary({state: ticked, "Off": _off(pdf, mark)})})}


def _off(pdf: pydyf.PDF, mark: Any) -> bytes:
    nothing = pydyf.Stream([], _form_x_object(mark))
    pdf.add_object(nothing)
    reference: bytes = nothing.reference
    return reference


def _empty(pdf: pydyf.PDF, mark: Any, content: str = "", **more: Any) -> pydyf.Dictionary:
    """The appearance PDF/A demands of a field nobody has filled in; each its own, since filling changes it."""
    return pydyf.Dictionary({"N": _appearance(pdf, mark, content, **more)})


def _appearance(pdf: pydyf.PDF, mark: Any, content: str, **more: Any) -> bytes:
    """The mark's own tick, redrawn."""
    tick = target(pdf, next(iter(mark["AP"]["N"].values())))
    tick.stream = [content.encode()] if content else []
    tick.compress = False
    tick.extra = pydyf.Dictionary({**_form_x_object(mark), **more})
    reference: bytes = tick.reference
    return reference


def _form_x_object(mark: Any) -> dict[str, Any]:
    width, height = _size(mark)
    return {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array((0, 0, width, height))}


def _size(mark: Any) -> tuple[float, float]:
    left, bottom, right, top = mark["Rect"]
    return round(right - left, 2), round(top - bottom, 2)
