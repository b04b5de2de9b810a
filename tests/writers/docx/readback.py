"""What a reader sees in a Word file: the words of every paragraph, in reading order."""

from collections.abc import Iterator
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn


def docx_lines(data: bytes) -> list[str]:
    """Visible lines of the body: cells included; numbers of lists and pages, head and foot left out."""
    body = Document(BytesIO(data)).element.body
    fields: list[str] = []
    lines = (" ".join("".join(_words(paragraph, fields)).split()) for paragraph in body.iter(qn("w:p")))
    return [line for line in lines if line]


def _words(paragraph: object, fields: list[str]) -> Iterator[str]:
    """Texts and breaks of a paragraph; `fields` is the stack of open fields, a page reference shows no words."""
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
            yield part.text or ""
        elif part.tag in {qn("w:br"), qn("w:tab")}:
            yield " "
