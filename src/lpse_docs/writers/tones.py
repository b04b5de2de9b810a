"""The colours of a chart's tones, the same in every format; each step stays apart from the next on a grey copy."""

from collections.abc import Mapping
from typing import Final

from lpse_docs.document.chart import Tone

COLOURS: Final[Mapping[Tone, str]] = {
    Tone.PAPER: "FFFFFF",
    Tone.LIGHT: "DCE4F0",
    Tone.MIDDLE: "93A8CC",
    Tone.DARK: "1F3864",
    Tone.INK: "000000",
}
OUTLINE: Final = 0.2  # mm, around boxes and areas
DASH, DASH_GAP = 4.0, 3.0  # lengths of a dash and its gap in widths of the line: the preset `dash` of DrawingML
