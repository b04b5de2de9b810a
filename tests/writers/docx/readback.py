"""What a reader sees in a Word file: the words of every paragraph, in reading order."""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from lpse_docs.document.inlines import BREAK

DRAWING = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
ABOUT = qn("wp:docPr")


def docx_lines(data: bytes) -> list[str]:
    """Visible lines of the body: cells included; numbers of lists and pages, head and foot left out.

    A drawing is read as its alternative text, a floating one after the table it lies on.
    """
    body = Document(BytesIO(data)).element.body
    fields: list[str] = []
    lines: list[str] = []
    told = ""
    for paragraph in body.iter(qn("w:p")):
        if next(paragraph.iterancestors(DRAWING), None) is not None:
            continue
        if told and paragraph.getparent() is body:
            lines.append(" ".join(told.split()))
            told = ""
        drawing = next(paragraph.iter(DRAWING), None)
        if drawing is not None and next(drawing.iter(qn("wp:inline")), None) is not None:
            lines.append(" ".join(next(drawing.iter(ABOUT)).get("descr").split()))
        elif drawing is not None:
            told = next(drawing.iter(ABOUT)).get("descr")
        else:
            lines.append(" ".join("".join(_words(paragraph, fields)).split()))
    return [line for line in lines if line]


def _words(paragraph: object, fields: list[str]) -> Iterator[str]:
    """Texts and line breaks of a paragraph; `fields` is the stack of open fields, a page reference shows no words."""
    for part in paragraph.iter():  # type: ignore[attr-defined]
        if part.tag == qn("w:fldChar"):
            kind = part.get(qn("w:fldCharType"))
            if kind == "begin":
                fields.append("")
            elif kind == "end":
                fields.pop()
        elif part.tag == qn("w:instrText"):
            fields[-1] += part.text
        elif any("PAGEREF" in field for field in fields):
            continue
        elif part.tag == qn("w:t"):
            yield (part.text or "").replace(BREAK, "")
        elif part.tag in {qn("w:br"), qn("w:tab")}:
            yield " "
