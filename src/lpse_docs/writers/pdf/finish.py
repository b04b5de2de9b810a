"""The last touches on a part before it is written: what WeasyPrint leaves open for PDF/A-3a with PDF/UA-1."""

from typing import Any
from urllib.parse import unquote

import pydyf

from lpse_docs.writers.pdf.engine import Rendering
from lpse_docs.writers.pdf.part import HOME
from lpse_docs.writers.pdf.structure import describe_tables, hold_words, merge_links, place_figures, structure, target

EMPTY_APPEARANCE = {"Type": "/XObject", "Subtype": "/Form"}
PRINT_AND_LOCKED = 132
WIDGET_LEFTOVERS = ("AS", "V", "MK", "Border", "Ff", "DA")


def loosen(rendering: Rendering, pdf: pydyf.PDF, key: str) -> None:
    """Finish a part and take off what only the whole document can have; called by WeasyPrint."""
    make_signature_fields(pdf)
    describe_tables(rendering, pdf)
    place_figures(pdf)
    merge_links(pdf)
    hold_words(pdf)
    lead_links_home(pdf)
    name_header_cells(pdf, key)
    for left in ("Metadata", "OutputIntents"):
        pdf.catalog.pop(left, None)
    pdf.info.clear()
    close_pages(pdf)
    pack_streams(pdf)


def close_pages(pdf: pydyf.PDF) -> None:
    """Leave the state of the pages as it was, so that head and foot can be laid over."""
    for page in (target(pdf, reference) for reference in pdf.page_references):
        stream = target(pdf, page["Contents"]).stream
        stream.insert(0, b"q")
        stream.append(b"Q")


def settled(pdf: pydyf.PDF) -> list[bytes]:
    """The content of every page, its bytes settled so that places in it stay where they are."""
    contents = []
    for page in (target(pdf, reference) for reference in pdf.page_references):
        stream = target(pdf, page["Contents"])
        contents.append(b"\n".join(item if isinstance(item, bytes) else str(item).encode() for item in stream.stream))
        stream.stream = [contents[-1]]
    return contents


def lead_links_home(pdf: pydyf.PDF) -> None:
    """Turn links to an address inside the document into links to a place with a name, wherever it will be bound in."""
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Subtype") == "/Link":
            page, _, anchor = item["A"]["URI"].string.partition("#")
            if page == HOME:
                del item["A"]
                item["Contents"] = item["Dest"] = pydyf.String(unquote(anchor))


def name_header_cells(pdf: pydyf.PDF, key: str) -> None:
    """Names of header cells are unique in a part, and must be in every document it is bound into."""
    for cell in structure(pdf, "/TH"):
        cell["ID"].string = f"{key[:12]}-{cell['ID'].string}"  # the cells below share this value


def make_signature_fields(pdf: pydyf.PDF) -> None:
    """Turn the check boxes in the places to sign into empty signature fields (SIGNING 1.2)."""
    widgets: list[Any] = [item for item in pdf.objects if isinstance(item, dict) and item.get("Subtype") == "/Widget"]
    for widget in widgets:
        _make_signature_field(pdf, widget)
    if widgets:
        pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array(item.reference for item in widgets)})
    for form in structure(pdf, "/Form"):
        # pyHanko calls a later signature suspicious unless the form's child stands directly in /K.
        form["K"] = form["K"][0]


def _make_signature_field(pdf: pydyf.PDF, widget: Any) -> None:
    left, bottom, right, top = widget["Rect"]
    rect = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    # PDF/A demands an appearance: the check box's own tick becomes an empty one.
    tick = target(pdf, next(iter(widget["AP"]["N"].values())))
    tick.stream = []
    tick.extra = pydyf.Dictionary(
        {**EMPTY_APPEARANCE, "BBox": pydyf.Array((0, 0, rect[2] - rect[0], rect[3] - rect[1]))}
    )
    for key in WIDGET_LEFTOVERS:
        widget.pop(key, None)
    widget["FT"] = "/Sig"
    widget["F"] = PRINT_AND_LOCKED
    widget["Rect"] = pydyf.Array(rect)
    widget["AP"] = pydyf.Dictionary({"N": tick.reference})


class Packed(pydyf.Object):  # type: ignore[misc]  # pydyf has no types
    """A stream whose bytes are settled: compressed once, for whatever file it is bound into."""

    compressible = False

    def __init__(self, stream: pydyf.Stream) -> None:
        super().__init__()
        self.number = stream.number
        stream.compress = True
        self._data: bytes = stream.data

    @property
    def data(self) -> bytes:
        """The compressed bytes."""
        return self._data


def pack_streams(pdf: pydyf.PDF) -> None:
    """Compress every stream."""
    for number, item in enumerate(pdf.objects):
        if isinstance(item, pydyf.Stream):
            pdf.objects[number] = Packed(item)
