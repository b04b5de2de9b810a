"""Bind printed parts into one file: PDF/A-3a and PDF/UA-1, with its sources inside."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream

from lpse_docs.document.blocks import Document
from lpse_docs.writers.fillin import Names
from lpse_docs.writers.pdf.catalog import attach, bookmark, describe, intend, name_tree
from lpse_docs.writers.pdf.frame import numbered
from lpse_docs.writers.pdf.part import INTENT, Printed

OVER = b"/Artifact <</Type /Pagination>> BDC q /%b Do Q EMC\n"
PROFILE = f"/{INTENT}"


@dataclass(frozen=True)
class Frame:
    """Printed head and foot, and on which of its pages each page of the document is laid; None where there is none."""

    printed: Printed
    sheets: Sequence[int | None]


@dataclass
class Binding:
    """A file that grows part by part.

    Attributes:
        fonts: The embedded faces by resource name. profile: The colour profile.
        element: The root of the structure. owners: Flat number tree from content to structure; `number` is the next.
        places: Named places. fields, names: Form fields and their names.
        typing: What people type with, of the first part that has it: `/DR` and `/DA` (ISO 32000-1, 12.7.2).
    """

    file: Pdf
    fonts: Any
    profile: Any
    element: Any
    owners: Any
    number: int = 0
    places: dict[str, Any] = field(default_factory=dict)
    fields: list[Any] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    typing: dict[str, Any] = field(default_factory=dict)

    def add(self, part: Pdf, printed: Printed) -> None:
        """Bind a part behind those that are there."""
        first = len(self.file.pages)
        for page in part.pages:
            self.file.pages.append(page)  # fields and named places come with the catalogue
        inside: Any = self.file.copy_foreign(part.Root)  # pages, already there, are not copied again
        pages = [page.obj for page in self.file.pages[first:]]
        self.equip(pages[0].Resources, printed)
        self._hang(inside.StructTreeRoot, pages)
        self.places.update(_pairs(inside.get("/Names", {}).get("/Dests", {}).get("/Names", ())))
        if "/AcroForm" in inside:
            self._take_form(inside.AcroForm)

    def equip(self, resources: Any, printed: Printed) -> None:
        """Give the resources of a part the fonts and the colour profile it only names."""
        for key in printed.faces:
            resources.Font[f"/{key}"] = self.fonts[f"/{key}"]
        resources.ColorSpace[PROFILE][1] = self.profile

    def _hang(self, tree: Any, pages: Sequence[Any]) -> None:
        """Hang the structure of a part into that of the document, and number its content on."""
        part = tree.K[0]
        part.S, part.P = Name.Part, self.element
        self.element.K.append(part)
        free = self.number
        for key, owner in _pairs(tree.ParentTree.Nums):
            self.owners.append(self.number + int(key))
            self.owners.append(owner)
            free = max(free, self.number + int(key) + 1)
        for page in pages:
            page.StructParents = self.number + int(page.StructParents)
            for item in page.get("/Annots", ()):
                item.StructParent = self.number + int(item.StructParent)
        self.number = free

    def _take_form(self, form: Any) -> None:
        for item in form.Fields:
            item.T = self.names.give(str(item.T))
            self.fields.append(item)
        if "/DR" in form:
            self.typing = self.typing or {"/DR": form.DR, "/DA": form.DA}
            form.DR.Font = self.typing["/DR"].Font  # the font is there once; what empty fields show names it, too

    def lay_over(self, part: Pdf, frame: Frame) -> None:
        """Lay head and foot over every page, with the number of the page."""
        sheets = [page.Contents.read_bytes() for page in part.pages]
        resources: Any = self.file.copy_foreign(part.pages[0].Resources)
        self.equip(resources, frame.printed)
        total = len(self.file.pages)
        for number, (page, sheet) in enumerate(zip(self.file.pages, frame.sheets, strict=True), 1):
            if sheet is not None:
                spots, digits = frame.printed.spots[sheet], frame.printed.digits
                content = numbered(sheets[sheet], spots, digits, number, total)
                self._lay_over(page.obj, content, resources, f"kertas-{number}")

    def _lay_over(self, page: Any, content: bytes, resources: Any, name: str) -> None:
        drawing = Stream(self.file, content, Type=Name.XObject, Subtype=Name.Form)
        drawing.BBox, drawing.Resources = page.MediaBox, resources
        page.Resources.XObject[f"/{name}"] = drawing
        page.Contents = Array([page.Contents, Stream(self.file, OVER % name.encode())])

    def finish(self, document: Document, producer: str) -> bytes:
        """The whole file."""
        root = self.file.Root
        describe(self.file, document, producer)
        intend(self.file, self.profile)
        bookmark(self.file, document)
        trees = {"/Dests": self.places, "/EmbeddedFiles": attach(self.file, document)}
        root.Names = Dictionary({key: name_tree(self.file, tree) for key, tree in trees.items() if tree})
        if self.fields:
            root.AcroForm = Dictionary({"/Fields": Array(self.fields), **self.typing})
        output = BytesIO()
        self.file.save(output, min_version="1.7", deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
        return output.getvalue()


def _pairs(flat: Any) -> Iterator[tuple[Any, Any]]:
    items = list(flat)
    return (
        (key if isinstance(key, int) else str(key), value) for key, value in zip(items[::2], items[1::2], strict=True)
    )


def opened(file: Pdf, typecase: Pdf) -> Binding:
    """An empty binding, with the root of its structure in place."""
    tree: Any = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    tree.ParentTree = file.make_indirect(Dictionary(Nums=Array()))
    element: Any = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree, K=Array()))
    tree.K = Array([element])
    file.Root.StructTreeRoot = tree
    case: Any = file.copy_foreign(typecase.Root)
    return Binding(file, case.Fonts, case.Profile, element, tree.ParentTree.Nums)


def bind(document: Document, parts: Sequence[Printed], frame: Frame | None, typecase: bytes) -> bytes:
    """The document as a PDF file, from its printed parts in order."""
    with ExitStack() as stack:  # a part must stay open until the file is written

        def pdf(data: bytes) -> Pdf:
            return stack.enter_context(Pdf.open(BytesIO(data)))

        case = pdf(typecase)
        binding = opened(stack.enter_context(Pdf.new()), case)
        for printed in parts:
            binding.add(pdf(printed.pdf), printed)
        if frame:
            binding.lay_over(pdf(frame.printed.pdf), frame)
        return binding.finish(document, str(case.docinfo["/Producer"]))
