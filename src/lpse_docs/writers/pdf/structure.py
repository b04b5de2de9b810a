"""The structure tree of a PDF, where WeasyPrint leaves it short of what a screen reader needs."""

from collections.abc import Iterator
from typing import Any

import pydyf

from lpse_docs.diagnostics import Span
from lpse_docs.writers.failure import Flaw, WriteError
from lpse_docs.writers.markup import Element
from lpse_docs.writers.pdf.engine import Rendering
from lpse_docs.writers.stylesheet import PRINT

POINTS = 0.75
GRID = frozenset({"/THead", "/TBody", "/TR", "/TH", "/TD"})
HOLDERS = frozenset({"/P", "/TD", "/TH", "/Span", "/LBody", "/Lbl", *(f"/H{level}" for level in range(1, 7))})


def structure(pdf: pydyf.PDF, tag: str) -> Iterator[Any]:
    """The structure elements of one kind, in reading order."""
    elements = (item for item in pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem")
    return (item for item in elements if item["S"] == tag)


def target(pdf: pydyf.PDF, reference: bytes) -> Any:
    """The object a reference such as `12 0 R` points at."""
    return pdf.objects[int(reference.split()[0])]


def describe_tables(rendering: Rendering, pdf: pydyf.PDF) -> None:
    """Tell a reader who cannot see a table its title, which is not printed; a table for looks only is none."""
    boxes = [box for page in rendering.pages for box in page._page_box.descendants()]
    tables = [box.element for box in boxes if box.element_tag == "table" and box.is_table_wrapper]
    _check_headers(tables, {box.element for box in boxes if box.element_tag == "thead"})
    _scope_headers(boxes)
    tagged = list(structure(pdf, "/Table"))
    if len(tagged) != len(tables):
        said = "gaya membuat tabel tidak lagi tersusun sebagai tabel; periksa “display” dan “position”"
        raise WriteError(said, [Flaw(said, Span(PRINT, 1, 1))])
    for table, element in zip(tables, tagged, strict=True):
        if table.get("role") == "presentation":
            _dissolve(pdf, element)
        elif title := table.findtext("caption"):
            element["A"] = pydyf.Dictionary({"O": "/Table", "Summary": pydyf.String(title)})


def _check_headers(tables: list[Element], printed: set[Element]) -> None:
    """A header that leaves no room for a row is left out by WeasyPrint without a word."""
    for table in tables:
        if (header := table.find("thead")) is not None and header not in printed:
            title = table.findtext("caption") or "tanpa judul"
            raise WriteError(f"kepala tabel “{title}” terlalu tinggi untuk satu halaman")


def _scope_headers(boxes: list[Any]) -> None:
    """Say which way each header cell looks, from which readers find the headers of a cell.

    WeasyPrint 70 lists them at the cell, but counts columns wrongly below headers that span rows.
    """
    for box in boxes:
        if box.element_tag in {"th", "td"} and hasattr(box, "mark"):
            box.mark["A"].pop("Headers", None)
            if box.element_tag == "th":
                box.mark["A"]["Scope"] = "/Row" if box.element.get("scope") == "row" else "/Column"


def _dissolve(pdf: pydyf.PDF, element: Any) -> None:
    element["S"] = "/Div"
    element.pop("A", None)
    for child in (target(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)):
        if child.get("S") in GRID:
            _dissolve(pdf, child)


def place_figures(pdf: pydyf.PDF) -> None:
    """Give figures their place in points from the lower left; WeasyPrint 70 writes pixels from the upper left."""
    for figure in structure(pdf, "/Figure"):
        left, top, right, bottom = figure["A"]["BBox"]
        height = target(pdf, figure["Pg"])["MediaBox"][3]
        corners = (left * POINTS, height - bottom * POINTS, right * POINTS, height - top * POINTS)
        figure["A"]["BBox"] = pydyf.Array(corners)


def merge_links(pdf: pydyf.PDF) -> None:
    """Leave one annotation for each link.

    WeasyPrint 70 makes another one for every box inside a link, some under elements that are no Link (PDF/UA 7.18.5).
    """
    numbers = target(pdf, target(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for page in (target(pdf, reference) for reference in pdf.page_references):
        for reference in list(page.get("Annots", ())):
            annotation = target(pdf, reference)
            if annotation["Subtype"] == "/Link" and _inside_link(pdf, owners[annotation["StructParent"]]):
                _drop(pdf, target(pdf, owners.pop(annotation["StructParent"])), reference)
                page["Annots"].remove(reference)
                annotation.clear()
    numbers[:] = [item for pair in owners.items() for item in pair]


def _inside_link(pdf: pydyf.PDF, owner: bytes) -> bool:
    parent: dict[str, Any] = target(pdf, target(pdf, owner)["P"])
    while "P" in parent and parent["S"] != "/Link":
        parent = target(pdf, parent["P"])
    return parent.get("S") == "/Link"


def _drop(pdf: pydyf.PDF, owner: Any, reference: bytes) -> None:
    kids = ((kid, target(pdf, kid)) for kid in owner["K"] if isinstance(kid, bytes))
    owner["K"].remove(next(kid for kid, item in kids if item.get("Obj") == reference))
    owner["S"] = "/Span"


def hold_words(pdf: pydyf.PDF) -> None:
    """Let paragraphs and cells hold their words themselves.

    WeasyPrint makes an element for every stretch of words: a third of all objects of a file, which say nothing.
    """
    numbers = target(pdf, target(pdf, pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
    owners = dict(zip(pdf.page_references, numbers[1::2], strict=False))
    holders: list[Any] = [item for item in pdf.objects if isinstance(item, dict) and item.get("S") in HOLDERS]
    for holder in holders:
        for place, kid in enumerate(holder["K"]):
            words: Any = target(pdf, kid) if isinstance(kid, bytes) else {}
            if words.get("S") == "/Span" and words["Pg"] == holder["Pg"] and _only_words(words["K"]):
                (holder["K"][place],) = words["K"]
                owners[holder["Pg"]][words["K"][0]] = holder.reference
                words.free = "f"


def _only_words(kids: Any) -> bool:
    return len(kids) == 1 and isinstance(kids[0], int)
