"""Form fields: the check boxes that mark their places become what people fill in and sign (SIGNING 1.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any, TypeAlias

import pydyf

from lpse_docs.document.inlines import FillIn, FillKind
from lpse_docs.document.theme import Theme
from lpse_docs.writers.pdf.face import add_face, typing_face
from lpse_docs.writers.pdf.structure import structure, target

PRINT, PRINT_AND_LOCKED = 4, 132
REQUIRED, MULTILINE, NO_TOGGLE_TO_OFF, RADIO, COMBO = 1 << 1, 1 << 12, 1 << 14, 1 << 15, 1 << 17
LEFTOVERS = ("AS", "V", "MK", "Border", "Ff", "DA", "FT")
FACE = "Isian"
TYPED = f"/{FACE} 9 Tf 0 g"
TYPED_SMALL = f"/{FACE} 8 Tf 0 g"
CHECKED = "Ya"
EDGE = 1.2
CROSS = "1.2 w {0:.1f} {1:.1f} m {2:.1f} {3:.1f} l S {0:.1f} {3:.1f} m {2:.1f} {1:.1f} l S"

Facts: TypeAlias = dict[str, Any]


def make_fields(pdf: pydyf.PDF, places: Mapping[str, FillIn | None], theme: Theme) -> None:
    """Turn every mark into the field of its place, None to sign; a part without places has no form at all."""
    marks = _marks(pdf)
    if not marks:
        return
    form = pydyf.Dictionary({"Fields": pydyf.Array()})
    resources = b""
    if any(places.values()):
        resources = _added(pdf, pydyf.Dictionary({"Font": pydyf.Dictionary({FACE: add_face(pdf, typing_face(theme))})}))
        form.update({"DR": resources, "DA": pydyf.String(TYPED)})
    maker = _Maker(pdf, resources)
    for name, group in marks.items():
        form["Fields"].append(maker.make(places[name], group))
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
                _strip(pdf, mark)
    return found


def _strip(pdf: pydyf.PDF, mark: Any) -> None:
    left, bottom, right, top = mark["Rect"]
    mark["Rect"] = pydyf.Array((min(left, right), min(bottom, top), max(left, right), max(bottom, top)))
    mark["F"] = PRINT
    target(pdf, next(iter(mark["AP"]["N"].values()))).free = "f"  # WeasyPrint's own tick
    for key in LEFTOVERS:
        mark.pop(key, None)


def _added(pdf: pydyf.PDF, made: pydyf.Object) -> bytes:
    pdf.add_object(made)
    reference: bytes = made.reference
    return reference


@dataclass(frozen=True)
class _Maker:
    """Makes the fields of one part. `resources` is what their text is drawn with, `shared` the drawings of boxes."""

    pdf: pydyf.PDF
    resources: bytes
    shared: dict[tuple[str, float, float], bytes] = field(default_factory=dict)

    def make(self, place: FillIn | None, marks: Sequence[Any]) -> bytes:
        """The field of a place; a reference to it."""
        facts, looks = self.kind(place, marks)
        if place and place.required:
            facts["Ff"] = facts.get("Ff", 0) | REQUIRED
        if len(marks) > 1 or (place and place.boxed):
            return self.above(marks, facts, looks)
        marks[0].update({**facts, **looks[0]})
        reference: bytes = marks[0].reference
        return reference

    def kind(self, place: FillIn | None, marks: Sequence[Any]) -> tuple[Facts, list[Facts]]:
        """What a field is, and how each of its marks looks."""
        if place is None:
            return {"FT": "/Sig"}, [{"F": PRINT_AND_LOCKED, "AP": self.empty(mark)} for mark in marks]
        if place.boxed:
            boxes = zip(marks, cycle(place.choices), strict=False)
            facts = {"FT": "/Btn", "Ff": RADIO | NO_TOGGLE_TO_OFF, "V": "/Off", "TU": pydyf.String(place.spoken)}
            return facts, [self.box(mark, _name(choice)) for mark, choice in boxes]
        if place.kind is FillKind.CHECK:
            return {"FT": "/Btn", "V": "/Off"}, [self.box(mark, CHECKED) for mark in marks]
        return _typed(place), [{"AP": self.empty(mark, Resources=self.resources)} for mark in marks]

    def above(self, marks: Sequence[Any], facts: Facts, looks: Sequence[Facts]) -> bytes:
        """A field above its marks: boxes of which one can be ticked, or what a header repeats on the next page."""
        made = pydyf.Dictionary({"T": marks[0]["T"], "TU": marks[0]["TU"], **facts, "Kids": pydyf.Array()})
        reference = _added(self.pdf, made)
        for mark, look in zip(marks, looks, strict=True):
            mark.update({"Parent": reference, **look})
            del mark["T"]
            made["Kids"].append(mark.reference)
        return reference

    def box(self, mark: Any, state: str) -> dict[str, Any]:
        """The appearances of a box: a cross, or nothing but the border that the page draws."""
        width, height = _size(mark)
        cross = CROSS.format(EDGE, EDGE, width - EDGE, height - EDGE)
        looks = pydyf.Dictionary({state: self.drawn(mark, cross), "Off": self.drawn(mark, "")})
        return {"AS": "/Off", "AP": pydyf.Dictionary({"N": looks})}

    def drawn(self, mark: Any, content: str) -> bytes:
        """A drawing that boxes of one size share."""
        key = (content, *_size(mark))
        if key not in self.shared:
            self.shared[key] = _added(self.pdf, _appearance(mark, content))
        return self.shared[key]

    def empty(self, mark: Any, **more: Any) -> pydyf.Dictionary:
        """The appearance PDF/A demands of a field nobody has filled in; each its own, since filling changes it."""
        return pydyf.Dictionary({"N": _added(self.pdf, _appearance(mark, "", **more))})


def _typed(place: FillIn) -> Facts:
    """A field for typing or for picking one of its choices."""
    if place.kind is FillKind.CHOICE:
        choices = pydyf.Array(pydyf.String(choice) for choice in place.choices)
        return {"FT": "/Ch", "Ff": COMBO, "Opt": choices, "DA": pydyf.String(TYPED_SMALL if place.narrow else TYPED)}
    flags = {"Ff": MULTILINE} if place.kind is FillKind.LONG_TEXT or place.narrow else {}
    return {"FT": "/Tx", **flags, "DA": pydyf.String(TYPED_SMALL if place.narrow else TYPED)}


def _appearance(mark: Any, content: str, **more: Any) -> pydyf.Stream:
    extra = pydyf.Dictionary({"Subtype": "/Form", "BBox": pydyf.Array((0, 0, *_size(mark))), **more})
    return pydyf.Stream([content.encode()] if content else [], extra)


def _size(mark: Any) -> tuple[float, float]:
    left, bottom, right, top = mark["Rect"]
    return round(right - left, 1), round(top - bottom, 1)


def _name(words: str) -> str:
    """A choice as the name of a state (ISO 32000-1, 7.3.5 and 12.7.4.2.3): `Off` is the one without a tick."""
    words = f"{words} " if words == "Off" else words
    return "".join(chr(byte) if chr(byte).isalnum() and byte < 128 else f"#{byte:02x}" for byte in words.encode())
