"""The last touches on a PDF before its trailer is written: what WeasyPrint leaves open for PDF/A-3a with PDF/UA-1."""

from typing import Any

import pydyf

from lpse_docs.writers.pdf.engine import Rendering
from lpse_docs.writers.pdf.metadata import merged_metadata
from lpse_docs.writers.pdf.structure import (
    describe_tables,
    make_artifacts,
    merge_links,
    place_figures,
    structure,
    target,
)

EMPTY_APPEARANCE = {"Type": "/XObject", "Subtype": "/Form"}
PRINT_AND_LOCKED = 132
WIDGET_LEFTOVERS = ("AS", "V", "MK", "Border", "Ff", "DA")


def complete(rendering: Rendering, pdf: pydyf.PDF) -> None:
    """Everything, the packing last; called by WeasyPrint."""
    merge_metadata(rendering, pdf)
    name_attachments_once(pdf)
    make_signature_fields(pdf)
    describe_tables(rendering, pdf)
    place_figures(pdf)
    merge_links(pdf)
    make_artifacts(pdf)
    pack_streams(pdf)


def merge_metadata(rendering: Rendering, pdf: pydyf.PDF) -> None:
    """Claim PDF/UA-1 beside PDF/A-3a, inside the one `rdf:RDF` that validators read."""
    rdf = rendering.metadata.generate_rdf_metadata("a", 3, "A")
    target(pdf, pdf.catalog["Metadata"]).stream = [merged_metadata(rdf)]


def name_attachments_once(pdf: pydyf.PDF) -> None:
    """WeasyPrint 70 lists every attachment twice in `/AF`."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


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
    """A stream whose bytes are settled."""

    compressible = False

    def __init__(self, stream: pydyf.Stream) -> None:
        super().__init__()
        self.number = stream.number
        self._data: bytes = stream.data

    @property
    def data(self) -> bytes:
        """The compressed bytes."""
        return self._data


def pack_streams(pdf: pydyf.PDF) -> None:
    """Compress every stream once; pydyf would do it for the file's identifier and again for the file."""
    for number, item in enumerate(pdf.objects):
        if isinstance(item, pydyf.Stream):
            pdf.objects[number] = Packed(item)
