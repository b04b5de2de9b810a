"""Where WeasyPrint gets files from: only what was put on the shelf, never the disk or the network."""

from collections.abc import Mapping
from dataclasses import dataclass

from lpse_docs.writers.pdf.engine import URLFetcher, URLFetcherResponse
from lpse_docs.writers.pdf.part import BASE


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

    def fetch(self, url: str, _headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """The file at `BASE` + its name."""
        file = self._files.get(url.removeprefix(BASE)) if url.startswith(BASE) else None
        if file is None:
            self.refused.append(url)
            raise ValueError(f"alamat tidak diizinkan: {url}")
        return URLFetcherResponse(url, file.data, {"Content-Type": file.media_type})
