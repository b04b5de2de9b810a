"""Paper, margins and the furniture of a page. All lengths in millimetres."""

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """Paper in use; two sizes are called F4 in Indonesian offices."""

    A4 = "A4"
    F4 = "F4"
    F4_NARROW = "F4-210"


SIZES = {Paper.A4: (210.0, 297.0), Paper.F4: (215.0, 330.0), Paper.F4_NARROW: (210.0, 330.0)}


class Orientation(StrEnum):
    """Which way the paper lies."""

    PORTRAIT = "tegak"
    LANDSCAPE = "mendatar"


@dataclass(frozen=True, slots=True)
class Margins:
    """Permendagri 1/2023 Pasal 34: top 20, bottom 25, left 30, right 20."""

    top: float = 20.0
    bottom: float = 25.0
    left: float = 30.0
    right: float = 20.0


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Size, orientation and margins of the pages of a section."""

    paper: Paper = Paper.A4
    orientation: Orientation = Orientation.PORTRAIT
    margins: Margins = Margins()

    @property
    def width(self) -> float:
        """Width of the sheet as it lies."""
        short, long = SIZES[self.paper]
        return short if self.orientation is Orientation.PORTRAIT else long

    @property
    def height(self) -> float:
        """Height of the sheet as it lies."""
        short, long = SIZES[self.paper]
        return long if self.orientation is Orientation.PORTRAIT else short

    @property
    def content_width(self) -> float:
        """Width between the side margins."""
        return self.width - self.margins.left - self.margins.right

    @property
    def content_height(self) -> float:
        """Height between the margins above and below."""
        return self.height - self.margins.top - self.margins.bottom
