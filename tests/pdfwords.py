"""The words of a PDF with their places, as Poppler finds them."""

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

POINT = 25.4 / 72
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


class Found(NamedTuple):
    """A word of a page with its box in mm."""

    left: float
    top: float
    right: float
    bottom: float
    word: str


def words(path: Path) -> list[list[Found]]:
    """The words of each page with their places."""
    run = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, text=True, check=True)
    made = []
    for page in run.stdout.split("<page ")[1:]:
        found = (match.groups() for match in WORD.finditer(page))
        made.append(
            [
                Found(float(left) * POINT, float(top) * POINT, float(right) * POINT, float(bottom) * POINT, word)
                for left, top, right, bottom, word in found
            ]
        )
    return made


def over(phrase: Sequence[Found], page: Sequence[Found]) -> list[Found]:
    """The other words of a page that stand over a phrase of one line."""
    left, right = min(word.left for word in phrase), max(word.right for word in phrase)
    top, bottom = min(word.top for word in phrase), max(word.bottom for word in phrase)
    others = (word for word in page if word not in phrase)
    return [
        word for word in others if word.left < right and word.right > left and word.top < bottom and word.bottom > top
    ]
