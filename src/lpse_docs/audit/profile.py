"""What an office has laid down for its documents, as far as a finished file can be held against it."""

from dataclasses import dataclass

from lpse_docs.document.page import Orientation, PageSetup


@dataclass(frozen=True)
class Profile:
    """The form that files are audited against.

    Attributes:
        portrait: Paper and margins of pages that stand. landscape: Of pages that lie.
        heads: Heads of a flow table by which it is known: activity, actors, quality (`sop_form.columns`).
        anchor: The sign in places to sign, empty when the office prints none (`sop_form.signature_anchor`).
        page_words: How a page number is told, with `{page}` and `{pages}`.
    """

    portrait: PageSetup
    landscape: PageSetup
    heads: tuple[str, str, str]
    anchor: str = ""
    page_words: str = "Halaman {page} dari {pages}"

    def setup(self, width: float, height: float) -> PageSetup:
        """The set-up for a sheet that lies or stands like this one."""
        return self.landscape if width > height else self.portrait

    def is_landscape(self, width: float, height: float) -> bool:
        """Whether a sheet lies."""
        return self.setup(width, height).orientation is Orientation.LANDSCAPE
