"""The running head and foot: one line in every format, shortened at a word where a name is longer than its room."""

from lpse_docs.layout.captions import MORE, Measure
from lpse_docs.layout.lettering import Typeface

POINTS = 8.0
# Share of the width between the margins that both print.css and the Word furniture leave to the words.
HEAD, EXAMPLE_HEAD, FOOT = 0.78, 0.58, 0.68


def running(words: str, end: str, room: float, face: Typeface) -> str:
    """The words and their end in a room in mm; the end stays whole, the words lose their last ones to an ellipsis."""
    measure = Measure(face)
    kept = words.split()
    if measure.width(words + end, POINTS) <= room:
        return words + end
    while len(kept) > 1 and measure.width(" ".join(kept) + MORE + end, POINTS) > room:
        kept.pop()
    made = " ".join(kept) + MORE + end
    return made if measure.width(made, POINTS) <= room else measure.shortened(words + end, room, POINTS)
