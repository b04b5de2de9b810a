"""The theme of the repository, with a picture, for tests that look at whole files."""

from functools import cache
from pathlib import Path

from lpse_docs.document.theme import Theme
from tests.writers.docx import sample

TEMPLATES = Path(__file__).parents[2] / "templates"


@cache
def theme() -> Theme:
    """Words, style sheets and fonts as they are shipped; the emblem is a red square."""
    return Theme(
        words=sample.WORDS
        | {"draft_note": "Draf, belum disahkan", "example": "CONTOH - bukan hasil penilaian", "contents": "DAFTAR ISI"},
        print_css=(TEMPLATES / "css/print.css").read_text(),
        screen_css=(TEMPLATES / "css/screen.css").read_text(),
        reference_docx=(TEMPLATES / "word/reference.docx").read_bytes(),
        fonts={path.name: path.read_bytes() for path in sorted((TEMPLATES / "fonts").iterdir())},
        pictures={"lambang-daerah": sample.png(), "bagan": sample.SVG},
    )
