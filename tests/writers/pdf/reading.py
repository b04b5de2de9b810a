"""Looking into a written PDF with other people's programs."""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from lpse_docs.document.inlines import BOX

POINT = 25.4 / 72


def poppler(data: bytes, *command: str) -> str:
    """What a poppler program says about a PDF; `-` in the command stands for the file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "naskah.pdf"
        path.write_bytes(data)
        words = [str(path) if word == "-" else word for word in command]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def page_texts(data: bytes) -> list[str]:
    """The words of each page, one blank between them."""
    return [" ".join(page.split()) for page in poppler(data, "pdftotext", "-raw", "-", "/dev/stdout").split("\f")[:-1]]


def structure_text(data: bytes) -> str:
    """The text of the document in the order of its structure tree, without white space."""
    quoted = re.findall(r'^ *"(.*)"$', poppler(data, "pdfinfo", "-struct-text", "-"), re.MULTILINE)
    return "".join("".join(quoted).split())


def sheet_sizes(data: bytes) -> list[tuple[int, int]]:
    """Width and height of every page in mm."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return [(round(float(page.MediaBox[2]) * POINT), round(float(page.MediaBox[3]) * POINT)) for page in pdf.pages]


def positions(data: bytes) -> list[tuple[int, str, float, float]]:
    """Page, word, left and top (points from the upper left) of every word."""
    found = []
    for number, page in enumerate(poppler(data, "pdftotext", "-bbox", "-", "/dev/stdout").split("<page ")[1:], 1):
        for left, top, word in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>', page):
            found.append((number, word, float(left), float(top)))
    return found


def lost(wanted: list[str], found: str) -> list[str]:
    """The wanted lines that do not follow one another in a text without white space."""
    missing, place = [], 0
    for line in ("".join(line.replace(BOX, "").split()) for line in wanted):  # boxes are drawn, not written
        at = found.find(line, place)
        missing += [line] if at < 0 else []
        place = max(place, at + len(line))
    return missing
