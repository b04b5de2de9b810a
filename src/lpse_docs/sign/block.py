"""A PDF for a signer who puts no signature into prepared places: their marks are printed, the places are gone.

What signs a whole file, as the service of BSrE does, adds a field of its own that nobody sees. So what a reader sees has to
be part of the page before the first signature. The drawing takes the place of the field in the structure tree as well.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from lpse_docs.sign.order import Unsignable
from lpse_docs.sign.stamp import BESIDE, Stamps, Words, code, shown_token

OWNER = "/LPSE"  # of our data in /PieceInfo (ISO 32000-1, 14.5)
SPOKEN = "Tanda tangan elektronik"
DEEPEST = 64


@dataclass(frozen=True, slots=True)
class Blocks:
    """What such a file tells of itself.

    Attributes:
        origin: SHA-256 of the file it was made from, with its places still in it.
        fields: The names those places had.
        test: Whether the blocks call themselves an example.
        token: What their QR code says; empty where there is none.
    """

    origin: str
    fields: tuple[str, ...]
    test: bool
    token: str = ""


def blocks(data: bytes) -> Blocks | None:
    """What a file tells of the blocks printed in it; None when there are none.

    Raises:
        Unsignable: It is no PDF that can be read.
    """
    with _opened(data) as pdf:
        try:
            held: Any = pdf.Root.PieceInfo[OWNER].Private
            fields = tuple(str(item) for item in held.Blok)
            return Blocks(str(held.Naskah), fields, bool(held.Contoh), str(held.get("/Kode", "")))
        except (AttributeError, KeyError, TypeError, ValueError):
            return None


def printed(data: bytes, fields: Sequence[str], words: Words, stamps: Stamps, token: str = "") -> bytes:
    """A file whose places to sign are printed blocks; the same file each time.

    Args:
        data: The file as it was built, unsigned.
        fields: The places.
        words: What each block says.
        stamps: Draws them.
        token: What their QR code says; none is drawn when it is empty.

    Raises:
        Unsignable: It is no PDF with these places, or one that is not tagged.
    """
    with _opened(data) as pdf:
        try:
            for number, name in enumerate(fields, 1):
                _print(_Sheet(pdf, number), name, words, stamps, token)
            _tell(pdf, Blocks(hashlib.sha256(data).hexdigest(), tuple(fields), words.test, token))
            made = BytesIO()
            pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
        except (AttributeError, KeyError, TypeError, ValueError, pikepdf.PdfError) as error:
            raise Unsignable("susunan PDF tidak dapat diberi blok tanda tangan tercetak") from error
        return made.getvalue()


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(BytesIO(data))
    except (pikepdf.PdfError, ValueError) as error:
        raise Unsignable("bukan PDF yang utuh; buat ulang berkasnya") from error


@dataclass(frozen=True)
class _Sheet:
    """A file in which one block is being printed."""

    pdf: pikepdf.Pdf
    number: int

    def field(self, name: str) -> Any:
        """The one mark of a place to sign that has no other."""
        found = [item for item in self.pdf.Root.AcroForm.Fields if str(item.get("/T", "")) == name]
        if len(found) != 1 or found[0].get("/FT") != "/Sig" or "/Kids" in found[0] or "/V" in found[0]:
            raise Unsignable(f"bidang {name} tidak dapat diganti blok tercetak")
        return found[0]

    def page(self, field: Any) -> Any:
        """The page a mark is on."""
        return next(page for page in self.pdf.pages if any(item == field for item in page.get("/Annots", ())))

    def element(self, field: Any) -> Any:
        """The element of the structure tree that speaks of a mark; the mark leaves the tree."""
        key = int(field.StructParent)
        for numbers in _numbers(self.pdf.Root.StructTreeRoot.ParentTree):
            for at in range(0, len(numbers), 2):
                if int(numbers[at]) == key:
                    found = numbers[at + 1]
                    del numbers[at : at + 2]
                    return found
        raise KeyError(key)

    def marked(self, page: Any, element: Any) -> int:
        """The number under which the page's content belongs to an element from now on."""
        key = int(page.StructParents)
        held = next(
            numbers[at + 1]
            for numbers in _numbers(self.pdf.Root.StructTreeRoot.ParentTree)
            for at in range(0, len(numbers), 2)
            if int(numbers[at]) == key
        )
        held.append(element)
        return len(held) - 1


