"""A document that is read as a dashboard: on screen only, with its most important figures on tiles."""

from dataclasses import dataclass

from lpse_docs.document.inlines import Inline


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its name; an `alert` one warns, and looks so."""

    name: str
    words: tuple[Inline, ...]
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What a dashboard has besides its text. Its headings of level 2 are its sections, those of level 3 fold."""

    tiles: tuple[Tile, ...]
