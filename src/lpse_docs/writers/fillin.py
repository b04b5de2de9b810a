"""Places to fill in as HTML: real inputs on screen; on paper one mark a field, which the PDF writer makes a form field."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from lpse_docs.document.inlines import FillIn, FillKind
from lpse_docs.writers.markup import Element, Node, append, element

TYPES = {FillKind.DATE: "date", FillKind.TIME: "time"}
FACTS = "data-isian"


@dataclass(frozen=True)
class Names:
    """Hands out the names of form fields; one that stands in the document again gets a count."""

    given: set[str] = field(default_factory=set)

    def give(self, stem: str) -> str:
        """A unique name; a full stop would divide it into levels (ISO 32000-1, 12.7.3.2)."""
        stem = stem.replace(".", "-")
        name, count = stem, 1
        while name in self.given:
            count += 1
            name = f"{stem}~{count}"
        self.given.add(name)
        return name


def fill_in(place: FillIn, name: str, *, paper: bool) -> Node:
    """The element of a place to fill in."""
    if place.boxed:
        return _choices(place, name, paper=paper)
    return _mark(place, place.kind, name, place.spoken) if paper else _input(place, name)


def _mark(place: FillIn, kind: FillKind, name: str, title: str) -> Element:
    """A check box, whatever the field: WeasyPrint would embed a whole font for every other kind of input.

    It carries the facts of its place, since a page of paper is printed by whoever has nothing but the page.
    """
    room = {"style": f"--baris:{place.lines}"} if place.lines > 1 and not place.boxed else {}
    facts = {FACTS: json.dumps(asdict(place), ensure_ascii=False)}
    return element("input", {"type": "checkbox", **_class(kind), "name": name, "title": title, **room, **facts})


def places_of(page: Element) -> dict[str, FillIn | None]:
    """The place of each mark on a page, by the name of its field; None for a place to sign."""
    return {mark.attrib["name"]: _place(mark.get(FACTS)) for mark in page.iter("input")}


def _place(facts: str | None) -> FillIn | None:
    if facts is None:
        return None
    known = json.loads(facts)
    return FillIn(**{**known, "kind": FillKind(known["kind"]), "choices": tuple(known["choices"])})


def _class(kind: FillKind) -> dict[str, str]:
    return {"class": f"isian-{kind.value}"}


def _choices(place: FillIn, name: str, *, paper: bool) -> Element:
    """Boxes with their words; only one can be ticked."""
    shape = "susun" if place.stacked else "deret"
    group = element("span", {"class": f"opsi {shape}", "role": "radiogroup", "aria-label": place.spoken})
    for choice in place.choices:
        box = (
            _mark(place, FillKind.CHECK, name, f"{place.label}: {choice}")
            if paper
            else element("input", {"type": "radio", "name": name, "value": choice, **_required(place)})
        )
        if len(group):
            group[-1].tail = " "
        append(group, [element("label", {}, [box, f"\u00a0{choice}"])])
    return group


def _input(place: FillIn, name: str) -> Element:
    shared = {**_class(place.kind), "name": name, "aria-label": place.label, **_required(place)}
    if place.advice:
        shared["title"] = place.advice
    match place.kind:
        case FillKind.LONG_TEXT:
            return element("textarea", {**shared, "rows": str(place.lines)})
        case FillKind.CHOICE:
            return element("select", shared, _options(place))
        case FillKind.CHECK:
            return element("input", {**shared, "type": "checkbox", "value": "Ya"})
        case FillKind.NUMBER:
            return element("input", {**shared, "type": "text", "inputmode": "decimal"})
        case _:
            return element("input", {**shared, "type": TYPES.get(place.kind, "text")})


def _options(place: FillIn) -> Iterator[Element]:
    yield element("option", {"value": ""})
    yield from (element("option", {}, [choice]) for choice in place.choices)


def _required(place: FillIn) -> dict[str, str]:
    return {"required": ""} if place.required else {}
