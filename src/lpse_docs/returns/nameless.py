"""Names of places that another program dropped: LibreOffice before 7.5 keeps no tags, and titles of plain text alone.

A place without a tag is known by its title; without a title by its row, where the code of the criterion stands first.
"""

import re

from lpse_docs.returns.wordwise import Element, child, local, value, words

FIELDS = {
    "status": "status",
    "alasan": "alasan",
    "temuan": "temuan",
    "rekomendasi": "rekomendasi",
    "kode bukti": "bukti",
    "tanggal": "tanggal",
}
HEAD = ("periode", "asesor", "tanggal", "tempat")
TITLE = re.compile(r"([A-Za-z ]{1,20}) (S[0-9]{2}-K[0-9]{2})")
CRITERION = re.compile(r"S[0-9]{2}-K[0-9]{2}")
SORTS = {"dropDownList": "status", "comboBox": "status", "date": "tanggal", "text": ""}


def is_place(properties: Element) -> bool:
    """Whether a control is one that people fill in, and not one that holds another."""
    return any(child(properties, sort) is not None for sort in SORTS)


def name_of(control: Element, properties: Element) -> str:
    """The name of a place that lost its tag; empty when nothing tells it."""
    title = value(child(properties, "alias"))
    if found := TITLE.fullmatch(title):
        field = FIELDS.get(found[1].lower(), "")
        return f"{found[2]}/{field}" if field else ""
    return _in_head(title) or _in_row(control, properties)


def _in_row(control: Element, properties: Element) -> str:
    """What the row says: the code of a criterion first, or a label right before the place."""
    row = next(control.iterancestors("{*}tr"), None)
    cells = [] if row is None else [item for item in row if local(item) == "tc"]
    place = next((at for at, cell in enumerate(cells) if cell in control.iterancestors()), 0)
    if not place:
        return ""
    code = words(cells[0]).strip()
    if not CRITERION.fullmatch(code):
        return _in_head(words(cells[place - 1]).strip())
    field = next(field for sort, field in SORTS.items() if child(properties, sort) is not None)
    return f"{code}/{field}" if field else ""


def _in_head(label: str) -> str:
    return f"lembar/{label.lower()}" if label.lower() in HEAD else ""
