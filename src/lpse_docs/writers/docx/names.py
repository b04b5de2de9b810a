"""Names of the styles in the Word reference document.

Styles are looked up by the name people see in Word, not by id: Word rewrites ids on saving (an Indonesian or
Russian Word calls Heading 1 `Judul1` or `1`), but keeps `w:name` in English and ignores its case.
"""

from collections.abc import Mapping
from typing import Final

from lpse_docs.document.roles import Marker, Role, TableRole


def shown(value: str) -> str:
    """The name in Word of a role, for example `sel-kepala` -> `LPSE Sel Kepala`."""
    return "LPSE " + value.replace("-", " ").title()


HEADINGS: Final = tuple(f"heading {level}" for level in range(1, 5))
CONTENTS: Final = tuple(f"toc {level}" for level in range(1, 5))
CONTENTS_TITLE: Final = "TOC Heading"
HEADER, FOOTER = "header", "footer"
HEADER_RIGHT, FOOTER_RIGHT = shown("kepala-kanan"), shown("kaki-kanan")

ITEM: Final = shown("daftar")
SIGN_SPACE: Final = shown("ttd-ruang")
FIGURE: Final = shown("gambar")
SLOT: Final = shown("slot-gambar")
SEPARATOR: Final = shown("pemisah")
CHART, CHART_WORDS = shown("grafik"), shown("grafik-kata")
FLOW_ANCHOR, FLOW_LETTER, FLOW_LABEL = shown("alur-jangkar"), shown("alur-huruf"), shown("alur-label")

LINK, STRONG, EMPHASIS = "Hyperlink", "Strong", "Emphasis"
STRONG_EMPHASIS: Final = shown("tebal-miring")
REFERENCE: Final = shown("rujukan")
DRAFT_MARK: Final = shown("tanda-draf")
PLACEHOLDER: Final = "Placeholder Text"

HEADER_TABLE: Final = shown("tabel-kepala-halaman")
FOOTER_TABLE: Final = shown("tabel-kaki-halaman")
SLOT_TABLE: Final = shown("tabel-slot")

CONTINUED: Final = "lanjutan"


def list_style(marker: Marker | str, *, cell: bool) -> str:
    """The list style of a marker, in running text or in table cells."""
    return shown(f"{'sel' if cell else 'daftar'}-{marker}")


ROLES: Final[Mapping[Role, str]] = {role: shown(role) for role in Role}
TABLES: Final[Mapping[TableRole, str]] = {role: shown(role) for role in TableRole}
LISTS: Final = tuple(list_style(marker, cell=cell) for cell in (False, True) for marker in (*Marker, CONTINUED))

PARAGRAPHS: Final = (
    *ROLES.values(), *HEADINGS, *CONTENTS, CONTENTS_TITLE, HEADER, FOOTER,
    HEADER_RIGHT, FOOTER_RIGHT, ITEM, SIGN_SPACE, FIGURE, SLOT, SEPARATOR,
    FLOW_ANCHOR, FLOW_LETTER, FLOW_LABEL, CHART, CHART_WORDS,
)  # fmt: skip
CHARACTERS: Final = (LINK, STRONG, EMPHASIS, STRONG_EMPHASIS, REFERENCE, DRAFT_MARK, PLACEHOLDER)
ALL_TABLES: Final = (*TABLES.values(), HEADER_TABLE, FOOTER_TABLE, SLOT_TABLE)
REQUIRED: Final = (*PARAGRAPHS, *CHARACTERS, *ALL_TABLES, *LISTS)


def style_id(name: str) -> str:
    """The id a style has in the first reference document, and the fallback when its name is not found."""
    if name.startswith("LPSE "):
        return name.removeprefix("LPSE ").lower().replace(" ", "-")
    return name.title().replace("Toc", "TOC").replace(" ", "")
