"""Signature lines of a Word document: where Word offers to sign (MS-OFFCRYPTO 2.5, ECMA-376 part 4, 14.2.2.30)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from lpse_docs.opc.vocabulary import VML, VML_OFFICE
from lpse_docs.opc.xml import Element

MARK: Final = VML_OFFICE + "signatureline"
PROVIDER: Final = "{00000000-0000-0000-0000-000000000000}"  # signed by Office itself, not by an add-in
_SPACE: Final = UUID("3f0d2d6e-8a53-5c1a-9d3f-6b1c7d0e4a52")


@dataclass(frozen=True, slots=True)
class Line:
    """A place to sign; `field` is its name as the document was made, empty in documents of others."""

    id: str
    field: str
    name: str
    post: str


def line_id(field: str) -> str:
    """The id of the line of a field: the same in every build, so that a signature finds it again."""
    return f"{{{uuid5(_SPACE, field)}}}".upper()


def lines(main: Element) -> Iterator[Line]:
    """The signature lines in the main part of a Word document."""
    for mark in main.iter(MARK):
        shape = next(mark.iterancestors(VML + "shape"), None)
        yield Line(
            (mark.get("id") or "").upper(),
            "" if shape is None else shape.get("title", ""),
            mark.get(VML_OFFICE + "suggestedsigner", ""),
            mark.get(VML_OFFICE + "suggestedsigner2", ""),
        )
