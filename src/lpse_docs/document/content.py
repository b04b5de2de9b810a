"""The digest of what a document says: its words and their order, the same whatever the format, the fonts or the day.

Approvals are given for this digest. Lengths (all numbers with a point are millimetres, and widths of columns) are left out:
what a drawing says stands in the ids of its symbols and lines, in its words and in its alternative text, as that of a chart. Left out as well are the mark,
the folder, the sources, the page numbers, and the running head, which is the title cut to the width of the page. A value
that a class takes by itself is not told, so a program that learns something new does not unmake approvals.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from lpse_docs.document.blocks import Document

OF_DOCUMENT = ("draft", "content", "folder", "attachments", "sources", "page_numbers", "head")
APART = frozenset(
    {("Document", name) for name in OF_DOCUMENT}
    | {("Paragraph", "origin"), ("Cell", "origin"), ("Table", "columns"), ("Chart", "parts")}
)


def content_digest(document: Document) -> str:
    """SHA-256 over what a document says."""
    whole = hashlib.sha256()
    for word in _told(document):
        data = word.encode("utf-8", "surrogatepass")
        whole.update(b"%d:" % len(data) + data)
    return whole.hexdigest()


def _told(value: Any) -> Iterator[str]:
    """Every value with its name; the length before each word and the brackets keep structure apart from words."""
    match value:
        case float():
            return
        case tuple():
            yield "("
            for item in value:
                yield from _told(item)
            yield ")"
        case _ if is_dataclass(value):
            kind = type(value).__name__
            yield f"<{kind}"
            for item in fields(value):
                inner = getattr(value, item.name)
                if (kind, item.name) not in APART and (item.default is MISSING or inner != item.default):
                    yield f".{item.name}"
                    yield from _told(inner)
            yield ">"
        case _:
            yield f"={value}"
