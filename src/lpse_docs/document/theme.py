"""What an office may restyle: words, style sheet, Word reference document, fonts, pictures. Bytes, not paths."""

from collections.abc import Mapping
from dataclasses import dataclass

MARKS = {
    "draft": "DRAF",
    "example": "CONTOH - bukan hasil penilaian",
    "specimen": "CONTOH - bukan dokumen resmi",
    "specimen_draft": "DRAF CONTOH - tidak resmi",
}


@dataclass(frozen=True)
class Theme:
    """Everything a writer needs besides the document.

    Attributes:
        words: Fixed words by key: `draft`, `page` ("Halaman {page} dari {pages}"), `contents_page`, `name_unknown` ...
        print_css: Style sheet of the PDF. screen_css: Style sheet of the HTML page.
        reference_docx: The Word document whose styles are used.
        fonts: Font files by file name, for example `LiberationSans-Regular.ttf`.
        pictures: Pictures by name without suffix (`lambang-daerah`): SVG or PNG bytes; a missing one is drawn as an empty slot.
    """

    words: Mapping[str, str]
    print_css: str
    screen_css: str
    reference_docx: bytes
    fonts: Mapping[str, bytes]
    pictures: Mapping[str, bytes]

    def mark(self, key: str) -> str:
        """What stands on every page of a draft, an example or a document of an invented office."""
        return self.words.get(key, MARKS[key])
