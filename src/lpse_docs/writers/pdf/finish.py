"""The last touches on a PDF before its trailer is written: what WeasyPrint leaves open for PDF/A-3a with PDF/UA-1."""

from collections.abc import Mapping

import pydyf

from lpse_docs.document.theme import Theme
from lpse_docs.writers.fillin import Filled
from lpse_docs.writers.pdf.engine import Rendering
from lpse_docs.writers.pdf.fields import make_fields
from lpse_docs.writers.pdf.metadata import merged_metadata
from lpse_docs.writers.pdf.structure import (
    describe_tables,
    make_artifacts,
    merge_links,
    place_figures,
    target,
)


def complete(places: Mapping[str, Filled], theme: Theme, rendering: Rendering, pdf: pydyf.PDF) -> None:
    """Everything, the packing last; called by WeasyPrint. `places` are those of the form fields, by name."""
    merge_metadata(rendering, pdf)
    name_attachments_once(pdf)
    make_fields(pdf, places, theme)
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
        if isinstance(item, pydyf.Stream) and item.free != "f":
            pdf.objects[number] = Packed(item)
