"""Where WeasyPrint gets files from: only what was put on the shelf, never the disk or the network."""

from collections.abc import Mapping
from dataclasses import dataclass

from lpse_docs.writers.failure import Flaw
from lpse_docs.writers.pdf.engine import URLFetcher, URLFetcherResponse
from lpse_docs.writers.pdf.part import BASE
from lpse_docs.writers.stylesheet import PRINT, place_of


@dataclass(frozen=True, slots=True)
class File:
    """A file on the shelf."""

    data: bytes
    media_type: str


class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """A fetcher that serves files from memory, and refuses and remembers every other address.

    WeasyPrint swallows a refusal inside an SVG, so whoever renders must look at `refused` afterwards.
    """

    def __init__(self, files: Mapping[str, File]) -> None:
        super().__init__()
        self._files = files
        self.refused: list[str] = []

    def complaints(self, print_css: str) -> list[Flaw]:
        """What was refused, with its place in the style sheet when it is named there."""
        said = ((url, f"alamat ditolak: {url}") for url in self.refused)
        return [Flaw(sentence, place_of(print_css, PRINT, url.removeprefix(BASE))) for url, sentence in said]

    def fetch(self, url: str, _headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The file at `BASE` + its name."""
        file = self._files.get(url.removeprefix(BASE)) if url.startswith(BASE) else None
        if file is None:
            self.refused.append(url)
            raise ValueError(f"alamat tidak diizinkan: {url}")
        return URLFetcherResponse(url, file.data, {"Content-Type": file.media_type})
