"""The last touches on a part before it is written: what WeasyPrint leaves open for PDF/A-3a with PDF/UA-1."""

from collections.abc import Mapping
from urllib.parse import unquote

import pydyf

from lpse_docs.document.inlines import FillIn
from lpse_docs.document.theme import Theme
from lpse_docs.writers.pdf.engine import Rendering
from lpse_docs.writers.pdf.fields import make_fields
from lpse_docs.writers.pdf.part import HOME, INTENT, Part
from lpse_docs.writers.pdf.structure import describe_tables, hold_words, merge_links, place_figures, structure, target


def loosen(rendering: Rendering, pdf: pydyf.PDF, part: Part, theme: Theme, places: Mapping[str, FillIn | None]) -> None:
    """Finish a part and take off what only the whole document can have; called by WeasyPrint.

    Args:
        rendering: The part, drawn.
        pdf: Its file.
        part: What was to be printed.
        theme: The look.
        places: What people fill in and sign, by the name of its field.
    """
    make_fields(pdf, places, theme)
    describe_tables(rendering, pdf)
    place_figures(pdf)
    merge_links(pdf)
    hold_words(pdf)
    lead_links_home(pdf)
    name_header_cells(pdf, part.key)
    share_colour_space(pdf)
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
        cell["ID"].string = f"{key[:12]}-{cell['ID'].string}"


def share_colour_space(pdf: pydyf.PDF) -> None:
    """Let pages and groups inside drawings have one colour space, into which the bound file puts the profile."""
    spaces = target(pdf, target(pdf, target(pdf, pdf.page_references[0])["Resources"])["ColorSpace"])
    shared = pydyf.Array(spaces[INTENT])
    pdf.add_object(shared)
    spaces[INTENT] = shared.reference
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and "Group" in item.extra:
            item.extra["Group"]["CS"] = shared.reference


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
        if isinstance(item, pydyf.Stream) and item.free != "f":
            pdf.objects[number] = Packed(item)
