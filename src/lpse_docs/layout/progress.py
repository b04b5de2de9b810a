"""How far a standard is, in numbers: what bars, radar and heat map show, and how it is said."""

from dataclasses import dataclass

from lpse_docs.document.chart import Align, Box, Caption, Tone
from lpse_docs.layout.captions import SMALL, base, caption

BADGE_WIDTH, BADGE_HEIGHT = 15.0, 4.2


@dataclass(frozen=True, slots=True)
class Progress:
    """A standard with the count of its criteria.

    Attributes:
        letter: Its letter as printed, `A`. name: Its short name.
        met: Criteria that are met. of: Criteria that apply; zero when none does.
        unassessed: Criteria among them that nobody has assessed.
        whole: Whether the standard counts as met; only the scorer knows.
        outside: Whether it is out of the scope of the period, so that none of its criteria is assessed.
    """

    letter: str
    name: str
    met: int
    of: int
    unassessed: int = 0
    whole: bool = False
    outside: bool = False

    @property
    def share(self) -> float:
        """The part that is met, from 0 to 1; for drawing only, never printed."""
        return self.met / self.of if self.of else 0.0

    @property
    def untouched(self) -> bool:
        """Whether nobody has assessed any of its criteria."""
        return self.of > 0 and self.unassessed >= self.of

    @property
    def fraction(self) -> str:
        """As printed beside it."""
        return f"{self.met}/{self.of}" if self.of else "–"

    @property
    def told(self) -> str:
        """As told to people who do not see the chart."""
        if not self.of:
            return f"{self.letter} {self.name}: tidak ada kriteria yang berlaku"
        if self.outside:
            return f"{self.letter} {self.name}: di luar lingkup, {self.met} dari {self.of} kriteria"
        open_ = f", {self.unassessed} belum dinilai" if self.unassessed else ""
        whole = ", standar terpenuhi" if self.whole else ""
        return f"{self.letter} {self.name}: {self.met} dari {self.of} kriteria{open_}{whole}"


def badge(x: float, middle: float) -> tuple[Box, Caption]:
    """The sign of a whole standard, in words, so that it needs no legend."""
    ground = Box(x, middle - BADGE_HEIGHT / 2, BADGE_WIDTH, BADGE_HEIGHT, Tone.DARK, outline=False)
    words = caption(x + BADGE_WIDTH / 2, base(middle, SMALL), "Terpenuhi", SMALL, Align.MIDDLE, strong=True, light=True)
    return ground, words