def _numbers(tree: Any, depth: int = 0) -> Iterator[Any]:
    """The arrays of a number tree."""
    if "/Nums" in tree:
        yield tree.Nums
    for kid in tree.get("/Kids", ()) if depth < DEEPEST else ():
        yield from _numbers(kid, depth + 1)


def _print(sheet: _Sheet, name: str, words: Words, stamps: Stamps, token: str) -> None:
    field = sheet.field(name)
    page, element = sheet.page(field), sheet.element(field)
    left, bottom, right, top = (float(edge) for edge in field.Rect)
    width, height = right - left, top - bottom
    token = shown_token(words, width, token)
    number = sheet.marked(page, element)
    drawing = _drawing(sheet, page, stamps.page(words, width, height, coded=bool(token)))
    coded = code(token, min(width, height)) if token else b""
    page.contents_add(b"q\n", prepend=True)
    paper = f"1 1 1 rg 0 0 {width:.3f} {height:.3f} re f"  # over the anchor that other services look for
    placed = f"Q\n/Figure <</MCID {number}>> BDC q 1 0 0 1 {left:.3f} {bottom:.3f} cm {paper} {drawing} Do ".encode()
    page.contents_add(placed + coded + b" Q EMC\n")
    _spoken(page, element, number, _alternative(field, words, width, coded=bool(token)))
    element.A = Dictionary(O=Name.Layout, BBox=Array([_number(edge) for edge in (left, bottom, right, top)]))
    _remove(sheet.pdf, page, field)


def _number(value: float) -> Decimal:
    return Decimal(f"{value:.3f}")


def _drawing(sheet: _Sheet, page: Any, stamp: bytes) -> str:
    """The words as a drawing the page knows by name; what pages share stays as it is for the others."""
    with pikepdf.open(BytesIO(stamp)) as source:
        drawing = sheet.pdf.copy_foreign(source.pages[0].as_form_xobject())
    name = f"/Blok{sheet.number}"
    resources = Dictionary(page.Resources)
    held: Any = resources.get("/XObject", {})
    known = Dictionary(dict(held.items()))
    known[name] = drawing
    resources.XObject = known
    page.obj.Resources = resources
    return name


def _alternative(field: Any, words: Words, width: float, *, coded: bool) -> str:
    """What a screen reader says of the block: the words that are seen, which a narrow place with a code has not."""
    narrow = width < BESIDE
    lines = [] if narrow and coded else [line for _, line in words.lines(short=narrow)]
    return " ".join(f"{line}." for line in (str(field.get("/TU", SPOKEN)), *lines, *(["Kode QR"] if coded else [])))


def _spoken(page: Any, element: Any, number: int, alternative: str) -> None:
    """The element of the form becomes the one of a picture."""
    element.S = Name.Figure
    element.Pg = page.obj
    element.K = number
    element.Alt = String(alternative)


def _remove(pdf: pikepdf.Pdf, page: Any, field: Any) -> None:
    """Take a place out of its page and of the form; the form stays, be it empty, since signing adds to it."""
    left = [item for item in page.Annots if item != field]
    if left:
        page.obj.Annots = Array(left)
    else:
        del page.obj.Annots
    form: Any = pdf.Root.AcroForm
    form.Fields = Array([item for item in form.Fields if item != field])


def _tell(pdf: pikepdf.Pdf, held: Blocks) -> None:
    """What the file was made from, in the place that PDF has for such data of programs."""
    fields = Array([String(item) for item in held.fields])
    private = Dictionary(Naskah=String(held.origin), Blok=fields, Contoh=held.test)
    if held.token:  # so that the file can be made again
        private.Kode = String(held.token)
    made = Dictionary(LastModified=String(str(pdf.docinfo.get("/ModDate", "D:19700101000000Z"))), Private=private)
    pdf.Root.PieceInfo = Dictionary({OWNER: made})
